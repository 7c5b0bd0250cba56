"""Lists: the order and the filters are codes in the address, and a view that one saved is one's own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.cases.codes import Risk
from panah.foundation.documents.models import SavedView
from panah.foundation.documents.rules import is_view_part, is_view_query
from tests.panah.casework.cases.office import Office, assessed, made_office, opened
from tests.panah.web.cases.visiting import signed_in, text_of, words_of

TITLE = "Canarytitle of a view"
QUERY = "stage=planning&risk=high"


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.fixture
def client(office: Office) -> Client:
    assessed(office, opened(office), Risk.HIGH)
    return signed_in(office.aigul)


def saved(client: Client, query: str = QUERY, title: str = TITLE, page: str = "case-list") -> int:
    return client.post(reverse("view-save"), {"page": page, "title": title, "query": query}).status_code


def test_a_view_is_saved_by_name_and_stands_above_its_list(client: Client) -> None:
    page = text_of(client.get(f"/app/children/?{QUERY}"))
    assert re.search(r'name="query" value="stage=planning&(amp;)?risk=high"', page)
    assert saved(client) == 302
    page = text_of(client.get("/app/children/"))
    link = re.search(rf'<a href="([^"]+)">{TITLE}</a>', page)
    assert link
    assert 'aria-current="page">' + TITLE in text_of(client.get(link[1].replace("&amp;", "&")))
    assert TITLE not in text_of(client.get("/app/referrals/"))


def test_a_view_is_of_its_maker_alone_and_its_name_is_sealed(office: Office, client: Client) -> None:
    saved(client)
    assert TITLE not in str(SavedView.objects.values_list("title", "query").get())
    other = signed_in(office.saule)
    assert TITLE not in text_of(other.get("/app/children/"))
    view = SavedView.objects.get()
    other.post(reverse("view-remove", args=[view.pk]), {"page": "case-list"})
    assert SavedView.objects.count() == 1
    client.post(reverse("view-remove", args=[view.pk]), {"page": "case-list"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "q=Айша", "name=Aisha Bek", "stage=new&text=%D0%90", "x", "a=" + "b" * 500, "stage=new&sort="]
)
def test_no_words_rest_in_a_view(client: Client, query: str) -> None:
    saved(client, query)
    assert not SavedView.objects.exists()
    assert "60 letters" in words_of(client.get("/app/children/"))


def test_the_same_view_again_takes_the_new_name_and_twenty_are_enough(client: Client) -> None:
    saved(client)
    saved(client, title="Second")
    assert SavedView.objects.count() == 1
    for number in range(25):
        saved(client, query=f"page={number}")
    assert SavedView.objects.count() == 20
    assert "20 views" in words_of(client.get("/app/children/"))


def test_only_lists_have_views(client: Client) -> None:
    assert saved(client, page="today") == 404


def test_codes_may_rest_and_words_may_not() -> None:
    assert is_view_part("stage", "closed")
    assert is_view_part("sort", "-due")
    assert not is_view_part("q", "two words")
    assert not is_view_part("name", "Айша")
    assert is_view_query("stage=new&sort=-due")


def test_invented_words_of_an_address_are_not_carried_on(client: Client) -> None:
    page = text_of(client.get("/app/children/?stage=planning&q=Canaryname&sort=name"))
    assert "Canaryname" not in page
