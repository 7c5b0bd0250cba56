"""Papers of a house on the screen and as PDF: one sheet drawn twice, numbered, kept, in the language that is chosen."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from panah.casework.stays.actions import write_exit
from panah.casework.stays.models import Stay
from panah.engines.letters.press import CannotPrint, Press
from panah.foundation.documents.models import Letter
from panah.foundation.reference.models import Place
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.stays.house import NAME, House, admitted, leaving
from tests.panah.foundation.given import kept_hash
from tests.panah.web.cases.visiting import text_of
from tests.panah.web.stays.test_pages import signed_in

ALL = ("guest-form", "guest-letter", "house-month")


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


@pytest.fixture
def zhanna(house: House) -> Client:
    return signed_in(house.zhanna)


def one_who_left(house: House) -> Stay:
    place = Place.objects.regions("KZ").first()
    if place is not None:
        type(house.provider).objects.filter(pk=house.provider.pk).update(place=place)
    stay = admitted(house)
    write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(follow_up="Canaryafter: a nurse"))
    return stay


def address(house: House, stay: Stay, name: str) -> str:
    return reverse(name, args=[house.provider.code if name == "house-month" else stay.code])


def lines_in(page: str) -> list[str]:
    """What stands in the cells, terms and lines of a paper on the screen."""
    article = page.split('<article class="letter"')[1].split("</article>")[0].split(">", 1)[1]
    texts = [part.split("<")[0].strip() for part in article.split(">")]
    return [text for text in texts if text]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", ALL)
def test_screen_and_pdf_are_one_sheet_numbered_and_kept(house: House, zhanna: Client, name: str, language: str) -> None:
    stay = one_who_left(house)
    where = f"{address(house, stay, name)}?language={language}"
    page = text_of(zhanna.get(where))
    answer = zhanna.post(where, {"once": "k"})
    letter = Letter.objects.get()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="letter-{letter.number}.pdf"'
    assert kept_hash(letter) == hashlib.sha256(answer.content).hexdigest()
    assert (letter.language, letter.organisation_id) == (language, house.organisation.pk)
    said = squeezed(words_in(answer.content))
    lines = lines_in(page)
    assert len(lines) > 12
    for line in lines:
        assert squeezed(line) in said, line
    assert zhanna.post(where, {"once": "k"}).content == answer.content
    assert zhanna.post(reverse("house-paper", args=[letter.code])).content == answer.content
    assert Letter.objects.count() == 1
    assert letter.number in text_of(zhanna.get(where))


@pytest.mark.safeguard("S12", "a guest takes a paper along that names them, who fetched them, the house or its place")
def test_what_a_guest_takes_along_outs_nobody(house: House, zhanna: Client) -> None:
    stay = one_who_left(house)
    where = address(house, stay, "guest-letter")
    said = words_in(zhanna.post(where, {"once": "k"}).content)
    letter = Letter.objects.get()
    for hidden in (NAME, "Malika", "Canarywho", "Terek", "inspector", letter.code):
        assert hidden not in said
        assert (
            hidden == letter.code
            or hidden not in text_of(zhanna.get(where)).split("<article")[1].split("</article>")[0]
        )
    assert house.provider.duty_phone in said
    assert Client().get(f"/kk/check/{letter.code}/").content.decode().count(letter.number) == 0


@pytest.mark.safeguard("S17", "another house, or an office that leads the case, asks for the papers of a house")
def test_others_find_no_paper_of_a_house(house: House, zhanna: Client) -> None:
    stay = one_who_left(house)
    zhanna.post(address(house, stay, "guest-form"), {"once": "k"})
    zhanna.post(address(house, stay, "house-month"), {"once": "m"})
    assert Letter.objects.count() == 2
    stranger = signed_in(house.kamila)
    for letter in Letter.objects.all():
        assert stranger.post(reverse("house-paper", args=[letter.code])).status_code == 404
    for name in ALL:
        assert stranger.post(address(house, stay, name), {"once": "x"}).status_code == 404
    assert Letter.objects.count() == 2


def test_a_month_is_kept_as_it_was_reported_and_counted_anew(house: House, zhanna: Client) -> None:
    first = one_who_left(house)
    where = address(house, first, "house-month")
    before = zhanna.post(where, {"once": "1"}).content
    second = admitted(house)
    after = zhanna.post(where, {"once": "2"}).content
    assert second.code in words_in(after)
    assert second.code not in words_in(before)
    letters = Letter.objects.order_by("place_in_year")
    assert zhanna.post(reverse("house-paper", args=[letters[0].code])).content == before
    assert letters[0].file_id == letters[1].file_id
    assert f"{timezone.localdate():%d.%m.%Y}" in words_in(after)


def test_when_the_press_fails_the_paper_stands_on_its_page(
    house: House, zhanna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*given: Any) -> bytes:
        raise CannotPrint("TypstError")

    stay = one_who_left(house)
    monkeypatch.setattr(Press, "pdf", refuses)
    page = text_of(zhanna.post(address(house, stay, "guest-form"), {"once": "k"}, follow=True))
    assert "The PDF could not be made" in page
    assert stay.code in page
    assert Letter.objects.get().copy is None
    rules = text_of(zhanna.get(reverse("house-rules-file"), follow=True))
    assert "The PDF could not be made" in rules


@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
def test_the_house_rules_are_given_as_pdf_under_a_name_that_says_nothing(
    house: House, zhanna: Client, language: str
) -> None:
    answer = zhanna.get(reverse("house-rules-file"), {"language": language})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="paper-{language}.pdf"'
    page = text_of(zhanna.get(reverse("house-rules"), {"language": language}))
    said = squeezed(words_in(answer.content))
    for line in lines_in(page):
        assert squeezed(line) in said, line
    assert not Letter.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_outing_can_be_reported_on_paper(house: House, zhanna: Client, language: str) -> None:
    page = text_of(zhanna.get(reverse("outing-blank"), {"language": language}))
    said = squeezed(words_in(zhanna.get(reverse("outing-blank-file"), {"language": language}).content))
    for line in lines_in(page):
        line = line.replace("&nbsp;", "").replace("_", "").rstrip(": ").removeprefix("☐ ")
        assert squeezed(line) in said, line
