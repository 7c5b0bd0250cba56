from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from panah.foundation.accounts.models import Organisation
from panah.foundation.duty.codes import COVERED
from panah.foundation.duty.models import Desk
from panah.foundation.duty.queries import desk_of, zone_of_office
from panah.foundation.duty.rules import A_WEEK, week_of
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.duty import queries

FIRST_YEAR, LAST_YEAR = 2020, 2100


def monday_of(words: str) -> date:
    """The Monday of the week in which a day lies; an address may name an hour of the day behind it."""
    try:
        day = date.fromisoformat(words[:10])
    except ValueError as no_day:
        raise Http404 from no_day
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise Http404
    return week_of(day)


def kept_desk(request: Request) -> Desk | None:
    """None where no list is kept."""
    desk = desk_of(request.actor.organisation_id)
    return desk if desk is not None and desk.cover in COVERED else None


def this_week(desk: Desk) -> date:
    return week_of(clock.now().astimezone(zone_of_office(desk.organisation)).date())


@page(Permission.DUTY_VIEW)
def now(request: Request) -> HttpResponse:
    """Who is on duty at this moment, and this week."""
    desk = kept_desk(request)
    return _week_page(request, desk, this_week(desk)) if desk is not None else _no_list(request)


def _no_list(request: Request) -> HttpResponse:
    context = {
        "why_none": getattr(desk_of(request.actor.organisation_id), "why_none", ""),
        "may_keep": Permission.DUTY_KEEP in request.actor.permissions,
    }
    return render(request, "duty/none.html", context)


@page(Permission.DUTY_VIEW)
def week(request: Request, week: str) -> HttpResponse:
    """One week of the list."""
    desk = kept_desk(request)
    return _week_page(request, desk, monday_of(week)) if desk is not None else _no_list(request)


def _week_page(request: Request, desk: Desk, monday: date) -> HttpResponse:
    may_keep = Permission.DUTY_KEEP in request.actor.permissions
    context = _shown(desk, monday, queries.week_table(desk, monday, may_keep=may_keep)) | {
        "duty": queries.duty_now(request.actor), "may_keep": may_keep, "earlier": monday - A_WEEK,
        "later": monday + A_WEEK, "is_this_week": monday == this_week(desk),
    }  # fmt: skip
    return render(request, "duty/week.html", context)


@page(Permission.DUTY_VIEW)
def sheet(request: Request, week: str) -> HttpResponse:
    """The same week as a sheet for the wall: names and telephones of those who work here, and of nobody else (S12)."""
    desk, monday = kept_desk(request), monday_of(week)
    if desk is None:
        return _no_list(request)
    table = queries.week_table(desk, monday, may_keep=False, is_sheet=True)
    return render(request, "duty/sheet.html", _shown(desk, monday, table))


def _shown(desk: Desk, monday: date, table: Any) -> dict[str, Any]:
    office: Organisation = desk.organisation
    return {
        "desk": desk, "table": table, "week": monday.isoformat(), "words": queries.week_words(monday),
        "office": office.label(language_now()),
    }  # fmt: skip
