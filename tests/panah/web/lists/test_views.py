"""The pages of lists: bring, say what the columns mean, see what would be written, write it, compare who may be known."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from panah.casework.exchange.models import ImportBatch, IncomingList
from panah.casework.linking.models import Pair
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.models import File
from panah.foundation.security.roles import Role
from tests.canaries import canaries
from tests.panah.casework.exchange.acting import made, member_of
from tests.panah.casework.exchange.messy import messy_list
from tests.panah.casework.linking.seeking import sought

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def client_of(organisation: Organisation, role: Role = Role.HEAD_OF_ORGANISATION) -> Client:
    actor = member_of(organisation, role)
    Person.objects.filter(pk=actor.id).update(language="en")
    client = Client(headers={"accept-language": "en"})
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def send(client: Client, content: bytes, name: str = "list.xlsx") -> str:
    """The code of the list that is kept then."""
    response = client.post(reverse("own-lists"), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, html.unescape(response.content.decode())
    return str(IncomingList.objects.get().code)


def text_of(client: Client, name: str, *parts: str) -> str:
    return html.unescape(client.get(reverse(name, args=parts)).content.decode())


def columns_of(client: Client, code: str, **changes: str) -> dict[str, str]:
    """What the page of columns proposes, as a browser would send it."""
    form = client.get(reverse("list-columns", args=[code])).context["form"]
    return {name: field.initial for name, field in form.fields.items()} | changes


def chosen(client: Client, code: str, **changes: str) -> None:
    response = client.post(reverse("list-columns", args=[code]), columns_of(client, code, **changes))
    assert response.status_code == 302, html.unescape(response.content.decode())


def test_a_list_is_brought_looked_at_and_written_and_its_file_is_gone(organisation: Organisation) -> None:
    client = client_of(organisation)
    code = send(client, messy_list())
    file = IncomingList.objects.get().file_id
    assert client.get(reverse("list-preview", args=[code])).status_code == 302, "the columns are looked at first"
    chosen(client, code)
    shown = text_of(client, "list-preview", code)
    assert "Үлгі-Алиев Тимур Рустамович" in shown
    assert "Row" in shown
    assert not Child.objects.exists()
    response = client.post(reverse("list-preview", args=[code]), follow=True)
    batch = ImportBatch.objects.get()
    assert response.redirect_chain == [(reverse("list-done", args=[batch.code]), 302)]
    assert Child.objects.count() == 5
    assert not IncomingList.objects.exists()
    assert not File.objects.filter(pk=file).exists()
    again = client.post(reverse("list-preview", args=[code]), follow=True)
    assert again.redirect_chain == [(reverse("own-lists"), 302)], "a second press comes to where it stands"
    assert ImportBatch.objects.count() == 1


def test_the_same_list_again_says_that_nothing_was_new(organisation: Organisation) -> None:
    client = client_of(organisation)
    for _ in range(2):
        code = send(client, messy_list())
        chosen(client, code)
        last = client.post(reverse("list-preview", args=[code]), follow=True)
    assert "Nothing was new" in html.unescape(last.content.decode())
    assert Child.objects.count() == 5


def test_a_bad_cell_is_named_by_row_and_column_and_nothing_is_written(organisation: Organisation) -> None:
    client = client_of(organisation)
    bad = ("1", "Үлгі-Қасымова", "Әйгерім", "", "қыз", "31.02.2012", "", "", "", "", "")
    code = send(client, messy_list(bad, bad, bad))
    chosen(client, code)
    shown = text_of(client, "list-preview", code)
    assert "Row: 8. Column: F" in shown
    assert "Write all of it" not in shown
    client.post(reverse("list-preview", args=[code]))
    assert not Child.objects.exists()
    assert IncomingList.objects.exists()


def test_what_was_chosen_once_is_proposed_for_the_next_list(organisation: Organisation) -> None:
    client = client_of(organisation)
    code = send(client, messy_list())
    chosen(client, code, column_10="leave_out", rest="Closed")
    client.post(reverse("list-preview", args=[code]))
    code = send(client, messy_list())
    form = client.get(reverse("list-columns", args=[code])).context["form"]
    assert (form.fields["column_10"].initial, form.fields["rest"].initial) == ("leave_out", "Closed")


def test_two_columns_of_one_meaning_are_refused_beside_the_column(organisation: Organisation) -> None:
    client = client_of(organisation)
    code = send(client, messy_list())
    response = client.post(reverse("list-columns", args=[code]), columns_of(client, code, column_10="birth"))
    assert response.status_code == 200
    assert "Two columns mean the same" in html.unescape(response.content.decode())


def test_a_file_that_is_no_table_is_refused_with_a_sentence(organisation: Organisation) -> None:
    client = client_of(organisation)
    response = client.post(reverse("own-lists"), {"file": SimpleUploadedFile("list.xlsx", b"no workbook at all")})
    assert "The workbook is damaged" in html.unescape(response.content.decode())
    assert not IncomingList.objects.exists()


def test_a_list_can_be_thrown_away(organisation: Organisation) -> None:
    client = client_of(organisation)
    code = send(client, messy_list())
    assert client.post(reverse("list-drop", args=[code])).status_code == 302
    assert not IncomingList.objects.exists()
    assert not Child.objects.exists()


def test_who_may_be_known_already_waits_until_a_person_says_that_they_are_two(organisation: Organisation) -> None:
    client = client_of(organisation)
    code = send(client, messy_list())
    chosen(client, code)
    client.post(reverse("list-preview", args=[code]))
    sought()
    pair = Pair.objects.get()
    assert "Pairs that wait for your decision:" in text_of(client, "own-lists")
    shown = text_of(client, "pairs")
    assert pair.one.code in shown
    assert "Үлгі" not in shown
    client.post(reverse("pair", args=[pair.code]), {"decision": "different"})
    assert "Nobody waits for a decision." in text_of(client, "pairs")


def test_a_list_of_another_organisation_is_not_there(organisation: Organisation) -> None:
    code = send(client_of(organisation), messy_list())
    stranger = client_of(made("second"))
    for name in ("list-columns", "list-preview", "list-drop"):
        assert stranger.get(reverse(name, args=[code])).status_code == 404
    assert client_of(organisation, Role.ADMINISTRATOR).get(reverse("own-lists")).status_code == 403


@pytest.mark.safeguard(
    "S2", "a list with names and citizenship is brought, and its pages are searched for the two together"
)
def test_no_page_of_a_list_shows_citizenship_beside_a_name(organisation: Organisation) -> None:
    client = client_of(organisation)
    row = ("1", "Үлгі-Қасымова", "Әйгерім", "", "қыз", "31.05.2012", "Түрікменстан", "дтм", "", "", "")
    code = send(client, messy_list(row, row))
    columns = text_of(client, "list-columns", code)
    chosen(client, code)
    preview = text_of(client, "list-preview", code)
    assert "Үлгі-Қасымова" in columns
    assert "Үлгі-Қасымова" in preview
    assert "Түрікменстан" not in columns + preview
    assert "Turkmenistan" not in columns + preview
    assert "дтм" not in columns + preview


@pytest.mark.safeguard("S12", "a list whose file name and headings are names of children is brought and written")
def test_no_name_reaches_an_address_a_title_or_a_message(organisation: Organisation) -> None:
    client = client_of(organisation)
    name = canaries(1)[0]
    code = send(client, f"{name};пол;дата рождения\nx;ж;2012-01-01\n".encode(), f"{name}.csv")
    chosen(client, code, column_0="given_name")
    response = client.post(reverse("list-preview", args=[code]), follow=True)
    assert all(name not in url for url, _ in response.redirect_chain)
    assert name not in html.unescape(response.content.decode())
