"""What the page of the practice check shows: numbers, obstacles, and a row for each participant by code."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.training.models import Event
from panah.programme.training.queries.practice import Waiting
from panah.programme.training.rules.practice import ASKED_AFTER, Practice, Stage
from panah.web.components.values import Bar, Chip, Column, Fact, Link, Table, TableRow, Tone

TO_PASS_ON = (Stage.ASK, Stage.REMIND, Stage.WAITS, Stage.SAMPLE, Stage.CALL)


def facts_of(found: Practice) -> list[Fact]:
    """Shares of those who answered; of fewer than five only how many."""
    of_them = f"{found.used}/{found.answered}"
    applying = of_them if found.is_too_few else f"{found.applying_percent} % ({of_them})"
    often = [f"{code_list('practice_often').label(code)}: {count}" for code, count in found.often.items()]
    return [
        Fact(_("Asked"), str(found.asked)),
        Fact(_("Answered"), f"{found.answered} ({found.answered_percent} %)" if found.asked else "0"),
        Fact(_("of these by telephone"), str(found.by_phone)),
        Fact(_("Use what they learnt"), applying if found.answered else ""),
        Fact(_("How often, as they say"), often),
        Fact(_("Have referred somebody"), str(found.referring) if found.answered else ""),
        Fact(_("Children or families referred, as they say"), str(found.referred) if found.answered else ""),
    ]


def report_facts(found: Practice) -> list[Fact]:
    """The three that a report holds."""
    of_them = f"{found.used}/{found.answered}"
    applying = of_them if found.is_too_few else f"{found.applying_percent} % ({of_them})"
    return [
        Fact(_("Asked"), str(found.asked)),
        Fact(_("Answered"), str(found.answered)),
        Fact(_("Use what they learnt"), applying if found.answered else ""),
    ]


def obstacle_bars(found: Practice) -> list[Bar]:
    listed = code_list("practice_obstacle")
    return [Bar(listed.label(code), count) for code, count in found.obstacles.items()]


def people_table(actor: Actor, event: Event, checks: Sequence[Waiting], *, may_keep: bool) -> Table:
    """By codes. The link itself stands on the page of each one only, where it is handed out."""
    columns = [Column(_("Code")), Column(_("Where it stands")), Column(_("Own link")), Column(_("By telephone"))]
    rows = [
        TableRow((
            one.check.code, _stage(one),
            Link(reverse("practice-hand", args=[event.code, one.check.code]), _handed(one))
            if may_keep and _is_open(one) else "",
            Link(reverse("practice-called", args=[event.code, one.check.code]), _("Answer by telephone"))
            if may_keep and one.stage in TO_PASS_ON else "",
        ))
        for one in checks
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nobody is asked yet."))


def _handed(one: Waiting) -> str:
    if one.stage is Stage.REMIND:
        return _("Remind")
    return _("Hand out") if one.check.sent_at is None else _("Handed out") + f" {_day(one.check.sent_at)}"


def first_due(checks: Sequence[Waiting]) -> str:
    """The code of the first to whom a link is still to be handed."""
    return next((one.check.code for one in checks if one.stage in (Stage.ASK, Stage.REMIND)), "")


def _is_open(one: Waiting) -> bool:
    return one.stage in TO_PASS_ON


def _stage(one: Waiting) -> Chip | str:
    chips = {
        Stage.ASK: Chip(Tone.DUE, _("hand the link out")),
        Stage.REMIND: Chip(Tone.DUE, _("remind")),
        Stage.SAMPLE: Chip(Tone.MUTE, _("not answered")),
        Stage.CALL: Chip(Tone.DUE, _("call")),
        Stage.WAITS: Chip(Tone.MUTE, _("waits")),
        Stage.OVER: Chip(Tone.MUTE, _("did not answer")),
    }
    if one.stage is Stage.CALL and one.check.called_at is not None:
        return Chip(Tone.MUTE, _("not reached") + f" {_day(one.check.called_at)}")
    if one.stage is Stage.ANSWERED:
        return Chip(Tone.OK, _("answered") + f" {_day(one.check.answered_at)}")
    return chips.get(one.stage, "")


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")  # type: ignore[arg-type]


def has_to_send(checks: Sequence[Waiting]) -> bool:
    return any(one.stage is Stage.ASK for one in checks)


def has_to_remind(checks: Sequence[Waiting]) -> bool:
    return any(one.stage is Stage.REMIND for one in checks)


def opens_on(event: Event) -> date:
    return event.ends_on + ASKED_AFTER


def words_of(actor: Actor, checks: Sequence[Waiting]) -> list[str]:
    """What was written in own words, for who may read it; without the code of who wrote it."""
    answered = [one.check for one in checks if one.check.answered_at is not None]
    reveal(actor, *answered, only=["words"])
    found = []
    for check in answered:
        try:
            found.append(check.words)
        except StillSealed:
            continue
    return sorted(text for text in found if text)
