"""What a letter to a body or to specialists says, and that it says no more: fixed words, its packet, nothing beside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from panah.casework.cases.actions import complete_assessment
from panah.casework.cases.codes import Domain, Risk
from panah.casework.cases.models import Case
from panah.casework.cases.queries import latest_assessment, running_answers
from panah.casework.referrals.codes import Basis
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import clock_of, side_of
from panah.casework.referrals.rules import Packet, check_code
from panah.foundation.documents.models import Letter
from panah.foundation.reference.codes import code_list, content_table
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.foundation.security.vault import ring
from panah.web.components.values import Fact
from panah.web.papers.words import LANGUAGE_NAMES, Words, day_of
from panah.web.referrals import paper
from panah.web.referrals.packet import packet_facts, packet_for_sender
from tests.engines.paper import beyond, squeezed, words_in
from tests.gaps import gaps_of
from tests.panah.casework.cases.office import Office, answered, made_office
from tests.panah.casework.referrals.handover import (
    CANARY_CONTACT,
    CANARY_HOME,
    CANARY_NAME,
    CANARY_STATUS,
    CANARY_WORK,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    made_sides,
    opened_case,
    provider,
    team,
)
from tests.panah.web.cases.visiting import signed_in as worker_signed_in
from tests.panah.web.papers.test_letters_to_bodies import issued
from tests.panah.web.referrals.test_telling import informed, signed_in, text_of
from tests.panah.web.story.test_letters import FORBIDDEN, made, story

pytestmark = pytest.mark.django_db

WITHHELD = (CANARY_HOME, CANARY_WORK, CANARY_STATUS, CANARY_CONTACT, "Zebo", "Uzbekistan", "Oʻzbekiston", "Узбекистан")
SERVICES = code_list("service_types").codes
LANGUAGES = ("kk", "ru", "uz", "ky", "tg")
TERMS = ("Child", "Urgency", "Where", "Needs", "Language", "Consent")
PLANTED = "Canaryplanted"


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


@pytest.fixture
def sides() -> Sides:
    return made_sides()


@pytest.fixture
def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def abroad(sides: Sides, service: str = "medical", ticked: tuple[str, ...] = ("child_name",)) -> Leg:
    """A body in another country is asked; of what is known of the family the child's name alone was ticked."""
    case = opened_case(sides)
    consented(sides, case)
    family_told(sides, case)
    body = provider(team("abroad"), Place.objects.regions("UZ")[0], service)
    return leg_of(case_referred(sides, case, receiver=body, service_types=(service,), ticked=ticked))


def packet_of(sides: Sides, leg: Leg) -> Packet:
    with ring():
        return packet_for_sender(sides.worker, leg)


def values_of(packet: Packet, language: str) -> Iterator[str]:
    """Each value in the words of the language: from the packet itself, and not from what draws it."""

    def label(codes: str, code: str) -> str:
        return code_list(codes).label(code, language)

    sexes = "sex_of_adult" if packet.age_band == "adult" else "sex_of_child"
    yield f"{label(sexes, packet.sex)}, {label('age_band', packet.age_band)}"
    yield from (label("urgency", packet.urgency), Place.objects.get(pk=packet.place).label(language), packet.request)
    yield from (label("service_types", one) for one in packet.service_types)
    yield from (words for _kind, words in packet.disclosed)
    if packet.language:
        yield label("languages_spoken", packet.language)
    if packet.basis is not Basis.NONE:
        yield label("basis", packet.basis)
    if packet.until:
        with translation.override(language):
            yield translation.gettext("until %(day)s") % {"day": day_of(packet.until)}


def fixed_words(kind: str, language: str) -> Iterator[str]:
    """What may stand on every letter of this kind in this language, whomever it is about."""
    for name in (kind, "common"):
        for texts in content_table(f"letters/{name}.toml")["words"].values():
            yield texts.get(language, "")


def beside(leg: Leg, packet: Packet, letter: Letter, language: str) -> Iterator[str]:
    """By design beside the packet: numbers, days, who asks by which telephone, whom; and what its values are called."""
    words, side, running = Words(letter.kind, language), side_of(leg.referral), clock_of(leg)
    yield from (letter.number, letter.code, day_of(letter.made_at), leg.code, check_code(packet.fingerprint))
    yield from (words.organisation(side), side.duty_phone, words.organisation(leg.organisation))
    yield from ("1/1", "1/2", "2/2", f"[{words['as_written']}: {LANGUAGE_NAMES['en']}]")
    if running is not None:
        yield f"{localtime(running.due_at):%d.%m.%Y %H:%M}"
    yield from (code_list("disclosed_facts").label(kind, language) for kind, _words in packet.disclosed)
    with translation.override(language):
        yield from (translation.gettext(term) for term in TERMS)


def pressed(client: Client, leg: Leg, language: str) -> str:
    return words_in(issued(client, leg, language, key=language).content)


def left_over(said: str, leg: Leg, packet: Packet, language: str) -> str:
    letter = Letter.objects.select_related("organisation").latest("place_in_year")
    allowed = [*fixed_words(letter.kind, language), *beside(leg, packet, letter, language)]
    return beyond(said, once=values_of(packet, language), any_times=allowed)


@pytest.mark.safeguard("S1", "for every service type, in five languages: the PDF says something beside its packet")
@pytest.mark.parametrize("service", SERVICES)
def test_the_pdf_holds_every_value_of_the_packet_and_no_other(sides: Sides, worker: Client, service: str) -> None:
    leg = abroad(sides, service)
    packet = packet_of(sides, leg)
    assert packet.service_types == (service,)
    for language in LANGUAGES:
        said = pressed(worker, leg, language)
        for value in values_of(packet, language):
            assert squeezed(value) in squeezed(said), (language, value)
        assert left_over(said, leg, packet, language) == "", language
        assert CANARY_NAME in said
        assert not [canary for canary in WITHHELD if canary in said]


