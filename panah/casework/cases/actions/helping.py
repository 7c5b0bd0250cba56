"""Letting others help with one thing: what each of them sees is a copy in a file of its own, never the case (S15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from panah.casework.cases.actions.refusals import NotALead, ReasonMissing, must_be_open
from panah.casework.cases.actions.refusals_of_helping import (
    ConsentMissing,
    DayHasPassed,
    HelpHasEnded,
    NothingAsked,
    PreviewIsOld,
)
from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries.helping import (
    Copy,
    consent_to_share,
    copy_of,
    has_people,
    helpers_of,
    is_running,
    sources_of,
)
from panah.casework.cases.queries.record import possible_leads, shown_of
from panah.casework.cases.rules import end_of_help, may_share
from panah.casework.people.queries import override_in_force
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_all_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

THOSE_WHO_HELP = (Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@action(Permission.WITHIN_ACTION, on=None)
def let_help(
    *,
    by: Actor,
    case: Case,
    organisation: Organisation,
    service_types: Sequence[str],
    request: str,
    provider: Provider | None = None,
    until: date | None = None,
    person: Person | None = None,
    parts: Sequence[str] = (),
) -> Helper:
    """A part of its own for whoever helps: its file holds the copy that was chosen and what the helper writes.

    ``until`` is the last day on which the helper opens it. Consent was asked before.
    """
    return _open_part(by, case, _Asked(organisation, service_types, request, provider, until, person), list(parts))


@dataclass(frozen=True)
class _Asked:
    """Who is asked for what."""

    organisation: Organisation
    service_types: Sequence[str]
    request: str
    provider: Provider | None = None
    until: date | None = None
    person: Person | None = None


def _open_part(by: Actor, case: Case, asked: _Asked, parts: list[str], seen: str = "") -> Helper:
    copy = _copy(case, parts, seen=seen)
    file = vault.open_file(FileKind.HELPER)
    helper = Helper.objects.create(
        file=file, code=file.code, case=case, organisation=asked.organisation, provider=asked.provider,
        person=asked.person, service_types=sorted(set(asked.service_types)), request=asked.request, parts=parts,
        shown=copy.content, name=copy.name, starts_on=clock.today(), until=asked.until, written_at=clock.now(),
    )  # fmt: skip
    grants.grant(file, PrincipalKind.ORGANISATION, case.organisation_id, Relation.LEAD_ORGANISATION)
    if case.lead is not None:
        grants.grant(file, PrincipalKind.PERSON, case.lead.pk, Relation.LEAD)
    let_in_helper(helper)
    _start_clock(by, helper)
    queue_notice(
        by=by, kind=NoticeKind.HELP_ASKED, subject_code=helper.code, urgency=case.urgency,
        **({"person": helper.person} if helper.person else {"organisation": helper.organisation, "roles": THOSE_WHO_HELP}),
    )  # fmt: skip
    return helper


def _copy(case: Case, parts: list[str], *, besides: Helper | None = None, seen: str = "") -> Copy:
    """What is stored is what was looked at: where the case changed meanwhile, somebody looks again."""
    sources = sources_of(case, parts)
    open_sealed(*sources.sealed)
    copy = copy_of(sources, parts, besides)
    if seen and seen != copy.digest:
        raise PreviewIsOld
    return copy


def let_in_helper(helper: Helper) -> None:
    """Who leads the office, and the one who helps; until somebody takes it everybody there who may help."""
    file, office, until = helper.file, helper.organisation_id, _moment_after(helper.until)
    grants.revoke_relations([file], [Relation.HELPER])
    grants.grant(file, PrincipalKind.ORGANISATION, office, Relation.HELPER, until=until)
    if helper.person is not None:
        grants.grant(file, PrincipalKind.PERSON, helper.person.pk, Relation.HELPER, until=until)
    else:
        grants.grant(file, PrincipalKind.TEAM, office, Relation.HELPER, until=until)


def _moment_after(until: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min)) if until is not None else None


def _start_clock(by: Actor, helper: Helper) -> None:
    """Until the first service. For a body with nobody in Panah it is the lead who asks there."""
    case = helper.case
    is_here = has_people(helper.organisation)
    asking = Owner(helper.organisation, helper.person, case.organisation, case.lead)
    codes, first = shown_of(case), next(iter(helper.service_types), "")
    start_timer(
        by=by, file=helper.file, kind=TimerKind.HELP_ASKED, urgency=case.risk or case.urgency,
        owner=asking if is_here else Owner(case.organisation, case.lead),
        shown=Shown(
            helper.code, "helper-part", helper.code, codes.sex, codes.birth_year, codes.age_band,
            fact=f"service_types:{first}" if first else "", is_birth_year_about=codes.is_birth_year_about,
        ),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def add_helper(
    *,
    by: Actor,
    case: Case,
    organisation: Organisation,
    service_types: Sequence[str],
    request: str,
    parts: Sequence[str] = (),
    provider: Provider | None = None,
    until: date | None = None,
    person: Person | None = None,
    seen: str = "",
    idempotency_key: str = "",
) -> Helper:
    """The lead lets an organisation help. Beyond one's own only under a consent, and never longer than it.

    ``seen`` is the digest of the preview that was looked at: exactly that is stored, or nothing.
    """
    must_be_open(case)
    last = _last_day(case, organisation, until)
    if not request.strip() or not service_types or not set(service_types) <= set(code_list("service_types").codes):
        raise NothingAsked
    if person is not None and person not in possible_leads(organisation.pk):
        raise NotALead
    if organisation.pk == case.organisation_id and person is None:
        raise NotALead
    asked = _Asked(organisation, service_types, request, provider, last, person)
    return _open_part(by, case, asked, _known(parts), seen)


def _known(parts: Sequence[str]) -> list[str]:
    return [part for part in code_list("shared_parts").codes if part in parts]


def _last_day(case: Case, organisation: Organisation, until: date | None) -> date | None:
    if until is not None and until < clock.today():
        raise DayHasPassed
    if organisation.pk == case.organisation_id:
        return until
    return end_of_help(until, must_have_consent(case))


def must_have_consent(case: Case) -> date | None:
    """Whether something of this child may leave the organisation now; gives the last day on which it may."""
    consent = consent_to_share(case.child)
    override = override_in_force(case.child)
    verdict = may_share(is_within=False, has_consent=consent is not None, has_override=override is not None)
    if not verdict.is_yes:
        raise ConsentMissing
    return consent.expires_on if consent is not None else None


@action(Permission.CASE_WORK, on="helper")
def share_with_helper(
    *, by: Actor, helper: Helper, parts: Sequence[str], until: date | None = None, seen: str = ""
) -> Helper:
    """Copy anew what the helper is shown. What is unticked is gone from there at once."""
    must_be_running(helper)
    must_be_open(helper.case)
    helper.until = _last_day(helper.case, helper.organisation, until)
    helper.parts = _known(parts)
    copy = _copy(helper.case, helper.parts, besides=helper, seen=seen)
    open_sealed(helper)
    helper.shown, helper.name = copy.content, copy.name
    helper.save()
    let_in_helper(helper)
    return helper


def must_be_running(helper: Helper) -> None:
    if not is_running(helper):
        raise HelpHasEnded


@action(Permission.CASE_WORK, on="helper")
def end_help(*, by: Actor, helper: Helper, reason: str) -> Helper:
    """The helper opens nothing from this moment on; what it wrote stays with the lead."""
    if reason not in code_list("helper_end_reasons"):
        raise ReasonMissing
    if helper.ended_at is None:
        close_part(by=by, helper=helper, reason=reason)
        tell_helper(by, helper)
    return helper


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def close_part(*, by: Actor, helper: Helper, reason: str) -> None:
    """Nobody on the helping side opens it any more, and its clock stops."""
    grants.revoke_relations([helper.file], [Relation.HELPER])
    helper.ended_at, helper.end_reason = clock.now(), reason
    helper.save(update_fields=["ended_at", "end_reason"])
    stop_all_timers(by=by, file=helper.file, outcome=reason)


def tell_helper(by: Actor, helper: Helper) -> None:
    if helper.person is not None:
        queue_notice(by=by, kind=NoticeKind.HELP_ENDED, person=helper.person, subject_code=helper.code)
    else:
        queue_notice(
            by=by, kind=NoticeKind.HELP_ENDED, organisation=helper.organisation, roles=THOSE_WHO_HELP,
            subject_code=helper.code,
        )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None)
def end_every_help(*, by: Actor, case: Case, reason: str) -> int:
    """The case ends, or may no longer be shared: nobody outside opens anything of it. Those within one's own office too."""
    running = [helper for helper in helpers_of(case) if helper.ended_at is None]
    for helper in running:
        close_part(by=by, helper=helper, reason=reason)
        tell_helper(by, helper)
    return len(running)


@action(Permission.CASE_WORK, on="case")
def stop_sharing_without_consent(*, by: Actor, case: Case) -> int:
    """A consent was taken back or is no longer there: the parts of others close within the minute (product 8.5)."""
    if consent_to_share(case.child) is not None or override_in_force(case.child) is not None:
        return 0
    outside = [
        helper
        for helper in helpers_of(case)
        if helper.ended_at is None and helper.organisation_id != case.organisation_id
    ]
    for helper in outside:
        close_part(by=by, helper=helper, reason="consent_withdrawn")
        tell_helper(by, helper)
    return len(outside)
