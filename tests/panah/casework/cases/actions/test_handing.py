"""A case changes its lead: what the former one wrote is read, and who has not read it is seen."""

from datetime import timedelta

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.models import Case, HandOver
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock, vault
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.sealed import StillSealed, open_sealed, reveal
from panah.web.today.queries import timers_of
from tests.panah.casework.cases.office import Office, met, opened, running, unled

NOTE = "Canarynote: she trusts the school nurse"


def handed(office: Office) -> Case:
    case = opened(office)
    actions.write_hand_over(by=office.aigul.actor, case=case, note=NOTE)
    return actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)


def test_the_new_lead_reads_and_confirms(office: Office) -> None:
    case = handed(office)
    timer = running(case)[TimerKind.HAND_OVER_READ]
    assert (timer.person, timer.address_name) == (office.nurzhan.person, "case-hand-over")
    actions.confirm_hand_over(by=office.nurzhan.actor, case=case)
    assert TimerKind.HAND_OVER_READ not in running(case)
    assert HandOver.objects.get().confirmed_at is not None
    with pytest.raises(actions.NothingToConfirm):
        actions.confirm_hand_over(by=office.nurzhan.actor, case=case)


def test_after_a_working_day_the_supervisor_sees_who_has_not_read(office: Office) -> None:
    case = handed(office)
    soon, late = clock.now() + timedelta(minutes=1), clock.now() + timedelta(days=6)
    of_this = {"file": case.file_id, "kind": TimerKind.HAND_OVER_READ}
    assert not timers_of(office.saule.actor, soon).filter(**of_this).exists()
    assert timers_of(office.nurzhan.actor, soon).filter(**of_this).exists()
    assert timers_of(office.saule.actor, late).filter(**of_this).exists()


def test_nobody_but_the_new_lead_confirms(office: Office) -> None:
    case = handed(office)
    with pytest.raises(actions.NotTheLead):
        actions.confirm_hand_over(by=office.saule.actor, case=case)
    with pytest.raises(NotPermitted):
        actions.confirm_hand_over(by=office.aigul.actor, case=case)


@pytest.mark.safeguard("S15", "a former lead goes on reading what is written of a child for the next one")
def test_the_note_is_sealed_and_shut_for_whoever_left_the_case(office: Office) -> None:
    handed(office)
    note = HandOver.objects.get()
    with vault.ring():
        reveal(office.aigul.actor, note)
        with pytest.raises(StillSealed):
            str(note.note)
        reveal(office.nurzhan.actor, note)
        assert note.note == NOTE


def test_a_case_handed_twice_waits_for_its_last_lead(office: Office) -> None:
    case = handed(office)
    actions.write_hand_over(by=office.nurzhan.actor, case=case, note="Canarysecond")
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.saule.person)
    assert running(case)[TimerKind.HAND_OVER_READ].person == office.saule.person
    assert Timer.objects.running().filter(kind=TimerKind.HAND_OVER_READ).count() == 1
    found = queries.hand_over_to_read(case)
    assert found is not None
    open_sealed(found)
    assert (found.note, found.former) == ("Canarysecond", office.nurzhan.person)


def test_whoever_is_named_first_has_nothing_to_read(office: Office) -> None:
    case = unled(office)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert TimerKind.HAND_OVER_READ not in running(case)


def test_of_two_windows_the_second_sees_that_the_note_was_changed(office: Office) -> None:
    case = opened(office)
    first = actions.write_hand_over(by=office.aigul.actor, case=case, note=NOTE)
    actions.write_hand_over(by=office.aigul.actor, case=case, note=f"{NOTE}!", version=first.version)
    with pytest.raises(EditedMeanwhile):
        actions.write_hand_over(by=office.aigul.actor, case=case, note="other", version=1)


def test_only_the_lead_leaves_a_note(office: Office) -> None:
    case = opened(office)
    with pytest.raises(actions.NotTheLead):
        actions.write_hand_over(by=office.saule.actor, case=case, note=NOTE)


def test_a_note_waits_through_a_time_without_a_lead(office: Office) -> None:
    case = opened(office)
    met(office, case)
    actions.write_hand_over(by=office.aigul.actor, case=case, note=NOTE)
    former = office.aigul.person
    Case.objects.filter(pk=case.pk).update(lead=None)
    case.refresh_from_db()
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person, after=former)
    found = queries.hand_over_to_read(case)
    assert found is not None
    assert found.lead == office.nurzhan.person
