"""The letter that a body gets on paper: a number, what the packet holds and nothing else, and a copy that stays."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import end_sharing, keep_leg_letter, withdraw_referral, write_leg_letter
from panah.casework.referrals.actions.refusals import NothingToAnswer
from panah.casework.referrals.models import AnswerLink, Leg
from panah.engines.letters.press import CannotPrint, Press
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.security import vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.referrals.handover import (
    REQUEST,
    Sides,
    case_referred,
    consented,
    leg_of,
    made_sides,
    opened_case,
    referred,
    reported,
    silent_body,
)
from tests.panah.foundation.given import kept_hash
from tests.panah.web.papers.standing import let_stand
from tests.panah.web.referrals.test_telling import informed, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(settings: Any, tmp_path: Path) -> Sides:
    settings.PANAH_DATA = tmp_path
    return made_sides()


@pytest.fixture
def duty(sides: Sides) -> Client:
    return signed_in(sides.duty.people[Role.DUTY_WORKER])


@pytest.fixture
def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def issued(client: Client, leg: Leg, language: str = "ru", key: str = "once") -> Any:
    let_stand(client, leg, language)
    return client.post(f"/app/r/{leg.code}/letter/pdf/?language={language}", {"once": key})


@pytest.mark.parametrize(("language", "slip"), [("kk", "Жауап парағы"), ("ru", "Бланк ответа")])
def test_a_request_is_numbered_kept_and_given_as_pdf(sides: Sides, duty: Client, language: str, slip: str) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    answer = issued(duty, leg, language)
    letter = Letter.objects.get()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="letter-{letter.number}.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    said = words_in(answer.content)
    for wanted in (slip, REQUEST, leg.code, letter.number, letter.code):
        assert wanted in said, wanted
    assert "anary" not in said
    assert kept_hash(letter) == hashlib.sha256(answer.content).hexdigest()
    assert duty.post(f"/app/r/{leg.code}/letter/{letter.code}/").content == answer.content
    assert letter.number in text_of(duty.get(f"/app/r/{leg.code}/letter/?language={language}"))


def test_the_same_form_sent_twice_gives_one_letter_with_one_number(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    assert issued(duty, leg).content == issued(duty, leg).content
    assert Letter.objects.count() == StoredFile.objects.count() == 1
    issued(duty, leg, key="again")
    assert sorted(row.place_in_year for row in Letter.objects.all()) == [1, 2]


def test_the_paper_holds_each_value_of_the_packet_as_the_page_shows_it(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    let_stand(duty, leg)
    page = text_of(duty.get(f"/app/r/{leg.code}/letter/?language=kk"))
    facts = re.findall(r"<dd[^>]*>(.*?)</dd>", page[page.index('<div lang="kk">') :], re.DOTALL)
    said = squeezed(words_in(issued(duty, leg, "kk").content))
    assert len(facts) >= 5
    for fact in facts:
        for line in re.split(r"<[^>]+>", fact):
            assert squeezed(line) in said, line


@pytest.mark.safeguard("S1", "canaries of the family in its file: the letter to the police is made as PDF")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_pdf_for_an_authority_holds_nothing_of_the_family(sides: Sides, worker: Client, language: str) -> None:
    said = words_in(issued(worker, informed(sides), language).content)
    assert "A boy was beaten" in said
    for forbidden in ("anary", "Uzbek", "Өзбек", "Узбек", "Қабылдаймыз", "Принимаем"):
        assert forbidden not in said


@pytest.mark.safeguard("S12", "the PIN of an answer link stands in the letter that is kept")
def test_the_link_stands_on_the_pdf_and_its_pin_does_not(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    let_stand(duty, leg)
    page = text_of(duty.post(f"/app/r/{leg.code}/letter/?language=kk"))
    pin = re.search(r"<b>(\d{3} \d{3})</b>", page)
    token = re.search(r"/t/([\w-]{22})/", page)
    letter = Letter.objects.get()
    said = squeezed(words_in(duty.post(f"/app/r/{leg.code}/letter/{letter.code}/").content))
    assert pin is not None
    assert token is not None
    assert token.group(1) in said
    open_sealed(letter)
    assert pin.group(1) not in letter.text
    assert pin.group(1).replace(" ", "") not in said
    assert AnswerLink.objects.count() == 1


@pytest.mark.safeguard("S3", "a letter was made; the request is taken back, and somebody prints the letter again")
@pytest.mark.parametrize("how", ["withdrawn", "sharing ended"])
def test_a_letter_of_what_was_taken_back_is_marked_and_printed_no_more(sides: Sides, worker: Client, how: str) -> None:
    case = opened_case(sides)
    consented(sides, case)
    leg = leg_of(case_referred(sides, case, receiver=silent_body(sides)))
    assert issued(worker, leg).headers["Content-Type"] == "application/pdf"
    if how == "withdrawn":
        withdraw_referral(by=sides.worker, referral=leg.referral, reason="no_longer_needed")
    else:
        record_consent(
            by=sides.worker, child=case.child, scope="share_with_organisation", decision=ConsentDecision.WITHDRAWN
        )
        end_sharing(by=sides.worker, child=case.child)
    letter = Letter.objects.get()
    assert letter.withdrawn_at is not None
    assert kept_hash(letter)
    for where in (f"/app/r/{leg.code}/letter/{letter.code}/", f"/app/r/{leg.code}/letter/pdf/"):
        assert "so no letter is printed" in text_of(worker.post(where, {"once": "new"}, follow=True))
    page = text_of(worker.get(f"/app/letters/{letter.code}/"))
    assert "It holds no more" in page
    assert "As PDF" not in page
    assert Letter.objects.count() == 1


def test_a_letter_that_is_taken_back_while_it_is_printed_is_kept_and_not_given(
    sides: Sides, worker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened_case(sides)
    consented(sides, case)
    leg = leg_of(case_referred(sides, case, receiver=silent_body(sides)))
    pressed = Press.pdf

    def slowly(press: Press, *given: Any) -> bytes:
        withdraw_referral(by=sides.worker, referral=leg.referral, reason="no_longer_needed")
        return pressed(press, *given)

    let_stand(worker, leg)
    monkeypatch.setattr(Press, "pdf", slowly)
    answer = worker.post(f"/app/r/{leg.code}/letter/pdf/", {"once": "x"}, follow=True)
    assert "This letter was taken back" in text_of(answer)
    letter = Letter.objects.get()
    assert letter.withdrawn_at is not None
    assert kept_hash(letter)


def test_when_the_press_fails_the_letter_is_kept_and_the_page_says_so(
    sides: Sides, duty: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*given: Any) -> bytes:
        raise CannotPrint("TypstError")

    leg = leg_of(referred(sides))
    let_stand(duty, leg)
    monkeypatch.setattr(Press, "pdf", refuses)
    page = text_of(duty.post(f"/app/r/{leg.code}/letter/pdf/", {"once": "x"}, follow=True))
    assert "The PDF could not be made" in page
    assert REQUEST in page  # the letter itself stands there, to be printed
    assert Letter.objects.get().copy is None


@pytest.mark.safeguard("S17", "a stranger or the body itself asks for the sender's letters")
def test_others_find_no_letter(sides: Sides, duty: Client, worker: Client) -> None:
    leg = leg_of(referred(sides))
    issued(duty, leg)
    letter = Letter.objects.get()
    for client in (worker, signed_in(sides.clinic.people[Role.DUTY_WORKER])):
        assert client.post(f"/app/r/{leg.code}/letter/{letter.code}/").status_code == 404
        assert client.post(f"/app/r/{leg.code}/letter/pdf/").status_code == 404
        assert client.get(f"/app/letters/{letter.code}/").status_code in (403, 404)
    other = leg_of(referred(sides, reported(sides, form="form-2")))
    assert duty.post(f"/app/r/{other.code}/letter/{letter.code}/").status_code == 404


def test_only_the_side_that_sends_writes_letters(sides: Sides) -> None:
    leg, other = leg_of(referred(sides)), leg_of(referred(sides, reported(sides, form="form-2")))
    with pytest.raises(NotPermitted):
        write_leg_letter(by=sides.worker, leg=leg, language="kk", text="{}")
    letter = write_leg_letter(by=sides.sender, leg=leg, language="kk", text="{}")
    with pytest.raises(NothingToAnswer), vault.ring():
        keep_leg_letter(by=sides.sender, leg=other, letter=letter, pdf=b"%PDF")
    withdraw_referral(by=sides.sender, referral=leg.referral, reason="no_longer_needed")
    with pytest.raises(NothingToAnswer):
        write_leg_letter(by=sides.sender, leg=leg, language="kk", text="{}")
