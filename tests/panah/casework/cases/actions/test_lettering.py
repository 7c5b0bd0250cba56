import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from panah.casework.cases import actions
from panah.casework.cases.actions.lettering import NotForThem, NotForThisAdult, NotSafeToCarry, TellsTooMuch
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.cases.queries import letters_of
from panah.casework.people.actions import FamilyDetails, RelativeDetails, add_relative, begin_family, decide_safety
from panah.casework.people.codes import Safety
from panah.casework.people.models import Relative
from panah.foundation.documents.actions import TranslationRefused
from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Letter, StoredFile, Translation
from panah.foundation.documents.queries import content_of, letter_to_check, papers_of, translations_for
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office, opened

WORDS = "Canaryletter: goals in your own words"
FOR_FAMILY = [kind for kind in LetterKind if kind not in ("assessment_summary", "transfer_form", "child_card")]
FAMILY = FamilyDetails(home="улица Канарейкина 5, кв. 17")
MOTHER = RelativeDetails(
    relation="mother",
    citizenship="Canarycountry",
    migration_status="Canarystatus without registration",
    workplace="Canarybakery",
)


def adult_of(office: Office, case: Case, safety: Safety | None = Safety.SAFE) -> Relative:
    """The mother in the family of the child, as she was found; None: nobody has decided."""
    family = case.child.family or begin_family(by=office.aigul.actor, child=case.child, details=FAMILY)
    mother = add_relative(by=office.aigul.actor, family=family, details=MOTHER)
    if safety is not None:
        decide_safety(by=office.aigul.actor, relative=mother, safety=safety, ground="met_and_talked")
    return mother


def written(office: Office, case: Case, kind: LetterKind = LetterKind.PLAN_COPY, **changes: Any) -> Letter:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "kind": kind,
        "language": "uz",
        "text": WORDS,
        "recipient": LetterRecipient.CHILD,
    }
    return actions.write_letter(**(usual | changes))


def test_a_letter_has_a_number_and_its_words_are_sealed(office: Office) -> None:
    case = opened(office)
    letter = written(office, case)
    kept = Letter.objects.get(pk=letter.pk)
    assert "Canary" not in str(kept.__dict__)
    open_sealed(kept)
    assert kept.text == WORDS
    assert (kept.subject_code, kept.language, kept.recipient) == (case.code, "uz", "child")
    assert kept.code != case.code
    assert letters_of(office.aigul.actor, case) == [letter]
    assert letters_of(office.lazzat.actor, case) == []


@pytest.mark.parametrize("kind", FOR_FAMILY)
def test_a_safe_adult_gets_what_is_for_the_family(office: Office, kind: LetterKind) -> None:
    case = opened(office)
    mother = adult_of(office, case)
    assert written(office, case, kind, recipient=LetterRecipient.RELATIVE, relative=mother).pk


@pytest.mark.safeguard("S3", "a suspected or unknown adult asks for a letter, the extract or the access list")
@pytest.mark.parametrize("safety", [Safety.SUSPECTED, Safety.UNKNOWN, None])
@pytest.mark.parametrize("kind", FOR_FAMILY)
def test_a_suspected_or_unknown_adult_gets_no_paper(office: Office, kind: LetterKind, safety: Safety | None) -> None:
    case = opened(office)
    adult = adult_of(office, case, safety)
    with pytest.raises(NotForThisAdult) as refused, vault.ring():
        written(office, case, kind, recipient=LetterRecipient.RELATIVE, relative=adult)
    assert str(refused.value.sentence)
    assert not Letter.objects.exists()


@pytest.mark.safeguard("S3", "an adult becomes suspected while the page of the letter is open")
def test_what_is_known_of_the_adult_now_decides(office: Office) -> None:
    case = opened(office)
    as_the_page_saw_her = adult_of(office, case)
    same = Relative.objects.get(pk=as_the_page_saw_her.pk)
    decide_safety(by=office.aigul.actor, relative=same, safety=Safety.SUSPECTED, ground="met_and_talked")
    with pytest.raises(NotForThisAdult):
        written(office, case, recipient=LetterRecipient.RELATIVE, relative=as_the_page_saw_her)


def test_an_adult_of_another_family_gets_nothing(office: Office) -> None:
    case, other = opened(office), opened(office)
    adult_of(office, case)
    stranger = adult_of(office, other)
    with pytest.raises(actions.NotThisCase):
        written(office, case, recipient=LetterRecipient.RELATIVE, relative=stranger)


