"""One child written down by two, the report, and what nobody presses."""

from datetime import timedelta

import pytest

from panah.casework.concerns.actions import begin_triage, set_aside, sweep_concerns
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import messages_of
from panah.casework.outings.actions import (
    CheckNotSaid,
    NotOfThisOuting,
    NotTheSame,
    OutingClosed,
    OutingIncomplete,
    TooLateToUndo,
    close_outing,
    count_met,
    keep_signed,
    say_nothing_left,
    say_same,
    say_seen,
    sweep_outings,
    take_back_met,
    take_offline,
    undo_same,
    watch_outings,
    write_remark,
    write_report,
)
from panah.casework.outings.codes import Counted
from panah.casework.outings.models import Outing, OutingChild, OutingTally
from panah.casework.outings.queries import children_of, figures_of, pairs_that_look_alike, remarks_of, scans_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.rules import check_file
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import File
from panah.foundation.security.sealed import reveal
from tests.panah.casework.cases.office import SYSTEM
from tests.panah.casework.outings.group import (
    AN_HOUR,
    MORNING,
    Group,
    child_met,
    handed_on,
    opened,
    urgent,
)

A_DAY = timedelta(days=1)


def rows(kind: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind))


def concern_of(child: OutingChild) -> Concern:
    assert child.concern is not None
    return child.concern


def two(group: Group, outing: Outing) -> tuple[OutingChild, OutingChild]:
    """One child, written down by two members."""
    first = handed_on(group.oraz.actor, outing)
    with clock.standing_at(MORNING + timedelta(minutes=5)):
        return first, handed_on(group.zarina.actor, outing, child_met(seen="Canary: by the gate"), "form-2")


def test_two_entries_of_one_child_are_never_joined_by_themselves(group: Group, outing: Outing) -> None:
    first, second = two(group, outing)
    children = children_of(group.zarina.actor, outing)
    assert pairs_that_look_alike(children) == [(first, second)]
    assert figures_of(outing, children)["handed"] == 2


@pytest.mark.safeguard(
    "S5", "two members write down one child: both desks read that it is one, so nobody asks it twice"
)
def test_a_person_says_that_it_is_one_child_and_both_keep_their_words(group: Group, outing: Outing) -> None:
    first, second = two(group, outing)
    with pytest.raises(NotPermitted):
        say_same(by=group.oraz.actor, outing=outing, child=second, other=first)
    say_same(by=group.zarina.actor, outing=outing, child=second, other=first)
    children = children_of(group.zarina.actor, outing)
    assert figures_of(outing, children) == {"met": 1, "handed": 1}
    assert pairs_that_look_alike(children) == []
    with vault.ring():
        reveal(group.zarina.actor, second)
        assert second.seen == "Canary: by the gate"
        for one in Concern.objects.all():
            (message,) = messages_of(one)
            reveal(group.gulnar.actor, message)
            assert set(Concern.objects.values_list("code", flat=True)) - {one.code} & set(message.text.split()[-4:])
    with pytest.raises(NotTheSame):
        say_same(by=group.zarina.actor, outing=outing, child=first, other=second)


def test_that_it_is_one_child_can_be_undone_for_thirty_days(group: Group, outing: Outing) -> None:
    first, second = two(group, outing)
    say_same(by=group.zarina.actor, outing=outing, child=second, other=first)
    with clock.standing_at(MORNING + timedelta(days=31)), pytest.raises(TooLateToUndo):
        undo_same(by=group.zarina.actor, outing=outing, child=second)
    with clock.standing_at(MORNING + timedelta(days=29)):
        undo_same(by=group.zarina.actor, outing=outing, child=second)
    assert figures_of(outing, children_of(group.zarina.actor, outing))["handed"] == 2
    with pytest.raises(NotTheSame):
        undo_same(by=group.zarina.actor, outing=outing, child=second)


def test_what_does_not_look_the_same_is_not_joined(group: Group, outing: Outing) -> None:
    first = handed_on(group.oraz.actor, outing)
    second = handed_on(group.zarina.actor, outing, child_met(sex="male"), "form-2")
    with pytest.raises(NotTheSame):
        say_same(by=group.zarina.actor, outing=outing, child=second, other=first)
    with pytest.raises(NotOfThisOuting):
        say_same(by=group.zarina.actor, outing=opened(group), child=second, other=first)


@pytest.mark.safeguard(
    "S11", "papers were checked at an outing: the leader says so, and those who lead the office see it"
)
def test_a_migration_check_is_said_and_seen(group: Group, outing: Outing) -> None:
    for said, note in (("", ""), ("perhaps", ""), ("made", " ")):
        with pytest.raises(CheckNotSaid):
            close_outing(by=group.zarina.actor, outing=outing, migration_check=said, check_note=note)
    close_outing(by=group.zarina.actor, outing=outing, migration_check="made", check_note="Inspector: two parents")
    (row,) = rows(TimerKind.OUTING_CHECK)
    assert (row.organisation, row.person) == (group.organisation, None)
    say_seen(by=group.zarina.actor, outing=outing)
    assert rows(TimerKind.OUTING_CHECK)
    say_seen(by=group.saule.actor, outing=outing)
    assert not rows(TimerKind.OUTING_CHECK)
    outing.refresh_from_db()
    assert outing.migration_check == "made"


