"""The form of two minutes where there is no network: it stays on the phone, and what is written is sealed there."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.outings.actions import say_phone_lost, take_offline
from panah.casework.outings.models import Outing
from panah.casework.outings.queries import phones_away, providers_for, taken_under
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.components.sealing import asked_before_sealing
from panah.web.components.values import Fact
from panah.web.outings.finding import outing_or_404, own_outing_or_404
from panah.web.outings.forms import ChildForm
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state

TAKEN = "taken"  # of the session: the token of each outing that was taken along on this device, sealed


def _purpose(request: Request, outing: Outing) -> str:
    return f"outing {outing.pk} {request.actor.id}"


def _token_of(request: Request, outing: Outing) -> str:
    """Sessions rest in the table and in its copies, readable: the token stands in them sealed, for this member alone."""
    try:
        state = open_state(request.session.get(TAKEN, {}).get(outing.code, ""), _purpose(request, outing))
    except StateUnreadable:
        return ""
    return "".join(state.answers.get("token", []))


@page(Permission.OUTING_WORK)
@require_POST
def take(request: Request, code: str) -> HttpResponse:
    """From now on what this phone seals acts for its member here, also when nobody is signed in any more."""
    outing = own_outing_or_404(request.actor, code)
    try:
        token = take_offline(by=request.actor, outing=outing)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("outing", outing.code)
    sealed = seal_state(FormState(answers={"token": [token]}), _purpose(request, outing))
    request.session[TAKEN] = {**request.session.get(TAKEN, {}), outing.code: sealed}
    return redirect("outing-offline", outing.code)


@page(Permission.OUTING_VIEW)
def lost(request: Request, code: str, taken_id: uuid.UUID) -> HttpResponse:
    """Whoever carried a phone, or who leads, says that it is lost; asked first, for what it still holds is lost with it."""
    outing = outing_or_404(request.actor, code)
    taken = next((one for one in phones_away(request.actor, outing) if one.pk == taken_id), None)
    if taken is None:
        raise Http404
    form = OnceForm(posted(request))
    done = sent(
        request, form,
        lambda: say_phone_lost(by=request.actor, outing=outing, person=taken.person, idempotency_key=form.key),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("From now on nothing is taken from this phone."))
        return redirect("outing", outing.code)
    lead = _(
        "From now on nothing is taken from it, in no outing of your office; what it still holds can be read by nobody. "
        "Desks that have not looked yet are told to ask first about what came from it."
    )
    return form_page(
        request, form, _("This phone is lost"), code=outing.code, back_url=reverse("outing", args=[outing.code]), lead=lead,
        button=_("End it now"), stands=[Fact(_("Who took the form along"), taken.person.display_name)],
    )  # fmt: skip


@page(Permission.OUTING_WORK)
def offline(request: Request, code: str) -> HttpResponse:
    """The page that lies on the phone. It knows the outing and whom to telephone; it names nobody."""
    outing = own_outing_or_404(request.actor, code)
    token = _token_of(request, outing)
    taken = taken_under(token)
    if taken is None or not outing.is_open:
        messages.info(request, _("Take the form along first, while there is network."))
        return redirect("outing", outing.code)
    form = ChildForm(providers=providers_for(request.actor, outing), initial={"token": token})
    context = {
        "form": form, "outing": outing, "rules": asked_before_sealing([form]), "until": taken.expires_at,
        "scope": request.path, "is_light": True,
    }  # fmt: skip
    return render(request, "outings/offline.html", context)
