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
from panah.web.public.own_forms import NumberForm, OwnMessageForm
from panah.web.public.refer import is_flood
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.public.throttle import WRONG_RECEIPTS_OF_NETWORK, WRONG_TRIES_OF_RECEIPT, network_of
from panah.web.public.write import talk_phones

PURPOSE = "answer"
OWN_DOOR = "write-answer"  # the same page for the young; nothing on it says "report"
OPEN_FOR = timedelta(hours=1)
WHAT_IT_MEANS = {
    AnswerStatus.RECEIVED: _("A specialist looks at every message. You need to do nothing now."),
    AnswerStatus.BEING_LOOKED_INTO: _("A specialist has read your message. If you see something new, add it here."),
    AnswerStatus.SPECIALIST_WORKING: _(
        "To keep the child safe we do not tell more. If you see something new, add it here."
    ),
    AnswerStatus.NEED_TO_TALK: _("Write below when and how we can reach you, even if you wanted to stay anonymous."),
}
WHAT_IT_MEANS_TO_YOU = {
    AnswerStatus.RECEIVED: (
        _("Your message is here"), _("Somebody reads it within a day. You need not do anything now."),
    ),
    AnswerStatus.BEING_LOOKED_INTO: (
        _("We have read your message"), _("If you want to add something, write it below."),
    ),
    AnswerStatus.SPECIALIST_WORKING: (
        _("We are on it"), _("This can take some days. If something changes, write it below."),
    ),
    AnswerStatus.NEED_TO_TALK: (
        _("We would like to talk with you"), _("Write below when and how, or call. You choose."),
    ),
}  # fmt: skip
NO_SUCH_NUMBER = _("We do not find this number. Look at the 16 digits once more. After five tries please wait an hour.")


@public("whoever has the 16 digits of a receipt may see its answer")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt, show its answer, take a message."""
    if request.method != "POST":
        return _ask(request, _number_form(request)())
    try:
        asked = request.POST
    except RequestDataTooBig:
        return too_large(request)
    if asked.get("state"):
        return _go_on(request, asked["state"])
    number_form = _number_form(request)
    posted, added = number_form().posted(asked), MessageForm().posted(asked)
    message = MessageForm(added)
    if "switch_language" in asked:
        return _ask(request, number_form(posted), {"kept": message})
    form = number_form(posted, is_checked=True)
    if not form.is_valid():
        return _ask(request, form, {"kept": message})
    receipt = normalise_receipt(form.cleaned_data["receipt"])
    found = _answer_within_limits(request, receipt or form.cleaned_data["receipt"][:200])
    if found is None:
        form.add_error("receipt", str(NO_SUCH_NUMBER if _is_own(request) else UnknownReceipt.sentence))
        return _ask(request, form, {"kept": message})
    kept = _message_form(found)(added)
    return _show(request, FormState(answers={"receipt": [receipt]}), found, kept)


def _is_own(request: HttpRequest) -> bool:
    """Whether somebody young asks, on the page without the words of a reporter."""
    return request.resolver_match is not None and request.resolver_match.url_name == OWN_DOOR


def _number_form(request: HttpRequest) -> type[ReceiptForm]:
    return NumberForm if _is_own(request) else ReceiptForm


def _message_form(found: Answer) -> type[MessageForm]:
    return OwnMessageForm if found.speaks_to_child else MessageForm


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
        return _ask(request, _number_form(request)(), values)
    if "switch_language" in request.POST:
        return _show(request, state, found, _message_form(found)(posted))
    message_form = _message_form(found)
    form = message_form(posted, is_checked=True)
    if not form.is_valid():
        return _show(request, state, found, form)
    try:
        text, is_unverified = form.cleaned_data["message"], is_flood(request)
        add_message(
            by=Actor.public(), receipt=receipt, text=text, is_unverified=is_unverified, idempotency_key=state.key
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, state, found, form)
    return _show(request, FormState(answers=state.answers), found, message_form(), {"is_sent": True})


def _ask(request: HttpRequest, form: ReceiptForm, values: dict[str, Any] | None = None) -> HttpResponse:
    template = "public/write_ask.html" if _is_own(request) else "public/answer_ask.html"
    return render(
        request, template, {"form": form, "switch_form": "answer", "phones": talk_phones({}), **(values or {})}
    )


def answer_words(status: AnswerStatus, *, speaks_to_child: bool) -> tuple[Any, Any]:
    """The state in a heading, and what it means: to a reporter, or to somebody young as "you"."""
    if speaks_to_child:
        return WHAT_IT_MEANS_TO_YOU[status]
    return code_list("answer_status").label(status), WHAT_IT_MEANS[status]


def _show(
    request: HttpRequest,
    state: FormState,
    found: Answer,
    form: MessageForm,
    values: dict[str, Any] | None = None,
) -> HttpResponse:
    answer, meaning = answer_words(found.status, speaks_to_child=found.speaks_to_child)
    shown = {
        "answer": answer,
        "meaning": meaning,
        "sentence": found.words,
        "form": form,
        "phones": talk_phones({}),
        "state": seal_state(state, PURPOSE),
        "switch_form": "answer",
        **(values or {}),
    }
    return render(request, "public/write_answer.html" if found.speaks_to_child else "public/answer.html", shown)
