"""What is asked of whom, how it stands, and what a receiving body is shown."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Case as Ordered
from django.db.models import QuerySet, Value, When

from panah.casework.cases.models import Case
from panah.casework.cases.queries import possible_leads as leads_of
from panah.casework.concerns.models import ConcernChild
from panah.casework.people.codes import ConsentDecision, Safety, Standing
from panah.casework.people.models import Child, Consent
from panah.casework.people.queries import band_now, is_grown, latest_consents, still_holds
from panah.casework.people.rules import override_holds
from panah.casework.referrals import rules
from panah.casework.referrals.codes import ENDED_WITHOUT_HELP, OPEN_STATUSES, TOLD_TO_US, Ground, HandOverStep, LegKind
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.rules import ConsentWord
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation

LEG_CLOCKS = (TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER)
CALLS = (TimerKind.TELEPHONE_BODY, TimerKind.BODY_FOLLOW_UP)
RECEIVERS = frozenset({Relation.RECEIVER})
URGENCIES = ("danger", "high", "normal")
ADULT, UNKNOWN = "adult", "unknown"  # of code list age_band
SAID = (
    HandOverStep.ACKNOWLEDGED, HandOverStep.ACCEPTED, HandOverStep.REFUSED, HandOverStep.NEED_MORE,
    HandOverStep.CONFIRMED, HandOverStep.DISPUTED,
)  # fmt: skip
"""What a body has said, or was said to have said."""
_SOURCES = (
    "concern_child__concern__place__parent", "concern_child__child", "case__child__place__parent", "case__lead",
    "case__organisation", "sender_organisation", "sender",
)  # fmt: skip


@dataclass(frozen=True)
class ChildFacts:
    """What a referral knows of its child in codes, wherever it comes from."""

    sex: str
    age_band: str
    language: str
    category: str
    place: Place | None

    @property
    def standing(self) -> Standing:
        """As every sentence of the hand-over speaks of this person (S10)."""
        return Standing.ADULT if self.age_band == ADULT else Standing.CHILD


def facts_of(referral: Referral) -> ChildFacts:
    told = referral.concern_child
    if told is not None:
        category = told.child.category if told.child is not None else "unknown"
        return ChildFacts(told.sex, _band_of(told), told.language, category, told.concern.place)
    child = cast(Case, referral.case).child  # a referral comes from a concern or a case
    return ChildFacts(child.sex, band_now(child), child.language, child.category, child.place)


def _band_of(told: ConcernChild) -> str:
    """As it was told, until the record of the person knows who is grown: nobody is an adult against it, nor a child."""
    if told.child is None or is_grown(told.child) == (told.age_band == ADULT):
        return told.age_band
    return ADULT if is_grown(told.child) else UNKNOWN


def side_of(referral: Referral) -> Organisation:
    """Whose hand-over it is: that of a case goes with the case to whoever leads it now, and away from who led it (S15)."""
    return referral.case.organisation if referral.case is not None else referral.sender_organisation


def with_sources(legs: QuerySet[Leg]) -> QuerySet[Leg]:
    """Everything that a row of a list shows, in one query."""
    return legs.select_related("organisation", "provider", "referral", *(f"referral__{path}" for path in _SOURCES))


def legs_received(actor: Actor) -> QuerySet[Leg]:
    """What others asked of this actor's organisation; danger first, then the newest."""
    return danger_first(with_sources(Leg.objects.visible_to(actor, RECEIVERS)))


def legs_sent(actor: Actor) -> QuerySet[Leg]:
    """What this actor's side asked of others; danger first, then the newest."""
    return danger_first(with_sources(Leg.objects.filter(referral__in=Referral.objects.visible_to(actor))))


def danger_first(legs: QuerySet[Leg]) -> QuerySet[Leg]:
    order = [When(referral__urgency=urgency, then=Value(place)) for place, urgency in enumerate(URGENCIES)]
    return legs.order_by(Ordered(*order, default=Value(len(order))), "-sent_at", "code")


