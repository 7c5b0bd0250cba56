"""The report, step by step. What was typed travels in the page itself, encrypted; each button posts it and nothing is lost."""

import time
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.casework.concerns.actions import report_concern, tell_again
from panah.casework.concerns.queries import receipt_of, told_hash_of
from panah.casework.concerns.rules import MOST_CHILDREN
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.web.errors import too_large
from panah.web.public import children, steps
from panah.web.public.forms import StepForm, children_in
from panah.web.public.qr import qr_picture
from panah.web.public.sent import SENT_BEFORE, digits_of, has_arrived
from panah.web.public.state import AGAIN, FormState, StateTooOld, StateUnreadable, open_state, seal_state
from panah.web.public.steps import CALL, CHECK, STEPS, Step
from panah.web.public.throttle import REPORTS, network_of

PURPOSE = "refer"
SENT = "sent"
PAUSE_SECONDS = 0.5
PAUSING = BoundedSemaphore(1)
UNREADABLE = _(
    "The earlier steps could not be read, so nothing was sent. What you typed last is kept. Please go through the steps."
)
STALE = _("You began this more than a day ago. Check that it is still so, then send it.")


_picture = lru_cache(16)(qr_picture)  # of pages that are the same for everybody; links with a secret are not kept


@public("whoever notices a child may report without an account; nothing is read")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest) -> HttpResponse:
    """Show a step, go on, back or to a change, and send."""
    if request.method != "POST":
        if request.GET.get("blank") == "1":
            return _blank(request)
        return _step_page(request, FormState(), STEPS[0])
    try:
        asked = request.POST
    except RequestDataTooBig:
        return too_large(request)
    try:
        state = open_state(asked.get("state", ""), PURPOSE) if asked.get("state") else FormState()
        problem: Any = ""
    except StateTooOld as old:
        state, problem = FormState(), UNREADABLE
        if has_arrived(old.key):
            return receipt_page(request, FormState(old.key))
    except StateUnreadable:
        state, problem = FormState(), UNREADABLE
    here = asked.get("step", "")
    if here == SENT and not problem:
        return receipt_page(request, state)
    if asked.get("state") and not problem and (before := _sent_before(request, state)) is not None:
        return before
    if asked.get("go") == AGAIN and not problem:
        return _page_named(request, state, here)
    step = steps.step_named(here)
    if step is not None:
        state = state.with_answers(children.counted(asked))
        state = state.with_answers(step.form(state.answers).posted(asked))
    if problem:
        return _step_page(request, state, STEPS[0], problem=problem)
    return _go(request, state, step)


def _sent_before(request: HttpRequest, state: FormState) -> HttpResponse | None:
    """Once it was sent no page shows its words again; the check page that comes once more is the same report, or adds to it."""
    if not has_arrived(state.key):
        return None
    is_check = request.POST.get("step") == CHECK and "switch_language" not in request.POST
    if (
        is_check
        and request.POST.get("go") == "send"
        and steps.first_wrong(state.answers) is None
        and not state.is_stale
    ):
        return _send(request, state)
    return receipt_page(request, FormState(state.key), SENT_BEFORE)


def _go(request: HttpRequest, state: FormState, step: Step | None) -> HttpResponse:
    """Where the pressed button leads; ``step`` is none on the check page."""
    here = step.name if step else CALL if request.POST.get("step") == CALL else CHECK
    wanted = request.POST.get("go", "next")
    if here == CALL:
        return _page_named(
            request, state, CALL if "switch_language" in request.POST else _next_name(request, state, here)
        )
    if step is not None:
        if children.is_about_children(wanted):
            return _step_page(request, FormState(state.key, children.changed(state.answers, wanted)), step)
        form = step.form(state.answers, is_checked=True)
        is_leaving = "switch_language" not in request.POST
        if form.has_too_long_text or (is_leaving and wanted == "next" and not form.is_valid()):
            return _step_page(request, state, step, form)
        if not is_leaving:
            return _step_page(request, state, step)
    elif "switch_language" not in request.POST and wanted == "send":
        return _send(request, state)
    is_change = wanted.startswith("change-")
    name = wanted.removeprefix("change-") if is_change else _next_name(request, state, here)
    return _page_named(request, state, name, is_change=is_change)


def _page_named(request: HttpRequest, state: FormState, name: str, *, is_change: bool = False) -> HttpResponse:
    if name == CALL:
        values = {"is_danger": True, "is_change": request.POST.get("change") == "1"}
        return render(request, "public/call.html", _page(state, CALL, values))
    found = steps.step_named(name)
    return _step_page(request, state, found, is_change=is_change) if found else _check_page(request, state)


