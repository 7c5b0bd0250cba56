"""A day went by and nobody confirmed an act without consent: silence is no yes, and those who lead the child hear of it.

What rested on the act is shut by the rooms that shared it; here its end is written down and told, once.
"""

from panah.casework.people import rules
from panah.casework.people.codes import OverrideOutcome
from panah.casework.people.models import ConsentOverride
from panah.casework.people.queries import leads_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import works_at
from panah.foundation.clocks.queries import LEADERS
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import DANGER, NORMAL, NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

SERIOUS_HARM = "serious_harm"  # of the code list override_grounds: who was helped in danger loses that help now


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def let_overrides_lapse(*, by: Actor) -> int:
    """Each minute; each act once. A second person may still answer it: a late yes opens nothing again by itself."""
    over = clock.now() - rules.TIME_TO_CONFIRM
    silent = ConsentOverride.objects.filter(outcome=OverrideOutcome.WAITS, lapsed_at=None, decided_at__lte=over)
    found = list(silent.select_for_update(of=("self",)).select_related("child", "file", "decided_by"))
    for override in found:
        lapse_override(by=by, override=override)
    return len(found)


@action(Permission.WITHIN_ACTION, on=None)
def lapse_override(*, by: Actor, override: ConsentOverride) -> ConsentOverride:
    """Supervisors, heads, whoever leads and whoever decided are told; of serious danger at night too."""
    override.lapsed_at = clock.now()
    override.save(update_fields=["lapsed_at"])
    tell_leaders(by, override, NoticeKind.OVERRIDE_LAPSED, DANGER if override.ground == SERIOUS_HARM else NORMAL)
    for organisation_id, lead in leads_of(override.child):
        for person in {lead, override.decided_by}:
            if person is not None and works_at(person, organisation_id):
                queue_notice(
                    by=by, kind=NoticeKind.OVERRIDE_LAPSED, person=person, subject_code=override.child.code,
                    urgency=DANGER if override.ground == SERIOUS_HARM else NORMAL,
                )  # fmt: skip
    return override


def tell_leaders(by: Actor, override: ConsentOverride, kind: NoticeKind, urgency: str = NORMAL) -> None:
    """Supervisors and heads of every organisation that leads this child."""
    for organisation_id, _lead in leads_of(override.child):
        queue_notice(
            by=by, kind=kind, organisation=Organisation.objects.get(pk=organisation_id), roles=LEADERS,
            subject_code=override.child.code, urgency=urgency,
        )  # fmt: skip
