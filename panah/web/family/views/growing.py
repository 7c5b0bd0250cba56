from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.casework.people.actions import note_talk_of_adulthood
from panah.casework.people.codes import Standing
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404


@page(Permission.CASE_WORK)
def eighteen(request: Request, code: str) -> HttpResponse:
    """What changes at 18, said gently and in time. The page tells no birthday, and whoever came grown has none to prepare."""
    case = case_or_404(request.actor, code)
    if case.child.standing == Standing.ADULT:
        return redirect("case", case.code)
    if request.method == "POST":
        note_talk_of_adulthood(by=request.actor, child=case.child)
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return render(request, "family/eighteen.html", {"case": case, "print_code": case.code})
