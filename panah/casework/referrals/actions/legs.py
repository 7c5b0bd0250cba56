"""The steps that every hand-over is made of; only other actions take them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.referrals import rules
from panah.casework.referrals.actions.refusals import AlreadyTold, NotInDirectory, NotPossible, ToldBetweenTheLines
from panah.casework.referrals.codes import OPEN_STATUSES, AnswerChannel, HandOverStep, LegKind
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import (
    LEG_CLOCKS,
    ChildFacts,
    facts_of,
    name_of_fact,
    packet_of,
    packet_to_be,
    pressed_and_silent,
    responsible_for,
    sealed_facts,
    sealed_spellings,
    side_of,
)
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.actions import withdraw_letters
from panah.foundation.documents.models import Letter
from panah.foundation.duty.actions import tell_on_duty
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import LANGUAGES, code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind, FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

Receiver = Provider | Organisation
PACKET = ("referrals.leg.request", "referrals.leg.disclosed", "referrals.leg.fingerprint")
NOTHING: tuple[str, ...] = ()
SENDER_CLOCKS = (TimerKind.SENDER_REROUTE, TimerKind.LINK_PAUSED)
BODY_CLOCKS = (*LEG_CLOCKS, TimerKind.TELEPHONE_BODY)
PRESS_CLOCKS = (TimerKind.PRESS_WAITS, TimerKind.NAMED_ANSWER)


@dataclass(frozen=True)
class Answerer:
    """Who answers without account: name and post, the number that the body gave the request, the day.

    ``through`` stands only where the sender writes down what was told (S13).
    """

    name_and_post: str = ""
    own_number: str = ""
    happened_on: date | None = None
    through: str = ""


@dataclass(frozen=True)
class Asked:
    """What one body is asked; the ground only where an authority is told."""

    kind: LegKind
    receiver: Receiver
    request: str
    ground: str = ""
    ground_source: str = ""
    ticked: Sequence[str] = ()


@action(Permission.WITHIN_ACTION, on=None)
def open_leg(*, by: Actor, referral: Referral, asked: Asked, file: File | None = None) -> Leg:
    """Make the packet a file of its own, let the receiver in, start its clock and tell its people."""
    receiver = asked.receiver
    organisation = receiver.organisation if isinstance(receiver, Provider) else receiver
    if not (receiver.is_active and organisation.is_active):
        raise NotInDirectory
    if asked.kind is LegKind.PERSON:
        NotPossible.unless(rules.may_be_asked_for_help(organisation.kind))
    if Leg.objects.filter(referral=referral, organisation=organisation, status__in=OPEN_STATUSES).exists():
        raise AlreadyTold
    disclosed = disclosed_of(referral, asked.ticked, [asked.request])
    packet = packet_to_be(referral, asked.kind, asked.request, disclosed)
    file = file or vault.open_file(FileKind.REFERRAL)
    leg = Leg.objects.create(
        file=file, code=file.code, referral=referral, kind=asked.kind, organisation=organisation,
        provider=receiver if isinstance(receiver, Provider) else None, request=asked.request, sent_at=clock.now(),
        ground=asked.ground, ground_source=asked.ground_source, ticked=list(disclosed), disclosed=disclosed,
        terms=packet.terms, fingerprint=packet.fingerprint,
        decided_by_id=by.person_id if asked.kind is LegKind.INFORMATION else None,
    )  # fmt: skip
    grants.grant(file, PrincipalKind.TEAM, organisation.pk, Relation.RECEIVER, fields=PACKET)
    timer = start_leg_clock(by=by, leg=leg, kind=TimerKind.LEG_ACKNOWLEDGE)
    told = _all_that_was_told(asked.request, disclosed, facts_of(referral))
    note_step(by=by, leg=leg, kind=HandOverStep.SENT, text=told, packet=packet.canonical)
    tell_on_duty(
        by=by, organisation=organisation, kind=NoticeKind.REFERRAL_ARRIVED, permission=Permission.REFERRAL_ANSWER,
        subject_code=leg.code, urgency=referral.urgency, due_at=timer.due_at,
    )  # fmt: skip
    queue_notice(
        by=by, kind=NoticeKind.REFERRAL_ARRIVED, organisation=organisation, subject_code=leg.code,
        urgency=referral.urgency, due_at=timer.due_at,
    )  # fmt: skip
    return leg


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def tell_more(*, by: Actor, leg: Leg, kind: HandOverStep, text: str) -> Leg:
    """Words are added to what the body reads, under their day; the packet is sealed anew with them."""
    disclosed_of(leg.referral, leg.ticked, [text])
    open_sealed(leg)
    leg.request = f"{leg.request}\n\n{clock.today():%d.%m.%Y}\n{text}"
    packet = packet_of(leg, leg.request, leg.disclosed)
    leg.fingerprint = packet.fingerprint
    leg.save()
    note_step(by=by, leg=leg, kind=kind, text=text, packet=packet.canonical)
    return leg


def disclosed_of(referral: Referral, ticked: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """The words of what was ticked, and nothing else: neither there nor between the lines of ``texts`` (S1)."""
    known = sealed_facts(referral)
    facts = facts_of(referral)
    place = " ".join(facts.place.label(language) for language in LANGUAGES) if facts.place else ""
    if untold := rules.untold_kinds(texts, sealed_spellings(known), ticked, shown=place):
        raise ToldBetweenTheLines(untold, facts.standing)
    return {
        kind: "; ".join(known[kind]) for kind in code_list("disclosed_facts").codes if kind in ticked and kind in known
    }


def _all_that_was_told(request: str, disclosed: dict[str, str], facts: ChildFacts) -> str:
    """The sender's own story says word for word what left the house."""
    told = "\n".join(f"{name_of_fact(kind, facts.standing)}: {words}" for kind, words in disclosed.items())
    return request + rules.TICKED_BELOW + told if told else request


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def start_leg_clock(*, by: Actor, leg: Leg, kind: TimerKind, started_at: datetime | None = None) -> Timer:
    """The receiver's clock. It runs on the sender's file, so that a case is not closed while an answer is awaited."""
    referral, facts = leg.referral, facts_of(leg.referral)
    asks_for_help = leg.kind == LegKind.PERSON
    return start_timer(
        by=by, file=referral.file, kind=kind, urgency=referral.urgency,
        owner=Owner(leg.organisation, responsible_for(leg), side_of(referral), _asker(referral)),
        shown=Shown(
            subject_code=leg.code, address_name="referral", address_code=leg.code, sex=facts.sex,
            age_band=facts.age_band, place=facts.place.pk if facts.place else "",
            fact=f"languages_spoken:{facts.language}" if asks_for_help and facts.language != "unknown" else "",
        ),
        blocks_closure=referral.case_id is not None, started_at=started_at,
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def start_sender_clock(*, by: Actor, leg: Leg, kind: TimerKind, fact: str = "") -> Timer:
    """The sender must act: the lead of the case, or whoever is on duty. What already runs runs on.

    ``fact`` says why, so that nobody is sent to look for another place where a word was asked for.
    """
    referral, facts = leg.referral, facts_of(leg.referral)
    running = Timer.objects.running().filter(file=referral.file, kind=kind, address_code=referral.code).first()
    if running is not None:
        return running
    lead = _lead_at_sender(referral)
    return start_timer(
        by=by, file=referral.file, kind=kind, urgency=referral.urgency,
        owner=Owner(side_of(referral), lead),
        shown=Shown(
            subject_code=referral.code, address_name="referral", address_code=referral.code, sex=facts.sex,
            age_band=facts.age_band, place=facts.place.pk if facts.place else "", fact=fact,
        ),
        blocks_closure=referral.case_id is not None and kind is TimerKind.SENDER_REROUTE,
    )  # fmt: skip


def _lead_at_sender(referral: Referral) -> Person | None:
    case = referral.case or referral.resulting_case
    return case.lead if case is not None and case.organisation_id == side_of(referral).pk else None


def _asker(referral: Referral) -> Person | None:
    if referral.case is not None and referral.case.lead is not None:
        return referral.case.lead
    return referral.sender if side_of(referral) == referral.sender_organisation else None


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_leg_clocks(*, by: Actor, leg: Leg, outcome: str, done_at: datetime | None = None) -> int:
    _end_pressing(by, leg, outcome)
    return stop_timers(
        by=by, file=leg.referral.file, kinds=BODY_CLOCKS, outcome=outcome, address_code=leg.code, done_at=done_at
    )  # fmt: skip


def _end_pressing(by: Actor, leg: Leg, outcome: str) -> None:
    """Nobody presses for a word that has come; a call goes with the last request for which it was meant."""
    stop_timers(by=by, file=leg.file, kinds=PRESS_CLOCKS, outcome=outcome)
    calls = Timer.objects.running().filter(kind=TimerKind.REGION_CALL, file=None, address_code=leg.organisation.code)
    for call in calls:
        if not pressed_and_silent(leg.organisation_id, call.organisation_id):
            stop_timers(
                by=by, file=None, kinds=(TimerKind.REGION_CALL,), outcome=outcome, address_code=call.address_code,
                organisation_id=call.organisation_id,
            )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_sender_clocks(*, by: Actor, leg: Leg, outcome: str, kinds: tuple[TimerKind, ...] = SENDER_CLOCKS) -> int:
    return stop_timers(by=by, file=leg.referral.file, kinds=kinds, outcome=outcome, address_code=leg.referral.code)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def note_step(
    *, by: Actor, leg: Leg, kind: HandOverStep, text: str = "", answerer: Answerer = Answerer(), packet: str = ""
) -> Step:
    """One more line of the story, on the sender's side; ``packet`` is what the body was told from here on."""
    through = {ActorKind.LINK: AnswerChannel.LINK, ActorKind.PERSON: AnswerChannel.ACCOUNT}
    return Step.objects.create(
        file_id=leg.referral.file_id, leg=leg, kind=kind, at=clock.now(), happened_on=answerer.happened_on,
        through=answerer.through or through.get(by.kind, ""), person_id=by.person_id, answered_by=answerer.name_and_post,
        own_number=answerer.own_number, text=text, packet=packet,
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def shut_packet(*, by: Actor, leg: Leg) -> Leg:
    """It is over without help: the receiver keeps the code and the state in its list, and can no longer read what was told.

    Paper cannot be shut: the letters of this request are marked, so that whoever checks one learns that it holds no more.
    """
    grants.grant(leg.file, PrincipalKind.TEAM, leg.organisation_id, Relation.RECEIVER, fields=NOTHING)
    shut_links(by=by, leg=leg)
    withdraw_letters(by=by, letters=Letter.objects.filter(file=leg.referral.file_id, subject_code=leg.code))
    return leg


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def shut_links(*, by: Actor, leg: Leg) -> Leg:
    """Whoever holds a link still learns that it was answered, and no longer reads what was told."""
    for link in AnswerLink.objects.not_ended().filter(leg=leg):
        grants.grant(
            leg.file, PrincipalKind.LINK, link.pk, Relation.RECEIVER, fields=NOTHING, until=link.expires_at
        )  # fmt: skip
    return leg


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def open_packet(*, by: Actor, leg: Leg) -> Leg:
    """It is asked again after all: the body and whoever holds its link read what was told."""
    grants.grant(leg.file, PrincipalKind.TEAM, leg.organisation_id, Relation.RECEIVER, fields=PACKET)
    for link in AnswerLink.objects.not_ended().filter(leg=leg):
        grants.grant(
            leg.file, PrincipalKind.LINK, link.pk, Relation.RECEIVER, fields=PACKET, until=link.expires_at
        )  # fmt: skip
    return leg


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def end_links(*, by: Actor, leg: Leg) -> int:
    """Every link to this leg stops opening at once."""
    links = AnswerLink.objects.not_ended().filter(leg=leg)
    for link in links:
        grants.revoke(leg.file, PrincipalKind.LINK, link.pk)
    return links.update(ended_at=clock.now())


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def tell_sender(*, by: Actor, leg: Leg, kind: NoticeKind) -> int:
    """Whoever waits for the answer: the lead or the sender while they work there, else the people on duty there."""
    referral = leg.referral
    person = _asker(referral)
    if person is not None and not works_at(person, side_of(referral).pk):
        person = None
    told = queue_notice(
        by=by, kind=kind, person=person, organisation=None if person else side_of(referral),
        subject_code=referral.code, urgency=referral.urgency,
    )  # fmt: skip
    return len(told)
