"""A body takes a child on: the record, the case, the family, and one lead always."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases.actions import keep_what_was_told, open_case
from panah.casework.cases.actions.helping import let_help
from panah.casework.cases.codes import Depth
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import join_child, set_answer_status
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    SpokenName,
    join_as_registered,
    open_family,
    register_child,
)
from panah.casework.people.models import Child
from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import NOTHING, PACKET, start_sender_clock
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import leading_organisation, possible_leads
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

KEEPER = Actor.system("acceptance", {Permission.CASE_WORK})


@action(Permission.WITHIN_ACTION, on=None)
def take_on(*, by: Actor, leg: Leg, lead: Person | None) -> Referral:
    """What follows from a yes to help: of a concern a case, of a case a helper. Nothing is typed again."""
    referral = leg.referral
    if referral.concern_child is not None and referral.resulting_case is None:
        _take_child(by, leg, referral, referral.concern_child, lead)
    case = referral.case or referral.resulting_case
    if case is not None and case.organisation_id != leg.organisation_id:
        _let_help(by, leg, referral, case)
    return referral


def _take_child(by: Actor, leg: Leg, referral: Referral, told: ConcernChild, lead: Person | None) -> None:
    """The name goes from the key of the concern to the child's own key; a sibling's case holds nothing of it."""
    open_sealed(told)
    details = ChildDetails(
        names=(SpokenName(told.name),) if told.name else (), sex=told.sex, age_band=told.age_band,
        language=told.language, place=told.concern.place,
    )  # fmt: skip
    leader = leading_organisation(leg)
    child = register_child(by=by, organisation=leader, details=details)
    _join_siblings(by, leader, child, told)
    concern = told.concern
    case = open_case(
        by=by, child=child, organisation=leader, lead=lead if leader == leg.organisation else None,
        urgency=referral.urgency, concern=concern, depth=_depth(referral.urgency, concern),
    )  # fmt: skip
    referral.resulting_case = case
    referral.save(update_fields=["resulting_case"])
    _take_story(by, leg, case, concern)
    join_child(by=by, concern_child=told, child=child)
    set_answer_status(by=by, concern=concern, status=AnswerStatus.SPECIALIST_WORKING)
    if leader == leg.organisation:
        _leave_packet_to_the_case(leg)
        if not possible_leads(leader) and leader != referral.sender_organisation:
            start_sender_clock(by=by, leg=leg, kind=TimerKind.BODY_FOLLOW_UP)


def _depth(urgency: str, concern: Concern) -> Depth:
    telling = set(code_list("protection_signs").codes) | {
        row.code
        for row in code_list("public_signs").rows.values()
        if not str(row.extra.get("indicator", "RF")).startswith("RF")
    }
    return Depth.PROTECTION if rules.calls_for_protection(urgency, concern.signs, telling) else Depth.HELP


def _join_siblings(by: Actor, leader: Organisation, child: Child, told: ConcernChild) -> None:
    """Children of one report of whom the reporter says "same family" share one family file, within one organisation (S8)."""
    if told.concern.is_same_family != "yes":
        return
    rows = ConcernChild.objects.filter(concern=told.concern, child__organisation=leader).exclude(pk=told.pk)
    siblings = [row.child for row in rows.select_related("child__family").order_by("position") if row.child is not None]
    if not siblings:
        return
    family = next((one.family for one in siblings if one.family is not None), None)
    if family is None:
        keeper = replace(KEEPER, organisation=str(leader.pk))
        details = FamilyDetails(language=told.language, place=told.concern.place)
        family = open_family(by=keeper, organisation=leader, details=details)
    for one in (*siblings, child):
        if one.family_id is None:
            join_as_registered(by=by, child=one, family=family)


def _take_story(by: Actor, leg: Leg, case: Case, concern: Concern) -> None:
    """What was seen and where the child is go over to the case; who reported it stays with the duty office."""
    open_sealed(concern, only=("what_was_seen", "where_child_is"))
    open_sealed(leg)
    told = {
        _("Where the child is"): concern.where_child_is,
        _("What was seen"): concern.what_was_seen,
        _("What was asked for"): leg.request,
    }
    text = "\n\n".join(f"{label}: {words}" for label, words in told.items() if words)
    day = timezone.localtime(concern.received_at).date()
    keep_what_was_told(by=by, case=case, text=text, happened_on=day)


def _leave_packet_to_the_case(leg: Leg) -> None:
    """Until now everybody there could read what was asked; from now on who leads the office.

    The lead reads the same words in the case, and no longer than the case is the lead's.
    """
    grants.grant(leg.file, PrincipalKind.TEAM, leg.organisation_id, Relation.RECEIVER, fields=NOTHING)
    grants.grant(leg.file, PrincipalKind.ORGANISATION, leg.organisation_id, Relation.RECEIVER, fields=PACKET)


def _let_help(by: Actor, leg: Leg, referral: Referral, case: Case) -> None:
    """The body has its part of the case, with the words that it was sent and nothing else (S15)."""
    helper = referral.resulting_helper
    if helper is not None and helper.ended_at is None and helper.organisation_id == leg.organisation_id:
        return
    open_sealed(leg)
    referral.resulting_helper = let_help(
        by=by, case=case, organisation=leg.organisation, provider=leg.provider, service_types=referral.service_types,
        request=leg.request, until=referral.consent.expires_on if referral.consent is not None else None,
    )  # fmt: skip
    referral.save(update_fields=["resulting_helper"])
