"""A line of what was told, or an interview, that was a slip: it stays in sight and counts no more."""

import uuid
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.models import Interview, ToldFact
from panah.casework.cases.rules import TIME_TO_UNDO
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.values import Fact
from panah.web.components.when import day_and_distance
from panah.web.story.cases import case_of_file
from panah.web.story.forms import TakenBackForm


@page(Permission.CASE_WORK)
def told_back(request: Request, told_id: uuid.UUID) -> HttpResponse:
    """What was told: the topic and the day stand there, not a word of it."""
    row = get_object_or_404(ToldFact.objects.visible_to(request.actor).select_related("case__child"), pk=told_id)
    topic = label_for("told_topics", row.topic, standing_of(row.case.child))
    stands = [Fact(_("What about"), topic), _day(row.happened_on)]

    def take_back(reason: str, key: str) -> object:
        return actions.take_back_told(by=request.actor, fact=row, reason=reason, idempotency_key=key)

    return _back(request, row, stands, take_back)


@page(Permission.CASE_WORK)
def interview_back(request: Request, interview_id: uuid.UUID) -> HttpResponse:
    """An interview that was entered twice, or was another child's."""
    row = get_object_or_404(Interview.objects.visible_to(request.actor), pk=interview_id)
    stands = [Fact(_("Interview"), code_list("organisation_kinds").label(row.body)), _day(row.held_on)]

    def take_back(reason: str, key: str) -> object:
        return actions.take_back_interview(by=request.actor, interview=row, reason=reason, idempotency_key=key)

    return _back(request, row, stands, take_back)


def _day(day: date) -> Fact:
    return Fact(_("Day"), day_and_distance(day, timezone.now()))


def _back(
    request: Request, row: ToldFact | Interview, stands: list[Fact], take_back: Callable[[str, str], object]
) -> HttpResponse:
    case = case_of_file(request.actor, row.file_id)
    is_fresh = row.written_by_id == request.actor.person_id and timezone.now() - row.written_at <= TIME_TO_UNDO
    form = TakenBackForm(posted(request), needs_reason=not is_fresh)
    if sent(request, form, lambda: take_back(form.cleaned_data["reason"], form.key)) is not None:
        messages.success(request, _("Taken back. The line stays in sight and is not counted."))
        return redirect("case-told", case.code)
    return form_page(
        request, form, _("Take back a record"), code=case.code, back_url=reverse("case-told", args=[case.code]),
        stands=stands, button=_("Take back"), standing=standing_of(case.child),
    )  # fmt: skip
