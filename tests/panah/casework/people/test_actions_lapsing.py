"""A day of silence after an act without consent: whoever answers for the child is told, at once and once."""

from datetime import timedelta

import pytest

from panah.casework.people import actions
from panah.casework.people.models import Child, ConsentOverride
from panah.foundation.notices.codes import DANGER
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.permissions import Permission
from tests.panah.casework.cases.office import Office, opened

WORKER = Actor.system("worker", {Permission.CLOCK_WORK})


def decided(office: Office, child: Child, ground: str = "serious_harm") -> ConsentOverride:
    return actions.override_consent(
        by=office.aigul.actor, child=child, ground=ground, explanation="Invented", was_told="yes"
    )


def told(kind: str) -> dict[str, str]:
    rows = Notice.objects.filter(kind=kind, person__isnull=False).select_related("person")
    return {row.person.username: row.urgency for row in rows if row.person is not None}


def test_the_second_person_hears_of_it_at_once(office: Office) -> None:
    child = opened(office).child
    decided(office, child)
    assert told("override_to_confirm") == {"saule": "normal", "bakyt": "normal"}
    assert {row.subject_code for row in Notice.objects.filter(kind="override_to_confirm")} == {child.code}


@pytest.mark.safeguard("S3", "an act without consent that nobody looks at for a day, and no leader hears of it")
def test_after_a_day_of_silence_the_leaders_and_the_lead_are_told_once(office: Office) -> None:
    child = opened(office).child
    override = decided(office, child)
    assert actions.let_overrides_lapse(by=WORKER) == 0
    with clock.standing_at(override.decided_at + timedelta(hours=24)):
        assert actions.let_overrides_lapse(by=WORKER) == 1
        assert actions.let_overrides_lapse(by=WORKER) == 0
    assert told("override_lapsed") == {"saule": DANGER, "bakyt": DANGER, "aigul": DANGER}
    override.refresh_from_db()
    assert override.lapsed_at == override.decided_at + timedelta(hours=24)
    assert AuditEvent.objects.filter(verb="people.lapse_override", subject_code=child.code).count() == 1


def test_where_the_law_obliges_nobody_is_woken_for_it(office: Office) -> None:
    override = decided(office, opened(office).child, "legal_duty")
    with clock.standing_at(override.decided_at + timedelta(days=2)):
        actions.let_overrides_lapse(by=WORKER)
    assert set(told("override_lapsed").values()) == {"normal"}


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_what_was_answered_does_not_lapse(office: Office, is_confirmed: bool) -> None:
    override = decided(office, opened(office).child)
    actions.answer_override(by=office.saule.actor, override=override, is_confirmed=is_confirmed)
    with clock.standing_at(override.decided_at + timedelta(days=2)):
        assert actions.let_overrides_lapse(by=WORKER) == 0
    assert not told("override_lapsed")
