"""To whom of one's own organisation no message comes through, for whoever looks after its people."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.notices.actions import try_again
from panah.foundation.notices.queries import last_fault_of, traffic, unreached
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.accounts.channel_words import NAMES, fault_words


@page(Permission.STAFF_MANAGE)
def message_list(request: Request) -> HttpResponse:
    """Names of colleagues and the channel; an address is nobody's business but its owner's."""
    rows = [
        {
            "id": address.pk,
            "who": address.person.display_name,
            "channel": NAMES[address.channel],
            "since": address.given_up_at,
            "fault": fault_words(last_fault_of(address)),
        }
        for address in unreached(request.actor.organisation_id)
    ]
    return render(request, "accounts/unreached.html", {"rows": rows, "traffic": traffic()})


@page(Permission.STAFF_MANAGE)
@require_POST
def again(request: Request, address_id: uuid.UUID) -> HttpResponse:
    address = unreached(request.actor.organisation_id).filter(pk=address_id).first()
    if address is None:
        raise Http404
    try_again(by=request.actor, address=address)
    messages.success(request, _("It is tried again within a minute."))
    return redirect("unreached")
