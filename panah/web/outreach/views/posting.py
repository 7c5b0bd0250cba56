from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.codes import Media
from panah.foundation.documents.queries import content_of
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.actions import (
    drop_image,
    drop_post,
    estimate_reach,
    hold_post,
    publish_post,
    ready_post,
    take_down_post,
)
from panah.programme.outreach.models import PlannedPost
from panah.web.components.flow import posted, step_page
from panah.web.outreach.finding import post_or_404
from panah.web.outreach.post_forms import PostReachForm, PublishForm
from panah.web.papers.press import FORBID
from panah.web.story.views.keeping import ENDINGS


def _step(request: Request, found: PlannedPost, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    return redirect("campaign-post", found.code)


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def post_ready(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    said = _("Ready. At its hour it stands on Today.")
    return _step(request, found, lambda: ready_post(by=request.actor, post=found), said)


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def post_hold(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    return _step(request, found, lambda: hold_post(by=request.actor, post=found), _("It is a draft again."))


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def post_down(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    said = _("Noted: it stands in the network no more.")
    return _step(request, found, lambda: take_down_post(by=request.actor, post=found), said)


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def post_drop(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    try:
        drop_post(by=request.actor, post=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("campaign-post", found.code)
    messages.success(request, _("Thrown away."))
    return redirect("campaign-month", month=f"{found.on:%Y-%m}")


@page(Permission.CAMPAIGN_KEEP)
def post_publish(request: Request, code: str) -> HttpResponse:
    """Somebody has posted it in the network; its link is its proof, and is counted once."""
    found = post_or_404(request.actor, code)
    form = PublishForm(posted(request))
    return step_page(
        request, form, lambda: publish_post(by=request.actor, post=found, link=form.cleaned_data["link"]),
        _("It is published"), done=_("Counted."), back_url=reverse("campaign-post", args=[found.code]), code=found.code,
        back_label=found.code,
    )  # fmt: skip


@page(Permission.CAMPAIGN_KEEP)
def post_reach(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    form = PostReachForm(posted(request), initial={"reach": found.reach, "reach_how": found.reach_how})

    def act() -> PlannedPost:
        data = form.cleaned_data
        return estimate_reach(by=request.actor, post=found, reach=data["reach"], how=data["reach_how"])

    return step_page(
        request, form, act, _("Whom it reached"), done=_("Saved."), code=found.code, back_label=found.code,
        back_url=reverse("campaign-post", args=[found.code]),
    )  # fmt: skip


@page(Permission.CAMPAIGN_VIEW)
def picture(request: Request, code: str) -> HttpResponse:
    """The picture as a download under a name that tells nothing."""
    found = post_or_404(request.actor, code)
    if found.image is None:
        raise Http404
    answer = HttpResponse(content_of(request.actor, found.image), content_type=found.image.media_type)
    ending = ENDINGS[Media(found.image.media_type)]
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.code}.{ending}"'
    answer.headers["Content-Security-Policy"] = FORBID
    return answer


@page(Permission.CAMPAIGN_KEEP)
@require_POST
def picture_drop(request: Request, code: str) -> HttpResponse:
    found = post_or_404(request.actor, code)
    said = _("The picture is taken away.")
    return _step(request, found, lambda: drop_image(by=request.actor, post=found), said)
