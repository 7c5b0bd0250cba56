"""The one door for numbers: what each audience is told, and what is refused rather than leaked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from panah.casework.cases.actions import record_service
from panah.casework.cases.codes import Stage
from panah.casework.referrals.actions import accept_leg, record_told_answer, withdraw_referral
from panah.casework.referrals.codes import AnswerChannel, ReferralStatus
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import Permission
from panah.insight.indicators import publish as door
from panah.insight.indicators.catalog import CATALOG
from panah.insight.indicators.codes import Audience, Unit
from panah.insight.indicators.publish import (
    DoesNotAddUp,
    NotForThisAudience,
    NotYetForCoordinators,
    TooSmall,
    UnknownIndicator,
    WindowStillOpen,
    indicator_codes,
    publish,
)
from panah.insight.indicators.queries import DeclaredTotal, declared_totals, moments_of, window_named
from panah.insight.indicators.rules import Breakdown, Cell, Count, Indicator, Window
from tests.cast import Cast, made_cast

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday, 14:30 in Almaty


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.standing_at(NOW):
        yield made_cast(NOW)


def _recent() -> Window:
    return window_named("last_90_days")


def test_a_monitoring_officer_reads_the_whole_programme_with_rows(cast: Cast) -> None:
    figure = publish("children_served", Audience.INSIDE, cast.dinara, _recent())
    assert figure.value == 3
    assert figure.organisation == ""
    worked = {Stage.IN_SERVICE, Stage.CLOSING, Stage.CLOSED}
    assert {row.code for row in figure.rows} == {case.code for stage, case in cast.cases.items() if stage in worked}


def test_no_row_joins_a_child_with_citizenship(cast: Cast) -> None:
    rows = publish("children_served", Audience.INSIDE, cast.dinara, _recent()).rows
    assert rows
    for row in rows:
        assert "UZ" not in str(row)
        assert "citizenship" not in str(row)


def test_a_head_sees_the_rows_of_the_own_organisation_alone(cast: Cast) -> None:
    mine = publish("children_served", Audience.INSIDE, cast.bakyt, _recent())
    assert (mine.value, len(mine.rows), mine.organisation) == (3, 3, cast.bakyt.organisation)
    head_elsewhere = replace(cast.bakyt, organisation=cast.lazzat.organisation)
    others = publish("children_served", Audience.INSIDE, head_elsewhere, _recent())
    assert (others.value, others.rows) == (0, ())


def test_who_may_open_names_gets_no_list_of_the_children_of_migrants(cast: Cast) -> None:
    of_head = publish("children_served", Audience.INSIDE, cast.bakyt, _recent()).rows
    of_officer = publish("children_served", Audience.INSIDE, cast.dinara, _recent()).rows
    assert not [row for row in of_head if "migrant" in str(row)]
    assert [row for row in of_officer if "migrant" in str(row)]


def test_a_supervisor_sees_figures_without_rows(cast: Cast) -> None:
    figure = publish("children_served", Audience.INSIDE, cast.saule, _recent())
    assert figure.value == 3
    assert not figure.has_rows
    assert figure.rows == ()


@pytest.mark.parametrize("name", ["gulnar", "aigul", "erzhan"])
def test_a_role_without_the_right_is_told_nothing(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        publish("children_served", Audience.INSIDE, getattr(cast, name))


def test_inside_is_nobody_without_an_actor(cast: Cast) -> None:
    with pytest.raises(NotForThisAudience):
        publish("children_served", Audience.INSIDE)
    nowhere = Actor.system("x", {Permission.FIGURES_READ})
    assert publish("children_served", Audience.INSIDE, nowhere, _recent()).value == 3
    with pytest.raises(NotForThisAudience):
        publish("children_served", Audience.INSIDE, replace(cast.saule, organisation=""))


DECLARED = {total.indicator for total in declared_totals()}


@pytest.mark.parametrize("code", [code for code in indicator_codes() if code not in DECLARED])
def test_the_public_is_told_declared_totals_alone(cast: Cast, code: str) -> None:
    with pytest.raises(NotForThisAudience):
        publish(code, Audience.PUBLIC)


def test_the_public_is_not_told_of_another_window(cast: Cast) -> None:
    declared = window_named("katch")
    for window in (_recent(), replace(declared, last=declared.last - timedelta(days=1))):
        with pytest.raises(NotForThisAudience):
            publish("children_served", Audience.PUBLIC, window=window)


@pytest.mark.parametrize("code", sorted(DECLARED))
def test_the_public_is_not_told_a_small_total(cast: Cast, code: str) -> None:
    with pytest.raises(TooSmall):
        publish(code, Audience.PUBLIC)


def test_the_public_is_told_nothing_while_the_window_runs(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    running = _recent()
    monkeypatch.setattr(door, "declared_totals", lambda: (DeclaredTotal("children_served", running, 1),))
    with pytest.raises(WindowStillOpen):
        publish("children_served", Audience.PUBLIC, window=running)
    with clock.standing_at(NOW + timedelta(days=1)):
        figure = publish("children_served", Audience.PUBLIC, window=running)
    assert (figure.value, figure.breakdowns, figure.rows) == (3, (), ())


@pytest.mark.parametrize("code", indicator_codes())
def test_coordinators_are_refused_in_words_until_small_numbers_can_be_hidden(cast: Cast, code: str) -> None:
    with pytest.raises(NotYetForCoordinators) as refusal:
        publish(code, Audience.COORDINATOR, cast.dinara)
    assert str(refusal.value.sentence)


def test_an_unknown_figure_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownIndicator):
        publish("children_weighed", Audience.INSIDE, cast.dinara)


def test_a_breakdown_that_does_not_add_up_never_leaves(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(window: Window, organisation: str) -> Count:
        return Count(3, (Breakdown("sex", (Cell("female", 2),)),))

    planted = Indicator("planted", "", "", Unit.CHILDREN, faulty, lambda window, organisation: 3)
    monkeypatch.setitem(CATALOG, "planted", planted)
    with pytest.raises(DoesNotAddUp):
        publish("planted", Audience.INSIDE, cast.dinara)
    rowless = replace(planted, count=lambda window, organisation: Count(3), has_rows=True)
    monkeypatch.setitem(CATALOG, "planted", rowless)
    with pytest.raises(DoesNotAddUp):
        publish("planted", Audience.INSIDE, cast.dinara)


@pytest.mark.parametrize("code", indicator_codes())
def test_the_total_for_the_public_is_that_of_the_inside(cast: Cast, code: str) -> None:
    indicator = CATALOG[code]
    for organisation in ("", cast.aigul.organisation):
        assert indicator.total(_recent(), organisation) == indicator.count(_recent(), organisation).value


def test_small_figures_of_the_cast_are_right(cast: Cast) -> None:
    def value(code: str) -> float | None:
        return publish(code, Audience.INSIDE, cast.dinara, _recent()).value

    assert value("concerns_received") == 2
    assert value("referrals_sent") == 1
    assert value("referrals_in_time") is None  # sent two hours ago: its time still runs
    assert value("hours_to_answer") is None
    assert value("cases_open") == 5
    with clock.standing_at(NOW + timedelta(hours=1)):
        accept_leg(by=cast.saule, leg=cast.leg)
        assert value("hours_to_answer") == 3.0
        assert value("cases_open") == 6
    with clock.standing_at(NOW + timedelta(days=2)):
        assert value("referrals_in_time") == 100.0


def test_answers_that_were_told_to_us_are_counted_apart_and_late_paper_is_in_time(cast: Cast) -> None:
    said_on = NOW.date()
    with clock.standing_at(NOW + timedelta(days=5)):
        record_told_answer(
            by=cast.gulnar, leg=cast.leg, status=ReferralStatus.REFUSED, channel=AnswerChannel.PHONE,
            name_and_post="A. Nurse", happened_on=said_on, reason="no_free_place", where_next="waiting_list",
        )  # fmt: skip
        in_time = publish("referrals_in_time", Audience.INSIDE, cast.dinara)
        hours = publish("hours_to_answer", Audience.INSIDE, cast.dinara)
    assert in_time.value == 100.0
    for figure, name in ((in_time, "in_time_by_way"), (hours, "answered_by_way")):
        (ways,) = [one for one in figure.breakdowns if one.name == name]
        assert [(cell.code, cell.count) for cell in ways.cells] == [("told", 1)]


def test_a_referral_that_was_not_answered_is_late_and_one_withdrawn_in_time_is_neither(cast: Cast) -> None:
    with clock.standing_at(NOW + timedelta(days=2)):
        assert publish("referrals_in_time", Audience.INSIDE, cast.dinara).value == 0.0
    withdraw_referral(by=cast.gulnar, referral=cast.leg.referral, reason="no_longer_needed")
    with clock.standing_at(NOW + timedelta(days=2)):
        assert publish("referrals_in_time", Audience.INSIDE, cast.dinara).value is None


def test_a_day_is_a_day_in_almaty(cast: Cast) -> None:
    first, after = moments_of(Window(date(2024, 2, 29), date(2024, 2, 29)))
    assert first == datetime(2024, 2, 28, 18, tzinfo=UTC)
    assert after == datetime(2024, 2, 29, 19, tzinfo=UTC)  # that day had 25 hours


def test_a_service_of_someone_who_turned_18_meanwhile_does_not_count(cast: Cast) -> None:
    case = cast.cases[Stage.PLANNING]
    case.child.birth_year = timezone.localdate(NOW).year - 19
    case.child.save(update_fields=["birth_year"])
    record_service(by=cast.aigul, case=case, service_type="legal", happened_on=timezone.localdate(NOW))
    assert publish("children_served", Audience.INSIDE, cast.dinara, _recent()).value == 3