def _next_name(request: HttpRequest, state: FormState, here: str) -> str:
    """The page that follows; from a change that was asked for on the check page, the check page.

    Whoever changes an answer to "danger now" is told whom to call all the same.
    """
    is_back = request.POST.get("go") == "back"
    follows = steps.before(here, state.answers) if is_back else steps.after(here, state.answers)
    if here != CHECK and request.POST.get("change") == "1" and follows != CALL:
        return CHECK
    return follows


def _send(request: HttpRequest, state: FormState) -> HttpResponse:
    wrong = steps.first_wrong(state.answers)
    if wrong is not None:
        return _step_page(request, state, wrong, wrong.form(state.answers, is_checked=True))
    if state.is_stale:
        return _check_page(request, state, STALE)
    try:
        send_report(state, is_unverified=is_flood(request))
    except Refusal as refusal:
        return _check_page(request, state, refusal.sentence)
    return receipt_page(request, FormState(state.key))


def send_report(state: FormState, *, is_unverified: bool) -> None:
    """Answers that were found right become a concern; sent again with other words, these are added to it."""
    actor, details = Actor.public(), steps.details_of(state.answers, is_unverified=is_unverified)
    concern = report_concern(by=actor, details=details, idempotency_key=state.key)
    if concern.told_hash != told_hash_of(details.told()):
        words = steps.words_of(state.answers)
        tell_again(by=actor, receipt=receipt_of(state.key), details=details, text=words)


def is_flood(request: HttpRequest) -> bool:
    """Count a report; of too many from one network each waits a moment, and none is refused."""
    network = network_of(request)
    is_over = REPORTS.is_over(network)
    REPORTS.count(network)
    if is_over:
        _pause()
    return is_over


def _pause() -> None:
    """One at a time: whoever floods us slows itself down, and never takes the threads that answer the others."""
    if PAUSING.acquire(blocking=False):
        try:
            time.sleep(PAUSE_SECONDS)
        finally:
            PAUSING.release()


def _step_page(
    request: HttpRequest,
    state: FormState,
    step: Step,
    form: StepForm | None = None,
    *,
    problem: Any = "",
    is_change: bool = False,
) -> HttpResponse:
    may_add = children_in(state.answers) < MOST_CHILDREN
    values = {
        "step": step,
        "form": form or step.form(state.answers),
        "is_danger": steps.is_danger(state.answers) and step is not STEPS[0],
        "problem": problem,
        "is_change": is_change or request.POST.get("change") == "1",
        "may_add_child": may_add,
        "may_put_back": may_add and bool(state.answers.get(children.REMOVED)),
    }
    return render(request, f"public/step_{step.name}.html", _page(state, step.name, values))


def _check_page(request: HttpRequest, state: FormState, problem: Any = "") -> HttpResponse:
    values = {
        "lines": steps.lines_of(state.answers),
        "is_danger": steps.is_danger(state.answers),
        "problem": problem,
    }
    return render(request, "public/check.html", _page(state, CHECK, values))


def _page(state: FormState, name: str, values: dict[str, Any]) -> dict[str, Any]:
    renewed = FormState(state.key, state.answers)
    number = steps.NAMES.index(STEPS[0].name if name == CALL else name) + 1
    return values | {
        "state": seal_state(renewed, PURPOSE), "here": name, "number": number, "count": len(steps.NAMES),
        "switch_form": "refer", "has_back": name != STEPS[0].name,
    }  # fmt: skip


def receipt_page(request: HttpRequest, state: FormState, problem: Any = "") -> HttpResponse:
    """For some minutes shown as often as its page is sent again; without the report in it."""
    if not has_arrived(state.key):
        return _step_page(request, FormState(), STEPS[0], problem=UNREADABLE)
    values = {
        "receipt": digits_of(state.key),
        "picture": _picture(request.build_absolute_uri(reverse("answer"))),
        "state": seal_state(FormState(state.key), PURPOSE),
        "here": SENT,
        "switch_form": "refer",
        "problem": problem,
    }
    return render(request, "public/receipt.html", values)


def _blank(request: HttpRequest) -> HttpResponse:
    """The same questions on paper."""
    values = {
        "forms": [(step, step.form()) for step in STEPS],
        "picture": _picture(request.build_absolute_uri(reverse("refer"))),
    }
    return render(request, "public/blank.html", values)
