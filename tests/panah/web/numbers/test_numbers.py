"""Figures on pages: one total for everybody; breakdowns and rows for those with the right; no citizenship beside a child."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client

from panah.commands.demo.cast import the_builder
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.models import AuditEvent
from panah.insight.indicators import publish as door
from panah.insight.indicators.queries import DeclaredTotal
from panah.insight.indicators.rules import Window
from panah.web.numbers import queries
from tests.cast import Cast, made_cast

RECENT = {"window": "last_90_days"}
SERVED = "/app/indicators/children_served/"


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


def _as(client: Client, cast: Cast, actor: Actor) -> Client:
    person = cast.person(actor)
    person.language = "en"
    person.save(update_fields=["language"])
    client.force_login(person)
    return client


def test_a_figure_shows_its_value_what_it_counts_and_its_breakdowns(cast: Cast, client: Client) -> None:
    page = _as(client, cast, cast.dinara).get(SERVED, RECENT)
    assert page.status_code == 200
    text = page.content.decode()
    assert "<b>3</b>" in text
    assert "children · " in text
    assert "A child counts once" in text
    assert "Citizen of Uzbekistan" in text
    assert "Not known" in text
    assert 'href="/app/indicators/children_served/rows/?window=last_90_days"' in text


def test_the_rows_are_codes_without_citizenship(cast: Cast, client: Client) -> None:
    page = _as(client, cast, cast.dinara).get(SERVED + "rows/", RECENT)
    text = page.content.decode()
    assert "3 rows" in text
    assert sum(case.code in text for case in cast.cases.values()) == 3
    assert "zbekistan" not in text
    assert "lgibayeva" not in text.lower()


def test_the_rows_leave_as_a_file_in_codes_and_that_is_remembered(cast: Cast, client: Client) -> None:
    mark_as_demo(by=the_builder())
    answer = _as(client, cast, cast.dinara).get(SERVED + "rows/file/", RECENT)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert all(row["code"].startswith("DEMO-") and row["service_types"] == "basic_needs" for row in rows)
    assert "citizenship" not in answer.content.decode()
    assert "child" not in answer.headers["Content-Disposition"]
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.actor, event.count) == ("indicators.export_rows", cast.dinara.id, 3)


def test_a_head_gets_the_rows_without_category(cast: Cast, client: Client) -> None:
    signed_in = _as(client, cast, cast.bakyt)
    text = signed_in.get(SERVED + "rows/", RECENT).content.decode()
    assert "3 rows" in text
    assert "migrant" not in text
    assert "migrant" not in signed_in.get(SERVED + "rows/file/", RECENT).content.decode()


def test_a_supervisor_sees_the_part_of_the_organisation_and_no_rows(cast: Cast, client: Client) -> None:
    signed_in = _as(client, cast, cast.saule)
    text = signed_in.get(SERVED, RECENT).content.decode()
    assert "Only the part of your organisation" in text
    assert "rows/" not in text
    assert signed_in.get(SERVED + "rows/", RECENT).status_code == 403
    assert signed_in.get(SERVED + "rows/file/", RECENT).status_code == 403


@pytest.mark.parametrize("address", ["/app/indicators/", SERVED, SERVED + "rows/", SERVED + "rows/file/"])
def test_a_caseworker_has_no_figures_and_nobody_signs_in_unasked(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    assert _as(client, cast, cast.aigul).get(address).status_code == 403


def test_the_overview_names_every_figure(cast: Cast, client: Client) -> None:
    text = _as(client, cast, cast.dinara).get("/app/indicators/").content.decode()
    for code in door.indicator_codes():
        assert f'href="/app/indicators/{code}/"' in text
    assert "nothing to measure" in text


@pytest.mark.parametrize("code", door.indicator_codes())
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_figure_opens_in_every_language(cast: Cast, client: Client, code: str, language: str) -> None:
    signed_in = _as(client, cast, cast.dinara)
    person = cast.person(cast.dinara)
    person.language = language
    person.save(update_fields=["language"])
    assert signed_in.get(f"/app/indicators/{code}/", RECENT).status_code == 200


def test_an_unknown_figure_and_rows_of_one_without_are_not_there(cast: Cast, client: Client) -> None:
    signed_in = _as(client, cast, cast.dinara)
    assert signed_in.get("/app/indicators/weight/").status_code == 404
    assert signed_in.get("/app/indicators/cases_open/rows/").status_code == 404
    assert signed_in.get(SERVED, {"window": "yesterday"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_public_page_says_nothing_where_nothing_may_be_said(client: Client, language: str) -> None:
    page = client.get(f"/{language}/numbers/")
    assert page.status_code == 200
    assert queries.front_figures(language) == []
    assert queries.front_title(language) == ""


def test_a_total_below_the_least_is_not_on_the_first_page(cast: Cast) -> None:
    assert queries.front_figures("en") == []


def test_a_declared_total_stands_on_the_first_page_and_on_the_page_of_numbers(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(date(2020, 1, 1), clock.today() - timedelta(days=1), "declared")
    totals = (DeclaredTotal("children_served", window, 1),)
    monkeypatch.setattr(door, "declared_totals", lambda: totals)
    monkeypatch.setattr(queries, "declared_totals", lambda: totals)
    [figure] = queries.front_figures("ru")
    assert (figure.number, figure.how_url) == (3, "/ru/numbers/")
    assert "2020" in queries.front_title("ru")
    text = client.get("/en/numbers/").content.decode()
    assert "<b>3</b>" in text
    assert "A child counts once" in text
    assert not [case.code for case in cast.cases.values() if case.code in text]
    assert "Uzbekistan" not in text
