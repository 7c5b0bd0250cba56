"""The page of noes: a quarter, what said no how often, and what is said three times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from panah.casework.services.actions import Question
from panah.casework.services.codes import SaidBy
from panah.casework.services.queries import (
    SMALL,
    RefusalCount,
    Window,
    askings_refused,
    counts_for_all,
    quarter_of,
    refusals,
    said_on_telephone,
)
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.components.values import Chip, Column, Table, TableRow, Tone

QUARTERS = 5


@dataclass(frozen=True)
class Choice:
    code: str
    words: str
    window: Window


def windows(today: date) -> list[Choice]:
    """This quarter and those before it."""
    found: list[Choice] = []
    day = today
    for _number in range(QUARTERS):
        window = quarter_of(day)
        words = f"{window.first:%d.%m.%Y} – {window.last:%d.%m.%Y}"
        found.append(Choice(f"{window.first:%Y-%m}", words, window))
        day = window.first - timedelta(days=1)
    return found


def rows(actor: Actor, window: Window) -> list[RefusalCount]:
    return refusals(actor, window)


def said_of(actor: Actor, question: Question) -> dict[int, str]:
    return said_on_telephone(actor, question.mark)


def is_outside(actor: Actor) -> bool:
    return counts_for_all(actor)


def total(actor: Actor, window: Window) -> int | None:
    """How many askings met a no; outside the organisation none is told, by which a hidden number could be reckoned."""
    return None if counts_for_all(actor) else askings_refused(actor, window)


def alike(found: Sequence[RefusalCount]) -> list[str]:
    return [
        f"{code_list('provider_kind').label(one.kind)} · {why(one)}: {one.number}" for one in found if one.are_alike
    ]


def table(found: Sequence[RefusalCount]) -> Table:
    columns = [
        Column(_("Where the no came from")), Column(_("Reason")), Column(_("Kind of place")),
        Column(_("How often"), is_number=True), Column(_("To note")),
    ]  # fmt: skip
    lines = [
        TableRow([what(one), why(one), code_list("provider_kind").label(one.kind), _number(one), _note(one)])
        for one in found
    ]
    return Table(columns, lines, empty=_("Nobody was refused in this quarter, as far as anybody asked here."))


def what(one: RefusalCount) -> str:
    if one.said_by == SaidBy.TELEPHONE:
        return code_list("said_by").label(one.said_by)
    since = f"{one.rule_valid_from:%d.%m.%Y}" if one.rule_valid_from else ""
    return _("Rule %(rule)s, version of %(day)s") % {"rule": one.rule, "day": since}


def why(one: RefusalCount) -> str:
    name = "eligibility_reasons" if one.said_by == SaidBy.RULE else "refusal_reasons"
    return code_list(name).label(one.reason)


def _number(one: RefusalCount) -> str:
    return f"<{SMALL}" if one.number is None else str(one.number)


def _note(one: RefusalCount) -> Chip | str:
    return Chip(Tone.DUE, _("three alike: propose a gap")) if one.are_alike else ""
