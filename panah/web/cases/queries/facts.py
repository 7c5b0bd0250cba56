"""What stands now, in words, beside the form that would change it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case, DeliveredService, SleepAnswer
from panah.casework.cases.queries import (
    depth_decisions,
    episodes_of,
    guardian_request,
    is_safe_sleep,
    sleep_answer,
    waits_for,
)
from panah.casework.people.codes import Standing
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Chip, Fact, Tone


def day_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def sleep_now(actor: Actor, case: Case) -> dict[str, Any]:
    """What stands there, as the form of the night compares it; ``version`` is that of the case."""
    case.refresh_from_db(fields=["version", "sleeps_tonight"])
    kept = sleep_answer(case)
    if kept is None:
        return {"version": case.version}
    return {
        "answer": kept.answer,
        "with_whom": _whom(actor, kept),
        "happened_on": kept.happened_on,
        "version": case.version,
    }


def _whom(actor: Actor, kept: SleepAnswer) -> str:
    reveal(actor, kept)
    try:
        return str(kept.with_whom)
    except StillSealed:
        return ""


def sleep_facts(actor: Actor, case: Case) -> list[Fact]:
    """Where the child sleeps, with whom, and since when that is known."""
    kept = sleep_answer(case)
    if kept is None:
        return []
    return [
        Fact(
            suited(_("Where the child sleeps tonight"), standing_of(case.child)),
            label_for("sleeps_tonight", kept.answer, standing_of(case.child)),
        ),
        Fact(_("With whom"), _whom(actor, kept)),
        Fact(_("As known on"), day_words(kept.happened_on)),
    ]


def sleep_chip(case: Case) -> Chip:
    """The answer as a colour and a word, without opening anything."""
    if case.sleeps_tonight == "unknown":
        return Chip(Tone.DUE, _("not asked yet"))
    tone = Tone.OK if is_safe_sleep(case.sleeps_tonight) else Tone.DANGER
    if standing_of(case.child) is Standing.ADULT:
        tone = Tone.INFO
    return Chip(tone, label_for("sleeps_tonight", case.sleeps_tonight, standing_of(case.child)))


def waits_for_guardian(case: Case) -> bool:
    return waits_for(case, TimerKind.GUARDIAN_REQUEST)


def guardian_facts(actor: Actor, case: Case) -> list[Fact]:
    """Whom somebody told already, so that nobody tells twice."""
    kept = guardian_request(case)
    if kept is None:
        return []
    reveal(actor, kept)
    try:
        told_to, number = kept.told_to, kept.own_number
    except StillSealed:
        told_to = number = ""
    return [
        Fact(_("Told"), day_words(kept.happened_on)),
        Fact(_("Whom you told there"), told_to),
        Fact(_("How"), code_list("guardian_channel").label(kept.channel) if kept.channel else ""),
        Fact(_("Their number of it"), number),
    ]


def tries_facts(tries: Sequence[date], last_talk: date | None) -> list[Fact]:
    return [
        Fact(_("Tries in vain"), [day_words(day) for day in sorted(set(tries))]),
        Fact(_("Somebody was last reached"), day_words(last_talk) if last_talk else ""),
        Fact(_("Needed"), _("Three tries on three days, over at least 30 days")),
    ]


def depth_facts(case: Case) -> list[Fact]:
    """What was noticed and what was decided before, the latest first."""
    depths, standing = code_list("case_depth"), standing_of(case.child)
    facts = [Fact(_("Now"), depths.label(case.depth))]
    for row in depth_decisions(case)[:3]:
        if row.decided_at is None:
            sign = label_for("protection_signs", row.sign, standing)
            facts.append(Fact(_("Noticed"), [sign, day_words(localtime(row.proposed_at).date())]))
            continue
        words = [depths.label(row.depth), label_for("depth_reasons", row.reason, standing)]
        words.append(day_words(localtime(row.decided_at).date()))
        facts.append(Fact(_("Decided"), [*words, row.decided_by.display_name if row.decided_by else ""]))
    return facts


def service_facts(service: DeliveredService) -> list[Fact]:
    return [
        Fact(_("Service"), code_list("service_types").label(service.service_type)),
        Fact(_("Day"), day_words(service.happened_on)),
        Fact(_("Written"), day_words(localtime(service.written_at).date())),
    ]


def approval_words(case: Case) -> list[Fact]:
    """Who agreed to the plan, and what the supervisor says of it."""
    if case.plan_agreed_on is None:
        return []
    agreed_with = label_for("plan_agreed_with", case.plan_agreed_with, standing_of(case.child))
    agreed = [agreed_with, day_words(case.plan_agreed_on)]
    if case.plan_approved_at is None:
        chip = Chip(Tone.DUE, _("the supervisor reads it"))
        return [Fact(_("Agreed on"), agreed), Fact(_("Supervisor"), " ", chip=chip)]
    who = case.plan_approved_by.display_name if case.plan_approved_by else ""
    day = day_words(localtime(case.plan_approved_at).date())
    return [Fact(_("Agreed on"), agreed), Fact(_("Supervisor"), [who, day], chip=Chip(Tone.OK, _("approved")))]


def can_approve(actor: Actor, case: Case) -> bool:
    """Whether the plan waits for this person: who supervises, and does not lead."""
    if Permission.CASE_SIGN not in actor.permissions or case.lead_id == actor.person_id:
        return False
    return waits_for(case, TimerKind.PLAN_APPROVAL)


def episode_facts(case: Case) -> list[Fact]:
    """Every opening and closing; nothing where there was only one that still runs."""
    episodes = episodes_of(case)
    if len(episodes) < 2 and all(one.closed_at is None for one in episodes):
        return []
    return [
        Fact(
            day_words(localtime(one.opened_at).date()),
            [
                day_words(localtime(one.closed_at).date()),
                label_for("closure_reasons", one.reason, standing_of(case.child)),
            ]
            if one.closed_at
            else _("open"),
        )
        for one in episodes
    ]
