"""From an outing into the hands of others: a concern at the desk, and where it is urgent a body on the spot.

An authority is never told from here: the referral has one leg that asks for help, and says that the rest is to be decided by
somebody at a desk (S1).
"""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.casework.concerns.actions import ChildTold, ConcernDetails, add_message, report_concern
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.concerns.queries import receipt_of
from panah.casework.concerns.rules import pieces_of
from panah.casework.outings.actions.refusals import AnswerMissing, NotToBeAsked, ServiceMissing, TextTooLong
from panah.casework.outings.codes import Decision, HandOver
from panah.casework.outings.models import Outing, OutingChild
from panah.casework.outings.queries import WAITING, may_be_asked_citizenship, services_for
from panah.casework.outings.rules import too_long
from panah.casework.referrals.actions import note_phone_try, record_told_answer, refer_concern
from panah.casework.referrals.codes import AnswerChannel, ReferralStatus
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import person_leg
from panah.casework.services.models import Provider
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

_TOLD = {
    HandOver.TOOK: (ReferralStatus.ACCEPTED, AnswerChannel.IN_PERSON),
    HandOver.COMING: (ReferralStatus.ACKNOWLEDGED, AnswerChannel.PHONE),
}


def hand_of(outing: Outing, language: str = "kk") -> Actor:
    """The group writes a concern and asks one body, and may do no more with either: it has no desk."""
    rights = {Permission.CONCERN_REPORT, Permission.CONCERN_TRIAGE, Permission.REFERRAL_SEND}
    return Actor(
        ActorKind.SYSTEM, "outing", organisation=str(outing.organisation_id), permissions=frozenset(rights),
        language=language,
    )  # fmt: skip


def key_of(child: OutingChild) -> str:
    """Of the concern that is made of a child: what is added later finds it by this."""
    return f"outing-{child.pk}"


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def hand_on(
    *, by: Actor, child: OutingChild, sleeps_tonight: str, is_danger: bool = False, more: str = ""
) -> OutingChild:  # fmt: skip
    """The concern goes to whoever looks first at this place; of an urgent one a body is asked in the same step.

    ``more`` is what was written and fits no field: the desk reads it as messages.
    """
    language = by.language if by.language in ("kk", "ru") else "kk"
    hand = hand_of(child.outing, language)
    with translation.override(language):
        concern = report_concern(
            by=hand, details=_details(child, sleeps_tonight, language, is_danger=is_danger),
            idempotency_key=key_of(child),
        )  # fmt: skip
        child.concern = concern
        child.save(update_fields=["concern"])
        for piece in pieces_of(more):
            add_message(by=hand, receipt=receipt_of(key_of(child)), text=piece)
        if child.decision == Decision.URGENT and child.provider is not None:
            _ask_on_the_spot(hand, child, concern, child.provider)
    return child


def _details(child: OutingChild, sleeps_tonight: str, language: str, *, is_danger: bool) -> ConcernDetails:
    outing = child.outing
    signs = code_list("outing_signs")
    public = tuple(dict.fromkeys(str(signs.row(sign).extra["public"]) for sign in child.signs)) or ("other",)
    office = outing.organisation
    where = ", ".join(part for part in (outing.place.label(language), outing.spot) if part)
    reach = _("To be reached safely: %(contact)s") % {"contact": child.contact} if child.contact else ""
    return ConcernDetails(
        signs=public, language=language, is_danger_now="yes" if is_danger else "unknown",
        what_was_seen=_words_of(child, language), place=outing.place, where_child_is=f"{where}. {reach}".strip()[:500],
        children=(ChildTold(child.age_band, child.sex, child.language),), reporter_role="mobile_group",
        reporter_contact=f"{office.label(language)} {office.duty_phone}".strip()[:200], sleeps_tonight=sleeps_tonight,
    )  # fmt: skip


def warn_desk(child: OutingChild) -> None:
    """Within an action: the phone from which it came is lost. A desk that has looked already knows more than this."""
    if child.concern is None or child.concern.status not in WAITING:
        return
    language = child.concern.language
    with translation.override(language):
        text = _(
            "The phone from which this came is lost. Ask the mobile group whether its member wrote it, before you act."
        )
    add_message(by=hand_of(child.outing, language), receipt=receipt_of(key_of(child)), text=text)


