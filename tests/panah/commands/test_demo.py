"""The demo as it is built: 302 by the one door for numbers, whatever traps lie in it; and where it refuses."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from panah.casework.cases.models import Case, DeliveredService, PlannedService
from panah.casework.cases.queries import cases_visible_to
from panah.casework.linking.actions import decide_same, undo_same
from panah.casework.people.codes import Sameness, Standing
from panah.casework.people.models import Child, Name
from panah.commands import demo as demo_command
from panah.commands.demo import building, margins
from panah.commands.demo.building import OtherDataHere, build_demo
from panah.commands.demo.cast import Cast, the_builder
from panah.commands.demo.margins import FIRST_DAY, LAST_DAY
from panah.commands.demo.names import FAMILIES
from panah.foundation.accounts.actions import add_organisation
from panah.foundation.clocks.models import Timer
from panah.foundation.documents import store
from panah.foundation.security import audit, clock
from panah.foundation.security.models import File, Mark
from panah.foundation.security.roles import Role, roles_with_a_room
from panah.foundation.security.sealed import open_sealed
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import Figure, publish
from panah.insight.indicators.rules import Breakdown

BUILDER = the_builder()


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """The whole demo, built once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Cast(BUILDER)
        build_demo(by=BUILDER, cast=made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def undone(cast: Cast) -> Iterator[Cast]:
    """What a test changes in the demo is undone after it."""
    with transaction.atomic():
        yield cast
        transaction.set_rollback(True)


def _served() -> Figure:
    return publish("children_served", Audience.INSIDE, BUILDER)


def _split(name: str) -> Breakdown:
    return next(one for one in _served().breakdowns if one.name == name)


def _counts(name: str) -> dict[str, int]:
    return {cell.code: cell.count for cell in _split(name).cells if cell.count}


def test_302_children_were_served_and_302_rows_stand_behind_it(cast: Cast) -> None:
    figure = _served()
    assert figure.value == 302
    assert (figure.window.first, figure.window.last) == (FIRST_DAY, LAST_DAY)
    assert publish("children_served", Audience.PUBLIC).value == 302
    monitoring = publish("children_served", Audience.INSIDE, cast.actor("ulgi-office", Role.MONITORING_OFFICER))
    assert len({row.code for row in monitoring.rows}) == 302


def test_every_breakdown_is_that_of_the_tables(cast: Cast) -> None:
    assert _counts("region") == margins.TERRITORIES
    assert _counts("citizenship_group") == margins.CITIZENSHIPS
    assert _counts("age_band") == margins.AGE_BANDS
    assert _counts("sex") == margins.SEXES
    assert _counts("service_types") == margins.SERVICE_TYPES
    assert _counts("quarter") == {f"{year}-Q{quarter}": n for (year, quarter), n in margins.NEW_IN_QUARTER.items()}
    crossed = {f"{code}+KZ": count for code, count in margins.CATEGORIES_OF_CITIZENS.items()}
    crossed |= {f"{code}+not_KZ": count for code, count in margins.CATEGORIES_OF_OTHERS.items()}
    assert _counts("category_and_citizenship") == crossed
    assert _counts("category") == {
        "identified_victim": 11, "presumed_victim": 49, "child_of_migrant_labourers": 196, "other_at_risk": 46
    }  # fmt: skip


def test_every_breakdown_sums_to_the_total_and_unknown_is_a_row(cast: Cast) -> None:
    for one in _served().breakdowns:
        assert one.total == (302 if one.is_partition else 993)
    for name in ("region", "citizenship_group", "age_band", "sex", "category"):
        assert _split(name).cells[-1].code == "unknown"


def test_308_records_were_served_in_the_window(cast: Cast) -> None:
    served = DeliveredService.objects.filter(standing=Standing.CHILD, happened_on__range=(FIRST_DAY, LAST_DAY))
    assert served.values("child").distinct().count() == 308
    assert served.values("child__same_as").exclude(child__same_as=None).distinct().count() == 6


def test_one_more_decision_makes_301_and_undoing_it_302(undone: Cast) -> None:
    one, other = list(Child.objects.filter(code__in=[row.code for row in _rows(undone)[:2]]))
    decision = decide_same(by=BUILDER, child=one, first=other, sameness=Sameness.BOTH_KEPT)
    assert _served().value == 301
    assert len(_rows(undone)) == 301
    undo_same(by=BUILDER, decision=decision)
    assert _served().value == 302


def _rows(cast: Cast) -> tuple[Any, ...]:
    officer = cast.actor("ulgi-office", Role.MONITORING_OFFICER)
    return publish("children_served", Audience.INSIDE, officer).rows


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"happened_on": FIRST_DAY - timedelta(days=1)}, 301),
        ({"happened_on": LAST_DAY + timedelta(days=1)}, 301),
        ({"status": "planned"}, 301),
        ({"status": "refused"}, 301),
        ({"standing": Standing.ADULT}, 301),
        ({"age_band": "adult"}, 301),
        ({"happened_on": FIRST_DAY}, 302),
        ({"happened_on": LAST_DAY}, 302),
    ],
)
def test_a_child_whose_only_service_changes_is_counted_or_not(
    undone: Cast, change: dict[str, object], count: int
) -> None:
    alone = next(
        record for record in _rows(undone) if DeliveredService.objects.filter(child__code=record.code).count() == 1
    )
    DeliveredService.objects.filter(child__code=alone.code).update(**change)
    assert _served().value == count


