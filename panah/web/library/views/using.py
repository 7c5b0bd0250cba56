from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions import end_use, say_told, say_use
from panah.programme.library.codes import UserKind
from panah.programme.library.models import Version
from panah.programme.library.queries import use_of
from panah.web.library.views.reading import item_or_404, keeps

OURS = {UserKind.ORGANISATION.value: UserKind.ORGANISATION, UserKind.PERSON.value: UserKind.PERSON}


def _kind_or_404(word: str) -> UserKind:
    if word not in OURS:
        raise Http404
    return OURS[word]


@page(Permission.LIBRARY_VIEW)
@require_POST
def use(request: Request, code: str, number: int, kind: str) -> HttpResponse:
    """One button: we, or I, go by this version."""
    found, whose = item_or_404(request.actor, code), _kind_or_404(kind)
    version: Version = get_object_or_404(Version.objects.visible_to(request.actor), item=found, number=number)
    try:
        say_use(by=request.actor, version=version, kind=whose)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Noted. When a newer version is out, it will stand on your Today."))
    return redirect("library-item", found.code)


@page(Permission.LIBRARY_VIEW)
@require_POST
def unuse(request: Request, code: str, kind: str) -> HttpResponse:
    found = item_or_404(request.actor, code)
    standing = use_of(request.actor, found, _kind_or_404(kind))
    if standing is not None:
        end_use(by=request.actor, use=standing)
        messages.success(request, _("Noted."))
    return redirect("library-item", found.code)


@page(Permission.LIBRARY_KEEP)
@require_POST
def told(request: Request, code: str) -> HttpResponse:
    found = item_or_404(request.actor, code)
    if not keeps(request.actor, found):
        raise Http404
    say_told(by=request.actor, item=found)
    messages.success(request, _("Noted: they know of the newest version."))
    return redirect("library-item", found.code)
