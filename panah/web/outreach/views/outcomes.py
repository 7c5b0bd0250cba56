import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import (
    record_airing,
    record_distribution,
    take_back_airing,
    take_back_distribution,
)
from panah.programme.outreach.models import Airing, Distribution
from panah.web.components.flow import form_page, posted, sent
from panah.web.outreach.finding import campaign_or_404, material_or_404, offered_institutions
from panah.web.outreach.forms import AiringForm, GivenForm
from panah.web.outreach.views.campaigns import back_to


@page(Permission.CAMPAIGN_KEEP)
def given(request: Request, code: str) -> HttpResponse:
    """So many were given out, where, when, in which language, by whom."""
    found = material_or_404(request.actor, code)
    form = GivenForm(posted(request), offered=offered_institutions(request.actor))

    def act() -> Distribution:
        return record_distribution(by=request.actor, material=found, details=form.details(), idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Written and counted."))
        return redirect("campaign-material", found.code)
    back = reverse("campaign-material", args=[found.code])
    return form_page(request, form, _("What was given out"), code=found.code, back_url=back, back_label=found.code)


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def given_back(request: Request, row_id: uuid.UUID) -> HttpResponse:
    """Written by a slip: it counts no more."""
    rows = Distribution.objects.visible_to(request.actor).select_related("material")
    row: Distribution = get_object_or_404(rows, pk=row_id)
    take_back_distribution(by=request.actor, distribution=row)
    messages.success(request, _("Taken back. It counts no more."))
    return redirect("campaign-material", row.material.code)


@page(Permission.CAMPAIGN_KEEP)
def airing(request: Request, code: str) -> HttpResponse:
    """Once on the radio, on television, on a screen."""
    found = campaign_or_404(request.actor, code)
    form = AiringForm(posted(request))

    def act() -> Airing:
        return record_airing(by=request.actor, campaign=found, details=form.details(), idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Written and counted."))
        return redirect("campaign", found.code)
    return form_page(request, form, _("On the air"), **back_to(found))


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def airing_back(request: Request, row_id: uuid.UUID) -> HttpResponse:
    row: Airing = get_object_or_404(
        Airing.objects.visible_to(request.actor).select_related("campaign"), pk=row_id
    )  # fmt: skip
    take_back_airing(by=request.actor, airing=row)
    messages.success(request, _("Taken back. It counts no more."))
    return redirect("campaign", row.campaign.code)
