"""No screen joins who somebody is with where the family comes from: no filter, no column, no search (S2)."""

import html
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from panah.casework.people.models import Relative
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import SealedText
from panah.web.cases.forms.listing import CaseFilterForm
from panah.web.concerns.forms import FilterForm as ConcernFilter
from panah.web.referrals.forms import FilterForm as ReferralFilter
from panah.web.requests.forms import RegisterFilter
from panah.web.services.forms import FilterForm as ServiceFilter
from panah.web.team.access import AccessFilter
from tests.panah.casework.referrals.handover import Sides, made_sides, opened_case

FILTERS = (CaseFilterForm, ConcernFilter, ReferralFilter, RegisterFilter, ServiceFilter, AccessFilter)
ORIGIN = ("citizen", "migra", "national", "category", "country")


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.safeguard(
    "S2", "each list of the house is asked for a filter by citizenship, migration status or category"
)
@pytest.mark.parametrize("form", FILTERS)
def test_no_list_is_filtered_by_origin(form: type[forms.Form]) -> None:
    assert not [name for name in form.base_fields for word in ORIGIN if word in name]


@pytest.mark.safeguard("S2", "the database is asked for all parents of one citizenship or status")
@pytest.mark.parametrize("name", ["citizenship", "migration_status", "workplace"])
def test_the_origin_of_parents_rests_sealed(name: str) -> None:
    assert isinstance(Relative._meta.get_field(name), SealedText)
    with pytest.raises(TypeError):
        list(Relative.objects.filter(**{name: "UZ"}))


@pytest.mark.safeguard(
    "S2", "a list of children is opened with citizenship in its address, and a search is made for it"
)
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION])
def test_an_invented_filter_narrows_nothing_and_a_search_finds_nobody(sides: Sides, role: Role) -> None:
    uzbek, kazakh = opened_case(sides, "UZ"), opened_case(sides, "KZ")
    client = Client(headers={"accept-language": "en"})
    client.force_login(sides.ngo.people[role])
    for query in ("citizenship_group=UZ", "child__citizenship_group=UZ", "sort=citizenship_group"):
        text = text_of(client.get(f"{reverse('case-list')}?{query}"))
        assert uzbek.code in text
        assert kazakh.code in text
        assert "Uzbekistan" not in text
    for words in ("UZ", "Uzbekistan", "citizenship UZ"):
        text = text_of(client.post("/app/find/", {"text": words, "words": words, "q": words}))
        assert uzbek.code not in text
