"""The three questions to somebody young on one page, which can be filled in without network. No word of it is a reporter's."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.web.components.sealing import asked_before_sealing
from panah.web.errors import too_large
from panah.web.outbox.mending import Answers, texts_of
from panah.web.public.forms import StepForm
from panah.web.public.refer import is_flood
from panah.web.public.sent import SENT_BEFORE, has_arrived
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.public.write import POSTER, PURPOSE, QUESTIONS, UNREADABLE, send_words, sent_page, talk_phones


@public("somebody young may write without an account and without network")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_page(request: HttpRequest, code: str = "") -> HttpResponse:
    if request.method != "POST":
        if request.GET.get("blank") == "1":
            return redirect(f"{reverse('write')}?blank=1")
        return _page(request, FormState(answers={POSTER: [code[:20]]} if code else {}), _forms({}))
    try:
        posted = dict(request.POST.lists())
    except RequestDataTooBig:
        return too_large(request)
    answers = texts_of(posted, [POSTER, *(name for question in QUESTIONS for name in question.form.base_fields)])
    try:
        state = FormState(open_state(request.POST.get("state", ""), PURPOSE).key, answers)
    except StateUnreadable:
        return _page(request, FormState(answers=answers), _forms(answers), UNREADABLE)
    checked = _forms(answers, is_checked=True)
    is_whole = "switch_language" not in request.POST and all(form.is_valid() for form in checked)
    if not is_whole and has_arrived(state.key):  # its words are shown no more
        return sent_page(request, FormState(state.key, {POSTER: answers[POSTER]}), SENT_BEFORE)
    if not is_whole:
        return _page(request, state, _forms(answers) if "switch_language" in request.POST else checked)
    try:
        send_words(state, is_unverified=is_flood(request))
    except Refusal as refusal:
        return _page(request, state, checked, refusal.sentence)
    return sent_page(request, FormState(state.key, {POSTER: answers[POSTER]}))


def _forms(answers: Answers, *, is_checked: bool = False) -> list[StepForm]:
    return [question.form(answers, is_checked=is_checked) for question in QUESTIONS]


def _page(request: HttpRequest, state: FormState, forms: list[StepForm], problem: Any = "") -> HttpResponse:
    whom, words, safe = forms
    values = {
        "whom": whom, "words": words, "safe": safe, "problem": problem, "switch_form": "write", "is_light": True,
        "state": seal_state(FormState(state.key), PURPOSE), "poster": "".join(state.answers.get(POSTER, [])),
        "phones": talk_phones(state.answers), "rules": asked_before_sealing(forms),
    }  # fmt: skip
    return render(request, "outbox/write.html", values)