@pytest.mark.safeguard("S12", "a card with a phone is put into a child's pocket and nobody asked whether that is safe")
def test_a_card_is_made_only_where_it_is_safe_to_carry(office: Office) -> None:
    case = opened(office)
    with pytest.raises(NotSafeToCarry):
        written(office, case, LetterKind.CHILD_CARD)
    assert written(office, case, LetterKind.CHILD_CARD, is_safe_to_carry=True).pk
    case.child.refresh_from_db()
    assert case.child.may_carry_card
    with pytest.raises(NotSafeToCarry):  # asked anew each time
        written(office, case, LetterKind.CHILD_CARD)


def test_each_paper_is_for_whom_it_is_made(office: Office) -> None:
    case = opened(office)
    mother = adult_of(office, case)
    for kind, recipient, relative in (
        (LetterKind.ASSESSMENT_SUMMARY, LetterRecipient.CHILD, None),
        (LetterKind.PLAN_COPY, LetterRecipient.TEAM, None),
        (LetterKind.PLAN_COPY, LetterRecipient.RELATIVE, None),
        (LetterKind.PLAN_COPY, LetterRecipient.CHILD, mother),
        (LetterKind.CHILD_CARD, LetterRecipient.RELATIVE, mother),
    ):
        with pytest.raises(NotForThem):
            written(office, case, kind, recipient=recipient, relative=relative, is_safe_to_carry=True)
    assert written(office, case, LetterKind.TRANSFER_FORM, recipient=LetterRecipient.TEAM).pk


@pytest.mark.safeguard("S1", "somebody types the home, workplace, citizenship or status of the parents into a paper")
@pytest.mark.parametrize(
    "typed",
    [
        "Come to улица Канарейкина 5.",
        "She is from canarycountry",
        "canarySTATUS without registration",
        "At Canarybakery",
    ],
)
@pytest.mark.parametrize("kind", [*FOR_FAMILY, "assessment_summary", "transfer_form"])
def test_no_paper_holds_home_work_citizenship_or_status(office: Office, kind: str, typed: str) -> None:
    case = opened(office)
    adult_of(office, case, None)
    team = kind in ("assessment_summary", "transfer_form")
    with pytest.raises(TellsTooMuch):
        written(
            office, case, LetterKind(kind), text=f"{WORDS} {typed}",
            recipient=LetterRecipient.TEAM if team else LetterRecipient.CHILD,
        )  # fmt: skip


def test_a_stranger_writes_no_letter_and_the_audit_holds_no_word(office: Office) -> None:
    case = opened(office)
    for stranger in (office.lazzat, office.nurzhan):
        with pytest.raises(NotPermitted):
            written(office, case, by=stranger.actor)
    written(office, case)
    events = AuditEvent.objects.filter(verb__in=("cases.write_letter", "documents.issue_letter"))
    assert {event.subject_code for event in events} >= {case.code}
    assert "Canary" not in str(list(events.values()))


def test_a_second_click_makes_one_letter_with_one_number(office: Office) -> None:
    case = opened(office)
    first = written(office, case, idempotency_key="once")
    again = written(office, case, idempotency_key="once")
    assert (again.pk, again.number) == (first.pk, first.number)
    assert written(office, case).place_in_year == first.place_in_year + 1


class TooLate(Exception):
    """The page fails after the letter."""


def _written_and_rolled_back(office: Office, case: Case) -> None:
    with transaction.atomic():
        written(office, case)
        raise TooLate


def test_numbers_follow_each_other_by_office_and_year_without_gaps(office: Office) -> None:
    case = opened(office)
    with clock.standing_at(datetime(2031, 12, 31, 12, tzinfo=UTC)):
        numbers = [written(office, case).number for _ in range(2)]
        with pytest.raises(NotForThem):
            written(office, case, recipient=LetterRecipient.TEAM)
        numbers.append(written(office, case).number)
        with pytest.raises(TooLate):
            _written_and_rolled_back(office, case)
        numbers.append(written(office, case).number)
    assert numbers == [f"2031-{place:04d}" for place in (1, 2, 3, 4)]
    with clock.standing_at(datetime(2032, 1, 1, 12, tzinfo=UTC)):
        assert written(office, case).number == "2032-0001"


