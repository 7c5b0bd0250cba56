"""Where the child sleeps tonight (S9): the clock to the guardianship body, what starts it and what stops it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from panah.casework.concerns import actions
from panah.casework.concerns.actions import ChildTold, GuardianTold
from panah.casework.concerns.codes import Urgency
from panah.casework.concerns.models import Concern
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, vault
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.sealed import reveal
from tests.panah.casework.concerns.office import PUBLIC, Office, reported

WITHOUT = ("alone_or_street", "place_of_work")


def running(concern: Concern) -> list[Timer]:
    return list(Timer.objects.running().filter(file=concern.file_id, kind=TimerKind.GUARDIAN_REQUEST))


def told(**changes: object) -> GuardianTold:
    values = {"who": "Canaryofficer", "post": "specialist", "number": "12-34", "channel": "phone"}
    return GuardianTold(**{**values, "happened_at": clock.now(), **changes})  # type: ignore[arg-type]


@pytest.mark.safeguard("S9", "a child sleeps alone in the street and nobody tells the guardianship body")
@pytest.mark.parametrize("night", WITHOUT)
def test_a_child_without_a_safe_adult_starts_a_clock_of_24_hours_for_the_duty_office(
    office: Office, night: str
) -> None:
    concern = reported(office, sleeps_tonight=night)
    (timer,) = running(concern)
    assert timer.due_at - timer.started_at == timedelta(hours=24)
    assert (timer.organisation, timer.address_name, timer.address_code) == (
        office.organisation,
        "concern",
        concern.code,
    )
    assert timer.fact == f"sleeps_tonight:{night}"
    assert concern.urgency == Urgency.HIGH


@pytest.mark.safeguard("S9", "a boy without any adult is reported on Friday at 23:00, and everybody waits until Monday")
def test_the_clock_runs_at_night_and_over_the_weekend(office: Office) -> None:
    friday = datetime(2026, 11, 20, 23, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    with clock.standing_at(friday):
        concern = reported(office, sleeps_tonight="alone_or_street")
    (timer,) = running(concern)
    assert timer.due_at == friday + timedelta(hours=24)
    look = Timer.objects.get(kind=TimerKind.CONCERN_FIRST_LOOK)
    assert look.due_at == friday + timedelta(hours=4)


@pytest.mark.parametrize("night", [code for code in code_list("sleeps_tonight").codes if code not in WITHOUT])
def test_whatever_else_is_told_of_the_night_calls_no_authority_by_itself(office: Office, night: str) -> None:
    concern = reported(office, sleeps_tonight=night)
    assert running(concern) == []
    assert concern.urgency == Urgency.NORMAL


def test_an_invented_place_to_sleep_is_refused(office: Office) -> None:
    with pytest.raises(actions.ReportIncomplete):
        reported(office, sleeps_tonight="invented")
    with pytest.raises(actions.UnknownCode):
        actions.record_where_child_sleeps(by=office.duty, concern=reported(office), sleeps_tonight="invented")


def test_what_the_duty_worker_finds_out_starts_the_clock_and_somebody_safe_stops_it(office: Office) -> None:
    concern = reported(office)
    actions.record_where_child_sleeps(by=office.duty, concern=concern, sleeps_tonight="alone_or_street")
    actions.record_where_child_sleeps(by=office.duty, concern=concern, sleeps_tonight="place_of_work")
    assert len(running(concern)) == 1
    actions.record_where_child_sleeps(by=office.duty, concern=concern, sleeps_tonight="with_unclear_adult")
    assert len(running(concern)) == 1, "an adult of whom nobody knows is no reason to forget it"
    actions.record_where_child_sleeps(
        by=office.duty, concern=concern, sleeps_tonight="with_safe_adult", sleeps_with="Canaryaunt"
    )
    assert running(concern) == []
    fresh = Concern.objects.get(pk=concern.pk)
    with vault.ring():
        reveal(office.duty, fresh)
    assert fresh.sleeps_with == "Canaryaunt"


def test_telling_the_guardianship_body_stops_the_clock_and_keeps_whom_sealed(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    actions.record_guardian_told(by=office.duty, concern=concern, told_to=told())
    assert running(concern) == []
    assert "Canary" not in str(list(Concern.objects.values()))
    fresh = Concern.objects.get(pk=concern.pk)
    with vault.ring():
        reveal(office.duty, fresh)
    assert fresh.guardian_told["who"] == "Canaryofficer"
    assert fresh.guardian_told["number"] == "12-34"
    actions.record_where_child_sleeps(by=office.duty, concern=concern, sleeps_tonight="alone_or_street")
    assert running(concern) == [], "who was told once is not asked again"


def test_it_may_be_written_late_and_never_early(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    happened = clock.now()
    with pytest.raises(actions.NotYetHappened):
        actions.record_guardian_told(
            by=office.duty, concern=concern, told_to=told(happened_at=happened + timedelta(hours=1))
        )
    with clock.standing_at(happened + timedelta(days=3)):
        actions.record_guardian_told(by=office.duty, concern=concern, told_to=told(happened_at=happened))
    assert concern.guardian_told_at == happened
    assert running(concern) == []


def test_whom_and_by_which_way_are_needed_and_long_words_are_refused(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    with pytest.raises(actions.ReasonMissing):
        actions.record_guardian_told(by=office.duty, concern=concern, told_to=told(who=" "))
    with pytest.raises(actions.UnknownCode):
        actions.record_guardian_told(by=office.duty, concern=concern, told_to=told(channel="pigeon"))
    with pytest.raises(actions.TextTooLong):
        actions.record_guardian_told(by=office.duty, concern=concern, told_to=told(post="x" * 201))
    assert len(running(concern)) == 1


def test_two_who_write_about_one_night_lose_no_word(office: Office) -> None:
    concern = reported(office)
    opened = concern.version
    actions.record_where_child_sleeps(
        by=office.duty, concern=concern, sleeps_tonight="with_safe_adult", sleeps_with="first", version=opened
    )
    with pytest.raises(EditedMeanwhile):
        actions.record_where_child_sleeps(
            by=office.duty, concern=concern, sleeps_tonight="shelter", sleeps_with="second", version=opened
        )


def test_strangers_and_reporters_write_nothing_about_the_night(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    for stranger in (office.elsewhere, PUBLIC):
        with pytest.raises(NotPermitted):
            actions.record_where_child_sleeps(by=stranger, concern=concern, sleeps_tonight="with_safe_adult")
        with pytest.raises(NotPermitted):
            actions.record_guardian_told(by=stranger, concern=concern, told_to=told())


@pytest.mark.safeguard("S9", "a concern about a child without a safe adult is ended with some good advice")
def test_no_advice_ends_a_concern_while_the_guardianship_body_waits_to_be_told(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    with pytest.raises(actions.GuardianNotTold):
        actions.give_information(by=office.duty, concern=concern, note="Told where to go")
    with pytest.raises(actions.GuardianNotTold):
        actions.set_aside(by=office.duty, concern=concern, reason="no_sign_of_harm", note="Looks well")
    concern.refresh_from_db()
    assert len(running(concern)) == 1
    actions.set_aside(by=office.duty, concern=concern, reason="sent_by_mistake", note="A trial of the form")
    assert running(concern) == []


def test_one_family_is_asked_of_several_children_only(office: Office) -> None:
    alone = reported(office, "a", is_same_family="yes")
    several = reported(office, "b", is_same_family="yes", children=(ChildTold(), ChildTold(age_band="under_1")))
    assert (alone.is_same_family, several.is_same_family) == ("unknown", "yes")
    with pytest.raises(actions.ReportIncomplete):
        reported(office, "c", is_same_family="cousins")
