"""What a newcomer to a case must know, made from the record: safety first, then dates, people, requests and promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, HandOver
from panah.casework.cases.queries import is_running, last_hand_over, planned_services, sleep_answer
from panah.casework.people.codes import Safety
from panah.casework.people.models import Relative
from panah.casework.people.queries import relatives_of
from panah.casework.referrals.queries import legs_open_in
from panah.foundation.clocks.queries import own_timers
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from panah.web.cases import queries
from panah.web.cases.queries.child import housing_facts
from panah.web.components.child_words import language_now
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Chip, Fact, Tone
from panah.web.story.card import ShortCard, short_card
from panah.web.today.sentences import sentence_of

TONES = {Safety.SAFE: Tone.OK, Safety.SUSPECTED: Tone.DANGER, Safety.UNKNOWN: Tone.DUE}
DATES = 12  # the first of them: one page


@dataclass(frozen=True)
class Someone:
    """Somebody around the child; without the right to names only what this person is to the child."""

    who: str
    chip: Chip | None = None
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class Dated:
    day: str
    what: str


@dataclass(frozen=True)
class Sheet:
    """One page. ``note`` is what the former lead wrote."""

    safety: Sequence[Fact]
    where: Sequence[Fact]
    dates: Sequence[Dated]
    people: Sequence[Someone]
    helpers: Sequence[Someone]
    asked: Sequence[Someone]
    promised: Sequence[Dated]
    told: ShortCard
    note: str = ""
    note_by: str = ""
    hand_over: HandOver | None = field(default=None)


def sheet_of(actor: Actor, case: Case, *, is_paper: bool = False) -> Sheet:
    """Words are opened for those who may read them, and the reading is recorded; for others the codes stand alone.

    On paper stand no names of adults, no home, no telephone and no note, which may hold any of them: paper is lost (S12).
    """
    handed = None if is_paper else last_hand_over(case)
    return Sheet(
        safety=_safety(actor, case, is_paper=is_paper), where=_where(actor, case, is_paper=is_paper), dates=_dates(case),
        people=_people(actor, case, is_paper=is_paper),
        helpers=_helpers(case), asked=_asked(case), promised=_promised(actor, case), told=short_card(case),
        note=_opened(actor, handed, "note") if handed else "", note_by=_note_by(handed), hand_over=handed,
    )  # fmt: skip


def _opened(actor: Actor, record: Guarded, name: str) -> str:
    reveal(actor, record, only=[name])
    try:
        return str(getattr(record, name) or "")
    except StillSealed:
        return ""


def _note_by(handed: HandOver | None) -> str:
    if handed is None or handed.former is None:
        return ""
    return f"{handed.former.display_name}, {_day(localtime(handed.written_at).date())}"


def _day(day: object) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]


def _safety(actor: Actor, case: Case, *, is_paper: bool) -> list[Fact]:
    standing = standing_of(case.child)
    of_risk, level = (code_list("risk"), case.risk) if case.risk else (code_list("urgency"), case.urgency)
    signs = [label_for("protection_signs", case.proposed_sign, standing)] if case.proposed_sign else []
    return [
        Fact(of_risk.title.label(), of_risk.label(level)),
        Fact(_("Safe now"), code_list("yes_no_unknown").label(case.is_safe_now)),
        *(_night(case) if is_paper else queries.sleep_facts(actor, case)),
        *([Fact(_("A sign of harm"), signs)] if signs else []),
    ]


def _night(case: Case) -> list[Fact]:
    kept = sleep_answer(case)
    standing = standing_of(case.child)
    if kept is None:
        return []
    where = label_for("sleeps_tonight", kept.answer, standing)
    return [Fact(suited(_("Where the child sleeps tonight"), standing), [where, _day(kept.happened_on)])]


def _where(actor: Actor, case: Case, *, is_paper: bool) -> list[Fact]:
    """The house of a guest has a code name and a telephone, never an address (S12)."""
    child = case.child
    where = _opened(actor, child.family, "home") if child.family is not None and not is_paper else ""
    return [
        Fact(_("Lives"), child.place.label(language_now()) if child.place else ""),
        *([Fact(_("Home"), where)] if where else []),
        *housing_facts(case),
        *queries.safe_contact_facts(child),
        *([] if is_paper else [Fact(_("How to reach"), _opened(actor, child, "safe_contact"))]),
    ]


def _dates(case: Case) -> list[Dated]:
    rows = own_timers(case.file_id, case.organisation_id)[:DATES]
    return [Dated(date_format(localtime(timer.due_at), "SHORT_DATETIME_FORMAT"), sentence_of(timer)) for timer in rows]


def _people(actor: Actor, case: Case, *, is_paper: bool) -> list[Someone]:
    found, standing = relatives_of(actor, case.child), standing_of(case.child)
    return [_relative(one, standing, "" if is_paper else _opened(actor, one, "name")) for one in found]


def _relative(one: Relative, standing: str, name: str) -> Someone:
    relation = label_for("relation_to_child", one.relation, standing)
    safety = Chip(TONES[Safety(one.safety)], code_list("caregiver_safety").label(one.safety))
    facts = [_("guardian")] if one.is_guardian else []
    return Someone(_joined(relation, name), safety, facts)


def _joined(*words: str) -> str:
    return ": ".join(word for word in words if word)


def _helpers(case: Case) -> list[Someone]:
    types = code_list("service_types")
    return [
        Someone(who, facts=[types.label(code) for code in one.service_types])
        for who, one in queries.helping_now(case)
        if is_running(one)
    ]


def _asked(case: Case) -> list[Someone]:
    """What others were asked and have not ended yet."""
    status, types = code_list("referral_status"), code_list("service_types")
    return [
        Someone(
            (leg.provider or leg.organisation).label(language_now()), Chip(Tone.DUE, status.label(leg.status)),
            [_day(localtime(leg.sent_at).date()), *(types.label(code) for code in leg.referral.service_types)],
        )
        for leg in legs_open_in(case)
    ]  # fmt: skip


def _promised(actor: Actor, case: Case) -> list[Dated]:
    """What the plan says to the child, in its own words where somebody may read them: it must not be forgotten."""
    planned = [one for one in planned_services(case) if one.status == ServiceStatus.PLANNED]
    reveal(actor, *planned, only=["goal"])
    return [Dated(_day(one.due_on), _joined(one.service_label, _goal(one))) for one in planned]


def _goal(one: Guarded) -> str:
    try:
        return str(one.goal or "")  # type: ignore[attr-defined]
    except StillSealed:
        return ""


def agreed_words(case: Case) -> str:
    if case.plan_agreed_on is None:
        return ""
    standing = standing_of(case.child)
    with_whom = label_for("plan_agreed_with", case.plan_agreed_with, standing) if case.plan_agreed_with else ""
    words = _("Agreed on %(day)s") % {"day": _day(case.plan_agreed_on)}
    return " · ".join(part for part in (words, with_whom) if part)
