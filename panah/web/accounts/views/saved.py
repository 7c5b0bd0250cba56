import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.actions import remove_view, save_view
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission

LISTS = {"case-list", "concern-list", "referral-list"}


def _list(name: str) -> str:
    if name not in LISTS:
        raise Http404
    return name


@page(Permission.DRAFT_KEEP)
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep a list as it stands now under a name of one's own."""
    name, query = _list(request.POST.get("page", "")), request.POST.get("query", "")
    try:
        save_view(by=request.actor, page=name, title=request.POST.get("title", ""), query=query)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect(name)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse(name)}?{query}")


@page(Permission.DRAFT_KEEP)
@require_POST
def remove(request: Request, view_id: uuid.UUID) -> HttpResponse:
    remove_view(by=request.actor, view_id=view_id)
    return redirect(_list(request.POST.get("page", "")))
