from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.foundation.accounts.actions import choose_settings
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import roles_of
from panah.foundation.security.pages import Request, page, public
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from panah.web import parts_page
from panah.web.accounts.actions import end_other_sessions
from panah.web.accounts.forms import SettingsForm
from panah.web.accounts.queries import has_second_step, role_needs_second_step, session_keys_of, unseen_count
from panah.web.accounts.session import MEMBERSHIP


def _self(request: Request) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


@page(Permission.SELF_MANAGE)
def me(request: Request) -> HttpResponse:
    """Who I am here, what my role sees, how Panah looks and speaks to me, how I come in."""
    person = _self(request)
    initial = {"language": person.language, "theme": person.theme}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        choose_settings(by=request.actor, person=person, language=data["language"], theme=data["theme"])
        messages.success(request, _("Saved."))
        return redirect("me")
    return render(request, "accounts/me.html", _shown(request, person, form))


def _shown(request: Request, person: Person, form: SettingsForm) -> dict[str, Any]:
    memberships = roles_of(person)
    held = [_role_line(row, request) for row in memberships]
    return {
        "person": person,
        "form": form,
        "roles": held,
        "role": next((line for line in held if line["is_chosen"]), None),
        "has_second_step": has_second_step(person),
        "needs_second_step": role_needs_second_step(person),
        "has_password": person.has_usable_password(),
        "others": max(len(session_keys_of(person)) - 1, 0),
        "unseen": unseen_count(request.actor),
    }


def _role_line(row: Membership, request: Request) -> dict[str, Any]:
    actor, card = request.actor, ROLES[Role(row.role)]
    return {
        "id": str(row.pk),
        "title": card.title,
        "sentence": card.sentence,
        "organisation": row.organisation.label(actor.language),
        "is_chosen": (row.role, str(row.organisation_id)) == (actor.role, actor.organisation),
    }


@page(Permission.SELF_MANAGE)
@require_POST
def choose_role(request: Request) -> HttpResponse:
    """Work in another of one's own roles from now on."""
    chosen = request.POST.get("membership", "")
    if chosen not in {str(row.pk) for row in roles_of(_self(request))}:
        raise Http404
    request.session[MEMBERSHIP] = chosen
    return redirect("today")


@page(Permission.SELF_MANAGE)
@require_POST
def end_sessions(request: Request) -> HttpResponse:
    ended = end_other_sessions(by=request.actor, person=_self(request), kept=request.session.session_key or "")
    words = ngettext("%(count)d other session ended.", "%(count)d other sessions ended.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("me")


@public("the living page of parts: invented data, only where DEBUG is on")
def parts(request: Request) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    return parts_page.parts(request)  # type: ignore[return-value]
