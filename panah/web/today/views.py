import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from panah.casework.referrals.actions import remind_body
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import LEG_CLOCKS
from panah.foundation.clocks import actions as clocks
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import awaited_by
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.values import Column, Link, Table, TableRow
from panah.web.components.when import day_and_distance
from panah.web.duty.queries import duty_now
from panah.web.today import queries
from panah.web.today.arriving import arrival_rows
from panah.web.today.coordinating import late_in, region_figures, region_of, region_rows
from panah.web.today.empty import nothing_words
from panah.web.today.figures import small_figures
from panah.web.today.first_steps import first_lines
from panah.web.today.waiting import waiting_rows


@page(Permission.TODAY)
def today(request: Request) -> HttpResponse:
    """What waits for this person, what others owe, and the own cases."""
    now, actor = timezone.now(), request.actor
    standing = queries.standing_of(actor, now)
    show_all = request.GET.get("all") == "1"
    pages = Paginator(range(standing.all), queries.ALL_SHOWN if show_all else queries.SHOWN)
    shown = pages.get_page(request.GET.get("page") if show_all else 1)
    rows = queries.action_rows(actor, now, pages.per_page, max(0, shown.start_index() - 1)) if standing.all else []
    lines = queries.my_cases(actor, now)
    region = region_of(actor)
    of_region = [*arrival_rows(actor), *region_rows(region)] if shown.number == 1 else []
    context: dict[str, Any] = {
        "title": _("Today, %(day)s") % {"day": day_words(now)},
        "lead": lead_of(queries.Standing(standing.all + len(of_region), standing.late + late_in(of_region))),
        "rows": [*of_region, *rows],
        "has_more": standing.all > len(rows) and not show_all,
        "pages": shown if show_all and shown.has_other_pages() else None,
        "waiting": waiting_rows(actor, now),
        "cases": table_of(lines, now) if lines else None,
        "nothing": nothing_words(actor, now) if not (rows or of_region) else "",
        "can_read_library": Permission.LIBRARY_VIEW in request.actor.permissions,
        "can_help": Permission.CASE_WORK in request.actor.permissions,
        "can_take_many": Permission.NIGHT_WORK in request.actor.permissions,
        "can_ask_places": Permission.PLACES_ASK in request.actor.permissions,
        "awaits_confirmation": any(not row.is_confirmed for row in getattr(request, "memberships", ())),
        "duty": duty_now(actor),
        "first_steps": first_lines(actor, getattr(request, "memberships", ())),
        "figures": [*small_figures(actor, now, standing), *region_figures(region)],
    }
    return render(request, "today/today.html", context)


@page(Permission.REFERRAL_VIEW)
def remind(request: Request, timer_id: uuid.UUID) -> HttpResponse:
    """A word to those who owe us something; a stranger's clock is not there."""
    timer = get_object_or_404(awaited_by(request.actor), pk=timer_id)
    if request.method == "POST":
        try:
            _remind(request.actor, timer)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("Reminded. It is on record; once a day is enough."))
    return redirect("today")


def _remind(actor: Actor, timer: Timer) -> None:
    """That of a hand-over stands in its story too."""
    leg = Leg.objects.visible_to(actor).filter(code=timer.address_code).first() if timer.kind in LEG_CLOCKS else None
    if leg is not None and Permission.REFERRAL_SEND in actor.permissions:
        remind_body(by=actor, leg=leg)
    else:
        clocks.remind(by=actor, timer=timer)


def day_words(now: datetime) -> str:
    # Translators: a pattern of Django's date filter for today's weekday, day and month, as in "Saturday 21 November"
    words = date_format(timezone.localtime(now), pgettext("date pattern", "l j F"))
    return words if words.isascii() else words.lower()


def lead_of(standing: queries.Standing) -> str:
    """One sentence that says how the day stands."""
    if not standing.all:
        return ""
    count = ngettext("%(count)d thing waits for you.", "%(count)d things wait for you.", standing.all) % {
        "count": standing.all
    }
    if not standing.late:
        return count
    return f"{count} " + ngettext("%(count)d is late.", "%(count)d are late.", standing.late) % {"count": standing.late}


def table_of(lines: list[queries.CaseLine], now: datetime) -> Table:
    columns = [
        Column(_("Code")),
        Column(_("Age, sex")),
        Column(_("Stage")),
        Column(_("Next due")),
        Column(_("Service")),
    ]
    return Table(
        columns,
        [
            TableRow(
                [
                    line.case.code,
                    line.who,
                    line.steps,
                    day_and_distance(line.next_due, now) if line.next_due else "—",
                    Link(f"{reverse('case-service', args=[line.case.code])}?from=today", _("Record")),
                ],
                line.url,
            )
            for line in lines
        ],
    )
