"""Somebody comes into a house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries import is_running
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.services.actions import (
    OfAnotherOrganisation,
    ReservationFacts,
    come_in,
    leave_bed,
    take_bed,
)
from panah.casework.services.codes import HoldEnd
from panah.casework.services.models import Bed, Provider, Reservation
from panah.casework.services.queries import SHELTER
from panah.casework.stays.actions.clocks import expect_log, start_check, start_warning
from panah.casework.stays.actions.refusals import HasACase, NoSuchCase, NotAnswered, must_be_here, must_have_happened
from panah.casework.stays.models import Stay
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation, normalise_code
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

LEADERS: Sequence[Role] = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@dataclass(frozen=True)
class Admission:
    """What is asked at the door, at night as by day: nothing of what was done to the guest, and no photograph."""

    age_band: str
    sex: str
    came_from: str
    consent: str
    admitted_at: datetime | None = None  # none: now
    name: str = ""
    brought_by: str = ""
    language: str = "unknown"
    belongings: str = ""
    health_now: str = ""
    allergies: str = ""
    rules_language: str = ""
    expected_until: date | None = None
    is_with_children: bool = False


@action(Permission.STAY_WORK, on="provider")
def admit_guest(
    *,
    by: Actor,
    provider: Provider,
    admission: Admission,
    reservation: Reservation | None = None,
    bed: Bed | None = None,
    case_code: str = "",
    idempotency_key: str = "",
) -> Stay:
    """A guest has a bed: one that was held for them, the one that the house names, or the first that fits."""
    if by.is_person and provider.organisation_id != by.organisation_id:
        raise OfAnotherOrganisation
    _must_be_answered(admission)
    came_at = admission.admitted_at or clock.now()
    must_have_happened(None, came_at)
    case = _case_under(provider, case_code) if case_code.strip() else None
    hold = _hold(by, provider, admission, reservation, bed, came_at)
    stay = _written(by, provider, admission, hold, came_at, case)
    start_check(by, stay)
    start_warning(by, stay)
    expect_log(by, provider)
    tell_lead(by, stay)
    return stay


def _must_be_answered(admission: Admission) -> None:
    asked = (
        ("age_band", admission.age_band), ("sex", admission.sex), ("came_from", admission.came_from),
        ("stay_consents", admission.consent),
    )  # fmt: skip
    if any(code not in code_list(name) for name, code in asked):
        raise NotAnswered


def _hold(
    by: Actor,
    provider: Provider,
    admission: Admission,
    reservation: Reservation | None,
    bed: Bed | None,
    came_at: datetime,
) -> Reservation:
    if reservation is not None:
        if reservation.provider_id != provider.pk:
            raise OfAnotherOrganisation
        return come_in(by=by, reservation=reservation, came_at=came_at)
    guest = ReservationFacts(admission.age_band, admission.sex, admission.is_with_children)
    return take_bed(by=by, provider=provider, for_whom=guest, came_at=came_at, bed=bed)


def _written(
    by: Actor, provider: Provider, admission: Admission, hold: Reservation, came_at: datetime, case: Case | None
) -> Stay:
    file = vault.open_file(FileKind.STAY)
    stay = Stay.objects.create(
        file=file, code=file.code, provider=provider, bed=hold.bed, reservation=hold, case=case,
        leg=_leg_of(case, provider), age_band=admission.age_band, sex=admission.sex, language=admission.language,
        name=admission.name.strip(), came_from=admission.came_from, brought_by=admission.brought_by.strip(),
        admitted_at=came_at, written_at=clock.now(), admitted_by_id=by.person_id, belongings=admission.belongings,
        health_now=admission.health_now, allergies=admission.allergies, rules_language=admission.rules_language,
        consent=admission.consent, expected_until=admission.expected_until,
    )  # fmt: skip
    grants.grant(file, PrincipalKind.ORGANISATION, provider.organisation_id, Relation.HOUSE)
    return stay


def _case_under(provider: Provider, code: str) -> Case:
    """A case that this organisation leads, or that it was let help with a bed; for all others there is none (S17)."""
    found: Case | None = (
        Case.objects.filter(code=normalise_code(code) or "-").select_related("organisation", "lead", "child").first()
    )
    if found is None or not (found.organisation_id == provider.organisation_id or _helps_with_a_bed(found, provider)):
        raise NoSuchCase
    return found


def _helps_with_a_bed(case: Case, provider: Provider) -> bool:
    parts = Helper.objects.filter(case=case, organisation=provider.organisation_id)
    return any(is_running(part) and SHELTER in part.service_types for part in parts)


def _leg_of(case: Case | None, provider: Provider) -> Leg | None:
    """The hand-over by which the house was asked, where there was one."""
    if case is None:
        return None
    rows = Leg.objects.filter(
        referral__case=case, organisation=provider.organisation_id, status=ReferralStatus.ACCEPTED
    )
    found: Leg | None = rows.order_by("-sent_at").first()
    return found


def tell_lead(by: Actor, stay: Stay, kind: NoticeKind = NoticeKind.STAY_BEGAN) -> None:
    """That they sleep somewhere, by the code of the case alone."""
    case = stay.case
    if case is None:
        return
    if case.lead is not None:
        queue_notice(by=by, kind=kind, person=case.lead, subject_code=case.code)
    else:
        queue_notice(by=by, kind=kind, organisation=case.organisation, roles=LEADERS, subject_code=case.code)


@action(Permission.STAY_WORK, on="stay")
def link_case(*, by: Actor, stay: Stay, case_code: str) -> Stay:
    """There was no case when they came, and now there is one. Who is safe is read from it, so it is not exchanged (S3)."""
    if stay.case_id is not None:
        raise HasACase
    stay.case = _case_under(stay.provider, case_code)
    stay.leg = _leg_of(stay.case, stay.provider)
    stay.save(update_fields=["case", "leg"])
    if stay.left_at is None:
        tell_lead(by, stay)
    return stay


@action(Permission.STAY_WORK, on="stay")
def move_guest(*, by: Actor, stay: Stay, bed: Bed) -> Stay:
    """To another bed of the same house; the nights go on."""
    must_be_here(stay)
    if bed.provider_id != stay.provider_id:
        raise OfAnotherOrganisation
    now, guest = clock.now(), ReservationFacts(stay.age_band, stay.sex)
    hold = take_bed(by=by, provider=stay.provider, for_whom=guest, came_at=now, bed=bed)
    leave_bed(by=by, reservation=stay.reservation, left_at=now, reason=HoldEnd.MOVED)
    stay.bed, stay.reservation = bed, hold
    stay.save(update_fields=["bed", "reservation"])
    return stay


@action(Permission.STAY_WORK, on="stay")
def expect_until(*, by: Actor, stay: Stay, day: date | None) -> Stay:
    """Until when the guest is expected to stay; two weeks before, the house is asked what comes next."""
    must_be_here(stay)
    stay.expected_until = day
    stay.save(update_fields=["expected_until"])
    start_warning(by, stay)
    return stay
