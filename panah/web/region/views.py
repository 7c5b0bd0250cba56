from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.referrals.queries import desk_pressed_at, has_people
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import FilterTag
from panah.web.region import queries, words
from panah.web.region.forms import PressForm, RegionFilter

A_PAGE = 25


@page(Permission.REGION_VIEW)
def region(request: Request) -> HttpResponse:
    """By body and by hours what is not answered, and how each body answered."""
    coordination = coordination_of(request.actor)
    if coordination is None:
        return render(request, "region/none.html")
    form = RegionFilter(request.GET, places=queries.places_of(coordination))
    found, chosen = queries.found(coordination, form), form.chosen()
    shown = Paginator(found.lines, A_PAGE).get_page(request.GET.get("page"))
    context = _tables(found) | {
        "filter": form, "tags": _tags(form, chosen), "clear_url": reverse("region") if chosen else "",
        "table": words.table_of(list(shown.object_list), empty=_("Nothing waits: every request was answered.")),
        "page_obj": shown, "period": _period_words(form),
        "has_senders": coordination.senders,
        "where": coordination.body.label(language_now()), "mandate": words.mandate_words(coordination),
    }  # fmt: skip
    return render(request, "region/region.html", context)


def _tables(found: queries.Found) -> dict[str, Any]:
    """What stands below the bodies, on the page and on the sheet of Monday."""
    return {
        "refusals": words.refusals_table(found.refusals), "noes": words.noes_table(found.noes),
        "desks": words.desks_table(found.desks),
    }  # fmt: skip


def _period_words(form: RegionFilter) -> str:
    choices = dict(form.fields["period"].choices)  # type: ignore[attr-defined]
    return str(choices[form.chosen().get("period", "month")])


def _tags(form: RegionFilter, chosen: dict[str, str]) -> list[FilterTag]:
    address = reverse("region")
    return [
        FilterTag(
            str(dict(form.fields[name].choices)[value]),  # type: ignore[attr-defined]
            f"{address}?{urlencode({other: kept for other, kept in chosen.items() if other != name})}",
        )
        for name, value in chosen.items()
    ]


@page(Permission.REGION_VIEW)
def week(request: Request) -> HttpResponse:
    """The table of Monday, for a wall or a meeting: everything, and no button."""
    coordination = coordination_of(request.actor)
    if coordination is None:
        return render(request, "region/none.html")
    form = RegionFilter({}, places=())
    found = queries.found(coordination, form)
    context = _tables(found) | {
        "table": words.table_of(found.lines, empty=_("Nothing waits: every request was answered.")),
        "day": clock.now(),
        "where": coordination.body.label(language_now()), "period": _period_words(form),
    }  # fmt: skip
    return render(request, "region/week.html", context)


@page(Permission.REGION_VIEW)
def body_page(request: Request, body: str) -> HttpResponse:
    """Everything that one body owes, the longest waiting first."""
    coordination, found = queries.body_or_404(request.actor, body)
    legs = queries.legs_of_body(coordination, found)
    shown = Paginator(legs, A_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows_of(list(shown.object_list))
    standing = queries.standing_of(coordination, found)
    is_there = has_people(found)
    context: dict[str, Any] = {
        "body": found, "name": found.label(language_now()), "facts": words.body_facts(found, has_people=is_there),
        "rows": [words.row_line(found, row) for row in rows], "page_obj": shown, "standing": words.standing_facts(standing),
        "has_people": is_there,
        "refusals": words.refusals_table(queries.refusals_of({found.code: standing}), found.code), "form": PressForm(),
        "can_press": standing.late and Permission.REGION_PRESS in request.actor.permissions,
    } | _desk(request, coordination, found)  # fmt: skip
    return render(request, "region/body.html", context)


def _desk(request: Request, coordination: Coordination, body: Organisation) -> dict[str, Any]:
    """What lies at the desk of this body, where it has one and has agreed."""
    desk = queries.desk_of(coordination, body)
    if desk is None:
        return {}
    pressed_at = desk_pressed_at(coordination, body)
    is_pressed = pressed_at is not None and timezone.localtime(pressed_at).date() == clock.today()
    may_press = desk.late and not is_pressed and Permission.REGION_PRESS in request.actor.permissions
    return {"desk": words.desk_facts(desk, pressed_at), "can_press_desk": may_press}


@page(Permission.REGION_VIEW)
def row_page(request: Request, body: str, number: str) -> HttpResponse:
    """One request in all that may be known of it here."""
    coordination, found = queries.body_or_404(request.actor, body)
    row = queries.row_or_404(coordination, found, number)
    context = {
        "body": found, "name": found.label(language_now()), "number": words.number_words(row), "row": row,
        "facts": words.row_facts(row), "form": PressForm(), "is_pressed": words.is_pressed_today(row),
        "has_people": has_people(found),
    }  # fmt: skip
    return render(request, "region/row.html", context)
