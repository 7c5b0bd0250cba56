from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, public
from panah.web.accounts.session import lock_session, unlock_session
from panah.web.accounts.views.language import safe_path


class UnlockForm(forms.Form):
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        adapter = get_adapter()
        if not adapter.reauthenticate(self.person, password):
            raise ValidationError(adapter.error_messages["incorrect_password"])
        return password


@public("locks one's own session, and asks for the password of a locked one")
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: Request) -> HttpResponse:
    """Whoever sees this page is locked out, also by the browser's own clock, which comes with GET."""
    person = request.user
    if not isinstance(person, Person):
        return redirect("sign-in")
    if request.headers.get("Sec-Fetch-Site") != "cross-site":  # another site may not lock anybody
        lock_session(request.session)
    if request.method == "POST":
        return redirect(f"{reverse('lock')}?{urlencode({'next': _next(request) or reverse('today')}, safe='/')}")
    return _lock_page(request, person, UnlockForm(person=person))


@public("opens a locked session with the password")
@sensitive_post_parameters("password")
@require_POST
def unlock(request: Request) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person):
        return redirect("sign-in")
    form = UnlockForm(request.POST, person=person)
    if not form.is_valid():
        return _lock_page(request, person, form)
    unlock_session(request.session)
    return redirect(_next(request) or "today")


def _lock_page(request: Request, person: Person, form: UnlockForm) -> HttpResponse:
    """Nothing on it tells whose page it is, or about whom."""
    request.actor = Actor.public(person.language)
    values = {
        "form": form,
        "next": _next(request),
        "kept": request.GET.get("kept", ""),
        "has_password": person.has_usable_password(),
    }
    return render(request, "accounts/lock.html", values)


def _next(request: Request) -> str:
    """Where to go on: as asked for, else the page that the browser was on, which it names to us alone."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if not asked:
        came_from = urlsplit(request.headers.get("Referer", ""))
        asked = came_from.path if came_from.netloc == request.get_host() else ""
    is_lock = asked.startswith((reverse("lock"), reverse("sign-in")))
    return "" if is_lock else safe_path(request, asked)


@public("a sign that somebody is there; tells nothing")
@require_http_methods(["GET", "HEAD", "POST"])
def alive(request: Request) -> HttpResponse:
    """The middleware has noted the presence already, if the session was not locked by then."""
    return HttpResponse(status=204)
