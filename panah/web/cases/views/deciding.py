from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import OPEN_STAGES, Depth
from panah.casework.cases.queries import open_proposal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import form_page, posted, sent


@page(Permission.CASE_WORK)
def depth(request: Request, code: str) -> HttpResponse:
    """Help or protection: what was noticed proposes, a person decides with a reason, and nothing is typed again (S7)."""
    case = queries.case_or_404(request.actor, code)
    if case.stage not in OPEN_STAGES:
        return redirect("case", case.code)
    waiting = open_proposal(case)
    form = forms.DepthForm(posted(request), initial={} if waiting else {"depth": case.depth})

    def act() -> object:
        data = form.cleaned_data
        return actions.decide_depth(
            by=request.actor, case=case, depth=data["depth"], reason=data["reason"], idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        is_protected = form.cleaned_data["depth"] == Depth.PROTECTION
        messages.success(
            request,
            _("The case is now one of protection. Everything written stays.") if is_protected else _("Help goes on."),
        )
        return redirect("case", case.code)
    stands = queries.depth_facts(case)
    return form_page(request, case, form, _("Help or protection"), stands=stands, button=_("Decide"))


@page(Permission.CASE_WORK)
def help_close(request: Request, code: str) -> HttpResponse:
    """Help ends by the lead alone, with a reason."""
    case = queries.case_or_404(request.actor, code)
    if case.depth != Depth.HELP or case.stage not in OPEN_STAGES:
        return redirect("case", case.code)
    form = forms.HelpEndsForm(posted(request))

    def act() -> object:
        return actions.close_help(
            by=request.actor, case=case, reason=form.cleaned_data["reason"], idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The help has ended. The code stays, and the case can be opened again."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("The help ends"), button=_("End the help"))
