"""One box for a code or a name: codes first, then the keyed tokens of names, within what a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import concern_of_receipt, concerns_at_duty
from panah.casework.concerns.rules import normalise_receipt
from panah.casework.exchange.queries import find_by_record_id
from panah.casework.people.models import Child
from panah.casework.people.queries import (
    Match,
    asked_record,
    children_under_code,
    exists_elsewhere,
    find_beginnings,
    find_by_phone,
    find_matches,
    named_to,
)
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import legs_received
from panah.engines.matching.comparing.verdicts import Reason
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.reasons import reason_words
from panah.web.components.values import Column, Table, TableRow
from panah.web.public.throttle import Throttle

ASKED_ELSEWHERE = Throttle(limit=20, window=timedelta(hours=1))
"""Enough for a day of real work, too few to find out who is known where name by name."""


YEARS_OFF = 2


@dataclass(frozen=True)
class Found:
    rows: Sequence[TableRow] = ()
    codes: Sequence[str] = ()
    elsewhere: Sequence[str] = field(default_factory=tuple)  # organisations to ask, nothing more
    asked: Sequence[str] = ()  # their codes, for the record of acts
    is_asked_often: bool = False  # then nothing more is told of others for a while
    is_read: bool = True  # else no word of a name could be read in the text
    is_whole: bool = True  # else there were more phones than one search opens
    comparable: Sequence[tuple[str, str]] = ()  # code and words of each child, where there are two at least


@dataclass(frozen=True)
class TypedRow:
    """One of one's own cases, while a name is being typed."""

    code: str
    words: str
    about: str
    url: str


def find(actor: Actor, text: str, year: int | None = None) -> Found:
    """What stands under a code or a receipt; else, since a name may look like a code, whom the name or a phone may mean."""
    exact = [*_by_code(actor, normalise_code(text)), *_by_receipt(actor, text)]
    if exact:
        return _found(exact)
    return find_person(actor, text, year)


def find_person(actor: Actor, text: str, year: int | None = None) -> Found:
    """Whom a name, a phone or a number of another system may mean, and which other organisations to ask."""
    rows: list[TableRow] = []
    cases: list[Case] = []
    record = asked_record(text, year)
    by_phone = find_by_phone(actor, text)
    if Permission.CASE_VIEW in actor.permissions:
        exact = by_phone.children or find_by_record_id(actor, text)
        found = [] if exact else [match for match in find_matches(actor, record) if _may_be_of(match.child, year)]
        why = _reasons(actor, found)
        children = [child for child in exact if _may_be_of(child, year)] or [match.child for match in found]
        cases = _cases_of(actor, children)
        rows = [_case_row(case, why.get(case.child_id, "")) for case in cases]
    if ASKED_ELSEWHERE.is_over(actor.id):  # whatever the answer would be, so that the silence tells nothing
        return replace(_found(rows), comparable=_comparable(cases), is_asked_often=True, is_whole=by_phone.is_whole)
    elsewhere = exists_elsewhere(actor, record)
    if elsewhere:
        ASKED_ELSEWHERE.count(actor.id)
    names = sorted(one.label(language_now()) for one in elsewhere)
    return replace(
        _found(rows, names, [one.code for one in elsewhere]),
        comparable=_comparable(cases),
        is_whole=by_phone.is_whole,
        is_read=any(record.names) or bool(by_phone.children),
    )


def _reasons(actor: Actor, matches: Sequence[Match]) -> dict[UUID, str]:
    """Why each was found; the words of a name only to whoever works with the child and may read it."""
    own = named_to(actor, (match.child.pk for match in matches))
    return {
        match.child.pk: " · ".join(reason_words(_told(match), with_words=match.child.pk in own)) for match in matches
    }


def _told(match: Match) -> list[Reason]:
    """Of what the record has beyond the words that were asked for nothing is shown but that there is more."""
    return [replace(reason, theirs="") if not reason.ours else reason for reason in match.verdict.reasons]


