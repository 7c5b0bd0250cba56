import uuid

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from panah.foundation.accounts.actions import choose_settings
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security.pages import public
from panah.foundation.security.queries import is_demo
from panah.web.demo.queries import seats
from panah.web.demo.rules import is_from_this_machine
from panah.web.numbers.queries import front_figures


def is_demo_here(request: HttpRequest) -> bool:
    """Whether this is a demo that this visitor may enter."""
    may_enter = settings.PANAH_DEMO_OPEN or is_from_this_machine(request.META, request.get_host())
    return may_enter and is_demo()


@public("only on a demo, and only from this machine unless the demo was opened: everybody in it is invented")
def demo(request: HttpRequest) -> HttpResponse:
    """Look as any role, with one click."""
    if not is_demo_here(request):
        raise Http404
    if request.method == "POST":
        return _look_as(request)
    language = get_language() or settings.LANGUAGE_CODE
    return render(request, "demo/demo.html", {"roles": seats(language), "figures": front_figures(language)})


def _look_as(request: HttpRequest) -> HttpResponse:
    """Sign in without a password: nobody in a demo has one. The language of the visitor is kept."""
    membership = get_object_or_404(
        Membership.objects.valid().select_related("person", "organisation"),
        pk=_uuid(request.POST.get("membership", "")),
    )
    person = membership.person
    language = get_language() or person.language
    if language != person.language:
        choose_settings(by=actor_of(membership), person=person, language=language, theme=person.theme)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["membership"] = str(membership.pk)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error
