"""The answer page: the 16 digits give one of four sentences and a box to add something, to anybody (S4).

The duty worker may let it say one further sentence of a list; there is no place for own words.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.casework.concerns.actions import UnknownReceipt, add_message
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.queries import Answer, answer_of
from panah.casework.concerns.rules import normalise_receipt
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.web.errors import too_large
from panah.web.public.forms import MessageForm, ReceiptForm
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.public.throttle import WRONG_RECEIPTS_OF_NETWORK, WRONG_TRIES_OF_RECEIPT, network_of

PURPOSE = "answer"
OPEN_FOR = timedelta(hours=1)
WHAT_IT_MEANS = {
    AnswerStatus.RECEIVED: _("A specialist looks at every message. You need to do nothing now."),
    AnswerStatus.BEING_LOOKED_INTO: _("A specialist has read your message. If you see something new, add it here."),
    AnswerStatus.SPECIALIST_WORKING: _(
        "To keep the child safe we do not tell more. If you see something new, add it here."
    ),
    AnswerStatus.NEED_TO_TALK: _("Write below when and how we can reach you, even if you wanted to stay anonymous."),
}


@public("whoever has the 16 digits of a receipt may see its answer")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt, show its answer, take a message."""
    if request.method != "POST":
        return _ask(request, ReceiptForm())
    try:
        asked = request.POST
    except RequestDataTooBig:
        return too_large(request)
    if asked.get("state"):
        return _go_on(request, asked["state"])
    posted, message = ReceiptForm().posted(asked), MessageForm(MessageForm().posted(asked))
    if "switch_language" in asked:
        return _ask(request, ReceiptForm(posted), {"kept": message})
    form = ReceiptForm(posted, is_checked=True)
    if not form.is_valid():
        return _ask(request, form, {"kept": message})
    receipt = normalise_receipt(form.cleaned_data["receipt"])
    found = _answer_within_limits(request, receipt or form.cleaned_data["receipt"][:200])
    if found is None:
        form.add_error("receipt", str(UnknownReceipt.sentence))
        return _ask(request, form, {"kept": message})
    return _show(request, FormState(answers={"receipt": [receipt]}), found, message)


def _answer_within_limits(request: HttpRequest, receipt: str) -> Answer | None:
    """Five wrong tries an hour from one network and for one number; then a right one is answered as a wrong one."""
    network = network_of(request)
    if WRONG_RECEIPTS_OF_NETWORK.is_over(network) or WRONG_TRIES_OF_RECEIPT.is_over(receipt):
        return None
    found = answer_of(receipt)
    if found is None:
        WRONG_RECEIPTS_OF_NETWORK.count(network)
        WRONG_TRIES_OF_RECEIPT.count(receipt)
    return found


def _go_on(request: HttpRequest, sealed: str) -> HttpResponse:
    """A message, or another language, on a page whose receipt was found right within the hour."""
    posted = MessageForm().posted(request.POST)
    try:
        state = open_state(sealed, PURPOSE)
        receipt = state.answers["receipt"][0]
        found = answer_of(receipt)
    except StateUnreadable:
        found = None
    if found is None or clock.now() - state.at > OPEN_FOR:
        values = {
            "problem": _("This page was open for too long. Enter the 16 digits again."),
            "kept": MessageForm(posted),
        }
        return _ask(request, ReceiptForm(), values)
    if "switch_language" in request.POST:
        return _show(request, state, found, MessageForm(posted))
    form = MessageForm(posted, is_checked=True)
    if not form.is_valid():
        return _show(request, state, found, form)
    try:
        text = form.cleaned_data["message"]
        add_message(by=Actor.public(), receipt=receipt, text=text, idempotency_key=state.key)
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, state, found, form)
    return _show(request, FormState(answers=state.answers), found, MessageForm(), {"is_sent": True})


def _ask(request: HttpRequest, form: ReceiptForm, values: dict[str, Any] | None = None) -> HttpResponse:
    return render(request, "public/answer_ask.html", {"form": form, "switch_form": "answer", **(values or {})})


def _show(
    request: HttpRequest,
    state: FormState,
    found: Answer,
    form: MessageForm,
    values: dict[str, Any] | None = None,
) -> HttpResponse:
    shown = {
        "answer": code_list("answer_status").label(found.status),
        "meaning": WHAT_IT_MEANS[found.status],
        "sentence": code_list("answer_sentences").label(found.sentence) if found.sentence else "",
        "form": form,
        "state": seal_state(state, PURPOSE),
        "switch_form": "answer",
        **(values or {}),
    }
    return render(request, "public/answer.html", shown)