def test_adults_and_the_children_of_these_weeks_do_not_count(cast: Cast) -> None:
    days = DeliveredService.objects.filter(happened_on__range=(FIRST_DAY, LAST_DAY))
    assert days.filter(standing=Standing.ADULT).values("child").distinct().count() == 3
    assert not days.filter(case__closed_at=None).exists()


def test_one_child_has_waited_since_the_window_with_nothing_but_a_plan(cast: Cast) -> None:
    waiting = Case.objects.filter(closed_at=None, opened_at__date__lte=LAST_DAY).get()
    assert PlannedService.objects.filter(case=waiting, status="planned").count() == 1
    assert not DeliveredService.objects.filter(case=waiting).exists()
    assert waiting.code not in {row.code for row in _rows(cast)}


def test_an_organisation_sees_its_own_part_and_a_shared_child_counts_in_each(cast: Cast) -> None:
    supervisors = [cast.actor(f"ulgi-{number}", Role.SUPERVISOR) for number in range(1, 6)]
    parts = [publish("children_served", Audience.INSIDE, actor) for actor in supervisors]
    assert all(part.organisation and not part.rows for part in parts)
    values = [part.value or 0 for part in parts]
    assert sum(values) > 302
    assert max(values) < 302


def test_counting_takes_one_query_and_opens_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _served()
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        publish("children_served", Audience.PUBLIC)
    assert len(queries) == 1
    assert "what_was_done" not in str(queries.captured_queries)


def test_every_name_says_that_nobody_bears_it(cast: Cast) -> None:
    names = list(Name.objects.all())
    open_sealed(*names)
    assert len(names) > 308
    stems = [stem for families in FAMILIES for stem in families.split("|")]
    surnames = {f"{stem}{ending}".lower() for stem in stems for ending in ("", "а", "a")}
    assert {stem[:4].lower() for stem in stems} == {"үлгі", "улги", "ulgi"}
    assert {name.full.split()[0].lower() for name in names} <= surnames


