"""Who is chosen: a panel scores, an advisory group is heard, somebody decides."""

from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.champions import actions
from panah.programme.champions.actions import refusals
from panah.programme.champions.codes import ApplicationState, ChampionState, RestsOn
from panah.programme.champions.models import Advice, Application, Champion, Scoring
from panah.programme.champions.queries import (
    advice_on,
    ranked,
)
from panah.programme.champions.rules import AdvisoryResult
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.champions.cohort import (
    ALL_FIVE,
    advised,
    applied,
    call_details,
    decided,
    opened,
)

JOB = Actor.system("test", EVERYTHING)
SELECTED, RESERVE, NO = ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED


def test_who_is_near_an_applicant_sees_the_application_no_more(bureau: Bureau) -> None:
    call = opened(bureau)
    made = applied(bureau, call)
    actions.score_application(by=bureau.bakyt.actor, application=made, points=ALL_FIVE)
    actions.say_conflict(by=bureau.bakyt.actor, application=made)
    assert ranked(bureau.bakyt.actor, call) == []
    assert ranked(bureau.madina.actor, call)[0].members == 0
    with pytest.raises(NotPermitted):
        actions.score_application(by=bureau.bakyt.actor, application=made, points=ALL_FIVE)


def test_the_panel_reads_why_and_not_who(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    seen = Application.objects.visible_to(bureau.bakyt.actor).get(pk=made.pk)
    with vault.ring():
        reveal(bureau.bakyt.actor, seen)
    assert seen.motivation
    with pytest.raises(StillSealed):
        _ = seen.name
    assert not Application.objects.visible_to(bureau.dana.actor).exists()


def test_scores_put_applications_in_order(bureau: Bureau) -> None:
    call = opened(bureau)
    first = applied(bureau, call)
    second = applied(bureau, call, "two", name="Болат Садыков", phone="+7 701 000 33 44")
    actions.score_application(by=bureau.madina.actor, application=first, points=dict.fromkeys(ALL_FIVE, 3))
    actions.score_application(by=bureau.madina.actor, application=second, points=ALL_FIVE, remark="жақсы")
    actions.score_application(by=bureau.bakyt.actor, application=second, points=dict.fromkeys(ALL_FIVE, 4))
    with pytest.raises(refusals.PointsRefused):
        actions.score_application(by=bureau.madina.actor, application=first, points={"reasons": 5})
    with pytest.raises(NotPermitted):
        actions.score_application(by=bureau.timur.actor, application=first, points=ALL_FIVE)
    rows = ranked(bureau.madina.actor, call)
    assert [(one.application, float(one.standing.score or 0), one.members) for one in rows] == [
        (second, 87.5, 2), (first, 50.0, 1),
    ]  # fmt: skip
    assert Scoring.objects.count() == 3
    advised(bureau, second, AdvisoryResult(0, 6, 4))
    assert [one.application for one in ranked(bureau.madina.actor, call)] == [first, second]


def test_a_decision_has_minutes_and_says_on_what_it_rests(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE)
    with pytest.raises(refusals.MinutesMissing):
        actions.decide_application(by=bureau.madina.actor, application=made, decision=NO, minutes=" ")
    made = decided(bureau, made, SELECTED)
    assert made.score == 100
    assert made.rests_on == RestsOn.PANEL
    champ = Champion.objects.get()
    assert (champ.adult.name, champ.state, champ.call) == ("Айгерім Үлгібаева", ChampionState.SELECTED, made.call)
    with pytest.raises(refusals.DecidedAlready):
        decided(bureau, made, NO)


def test_the_advisory_group_can_say_no_to_a_person(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE)
    advised(bureau, made, AdvisoryResult(90, 6, 4))
    for refused in (SELECTED, RESERVE):
        with pytest.raises(refusals.AdvisoryNo):
            decided(bureau, made, refused)
    made = decided(bureau, made, NO)
    assert (made.score, made.rests_on) == (None, RestsOn.VETO)


def test_the_advisory_group_weighs_thirty_of_a_hundred_in_order_and_decision(bureau: Bureau) -> None:
    call = opened(bureau)
    first = applied(bureau, call)
    second = applied(bureau, call, "two", name="Болат Садыков", phone="+7 701 000 33 44")
    actions.score_application(by=bureau.madina.actor, application=first, points=ALL_FIVE)
    actions.score_application(by=bureau.madina.actor, application=second, points=dict.fromkeys(ALL_FIVE, 4))
    advised(bureau, first, AdvisoryResult(20, 6, 3))
    advised(bureau, second, AdvisoryResult(90, 5, 0))
    rows = ranked(bureau.madina.actor, call)
    found = [(one.application, float(one.standing.score or 0), one.standing.rests_on) for one in rows]
    assert found == [
        (second, 0.7 * 75 + 0.3 * 90, RestsOn.PANEL_AND_ADVICE), (first, 76.0, RestsOn.PANEL_AND_ADVICE),
    ]  # fmt: skip
    second = decided(bureau, second, SELECTED)
    assert (float(second.score or 0), second.rests_on) == (79.5, RestsOn.PANEL_AND_ADVICE)
    with pytest.raises(refusals.DecidedAlready):
        advised(bureau, second, AdvisoryResult(0, 3, 3))


@pytest.mark.parametrize(
    ("result", "more", "refusal"),
    [
        (AdvisoryResult(50, 2, 0), {}, refusals.AdviceRefused),
        (AdvisoryResult(101, 3, 0), {}, refusals.AdviceRefused),
        (AdvisoryResult(50, 3, 4), {}, refusals.AdviceRefused),
        (AdvisoryResult(50, 3, 0), {"brought_by": " "}, refusals.AdviceRefused),
        (AdvisoryResult(50, 3, 0), {"brought_on": clock.today() + timedelta(days=2)}, refusals.DayRefused),
    ],
)
def test_an_advice_is_a_sum_of_three_ballots_that_somebody_brought(
    bureau: Bureau, result: AdvisoryResult, more: dict[str, Any], refusal: type[Exception]
) -> None:
    made = applied(bureau, opened(bureau))
    with pytest.raises(refusal):
        advised(bureau, made, result, **more)
    with pytest.raises(NotPermitted):
        actions.note_advice(
            by=bureau.bakyt.actor, application=made, result=AdvisoryResult(50, 3, 0), brought_by="a",
            brought_on=clock.today(),
        )  # fmt: skip
    advised(bureau, made, AdvisoryResult(50, 3, 0))
    assert advised(bureau, made, AdvisoryResult(60, 4, 1)) == Advice.objects.get()
    assert advice_on(made) == AdvisoryResult(60, 4, 1)


def test_places_are_as_many_as_the_call_says_and_reserve_moves_up(bureau: Bureau) -> None:
    call = opened(bureau, places=1)
    first, second = applied(bureau, call), applied(bureau, call, "two", name="Болат Садыков", phone="+7 701 000 33 44")
    second = decided(bureau, second, RESERVE)
    decided(bureau, first, SELECTED)
    with pytest.raises(refusals.PlacesTaken):
        decided(bureau, second, SELECTED)
    actions.change_call(by=bureau.madina.actor, call=call, details=call_details(places=2), version=call.version)
    second = Application.objects.get(pk=second.pk)
    assert decided(bureau, second, SELECTED).state == SELECTED
