"""The lead's side: whom to let help, the preview of what they will see, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.actions import add_helper, end_help, share_with_helper
from panah.casework.cases.models import Case, Helper
from panah.casework.cases.queries import Copy, consent_to_share, copy_of, has_people, is_running, sources_of
from panah.casework.cases.rules import is_open, parts_for
from panah.casework.people.queries import override_in_force
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases.queries import case_or_404
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import carried_out
from panah.web.components.grown_words import standing_of, suit
from panah.web.helping import queries
from panah.web.helping.forms import EndForm, ServiceChoice, ShareForm, ShownForm
from panah.web.helping.queries import Whom
from panah.web.helping.words import days_of, facts_of_copy, services_asked, status_of, who_helps

LOOK, SHARE, CHANGE = "look", "share", "change"


@page(Permission.CASE_WORK)
def share(request: Request, code: str) -> HttpResponse:
    """Who helps this child, and the way to let somebody else help."""
    case = case_or_404(request.actor, code)
    form = ServiceChoice(request.GET or None)
    if request.GET and form.is_valid():
        return redirect("case-share-new", case.code, form.cleaned_data["service"])
    context = {
        "case": case, "form": form, "table": queries.helpers_table(case), "print_code": case.code,
        "lacks_consent": _lacks_consent(case), "is_open": is_open(case.stage),
    }  # fmt: skip
    return render(request, "helping/share.html", context)


def _first(request: Request, service: str) -> dict[str, Any]:
    """What is proposed for this service; and whom, where the plan names a colleague."""
    return {"parts": parts_for([service]), "whom": request.GET.get("whom", "")}


def _lacks_consent(case: Case) -> bool:
    return consent_to_share(case.child) is None and override_in_force(case.child) is None


@page(Permission.CASE_WORK)
def share_new(request: Request, code: str, service: str) -> HttpResponse:
    """Whom, what for, what is shown; then exactly what they will see; then it is theirs."""
    case = case_or_404(request.actor, code)
    if service not in code_list("service_types"):
        return redirect("case-share", case.code)
    whom = queries.whom_choices(request.actor, case, service)
    form = ShareForm(posted(request), initial=_first(request, service), whom=whom)
    wanted = request.POST.get("go", LOOK)
    if wanted == SHARE:
        helper = carried_out(form, lambda: _let_help(request, case, service, form))
        if helper is not None:
            messages.success(request, _("Shared. They see it now; you see here what they write."))
            return redirect("case-share-part", case.code, helper.code)
    if request.method == "POST" and wanted != CHANGE and form.is_valid():
        return _preview(request, case, service, form)
    return form_page(
        request, form, _("Let others help"), code=case.code, back_url=reverse("case-share", args=[case.code]),
        template="helping/share_new.html", lacks_consent=_lacks_consent(case), case=case,
        service=code_list("service_types").label(service), standing=standing_of(case.child),
    )  # fmt: skip


def _let_help(request: Request, case: Case, service: str, form: ShareForm) -> Helper:
    data = form.cleaned_data
    whom = queries.whom_of(request.actor, case, data["whom"])
    return add_helper(
        by=request.actor, case=case, organisation=whom.organisation, provider=whom.provider, person=whom.person,
        service_types=(service,), request=data["request"], parts=data["parts"], until=data["until"],
        seen=request.POST.get("seen", ""), idempotency_key=form.key,
    )  # fmt: skip


def _preview(request: Request, case: Case, service: str, form: ShareForm) -> HttpResponse:
    data = form.cleaned_data
    whom = queries.whom_of(request.actor, case, data["whom"])
    copy = _copy(request, case, data["parts"])
    context = {
        "case": case, "form": form, "facts": facts_of_copy(copy.content, standing_of(case.child), copy.name), "seen": copy.digest,
        "request_text": data["request"], "until": data["until"], "service": code_list("service_types").label(service),
        "who": _name_of(whom), "is_on_paper": not has_people(whom.organisation), "print_code": case.code,
        "sent_on": _as_hidden(request),
    }  # fmt: skip
    return render(request, "helping/preview.html", context)


def _as_hidden(request: Request) -> list[tuple[str, str]]:
    """What was typed, carried on to the confirmation or back to the form."""
    left_out = {"csrfmiddlewaretoken", "go", "seen"}
    return [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]


def _name_of(whom: Whom) -> str:
    if whom.person is not None:
        return whom.person.display_name
    return (whom.provider or whom.organisation).label(language_now())


def _copy(request: Request, case: Case, parts: list[str], besides: Helper | None = None) -> Copy:
    """What would be stored, out of what this person may read; looking at it is in the log."""
    wanted = [part for part in code_list("shared_parts").codes if part in parts]
    sources = sources_of(case, wanted)
    reveal(request.actor, *sources.sealed)
    return copy_of(sources, wanted, besides)


@page(Permission.CASE_WORK)
def share_part(request: Request, code: str, part: str) -> HttpResponse:
    """One helper: what is shown to it, what it wrote, and how it ends."""
    case = case_or_404(request.actor, code)
    helper = queries.part_of_lead_or_404(request.actor, case, part)
    context = _part_context(request, case, helper) | {"end": _end_form(case, EndForm())}
    return render(request, "helping/share_part.html", context)


def _end_form(case: Case, form: EndForm) -> EndForm:
    suit(form, standing_of(case.child))
    return form


def _part_context(request: Request, case: Case, helper: Helper) -> dict[str, Any]:
    reveal(request.actor, helper)
    return {
        "case": case, "helper": helper, "print_code": case.code, "who": who_helps(helper),
        "service": services_asked(helper), "days": days_of(helper), "status": status_of(helper),
        "facts": _shown(helper), "request_text": _request_of(helper), "events": queries.written(request.actor, helper),
        "is_running": is_running(helper), "is_on_paper": not has_people(helper.organisation),
        "phone": (helper.provider.duty_phone if helper.provider else "") or helper.organisation.duty_phone,
    }  # fmt: skip


def _shown(helper: Helper) -> list[Any]:
    try:
        return facts_of_copy(helper.shown or {}, standing_of(helper.case.child), helper.name)
    except StillSealed:
        return []


def _request_of(helper: Helper) -> str:
    try:
        return str(helper.request)
    except StillSealed:
        return ""


@page(Permission.CASE_WORK)
def share_change(request: Request, code: str, part: str) -> HttpResponse:
    """Copy anew what is shown, after a look at it."""
    case = case_or_404(request.actor, code)
    helper = queries.part_of_lead_or_404(request.actor, case, part)
    form = ShownForm(posted(request), initial={"parts": helper.parts, "until": helper.until})
    wanted = request.POST.get("go", LOOK)

    def act() -> Helper:
        data = form.cleaned_data
        return share_with_helper(
            by=request.actor, helper=helper, parts=data["parts"], until=data["until"], seen=request.POST.get("seen", "")
        )

    if wanted == SHARE and sent(request, form, act) is not None:
        messages.success(request, _("Saved. They see this from now on."))
        return redirect("case-share-part", case.code, helper.code)
    if request.method == "POST" and wanted != CHANGE and form.is_valid():
        copy = _copy(request, case, form.cleaned_data["parts"], helper)
        context = {
            "case": case, "form": form, "seen": copy.digest,
            "facts": facts_of_copy(copy.content, standing_of(case.child), copy.name),
            "until": form.cleaned_data["until"], "who": who_helps(helper), "service": services_asked(helper),
            "is_on_paper": not has_people(helper.organisation), "print_code": case.code,
            "sent_on": _as_hidden(request),
        }  # fmt: skip
        return render(request, "helping/preview.html", context)
    back = reverse("case-share-part", args=[case.code, helper.code])
    return form_page(
        request, form, _("What they see"), code=case.code, back_url=back, template="helping/share_new.html", case=case,
        service=services_asked(helper), standing=standing_of(case.child),
    )  # fmt: skip


@page(Permission.CASE_WORK)
def share_end(request: Request, code: str, part: str) -> HttpResponse:
    """From this click on the helper opens nothing."""
    case = case_or_404(request.actor, code)
    helper = queries.part_of_lead_or_404(request.actor, case, part)
    if request.method != "POST":
        return redirect("case-share-part", case.code, helper.code)
    form = EndForm(request.POST)

    def act() -> Helper:
        return end_help(by=request.actor, helper=helper, reason=form.cleaned_data["reason"])

    if carried_out(form, act) is not None:
        messages.success(request, _("The help has ended. They open nothing of it any more."))
        return redirect("case-share", case.code)
    context = _part_context(request, case, helper) | {"end": _end_form(case, form)}
    return render(request, "helping/share_part.html", context, status=400)
