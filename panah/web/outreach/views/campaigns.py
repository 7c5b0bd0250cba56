from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import add_campaign, change_campaign, move_campaign
from panah.programme.outreach.codes import CampaignState
from panah.programme.outreach.models import Campaign
from panah.programme.outreach.queries import campaign_numbers, campaigns_of, given_out
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.outreach import words
from panah.web.outreach.finding import campaign_or_404, offered_institutions
from panah.web.outreach.forms import CampaignForm, EndForm, known_campaign

ON_A_PAGE = 25
POSTS_SHOWN = 50


def may_keep(request: Request) -> bool:
    return Permission.CAMPAIGN_KEEP in request.actor.permissions


def back_to(campaign: Campaign) -> dict[str, Any]:
    return {"code": campaign.code, "back_url": reverse("campaign", args=[campaign.code]), "back_label": campaign.code}


@page(Permission.CAMPAIGN_VIEW)
def campaign_list(request: Request) -> HttpResponse:
    """The campaigns of the own organisation, the latest first."""
    rows = campaigns_of(request.actor).prefetch_related("places")
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "table": words.campaigns_table(list(shown.object_list)),
        "page_obj": shown,
        "may_keep": may_keep(request),
    }
    return render(request, "outreach/list.html", context)


@page(Permission.CAMPAIGN_KEEP)
def new(request: Request) -> HttpResponse:
    form = CampaignForm(posted(request), offered=offered_institutions(request.actor))
    del form.fields["version"]
    made = sent(
        request, form, lambda: add_campaign(by=request.actor, details=form.details(), idempotency_key=form.key)
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Planned. Now write its materials, in both languages."))
        return redirect("campaign", made.code)
    back = {"back_url": reverse("campaign-list"), "back_label": _("Campaigns")}
    return form_page(request, form, _("New campaign"), **back)


@page(Permission.CAMPAIGN_VIEW)
def campaign(request: Request, code: str) -> HttpResponse:
    """One campaign: its materials, where they went, what was on the air, what is posted, and the sums."""
    found = campaign_or_404(request.actor, code)
    numbers = campaign_numbers(found)
    materials = list(found.materials.order_by("pk"))
    given = {one.pk: given_out(one) for one in materials}
    airings = list(found.airings.filter(taken_back_at=None).order_by("-on", "-at_time", "pk"))
    posts = list(found.posts.select_related("account").order_by("on", "at_time", "pk")[:POSTS_SHOWN])
    state = CampaignState(found.state)
    context = {
        "campaign": found, "title": found.title(language_now()), "chip": words.campaign_chip(found),
        "facts": words.campaign_facts(found), "materials": words.materials_table(materials, given),
        "airings": words.airings_table(airings), "airing_rows": airings, "posts": words.posts_table(posts),
        "figures": words.figures_of(numbers), "breakdowns": words.breakdowns(numbers), "may_keep": may_keep(request),
        "is_planned": state is CampaignState.PLANNED, "is_running": state is CampaignState.RUNNING,
        "lacking": [words.material_link(one) for one in materials if one.missing], "print_code": found.code,
    }  # fmt: skip
    return render(request, "outreach/campaign.html", context)


@page(Permission.CAMPAIGN_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    found = campaign_or_404(request.actor, code)
    offered = offered_institutions(request.actor)
    form = editing(
        request, CampaignForm, lambda: known_campaign(campaign_or_404(request.actor, code)), offered=offered,
        partners=list(found.partners.all()),
    )  # fmt: skip

    def act() -> Campaign:
        version = form.cleaned_data["version"] or 0
        return change_campaign(by=request.actor, campaign=found, details=form.details(), version=version)

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("campaign", found.code)
    return form_page(request, form, _("Change the campaign"), **back_to(found))


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def run(request: Request, code: str) -> HttpResponse:
    """It begins to run; or it had ended too early, and runs on."""
    found = campaign_or_404(request.actor, code)
    try:
        move_campaign(by=request.actor, campaign=found, state=CampaignState.RUNNING)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The campaign is running."))
    return redirect("campaign", found.code)


@page(Permission.CAMPAIGN_KEEP)
def end(request: Request, code: str) -> HttpResponse:
    """It ends with what came of it."""
    found = campaign_or_404(request.actor, code)
    form = EndForm(posted(request))

    def act() -> Campaign:
        result = form.cleaned_data["result"]
        return move_campaign(by=request.actor, campaign=found, state=CampaignState.ENDED, result=result)

    if sent(request, form, act) is not None:
        messages.success(request, _("The campaign has ended. What was learned may go into the library as a lesson."))
        return redirect("campaign", found.code)
    return form_page(request, form, _("End the campaign"), button=_("End it"), **back_to(found))
