"""The page behind a one-tap link: PIN, the least that must be known, an answer. No cookie, no account; no script is needed.

That the PIN was right is carried by the page itself, sealed and for ten minutes; after that the PIN is asked again and
what was typed stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.casework.referrals.actions import (
    Answerer,
    accept_leg,
    acknowledge_leg,
    ask_for_link,
    ask_for_more,
    refuse_leg,
    try_pin,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import AnswerLink, Leg
from panah.casework.referrals.queries import (
    clock_of,
    facts_of,
    holder_of,
    interview_clock,
    leg_to_answer,
    link_of_token,
    link_that_opens,
    side_of,
)
from panah.casework.referrals.rules import PinVerdict, answers_left
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.web.answers import further
from panah.web.answers.forms import AnswerForm, PinForm, cleaned, typed
from panah.web.components.grown_words import suit
from panah.web.components.sealing import asked_before_sealing
from panah.web.errors import too_large
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.referrals.packet import beside, packet_in_clear, packet_section
from panah.web.referrals.queries import leg_chip

OPEN_FOR = timedelta(minutes=10)
OWN_FIELDS = {"pin", "state", "link", "language", "switch_language", "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Visit:
    """One request by whoever holds a link that opens."""

    request: HttpRequest
    link: AnswerLink
    actor: Actor
    data: QueryDict
    token: str

    @property
    def purpose(self) -> str:
        return purpose_of(self.link)

    @property
    def leg(self) -> Leg:
        leg = leg_to_answer(self.actor, self.link.leg.code)
        if leg is None:
            raise RuntimeError("a link that opens has its leg")
        return leg


def purpose_of(link: AnswerLink) -> str:
    """What the proof of a PIN is sealed for: another link, or another PIN, does not open it."""
    return f"link:{link.token_hash}:{link.pin_hash}"


@public("a body without account answers by a link and a PIN")
@csrf_exempt  # whoever could forge this post would have to know the link; there is no cookie that could be ridden on
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Wrong, unknown, expired, ended and paused links show one and the same page (S17)."""
    try:
        data = cleaned(request.POST)
    except RequestDataTooBig:
        return _quiet(too_large(request))
    _speak(request, data)
    if request.GET.get("blank") == "1" and request.method == "GET":
        return _page(
            request, "answers/blank.html", {"form": AnswerForm(ReferralStatus.REFUSED)}
        )  # whatever the link is
    link = link_that_opens(token)
    if link is None:
        return _gone(request, token, data)
    actor = holder_of(link)
    request.actor = actor  # type: ignore[attr-defined]  # what is read is read by the holder of this link
    visit = Visit(request, link, actor, data, token)
    if request.method != "POST":
        return _ask_pin(visit, PinForm())
    state = _open_state(visit)
    return _go(visit, state) if state is not None else _try(visit)


def _speak(request: HttpRequest, data: QueryDict) -> None:
    wanted = data.get("switch_language") or data.get("language", "")
    if wanted in dict(settings.PANAH_WHOLE_LANGUAGES):
        translation.activate(wanted)
        request.LANGUAGE_CODE = wanted


def _open_state(visit: Visit) -> FormState | None:
    """The proof that the PIN was right, while it is fresh."""
    try:
        state = open_state(visit.data.get("state", ""), visit.purpose)
    except StateUnreadable:
        return None
    return state if clock.now() - state.at <= OPEN_FOR else None


def _try(visit: Visit) -> HttpResponse:
    if "pin" not in visit.data or "switch_language" in visit.data:
        problem = (
            "" if "pin" in visit.data else _("This page was open for too long. Enter the PIN again; your text is kept.")
        )
        return _ask_pin(visit, PinForm(), problem)
    form = PinForm(visit.data)
    if not form.is_valid():
        return _ask_pin(visit, form)
    verdict = try_pin(by=visit.actor, link=visit.link, pin=form.cleaned_data["pin"])
    if verdict is PinVerdict.PAUSED:
        return _gone(visit.request)
    if verdict is PinVerdict.WRONG:
        form.add_error(
            "pin", _("This PIN does not fit. After five wrong ones the link is paused and the sender is told.")
        )
        return _ask_pin(visit, form)
    if word := further.word_in(visit.data, visit.leg):
        return _further(visit, FormState(), word, is_kept=True)
    answer = _answer_in(visit.data)
    if answer is not None and answer in answers_left(visit.leg.status):
        form_kept = AnswerForm(answer)
        return _ask(visit, FormState(), answer, AnswerForm(answer, initial=typed(form_kept, visit.data)))
    return _show(visit, FormState())


def _answer_in(data: QueryDict) -> ReferralStatus | None:
    value = data.get("answer") or data.get("go", "")
    return ReferralStatus(value) if value in set(ReferralStatus) else None


