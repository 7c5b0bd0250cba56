"""A call is written down while somebody talks, and finished when they are gone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.calls.actions import LooksAreOver, NothingToLookFor, change_call, look_for_caller, save_call
from panah.casework.calls.codes import CallOutcome
from panah.casework.calls.models import Call
from panah.casework.calls.queries import cards_for, earlier_than, earlier_under, marks_of
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.calls.answers import shown, spoken_language
from panah.web.calls.forms import CallForm
from panah.web.calls.reaching import around, call_of, earlier_words
from panah.web.components.flow import editing, posted, sent

LOOK, PASS_ON, HUNG_UP = "look", "pass_on", "hung_up"


@page(Permission.CALL_WORK)
def call_new(request: Request) -> HttpResponse:
    """One screen for one talk; saved, it makes room for the next caller."""
    form = CallForm(posted(request))
    if LOOK in request.POST:
        return _drawn_again(request, form)
    call = sent(request, form, lambda: save_call(by=request.actor, details=form.details(), idempotency_key=form.key))
    if call is None:
        return _page(request, form)
    return _what_next(request, call)


def _what_next(request: Request, call: Call) -> HttpResponse:
    """Danger and a concern for a child go on at once; else the line is free."""
    known = earlier_words(earlier_than(request.actor, call))
    said = [
        _("Saved: %(code)s.") % {"code": call.code},
        *([_("Known caller: %(words)s.") % {"words": known}] if known else []),
    ]
    messages.success(request, " ".join(said))
    if PASS_ON in request.POST or call.outcome == CallOutcome.CONCERN:
        return redirect("call-pass-on", call.code)
    is_open = call.is_danger_now == "yes" and call.police_called_at is None
    return redirect("call-danger", call.code) if is_open else redirect("call-new")


@page(Permission.CALL_WORK)
def call_change(request: Request, code: str) -> HttpResponse:
    """Finish the record of a caller who was gone, or correct one. Two who write at once see both texts."""
    found = call_of(request, code)

    def stands() -> dict[str, Any]:
        return _values_of(request, call_of(request, code))

    if LOOK in request.POST:
        return _drawn_again(request, CallForm(request.POST), found)
    form = editing(request, CallForm, stands)

    def act() -> Call:
        return change_call(
            by=request.actor, call=found, details=form.details(found),
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved: %(code)s.") % {"code": found.code})
        return redirect("call-pass-on" if PASS_ON in request.POST else "call", found.code)
    return _page(request, form, found)


def _values_of(request: Request, call: Call) -> dict[str, Any]:
    """All but the number: it is shown to whoever has taken the call back, and to nobody else."""
    reveal(request.actor, call, only=("note",))
    at = timezone.localtime(call.call_back_at) if call.call_back_at else None
    rang = timezone.localtime(call.police_called_at) if call.police_called_at else None
    return {
        "type": call.type, "language": "" if call.language == "unknown" else call.language, "caller": call.caller,
        "place": call.place_id or "", "topics": call.topics, "told": call.told, "note": call.note,
        "is_danger_now": call.is_danger_now, "police_at": rang.time().replace(second=0, microsecond=0) if rang else None,
        "is_number_safe": call.waits_for_call_back,
        "call_back_day": at.date().isoformat() if at else "", "call_back_hour": at.time() if at else None,
        "outcome": call.outcome, "version": call.version,
    }  # fmt: skip


def _drawn_again(request: Request, form: CallForm, call: Call | None = None) -> HttpResponse:
    """The same words once more, with who called before and the answers that fit: the talk goes on."""
    form.leave_unchecked()
    number, alias = (request.POST.get(name, "").strip() for name in ("number", "alias"))
    found = _looked_up(request, number, alias) if number or alias else ""
    return _page(request, form, call, found)


def _looked_up(request: Request, number: str, alias: str) -> str:
    try:
        look_for_caller(by=request.actor, number=number, alias=alias)
    except (LooksAreOver, NothingToLookFor) as refusal:
        return str(refusal.sentence)
    marks = marks_of(request.actor.organisation, number, alias)
    return earlier_words(earlier_under(request.actor, marks)) or _(
        "Nobody has called here before by this number or name."
    )


def _page(request: Request, form: CallForm, call: Call | None = None, found: str = "") -> HttpResponse:
    topics = [str(topic) for topic in form["topics"].value() or []]
    language = spoken_language(str(form["language"].value() or ""))
    context = {
        "form": form, "call": call, "found": found, "print_code": call.code if call else "",
        "cards": shown(cards_for([*topics] if topics else []), language), **around(request.actor, call),
    }  # fmt: skip
    return render(request, "calls/write.html", context)
