from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.concerns import actions
from panah.casework.concerns.codes import ConcernStatus
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import children_of, clocks_of, concerns_at_duty, concerns_by_status, messages_of
from panah.casework.concerns.rules import may_become
from panah.casework.referrals.queries import referrals_of
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import EditedMeanwhile, Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.values import FilterTag
from panah.web.concerns import queries
from panah.web.concerns.forms import AsideForm, FilterForm, InformationForm

PAGE_SIZE = 25


def _concern(request: Request, code: str) -> Concern:
    """The concern for those who answer for it; for others it is not there."""
    concern = concerns_at_duty(request.actor).filter(code=normalise_code(code)).first()
    if concern is None:
        raise Http404
    return cast(Concern, concern)


@page(Permission.CONCERN_VIEW)
def concern_list(request: Request) -> HttpResponse:
    """All concerns that this organisation answers for, newest first."""
    form = FilterForm(request.GET)
    chosen = {name: value for name, value in (form.cleaned_data if form.is_valid() else {}).items() if value}
    every = concerns_by_status(request.actor)
    found = every.filter(**chosen)
    pages = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "filters": form,
        "tags": _tags(chosen),
        "shown": pages.paginator.count,
        "total": every.count() if chosen else pages.paginator.count,
        "page_obj": pages,
        "table": queries.table_of(list(pages.object_list)),
    }
    return render(request, "concerns/list.html", context)


def _tags(chosen: dict[str, str]) -> list[FilterTag]:
    lists = {"status": "concern_status", "urgency": "urgency"}
    tags = []
    for name, code in chosen.items():
        others = "&".join(f"{other}={value}" for other, value in chosen.items() if other != name)
        tags.append(FilterTag(code_list(lists[name]).label(code), f"?{others}"))
    return tags


@page(Permission.CONCERN_VIEW)
def concern(request: Request, code: str) -> HttpResponse:
    """One concern: what was told, its clock, what happened; names and phones stay shut until they are asked for."""
    return _show(request, _concern(request, code), is_identity_open=False)


@page(Permission.IDENTITY_READ)
@require_POST
def concern_show(request: Request, code: str) -> HttpResponse:
    """The same page with names, whereabouts and phone; the audit says who opened them."""
    return _show(request, _concern(request, code), is_identity_open=True)


def _show(request: Request, found: Concern, *, is_identity_open: bool) -> HttpResponse:
    children, added = children_of([found])[found.pk], messages_of(found)
    hidden = frozenset() if is_identity_open else frozenset({Permission.IDENTITY_READ})
    reveal(replace(request.actor, permissions=request.actor.permissions - hidden), found, *children, *added)
    timer = clocks_of([found]).get(found.file_id)
    decided_by = people_by_id({found.decided_by}).get(found.decided_by) if found.decided_by else None
    context: dict[str, Any] = {
        "concern": found,
        "told": queries.told_by(found, children, is_identity_open=is_identity_open),
        "is_identity_open": is_identity_open,
        "chips": [queries.urgency_chip(found), queries.status_chip(found)],
        "timer": timer,
        "ask": code_list("timer_kind").label(timer.kind) if timer else "",
        "events": queries.events_of(found, added, decided_by.display_name if decided_by else ""),
        "answer": code_list("answer_status").label(found.answer_status),
        "has_unread": timer is not None and timer.kind == TimerKind.CONCERN_MESSAGE,
        "referrals": referrals_of(found.file_id),
        "print_code": found.code,
        **_open_ways(request, found),
    }
    return render(request, "concerns/concern.html", context)


def _open_ways(request: Request, found: Concern) -> dict[str, bool]:
    """Which decisions this person may take now."""
    status = ConcernStatus(found.status)
    may_triage = Permission.CONCERN_TRIAGE in request.actor.permissions
    return {
        "may_triage": may_triage,
        "may_take": may_triage and may_become(status, ConcernStatus.IN_TRIAGE),
        "may_decide": may_triage and may_become(status, ConcernStatus.NOT_A_CONCERN),
        "may_refer": Permission.REFERRAL_SEND in request.actor.permissions
        and may_become(status, ConcernStatus.REFERRED),
    }


def _done(request: Request, found: Concern, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("concern", found.code)


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_take(request: Request, code: str) -> HttpResponse:
    found = _concern(request, code)
    try:
        actions.begin_triage(by=request.actor, concern=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("concern", found.code)
    return _done(request, found, _("You decide on this concern now."))


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_read(request: Request, code: str) -> HttpResponse:
    found = actions.read_messages(by=request.actor, concern=_concern(request, code))
    return _done(request, found, _("The message is marked as read."))


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_talk(request: Request, code: str) -> HttpResponse:
    found = actions.ask_reporter_to_talk(by=request.actor, concern=_concern(request, code))
    return _done(request, found, _("The answer page now asks the reporter to talk to us."))


@page(Permission.CONCERN_TRIAGE)
def concern_information(request: Request, code: str) -> HttpResponse:
    found = _concern(request, code)
    form = InformationForm(request.POST or None, initial={"version": found.version})
    return _decision(request, found, form, "concerns/information.html")


@page(Permission.CONCERN_TRIAGE)
def concern_aside(request: Request, code: str) -> HttpResponse:
    found = _concern(request, code)
    form = AsideForm(request.POST or None, initial={"version": found.version})
    return _decision(request, found, form, "concerns/aside.html")


def _decision(request: Request, found: Concern, form: InformationForm | AsideForm, template: str) -> HttpResponse:
    """Decide; where somebody decided meanwhile both texts are shown and the own one is kept."""
    theirs = ""
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("note", "version")}
        try:
            if isinstance(form, AsideForm):
                reason = form.cleaned_data["reason"]
                actions.set_aside(by=request.actor, concern=found, reason=reason, idempotency_key=form.key, **values)
            else:
                actions.give_information(by=request.actor, concern=found, idempotency_key=form.key, **values)
            return _done(request, found, _("Saved. The clocks of this concern have stopped."))
        except (EditedMeanwhile, actions.AlreadyDecided) as refusal:
            reveal(request.actor, found)
            theirs = found.decision_note
            form.add_error(None, str(refusal.sentence))
            form.data = request.POST.copy()
            form.data["version"] = str(found.version)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
    return render(request, template, {"concern": found, "form": form, "theirs": theirs, "print_code": found.code})
