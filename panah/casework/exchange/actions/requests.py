"""An authority asks for what we know: who, on which law, what the head decided, what exactly was given (S2)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.exchange.codes import RequestDecision
from panah.casework.exchange.models import AuthorityRequest
from panah.casework.exchange.rules.requests import may_decide, may_have_come, may_record, too_long
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

SENTENCES = {
    "who_missing": _("Write who asks: name and post."),
    "basis_missing": _("Write the law and the article on which they ask. Without one nothing has to be given."),
    "asked_missing": _("Write what they ask for, in their words."),
    "body_missing": _("Choose which kind of authority asks."),
    "wrong_day": _("This day cannot be right: it is in the future, or before the request came. Check the day."),
    "decision_missing": _("Choose what you decide."),
    "why_missing": _("Write why you decide so."),
    "decided_already": _("It was decided already. The decision is shown below."),
    "not_decided": _("The head has not decided yet. Until then nothing is given."),
    "given_missing": _("Write down exactly what was given, word for word."),
    "given_despite_refusal": _("It was decided that nothing is given. Ask the head to record a new request."),
    "recorded_already": _("What was given is recorded already; it is never changed afterwards."),
    "told_missing": _("Say whether the child or the guardian was told."),
    "why_not_told_missing": _("Write why the child or the guardian was not told."),
    "too_long": _("This text is too long. Shorten it: nothing of it is lost until you do."),
}  # fmt: skip


class RequestNotPossible(Refusal):
    code = "request_not_possible"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(SENTENCES[reason])

    @classmethod
    def unless(cls, reason: str) -> None:
        if reason:
            raise cls(reason)


@dataclass(frozen=True)
class AskedByAuthority:
    """What came in."""

    body: str
    asked_by: str
    legal_basis: str
    asked: str
    received_on: date
    own_number: str = ""


@dataclass(frozen=True)
class GivenToAuthority:
    """What went out, word for word, and whether the child or the guardian was told."""

    was_family_told: str
    given: str = ""
    given_on: date | None = None
    why_not_told: str = ""


@action(Permission.AUTHORITY_REQUEST_KEEP, on=None)
def record_request(
    *, by: Actor, came: AskedByAuthority, child: Child | None = None, idempotency_key: str = ""
) -> AuthorityRequest:
    """It is written down before anything is said to it; the head's clock to decide starts."""
    RequestNotPossible.unless(
        may_have_come(
            body=came.body, bodies=code_list("organisation_kinds").codes, asked_by=came.asked_by,
            legal_basis=came.legal_basis, asked=came.asked, received_on=came.received_on, today=clock.today(),
        ) or too_long(came.asked_by, came.own_number, came.legal_basis, came.asked)
    )  # fmt: skip
    if child is not None:
        require(by, Permission.CASE_VIEW, child)
    file = vault.open_file(FileKind.REQUEST)
    organisation = Organisation.objects.get(pk=by.organisation)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    now = clock.now()
    request = AuthorityRequest.objects.create(
        file=file, code=file.code, organisation=organisation, child=child, body=came.body, asked_by=came.asked_by,
        own_number=came.own_number, legal_basis=came.legal_basis, asked=came.asked, received_on=came.received_on,
        written_at=now, written_by_id=by.person_id,
    )  # fmt: skip
    start_timer(
        by=by, file=file, kind=TimerKind.AUTHORITY_REQUEST, urgency="normal", owner=Owner(organisation),
        shown=Shown(request.code, "authority-request", request.code, fact=f"organisation_kinds:{came.body}"),
        started_at=min(_morning(came.received_on), now),
    )  # fmt: skip
    return request


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())


@action(Permission.AUTHORITY_REQUEST_DECIDE, on="request")
def decide_request(
    *, by: Actor, request: AuthorityRequest, decision: str, reason: str, idempotency_key: str = ""
) -> AuthorityRequest:
    """The head alone: all, a part, or nothing, and why. Once said it stands."""
    RequestNotPossible.unless(
        may_decide(decision=decision, reason=reason, standing=request.decision) or too_long(reason)
    )  # fmt: skip
    open_sealed(request)
    request.decision, request.decision_reason = decision, reason
    request.decided_at, request.decided_by_id = clock.now(), by.person_id
    request.save()
    stop_timers(by=by, file=request.file, kinds=(TimerKind.AUTHORITY_REQUEST,), outcome=RequestDecision(decision))
    return request


@action(Permission.AUTHORITY_REQUEST_KEEP, on="request")
def record_given(
    *, by: Actor, request: AuthorityRequest, outcome: GivenToAuthority, idempotency_key: str = ""
) -> AuthorityRequest:
    """What left the house, once and for all; and whether the family knows."""
    given_on = outcome.given_on or (clock.today() if outcome.given.strip() else None)
    RequestNotPossible.unless(
        may_record(
            decision=request.decision, given=outcome.given, given_on=given_on, received_on=request.received_on,
            today=clock.today(), was_told=outcome.was_family_told, why_not=outcome.why_not_told,
            is_recorded=bool(request.was_family_told),
        ) or too_long(outcome.given, outcome.why_not_told)
    )  # fmt: skip
    open_sealed(request)
    request.given, request.given_on = outcome.given, given_on
    request.was_family_told, request.why_not_told = outcome.was_family_told, outcome.why_not_told
    request.save()
    return request
