from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.foundation.clocks.actions import change_day, restore_day
from panah.foundation.clocks.actions.calendar import MOST_DAYS_OFF
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.calendar import queries
from panah.web.calendar.forms import DayForm
from panah.web.components.flow import form_page, posted, sent


@page(Permission.CALENDAR_EDIT)
def calendar(request: Request) -> HttpResponse:
    """The days off of this year and the next, those of this office, and those that a decree has moved."""
    year = clock.today().year
    years = [queries.holidays_table(shown) for shown in (year, year + 1)]
    context = {
        "own": queries.own_changes(request.actor), "decreed": queries.decreed_changes(), "years": years,
        "most": MOST_DAYS_OFF,
    }  # fmt: skip
    return render(request, "calendar/calendar.html", context)


@page(Permission.CALENDAR_EDIT)
def change(request: Request) -> HttpResponse:
    """A day that this office has off or works, against the usual calendar; its clocks that run are counted again."""
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
        _("A day of our office"),
        back_url="../",
        lead=_(
            "Only deadlines of your own office that count in working days move. Urgent ones and agreed days stay. Your "
            "supervisors and heads are told."
        ),
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
