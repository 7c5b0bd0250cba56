"""The calls of a line as pages show them: codes, never a number, never a word of the caller."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.calls import rules
from panah.casework.calls.codes import CallState
from panah.casework.calls.models import Call, ShiftHandOver
from panah.casework.calls.queries import card_of, receipt_for
from panah.casework.concerns.rules import grouped_receipt
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.components.child_words import language_now
from panah.web.components.lists import ListColumn
from panah.web.components.values import ActionRow, Chip, Column, Fact, Link, Table, TableRow, Tone
from panah.web.today.queries import address_of
from panah.web.today.sentences import ASKS


def columns() -> dict[str, ListColumn]:
    return {
        "called": ListColumn(_("When"), ("called_at",)),
        "code": ListColumn(_("Code"), ("code",)),
        "type": ListColumn(_("Type"), ("type",)),
        "language": ListColumn(_("Language"), ("language",)),
        "caller": ListColumn(_("Caller"), ("caller",)),
        "place": ListColumn(_("Place")),
        "number": ListColumn(_("Number ends in")),
        "state": ListColumn(_("State")),
    }


def rows_of(calls: Sequence[Call]) -> list[TableRow]:
    return [
        TableRow(
            [
                date_format(timezone.localtime(call.called_at), "SHORT_DATETIME_FORMAT"), call.code, type_words(call),
                _label("languages_spoken", call.language), _label("caller_kinds", call.caller),
                call.place.label() if call.place else "—", f"…{call.last_two}" if call.last_two else "—",
                state_chip(call),
            ],
            reverse("call", args=[call.code]),
        )
        for call in calls
    ]  # fmt: skip


def _label(name: str, code: str) -> str:
    return code_list(name).label(code) if code else "—"


def type_words(call: Call) -> str:
    return _label("call_types", call.type)


def state_chip(call: Call) -> Chip:
    """What is open of it, the most pressing first."""
    if rules.is_danger_open(call.is_danger_now, call.police_called_at, call.no_police_reason):
        return Chip(Tone.DANGER, code_list("urgency").label("danger"))
    if call.waits_for_call_back:
        return Chip(Tone.DUE, code_list("call_outcomes").label("call_back"))
    if call.state == CallState.DROPPED:
        return Chip(Tone.DUE, code_list("call_state").label(CallState.DROPPED))
    return Chip(Tone.OK if call.concern_id else Tone.MUTE, _label("call_outcomes", call.outcome))


def facts_of(call: Call, earlier: str) -> list[Fact]:
    """Everything but what was said."""
    operator = call.operator.display_name if call.operator else ""
    told = [_("told: card %(number)d, %(title)s") % {"number": n, "title": _title_of(n)} for n in call.told]
    return [
        Fact(_("When"), _when(call)),
        Fact(_("Who answered"), operator),
        Fact(_("Type"), type_words(call)),
        Fact(_("Language"), _label("languages_spoken", call.language)),
        Fact(_("Caller"), _label("caller_kinds", call.caller)),
        Fact(_("Place"), call.place.label() if call.place else ""),
        Fact(_("About"), code_list("call_topics").labels(call.topics)),
        Fact(_("Answers"), told or "—"),
        Fact(_("Danger now"), _danger_words(call)),
        Fact(_("How did it end?"), _label("call_outcomes", call.outcome)),
        Fact(_("Number ends in"), f"…{call.last_two}" if call.last_two else "—"),
        Fact(_("Called before"), _("not looked up") if call.is_earlier_unsaid else earlier or "—"),
    ]


def _title_of(number: int) -> str:
    card = card_of(number)
    return card.titles[card.language(language_now())] if card else ""


def _when(call: Call) -> list[str]:
    """A late paper says so (S14)."""
    words = [date_format(timezone.localtime(call.called_at), "SHORT_DATETIME_FORMAT")]
    if (call.written_at - call.called_at).total_seconds() > 3600:
        written = date_format(timezone.localtime(call.written_at), "SHORT_DATETIME_FORMAT")
        words.append(_("written down: %(when)s") % {"when": written})
    return words


def _danger_words(call: Call) -> list[str]:
    words = [_label("danger_now", call.is_danger_now)]
    if call.police_called_at is not None:
        words.append(
            _("The police were called at %(time)s") % {"time": f"{timezone.localtime(call.police_called_at):%H:%M}"}
        )
    elif call.no_police_reason:
        words.append(code_list("no_police_reasons").label(call.no_police_reason))
    return words


def passed_on_facts(call: Call) -> list[Fact]:
    """The concern that came of it: its code, and the number by which the caller may ask. Nothing of what became of it (S4)."""
    if call.concern is None:
        return []
    picked = date_format(timezone.localtime(call.picked_up_at), "SHORT_DATETIME_FORMAT") if call.picked_up_at else ""
    return [
        Fact(_("Concern"), call.concern.code),
        Fact(_("Number for the caller"), grouped_receipt(receipt_for(call))),
        Fact(_("Duty worker picked up"), [picked, call.picked_up_by] if picked else _("not yet")),
    ]


def open_rows(timers: Sequence[Timer]) -> list[ActionRow]:
    """What the next shift has to know of."""
    return [
        ActionRow(
            sentence=str(ASKS[timer.kind].sentence), url=address_of(timer), button=ASKS[timer.kind].button,
            due=timer.due_at, code=timer.subject_code,
        )
        for timer in timers
    ]  # fmt: skip


def left_table(shift: ShiftHandOver) -> Table:
    """The list as it was when the shift ended."""
    rows = [
        TableRow([code, code_list("timer_kind").label(kind), _moment_words(due)], reverse("call", args=[code]))
        for code, kind, due in shift.items
    ]
    columns = [Column(_("Code")), Column(_("What is open")), Column(_("Due"))]
    return Table(columns, rows, empty=_("Nothing was open."))


def _moment_words(text: str) -> str:
    return date_format(timezone.localtime(clock.now().fromisoformat(text)), "SHORT_DATETIME_FORMAT")


def shift_rows(shifts: Sequence[ShiftHandOver]) -> list[TableRow]:
    return [
        TableRow(
            [
                Link(reverse("shift", args=[one.code]), date_format(timezone.localtime(one.made_at), "SHORT_DATETIME_FORMAT")),
                one.made_by.display_name if one.made_by else "", str(len(one.items)), _read_by(one),
            ]
        )
        for one in shifts
    ]  # fmt: skip


def _read_by(shift: ShiftHandOver) -> Any:
    if shift.confirmed_at is None:
        return Chip(Tone.DUE, _("nobody yet"))
    return f"{shift.confirmed_by.display_name if shift.confirmed_by else ''}, {timezone.localtime(shift.confirmed_at):%H:%M}"


def shift_table(shifts: Sequence[ShiftHandOver]) -> Table:
    columns = [Column(_("Handed over")), Column(_("By")), Column(_("Left open"), True), Column(_("Confirmed by"))]
    return Table(columns, shift_rows(shifts), empty=_("No shift was handed over yet."))
