from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import change_post, plan_post
from panah.programme.outreach.codes import CampaignState, PostState
from panah.programme.outreach.models import PlannedPost
from panah.programme.outreach.queries import accounts_of, campaigns_of
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.outreach import words
from panah.web.outreach.finding import post_or_404, shelf_for
from panah.web.outreach.post_forms import PostForm, known_post
from panah.web.outreach.views.campaigns import may_keep


def _offers(request: Request) -> dict[str, Any]:
    """What a post may belong to."""
    return {
        "accounts": list(accounts_of(request.actor, only_open=True)),
        "campaigns": list(campaigns_of(request.actor).exclude(state=CampaignState.ENDED)),
        "shelf": shelf_for(request.actor),
    }


@page(Permission.CAMPAIGN_KEEP)
def post_new(request: Request) -> HttpResponse:
    """A thought is enough to begin; what is still missing stands on its page."""
    offers = _offers(request)
    if not offers["accounts"]:
        messages.info(request, _("Add the account first in which it is to stand."))
        return redirect("campaign-accounts")
    start = {"on": _asked_day(request), "campaign": request.GET.get("campaign", "")}
    if len(offers["accounts"]) == 1:
        start["account"] = offers["accounts"][0].code
    form = PostForm(posted(request), request.FILES or None, initial=start, **offers)
    del form.fields["version"]

    def act() -> PlannedPost:
        return plan_post(by=request.actor, details=form.details(), picture=form.picture(), idempotency_key=form.key)

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Planned. Its page says what is still missing."))
        return redirect("campaign-post", made.code)
    back = {"back_url": reverse("campaign-calendar"), "back_label": _("Calendar of posts")}
    return form_page(request, form, _("Plan a post"), template="parts/upload_page.html", **back)


def _asked_day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()


@page(Permission.CAMPAIGN_VIEW)
def post(request: Request, code: str) -> HttpResponse:
    """One post: its words, what keeps it back, and the next step."""
    found = post_or_404(request.actor, code)
    state, left = PostState(found.state), found.lacks
    is_published = state is PostState.PUBLISHED
    context = {
        "post": found, "chip": words.post_chip(found), "facts": words.post_facts(found), "may_keep": may_keep(request),
        "missing": [code_list("post_lacks").label(lack) for lack in left] if not is_published else [],
        "waits_for_clearance": "clearance" in left and not is_published, "is_published": is_published,
        "is_ready": state is PostState.READY, "has_image": found.image_id is not None, "print_code": found.code,
        "is_to_be_taken_down": is_published and found.clearance_ended_at is not None and found.taken_down_at is None,
    }  # fmt: skip
    return render(request, "outreach/post.html", context)


@page(Permission.CAMPAIGN_KEEP)
def post_change(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    if found.state == PostState.PUBLISHED:
        messages.warning(request, _("This post is published. Change it in the network; plan another one here."))
        return redirect("campaign-post", found.code)
    form = editing(
        request, PostForm, lambda: known_post(post_or_404(request.actor, code)), files=request.FILES or None,
        **_offers(request),
    )  # fmt: skip

    def act() -> PlannedPost:
        version = form.cleaned_data["version"] or 0
        return change_post(
            by=request.actor, post=found, details=form.details(), version=version, alt=form.alt(),
            picture=form.picture(),
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved. It is a draft until it is marked ready again."))
        return redirect("campaign-post", found.code)
    back = {"back_url": reverse("campaign-post", args=[found.code]), "back_label": found.code}
    return form_page(request, form, _("Change the post"), code=found.code, template="parts/upload_page.html", **back)