def find_typed(actor: Actor, text: str) -> tuple[list[TypedRow], bool]:
    """Own cases of whom the beginnings of words mean, and whether beginnings were tried."""
    begun = find_beginnings(actor, text)
    words = {child.pk: " · ".join(found) for child, found in begun.found}
    cases = _cases_of(actor, [child for child, _ in begun.found])
    rows = [
        TypedRow(case.code, words.get(case.child_id, ""), sex_and_age_of(case.child), reverse("case", args=[case.code]))
        for case in cases
    ]
    return rows, begun.has_beginnings


def _may_be_of(child: Child, year: int | None) -> bool:
    """A year that a child or a parent tells may be two off; who has none may be anybody."""
    return year is None or child.birth_year is None or abs(child.birth_year - year) <= YEARS_OFF


def _found(rows: Sequence[TableRow], elsewhere: Sequence[str] = (), asked: Sequence[str] = ()) -> Found:
    return Found(rows, [str(row.cells[0]) for row in rows], elsewhere, asked)


def _comparable(cases: Sequence[Case]) -> list[tuple[str, str]]:
    """One code of each child, the likeliest first. A single child has nobody beside it."""
    by_child = {case.child_id: case for case in reversed(cases)}
    found = [case for case in cases if by_child[case.child_id] is case]
    return [(case.code, f"{case.code} · {sex_and_age_of(case.child)}") for case in found] if len(found) > 1 else []


def _cases_of(actor: Actor, children: Sequence[Child]) -> list[Case]:
    """Their cases; a record that a person joined to another leads to both, for both codes work."""
    ids = [child.pk for child in children]
    firsts = [child.same_as_id for child in children if child.same_as_id]
    rows = cases_visible_to(actor).select_related("organisation", "child")
    rows = rows.filter(Q(child__in=[*ids, *firsts]) | Q(child__same_as__in=ids))
    order = {child_id: place for place, child_id in reversed(list(enumerate([*ids, *firsts])))}
    return sorted(rows[:50], key=lambda case: order.get(case.child_id, len(order)))


def _by_code(actor: Actor, code: str) -> list[TableRow]:
    rows: list[TableRow] = []
    if not code:
        return rows
    if Permission.CASE_VIEW in actor.permissions:
        cases = cases_visible_to(actor).select_related("organisation").filter(child__in=children_under_code(code))
        rows.extend(_case_row(case) for case in cases.order_by("opened_at"))
    if Permission.CONCERN_VIEW in actor.permissions:
        rows.extend(_concern_row(concern) for concern in concerns_at_duty(actor).filter(code=code))
    if Permission.REFERRAL_VIEW in actor.permissions:
        rows.extend(_referral_row(leg) for leg in legs_received(actor).filter(code=code))
        for referral in Referral.objects.visible_to(actor).filter(code=code):
            rows.append(_referral_row(referral))
    return rows


def _by_receipt(actor: Actor, text: str) -> list[TableRow]:
    """The concern of a reporter who calls with the sixteen digits."""
    receipt = normalise_receipt(text)
    if not receipt or Permission.CONCERN_VIEW not in actor.permissions:
        return []
    concern = concern_of_receipt(receipt)
    seen = concerns_at_duty(actor).filter(pk=concern.pk) if concern is not None else ()
    return [_concern_row(one) for one in seen]


def _concern_row(concern: Concern) -> TableRow:
    status = code_list("concern_status").label(concern.status)
    return TableRow([concern.code, _("Concern"), status, "", "", ""], reverse("concern", args=[concern.code]))


def _referral_row(record: Leg | Referral) -> TableRow:
    status = code_list("referral_status").label(record.status)
    return TableRow([record.code, _("Referral"), status, "", "", ""], reverse("referral", args=[record.code]))


def _case_row(case: Case, why: str = "") -> TableRow:
    child = case.child
    return TableRow(
        [
            case.code,
            sex_and_age_of(child),
            code_list("case_stage").label(case.stage),
            case.organisation.label(language_now()),
            case.lead.display_name if case.lead else _("nobody"),
            why,
        ],
        reverse("case", args=[case.code]),
    )


def table_of(found: Found) -> Table:
    return Table(
        [
            Column(_("Code")),
            Column(_("What, age, sex")),
            Column(_("Stage")),
            Column(_("Organisation")),
            Column(_("Lead")),
            Column(_("Why")),
        ],
        found.rows,
    )
