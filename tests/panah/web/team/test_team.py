"""Who carries how much, what is late, and what nobody leads."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases.codes import Risk
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.clocks.models import Timer
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import SYSTEM, Office, assessed, closed, opened, unled
from tests.panah.web.cases.visiting import reads, signed_in, text_of, words_of


def loads(office: Office) -> dict[str, list[str]]:
    """The numbers beside each name."""
    body = text_of(signed_in(office.saule).get("/app/team/")).partition('<tbody role="rowgroup">')[2]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in body.split("</tr>")[:-1]]
    return {
        " ".join(word for word in row if not word.isdigit()): [word for word in row if word.isdigit()] for row in rows
    }


def test_open_high_and_late_by_person(office: Office) -> None:
    assessed(office, opened(office), Risk.HIGH)
    opened(office)
    closed(office)
    opened(office, lead=office.lazzat)
    Timer.objects.running().filter(person=office.aigul.person).update(due_at=timezone.now() - timedelta(hours=1))
    numbers = loads(office)
    assert numbers["Aigul"][:2] == ["2", "1"]
    assert numbers["Nurzhan"] == ["0", "0", "0"]
    assert "Lazzat" not in numbers
    assert "Gulnar" not in numbers
    assert reads() == []


def test_a_person_with_two_roles_stands_there_once(office: Office) -> None:
    give_role(by=SYSTEM, person=office.saule.person, organisation=office.organisation, role=Role.HEAD_OF_ORGANISATION)
    assert words_of(signed_in(office.bakyt).get("/app/team/")).count("Saule") == 1


def test_what_nobody_leads_has_a_button_that_names_a_lead(office: Office) -> None:
    case = unled(office)
    left = opened(office, lead=office.nurzhan)
    end_role(by=SYSTEM, membership=office.nurzhan.membership)
    body = text_of(signed_in(office.saule).get("/app/team/"))
    for one in (case, left):
        assert f'href="/app/c/{one.code}/lead/"' in body
    assert loads(office)["no lead"] == ["1", "0", "0"]
    assert loads(office)["Nurzhan, no longer here"] == ["1", "0", "0"]
    assert "/app/team/reassign/nobody/" in body
    assert "Canary" not in body


def test_whoever_leads_the_office_finds_its_other_pages_from_here(office: Office) -> None:
    for leader, names in (
        (office.saule, ("requests", "indicators")),
        (office.bakyt, ("requests", "indicators", "people", "calendar")),
    ):
        client = signed_in(leader)
        body = text_of(client.get("/app/team/"))
        assert re.findall(r'href="/app/(requests|indicators|people|calendar)/"', body) == list(names)
        assert {client.get(f"/app/{name}/").status_code for name in names} == {200}


def test_without_alarm_there_is_no_alarm(office: Office) -> None:
    opened(office)
    assert "Nobody leads these" not in words_of(signed_in(office.saule).get("/app/team/"))


def test_only_who_leads_a_team_sees_it(office: Office) -> None:
    statuses = {
        worker.person.username: signed_in(worker).get("/app/team/").status_code
        for worker in (office.aigul, office.gulnar, office.dinara, office.lazzat, office.saule, office.bakyt)
    }
    assert statuses == {"aigul": 403, "gulnar": 403, "dinara": 403, "lazzat": 403, "saule": 200, "bakyt": 200}


@pytest.mark.parametrize("count", [1, 20])
def test_a_large_team_costs_no_more_queries(
    office: Office, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        unled(office)
    client = signed_in(office.saule)
    with django_assert_max_num_queries(14):
        text_of(client.get("/app/team/"))