def leg_to_answer(actor: Actor, code: str) -> Leg | None:
    """The leg of this code as its receiver may see it."""
    return legs_received(actor).filter(code=code).first()


def referral_sent(actor: Actor, code: str) -> Referral | None:
    """The referral of this code, or to which a leg of this code belongs, as the sending side may see it."""
    rows = Referral.objects.visible_to(actor).select_related(*_SOURCES, "resulting_case", "planned_service")
    found = rows.filter(code=code).first()
    if found is None:
        leg = Leg.objects.filter(code=code).values_list("referral_id", flat=True).first()
        found = rows.filter(pk=leg).first() if leg else None
    return found


def legs_of(referral: Referral) -> list[Leg]:
    """All legs, the first one first."""
    return list(
        Leg.objects.filter(referral=referral)
        .select_related("organisation", "provider", "decided_by")
        .order_by("sent_at", "id")
    )


def legs_open_in(case: Case) -> list[Leg]:
    """What a case asked of others and was not ended yet, the first one first; for whoever may see the case."""
    legs = Leg.objects.filter(referral__file=case.file_id, status__in=OPEN_STATUSES).order_by("sent_at")
    return list(legs.select_related("organisation", "provider", "referral"))


def person_leg(referral: Referral) -> Leg | None:
    """The leg that asks for help and is not over without it."""
    legs = Leg.objects.filter(referral=referral, kind=LegKind.PERSON).exclude(status__in=ENDED_WITHOUT_HELP)
    return legs.select_related("organisation").first()


def story_of(referral: Referral) -> list[Step]:
    """The hand-over line by line, newest first; for the side that sent."""
    steps = Step.objects.filter(leg__referral=referral).select_related("leg__organisation", "person")
    return list(steps.order_by("-at", "-id"))


def story_of_leg(leg: Leg) -> list[Step]:
    """The lines of one leg, newest first; its texts stay shut for the receiver."""
    return list(Step.objects.filter(leg=leg).select_related("person").order_by("-at", "-id"))


def dues_of(legs: Iterable[Leg]) -> dict[str, datetime]:
    """By when each of these legs is to be confirmed or answered, by its code; one query."""
    codes = [leg.code for leg in legs]
    running = Timer.objects.running().filter(kind__in=LEG_CLOCKS, address_code__in=codes)
    return dict(running.values_list("address_code", "due_at"))


def sharing_ended(legs: Iterable[Leg]) -> dict[uuid.UUID, datetime]:
    """When what these bodies were shown was shut with the consent, by the leg's id."""
    rows = Step.objects.filter(leg__in=list(legs), kind=HandOverStep.SHARING_ENDED).order_by("at")
    return dict(rows.values_list("leg_id", "at"))


def calls_due(referral: Referral) -> set[str]:
    """The codes of legs, or of the referral itself, for which somebody must telephone."""
    running = Timer.objects.running().filter(file_id=referral.file_id, kind__in=CALLS)
    return set(running.values_list("address_code", flat=True))


def clock_of(leg: Leg) -> Timer | None:
    running = Timer.objects.running().filter(file_id=leg.referral.file_id, address_code=leg.code)
    return running.filter(kind__in=LEG_CLOCKS).first()


def interview_clock(leg: Leg) -> Timer | None:
    """Whether a talk with the child waits for the sender's word."""
    running = Timer.objects.running().filter(file_id=leg.referral.file_id, kind=TimerKind.INTERVIEW_ASKED)
    return running.filter(address_code=leg.referral.code).first()


def open_referral_of_concern_child(concern_child_id: uuid.UUID) -> Referral | None:
    """The referral by which this child is being handed over, or was."""
    rows = Referral.objects.filter(concern_child_id=concern_child_id)
    return rows.exclude(status__in=ENDED_WITHOUT_HELP).first() or rows.filter(status="refused").first()


