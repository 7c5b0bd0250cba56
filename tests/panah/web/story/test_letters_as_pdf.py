"""What is given to a family or to specialists, as an accessible PDF in each of its languages."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from panah.casework.cases.codes import LetterKind
from panah.engines.letters.press import CannotPrint, Press
from panah.foundation.documents.models import Letter
from panah.foundation.security.sealed import open_sealed
from panah.web.papers.words import Words
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.cases.office import NAME, Office
from tests.panah.foundation.given import kept_hash
from tests.panah.web.cases.visiting import signed_in, text_of, words_of
from tests.panah.web.story.test_letters import FORBIDDEN, SIX, made, slugs, story

FOR_TEAM = ("assessment-summary", "transfer-form")


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


def values_in(kept: dict[str, Any]) -> list[str]:
    """Every text of a kept letter."""
    found = [kept["title"]]
    for block in kept["blocks"]:
        for name, value in block.items():
            if name not in ("kind", "numbers", "gaps"):
                found += _texts(value)
    return [text for text in found if text]


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and value not in ("yes", "no", "stop") else []


@pytest.mark.safeguard("S12", "a PDF, its title or its file name names the child, a shelter or a topic")
@pytest.mark.parametrize("kind", slugs())
def test_each_paper_is_pressed_with_every_value_in_each_of_its_languages(office: Office, kind: str) -> None:
    case, client = story(office), signed_in(office.aigul)
    for language in ("kk", "ru", "en") if kind in FOR_TEAM else SIX:
        made(client, case, kind, language=language, with_pictures="on", **{"once": language})
        letter = Letter.objects.order_by("-place_in_year")[0]
        answer = client.post(reverse("letter-pdf", args=[letter.code]))
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{letter.file_name}"'
        letter.refresh_from_db()
        assert kept_hash(letter) == hashlib.sha256(answer.content).hexdigest()
        said = words_in(answer.content)
        open_sealed(letter)
        for value in values_in(json.loads(letter.text)):
            assert squeezed(value) in squeezed(said), (language, value)
        _tells_nothing(said, kind, letter, language)


def _tells_nothing(said: str, kind: str, letter: Letter, language: str) -> None:
    for canary in FORBIDDEN:
        assert canary not in said, canary
    if kind != "extract":
        assert NAME not in said
    assert "[?]" not in said
    assert (letter.code in said) == (kind in FOR_TEAM)  # a family's paper leads to no page of ours
    assert (letter.number in said) == (kind != "child-card")
    marked = Words(letter.kind, language)["machine_made"]
    assert (marked in said) == (language in ("uz", "ky", "tg") and kind != "child-card")


def test_a_kept_copy_is_given_again_as_it_was_and_pressed_anew_where_the_disk_lost_it(
    office: Office, tmp_path: Path
) -> None:
    client = signed_in(office.aigul)
    made(client, story(office), "plan-copy")
    where = reverse("letter-pdf", args=[Letter.objects.get().code])
    first = client.post(where).content
    assert client.post(where).content == first
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    assert client.post(where).content == first


def test_a_letter_is_taken_back_on_its_page_and_no_pdf_is_given(office: Office) -> None:
    case, client = story(office), signed_in(office.aigul)
    made(client, case, "transfer-form")
    letter = Letter.objects.get()
    page = client.post(reverse("letter-back", args=[letter.code]), follow=True)
    assert "The letter was taken back" in words_of(page)
    assert "It holds no more" in words_of(page)
    again = client.post(reverse("letter-pdf", args=[letter.code]), follow=True)
    assert "no PDF of it is given out" in words_of(again)
    assert "taken back" in words_of(client.get(reverse("case-letters", args=[case.code])))
    for stranger in (office.lazzat, office.nurzhan):
        for name in ("letter-pdf", "letter-back"):
            assert signed_in(stranger).post(reverse(name, args=[letter.code])).status_code == 404


def test_when_the_press_fails_the_page_says_so_and_can_be_printed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*given: Any) -> bytes:
        raise CannotPrint("TypstError")

    client = signed_in(office.aigul)
    made(client, story(office), "consent-form")
    monkeypatch.setattr(Press, "pdf", refuses)
    page = client.post(reverse("letter-pdf", args=[Letter.objects.get().code]), follow=True)
    assert "The PDF could not be made" in words_of(page)
    assert "data-print" in text_of(page)
    assert Letter.objects.get().copy is None


def test_a_long_summary_is_pressed_whole(office: Office) -> None:
    client = signed_in(office.aigul)
    summary = "Ұзақ мәтін, сөз #бен *таңба*. " * 130
    made(client, story(office), "transfer-form", summary=summary)
    pdf = client.post(reverse("letter-pdf", args=[Letter.objects.get().code])).content
    assert words_in(pdf).count("сөз #бен *таңба*.") >= 120


def test_there_are_words_for_every_kind_that_is_made() -> None:
    for kind in LetterKind:
        assert Words(kind, "kk")["confidential"]