@pytest.mark.parametrize(
    ("term", "value"), [("Үйі", PLANTED), ("Қажеттілік", "Қауіпсіз баспана"), ("Тілі", "Өзбек тілі"), ("", "Шұғыл")]
)
def test_one_more_value_on_the_paper_is_found(
    sides: Sides, worker: Client, monkeypatch: pytest.MonkeyPatch, term: str, value: str
) -> None:
    leg = abroad(sides)
    packet = packet_of(sides, leg)
    assert left_over(pressed(worker, leg, "kk"), leg, packet, "kk") == ""
    monkeypatch.setattr(paper, "packet_facts", lambda packet: [*packet_facts(packet), Fact(term, value)])
    said = words_in(issued(worker, leg, "kk", key="planted").content)
    assert squeezed(value) in left_over(said, leg, packet, "kk")


@pytest.mark.safeguard("S1", "canaries of status, home and work in the family file: the letter to the police as PDF")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_pdf_for_an_authority_holds_what_it_is_told_and_no_other(
    sides: Sides, worker: Client, language: str
) -> None:
    leg = informed(sides)
    packet, said = packet_of(sides, leg), pressed(worker, leg, language)
    assert "A boy was beaten" in said
    assert left_over(said, leg, packet, language) == ""
    assert "anary" not in said
    assert not [canary for canary in WITHHELD if canary in said]


@pytest.mark.parametrize("language", ["uz", "ky", "tg"])
def test_a_letter_abroad_is_wholly_in_its_language(
    sides: Sides, worker: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    leg = abroad(sides, ticked=tuple(code_list("disclosed_facts").codes))
    gaps = gaps_of(language, monkeypatch)
    said = pressed(worker, leg, language)
    with translation.override("en"):
        page = text_of(worker.get(f"/app/r/{leg.code}/letter/?language={language}"))
    paper_on_screen = page[page.index(f'<div lang="{language}">') :]
    missing = {gap.removeprefix(f"{language}: ") for gap in gaps if gap != f"{language}: None"}
    assert not [gap for gap in missing if gap in said or f">{gap}<" in paper_on_screen]
    for other in ("kk", "ru", "en"):
        theirs = {texts[other] for texts in _own_words() if len(texts[other]) > 3} - {
            texts[language] for texts in _own_words()
        }
        assert not [text for text in theirs if text in said or text in paper_on_screen], other


def _own_words() -> list[dict[str, str]]:
    return [
        texts
        for name in ("referral_letter", "common")
        for texts in content_table(f"letters/{name}.toml")["words"].values()
    ]


def test_at_home_and_to_an_authority_there_are_two_languages(sides: Sides, worker: Client) -> None:
    assert paper.languages_for(informed(sides)) == ("kk", "ru")
    here = leg_of(case_referred(sides))
    assert paper.languages_for(here) == ("kk", "ru")
    assert Words("referral_letter", "kk")["title"] in pressed(worker, here, "uz")


@pytest.fixture
def office() -> Office:
    return made_office()


def values_of_assessment(case: Case, language: str) -> Iterator[str]:
    """Areas with how it is and what is needed, and the child's view; no note."""
    words, child = Words("assessment_summary", language), case.child
    answers, latest = running_answers(case), latest_assessment(case)
    yield from (case.code, words.label("sex_of_child", child.sex))
    with translation.override(language):
        age = clock.today().year - (child.birth_year or 0)
        yield translation.ngettext("about %(age)d", "about %(age)d", age) % {"age": age}
    yield words.label("languages_spoken", child.language)
    yield from (words.label("assessment_domains", domain) for domain in Domain)
    for answer in answers.values():
        yield words.label("domain_situation", answer.situation)
        yield ", ".join(words.label("service_types", need) for need in answer.needs)
    if latest is not None:
        open_sealed(latest)
        yield from (day_of(latest.completed_at), latest.child_view)


@pytest.mark.safeguard("S12", "canaries in the notes of an assessment: the summary for a commission as PDF")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_summary_of_an_assessment_holds_its_answers_and_no_other(office: Office, language: str) -> None:
    case, client = story(office), worker_signed_in(office.aigul)
    answered(office, case, [Domain.HEALTH], situation="serious_difficulty", needs=("medical", "psychological"))
    complete_assessment(by=office.aigul.actor, case=case, risk=Risk.HIGH, child_view="Wants to see the sea.")
    made(client, case, "assessment-summary", language=language)
    letter = Letter.objects.get()
    said = words_in(client.post(reverse("letter-pdf", args=[letter.code])).content)
    words = Words(letter.kind, language)
    allowed = [*fixed_words(letter.kind, language), letter.number, letter.code, day_of(letter.made_at), "1/1"]
    allowed += [words.organisation(letter.organisation), letter.organisation.duty_phone, "—"]
    allowed.append(f"[{words['as_written']}: {LANGUAGE_NAMES['en']}]")
    assert beyond(said, once=values_of_assessment(case, language), any_times=allowed) == ""
    assert not [canary for canary in FORBIDDEN if canary in said]
    for value in values_of_assessment(case, language):
        assert squeezed(value) in squeezed(said), value
    planted = f"{said} {PLANTED}"
    assert beyond(planted, once=values_of_assessment(case, language), any_times=allowed) == PLANTED
