"""What the sender does for a body that does not answer in Panah: write down, call, remind."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.referrals.actions import (
    answer_interview,
    note_phone_try,
    record_told_answer,
    remind_body,
)
from panah.casework.referrals.codes import OPEN_STATUSES, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import facts_of, story_of
from panah.casework.referrals.rules import answers_left
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.referrals import queries
from panah.web.referrals.telling import CalledForm, TalkForm, ToldForm


@page(Permission.REFERRAL_SEND)
def told(request: Request, code: str) -> HttpResponse:
    """An answer that came by telephone, messenger, in person or on stamped paper."""
    leg = queries.sent_leg_or_404(request.actor, code)
    form = ToldForm(posted(request), answers=answers_left(leg.status), initial={"happened_on": clock.today()})

    def act() -> object:
        data = dict(form.cleaned_data)
        data.pop("once")
        status = ReferralStatus(data.pop("status"))
        return record_told_answer(by=request.actor, leg=leg, status=status, **data, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("It counts as answered, and is marked “told to us”. They may confirm it by link."))
        return redirect("referral", leg.referral.code)
    return _page(request, leg, form, _("Write down an answer"))


@page(Permission.REFERRAL_SEND)
def called(request: Request, code: str) -> HttpResponse:
    """We called."""
    leg = queries.sent_leg_or_404(request.actor, code)
    form = CalledForm(posted(request), may_settle=leg.status not in OPEN_STATUSES)

    def act() -> object:
        data = form.cleaned_data
        return note_phone_try(
            by=request.actor, leg=leg, remark=data["remark"], is_settled=data.get("is_settled", False),
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The call is noted."))
        return redirect("referral", leg.referral.code)
    return _page(request, leg, form, _("We called"), phone=queries.telephone_of(leg), contact=queries.contact_of(leg))


@page(Permission.REFERRAL_SEND)
@require_POST
def remind(request: Request, code: str) -> HttpResponse:
    leg = queries.sent_leg_or_404(request.actor, code)
    try:
        remind_body(by=request.actor, leg=leg)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("They were reminded."))
    return redirect("referral", leg.referral.code)


@page(Permission.REFERRAL_SEND)
def talk(request: Request, code: str) -> HttpResponse:
    """Answer an authority that asks to talk to the child."""
    leg = queries.sent_leg_or_404(request.actor, code)
    form = TalkForm(posted(request))

    def act() -> object:
        return answer_interview(by=request.actor, leg=leg, text=form.cleaned_data["text"], idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Your answer stands behind their link."))
        return redirect("referral", leg.referral.code)
    steps = [step for step in story_of(leg.referral) if step.leg_id == leg.pk and step.kind == "interview_asked"]
    asked = queries.text_of(request.actor, steps[0] if steps else None)
    title = _("Answer to the wish to talk to the child")
    return _page(request, leg, form, title, asked=asked, button=_("Send the answer"))


def _page(request: Request, leg: Leg, form: Any, title: str, **more: Any) -> HttpResponse:
    back = reverse("referral", args=[leg.referral.code])
    caption = f"{queries.body_of(leg)} · {leg.code}"
    return form_page(
        request, form, title, code=leg.code, back_url=back, template="referrals/form.html", caption=caption,
        standing=facts_of(leg.referral).standing, **more,
    )  # fmt: skip