def test_today_of_each_role_is_alive(cast: Cast) -> None:
    now = clock.now()
    for role, organisation in ((Role.DUTY_WORKER, "duty-61"), (Role.CASEWORKER, "ulgi-1"), (Role.SUPERVISOR, "ulgi-1")):
        actor = cast.actor(organisation, role)
        waiting = list(Timer.objects.running().visible_to(actor))
        assert any(timer.due_at < now for timer in waiting), role  # one is late
        assert any(timer.urgency == "danger" and timer.due_at > now for timer in waiting), role
        assert any(now < timer.due_at < now + timedelta(hours=24) for timer in waiting), role
        others = Timer.objects.running().filter(asked_by_organisation=actor.organisation_id)
        assert others.exclude(organisation=actor.organisation_id).exists(), role
    kinds = {timer.kind for timer in Timer.objects.running().visible_to(cast.actor("ulgi-1", Role.SUPERVISOR))}
    assert {"closure_signature", "leg_acknowledge", "assessment", "plan", "service", "review"} <= kinds
    nobody = cases_visible_to(cast.actor("ulgi-1", Role.SUPERVISOR)).filter(lead=None, closed_at=None)
    assert nobody.count() == 1


def test_nothing_of_the_past_is_still_running(cast: Cast) -> None:
    closed = Timer.objects.running().filter(
        file__in=Case.objects.filter(closed_at__date__lt=date(2026, 1, 1)).values("file")
    )
    assert not closed.exists()


def test_somebody_sits_in_every_role_that_has_a_room(cast: Cast) -> None:
    assert {actor.role for actor in cast.actors.values()} == set(roles_with_a_room())


def test_the_chain_of_acts_is_whole(cast: Cast) -> None:
    number, findings = audit.verify()
    assert number > 3000
    assert [finding for finding in findings if finding.problem != "checkpoint"] == []


# ---- where it is built, and where not: with a past of nobody, so that each test is quick


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "live_through", lambda cast: {})
    monkeypatch.setattr(demo_command, "publish", lambda *args: SimpleNamespace(value=302, window=_served().window))


@pytest.mark.django_db
def test_an_empty_database_becomes_a_demo_for_life(nobody: None) -> None:
    done = CliRunner().invoke(demo_command.command)
    assert done.exit_code == 0, done.output
    assert "302 children served 18.09.2023–30.06.2025" in done.output
    assert Mark.objects.filter(name="demo").exists()
    again = CliRunner().invoke(demo_command.command)
    assert again.exit_code == 0
    assert "The demo is there" in again.output


@pytest.mark.django_db
@pytest.mark.parametrize("words", [[], ["--reset"]])
def test_a_database_with_other_data_is_never_touched(words: list[str]) -> None:
    names = {"kk": "Ұйым", "ru": "Организация", "en": "Organisation"}
    add_organisation(by=BUILDER, code="real", kind="ngo", names=names)
    done = CliRunner().invoke(demo_command.command, words)
    assert done.exit_code == 1
    assert "Nothing was changed" in done.output or "nothing was changed" in done.output
    assert not Mark.objects.exists()
    assert not File.objects.exists()
    with pytest.raises(OtherDataHere):
        build_demo(by=BUILDER, cast=Cast(BUILDER))


@pytest.mark.django_db(transaction=True)
def test_a_reset_builds_anew_and_leaves_the_old_chain_and_papers_behind(nobody: None) -> None:
    assert CliRunner().invoke(demo_command.command).exit_code == 0
    before = set(File.objects.values_list("code", flat=True))
    store.put([b"sealed"])
    done = CliRunner().invoke(demo_command.command, ["--reset"])
    assert done.exit_code == 0, done.output
    assert not before & set(File.objects.values_list("code", flat=True))
    assert not store.folder().exists()
    assert list((settings.PANAH_DATA / "audit").glob("checkpoints-until-*.log"))
    assert audit.verify()[1] == []
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_a_build_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(cast: Cast) -> None:
        raise RuntimeError

    monkeypatch.setattr(building, "live_through", fail)
    with pytest.raises(RuntimeError):
        build_demo(by=BUILDER, cast=Cast(BUILDER))
    assert not Mark.objects.exists()
    assert not building.holds_data()
