"""A concern about a grown person: no label of the desk's page calls anybody a child, and in doubt all do (S10)."""

import re

import pytest
from django.test import Client

from panah.casework.concerns.actions import ChildTold
from panah.foundation.accounts.models import Person
from tests.panah.casework.concerns.office import Office, reported
from tests.panah.web.concerns.test_views import signed_in, text_of

PAGES = ("", "night/", "guardian/", "information/", "aside/", "show/")
WOMAN, GIRL = ChildTold("adult", "female", "uz", "A"), ChildTold("15_17", "female", "uz", "B")
CHILD = re.compile(r"\bchild(?:ren)?\b", re.IGNORECASE)


def _in_english(office: Office) -> Client:
    person: Person = office.duty_worker
    person.language = "en"
    person.save(update_fields=["language"])
    return signed_in(person)


def _words(client: Client, code: str, page: str) -> str:
    address = f"/app/concerns/{code}/{page}"
    text = text_of(client.post(address) if page == "show/" else client.get(address))
    main = text[text.index("<h1") : text.index("<footer")]
    return re.sub(r"<[^>]+>", " ", main)


@pytest.mark.safeguard("S10", "the desk reads of a grown woman where the child sleeps, and whether a child is safe")
@pytest.mark.parametrize("page", PAGES)
def test_of_a_grown_woman_no_label_speaks_of_a_child(office: Office, page: str) -> None:
    concern = reported(office, sleeps_tonight="unknown", children=(WOMAN, WOMAN))
    found = CHILD.findall(_words(_in_english(office), concern.code, page))
    assert not found, page


@pytest.mark.parametrize("page", ["", "night/"])
def test_among_several_one_who_may_be_a_child_keeps_the_words_of_children(office: Office, page: str) -> None:
    concern = reported(office, sleeps_tonight="unknown", children=(WOMAN, GIRL))
    assert CHILD.search(_words(_in_english(office), concern.code, page))
