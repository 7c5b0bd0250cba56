"""Half a year later: four questions behind the participant's own link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.programme.training.actions import answer_practice
from panah.programme.training.models import PracticeCheck
from panah.programme.training.queries import bearer_of_enrolment, check_of, enrolment_of_token
from panah.programme.training.rules.practice import is_open
from panah.web.training.testing.forms import PracticeForm
from panah.web.training.testing.sitting import quiet
from panah.web.training.testing.words import language_of_texts


@public("a participant of a training says by the own link, half a year later, what came of it")
@csrf_exempt  # whoever could forge this post would have to know the link; there is no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown links show one page, whatever they are (S17)."""
    enrolment = enrolment_of_token(token)
    if enrolment is None:
        return quiet(render(request, "training/testing/gone.html", status=404))
    check, event = check_of(enrolment), enrolment.event
    if check is None or check.answered_at is not None or not is_open(event.ends_on, clock.today()):
        return quiet(render(request, "training/testing/thanks.html", {"check": check}))
    data = request.POST if request.method == "POST" and "switch_language" not in request.POST else None
    form = PracticeForm(data, initial=_typed(request))
    if data is not None and form.is_valid() and _taken(check, form):
        return redirect(request.path)
    context = {"form": form, "event": event.label(language_of_texts()), "ended_on": event.ends_on}
    return quiet(render(request, "training/testing/ask.html", context))


def _taken(check: PracticeCheck, form: PracticeForm) -> bool:
    try:
        answer_practice(
            by=bearer_of_enrolment(check.enrolment), check=check, told=form.told(), words=form.cleaned_data["words"]
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


def _typed(request: HttpRequest) -> dict[str, object]:
    """What stands in the page while its language is changed."""
    given = request.POST
    found: dict[str, object] = {name: given[name] for name in ("used", "often", "referred", "words") if name in given}
    return found | {"obstacles": given.getlist("obstacles")}
