"""The helper's side: one's own part of a case that others lead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.actions import hand_back, record_help, take_part, write_to_lead
from panah.casework.cases.models import Helper
from panah.casework.cases.queries import helper_of_lead
from panah.foundation.security.access import Refusal, require
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent, step_page
from panah.web.components.grown_words import standing_of
from panah.web.components.values import Fact
from panah.web.helping import queries
from panah.web.helping.forms import HandBackForm, HelpGivenForm, ToLeadForm
from panah.web.helping.words import days_of, facts_of_copy, services_asked


@page(Permission.CASE_HELP)
def help_list(request: Request) -> HttpResponse:
    """The children whom we help, the cases that we are asked to lead, and those that we handed over."""
    context = {
        "asked": queries.asked_rows(request.actor),
        "parts": queries.parts_table(request.actor),
        "handed": queries.handed_table(request.actor),
    }
    return render(request, "helping/list.html", context)


@page(Permission.CASE_HELP)
def part(request: Request, code: str) -> HttpResponse:
    """What we are asked, what we are shown, and what we did. Whoever leads the child is taken to the own side of it."""
    led = helper_of_lead(request.actor, normalise_code(code) or "-")
    if led is not None:
        return redirect("case-share-part", led.case.code, led.code)
    return _part_page(request, queries.part_or_404(request.actor, code))


def _part_page(request: Request, helper: Helper, *, name: str = "", problem: Any = "") -> HttpResponse:
    reveal(request.actor, helper, only=("request", "shown"))
    case = helper.case
    lead = [
        case.organisation.label(language_now()),
        case.lead.display_name if case.lead else "",
        case.organisation.duty_phone,
    ]
    context = {
        "helper": helper, "print_code": helper.code, "facts": facts_of_copy(helper.shown or {}, standing_of(case.child)),
        "request_text": helper.request, "events": queries.written(request.actor, helper), "name": name,
        "has_name": "name" in helper.parts, "problem": problem,
        "is_mine": str(helper.person_id) == request.actor.id,
        "about": [
            Fact(_("Who leads"), [line for line in lead if line]),
            Fact(_("You are asked for"), services_asked(helper)),
            Fact(_("Who does it"), helper.person.display_name if helper.person else _("nobody yet")),
            Fact(_("From, until"), days_of(helper)),
        ],
    }  # fmt: skip
    return render(request, "helping/part.html", context)


@page(Permission.CASE_HELP)
def part_name(request: Request, code: str) -> HttpResponse:
    """The same page with the name, only when it was asked for; the access log keeps who looked."""
    helper = queries.part_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("helper-part", helper.code)
    require(request.actor, Permission.IDENTITY_READ)
    reveal(request.actor, helper, only=("name",))
    return _part_page(request, helper, name=helper.name or _("No name is written"))


@page(Permission.CASE_HELP)
@require_POST
def take(request: Request, code: str) -> HttpResponse:
    """I do this."""
    helper = queries.part_or_404(request.actor, code)
    try:
        take_part(by=request.actor, helper=helper)
    except Refusal as refusal:
        return _part_page(request, helper, problem=refusal.sentence)
    messages.success(request, _("This rests on you now."))
    return redirect("helper-part", helper.code)


@page(Permission.CASE_HELP)
def service(request: Request, code: str) -> HttpResponse:
    """A service that we gave; it counts for the child under our organisation."""
    helper = queries.part_or_404(request.actor, code)
    first = next(iter(helper.service_types), "")
    form = HelpGivenForm(posted(request), initial={"service_type": first})

    def act() -> object:
        data = form.cleaned_data
        return record_help(
            by=request.actor, helper=helper, service_type=data["service_type"], happened_on=data["happened_on"],
            what_was_done=data["what_was_done"], idempotency_key=form.key,
        )  # fmt: skip

    return _step(request, helper, form, act, _("Record a service"), _("Saved. The lead sees it."))


@page(Permission.CASE_HELP)
def note(request: Request, code: str) -> HttpResponse:
    """Something that the lead should know."""
    helper = queries.part_or_404(request.actor, code)
    form = ToLeadForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return write_to_lead(
            by=request.actor, helper=helper, text=data["text"], happened_on=data["happened_on"],
            idempotency_key=form.key,
        )  # fmt: skip

    return _step(request, helper, form, act, _("Tell the lead"), _("Saved. The lead is told."))


def _step(request: Request, helper: Helper, form: Any, act: Any, title: str, done: str) -> HttpResponse:
    back_url = reverse("helper-part", args=[helper.code])
    return step_page(
        request, form, act, title, done=done, code=helper.code, back_url=back_url,
        standing=standing_of(helper.case.child),
    )  # fmt: skip


@page(Permission.CASE_HELP)
def back(request: Request, code: str) -> HttpResponse:
    """We have finished, or cannot go on: the part closes for us."""
    helper = queries.part_or_404(request.actor, code)
    form = HandBackForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return hand_back(by=request.actor, helper=helper, reason=data["reason"], text=data["text"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Handed back. The lead is told; you open it no more."))
        return redirect("help-list")
    return form_page(
        request, form, _("We have finished"), code=helper.code, button=_("Hand back"),
        back_url=reverse("helper-part", args=[helper.code]), standing=standing_of(helper.case.child),
        lead=_("What you wrote stays with the lead. After this you can no longer open this part."),
    )  # fmt: skip
