"""The duty list as pages show it: who is on duty now, and one week with the hours that nobody holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.duty.codes import COVERED
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.queries import (
    Copy,
    Held,
    desk_of,
    gaps_of,
    is_unanswered,
    on_duty_now,
    turns_meeting,
    turns_of_week,
    zone_of_office,
)
from panah.foundation.duty.rules import A_DAY, A_WEEK, Span
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.values import Chip, Column, Table, TableRow, Tone, telephone


@dataclass(frozen=True)
class OnDuty:
    """One person who is on duty at this moment."""

    name: str
    phone: str
    until: str
    backup: str


@dataclass(frozen=True)
class Now:
    """How the list stands at this moment; ``is_gap`` where somebody should be there and nobody is."""

    people: Sequence[OnDuty]
    is_gap: bool


def duty_now(actor: Actor) -> Now | None:
    """None where the organisation at work keeps no list: then nobody is looked for in it. One query in that case."""
    if Permission.DUTY_VIEW not in actor.permissions:
        return None
    desk = desk_of(actor.organisation_id)
    if desk is None or desk.cover not in COVERED:
        return None
    zone = zone_of_office(desk.organisation)
    people = [_on_duty(turn, zone) for turn in on_duty_now(desk.pk)]
    return Now(people, is_gap=not people and is_unanswered(desk))


def _on_duty(turn: Turn, zone: tzinfo) -> OnDuty:
    until = f"{turn.ends_at.astimezone(zone):%H:%M}"
    return OnDuty(turn.person.display_name, turn.phone, until, turn.backup.display_name if turn.backup else "")


def week_table(desk: Desk, week: date, *, may_keep: bool, is_sheet: bool = False) -> Table:
    """The turns that begin in a week, and between them the hours that nobody holds."""
    zone, now = zone_of_office(desk.organisation), clock.now()
    held = turns_of_week(desk, week)
    rows: list[tuple[datetime, TableRow]] = [
        (one.turn.begins_at, _turn_row(one, zone, may_keep=may_keep and one.turn.ends_at > now, is_sheet=is_sheet))
        for one in held
    ]
    rows += [(gap.begins, _gap_row(gap, zone, week, may_keep=may_keep, now=now)) for gap in gaps_in(desk, week)]
    rows.sort(key=lambda pair: pair[0])
    empty = _("Nobody stands in the list of this week.")
    return Table(columns(), [row for _moment, row in rows], empty=empty)


def columns() -> list[Column]:
    return [Column(_("Day")), Column(_("Hours")), Column(_("On duty")), Column(_("Telephone")), Column(_("Backup"))]


def gaps_in(desk: Desk, week: date) -> list[Span]:
    """The nights of these seven days, the last of which ends on Monday morning, and their days off."""
    zone = zone_of_office(desk.organisation)
    begins, ends = (datetime.combine(day, time(), tzinfo=zone) for day in (week - A_DAY, week + A_WEEK + 2 * A_DAY))
    held = turns_meeting([desk.pk], Span(begins, ends))[desk.pk]
    return gaps_of(desk, held, week, week + timedelta(days=6))


def _turn_row(held: Held, zone: tzinfo, *, may_keep: bool, is_sheet: bool) -> TableRow:
    turn = held.turn
    name = turn.person.display_name
    if held.is_of_nobody and turn.ends_at > clock.now():
        name = _("%(person)s (works here no longer)") % {"person": name}
    return TableRow(
        [
            day_words(turn.begins_at.astimezone(zone).date()), hours_words(turn.span, zone), name,
            turn.phone if is_sheet else telephone(turn.phone), turn.backup.display_name if turn.backup else "—",
        ],
        reverse("duty-turn", args=[turn.pk]) if may_keep else "",
    )  # fmt: skip


def _gap_row(gap: Span, zone: tzinfo, week: date, *, may_keep: bool, now: datetime) -> TableRow:
    is_over = gap.ends <= now
    begins = gap.begins.astimezone(zone)
    tone = Tone.MUTE if is_over else Tone.LATE
    url = f"{reverse('duty-new', args=[week])}?from={begins:%Y-%m-%d-%H%M}" if may_keep and not is_over else ""
    return TableRow(
        [day_words(begins.date()), hours_words(gap, zone), Chip(tone, _("Nobody is on duty")), "—", "—"], url
    )


def copy_table(copies: Sequence[Copy], zone: tzinfo) -> Table:
    """What will be written, and of the rest why not."""
    rows = [
        TableRow([
            day_words(copy.span.begins.astimezone(zone).date()), hours_words(copy.span, zone), copy.turn.person.display_name,
            copy.turn.phone, copy.backup.display_name if copy.backup else "—", _what_happens(copy),
        ])
        for copy in copies
    ]  # fmt: skip
    return Table([*columns(), Column(_("What happens"))], rows, empty=_("The week before is empty: nothing is copied."))


def _what_happens(copy: Copy) -> Chip:
    if copy.stands:
        return Chip(Tone.MUTE, _("stands already"))
    if copy.has_left:
        return Chip(Tone.DUE, _("works here no longer"))
    return Chip(Tone.MUTE, _("is over")) if copy.is_over else Chip(Tone.OK, _("will be written"))


def day_words(day: date) -> str:
    words = date_format(day, "D, d.m")
    return words[:1].upper() + words[1:]


def hours_words(span: Span, zone: tzinfo) -> str:
    begins, ends = span.begins.astimezone(zone), span.ends.astimezone(zone)
    return f"{begins:%H:%M}–{ends:%H:%M}"


def week_words(week: date) -> str:
    return f"{week:%d.%m.%Y}–{week + timedelta(days=6):%d.%m.%Y}"
