from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.queries import letter_to_check, open_words
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
    application_of_receipt,
    letter_under,
    lookalikes_of,
    open_calls,
    ranked,
    receipt_of,
)
from panah.programme.champions.rules import AdvisoryResult
from panah.programme.directory.models import Adult
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.champions.cohort import (
    ALL_FIVE,
    advised,
    applied,
    call_details,
    champion,
    decided,
    opened,
    with_account,
)

JOB = Actor.system("test", EVERYTHING)
SELECTED, RESERVE, NO = ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED


def test_a_call_says_everything_in_both_languages(bureau: Bureau) -> None:
    for faulty in ({"title_kk": " "}, {"text_ru": ""}, {"places": 0}, {"closes_on": clock.today() - timedelta(days=1)}):
        with pytest.raises(refusals.CallRefused):
            opened(bureau, **faulty)
    with pytest.raises(refusals.WeightsRefused):
        opened(bureau, weights={"reasons": 90})
    with pytest.raises(refusals.CallRefused):
        opened(bureau, regions=[bureau.district])
    call = opened(bureau, regions=[bureau.taraz])
    assert open_calls() == [call]
    assert (call.said("title", "kk"), call.said("title", "en")) == ("Чемпион іздейміз", "Ищем чемпионов")


def test_what_is_weighed_stays_once_somebody_applied(bureau: Bureau) -> None:
    call = opened(bureau)
    applied(bureau, call)
    longer = call_details(closes_on=call.closes_on + timedelta(days=7))
    call = actions.change_call(by=bureau.madina.actor, call=call, details=longer, version=call.version)
    with pytest.raises(refusals.CallHasApplications):
        actions.change_call(
            by=bureau.madina.actor, call=call, details=call_details(weights={"reasons": 100}), version=call.version
        )


