"""What the pages of pairs show: codes, what is known of both, and reasons. Names only where they were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.linking.codes import PairKind, PairState
from panah.casework.linking.models import Pair, SameDecision
from panah.casework.linking.queries import (
    Side,
    compared_pair,
    decisions_of,
    pairs_open_to,
    pairs_waiting,
    sides_of_many,
)
from panah.casework.linking.rules.pairs import in_order, undo_until
from panah.casework.people.models import Child
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import basics_facts, names_in_clear
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.values import Chip, Column, Fact, Link, Table, TableRow, Tone, Words
from panah.web.linking.words import REASONS, band_chip, strength

FIRST_PAIRS = 100
FILTERS = {
    "": gettext_lazy("All that wait"),
    "strong": gettext_lazy("Much speaks for it"),
    "siblings": gettext_lazy("Brothers and sisters"),
    "asked": gettext_lazy("Asked elsewhere"),
    "different": gettext_lazy("Told apart"),
}


def pair_or_404(actor: Actor, code: str) -> Pair:
    found = pairs_open_to(actor).select_related("one__family", "other__family")
    pair = found.filter(code=normalise_code(code) or "-").first()
    if pair is None:
        raise Http404
    return pair


def decision_or_404(actor: Actor, code: str) -> SameDecision:
    rows = SameDecision.objects.visible_to(actor).select_related("child", "first")
    found = rows.filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def filtered(actor: Actor, show: str) -> QuerySet[Pair]:
    rows = pairs_waiting(actor)
    if show == "different":
        return pairs_open_to(actor).filter(state=PairState.DIFFERENT).order_by("-decided_at", "code")
    if show == "siblings":
        return rows.filter(kind=PairKind.SIBLINGS)
    if show == "asked":
        return rows.filter(state=PairState.ASKED)
    return rows.filter(band="strong", kind=PairKind.SAME) if show == "strong" else rows


def filter_links(show: str) -> list[Link]:
    """The other ways to look at the queue; the one that is shown is no link."""
    url = reverse("pairs")
    return [
        Link("" if word == show else f"{url}?show={word}" if word else url, label) for word, label in FILTERS.items()
    ]


EMPTY = {"different": gettext_lazy("No two records were told apart.")}


def table_of(actor: Actor, pairs: Sequence[Pair], empty: Words | None = None) -> Table:
    sides = sides_of_many(actor, pairs)
    columns = [_("Records"), _("Who"), _("What it may be"), _("How likely"), _("Found")]
    return Table(
        [Column(label) for label in columns],
        [_row(pair, *sides[pair.pk]) for pair in pairs],
        empty=empty or _("Nobody waits for a decision."),
    )


def _row(pair: Pair, own: Side, other: Side) -> TableRow:
    who = [sex_and_age_of(side.child) for side in (own, other) if side.child is not None]
    return TableRow(
        [
            f"{side_code(own)} · {side_code(other)}",
            " · ".join(who),
            Chip(Tone.MUTE, kind_words(pair)),
            band_chip(pair.band),
            date_format(localtime(pair.found_at), "SHORT_DATE_FORMAT"),
        ],
        reverse("pair", args=[pair.code]),
    )


def kind_words(pair: Pair) -> str:
    is_open = pair.state == PairState.OPEN
    return code_list("pair_kind").label(pair.kind) if is_open else code_list("pair_state").label(pair.state)


def side_code(side: Side) -> str:
    """The code of one's own; of a record elsewhere nothing but who leads it."""
    if side.child is not None:
        return side.child.code
    return side.organisation.label(language_now()) if side.organisation else _("another organisation")


def pair_of(actor: Actor, decision: SameDecision) -> Pair | None:
    one, other = in_order(decision.child_id, decision.first_id)
    return pairs_open_to(actor).filter(one=one, other=other).first()


def case_of(actor: Actor, child: Child) -> Case | None:
    return cases_visible_to(actor).filter(child=child).order_by("-opened_at").first()


