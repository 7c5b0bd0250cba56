import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import content_of, published_content
from panah.foundation.documents.rules import check_file
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import EVERYTHING
from panah.programme.champions import actions
from panah.programme.champions.actions import Told, refusals
from panah.programme.champions.codes import ActType, ChampionState, Clearance, PlanState, ReportState
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.queries import (
    acts_over,
    champion_of_account,
    champions_over,
    cohort_numbers,
    year_of,
)
from panah.programme.champions.rules import Quarter
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import champion, event, picture, planned, post, with_account

JOB = Actor.system("test", EVERYTHING)


def at(year: int, month: int, day: int) -> Any:
    return clock.standing_at(datetime(year, month, day, 12, tzinfo=timezone.get_current_timezone()))


def test_a_plan_fills_each_quarter_before_it_is_agreed(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    year = one.since.year + 1
    for quarter in (1, 2, 3):
        first = actions.plan_act(by=account.actor, champion=one, year=year, planned=planned(quarter))
    plan = first.plan
    with pytest.raises(refusals.PlanHasGaps):
        actions.send_plan(by=account.actor, plan=plan)
    last = actions.plan_act(by=account.actor, champion=one, year=year, planned=planned(4, day=date(year, 12, 1)))
    with pytest.raises(refusals.PlanNotSent):
        actions.agree_plan(by=bureau.madina.actor, plan=plan)
    plan = actions.send_plan(by=account.actor, plan=plan)
    assert Timer.objects.running().filter(kind=TimerKind.CHAMPION_PLAN).count() == 1
    with pytest.raises(NotPermitted):
        actions.agree_plan(by=account.actor, plan=plan)
    plan = actions.agree_plan(by=bureau.madina.actor, plan=plan)
    one.refresh_from_db()
    assert (plan.state, one.state) == (PlanState.AGREED, ChampionState.ACTIVE)
    assert not Timer.objects.running().filter(kind=TimerKind.CHAMPION_PLAN).exists()
    row = Timer.objects.running().get(kind=TimerKind.CHAMPION_ACT)
    assert (row.person, row.address_code) == (account.person, last.code)
    actions.drop_planned(by=account.actor, planned=last)
    plan.refresh_from_db()
    assert plan.state == PlanState.OPEN
    assert not Timer.objects.running().exists()


@pytest.mark.parametrize(
    ("faulty", "refusal"),
    [
        ({"activity": " "}, refusals.PlanRefused),
        ({"reach_goal": 0}, refusals.PlanRefused),
        ({"quarter": 5}, refusals.PlanRefused),
        ({"day": date(2020, 1, 1)}, refusals.DayRefused),
    ],
)
def test_what_is_planned_is_whole(
    pair: tuple[Champion, Colleague], faulty: dict[str, Any], refusal: type[Exception]
) -> None:
    one, account = pair
    with pytest.raises(refusal):
        actions.plan_act(
            by=account.actor, champion=one, year=clock.today().year, planned=planned(**({"quarter": 4} | faulty))
        )


def test_a_post_is_counted_once_by_whomever(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    act = actions.record_act(by=account.actor, champion=one, details=post())
    again = post("http://instagram.com/ulgi/reel/Cx1/?igsh=abc&utm_source=x")
    with pytest.raises(refusals.AlreadyCounted):
        actions.record_act(by=account.actor, champion=one, details=again)
    other = champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    with pytest.raises(refusals.AlreadyCounted):
        actions.record_act_for(by=bureau.madina.actor, champion=other, details=again)
    actions.remove_act(by=account.actor, act=act)
    actions.record_act_for(by=bureau.madina.actor, champion=other, details=again)
    assert len(acts_over(date(2020, 1, 1), clock.today())) == 1


@pytest.mark.parametrize(
    ("faulty", "refusal"),
    [
        ({"link": ""}, refusals.LinkRefused),
        ({"link": "instagram"}, refusals.LinkRefused),
        ({"language": "uz"}, refusals.ActRefused),
        ({"women": -1}, refusals.ActRefused),
        ({"with_authority": True}, refusals.AuthorityMissing),
        ({"type": ActType.EVENT, "link": ""}, refusals.ActRefused),
        ({"type": ActType.MEDIA, "link": ""}, refusals.ActRefused),
        ({"happened_on": date(2020, 1, 1)}, refusals.DayBefore),
        ({"happened_on": date(2099, 1, 1)}, refusals.DayAhead),
    ],
)
def test_an_act_is_whole(pair: tuple[Champion, Colleague], faulty: dict[str, Any], refusal: type[Exception]) -> None:
    one, account = pair
    with pytest.raises(refusal):
        actions.record_act(by=account.actor, champion=one, details=post(**faulty))
    assert not Act.objects.exists()


def test_late_is_taken_and_marked(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    today = clock.today()
    in_time = actions.record_act(
        by=account.actor, champion=one, details=event(bureau.district, happened_on=today - timedelta(days=14))
    )
    late = actions.record_act(
        by=account.actor, champion=one, details=event(bureau.district, happened_on=today - timedelta(days=15))
    )
    assert (in_time.is_late, late.is_late, late.reached) == (False, True, 55)


def test_nobody_writes_for_another(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    other = champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    theirs = actions.record_act_for(by=bureau.madina.actor, champion=other, details=post())
    attempts: tuple[Callable[[], object], ...] = (
        lambda: actions.record_act(by=account.actor, champion=other, details=post("https://ulgi.kz/1")),
        lambda: actions.remove_act(by=account.actor, act=theirs),
        lambda: actions.record_act_for(by=bureau.dana.actor, champion=one, details=post("https://ulgi.kz/1")),
        lambda: actions.record_act_for(by=bureau.bakyt.actor, champion=one, details=post("https://ulgi.kz/1")),
    )
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert champion_of_account(account.actor) == one
    assert list(Act.objects.visible_to(account.actor)) == []


def test_a_photo_is_kept_only_where_no_child_can_be_recognised(
    bureau: Bureau, pair: tuple[Champion, Colleague]
) -> None:
    one, account = pair
    act = actions.record_act(by=account.actor, champion=one, details=event(bureau.district))
    with pytest.raises(refusals.ChildMayBeKnown):
        actions.add_photo(by=account.actor, act=act, paper=picture(), is_nobody_known=False)
    assert not StoredFile.objects.exists()
    with pytest.raises(refusals.NoPicture):
        actions.add_photo(by=account.actor, act=act, paper=check_file("a.txt", b"a"), is_nobody_known=True)
    act = actions.add_photo(by=account.actor, act=act, paper=picture(), is_nobody_known=True)
    with vault.ring():
        for reader in (account.actor, bureau.madina.actor):
            assert act.photo is not None
            kept = content_of(reader, act.photo)
            assert b"Invented camera" not in kept
            assert Image.open(io.BytesIO(kept)).size == (40, 30)
        assert act.photo is not None
        with pytest.raises(NotPermitted):
            content_of(bureau.bakyt.actor, act.photo)
        with pytest.raises(NotPermitted):
            published_content(act.photo)
    actions.take_photo_away(by=account.actor, act=act)
    assert not StoredFile.objects.exists()


def test_a_story_waits_for_clearance(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    act = actions.record_act(by=account.actor, champion=one, details=post(tells_story=True, note="Invented story"))
    assert act.clearance == Clearance.WAITS
    row = Act.objects.filter(pk=act.pk).values().get()
    assert b"Invented" not in bytes(row["note"])


def active(bureau: Bureau, since: date) -> tuple[Champion, Colleague]:
    one = champion(bureau, since=since)
    account = with_account(bureau, one)
    for quarter in (1, 2, 3, 4):
        made = actions.plan_act(by=account.actor, champion=one, year=since.year, planned=planned(quarter))
    actions.agree_plan(by=bureau.madina.actor, plan=actions.send_plan(by=account.actor, plan=made.plan))
    return Champion.objects.get(pk=one.pk), account


def test_a_report_freezes_what_was_counted(bureau: Bureau) -> None:
    with at(2026, 2, 1):
        one, account = active(bureau, date(2026, 1, 10))
        actions.record_act(by=account.actor, champion=one, details=event(bureau.district))
        with pytest.raises(refusals.QuarterNotOver):
            actions.send_report(by=account.actor, champion=one, quarter=Quarter(2026, 1), told=Told("a"))
    with at(2026, 4, 2):
        with pytest.raises(refusals.ReportRefused):
            actions.send_report(by=account.actor, champion=one, quarter=Quarter(2026, 1), told=Told(" "))
        report = actions.send_report(by=account.actor, champion=one, quarter=Quarter(2026, 1), told=Told("нәтиже"))
        assert (report.numbers["event"], report.numbers["women"]) == (1, 20)
        report = actions.return_report(by=bureau.madina.actor, report=report, because="Қиындық жоқ па?")
        with pytest.raises(refusals.ReportNotSent):
            actions.accept_report(by=bureau.madina.actor, report=report)
        report = actions.send_report(
            by=account.actor, champion=one, quarter=Quarter(2026, 1), told=Told("нәтиже", "қиындық", "әрі қарай")
        )
        report = actions.accept_report(by=bureau.madina.actor, report=report)
        assert report.state == ReportState.ACCEPTED
        assert not Timer.objects.running().filter(kind=TimerKind.CHAMPION_REPORT_READ).exists()
        with pytest.raises(refusals.ReportAccepted):
            actions.record_act(
                by=account.actor, champion=one, details=event(bureau.district, happened_on=date(2026, 3, 1))
            )
        with pytest.raises(refusals.ReportAccepted):
            actions.send_report(by=account.actor, champion=one, quarter=Quarter(2026, 1), told=Told("b"))


def test_a_quarter_is_asked_for_then_telephoned_about_then_an_end_is_proposed(bureau: Bureau) -> None:
    def rows() -> list[str]:
        found = Timer.objects.running().exclude(kind=TimerKind.CHAMPION_ACT).order_by("kind")
        return list(found.values_list("kind", flat=True))

    with at(2026, 1, 20):
        one, account = active(bureau, date(2026, 1, 10))
    with at(2026, 4, 1):
        assert actions.watch_champions(by=JOB) == 1
        assert actions.watch_champions(by=JOB) == 0
        timer = Timer.objects.running().get(kind=TimerKind.CHAMPION_REPORT)
        assert (timer.person, timezone.localtime(timer.due_at).date()) == (account.person, date(2026, 4, 10))
    with at(2026, 4, 11):
        assert actions.watch_champions(by=JOB) == 1
        assert rows() == [TimerKind.CHAMPION_CALL, TimerKind.CHAMPION_REPORT]
        actions.say_called(by=bureau.madina.actor, champion=one)
        assert actions.watch_champions(by=JOB) == 0
    with at(2026, 7, 11):
        assert year_of(one).is_inactive
        actions.watch_champions(by=JOB)
        assert TimerKind.CHAMPION_END in rows()
        for number in (1, 2):
            actions.send_report(by=account.actor, champion=one, quarter=Quarter(2026, number), told=Told("нәтиже"))
        assert TimerKind.CHAMPION_CALL not in rows()
        assert TimerKind.CHAMPION_REPORT not in rows()
        assert not year_of(one).is_inactive
        actions.renew_champion(by=bureau.madina.actor, champion=one)
        assert TimerKind.CHAMPION_END not in rows()


def test_figures_hold_codes_and_numbers_alone(bureau: Bureau, pair: tuple[Champion, Colleague]) -> None:
    one, account = pair
    actions.record_act(by=account.actor, champion=one, details=event(bureau.district))
    (row,) = acts_over(clock.today(), clock.today(), bureau.here)
    assert (row.region, row.type, row.language, row.venue, row.with_authority) == (
        "KZ-31",
        "event",
        "kk",
        "school",
        True,
    )
    assert acts_over(clock.today(), clock.today(), bureau.there) == []
    assert [one.code for one in champions_over(one.since, clock.today())] == [one.code]
    assert champions_over(date(2019, 1, 1), date(2019, 12, 31)) == []
    numbers = cohort_numbers(one, Quarter.of(clock.today()))
    assert (numbers["champions"], numbers["event"], numbers["in_kk"]) == (1, 1, 1)
