"""What ends by itself in a case: help that rests on a yes which is there no longer, and looks that are too many."""

from django.db.models import F, Q

from panah.casework.cases.actions.helping import close_part, tell_helper
from panah.casework.cases.actions.transferring import end_transfer
from panah.casework.cases.models import Helper, Transfer
from panah.casework.cases.queries.acts import AN_HOUR, opened_in_the_last_hour
from panah.casework.cases.queries.helping import SCOPES, consent_to_share
from panah.casework.cases.rules import MOST_OPENED_IN_AN_HOUR, OPEN_TRANSFERS
from panah.casework.people.codes import ConsentDecision, OverrideOutcome
from panah.casework.people.models import Consent, ConsentOverride
from panah.casework.people.queries import override_in_force
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

NOT_A_YES = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN, ConsentDecision.LAPSED)
THOSE_WHO_ASK = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION, Role.ADMINISTRATOR)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_help(*, by: Actor) -> int:
    """Each minute: no page that forgot to ask for it keeps a part of others open after a no."""
    said_no = Consent.objects.filter(decision__in=NOT_A_YES, scope__in=SCOPES).values("child")
    refused = ConsentOverride.objects.exclude(outcome=OverrideOutcome.CONFIRMED).values("child")
    doubtful = Q(case__child__in=said_no) | Q(case__child__in=refused)
    rows = Helper.objects.filter(doubtful, ended_at=None).exclude(organisation=F("case__organisation"))
    ended = [
        helper
        for helper in rows.select_related("case__child", "file", "organisation", "person")
        if consent_to_share(helper.case.child) is None and override_in_force(helper.case.child) is None
    ]
    for helper in ended:
        close_part(by=by, helper=helper, reason="consent_withdrawn")
        tell_helper(by, helper)
    return len(ended)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_transfers(*, by: Actor) -> int:
    """An organisation that was asked to lead reads the summary only while something is there on which it rests."""
    asked = Transfer.objects.filter(status__in=OPEN_TRANSFERS).select_related("case__child", "organisation", "asked_by")
    groundless = [
        transfer
        for transfer in asked
        if consent_to_share(transfer.case.child) is None and override_in_force(transfer.case.child) is None
    ]
    for transfer in groundless:
        end_transfer(by=by, transfer=transfer)
    return len(groundless)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def warn_of_unusual_access(*, by: Actor) -> int:
    """Somebody opened more children in an hour than anybody works on: those who may ask why are told, once an hour."""
    now, warned = clock.now(), 0
    for person_id, organisation_id, _opened in opened_in_the_last_hour(now, MOST_OPENED_IN_AN_HOUR):
        person = Person.objects.filter(pk=person_id).first()
        organisation = Organisation.objects.filter(pk=organisation_id).first() if organisation_id else None
        if person is None or organisation is None or _was_told(person, organisation):
            continue
        queue_notice(
            by=by, kind=NoticeKind.UNUSUAL_ACCESS, organisation=organisation, roles=THOSE_WHO_ASK,
            subject_code=person.username[:20],
        )  # fmt: skip
        warned += 1
    return warned


def _was_told(person: Person, organisation: Organisation) -> bool:
    since = clock.now() - AN_HOUR
    rows = Notice.objects.filter(
        kind=NoticeKind.UNUSUAL_ACCESS, subject_code=person.username[:20], created_at__gt=since
    )
    return rows.filter(organisation=organisation).exists()