@dataclass(frozen=True)
class Compared:
    """Both records in codes, and why they may be one or not."""

    table: Table
    reasons: list[tuple[str, Chip]]


def compared(actor: Actor, one: Child, other: Child, *, with_words: bool = False) -> Compared:
    """``with_words`` shows the words of the names beside the reasons: only where the names stand on the page."""
    verdict = compared_pair(one, other)
    reasons = []
    for reason in sorted(verdict.reasons, key=lambda reason: -reason.points):
        words = " — ".join(word for word in (reason.ours, reason.theirs) if word) if with_words else ""
        sentence = str(REASONS[reason.code])
        reasons.append((f"{sentence}: {words}" if words else sentence, strength(reason.points)))
    mine, theirs = (_facts(case_of(actor, child), child) for child in (one, other))
    lines = [
        TableRow([term, value or _("not known"), theirs.get(term) or _("not known"), agreement(value, theirs.get(term, ""))])
        for term, value in mine.items()
    ]  # fmt: skip
    columns = [_("What is known"), one.code, other.code, _("Compared")]
    return Compared(Table([Column(label) for label in columns], lines), reasons)


def _facts(case: Case | None, child: Child) -> dict[str, str]:
    if case is None:
        return {_("Who"): sex_and_age_of(child)}
    unknown = str(_("not known")).casefold()  # two who know nothing of it do not agree
    known = {str(fact.term): ", ".join(str(line) for line in fact.lines) for fact in basics_facts(case)}
    return {term: "" if value.casefold() == unknown else value for term, value in known.items()}


def agreement(one: str, other: str) -> Chip:
    if not one or not other:
        return Chip(Tone.MUTE, _("missing on one side") if one or other else _("not known"))
    return Chip(Tone.OK, _("agrees")) if one == other else Chip(Tone.LATE, _("differs"))


def names_of_both(actor: Actor, one: Child, other: Child) -> list[Fact]:
    """Opened for who may read them, and so audited."""
    return [Fact(child.code, names_in_clear(actor, child)) for child in (one, other)]


def about(actor: Actor, own: Side, other: Side) -> list[Fact]:
    """Who leads both, and since when; of a record elsewhere only by whom."""
    facts = []
    for side in (own, other):
        case = case_of(actor, side.child) if side.child is not None else None
        if case is not None:
            lead = case.lead.display_name if case.lead else _("nobody")
            day = date_format(localtime(case.opened_at), "SHORT_DATE_FORMAT")
            link = Link(reverse("case", args=[case.code]), _("Open the case"))
            facts.append(
                Fact(case.code, [case.organisation.label(language_now()), lead, f"{_('Opened')}: {day}", link])
            )
        else:
            facts.append(Fact(side_code(side), _("led there")))
    return facts


@dataclass(frozen=True)
class Standing:
    """A decision that stands, and until when it is taken back without asking anybody."""

    decision: SameDecision
    words: str
    until: str
    may_undo: bool


def standing_decisions(actor: Actor, child: Child) -> list[Standing]:
    seen = set(Child.objects.visible_to(actor).values_list("pk", flat=True).filter(pk__in=_joined(actor, child)))
    return [_standing(actor, child, decision, seen) for decision in decisions_of(actor, child)]


def _joined(actor: Actor, child: Child) -> list[object]:
    return [pk for one in decisions_of(actor, child) for pk in (one.child_id, one.first_id)]


def _standing(actor: Actor, child: Child, decision: SameDecision, seen: set[object]) -> Standing:
    other = decision.first if decision.child_id == child.pk else decision.child
    last = undo_until(decision.decided_at)
    return Standing(
        decision,
        other.code if other.pk in seen else _("a record of another organisation"),
        date_format(localtime(last), "DATE_FORMAT"),
        clock.now() <= last or Permission.CASE_ASSIGN in actor.permissions,
    )
