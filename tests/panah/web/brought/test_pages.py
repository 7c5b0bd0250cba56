"""A list of the public work on the pages: brought, looked at, written whole, thrown away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panah.programme.champions.models import Act
from panah.programme.directory.models import Adult, BroughtList
from panah.programme.training.actions.refusals import NotNow
from panah.programme.training.codes import EventState
from panah.programme.training.models import Event
from panah.web.adults.asking import NUMBERS_ASKED
from tests.panah.programme.bureau import Bureau, Colleague, made_bureau
from tests.panah.programme.training.class_of import planned
from tests.panah.programme.training.messy import messy_list

ACTS = "ФИО;Регион;Вид активности;Дата;Ссылка;Язык\nҮлгібаева Перизат;Шымкент;пост;{day};https://t.me/ulgi/1;қаз\n"


@pytest.fixture
def bureau(db: None) -> Bureau:
    return made_bureau()


def signed_in(colleague: Colleague) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(colleague.person)
    return client


def brought(client: Client, address: str, content: bytes, name: str) -> str:
    answer = client.post(address, {"file": SimpleUploadedFile(name, content), "form_key": "k"}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_of_trained_people_is_shown_and_then_written(bureau: Bureau) -> None:
    client = signed_in(bureau.timur)
    text = brought(client, "/app/brought/people/", messy_list(), "list.xlsx")
    assert "What will be written" in text
    assert "Үлгібаева Айгерім Серікқызы" in text
    assert not Adult.objects.exists()
    code = BroughtList.objects.get().code
    done = client.post(f"/app/brought/{code}/look/", follow=True)
    assert "Trainings: 2" in done.content.decode()
    assert (Event.objects.count(), BroughtList.objects.count()) == (2, 0)


def test_faults_are_listed_and_nothing_is_offered(bureau: Bureau) -> None:
    client = signed_in(bureau.madina)
    text = brought(client, "/app/brought/acts/", ACTS.format(day="36.13.2024").encode(), "acts.csv")
    assert "Nothing can be written yet" in text
    assert "Row: 2. Column: D." in text
    assert "Write all of it" not in text
    code = BroughtList.objects.get().code
    client.post(f"/app/brought/{code}/look/")
    assert not Act.objects.exists()
    client.post(f"/app/brought/{code}/drop/")
    assert not BroughtList.objects.exists()


def test_what_stands_here_already_needs_no_writing(bureau: Bureau) -> None:
    client = signed_in(bureau.madina)
    brought(client, "/app/brought/acts/", ACTS.format(day="05.03.2024").encode(), "acts.csv")
    client.post(f"/app/brought/{BroughtList.objects.get().code}/look/")
    assert Act.objects.count() == 1
    text = brought(client, "/app/brought/acts/", ACTS.format(day="05.03.2024").encode(), "acts.csv")
    assert "all of it stands here already" in text


def test_a_list_of_another_kind_of_file_is_refused_with_a_sentence(bureau: Bureau) -> None:
    text = brought(signed_in(bureau.timur), "/app/brought/people/", b"%PDF-1.7 nothing", "list.pdf")
    assert "This is not a table" in text
    assert not BroughtList.objects.exists()


def test_nobody_else_sees_it(bureau: Bureau) -> None:
    client = signed_in(bureau.madina)
    brought(client, "/app/brought/acts/", ACTS.format(day="05.03.2024").encode(), "acts.csv")
    code = BroughtList.objects.get().code
    assert signed_in(bureau.dana).get(f"/app/brought/{code}/look/").status_code == 404
    assert signed_in(bureau.timur).get(f"/app/brought/{code}/look/").status_code == 404  # a trainer keeps no champions
    assert signed_in(bureau.bakyt).get(f"/app/brought/{code}/look/").status_code == 403


def test_list_after_list_tells_nothing_of_who_is_known(bureau: Bureau) -> None:
    NUMBERS_ASKED.forget()
    client = signed_in(bureau.timur)
    assert "People who are known" in brought(client, "/app/brought/people/", messy_list(), "list.xlsx")
    for _ in range(NUMBERS_ASKED.limit):
        NUMBERS_ASKED.count(bureau.timur.actor.id)
    text = brought(client, "/app/brought/people/", messy_list(), "list.xlsx")
    assert "is not told for now" in text
    assert "People who are known" not in text
    assert "Write all of it" in text
    NUMBERS_ASKED.forget()


SHEET = "Аты-жөні;Саласы;Телефоны;Қызметі\nҮлгібаев Ерлан;мектеп;87010009900;завуч\n"


def test_the_list_of_one_training_is_brought_from_its_page(bureau: Bureau) -> None:
    client = signed_in(bureau.timur)
    event = planned(bureau)
    people = f"/app/training/{event.code}/people/"
    address = f"/app/brought/people/{event.code}/"
    assert address in client.get(people).content.decode()
    page = client.get(address).content.decode()
    assert "Days of the training" not in page
    assert "Telephone" in page
    text = brought(client, address, SHEET.encode(), "a.csv")
    assert "завуч" in text
    assert "Trainings" not in text.partition("In numbers")[2].partition("</section>")[0]
    assert BroughtList.objects.get().subject_code == event.code
    code = BroughtList.objects.get().code
    assert code not in client.get("/app/brought/people/").content.decode()
    assert code in client.get(address).content.decode()
    done = client.post(f"/app/brought/{code}/look/", follow=True)
    assert done.redirect_chain[-1][0] == people
    assert "New on the list of this training: 1" in done.content.decode()
    assert event.enrolments.count() == 1
    assert signed_in(bureau.dana).get(address).status_code == 404


def test_a_training_that_is_reported_takes_no_list(bureau: Bureau) -> None:
    client, event = signed_in(bureau.timur), planned(bureau)
    address = f"/app/brought/people/{event.code}/"
    brought(client, address, SHEET.encode(), "a.csv")
    Event.objects.update(state=EventState.REPORTED)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == f"/app/training/{event.code}/people/"
    assert str(NotNow.sentence) in answer.content.decode()
    code = BroughtList.objects.get().code
    kept = client.post(f"/app/brought/{code}/look/", follow=True).content.decode()
    assert str(NotNow.sentence) in kept
    assert BroughtList.objects.filter(code=code).exists()
