"""What the pages of exchanges show: organisations, counts and approvals. Of children their codes alone, to who may see them."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.linking.models import Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.queries.exchanging import (
    approvers_of,
    counterparts_of,
    exchanges_of,
    found_visible_to,
    in_groups,
)
from panah.casework.linking.queries.exchanging_children import Taking
from panah.casework.linking.rules.exchanging import APPROVALS, State
from panah.engines.matching.private.tokens import Side
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.web.components.values import Column, Fact, Table, TableRow
from panah.web.linking.exchanges.words import SAID, SIDES, WHICH, state_chip


def counterpart_or_404(actor: Actor, code: str) -> Counterpart:
    found = counterparts_of(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def exchange_or_404(actor: Actor, code: str) -> Exchange:
    found = exchanges_of(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def found_or_404(actor: Actor, code: str) -> FoundElsewhere:
    found = found_visible_to(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def counterparts_table(actor: Actor) -> Table:
    rows = [
        TableRow([one.name, _where(one), one.focal_point], reverse("counterpart", args=[one.code]))
        for one in counterparts_of(actor)
    ]
    columns = [Column(_("Organisation")), Column(_("Where")), Column(_("Whom to call"))]
    return Table(columns, rows, empty=_("No organisation is written down yet."))


def exchanges_table(actor: Actor) -> Table:
    rows = [
        TableRow(
            [one.code, one.counterpart.name, str(SIDES[one.side]), _day(one), state_chip(one.state)],
            reverse("exchange", args=[one.code]),
        )
        for one in exchanges_of(actor)[:100]
    ]
    columns = [
        Column(_("Code")),
        Column(_("Organisation")),
        Column(_("Who asks")),
        Column(_("Since")),
        Column(_("State")),
    ]
    return Table(columns, rows, empty=_("Nothing was asked yet."))


def _day(exchange: Exchange) -> str:
    return date_format(timezone.localtime(exchange.asked_at), "SHORT_DATE_FORMAT")


def _where(counterpart: Counterpart) -> str:
    return _("abroad") if counterpart.is_abroad else _("in this country")


def counterpart_facts(counterpart: Counterpart) -> list[Fact]:
    return [
        Fact(_("Organisation"), counterpart.name),
        Fact(_("Where"), _where(counterpart)),
        Fact(_("Whom to call"), counterpart.focal_point),
        Fact(_("Their key"), in_groups(counterpart.public_key)),
        Fact(_("Written down by"), counterpart.written_by.display_name),
    ]


def is_about_nobody(exchange: Exchange, taking: Taking | None) -> bool:
    """Nothing is gained by such a question. An answer may be about nobody: else it would tell how many take part."""
    return exchange.side == Side.OFFERING and taking is not None and not taking.children


def exchange_facts(exchange: Exchange, taking: Taking | None) -> list[Fact]:
    """``taking`` is who would take part now, before a file is written."""
    return [
        Fact(_("Organisation"), [exchange.counterpart.name, _where(exchange.counterpart)]),
        Fact(_("Who asks"), str(SIDES[exchange.side])),
        Fact(_("Which of our children?"), str(WHICH[exchange.which])),
        *_counts(exchange, taking),
        Fact(_("Approved by"), [person.display_name for person in approvers_of(exchange)] or _("nobody yet")),
    ]


def _counts(exchange: Exchange, taking: Taking | None) -> list[Fact]:
    """Before a file is written as things stand now; afterwards as they were."""
    if taking is not None:
        taken, left_out = len(taking.children), taking.left_out
    else:
        taken, left_out = exchange.child_count, exchange.left_out_count
    facts = [
        Fact(_("Children who take part"), str(taken)),
        Fact(_("Left out: no yes to this sharing holds"), str(left_out)),
    ]
    if exchange.size:
        facts.append(Fact(_("What they learn of the number: at most"), str(exchange.size)))
    if exchange.their_size:
        facts.append(Fact(_("They ask about at most"), str(exchange.their_size)))
    if exchange.side == Side.OFFERING and exchange.state == State.FINISHED:
        facts.append(Fact(_("Possibly known there"), str(exchange.found_count)))
    return facts


def is_approved(exchange: Exchange) -> bool:
    return len(approvers_of(exchange)) >= APPROVALS


def may_approve(actor: Actor, exchange: Exchange) -> bool:
    has = exchange.approvals.filter(person_id=actor.id).exists()
    return exchange.state == State.WAITS and not has


def may_withdraw(exchange: Exchange) -> bool:
    return exchange.state == State.WAITS or (exchange.state == State.SENT and exchange.side == Side.OFFERING)


def found_table(actor: Actor, exchange: Exchange) -> Table | None:
    """By the codes of children whom the actor may see."""
    rows = [
        TableRow([row.child.code, str(SAID.get(row.said, "")) or _("not called yet")], reverse("found-elsewhere", args=[row.code]))
        for row in found_visible_to(actor).filter(exchange=exchange)
    ]  # fmt: skip
    return Table([Column(_("Child")), Column(_("What the call brought"))], rows) if rows else None


def found_facts(found: FoundElsewhere) -> list[Fact]:
    facts = [
        Fact(_("Organisation"), found.exchange.counterpart.name),
        Fact(_("Whom to call"), found.exchange.counterpart.focal_point),
        Fact(_("Found on"), date_format(timezone.localtime(found.found_at), "SHORT_DATE_FORMAT")),
    ]
    if found.said:
        facts.append(Fact(_("What the call brought"), str(SAID[found.said])))
    return facts
