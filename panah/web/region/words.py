"""How a row and a body read."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.queries import Desk, Standing, StuckRow
from panah.casework.referrals.queries.stuck import OUTSIDE_RULES
from panah.casework.referrals.rules import Hidden, Published, Said, middle_said, said, share_said
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import Coordination
from panah.foundation.clocks.codes import Told
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.components.child_words import language_now
from panah.web.components.row_numbers import grouped_number
from panah.web.components.values import ActionRow, Chip, Column, Fact, Table, TableRow, Tone, telephone
from panah.web.components.when import when_chip
from panah.web.region.queries import BodyLine, DeskLine

FEW = "—"
_HEARD: tuple[tuple[frozenset[Told], str | Promise], ...] = (
    (frozenset({Told.MINISTRY}), gettext_lazy("the ministry was told")),
    (frozenset({Told.REGION, Told.ASKER_LEADERS}), gettext_lazy("the region was told")),
    (frozenset({Told.LEADERS, Told.ASKER, Told.TELEPHONE}), gettext_lazy("the head and the sender were told")),
    (frozenset({Told.HEAD, Told.BACKUP}), gettext_lazy("the head was told")),
    (frozenset({Told.OWNER}), gettext_lazy("whoever has it was reminded")),
)


def table_of(lines: list[BodyLine], *, empty: str) -> Table:
    columns = [
        Column(_("Body")), Column(_("Waiting"), True), Column(_("Late"), True), Column(_("Over twice the time"), True),
        Column(_("Longest wait, hours"), True), Column(_("Median hours to an answer"), True),
        Column(_("Answered in time"), True), Column(_("Refusals"), True),
    ]  # fmt: skip
    return Table(columns, [_line(line) for line in lines], empty=empty)


def mandate_words(coordination: Coordination) -> str:
    """What is coordinated here, and on which day it ends where a paper says so: "Turkistan region · last day: 31.12.2026"."""
    mandate = coordination.mandate
    reach = mandate.region.label(language_now()) if mandate.region else _("The whole country")
    ends = _("last day: %(day)s") % {"day": date_format(mandate.until, "SHORT_DATE_FORMAT")} if mandate.until else ""
    return " · ".join(part for part in (reach, ends) if part)


def desks_table(lines: list[DeskLine]) -> Table | None:
    """Concerns before anybody was asked: how many lie where, for how long. Of none that lies there is more said."""
    if not lines:
        return None
    columns = [
        Column(_("Body")), Column(_("Nobody has looked"), True), Column(_("Not decided"), True), Column(_("Late"), True),
        Column(_("Over twice the time"), True), Column(_("Longest wait, hours"), True),
    ]  # fmt: skip
    return Table(columns, [_desk_line(line) for line in lines])


def _desk_line(line: DeskLine) -> TableRow:
    desk = line.desk
    cells = [
        line.body.label(language_now()), desk.unseen, desk.undecided, desk.late, count_chip(desk.over_twice, Tone.LATE),
        hours_since(desk.oldest),
    ]  # fmt: skip
    return TableRow(cells, reverse("region-body", args=[line.body.code]))


def desk_facts(desk: Desk, pressed_at: datetime | None) -> list[Fact]:
    return [
        Fact(_("Nobody has looked"), str(desk.unseen)), Fact(_("Not decided"), str(desk.undecided)),
        Fact(_("Late"), str(desk.late)), Fact(_("Over twice the time"), str(desk.over_twice)),
        Fact(_("Longest wait, hours"), str(hours_since(desk.oldest))),
        Fact(_("Pressed last"), _moment(pressed_at) if pressed_at else _("not yet")),
    ]  # fmt: skip


def _line(line: BodyLine) -> TableRow:
    standing = line.standing
    refused = said_words(said(sum(standing.refusals.values()))) if _is_plain(standing) else Hidden.NOT_SAID
    cells = [
        line.body.label(language_now()), standing.waiting, standing.late, count_chip(standing.over_twice, Tone.LATE),
        hours_since(standing.oldest), median(standing), in_time(standing), refused,
    ]  # fmt: skip
    return TableRow(cells, reverse("region-body", args=[line.body.code]))


def _is_plain(standing: Standing) -> bool:
    """Whether the total gives away none of its parts."""
    counts = [count for count in standing.refusals.values() if count]
    return len(counts) < 2 or not any(isinstance(said(count), Hidden) for count in counts)


def count_chip(count: int, tone: Tone) -> object:
    return Chip(tone, str(count)) if count else 0


def hours_since(moment: datetime | None) -> object:
    return int((clock.now() - moment).total_seconds() // 3600) if moment else FEW


def median(standing: Standing) -> object:
    found = middle_said(standing.hours)
    return FEW if found is None else found


def in_time(standing: Standing) -> str:
    share = share_said(standing.in_time, standing.in_time + standing.not_in_time)
    return FEW if share is None else f"{share}\u00a0%"


def said_words(count: Said) -> str:
    return str(count)


def refusals_table(table: Published, body: str = "") -> Table | None:
    """Reasons with their counts: of one body, or of all together."""
    counts: Mapping[str, Said] = (
        {reason: cell for (code, reason), cell in table.cells.items() if code == body} if body else table.columns
    )
    if not counts:
        return None
    rows = [
        TableRow([reason_words(reason), said_words(count)]) for reason, count in sorted(counts.items(), key=_few_last)
    ]
    return Table([Column(_("Reason")), Column(_("Refusals"), True)], rows)


def noes_table(table: Published) -> Table | None:
    """What places said no to before anybody was asked, by kind of place; no total stands beside it."""
    if not table.cells:
        return None
    rows = [
        TableRow([code_list("provider_kind").label(kind), reason_words(reason), said_words(count)])
        for (kind, reason), count in sorted(
            table.cells.items(), key=lambda pair: (_few_last((pair[0][1], pair[1])), pair[0])
        )
    ]
    return Table([Column(_("Kind of place")), Column(_("Reason")), Column(_("How often"), True)], rows)


def _few_last(pair: tuple[str, Said]) -> tuple[int, str]:
    reason, count = pair
    return -1 if isinstance(count, Hidden) else -count - 1, reason


def reason_words(reason: str) -> str:
    return _("Outside the rules of the body") if reason == OUTSIDE_RULES else code_list("refusal_reasons").label(reason)


def row_line(body: Organisation, row: StuckRow) -> ActionRow:
    """One request in the list of its body, with the button that presses."""
    wanted = ", ".join(code_list("service_types").labels(list(row.service_types)))
    is_told = row.kind == LegKind.INFORMATION
    return ActionRow(
        sentence=code_list("leg_kind").label(row.kind) if is_told else wanted,
        url=reverse("region-row", args=[body.code, row.number]), button=_("Press"), code=number_words(row),
        chip=when_chip(row.due_at, clock.now()) if row.due_at else None, alert=urgency_chip(row),
        post_url=reverse("region-press", args=[body.code, row.number]) if not is_pressed_today(row) else "",
        facts=[*_waited(row), *_stand(row)],
    )  # fmt: skip


def number_words(row: StuckRow) -> str:
    return f"№ {grouped_number(row.number)}"


def urgency_chip(row: StuckRow) -> Chip | None:
    return Chip(Tone.DANGER, code_list("urgency").label("danger")) if row.urgency == "danger" else None


def is_pressed_today(row: StuckRow) -> bool:
    return row.pressed_at is not None and timezone.localtime(row.pressed_at).date() == clock.today()


def _waited(row: StuckRow) -> list[str]:
    asked = date_format(timezone.localtime(row.asked_at), "SHORT_DATE_FORMAT")
    return [_("asked %(day)s") % {"day": asked}, _("waits %(hours)d h") % {"hours": row.hours}]


def _stand(row: StuckRow) -> list[str]:
    words = [_("receipt confirmed") if row.acknowledged_at else _("receipt not confirmed")]
    if row.pressed_at is not None:
        words.append(
            _("pressed today") if is_pressed_today(row) else _("pressed %(day)s") % {"day": _day(row.pressed_at)}
        )
    if row.has_responsible:
        words.append(_("a responsible is named"))
    return words


def call_choice(row: StuckRow) -> str:
    """ "№ 4821 0937 · Shelter · asked 20.11.2026 · waits 51 h"."""
    wanted = ", ".join(code_list("service_types").labels(list(row.service_types)))
    return " · ".join(part for part in (number_words(row), wanted, *_waited(row)) if part)


def row_facts(row: StuckRow) -> list[Fact]:
    """Everything that a coordinator sees of one request. Neither child nor sender has a line here."""
    return [
        Fact(_("What is asked"), code_list("leg_kind").label(row.kind)),
        Fact(
            _("Needs"),
            code_list("service_types").labels(list(row.service_types)) if row.kind == LegKind.PERSON else "—",
        ),
        Fact(_("Urgency"), code_list("urgency").label(row.urgency)),
        Fact(_("Asked on"), _moment(row.asked_at)),
        Fact(_("Hours since it was asked"), str(row.hours)),
        Fact(_("Deadline now"), _moment(row.due_at) if row.due_at else "—"),
        Fact(_("How often late"), str(row.times_late)),
        Fact(_("Receipt confirmed"), _moment(row.acknowledged_at) if row.acknowledged_at else _("no")),
        Fact(_("Who was told so far"), heard_words(row)),
        Fact(_("Pressed last"), _moment(row.pressed_at) if row.pressed_at else _("not yet")),
        Fact(_("A responsible is named"), _("yes") if row.has_responsible else _("no")),
    ]


def heard_words(row: StuckRow) -> str:
    heard = set(row.told)
    return next((str(words) for told, words in _HEARD if told & heard), _("nobody was reminded yet"))


def body_facts(body: Organisation, *, has_people: bool) -> list[Fact]:
    """Whom to ask for, and the number: as the directory says."""
    who = [word for word in (body.contact_person, telephone(body.duty_phone)) if word]
    return [
        Fact(_("Kind of body"), code_list("organisation_kinds").label(body.kind)),
        Fact(_("Telephone"), who),
        Fact(
            _("In Panah"), _("its people read requests here") if has_people else _("nobody: it is reached by telephone")
        ),
    ]


def standing_facts(standing: Standing) -> list[Fact]:
    return [
        Fact(_("Late"), str(standing.late)), Fact(_("Over twice the time"), str(standing.over_twice)),
        Fact(_("Median hours to an answer"), str(median(standing))), Fact(_("Answered in time"), in_time(standing)),
    ]  # fmt: skip


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
