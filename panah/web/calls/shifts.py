"""The end of a shift: what is open stands there by itself, and the next operator says that it was read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.calls.actions import confirm_shift, hand_over_shift
from panah.casework.calls.models import ShiftHandOver
from panah.casework.calls.queries import open_items, shifts_of
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.calls import queries
from panah.web.calls.forms import ShiftForm
from panah.web.calls.reaching import around
from panah.web.components.flow import posted, sent

LAST_SHIFTS = 10


def shift_of(request: Request, code: str) -> ShiftHandOver:
    found: ShiftHandOver = get_object_or_404(shifts_of(request.actor), code=normalise_code(code) or "-")
    return found


@page(Permission.CALL_WORK)
def shift_hand_over(request: Request) -> HttpResponse:
    form = ShiftForm(posted(request))
    made = sent(
        request, form,
        lambda: hand_over_shift(by=request.actor, note=form.cleaned_data["note"], idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Handed over. It stands on Today until the next operator confirms."))
        return redirect("shift", made.code)
    context = {
        "form": form, "rows": queries.open_rows(open_items(request.actor)),
        "table": queries.shift_table(list(shifts_of(request.actor)[:LAST_SHIFTS])), **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/hand_over.html", context)


@page(Permission.CALL_VIEW)
def shift(request: Request, code: str) -> HttpResponse:
    found = shift_of(request, code)
    reveal(request.actor, found)
    may_confirm = found.confirmed_at is None and found.made_by_id != request.actor.person_id
    context = {
        "shift": found, "table": queries.left_table(found), "print_code": found.code, "may_confirm": may_confirm,
        **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/shift.html", context)


@page(Permission.CALL_WORK)
@require_POST
def shift_confirm(request: Request, code: str) -> HttpResponse:
    found = shift_of(request, code)
    try:
        confirm_shift(by=request.actor, shift=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Confirmed. The shift is yours."))
    return redirect("shift", found.code)