def _go(visit: Visit, state: FormState) -> HttpResponse:
    """Choose an answer, fill it in, send it, or come back; another language shows the same page again."""
    leg, answer, wanted = visit.leg, _answer_in(visit.data), visit.data.get("go", "")
    if (word := further.word_in(visit.data, leg)) and wanted != "back":
        return _further(visit, state, word)
    if answer is None or wanted == "back" or answer not in answers_left(leg.status):
        return _show(visit, state)
    if wanted != "send" or "switch_language" in visit.data:
        blank = AnswerForm(answer)
        has_typed = "name_and_post" in visit.data
        return _ask(visit, state, answer, AnswerForm(answer, initial=typed(blank, visit.data)) if has_typed else blank)
    form = AnswerForm(answer, visit.data)
    if form.is_valid():
        try:
            carry_out(visit.actor, leg, answer, form.cleaned_data, state.key)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return _show(visit, FormState(), is_done=True)
    return _ask(visit, state, answer, form)


def _further(visit: Visit, state: FormState, word: str, *, is_kept: bool = False) -> HttpResponse:
    """Right, not right, or a talk with the child: a form of its own, sent once. ``is_kept``: the page was open too long."""
    leg = visit.leg
    is_sent = visit.data.get("go") == "send" and "switch_language" not in visit.data and not is_kept
    form = further.form_for(word, visit.data if is_sent else None)
    if is_sent and form.is_valid():
        try:
            further.carry_out(visit.actor, leg, word, form.cleaned_data, state.key)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return _show(visit, FormState(), is_done=True)
    elif not is_sent and "name_and_post" in visit.data:
        form = further.form_for(word, None, initial=typed(form, visit.data))
    suit(form, facts_of(leg.referral).standing)
    context = further.context_for(word, leg) | {
        "form": form, "answer": word, "code": leg.code, "state": seal_state(state, visit.purpose), "link": visit.token,
        "rules": asked_before_sealing([form]),
    }  # fmt: skip
    return _page(visit.request, "answers/further.html", context)


def carry_out(actor: Actor, leg: Leg, answer: ReferralStatus, data: Mapping[str, Any], key: str) -> None:
    answerer = Answerer(data["name_and_post"], data["own_number"], data["happened_on"])
    if answer is ReferralStatus.ACKNOWLEDGED:
        acknowledge_leg(by=actor, leg=leg, answerer=answerer, idempotency_key=key)
    elif answer is ReferralStatus.ACCEPTED:
        accept_leg(by=actor, leg=leg, answerer=answerer, remark=data["remark"], idempotency_key=key)
    elif answer is ReferralStatus.NEED_MORE:
        ask_for_more(by=actor, leg=leg, answerer=answerer, remark=data["remark"], idempotency_key=key)
    else:
        refuse_leg(
            by=actor, leg=leg, reason=data["reason"], where_next=data["where_next"], remark=data["remark"],
            answerer=answerer, idempotency_key=key,
        )  # fmt: skip


def _ask_pin(visit: Visit, form: PinForm, problem: str = "") -> HttpResponse:
    kept = [(name, value) for name, values in visit.data.lists() if name not in OWN_FIELDS for value in values]
    return _page(visit.request, "answers/pin.html", {"form": form, "kept": kept, "problem": problem})


def _show(visit: Visit, state: FormState, *, is_done: bool = False) -> HttpResponse:
    """What is asked, and the answers that are still possible; or the answer that was given."""
    leg = visit.leg
    running = clock_of(leg)
    received, asker = packet_in_clear(visit.actor, leg), side_of(leg.referral)
    context = {
        "status": leg_chip(leg),
        "is_answered": leg.answered_at is not None and not answers_left(leg.status),
        "is_done": is_done,
        "answered_at": leg.answered_at or leg.acknowledged_at,
        "packet": packet_section(received.packet) if received.is_read and not received.is_changed else "",
        "is_changed": received.is_changed,
        "beside": beside(leg, received.packet) if received.is_read else [],
        "due": running.due_at if running else None,
        "answers": [str(answer) for answer in answers_left(leg.status)],
        "code": leg.code,
        "phone": asker.duty_phone,
        "state": seal_state(state, visit.purpose),
        "noted": further.noted(leg),
        "standing": facts_of(leg.referral).standing,
        "may_ask_talk": further.may_ask_talk(leg),
        "talk_waits": interview_clock(leg) is not None,
        "talk_answered_on": further.talk_answered_on(leg),
    }
    return _page(visit.request, "answers/request.html", context)


def _ask(visit: Visit, state: FormState, answer: ReferralStatus, form: AnswerForm) -> HttpResponse:
    suit(form, facts_of(visit.leg.referral).standing)
    context = {
        "form": form,
        "answer": str(answer),
        "state": seal_state(state, visit.purpose),
        "code": visit.leg.code,
        "link": visit.token,
        "rules": asked_before_sealing([form]),
    }
    return _page(visit.request, "answers/form.html", context)


def _gone(request: HttpRequest, token: str = "", data: QueryDict | None = None) -> HttpResponse:
    """Whoever asks for a new link is told the same, whether there ever was one: only the sender learns of it."""
    is_asked = data is not None and data.get("go") == "wanted"
    link = link_of_token(token) if is_asked else None
    if link is not None:
        ask_for_link(by=holder_of(link), link=link)
    return _page(request, "answers/gone.html", {"is_asked": is_asked}, status=404)


def _page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    own = {"language": translation.get_language(), "languages": settings.PANAH_WHOLE_LANGUAGES}
    return _quiet(render(request, template, own | dict(context), status=status))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address is half of the secret: no other site may learn it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
