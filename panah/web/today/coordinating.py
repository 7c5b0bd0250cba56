"""Today of those who coordinate a region or the country: bodies that are far behind, presses without answer, old entries."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.referrals.queries import (
    LEG_CLOCKS,
    Desk,
    answers_in_time,
    desks,
    last_thirty_days,
    late_by_body,
)
from panah.casework.referrals.rules import share_said
from panah.casework.services.queries import entries_to_confirm
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.clocks.codes import OF_A_COORDINATOR, TimerKind
from panah.foundation.clocks.models import Timer, TimerQuerySet
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import ActionRow, Chip, Tone

MOST = 5  # bodies; the table has them all


def once_for_the_named(actor: Actor, rows: TimerQuerySet) -> TimerQuerySet:
    """Whoever was named responsible has one row, with the own time; the others see the request as before."""
    rows = rows.exclude(Q(kind=TimerKind.NAMED_ANSWER) & ~Q(person=actor.person_id))
    if Permission.REFERRAL_ANSWER not in actor.permissions:
        return rows
    named = (
        Timer.objects.visible_to(actor)
        .running()
        .filter(kind=TimerKind.NAMED_ANSWER, person=actor.person_id, address_code=OuterRef("address_code"))
    )
    return rows.exclude(Q(kind__in=LEG_CLOCKS, person=actor.person_id) & Q(Exists(named)))


def bodies_named(timers: Iterable[Timer]) -> dict[str, str]:
    """The names of bodies that rows of a coordinator are about; of no other rows is anything asked."""
    codes = {timer.address_code for timer in timers if timer.kind in OF_A_COORDINATOR}
    if not codes:
        return {}
    language = language_now()
    return {body.code: body.label(language) for body in Organisation.objects.filter(code__in=codes)}


@dataclass(frozen=True)
class Region:
    """What a coordinator reaches, as things stand now: by body what is late and how much over twice its time."""

    coordination: Coordination
    late: Mapping[uuid.UUID, int]
    over_twice: Mapping[uuid.UUID, int]  # the worst first
    desks: Mapping[uuid.UUID, Desk]


def region_of(actor: Actor) -> Region | None:
    """Asked once for the rows and the figures; none for everybody else."""
    if Permission.REGION_VIEW not in actor.permissions:
        return None
    coordination = coordination_of(actor)
    if coordination is None:
        return None
    bodies = coordination.bodies().values("pk")
    rows = sorted(late_by_body(coordination, bodies), key=lambda row: (-row[2], str(row[0])))
    late, over = {body: count for body, count, _over in rows}, {body: over for body, _count, over in rows if over}
    return Region(coordination, late, over, desks(coordination, bodies))


def region_figures(region: Region | None) -> list[Chip]:
    """What is late now, and how bodies answered in the days that are named."""
    if region is None:
        return []
    window = last_thirty_days()
    in_time, late = answers_in_time(region.coordination, region.coordination.bodies().values("pk"), window)
    share = share_said(in_time, in_time + late)
    words = {
        "first": f"{localtime(window.first):%d.%m}", "last": f"{localtime(clock.now()):%d.%m}",
        "share": "—" if share is None else f"{share}\u00a0%",
    }  # fmt: skip
    return [
        _late_chip(_("Requests late now: %(count)d"), sum(region.late.values())),
        _late_chip(_("Concerns late now: %(count)d"), sum(desk.late for desk in region.desks.values())),
        Chip(Tone.MUTE, _("Answered in time, %(first)s–%(last)s: %(share)s") % words),
    ]


def _late_chip(words: str, count: int) -> Chip:
    return Chip(Tone.LATE if count else Tone.MUTE, words % {"count": count})


def region_rows(region: Region | None) -> list[ActionRow]:
    """What no clock says: who is over twice the time, and how much of the directory may be wrong."""
    if region is None:
        return []
    lying = {pk: desk.over_twice for pk, desk in region.desks.items() if desk.over_twice}
    worst = sorted(lying, key=lambda pk: (-lying[pk], str(pk)))[:MOST]
    bodies = Organisation.objects.in_bulk([*list(region.over_twice)[:MOST], *worst])
    rows = [
        _row_of_body(bodies[pk], _("No answer from: %(body)s"), _requests(count))
        for pk, count in list(region.over_twice.items())[:MOST]
    ]
    rows += [_row_of_body(bodies[pk], _("Concerns wait at: %(body)s"), _concerns(lying[pk])) for pk in worst]
    return [*rows, *_old_entries(region.coordination)]


def _requests(count: int) -> str:
    return ngettext("%(count)d request", "%(count)d requests", count) % {"count": count}


def _concerns(count: int) -> str:
    return ngettext("%(count)d concern", "%(count)d concerns", count) % {"count": count}


def _row_of_body(body: Organisation, sentence: str, fact: str) -> ActionRow:
    return ActionRow(
        sentence=sentence % {"body": body.label(language_now())}, url=reverse("region-body", args=[body.code]),
        button=_("Look"), facts=[fact], chip=Chip(Tone.LATE, _("Over twice the time")),
    )  # fmt: skip


def _old_entries(coordination: Coordination) -> list[ActionRow]:
    count = entries_to_confirm(coordination.bodies())
    if not count:
        return []
    words = ngettext(
        "%(count)d entry was not confirmed for 90 days.", "%(count)d entries were not confirmed for 90 days.", count
    )
    return [
        ActionRow(
            sentence=_("The directory may be wrong"), url=reverse("provider-list"), button=_("Look"),
            facts=[words % {"count": count}], chip=Chip(Tone.DUE, _("to confirm")),
        )
    ]  # fmt: skip


def late_in(rows: Iterable[ActionRow]) -> int:
    return sum(1 for row in rows if row.chip is not None and row.chip.tone == Tone.LATE)
