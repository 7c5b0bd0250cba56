"""An organisation's own list: once and all or nothing, with what a person must look at put before one."""

import pytest

from panah.casework.cases.models import Case
from panah.casework.exchange.actions import ImportReport, ListSource, import_list
from panah.casework.exchange.codes import StateOfRest
from panah.casework.exchange.queries import read_list, remembered
from panah.casework.exchange.queries.listing import heading_phrases
from panah.casework.exchange.rules.listing import PlainList, guessed
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation
from tests.panah.casework.exchange.acting import head_of, made
from tests.panah.casework.exchange.messy import messy_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def plain(content: bytes, name: str = "list.xlsx") -> PlainList:
    found = read_list(content, name)
    assert isinstance(found, PlainList), found
    return found


def brought(organisation: Organisation, content: bytes, rest: StateOfRest = StateOfRest.ACTIVE) -> ImportReport:
    one = plain(content)
    choices = guessed(one.columns, heading_phrases(), remembered(organisation)[0])
    source = ListSource(one, choices, rest)
    return import_list(by=head_of(organisation), organisation=organisation, source=source)


def test_a_messy_list_comes_in_twice_and_the_second_time_nobody_is_new(organisation: Organisation) -> None:
    first = brought(organisation, messy_list())
    assert (first.new, first.doubles) == (5, 1)
    again = brought(organisation, messy_list())
    assert (again.new, again.changed, again.unchanged, again.code) == (0, 0, 5, "")
    assert Child.objects.count() == Case.objects.count() == 5
