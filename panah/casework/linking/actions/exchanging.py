"""Asking another organisation, without a name, whether it knows a child too: two people say yes before a file leaves."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.models import Case
from panah.casework.linking.models import Approval, Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.queries.exchanging import hindrance, key_card
from panah.casework.linking.queries.exchanging_children import children_of
from panah.casework.linking.queries.exchanging_files import Made, Received
from panah.casework.linking.rules.exchanging import (
    KEPT,
    Hindrance,
    Said,
    State,
    Which,
    hindrance_to_read,
)
from panah.casework.people.models import Child
from panah.casework.people.queries import leads_of
from panah.engines.matching.private.envelopes import is_public_key
from panah.engines.matching.private.tokens import Side
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

SENTENCES = {
    Hindrance.NOT_APPROVED: _(
        "Two people have to approve it first. They do so on the page of this exchange, each in their own name."
    ),
    Hindrance.USED: _("This exchange has happened already. A file is used once: prepare a new exchange."),
    Hindrance.WITHDRAWN: _("This exchange was withdrawn. Prepare a new one."),
    Hindrance.LAPSED: _("Seven days went by and the key was destroyed. Prepare a new exchange."),
    Hindrance.TOO_OFTEN: _(
        "Two files went to this organisation in the last thirty days, and no more may. Whoever asks often could guess names."
    ),
    Hindrance.COUNTERPART_ENDED: _("There are no exchanges with this organisation any more."),
}
NAME_MISSING = _("Write the name of the organisation.")
FOCAL_POINT_MISSING = _("Write whom to call there: post and telephone of the office.")
KEY_UNCLEAR = _("This is no key of Panah: it has 64 signs, digits and the letters a to f. Ask for it again.")
KEY_IS_OURS = _("This is the key of your own organisation. Ask the other one for theirs.")
KNOWN_ALREADY = _("An organisation with this key is written down already.")
APPROVED_ALREADY = _("You have approved it already. A second person has to read it and approve too.")
OFFER_MISSING = _("This answer belongs to no offer of this organisation. Ask which file they answered.")
OTHER_OFFER = _("This answer is to another offer. Ask which file they answered.")
SAID_MISSING = _("Choose what the call brought.")


class NotPossible(Refusal):
    code = "exchange_not_possible"

    @classmethod
    def because(cls, hindrance: Hindrance | None) -> None:
        if hindrance is not None:
            raise cls(SENTENCES[hindrance])


@dataclass(frozen=True)
class CounterpartDetails:
    name: str
    public_key: str
    focal_point: str
    is_abroad: bool


def _person(by: Actor) -> Person:
    return Person.objects.get(pk=by.id)


def _file_for(organisation: Organisation) -> File:
    file = vault.open_file(FileKind.EXCHANGE)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    return file


@action(Permission.EXCHANGE_KEEP, on=None)
def add_counterpart(*, by: Actor, details: CounterpartDetails, idempotency_key: str = "") -> Counterpart:
    """Write down with whom we may ask, after the key was read aloud by telephone."""
    organisation = Organisation.objects.get(pk=by.organisation)
    key = "".join(details.public_key.split()).lower()
    if not details.name.strip():
        raise NotPossible(NAME_MISSING)
    if not details.focal_point.strip():
        raise NotPossible(FOCAL_POINT_MISSING)
    if not is_public_key(key):
        raise NotPossible(KEY_UNCLEAR)
    if key == key_card(organisation):
        raise NotPossible(KEY_IS_OURS)
    if Counterpart.objects.filter(organisation=organisation, public_key=key, ended_at=None).exists():
        raise NotPossible(KNOWN_ALREADY)
    file = _file_for(organisation)
    return Counterpart.objects.create(
        file=file, code=file.code, organisation=organisation, name=details.name.strip(), public_key=key,
        focal_point=details.focal_point.strip(), is_abroad=details.is_abroad, written_at=clock.now(),
        written_by=_person(by),
    )  # fmt: skip


@action(Permission.EXCHANGE_KEEP, on="counterpart")
def end_counterpart(*, by: Actor, counterpart: Counterpart) -> Counterpart:
    """No file goes to it or comes from it any more. What runs is withdrawn, its keys destroyed."""
    counterpart.ended_at = clock.now()
    counterpart.save(update_fields=["ended_at"])
    for exchange in Exchange.objects.filter(counterpart=counterpart, state__in=(State.WAITS, State.SENT)):
        _end(exchange, State.WITHDRAWN)
    return counterpart


@action(Permission.EXCHANGE_KEEP, on="counterpart")
def prepare_offer(*, by: Actor, counterpart: Counterpart, which: Which, idempotency_key: str = "") -> Exchange:
    """Nothing is compared yet and nothing leaves: two people are asked first."""
    if counterpart.ended_at is not None:
        raise NotPossible(SENTENCES[Hindrance.COUNTERPART_ENDED])
    return _begun(counterpart, Side.OFFERING, which, secrets.token_hex(16))


@action(Permission.EXCHANGE_RUN, on=None)
def receive_offer(*, by: Actor, offer: Received, which: Which) -> Exchange:
    """An offer came. Nothing is answered before two people have approved; the same file twice is one exchange."""
    standing: Exchange | None = Exchange.objects.filter(
        organisation=offer.counterpart.organisation_id, number=offer.head.number, side=Side.ANSWERING
    ).first()
    if standing is not None:
        if standing.offer_digest != offer.digest:
            raise NotPossible(SENTENCES[Hindrance.USED])
        return standing
    exchange = _begun(offer.counterpart, Side.ANSWERING, which, offer.head.number)
    exchange.offer_digest, exchange.their_size = offer.digest, offer.head.size
    exchange.save(update_fields=["offer_digest", "their_size"])
    return exchange


def _begun(counterpart: Counterpart, side: Side, which: Which, number: str) -> Exchange:
    file = _file_for(counterpart.organisation)
    begun: Exchange = Exchange.objects.create(
        file=file, code=file.code, organisation=counterpart.organisation, counterpart=counterpart, side=side,
        which=which, number=number, asked_at=clock.now(),
    )  # fmt: skip
    return begun


@action(Permission.EXCHANGE_KEEP, on="exchange")
def approve_exchange(*, by: Actor, exchange: Exchange) -> Exchange:
    """One of two people says that this file may leave."""
    if exchange.state != State.WAITS:
        raise NotPossible(SENTENCES[hindrance(exchange) or Hindrance.USED])
    _approval, is_new = Approval.objects.get_or_create(
        exchange=exchange, person=_person(by), defaults={"approved_at": clock.now()}
    )
    if not is_new:
        raise NotPossible(APPROVED_ALREADY)
    return exchange


@action(Permission.EXCHANGE_KEEP, on="exchange")
def withdraw_exchange(*, by: Actor, exchange: Exchange) -> Exchange:
    """It does not happen, or its answer is not read any more; the key is destroyed."""
    if exchange.state not in (State.WAITS, State.SENT) or (exchange.side == Side.ANSWERING and exchange.made_at):
        raise NotPossible(SENTENCES[Hindrance.USED])
    return _end(exchange, State.WITHDRAWN)


@action(Permission.EXCHANGE_RUN, on="exchange")
def record_offer(*, by: Actor, exchange: Exchange, made: Made) -> Exchange:
    """The last look before the file is written: what was withdrawn or used meanwhile stays here."""
    NotPossible.because(hindrance(exchange))
    exchange.key, exchange.plan, exchange.offer_digest = made.key, made.plan, made.digest
    return _sent(exchange, made, State.SENT)


@action(Permission.EXCHANGE_RUN, on="exchange")
def record_answer(*, by: Actor, exchange: Exchange, made: Made) -> Exchange:
    """An offer is answered once. Nothing of ours is kept, and we learn nothing."""
    NotPossible.because(hindrance(exchange))
    if exchange.offer_digest != made.digest:
        raise NotPossible(OTHER_OFFER)
    exchange.ended_at = clock.now()
    return _sent(exchange, made, State.FINISHED)


def _sent(exchange: Exchange, made: Made, state: State) -> Exchange:
    exchange.state, exchange.made_at, exchange.size = state, clock.now(), made.size
    exchange.child_count, exchange.left_out_count = made.child_count, made.left_out_count
    exchange.save()
    return exchange


@action(Permission.EXCHANGE_RUN, on="exchange")
def record_result(*, by: Actor, exchange: Exchange, answers: str, found: Sequence[uuid.UUID]) -> Exchange:
    """Read once; the key and what the tokens meant are destroyed. Whose yes ended meanwhile is told of to nobody."""
    NotPossible.because(hindrance_to_read(exchange.state, exchange.made_at, clock.now()))
    if answers != exchange.offer_digest:
        raise NotPossible(OTHER_OFFER)
    still = set(children_of(exchange).children)
    children = [child for child in Child.objects.filter(pk__in=found).order_by("code") if child.pk in still]
    for child in children:
        row = FoundElsewhere.objects.create(file=child.file, child=child, exchange=exchange, found_at=clock.now())
        _call_for(by, row)
    exchange.found_count = len(children)
    return _end(exchange, State.FINISHED)


def _call_for(by: Actor, row: FoundElsewhere) -> None:
    """A task for whoever leads: on the file of the open case, with which it changes hands; else of the child."""
    child, office = row.child, row.exchange.organisation
    case = Case.objects.filter(child=child, organisation=office, closed_at=None).order_by("-opened_at").first()
    lead = next((person for led_by, person in leads_of(child) if led_by == office.pk), None)
    start_timer(
        by=by, file=case.file if case else child.file, kind=TimerKind.FOUND_ELSEWHERE, urgency="normal",
        owner=Owner(office, lead), shown=Shown(child.code, "found-elsewhere", row.code),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="found")
def say_of_found(*, by: Actor, found: FoundElsewhere, said: str, idempotency_key: str = "") -> FoundElsewhere:
    """What the call to the focal point brought. It joins nothing: each side goes on with its own record."""
    if said not in set(Said):
        raise NotPossible(SAID_MISSING)
    found.said, found.said_at, found.said_by_id = said, clock.now(), by.person_id
    found.save(update_fields=["said", "said_at", "said_by"])
    if not FoundElsewhere.objects.filter(child=found.child, said="").exists():
        cases = Case.objects.filter(child=found.child).select_related("file")
        for file in (found.child.file, *(case.file for case in cases)):
            stop_timers(by=by, file=file, kinds=(TimerKind.FOUND_ELSEWHERE,), outcome="answered")
    return found


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_exchanges(*, by: Actor) -> int:
    """Offers without an answer for seven days: their keys are destroyed."""
    over = Exchange.objects.filter(side=Side.OFFERING, state=State.SENT, made_at__lte=clock.now() - KEPT)
    for exchange in over:
        _end(exchange, State.LAPSED)
    return len(over)


def _end(exchange: Exchange, state: State) -> Exchange:
    """With its key and plan gone, no answer can be read any more."""
    open_sealed(exchange)
    exchange.key, exchange.plan = "", ""
    exchange.state, exchange.ended_at = state, clock.now()
    exchange.save()
    grants.revoke(
        exchange.file, PrincipalKind.SERVICE, ""
    )  # what a backup or a log of the database still holds opens never
    return exchange