def test_the_copy_is_sealed_and_the_first_one_stays(office: Office, tmp_path: Any, settings: Any) -> None:
    settings.PANAH_DATA = tmp_path
    letter = written(office, opened(office))
    kept = actions.keep_printed(by=office.aigul.actor, letter=letter, pdf=b"%PDF-1.7 Canarypaper")
    again = actions.keep_printed(by=office.aigul.actor, letter=letter, pdf=b"%PDF-1.7 another")
    assert kept.copy_id == again.copy_id
    shut = Letter.objects.get(pk=kept.pk)
    digest = hashlib.sha256(b"%PDF-1.7 Canarypaper").hexdigest()
    assert digest not in str(Letter.objects.values_list()), "it would confirm a guess"
    open_sealed(shut)
    assert (shut.copy_hash, shut.text) == (digest, WORDS)
    assert kept.file_name == f"letter-{kept.number}.pdf"
    on_disk = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert on_disk
    assert not any(b"Canarypaper" in content for content in on_disk)
    copy = StoredFile.objects.get()
    assert copy.pk == kept.copy_id
    with vault.ring():
        assert content_of(office.aigul.actor, copy) == b"%PDF-1.7 Canarypaper"
    assert list(papers_of(office.aigul.actor, letter)) == []  # listed with its letter alone


def test_a_letter_that_was_taken_back_keeps_its_words_its_number_and_its_copy(
    office: Office, tmp_path: Any, settings: Any
) -> None:
    settings.PANAH_DATA = tmp_path
    letter = written(office, opened(office))
    taken = actions.withdraw_letter(by=office.aigul.actor, letter=letter)
    assert taken.withdrawn_at is not None
    assert taken.withdrawn_by_id == office.aigul.person.pk
    printed = actions.keep_printed(by=office.aigul.actor, letter=letter, pdf=b"%PDF-1.7 on its way")
    assert printed.copy_id is not None  # the paper may have left while it was taken back
    assert printed.withdrawn_at == taken.withdrawn_at
    with pytest.raises(NotPermitted):
        actions.withdraw_letter(by=office.lazzat.actor, letter=letter)


@pytest.mark.safeguard("S12", "whoever finds a family's paper asks by its number where it comes from")
def test_what_a_family_holds_is_checked_by_nobody(office: Office) -> None:
    case = opened(office)
    family = written(office, case)
    team = written(office, case, LetterKind.TRANSFER_FORM, recipient=LetterRecipient.TEAM)
    assert letter_to_check(family.code) is None
    found = letter_to_check(team.code.lower().replace("-", " "))
    assert found is not None
    assert (found.organisation, found.withdrawn_on) == (office.organisation, None)
    actions.withdraw_letter(by=office.aigul.actor, letter=team)
    found = letter_to_check(team.code)
    assert found is not None
    assert found.withdrawn_on == clock.today()
    for wrong in ("", team.number, case.code, "K7Q4-2MX9"):
        assert letter_to_check(wrong) is None


def said_of(words: str) -> SaidOfText:
    return SaidOfText("Мектепке бару керек", "kk", "ru", Wording.TRANSLATED, words)


def test_what_is_said_of_texts_is_kept_with_the_case(office: Office) -> None:
    case = opened(office)
    (kept,) = actions.say_of_texts(by=office.aigul.actor, case=case, said=[said_of("Пойти в школу")])
    assert (kept.file_id, kept.made_by_id) == (case.file_id, office.aigul.person.pk)
    with pytest.raises(NotPermitted):
        actions.say_of_texts(by=office.nurzhan.actor, case=case, said=[said_of("Пойти в школу")])
    with pytest.raises(TranslationRefused):
        actions.say_of_texts(by=office.aigul.actor, case=case, said=[said_of("Школа, 1 сентября"), said_of(" ")])
    actions.say_of_texts(by=office.aigul.actor, case=case, said=[said_of(" Вернуться в школу\n")])
    rows = translations_for(office.aigul.actor, case, "ru")
    assert translations_for(office.aigul.actor, case, "kk") == translations_for(office.lazzat.actor, case, "ru") == []
    assert "школу" not in str(Translation.objects.values())
    open_sealed(*rows)
    assert [row.words for row in rows] == ["Пойти в школу", "Вернуться в школу"]  # the newest last


@pytest.mark.safeguard("S1", "a translation names the workplace of the mother, where no paper may")
def test_a_translation_is_held_to_what_a_letter_is_held_to(office: Office) -> None:
    case = opened(office)
    adult_of(office, case)
    with pytest.raises(TellsTooMuch):
        actions.say_of_texts(by=office.aigul.actor, case=case, said=[said_of("Ok"), said_of(f"At {MOTHER.workplace}")])
    assert not Translation.objects.exists()