def referrals_of(source_file: uuid.UUID) -> list[Referral]:
    """All referrals of one concern or case, newest first."""
    return list(Referral.objects.filter(file_id=source_file).select_related("sender_organisation").order_by("-sent_at"))


def consent_for_sharing(child: Child) -> Consent | None:
    """The recorded consent under which this child's record may leave the organisation, or none."""
    latest = latest_consents(child)
    words = [ConsentWord(scope, _word_now(child, row), row.expires_on) for scope, row in latest.items()]
    return latest.get(rules.scope_that_allows(words, clock.today()))


def _word_now(child: Child, consent: Consent) -> str:
    """A yes of somebody who may no longer speak for the child is none (S3)."""
    is_silent = consent.decision == ConsentDecision.GIVEN and not still_holds(child, consent)
    return ConsentDecision.LAPSED if is_silent else consent.decision


def may_still_be_shared(referral: Referral) -> bool:
    """Whether what this referral rests on holds: the consent of a case, or an act without one that a second person
    has confirmed or still has time to.

    A consent that came to its day ends nothing that was asked before; one that was taken back ends it at once. Within
    one's own organisation nothing is shared.
    """
    case = referral.case
    if case is None:
        return True
    if referral.override is not None:
        override = referral.override
        override.refresh_from_db(fields=["outcome"])
        holds = override_holds(override.outcome, override.decided_at, clock.now())
        return holds or consent_for_sharing(case.child) is not None
    if referral.consent is None:
        return True
    word = latest_consents(case.child).get(referral.consent.scope)
    return (
        word is None or _word_now(case.child, word) == ConsentDecision.GIVEN or _only_came_to_its_day(case.child, word)
    )


def rests_on_consent(leg: Leg) -> bool:
    """An authority that was told of danger or by law stays told; all else goes with the family's word."""
    return leg.kind == LegKind.PERSON or leg.ground == Ground.WISH_OF_FAMILY


def may_be_read(leg: Leg) -> bool:
    """Asked at each opening, by link or by account: once the word is gone the packet is shut, whoever forgot to end it."""
    return not rests_on_consent(leg) or may_still_be_shared(leg.referral)


def _only_came_to_its_day(child: Child, word: Consent) -> bool:
    return (
        word.decision == ConsentDecision.GIVEN
        and word.expires_on is not None
        and word.expires_on < clock.today()
        and (word.relative is None or word.relative.safety == Safety.SAFE)
    )


def leading_organisation(leg: Leg) -> Organisation:
    """Who leads the case of a child that this body takes on."""
    sender = leg.referral.sender_organisation
    leads = rules.body_leads(
        has_leads_itself=bool(possible_leads(leg.organisation)), sender_has_leads=bool(possible_leads(sender))
    )
    return leg.organisation if leads else sender


def has_people(organisation: Organisation) -> bool:
    """Whether anybody of this body signs in at all; else only the telephone reaches it (S13)."""
    return organisation.is_active and Membership.objects.valid().filter(organisation=organisation).exists()


def is_disputed(leg: Leg) -> bool:
    """Whether the body said that what was told to us in its name is not so, and nothing was said since."""
    latest = Step.objects.filter(leg=leg, kind__in=SAID).order_by("-at", "-id").first()
    return latest is not None and latest.kind == HandOverStep.DISPUTED


def waits_for_word(leg: Leg) -> bool:
    """Whether what was told to us may still be confirmed by the body itself."""
    return leg.answered_through in TOLD_TO_US and leg.confirmed_at is None and not is_disputed(leg)


def told_step(leg: Leg) -> Step | None:
    """The line in which the last answer was written down."""
    return Step.objects.filter(leg=leg, kind=leg.status, through__in=TOLD_TO_US).order_by("-at", "-id").first()


def possible_leads(organisation: Organisation) -> list[Person]:
    """Who may lead a case there."""
    return leads_of(organisation.pk)
