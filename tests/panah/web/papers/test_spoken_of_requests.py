"""The letter to a body stops at texts in another language; the packet stays as it left, and what a person said stands below."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from panah.casework.referrals.actions import say_of_leg_texts
from panah.casework.referrals.actions.refusals import ToldBetweenTheLines
from panah.casework.referrals.models import Leg
from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security import vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.web.referrals.packet import packet_for_sender, packet_section
from panah.web.templatetags.spoken import spoken
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    made_sides,
    opened_case,
    silent_body,
)
from tests.panah.web.cases.visiting import text_of, words_of
from tests.panah.web.papers.standing import keys_asked

ASKED = "Қызға бүгін түнде қауіпсіз орын керек. Дәрігерге де көрсету керек."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


class Sending:
    """A caseworker before the letter to a body that answers on paper."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        case = opened_case(sides)
        consented(sides, case)
        family_told(sides, case)
        self.leg: Leg = leg_of(case_referred(sides, case, receiver=silent_body(sides), request=ASKED))
        self.client: Client = Client(headers={"accept-language": "en"})
        self.client.force_login(sides.ngo.people[Role.CASEWORKER])
        self.letter = f"/app/r/{self.leg.code}/letter/?language=ru"
        self.pdf = f"/app/r/{self.leg.code}/letter/pdf/?language=ru"
        self.texts = f"/app/r/{self.leg.code}/letter/texts/?language=ru"

    def says(self, way: str, words: str = "") -> Any:
        (key, *_more) = keys_asked(self.client.get(self.texts))
        said = {"asked": key, f"written_{key}": "kk", f"way_{key}": way, f"words_{key}": words}
        return self.client.post(self.texts, said, follow=True)


@pytest.fixture
def sending() -> Sending:
    return Sending(made_sides())


def test_a_letter_to_a_body_stops_before_it_is_read_printed_or_numbered(sending: Sending) -> None:
    for answer in (
        sending.client.get(sending.letter), sending.client.post(sending.letter),
        sending.client.post(sending.pdf, {"once": "key"}),
    ):  # fmt: skip
        assert answer.status_code == 302
        assert answer.headers["Location"] == sending.texts
    assert not Letter.objects.exists()
    page = sending.client.get(sending.texts)
    assert '<mark lang="kk">' in text_of(page)
    assert "Русский" in words_of(page)
    assert f'href="/app/r/{sending.leg.referral.code}/"' in text_of(page), "a way back, though the letter is shut"
    assert sending.client.get(sending.letter.replace("=ru", "=kk")).status_code == 200


def test_the_packet_stays_as_it_left_and_its_translation_stands_below(sending: Sending) -> None:
    in_kazakh = text_of(sending.client.get(sending.letter.replace("=ru", "=kk")))
    sending.says("translated", "Нужно безопасное место и врач")
    page = text_of(sending.client.get(sending.letter))
    assert ASKED in in_kazakh
    assert page.index(ASKED) < page.index("Нужно безопасное место и врач [Перевод. Язык оригинала: Қазақша]")
    assert "Аударма" not in in_kazakh
    said = squeezed(words_in(sending.client.post(sending.pdf, {"once": "key"}).content))
    for wanted in (ASKED, "Нужно безопасное место и врач", "Тексты на другом языке"):
        assert squeezed(wanted) in said


def test_a_request_may_go_as_it_is_written_and_is_marked(sending: Sending) -> None:
    sending.says("as_written")
    page = text_of(sending.client.get(sending.letter))
    assert "[Как написано. Язык текста: Қазақша]" in page
    assert sending.client.post(sending.pdf, {"once": "key"}).headers["Content-Type"] == "application/pdf"


@pytest.mark.safeguard("S1", "the translation of a request tells the home of the family, which was not ticked")
def test_the_translation_of_a_request_tells_nothing_that_was_not_ticked(sending: Sending) -> None:
    page = sending.says("translated", f"Нужно место. Живут: {CANARY_HOME}")
    assert "was not ticked" in words_of(page)
    assert CANARY_HOME in text_of(page)
    assert not Translation.objects.exists()


def test_only_the_side_that_asks_says_something_of_its_texts(sending: Sending) -> None:
    said = [SaidOfText(ASKED, "kk", "ru", Wording.TRANSLATED, "Нужно место")]
    for stranger in (sending.sides.clinic.actors[Role.CASEWORKER], sending.sides.duty.actors[Role.DUTY_WORKER]):
        with pytest.raises(NotPermitted), vault.ring():
            say_of_leg_texts(by=stranger, leg=sending.leg, said=said)
    with pytest.raises(ToldBetweenTheLines), vault.ring():
        say_of_leg_texts(
            by=sending.sides.worker, leg=sending.leg,
            said=[SaidOfText(ASKED, "kk", "ru", Wording.TRANSLATED, f"Адрес: {CANARY_HOME}")],
        )  # fmt: skip
    assert not Translation.objects.exists()


def test_every_text_can_be_looked_at_again_and_changed(sending: Sending) -> None:
    sending.says("as_written")
    assert "On the paper" in words_of(sending.client.get(sending.texts))
    sending.says("translated", "Нужно место")
    assert "Нужно место [Перевод" in text_of(sending.client.get(sending.letter))
    assert [row.wording for row in Translation.objects.order_by("made_at")] == ["as_written", "translated"]


def test_a_page_says_to_a_reading_voice_what_is_in_another_language(sending: Sending) -> None:
    with vault.ring():
        packet = packet_for_sender(sending.sides.worker, sending.leg)
    with translation.override("ru"):
        assert f'<span lang="kk">{ASKED}' in packet_section(packet)
    with translation.override("kk"):
        assert f"<p>{ASKED}" in packet_section(packet)


def test_texts_are_marked_and_escaped() -> None:
    with translation.override("ru"):
        shown = spoken("<b>Мектепке қайта бару керек</b>\nНужен врач")
    assert shown == '<span lang="kk">&lt;b&gt;Мектепке қайта бару керек&lt;/b&gt;<br></span>Нужен врач'
