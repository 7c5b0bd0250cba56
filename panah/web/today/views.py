from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.values import ActionRow, Column, Table, TableRow
from panah.web.components.when import day_and_distance, short_day
from panah.web.today import queries
from panah.web.today.sentences import sentence_of


@page(Permission.TODAY)
def today(request: Request) -> HttpResponse:
    """What waits for this person, what others owe, and the own cases."""
    now = timezone.now()
    show_all = request.GET.get("all") == "1"
    rows = queries.action_rows(request.actor, now, 200 if show_all else queries.SHOWN + 1)
    more = len(rows) > queries.SHOWN and not show_all
    shown = rows if show_all else rows[: queries.SHOWN]
    lines = queries.my_cases(request.actor, now)
    context: dict[str, Any] = {
        "title": _("Today, %(day)s") % {"day": day_words(now)},
        "lead": lead_of(shown, now),
        "rows": shown,
        "has_more": more,
        "waiting": queries.waiting_rows(request.actor),
        "cases": table_of(lines, now) if lines else None,
        "nothing": nothing_words(request.actor, now) if not shown else "",
        "figures": queries.small_figures(request.actor, now),
    }
    return render(request, "today/today.html", context)


def day_words(now: datetime) -> str:
    # Translators: a pattern of Django's date filter for today's weekday, day and month, as in "Saturday 21 November"
    words = date_format(timezone.localtime(now), pgettext("date pattern", "l j F"))
    return words if words.isascii() else words.lower()


def lead_of(rows: list[ActionRow], now: datetime) -> str:
    """One sentence that says how the day stands."""
    if not rows:
        return ""
    count = ngettext("%(count)d thing waits for you.", "%(count)d things wait for you.", len(rows)) % {
        "count": len(rows)
    }
    late = sum(1 for row in rows if row.due is not None and row.due < now)
    if not late:
        return count
    return f"{count} " + ngettext("%(count)d is late.", "%(count)d are late.", late) % {"count": late}


def nothing_words(actor: Actor, now: datetime) -> str:
    """That nothing waits, and what comes next."""
    timer = queries.next_thing(actor, now)
    if timer is None:
        return _("Nothing waits for you.")
    when = short_day(timezone.localtime(timer.due_at).date(), timezone.localtime(now).date())
    return f"{_('Nothing waits for you.')} {_('Next')}: {when} · {sentence_of(timer)} · {timer.subject_code}"


def table_of(lines: list[queries.CaseLine], now: datetime) -> Table:
    columns = [Column(_("Code")), Column(_("Age, sex")), Column(_("Stage")), Column(_("Next due"))]
    return Table(
        columns,
        [
            TableRow(
                [line.case.code, line.who, line.steps, day_and_distance(line.next_due, now) if line.next_due else "—"],
                line.url,
            )
            for line in lines
        ],
    )
