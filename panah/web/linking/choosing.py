"""From a case to the comparison: which other code may be the same child."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.linking.actions import note_pair
from panah.casework.linking.codes import Origin
from panah.casework.linking.models import Pair
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404, same_links
from panah.web.cases.views.flow import form_page, posted, sent
from panah.web.linking.forms import SameForm
from panah.web.linking.queries import standing_decisions


@page(Permission.CASE_WORK)
def same(request: Request, code: str) -> HttpResponse:
    """Two codes of one child: name the other, and both stand side by side. What was decided can be taken back here."""
    case = case_or_404(request.actor, code)
    form = SameForm(posted(request), initial={"code": request.GET.get("other", "")})
    other = _other(request, case) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and other is None:
        form.add_error("code", _("No case of yours has this code. Of a case elsewhere only its organisation can tell."))

    def act() -> Pair | None:
        return note_pair(by=request.actor, child=case.child, other=other.child) if other is not None else None

    pair = sent(request, form, act)
    if pair is not None:
        return redirect("pair", pair.code)
    return form_page(
        request, case, form, _("Is it the same child?"), template="linking/same.html",
        links=same_links(request.actor, case), decisions=standing_decisions(request.actor, case.child),
    )  # fmt: skip


@page(Permission.CASE_WORK)
def compare(request: Request) -> HttpResponse:
    """Two of those who were found. Of one alone the page that asks for the other code."""
    if request.method != "POST" or not request.POST.get("one"):
        return redirect("find")
    case = case_or_404(request.actor, request.POST["one"])
    other = _other(request, case, "other")
    if other is None or other.child_id == case.child_id:
        messages.warning(request, _("Choose two records of different codes."))
        return redirect("case-same", case.code)
    return redirect("pair", note_pair(by=request.actor, child=case.child, other=other.child, origin=Origin.SEARCH).code)


def _other(request: Request, case: Case, name: str = "code") -> Case | None:
    code = normalise_code(request.POST.get(name, ""))
    return cases_visible_to(request.actor).filter(code=code or "-").exclude(pk=case.pk).first()