def _words_of(child: OutingChild, language: str) -> str:
    """What the desk reads; nothing of it is typed again."""
    lists = (("outing_signs", child.signs), ("need_types", child.needs), ("outing_company", [child.company]))
    lines = [
        f"{code_list(name).title.label(language)}: {', '.join(code_list(name).label(code, language) for code in codes)}"
        for name, codes in lists
        if codes
    ]
    return "\n".join([_("Met by a mobile group, outing %(code)s.") % {"code": child.outing.code}, *lines, child.seen])


def _ask_on_the_spot(hand: Actor, child: OutingChild, concern: Concern, provider: Provider) -> Referral:
    grants.grant(
        concern.file, PrincipalKind.ORGANISATION, child.outing.organisation_id, Relation.DUTY
    )  # who asks follows it up
    referral = refer_concern(
        by=hand, concern=concern, concern_child=ConcernChild.objects.get(concern=concern, position=1),
        receiver=provider, service_types=services_for(provider, child.needs), request=_words_of(child, hand.language),
        urgency="danger", no_information_leg_reason="to_be_decided",
    )  # fmt: skip
    _write_answer(hand, child, referral)
    return referral


def _write_answer(hand: Actor, child: OutingChild, referral: Referral) -> None:
    leg = person_leg(referral)
    if leg is None:
        return
    if child.hand_over == HandOver.NO_ANSWER:
        note_phone_try(by=hand, leg=leg)
        return
    status, channel = _TOLD[HandOver(child.hand_over)]
    record_told_answer(
        by=hand, leg=leg, status=status, channel=channel, name_and_post=child.who_took, happened_on=clock.today()
    )


@action(Permission.OUTING_WORK, on="outing")
def hand_over_now(
    *, by: Actor, outing: Outing, child: OutingChild, provider: Provider, hand_over: str, who_took: str = "",
    idempotency_key: str = "",
) -> OutingChild:  # fmt: skip
    """Somebody who was referred turns out to be urgent: the same child, the same concern, and a body is asked now."""
    _own(by, outing, child)
    if child.decision != Decision.REFER or child.concern is None or hand_over not in set(HandOver):
        raise ServiceMissing
    if hand_over != HandOver.NO_ANSWER and not who_took.strip():
        raise ServiceMissing
    if fault := too_long({"who_took": who_took}):
        raise TextTooLong(*fault)
    open_sealed(child)
    child.decision, child.provider, child.hand_over, child.who_took = Decision.URGENT, provider, hand_over, who_took
    child.save(update_fields=["decision", "provider", "hand_over", "who_took"])
    language = by.language if by.language in ("kk", "ru") else "kk"
    with translation.override(language):
        _ask_on_the_spot(hand_of(outing, language), child, child.concern, provider)
    return child


@action(Permission.OUTING_WORK, on="outing")
def record_citizenship(*, by: Actor, outing: Outing, child: OutingChild, citizenship: str) -> OutingChild:
    """Only now, and only where a rule of the place that is asked needs it; sealed from the other members (S11)."""
    _own(by, outing, child)
    if not may_be_asked_citizenship(child):
        raise NotToBeAsked
    if citizenship not in code_list("citizenship_group"):
        raise AnswerMissing
    child.citizenship = citizenship
    child.save(update_fields=["citizenship"])
    return child


@action(Permission.OUTING_WORK, on="outing")
def say_card_is_safe(*, by: Actor, outing: Outing, child: OutingChild, is_safe: str) -> OutingChild:
    """Whether a card may be carried; nobody carries one unless somebody said yes (S12)."""
    _own(by, outing, child)
    if is_safe not in code_list("yes_no_unknown"):
        raise AnswerMissing
    child.card_is_safe = is_safe
    child.save(update_fields=["card_is_safe"])
    return child


def _own(by: Actor, outing: Outing, child: OutingChild) -> None:
    """Who wrote it down goes on with it, and nobody else of the group."""
    if child.outing_id != outing.pk or str(child.recorded_by_id) != by.id:
        raise NotPermitted
