from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.foundation.clocks.actions import change_day, restore_day
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.calendar import queries
from panah.web.calendar.forms import DayForm
from panah.web.components.flow import form_page, posted, sent


@page(Permission.CALENDAR_EDIT)
def calendar(request: Request) -> HttpResponse:
    """The days off of this year and the next, and what we changed."""
    year = clock.today().year
    years = [queries.holidays_table(shown) for shown in (year, year + 1)]
    return render(request, "calendar/calendar.html", {"changes": queries.changes(), "years": years})


@page(Permission.CALENDAR_EDIT)
def change(request: Request) -> HttpResponse:
    """Set one day against the usual calendar; clocks that run are counted again."""
    form = DayForm(posted(request))

    def act() -> int:
        return change_day(
            by=request.actor,
            day=form.cleaned_data["day"],
            is_working=form.is_working,
            reason=form.cleaned_data["reason"],
        )

    moved = sent(request, form, act)
    if moved is not None:
        messages.success(request, said(moved))
        return redirect("calendar")
    return form_page(
        request,
        form,
        _("Change a day of the calendar"),
        back_url="../",
        lead=_("Deadlines that are running and count in working days are counted again. Days that were agreed stay."),
    )


@page(Permission.CALENDAR_EDIT)
def restore(request: Request, day: str) -> HttpResponse:
    """Take our own change back."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError as no_day:
        raise Http404 from no_day
    if request.method == "POST":
        messages.success(request, said(restore_day(by=request.actor, day=chosen)))
    return redirect("calendar")


def said(moved: int) -> str:
    """What the change did."""
    if not moved:
        return _("Saved. No running deadline has moved.")
    words = ngettext(
        "Saved. %(count)d running deadline has moved.", "Saved. %(count)d running deadlines have moved.", moved
    )
    return words % {"count": moved}
