"""The test on a participant's phone: no account, no script, no cookie. One answer before the training, one after it.

A participant comes by the own link, or by the picture of the room with the own code; the code travels in the page, so that
a sheet of somebody else opens nothing but this test.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.programme.training.actions import sit_test
from panah.programme.training.codes import EnrolmentState, Wave
from panah.programme.training.models import Enrolment, Event, Sitting
from panah.programme.training.queries import bearer_of_enrolment, enrolment_of_token, paper_for, time_for
from panah.programme.training.queries.testing import event_in_room, items_of, learner_of_code, sitting_of
from panah.programme.training.rules.links import meant_participant_code
from panah.programme.training.rules.waves import OPENS_BEFORE, TimeOfTest, wave_of
from panah.web.public.throttle import WRONG_CODES_OF_NETWORK, network_of
from panah.web.training.testing.forms import OwnCodeForm, SitForm, field_of
from panah.web.training.testing.words import language_of_texts


@dataclass(frozen=True)
class Visit:
    """One participant on the page. ``own`` is the code where somebody came by the picture of the room."""

    request: HttpRequest
    enrolment: Enrolment
    own: str = ""

    @property
    def event(self) -> Event:
        return self.enrolment.event


@public("a participant answers the test of a training by the own link or code, without an account")
@csrf_exempt  # whoever could forge this post would have to know the link or the code; there is no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sit(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown links and codes show one and the same page (S17)."""
    event = event_in_room(token)
    if event is not None:
        return _by_code(request, event)
    enrolment = enrolment_of_token(token)
    if enrolment is None:
        return quiet(render(request, "training/testing/gone.html", status=404))
    return _answer(Visit(request, enrolment))


def _by_code(request: HttpRequest, event: Event) -> HttpResponse:
    """From the picture in the room: whose answers these are says the own code."""
    if request.method != "POST" or "own" not in request.POST:
        return _ask_code(request, OwnCodeForm())
    form = OwnCodeForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form)
    own = meant_participant_code(form.cleaned_data["own"])
    network = network_of(request)
    found = None if WRONG_CODES_OF_NETWORK.is_over(network) else learner_of_code(event, own)
    if found is None:
        WRONG_CODES_OF_NETWORK.count(network)
        form.add_error("own", _("Nobody takes part under this code. Look at it again, or ask your trainer."))
        return _ask_code(request, form)
    return _answer(Visit(request, found, own))


def _ask_code(request: HttpRequest, form: OwnCodeForm) -> HttpResponse:
    return quiet(render(request, "training/testing/code.html", {"form": form}))


def _answer(visit: Visit) -> HttpResponse:
    enrolment, paper = visit.enrolment, paper_for(visit.event)
    if enrolment.state != EnrolmentState.ENROLLED or paper is None or not visit.event.has_test:
        return _closed(visit, TimeOfTest.NOT_YET, has_test=False)
    time = time_for(visit.event)
    wave = wave_of(time)
    done = sitting_of(enrolment, wave) if wave is not None else None
    if wave is None or done is not None:
        return _closed(visit, time, done=done)
    data = visit.request.POST if visit.request.method == "POST" and "go" in visit.request.POST else None
    items, language = items_of(paper), language_of_texts()
    if data is None or "switch_language" in data:
        typed = _typed(visit.request.POST, [item.number for item in items])
        return _page(visit, SitForm(items=items, language=language, initial=typed), wave)
    form = SitForm(data, items=items, language=language)
    if not form.is_valid():
        return _page(visit, form, wave)
    if data["go"] != "anyway" and (missing := form.missing()):
        return _page(visit, form, wave, missing)
    return _take(visit, form, wave)


def _take(visit: Visit, form: SitForm, wave: Wave) -> HttpResponse:
    """What is sent for the test that was shown; the other one may have been opened meanwhile."""
    shown = form.data.get("wave", wave)
    asked = Wave(shown) if shown in set(Wave) else wave
    try:
        done = sit_test(
            by=bearer_of_enrolment(visit.enrolment), enrolment=visit.enrolment, wave=asked, answers=form.answers()
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(visit, form, asked)
    if visit.own:  # no address leads back here: the answer stands on this page
        return _closed(visit, time_for(visit.event), done=done)
    return redirect(visit.request.path)


def _page(visit: Visit, form: SitForm, wave: Wave, missing: Sequence[tuple[int, str]] = ()) -> HttpResponse:
    context = {
        "form": form, "wave": wave.value, "event": visit.event.label(language_of_texts()), "own": visit.own,
        "code": visit.enrolment.code, "texts": language_of_texts(), "missing": list(missing),
    }  # fmt: skip
    return quiet(render(visit.request, "training/testing/sit.html", context))


def _closed(visit: Visit, time: TimeOfTest, *, done: Sitting | None = None, has_test: bool = True) -> HttpResponse:
    event = visit.event
    context: dict[str, Any] = {
        "time": time.value, "done": done, "has_test": has_test, "code": visit.enrolment.code, "ends_on": event.ends_on,
        "opens_on": _opens_on(event), "event": event.label(language_of_texts()), "pre_done": visit.enrolment.pre_done_at,
        "post_done": visit.enrolment.post_done_at,
    }  # fmt: skip
    return quiet(render(visit.request, "training/testing/closed.html", context))


def _opens_on(event: Event) -> date:
    return event.starts_on - OPENS_BEFORE


def _typed(data: QueryDict, numbers: list[int]) -> dict[str, Any]:
    """What stands in the page while its language is changed. A question with one answer takes the last one."""
    found = {field_of(number): data.getlist(field_of(number)) for number in numbers}
    return {name: given if len(given) > 1 else given[0] for name, given in found.items() if given}


def quiet(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site may learn it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