def test_an_application_is_sealed_and_has_a_number(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    row = Application.objects.filter(pk=made.pk).values().get()
    assert b"\xd2" not in bytes(row["name"])[:1]
    assert "Үлгібаева".encode() not in bytes(row["name"])
    assert not Adult.objects.exists()
    assert application_of_receipt(receipt_of("form")) == made
    assert application_of_receipt("1234 5678 9012 3456") is None


def test_a_form_that_is_sent_twice_is_one_application(bureau: Bureau) -> None:
    call = opened(bureau)
    assert applied(bureau, call) == applied(bureau, call)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("faulty", "refusal"),
    [
        ({"is_of_age": False}, refusals.ApplicationRefused),
        ({"accepts_safeguarding": False}, refusals.ApplicationRefused),
        ({"name": "12"}, refusals.ApplicationRefused),
        ({"phone": "12"}, refusals.ApplicationRefused),
        ({"language": "uz"}, refusals.ApplicationRefused),
        ({"motivation": " "}, refusals.ApplicationRefused),
        ({"motivation": "сөз " * 201}, refusals.TooManyWords),
    ],
)
def test_an_application_without_its_answers_is_refused(
    bureau: Bureau, faulty: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        applied(bureau, opened(bureau), **faulty)
    assert not Application.objects.exists()


def test_a_call_takes_its_regions_and_its_days(bureau: Bureau) -> None:
    call = opened(bureau, regions=[bureau.taraz])
    applied(bureau, call)
    with pytest.raises(refusals.NotInRegion):
        applied(bureau, call, "two", region=type(bureau.taraz).objects.get(pk="KZ-75"))
    with clock.standing_at(clock.now() + timedelta(days=15)), pytest.raises(refusals.CallIsClosed):
        applied(bureau, call, "three")


def test_the_same_person_under_two_spellings_is_one_applicant(bureau: Bureau) -> None:
    call = opened(bureau)
    first = applied(bureau, call)
    later = applied(bureau, call, "two", name="Aigerim Ulgibayeva", phone="8 701 000 11 22")
    maybe = applied(bureau, call, "three", phone="+7 701 000 33 44")
    assert (later.repeats, maybe.repeats) == (first, None)
    assert {one.application for one in ranked(bureau.madina.actor, call)} == {first, maybe}
    assert [one for one, _again in lookalikes_of(maybe)] == [first, later]
    actions.join_applications(by=bureau.madina.actor, application=maybe, other=first)
    assert [one.application for one in ranked(bureau.madina.actor, call)] == [first]
    later = actions.part_applications(by=bureau.madina.actor, application=later)
    assert {one.application for one in ranked(bureau.madina.actor, call)} == {first, later}


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


def test_everybody_is_answered_when_a_call_is_over(bureau: Bureau) -> None:
    call = opened(bureau)
    made = applied(bureau, call)
    actions.watch_champions(by=JOB)
    assert not Timer.objects.exists()
    with clock.standing_at(clock.now() + timedelta(days=20)):
        assert actions.watch_champions(by=JOB) == 1
        assert actions.watch_champions(by=JOB) == 0
        timer = Timer.objects.get(kind=TimerKind.CHAMPION_ANSWERS)
        with pytest.raises(refusals.NotDecided):
            actions.answer_application(by=bureau.madina.actor, application=made, language="kk", text="{}")
        made = decided(bureau, made, NO)
        letter = actions.answer_application(by=bureau.madina.actor, application=made, language="kk", text="{}")
        assert letter.recipient == "champion"
        assert letter_to_check(letter.code) is not None
        letter = letter_under(bureau.madina.actor, letter.code) or letter
        letter.refresh_from_db()
        with vault.ring():
            assert open_words(bureau.madina.actor, letter) == "{}"
            for stranger in (bureau.bakyt, bureau.dana):
                with pytest.raises(NotPermitted):
                    open_words(stranger.actor, letter)
        timer.refresh_from_db()
        assert timer.stopped_at


def test_an_account_is_linked_once_and_opens_its_own_record_alone(bureau: Bureau) -> None:
    one, other = champion(bureau), champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    account = with_account(bureau, one)
    assert list(Champion.objects.visible_to(account.actor)) == [one]
    with pytest.raises(refusals.AccountRefused):
        actions.link_account(by=bureau.madina.actor, champion=other, person=account.person)
    with pytest.raises(refusals.AccountRefused):
        actions.link_account(by=bureau.madina.actor, champion=other, person=bureau.timur.person)
    assert list(Champion.objects.visible_to(bureau.dana.actor)) == []
    assert Champion.objects.visible_to(bureau.bakyt.actor).count() == 2


def test_a_champion_is_renewed_or_ends_and_sees_nothing_more(bureau: Bureau) -> None:
    one = champion(bureau)
    account = with_account(bureau, one)
    one = actions.say_trained(by=bureau.madina.actor, champion=one, on=clock.today())
    assert one.state == ChampionState.TRAINED
    actions.renew_champion(by=bureau.madina.actor, champion=one, note="жақсы жыл")
    with pytest.raises(refusals.ActRefused):
        actions.end_champion(by=bureau.madina.actor, champion=one, on=clock.today(), reason="none")
    actions.end_champion(by=bureau.madina.actor, champion=one, on=clock.today(), reason="own_wish")
    one.refresh_from_db()
    assert (one.state, one.person) == (ChampionState.ENDED, None)
    assert not Champion.objects.visible_to(account.actor).exists()
    with pytest.raises(refusals.HasEnded):
        actions.renew_champion(by=bureau.madina.actor, champion=one)


def test_nobody_is_a_champion_twice_at_a_time(bureau: Bureau) -> None:
    champion(bureau, phone="+7 701 000 33 44")
    with pytest.raises(refusals.IsChampionAlready):
        champion(bureau, phone="+7 701 000 33 44")


def test_days_ahead_are_refused(bureau: Bureau) -> None:
    with pytest.raises(refusals.DayRefused):
        champion(bureau, since=clock.today() + timedelta(days=1))
    one = champion(bureau)
    with pytest.raises(refusals.DayRefused):
        actions.say_trained(by=bureau.madina.actor, champion=one, on=clock.today() + timedelta(days=1))