def test_after_closing_nothing_is_added_but_a_marked_correction(group: Group, outing: Outing) -> None:
    tally = count_met(by=group.oraz.actor, outing=outing, age_band="1_5", sex="male")
    write_remark(by=group.zarina.actor, outing=outing, text="Before")
    close_outing(by=group.zarina.actor, outing=outing, migration_check="not_made")
    assert not rows(TimerKind.OUTING_REPORT)
    for again in (
        lambda: close_outing(by=group.zarina.actor, outing=outing, migration_check="not_made"),
        lambda: count_met(by=group.oraz.actor, outing=outing, age_band="1_5", sex="male"),
        lambda: take_back_met(by=group.oraz.actor, outing=outing, tally=tally),
        lambda: handed_on(group.oraz.actor, outing),
    ):
        with pytest.raises(OutingClosed):
            again()
    with clock.standing_at(MORNING + AN_HOUR):
        write_remark(by=group.zarina.actor, outing=outing, text="After")
    with pytest.raises(OutingIncomplete):
        write_remark(by=group.zarina.actor, outing=outing, text=" ")
    assert [row.is_after_closing for row in remarks_of(outing)] == [False, True]


def test_the_report_is_numbered_and_the_signed_paper_comes_back(group: Group, outing: Outing) -> None:
    paper = check_file("signed.txt", b"Canary signatures")
    for early in (
        lambda: write_report(by=group.zarina.actor, outing=outing, language="kk", text="{}"),
        lambda: keep_signed(by=group.zarina.actor, outing=outing, paper=paper),
    ):
        with pytest.raises(CheckNotSaid):
            early()
    close_outing(by=group.zarina.actor, outing=outing, migration_check="not_made")
    letter = write_report(by=group.zarina.actor, outing=outing, language="kk", text="{}")
    assert (letter.subject_code, letter.place_in_year) == (outing.code, 1)
    kept = keep_signed(by=group.zarina.actor, outing=outing, paper=paper)
    assert scans_of(group.saule.actor, outing) == [kept]
    assert scans_of(group.stranger.actor, outing) == []
    assert StoredFile.objects.get().file_id == outing.file_id
    outing.refresh_from_db()
    assert outing.signed_at


def test_after_four_hours_without_an_answer_the_leader_is_told(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing)
    with clock.standing_at(MORNING + 4 * AN_HOUR - timedelta(minutes=1)):
        assert watch_outings(by=SYSTEM) == 0
    with clock.standing_at(MORNING + 4 * AN_HOUR):
        assert watch_outings(by=SYSTEM) == 1
        assert watch_outings(by=SYSTEM) == 0
        (row,) = rows(TimerKind.OUTING_UNANSWERED)
        assert (row.person, row.subject_code, row.sex) == (group.zarina.person, outing.code, "")
        begin_triage(by=group.gulnar.actor, concern=concern_of(child))
        assert watch_outings(by=SYSTEM) == 0
        set_aside(by=group.gulnar.actor, concern=concern_of(child), reason="no_sign_of_harm", note="Seen")
        watch_outings(by=SYSTEM)
        assert not rows(TimerKind.OUTING_UNANSWERED)


def test_who_was_taken_on_the_spot_waits_for_nobody(group: Group, outing: Outing) -> None:
    handed_on(group.oraz.actor, outing, urgent(group))
    with clock.standing_at(MORNING + 5 * AN_HOUR):
        assert watch_outings(by=SYSTEM) == 0


def test_on_the_next_morning_the_leader_hears_of_a_phone_that_did_not_come_back(group: Group, outing: Outing) -> None:
    for worker in (group.zarina, group.oraz):
        take_offline(by=worker.actor, outing=outing)
    with clock.standing_at(MORNING + 8 * AN_HOUR):
        assert watch_outings(by=SYSTEM) == 0
    with clock.standing_at(MORNING + A_DAY):
        assert watch_outings(by=SYSTEM) == 1
        (row,) = rows(TimerKind.OUTING_UNSENT)
        assert row.person == group.zarina.person
        say_nothing_left(by=group.zarina.actor, outing=outing)
        assert rows(TimerKind.OUTING_UNSENT)
        say_nothing_left(by=group.oraz.actor, outing=outing)
        assert not rows(TimerKind.OUTING_UNSENT)


def test_with_the_concern_the_entry_of_the_member_is_erased_and_a_number_stays(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing)
    set_aside(by=group.gulnar.actor, concern=concern_of(child), reason="no_sign_of_harm", note="Seen")
    with clock.standing_at(MORNING + timedelta(days=91)):
        Timer.objects.filter(file=concern_of(child).file_id).delete()
        assert sweep_concerns(by=SYSTEM) == 1
        assert sweep_outings(by=SYSTEM) == 1
        assert sweep_outings(by=SYSTEM) == 0
    assert not OutingChild.objects.exists()
    assert not File.objects.filter(kind="outing_child").exists()
    tally = OutingTally.objects.get()
    assert (tally.counted, tally.count, tally.not_in_school) == (Counted.REFERRED, 1, 1)
