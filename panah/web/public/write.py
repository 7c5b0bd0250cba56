"""A message of somebody young, in the first person: three questions, nothing required but the message.

No page, title or address of it says what it is about. Who scans the picture on a school's wall is counted, and not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from panah.casework.concerns.actions import ConcernDetails, report_concern, tell_again
from panah.casework.concerns.codes import AboutWhom, SafeWay
from panah.casework.concerns.queries import phone_of_desk, poster_of, receipt_of, told_hash_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.web.context import emergency_phones
from panah.web.errors import too_large
from panah.web.public.forms import StepForm, normalised_phone
from panah.web.public.own_forms import OwnWordsForm, SafeForm, WhomForm
from panah.web.public.qr import qr_picture
from panah.web.public.refer import SENT, is_flood
from panah.web.public.sent import SENT_BEFORE, digits_of, has_arrived
from panah.web.public.state import AGAIN, FormState, StateTooOld, StateUnreadable, open_state, seal_state

PURPOSE = "write"
READABLE_FOR = timedelta(hours=1)  # somebody else may soon hold the phone
POSTER = "poster"  # the code of the picture that somebody came by; travels in the page and is kept nowhere
UNREADABLE = _("Something of this page got lost, so nothing was sent. Please look at it once more.")
Answers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Question:
    name: str
    form: type[StepForm]


QUESTIONS = (Question("whom", WhomForm), Question("words", OwnWordsForm), Question("safe", SafeForm))
WORDS = QUESTIONS[1]


@public("leads from the picture on a wall to the page, in the visitor's language; an old picture leads there too")
@require_safe
def poster_door(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("write-from", code)


@public("somebody young may write without an account; nothing is read")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show a question, go on or back, and send."""
    if request.method != "POST":
        if request.GET.get("blank") == "1":
            return _blank(request, code)
        return _question_page(request, FormState(answers={POSTER: [code[:20]]} if code else {}), QUESTIONS[0])
    try:
        asked = request.POST
    except RequestDataTooBig:
        return too_large(request)
    try:
        state = open_state(asked.get("state", ""), PURPOSE, READABLE_FOR) if asked.get("state") else FormState()
        is_lost = False
    except StateTooOld as old:
        state, is_lost = FormState(), True
        if has_arrived(old.key):
            return sent_page(request, FormState(old.key))
    except StateUnreadable:
        state, is_lost = FormState(), True
    if asked.get("step") == SENT and not is_lost:
        return sent_page(request, state)
    question = next((one for one in QUESTIONS if one.name == asked.get("step")), QUESTIONS[0])
    if asked.get("go") == AGAIN and not is_lost and not has_arrived(state.key):
        return _question_page(request, state, question)
    state = state.with_answers(question.form().posted(asked))
    if is_lost:
        return _question_page(request, state, WORDS if question is QUESTIONS[2] else question, problem=UNREADABLE)
    if asked.get("state") and has_arrived(state.key):
        return _sent_before(request, state, question)
    return _go(request, state, question)


def _sent_before(request: HttpRequest, state: FormState, question: Question) -> HttpResponse:
    """The last page that comes once more is the same message, or adds to it; no other page shows its words again."""
    is_last = question is QUESTIONS[-1] and request.POST.get("go") == "next" and "switch_language" not in request.POST
    if is_last and all(one.form(state.answers, is_checked=True).is_valid() for one in QUESTIONS):
        return _send(request, state)
    return sent_page(request, _without_words(state), SENT_BEFORE)


def _without_words(state: FormState) -> FormState:
    return FormState(state.key, {POSTER: state.answers.get(POSTER, [])})


def _go(request: HttpRequest, state: FormState, question: Question) -> HttpResponse:
    """Where the pressed button leads."""
    place = QUESTIONS.index(question)
    if "switch_language" in request.POST:
        return _question_page(request, state, question)
    if request.POST.get("go") == "back":
        return _question_page(request, state, QUESTIONS[max(place - 1, 0)])
    form = question.form(state.answers, is_checked=True)
    if not form.is_valid():
        return _question_page(request, state, question, form)
    if question is not QUESTIONS[-1]:
        return _question_page(request, state, QUESTIONS[place + 1])
    return _send(request, state)


