"""Talks and tries, the night, the guardianship body, and what happens when the family is away or cannot be reached."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import CaseState, Depth, NoteKind, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import tries_and_last_talk
from panah.casework.people.queries import is_grown
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import editing, form_page, posted, sent
from panah.web.story.card import short_card


@page(Permission.CASE_WORK)
def contact(request: Request, code: str) -> HttpResponse:
    """A talk, a try, a meeting, a note; in the first one where the child sleeps tonight."""
    case = queries.case_or_404(request.actor, code)
    is_first = case.stage == Stage.NEW
    initial: dict[str, Any] = {
        "kind": "first_safety_contact" if is_first else "contact", "happened_on": timezone.localdate(),
    }  # fmt: skip
    told = short_card(case)
    form = forms.ContactForm(
        posted(request), initial=initial, is_first=is_first, is_help=case.depth == Depth.HELP, has_told=bool(told)
    )

    def act() -> object:
        data = form.cleaned_data
        return actions.record_contact(
            by=request.actor, case=case, kind=NoteKind(data["kind"]), text=form.with_answer(data["text"]),
            happened_on=data["happened_on"], sleeps_tonight=data.get("sleeps_tonight", ""), sleeps_with=data.get("sleeps_with", ""),
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return saved(request, case, form.cleaned_data.get("signs", ()))
    return form_page(request, case, form, _("Contact or note"), told=told)


def saved(request: Request, case: Case, signs: list[str] | tuple[str, ...] = ()) -> HttpResponse:
    """Back to where one came from. What was noticed leads to the question whether protection is needed."""
    if signs:
        actions.propose_protection(by=request.actor, case=case, sign=signs[0])
        messages.warning(request, _("Saved. Something was noticed: decide whether protection is needed."))
        return redirect("case-depth", case.code)
    messages.success(request, _("Saved."))
    return back(request, case)


def back(request: Request, case: Case) -> HttpResponse:
    return redirect("today") if request.GET.get("from") == "today" else redirect("case", case.code)


@page(Permission.CASE_WORK)
def sleep(request: Request, code: str) -> HttpResponse:
    """Where the child sleeps tonight, and with whom: the first question, by day and by night (S9)."""
    case = queries.case_or_404(request.actor, code)
    form = editing(request, forms.SleepForm, lambda: queries.sleep_now(request.actor, case))
    if not form.is_bound:  # the night is asked anew; what stands there is read above
        form.initial.update(answer=None, with_whom="", happened_on=timezone.localdate())

    def act() -> object:
        data = form.cleaned_data
        return actions.record_sleep(
            by=request.actor, case=case, answer=data["answer"], with_whom=data["with_whom"],
            happened_on=data["happened_on"], version=data["version"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        if queries.waits_for_guardian(case):
            messages.warning(request, _("No safe adult: the guardianship body is told within 24 hours."))
            return redirect("case-guardian", case.code)
        return saved(request, case)
    return form_page(
        request,
        case,
        form,
        _("Where the child sleeps tonight"),
        template="cases/sleep.html",
        stands=queries.sleep_facts(request.actor, case),
    )


@page(Permission.CASE_WORK)
def guardian(request: Request, code: str) -> HttpResponse:
    """Whom at the guardianship body one told, how and when. Telephone first, this page afterwards. Never of a grown person."""
    case = queries.case_or_404(request.actor, code)
    if is_grown(case.child) and not queries.waits_for_guardian(case):
        return redirect("case", case.code)
    form = forms.GuardianForm(posted(request), initial={"happened_on": timezone.localdate()})

    def act() -> object:
        data = form.cleaned_data
        return actions.record_guardian_request(
            by=request.actor, case=case, told_to=data["told_to"], channel=data["channel"],
            own_number=data["own_number"], happened_on=data["happened_on"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return saved(request, case)
    facts = queries.guardian_facts(request.actor, case)
    return form_page(
        request, case, form, _("The guardianship body was told"), template="cases/guardian.html", facts=facts
    )  # fmt: skip


@page(Permission.CASE_WORK)
def pause(request: Request, code: str) -> HttpResponse:
    """The family is away for some weeks; asked again the page says that they are back."""
    case = queries.case_or_404(request.actor, code)
    if case.state == CaseState.PAUSED:
        return _resume(request, case)
    form = forms.PauseForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.pause_case(
            by=request.actor, case=case, until=data["until"], text=data["text"], idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return saved(request, case)
    return form_page(request, case, form, _("The family is away"), button=_("Pause the case"))


def _resume(request: Request, case: Case) -> HttpResponse:
    form = forms.WordForm(posted(request))

    def act() -> object:
        return actions.resume_case(
            by=request.actor, case=case, text=form.cleaned_data["text"], idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return saved(request, case)
    return form_page(request, case, form, _("The family is back"), button=_("Go on with the case"))


@page(Permission.CASE_WORK)
def lost(request: Request, code: str) -> HttpResponse:
    """Nobody could be reached: three tries over thirty days. The alarms go on."""
    case = queries.case_or_404(request.actor, code)
    form = forms.WordForm(posted(request))

    def act() -> object:
        return actions.mark_lost(by=request.actor, case=case, text=form.cleaned_data["text"], idempotency_key=form.key)

    if sent(request, form, act) is not None:
        return saved(request, case)
    tries, last_talk = tries_and_last_talk(case)
    return form_page(
        request, case, form, _("Contact is lost"), button=_("Contact is lost"),
        stands=queries.tries_facts(tries, last_talk),
    )  # fmt: skip
