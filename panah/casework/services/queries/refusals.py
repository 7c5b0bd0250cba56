"""Noes counted by rule and reason, and three alike that may be a gap."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from panah.casework.services.codes import SaidBy
from panah.casework.services.models import EligibilityAnswer
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

ALIKE = 3  # noes of one kind in a window that propose a gap
SMALL = 5  # below this a count says too much outside the organisation that asked


@dataclass(frozen=True)
class Window:
    """Both days included."""

    first: date
    last: date


@dataclass(frozen=True)
class RefusalCount:
    """``number`` is none where it is too small to leave the organisation: one to four."""

    said_by: str
    rule: str
    rule_valid_from: date | None
    reason: str
    kind: str  # of the provider
    number: int | None

    @property
    def are_alike(self) -> bool:
        return self.number is not None and self.number >= ALIKE


@dataclass(frozen=True)
class ProposedGap:
    """What the gap register is told: a kind, a number, a window; nothing of whom."""

    kind: str
    number: int
    window: Window


def quarter_of(day: date) -> Window:
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = date(day.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return Window(first, date.fromordinal(following.toordinal() - 1))


def refusals(actor: Actor, window: Window) -> list[RefusalCount]:
    """How many askings met each no, the most first; exact inside, outside without what is small.

    Outside nothing stands beside these counts by which a hidden one could be reckoned: no total, and no second table.
    """
    counts = _counted(actor, window)
    if not counts_for_all(actor):
        return counts
    shown = [one if (one.number or 0) >= SMALL else _hidden(one) for one in counts]
    return sorted(shown, key=lambda one: (-(one.number or 0), one.said_by, one.rule, one.reason, one.kind))


def counts_for_all(actor: Actor) -> bool:
    """Whether this actor counts what other organisations asked."""
    return Permission.FIGURES_OF_ALL in actor.permissions


def _counted(actor: Actor, window: Window) -> list[RefusalCount]:
    rows = EligibilityAnswer.objects.visible_to(actor).filter(day__range=(window.first, window.last))
    parts = ("said_by", "rule", "rule_valid_from", "reason", "provider__kind")
    found = rows.order_by().values_list(*parts).annotate(number=Count("asking", distinct=True))
    return sorted(
        (RefusalCount(*row) for row in found),
        key=lambda one: (-(one.number or 0), one.said_by, one.rule, one.reason, one.kind),
    )


def _hidden(one: RefusalCount) -> RefusalCount:
    return RefusalCount(one.said_by, one.rule, one.rule_valid_from, one.reason, one.kind, None)


def askings_refused(actor: Actor, window: Window) -> int:
    """How many askings met a no, whatever their number of noes."""
    rows = EligibilityAnswer.objects.visible_to(actor).filter(day__range=(window.first, window.last))
    return rows.values("asking").distinct().count()


def asking_of(actor: Actor, mark: str) -> str:
    """What stands for one asking: of the random word of a page, and of the organisation that asks."""
    return hashlib.sha256(f"asking:{actor.organisation}:{mark}".encode("utf-8", "replace")).hexdigest()


def said_on_telephone(actor: Actor, mark: str) -> dict[int, str]:
    """Which places said no on the telephone in this asking, and why."""
    rows = EligibilityAnswer.objects.visible_to(actor).filter(asking=asking_of(actor, mark), said_by=SaidBy.TELEPHONE)
    return dict(rows.values_list("provider_id", "reason"))


def proposed_gaps(actor: Actor, window: Window) -> list[ProposedGap]:
    """Three alike or more: kind, number and window, as the register of gaps takes them."""
    return [
        ProposedGap(_name(one), one.number, window) for one in refusals(actor, window) if one.are_alike and one.number
    ]


def _name(one: RefusalCount) -> str:
    """By the rule and its version, or by kind of place and reason where the place itself said no."""
    if one.said_by == SaidBy.RULE:
        return f"refusal:rule:{one.rule}:{one.rule_valid_from}"
    return f"refusal:telephone:{one.kind}:{one.reason}"
