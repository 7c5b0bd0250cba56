"""The list of cases: by code, filtered by codes, never by citizenship (S2)."""

import re
from datetime import timedelta

import pytest
from django import forms
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases.codes import Risk
from panah.casework.people.models import Child
from panah.foundation.accounts.actions import end_role
from panah.foundation.security import clock
from panah.web.cases.forms import CaseFilterForm
from tests.panah.casework.cases.office import SYSTEM, Office, assessed, closed, in_plan, met, opened, unled
from tests.panah.web.cases.visiting import reads, signed_in, text_of, words_of


def codes_in(text: str) -> list[str]:
    return re.findall(r'<th role="rowheader"[^>]*><a href="/app/c/([^/]+)/"', text)


def test_the_list_names_nobody_and_opens_nothing(office: Office) -> None:
    case = opened(office)
    response = signed_in(office.aigul).get("/app/children/")
    assert codes_in(text_of(response)) == [case.code]
    assert "Canary" not in text_of(response)
    assert reads() == []


def test_an_empty_list_says_what_to_expect(office: Office) -> None:
    client = signed_in(office.aigul)
    assert "You lead no cases. Your supervisor can assign one." in words_of(client.get("/app/children/"))
    assert "No case fits these filters." in words_of(client.get("/app/children/?risk=high"))
    leader = words_of(signed_in(office.saule).get("/app/children/"))
    assert "Your office has no open case." in leader
    assert "Your supervisor" not in leader
    assert "0 of 0" not in leader


def test_filters_narrow_by_codes_and_go_away_one_by_one(office: Office) -> None:
    high, low = opened(office), opened(office)
    assessed(office, high, Risk.HIGH)
    assessed(office, low, Risk.LOW)
    client = signed_in(office.aigul)
    text = text_of(client.get("/app/children/?risk=high&stage=planning&sort=due"))
    assert codes_in(text) == [high.code]
    assert "1 of 2" in text
    removals = re.findall(r'<li><a href="([^"]+)">', text.partition('<ul class="tags">')[2].partition("</ul>")[0])
    assert sorted(removals) == ["/app/children/?risk=high&sort=due", "/app/children/?stage=planning&sort=due"]
    assert set(codes_in(text_of(client.get("/app/children/?stage=planning")))) == {high.code, low.code}


@pytest.mark.parametrize(
    "query", ["risk=invented", "stage=%00", "lead=<b>", "page=zzz", "page=999", "sort=name", "x=1"]
)
def test_an_invented_filter_narrows_nothing_and_breaks_nothing(office: Office, query: str) -> None:
    case = opened(office)
    assert codes_in(text_of(signed_in(office.aigul).get(f"/app/children/?{query}"))) == [case.code]


def test_closed_cases_are_there_when_they_are_asked_for(office: Office) -> None:
    case = closed(office)
    client = signed_in(office.aigul)
    assert codes_in(text_of(client.get("/app/children/"))) == []
    assert codes_in(text_of(client.get("/app/children/?stage=closed"))) == [case.code]


def test_those_whom_nobody_leads_and_my_own(office: Office) -> None:
    mine, nobodys = opened(office), unled(office)
    left = opened(office, lead=office.nurzhan)
    end_role(by=SYSTEM, membership=office.nurzhan.membership)
    client = signed_in(office.saule)
    assert set(codes_in(text_of(client.get("/app/children/?lead=nobody")))) == {nobodys.code, left.code}
    assert codes_in(text_of(client.get("/app/children/?lead=me"))) == []
    assert codes_in(text_of(signed_in(office.aigul).get("/app/children/?lead=me"))) == [mine.code]


def test_sorted_by_what_is_due_next(office: Office) -> None:
    calm, urgent = opened(office), opened(office, urgency="danger")
    client = signed_in(office.aigul)
    text = text_of(client.get("/app/children/?sort=due"))
    assert codes_in(text) == [urgent.code, calm.code]
    assert 'aria-sort="ascending"' in text
    assert 'href="/app/children/?sort=-due"' in text.partition("aria-sort")[2][:80]
    text = text_of(client.get("/app/children/?sort=-due"))
    assert codes_in(text) == [calm.code, urgent.code]
    assert 'href="/app/children/"' in text.partition('aria-sort="descending"')[2][:80]


@pytest.mark.parametrize("column", ["code", "age", "stage", "risk", "lead", "due"])
def test_every_column_orders_the_rows_both_ways(office: Office, column: str) -> None:
    cases = {opened(office, names=()).code, unled(office).code, opened(office).code}
    client = signed_in(office.saule)
    for sort in (column, f"-{column}"):
        assert set(codes_in(text_of(client.get(f"/app/children/?sort={sort}")))) == cases


def test_no_filter_sort_or_column_tells_of_citizenship(office: Office) -> None:
    opened(office, citizenship_group="UZ")
    fields: dict[str, forms.Field] = CaseFilterForm.base_fields
    assert set(fields) == {"stage", "risk", "lead"}
    client = signed_in(office.saule)
    for page in ("/app/children/", "/app/children/?citizenship_group=KZ", "/app/team/", "/app/"):
        assert not re.search("itizen", words_of(client.get(page)))
    assert len(codes_in(text_of(client.get("/app/children/?citizenship_group=KZ")))) == 1
    case = Child.objects.get()
    assert "itizen" not in words_of(client.get(f"/app/c/{case.code}/"))


def test_pages_keep_the_filters(office: Office) -> None:
    for number in range(27):
        opened(office, f"form-{number}")
    client = signed_in(office.aigul)
    text = text_of(client.get("/app/children/?stage=new&sort=due"))
    assert len(codes_in(text)) == 25
    assert "?stage=new&sort=due&page=2" in text
    assert len(codes_in(text_of(client.get("/app/children/?stage=new&sort=due&page=2")))) == 2


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("query", ["", "?sort=due", "?lead=nobody", "?lead=me"])
def test_a_long_list_costs_no_more_queries_than_a_short_one(
    office: Office, count: int, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case = opened(office, f"form-{number}")
        met(office, case)
        in_plan(office, case, clock.today() + timedelta(days=3))
    client = signed_in(office.saule)
    with django_assert_max_num_queries(11):
        text_of(client.get(f"/app/children/{query}"))
