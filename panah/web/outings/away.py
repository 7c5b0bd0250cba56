"""The form of two minutes where there is no network: it stays on the phone, and what is written is sealed there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.outings.actions import take_offline
from panah.casework.outings.queries import providers_for, taken_under
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.sealing import asked_before_sealing
from panah.web.outings.finding import own_outing_or_404
from panah.web.outings.forms import ChildForm

TAKEN = "taken"  # of the session: the token of each outing that was taken along on this device


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
    request.session[TAKEN] = {**request.session.get(TAKEN, {}), outing.code: token}
    return redirect("outing-offline", outing.code)


@page(Permission.OUTING_WORK)
def offline(request: Request, code: str) -> HttpResponse:
    """The page that lies on the phone. It knows the outing and whom to telephone; it names nobody."""
    outing = own_outing_or_404(request.actor, code)
    token = request.session.get(TAKEN, {}).get(outing.code, "")
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
