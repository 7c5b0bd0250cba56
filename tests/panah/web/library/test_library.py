"""The pages of the library: brought by one, read by a second, used by others, told of what is newer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panah.foundation.security import clock
from panah.programme.library import actions
from panah.programme.library.codes import Audience, Spoken
from panah.programme.library.models import Edition, Item, Use, Version
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.library.shelf import PDF, approved, drafted, renewed, text
from tests.panah.web.cases.visiting import day, key_in, text_of, title_of, words_of

PAPER = b"%PDF-1.7 Canary of a protocol"


def browser(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague.person)
    return client


def filled(**more: object) -> dict[str, object]:
    return {"kind": "protocol", "title_kk": "Мектеп тәртібі", "audience": "partners", **more}


def ticked(client: Client, item: Item, shown: str = "") -> Any:
    """All that the page of approval shows was read."""
    place = f"/app/library/{item.code}/approve/"
    found = re.search(r'name="shown" value="(\w+)"', text_of(client.get(place)))
    return client.post(place, {"is_read": "on", "shown": shown or (found[1] if found else "")}, follow=True)


def test_an_entry_is_written_brought_read_and_found(bureau: Bureau) -> None:
    madina, bakyt, dana = browser(bureau.madina), browser(bureau.bakyt), browser(bureau.dana)
    assert "The library is empty" in words_of(dana.get("/app/library/"))
    key = key_in(madina.get("/app/library/new/"))
    for _ in range(2):  # a double click
        madina.post("/app/library/new/", filled(once=key))
    item = Item.objects.get()
    place = f"/app/library/{item.code}/"
    upload = SimpleUploadedFile("Протокол Айгерім.pdf", PAPER, "application/pdf")
    answer = madina.post(f"{place}version/", {"language": "kk", "file": upload, "once": "1"}, follow=True)
    assert "second person" in words_of(answer)
    assert dana.get(place).status_code == 404
    assert "Read and approve an entry" in words_of(bakyt.get("/app/"))
    assert "tick" in words_of(bakyt.post(f"{place}approve/", {}))
    assert "Approved" in words_of(ticked(bakyt, item))
    page = text_of(dana.get(place))
    assert "Мектеп тәртібі" in page
    assert "Missing" in page
    assert "Мектеп" not in title_of(dana.get(place))
    edition = Edition.objects.get()
    download = dana.get(f"{place}read/{edition.pk}/")
    assert download.content == PAPER
    assert download.headers["Content-Disposition"] == f'attachment; filename="{item.code}-1-kk.pdf"'
    assert item.code in text_of(dana.post("/app/library/find/", {"text": "mektep"}))
    assert "Nothing fits" in words_of(dana.post("/app/library/find/", {"text": "клиника"}))
    assert dana.get("/app/library/find/").status_code == 302


def test_what_is_refused_keeps_its_text(bureau: Bureau) -> None:
    madina = browser(bureau.madina)
    answer = madina.post("/app/library/new/", filled(title_kk=" ", title_ru="…", summary_kk="Ұзақ түсінік"))
    assert "Write the title" in words_of(answer)
    assert "Ұзақ түсінік" in text_of(answer)
    yesterday = day("review_by", clock.today() - timedelta(days=1))
    assert "day of review ahead" in words_of(madina.post("/app/library/new/", filled(**yesterday)))
    item = drafted(bureau)
    renewed_twice = madina.post(
        f"/app/library/{item.code}/version/", {"language": "kk", "text": "Сөз", "changed_kk": "x"}
    )
    assert "waiting for the second person already" in words_of(renewed_twice)
    assert "Сөз" in text_of(renewed_twice)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"PK\x03\x04nothing", "damaged"),
        ("a.exe", b"MZ\x90\x00\x01\x02", "kind of file"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_kept_is_told(bureau: Bureau, name: str, content: bytes, sentence: str) -> None:
    madina = browser(bureau.madina)
    item = actions.add_item(by=bureau.madina.actor, details=actions.ItemDetails("form", Audience.PARTNERS, "Бланк"))
    upload = SimpleUploadedFile(name, content)
    answer = madina.post(f"/app/library/{item.code}/version/", {"language": "both", "file": upload, "text": ""})
    assert sentence in words_of(answer)
    assert not Version.objects.exists()


def test_a_lesson_is_asked_in_three_answers(bureau: Bureau) -> None:
    madina = browser(bureau.madina)
    madina.post("/app/library/new/", filled(kind="lesson", source_kind="training"))
    item = Item.objects.get()
    place = f"/app/library/{item.code}/"
    page = words_of(madina.get(f"{place}version/"))
    assert "What did we learn?" in page
    assert "Or the text itself" not in page
    answers = {"language": "ru", "happened": "Не хватило стульев.", "learned": "Считать заранее.", "change": "Список."}
    madina.post(f"{place}version/", answers)
    edition = Edition.objects.get()
    assert "Считать заранее." in words_of(browser(bureau.bakyt).get(f"{place}approve/"))
    assert "Считать заранее." in words_of(madina.get(f"{place}read/{edition.pk}/"))
    assert "A training" in words_of(madina.get(place))


def test_nobody_approves_what_one_brought_in(bureau: Bureau) -> None:
    item = drafted(bureau)
    page = browser(bureau.madina).post(f"/app/library/{item.code}/approve/", {"is_read": "on"})
    assert "Let a second person" in words_of(page)


def test_whoever_uses_it_is_told_of_the_next_version(bureau: Bureau) -> None:
    item = approved(bureau, text("Бір\nЕкі"))
    dana, madina, place = browser(bureau.dana), browser(bureau.madina), f"/app/library/{item.code}/"
    dana.post(f"{place}use/1/organisation/")
    assert "Your organisation uses version 1" in words_of(dana.get(place))
    renewed(bureau, item, "Бір\nЕкі, үш")
    assert "has changed" in words_of(dana.get("/app/"))
    assert "You use version 1; version 2 is out" in words_of(dana.get(place))
    assert "you use version 1" in words_of(dana.get("/app/library/"))
    compared = words_of(dana.get(f"{place}compare/1/2/"))
    assert "Жазып алу қосылды" in compared
    assert "added Екі, үш" in compared
    assert "Tell those who go by an older version" in words_of(madina.get("/app/"))
    page = words_of(madina.get(place))
    assert "There" in page
    assert "1 of them goes by an older version" in page
    madina.post(f"{place}told/")
    assert "older version" not in words_of(madina.get("/app/"))
    dana.post(f"{place}use/2/organisation/")
    assert "has changed" not in words_of(dana.get("/app/"))
    dana.post(f"{place}unused/organisation/")
    assert not Use.objects.standing().exists()
    assert dana.post(f"{place}use/1/event/").status_code == 404
    assert dana.get(f"{place}compare/2/1/").status_code == 404


def test_what_is_withdrawn_says_so_and_closes(bureau: Bureau) -> None:
    item = approved(bureau)
    dana, madina, place = browser(bureau.dana), browser(bureau.madina), f"/app/library/{item.code}/"
    edition = Edition.objects.get()
    assert dana.get(f"{place}read/{edition.pk}/").status_code == 200
    madina.post(f"{place}withdraw/", {"why": "Заң өзгерді"})
    assert "Заң өзгерді" in words_of(dana.get(place))
    assert dana.get(f"{place}read/{edition.pk}/").status_code == 404
    browser(bureau.bakyt).post(f"{place}restore/")
    assert dana.get(f"{place}read/{edition.pk}/").status_code == 200


def test_what_came_while_somebody_was_reading_is_not_approved(bureau: Bureau) -> None:
    item, bakyt = drafted(bureau), browser(bureau.bakyt)
    place = f"/app/library/{item.code}/"
    old = re.search(r'name="shown" value="(\w+)"', text_of(bakyt.get(f"{place}approve/")))
    assert old
    browser(bureau.madina).post(f"{place}language/", {"language": "ru", "text": "Слушайте и записывайте."})
    again = ticked(bakyt, item, shown=old[1])
    assert "Somebody changed this entry" in words_of(again)
    assert "Слушайте и записывайте." in words_of(again)
    assert not re.search(r'name="is_read"[^>]*checked', text_of(again))
    assert old[1] not in text_of(again)
    assert not Edition.objects.filter(approved_at__isnull=False).exists()
    assert "Approved" in words_of(ticked(bakyt, item))


def test_a_title_that_is_to_change_is_shown_beside_the_one_that_holds(bureau: Bureau) -> None:
    item = approved(bureau)
    madina, place = browser(bureau.madina), f"/app/library/{item.code}/"
    details = {"title_kk": "Жаңа атау", "title_ru": item.title_ru, "stage": item.stage, "version": item.version}
    assert madina.post(f"{place}change/", filled(**details)).status_code == 302
    assert "Its title or summary is to change." in words_of(madina.get(place))
    assert 'value="Жаңа атау"' in text_of(madina.get(f"{place}change/"))
    assert "Жаңа атау" not in text_of(browser(bureau.dana).get(place))
    page = text_of(browser(bureau.bakyt).get(f"{place}approve/"))
    assert f"<del>{item.title_kk}</del>" in page
    assert "<ins>Жаңа атау</ins>" in page
    ticked(browser(bureau.bakyt), item)
    assert "Жаңа атау" in text_of(browser(bureau.dana).get(place))


def test_two_who_change_an_entry_see_both_texts(bureau: Bureau) -> None:
    item = approved(bureau)
    madina, place = browser(bureau.madina), f"/app/library/{item.code}/change/"
    version = {"version": item.version}
    madina.post(place, filled(title_kk="Бірінші", **version))
    page = text_of(madina.post(place, filled(title_kk="Екінші", **version)))
    assert "Бірінші" in page
    assert "Екінші" in page


def test_a_translation_comes_later_and_what_was_brought_by_mistake_goes(bureau: Bureau) -> None:
    item = approved(bureau)
    madina, place = browser(bureau.madina), f"/app/library/{item.code}/"
    madina.post(f"{place}language/", {"language": "ru", "text": "Слушайте."})
    edition = Edition.objects.get(language="ru")
    assert "not read by a second person" in words_of(madina.get(place))
    madina.post(f"{place}drop/{edition.pk}/")
    assert not Edition.objects.filter(language="ru").exists()
    madina.post(f"{place}language/", {"language": "ru", "text": "Слушайте."})
    ticked(browser(bureau.bakyt), item)
    assert madina.get(f"{place}language/").status_code == 302


def test_everybody_reads_what_is_for_everybody(bureau: Bureau) -> None:
    shut = approved(bureau, title_kk="Серіктестерге")
    paper = actions.EditionWords(Spoken.BOTH, paper=PDF)
    item = approved(bureau, paper, audience=Audience.PUBLIC, title_kk="Баршаға", title_ru="Для всех")
    told = approved(bureau, text("Оқыңыз"), audience=Audience.PUBLIC, kind="text_for_posts", title_kk="Мәтін")
    nobody = Client()
    page = words_of(nobody.get("/kk/library/"))
    assert "Баршаға" in page
    assert "Серіктестерге" not in page
    assert "Для всех" in words_of(nobody.get(f"/ru/library/{item.code}/"))
    edition = Edition.objects.get(version__item=item)
    assert nobody.get(f"/kk/library/{item.code}/{edition.pk}/").content == PDF.content
    words = Edition.objects.get(version__item=told)
    assert "Оқыңыз" in words_of(nobody.get(f"/kk/library/{told.code}/{words.pk}/"))
    hidden = Edition.objects.get(version__item=shut)
    for address in (f"/kk/library/{shut.code}/", f"/kk/library/{item.code}/{hidden.pk}/"):
        assert nobody.get(address).status_code == 404
    actions.withdraw_item(by=bureau.madina.actor, item=item, why="x")
    assert nobody.get(f"/kk/library/{item.code}/{edition.pk}/").status_code == 404


def test_a_list_page_asks_few_questions(bureau: Bureau, django_assert_max_num_queries: object) -> None:
    for place in range(4):
        approved(bureau, title_kk=f"Тәртіп {place}")
    dana = browser(bureau.dana)
    dana.get("/app/library/")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        dana.get("/app/library/?kind=protocol&sort=-0")