def _send(request: HttpRequest, state: FormState) -> HttpResponse:
    for question in QUESTIONS:
        form = question.form(state.answers, is_checked=True)
        if not form.is_valid():
            return _question_page(request, state, question, form)
    try:
        send_words(state, is_unverified=is_flood(request))
    except Refusal as refusal:
        return _question_page(request, state, question, problem=refusal.sentence)
    return sent_page(request, _without_words(state))


def send_words(state: FormState, *, is_unverified: bool) -> None:
    """A message that was found right becomes a concern; sent again with other words, these are added to it."""
    actor, details = Actor.public(), details_of(state.answers, is_unverified=is_unverified)
    concern = report_concern(by=actor, details=details, idempotency_key=state.key)
    if concern.told_hash != told_hash_of(details.told()):
        tell_again(by=actor, receipt=receipt_of(state.key), details=details, text=words_of(state.answers))


def details_of(answers: Answers, *, is_unverified: bool) -> ConcernDetails:
    """The message as a concern. Without a way to be reached the answer stands on the page alone, whatever was ticked."""
    contact, poster = normalised_phone(_one(answers, "reporter_contact")), poster_of(_one(answers, POSTER))
    return ConcernDetails(
        signs=(),
        language=(get_language() or "kk")[:5],
        what_was_seen=_one(answers, "what_was_seen"),
        place=poster.place if poster else None,
        reporter_role="child",
        reporter_contact=contact,
        stays_anonymous=not contact,
        is_unverified=is_unverified,
        about_whom=_one(answers, "about_whom") or AboutWhom.NOT_SAID,
        safe_way=(_one(answers, "safe_way") if contact else "") or SafeWay.HERE,
        safe_when=_one(answers, "safe_when"),
        poster=poster,
    )


def words_of(answers: Answers) -> str:
    """All of it in words, for a message that is sent again with changes."""
    way = _one(answers, "safe_way")
    lines = [
        _one(answers, "what_was_seen"), code_list("safe_way").label(way) if way else "",
        _one(answers, "reporter_contact"), _one(answers, "safe_when"),
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def talk_phones(answers: Answers) -> list[dict[str, str]]:
    """Whom to call: the line for children first, then the own number of those who read; never the police alone."""
    poster = poster_of(_one(answers, POSTER))
    own = phone_of_desk(poster.place if poster else None)
    numbers = sorted(emergency_phones(), key=lambda phone: phone["number"] != "111")
    ours = [{"label": gettext("our phone"), "number": own}] if own else []
    return [*numbers[:1], *ours, *numbers[1:]]


def _one(answers: Answers, name: str) -> str:
    return (answers.get(name) or [""])[-1].strip()


def _question_page(
    request: HttpRequest, state: FormState, question: Question, form: StepForm | None = None, *, problem: Any = ""
) -> HttpResponse:
    values = {
        "form": form or question.form(state.answers),
        "problem": problem,
        "number": QUESTIONS.index(question) + 1,
        "count": len(QUESTIONS),
        "state": seal_state(FormState(state.key, state.answers), PURPOSE),
        "here": question.name,
        "switch_form": "write",
        "phones": talk_phones(state.answers),
        "poster": _one(state.answers, POSTER),
    }
    return render(request, f"public/write_{question.name}.html", values)


def sent_page(request: HttpRequest, state: FormState, problem: Any = "") -> HttpResponse:
    """The number, for some minutes as often as its page is sent again; without the message in it."""
    if not has_arrived(state.key):
        return _question_page(request, FormState(), QUESTIONS[0], problem=UNREADABLE)
    values = {
        "receipt": digits_of(state.key), "state": seal_state(FormState(state.key, state.answers), PURPOSE),
        "here": SENT, "switch_form": "write", "phones": talk_phones(state.answers), "problem": problem,
    }  # fmt: skip
    return render(request, "public/write_sent.html", values)


def _blank(request: HttpRequest, code: str) -> HttpResponse:
    """The same questions on paper, and where it is safe to leave it."""
    here = reverse("write-from", args=[code[:20]]) if code else reverse("write")
    values = {
        "forms": [question.form() for question in QUESTIONS], "phones": talk_phones({POSTER: [code[:20]]}),
        "picture": qr_picture(request.build_absolute_uri(here)),
    }  # fmt: skip
    return render(request, "public/write_blank.html", values)
