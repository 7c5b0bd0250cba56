"""The packet of a leg: as it will be, as its receiver reads it, and as the sending side kept it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries.acts import acts_on
from panah.casework.people.models import Child, Consent, ConsentOverride
from panah.casework.people.queries import override_in_force
from panah.casework.referrals.codes import Basis, HandOverStep, LegKind
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries.hand_overs import consent_for_sharing, facts_of
from panah.casework.referrals.rules import Packet, packet_from, packet_read
from panah.foundation.reference.codes import code_list
from panah.foundation.security.codes import ActorKind


def packet_to_be(referral: Referral, kind: LegKind, request: str, disclosed: Mapping[str, str]) -> Packet:
    """What a body would be told now. ``referral`` need not be saved: a look before sending draws the same packet.

    An authority that is only told gets neither the child's language nor its needs: the first hints at citizenship, the
    second is not its task.
    """
    facts, is_helper = facts_of(referral), kind is LegKind.PERSON
    basis, until = _word_of(referral.consent, referral.override) if is_helper else (Basis.NONE, None)
    return Packet(
        kind=kind, urgency=referral.urgency, age_band=facts.age_band, sex=facts.sex,
        place=facts.place.pk if facts.place else "", request=request,
        disclosed=tuple((code, disclosed[code]) for code in _order() if disclosed.get(code)),
        language=facts.language if is_helper else "", service_types=tuple(referral.service_types) if is_helper else (),
        basis=basis, until=until, is_heard_first=is_heard_first(referral),
    )  # fmt: skip


def is_heard_first(referral: Referral) -> bool:
    """Whether the child wrote in the first person: then nobody calls home before the child was heard."""
    told = referral.concern_child
    return told is not None and told.concern.is_first_person


def word_for(case: Case, organisation_id: uuid.UUID) -> tuple[Consent | None, ConsentOverride | None]:
    """On what a request of this case to that organisation would rest: a consent, an act without one that holds, or nothing."""
    consent = consent_for_sharing(case.child)
    if consent is not None or organisation_id == case.organisation_id:
        return consent, None
    return None, override_in_force(case.child)


def _word_of(consent: Consent | None, override: ConsentOverride | None) -> tuple[Basis, date | None]:
    if consent is not None:
        return Basis.CONSENT, consent.expires_on
    return (Basis.OVERRIDE if override is not None else Basis.NONE), None


def packet_of(leg: Leg, request: str = "", disclosed: Mapping[str, str] | None = None) -> Packet:
    """What the receiving body is shown: the codes as they were told, with as much of the words as may be read."""
    return packet_from(leg.terms, request, disclosed or {}, _order())


def packet_on_file(step: Step) -> Packet | None:
    """What the sending side kept of it, once the step is open; none where this line told nothing."""
    return packet_read(step.packet, _order()) if step.packet else None


def was_kept(leg: Leg) -> bool:
    """Whether the sending side kept a packet of this leg; without opening one."""
    return Step.objects.filter(leg=leg, packet__isnull=False).exists()


def told_until(child: Child, since: datetime) -> tuple[list[Step], list[Helper]]:
    """The hand-overs and parts of this child whose sight ended with the word on which they rested, newest first."""
    steps = Step.objects.filter(kind=HandOverStep.SHARING_ENDED, leg__referral__case__child=child, at__gte=since)
    parts = Helper.objects.filter(case__child=child, end_reason="consent_withdrawn", ended_at__gte=since)
    return (
        list(steps.select_related("leg__organisation", "leg__provider").order_by("-at")),
        list(parts.select_related("organisation", "provider").order_by("-ended_at")),
    )


def first_read(parts: Sequence[Leg | Helper]) -> dict[str, datetime]:
    """When the body, or whoever held its link, first opened what it was told, by the code; only those that were opened.

    The record of acts knows it: a link that was sent is not yet a link that was read.
    """
    bodies, found = {part.code: str(part.organisation_id) for part in parts}, dict[str, datetime]()
    for act in acts_on(bodies).filter(verb="read") if bodies else ():  # newest first: the first reading stays
        for code in {act.subject_code, *act.fields} & bodies.keys():
            if act.actor_kind == ActorKind.LINK or act.organisation == bodies[code]:
                found[code] = act.at
    return found


def _order() -> tuple[str, ...]:
    return code_list("disclosed_facts").codes
