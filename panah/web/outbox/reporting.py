"""The report on one page: the same questions, and it can be filled in without network. Without JavaScript it is sent at once."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.casework.concerns.rules import MOST_CHILDREN
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.web.components.sealing import asked_before_sealing, rule
from panah.web.errors import too_large
from panah.web.outbox.mending import Answers
from panah.web.outbox.reports import answers_in
from panah.web.public import steps
from panah.web.public.forms import COUNT, ChildForm, StepForm, children_in
from panah.web.public.refer import PURPOSE, UNREADABLE, is_flood, receipt_page, send_report
from panah.web.public.sent import SENT_BEFORE, has_arrived
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state


@public("whoever notices a child may report without an account and without network")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.GET.get("blank") == "1":
            return redirect(f"{reverse('refer')}?blank=1")
        return _page(request, FormState(), _forms({}))
    try:
        posted = dict(request.POST.lists())
    except RequestDataTooBig:
        return too_large(request)
    answers = answers_in(posted)
    try:
        key = open_state(request.POST.get("state", ""), PURPOSE).key
    except StateUnreadable:
        return _page(request, FormState(), _forms(answers), UNREADABLE)
    state, checked = FormState(key, answers), _forms(answers, is_checked=True)
    is_whole = "switch_language" not in request.POST and all(form.is_valid() for form in checked)
    if not is_whole and has_arrived(key):  # its words are shown no more
        return receipt_page(request, FormState(key), SENT_BEFORE)
    if not is_whole:
        return _page(request, state, _forms(answers) if "switch_language" in request.POST else checked)
    try:
        send_report(state, is_unverified=is_flood(request))
    except Refusal as refusal:
        return _page(request, state, checked, refusal.sentence)
    return receipt_page(request, FormState(key))


def _forms(answers: Answers, *, is_checked: bool = False) -> list[StepForm]:
    """All steps; that of the children has room for nine, folded until it is wanted."""
    wide = {**answers, COUNT: [str(MOST_CHILDREN)]}
    kinds = [(step.form, wide if step.form is ChildForm else answers) for step in steps.STEPS]
    return [kind(given, is_checked=is_checked) for kind, given in kinds]


def _page(request: HttpRequest, state: FormState, forms: list[StepForm], problem: Any = "") -> HttpResponse:
    named: dict[str, Any] = {step.name: form for step, form in zip(steps.STEPS, forms, strict=True)}
    (_number, first), *others = named["child"].children
    values = named | {
        "first": first, "others": others, "problem": problem, "has_several": children_in(state.answers) > 1,
        "state": seal_state(FormState(state.key), PURPOSE), "switch_form": "refer", "is_light": True,
        "rules": _asked(forms),
    }  # fmt: skip
    return render(request, "outbox/report.html", values)


def _asked(forms: list[StepForm]) -> list[dict[str, Any]]:
    """What the page itself looks at before it seals: afterwards nobody can put it right."""
    both = _("You gave a phone and chose to stay anonymous. Leave one of the two.")
    neither = _("Give a phone, or choose to stay anonymous.")
    return [
        *asked_before_sealing(forms),
        rule("reporter_contact", "stays_anonymous", least=1, most=1, few=neither, many=both),
    ]
