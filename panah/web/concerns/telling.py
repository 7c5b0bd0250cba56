"""The one further sentence that the reporter may read (S4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.concerns.actions import release_sentence, take_back_sentence
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import sentences_for
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.concerns.forms import SentenceForm
from panah.web.concerns.reaching import concern_of, done


@page(Permission.CONCERN_TRIAGE)
def concern_sentence(request: Request, code: str) -> HttpResponse:
    """Choose a sentence of the list: none names a body, a place or an outcome."""
    found = concern_of(request, code)
    form = SentenceForm(posted(request), sentences=sentences_for(found))

    def act() -> Concern:
        sentence = form.cleaned_data["sentence"]
        return release_sentence(by=request.actor, concern=found, sentence=sentence, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        return done(request, found, _("The reporter sees the sentence on the answer page now."))
    lead = _("The reporter may be the employer or a relative. Release a sentence only if it harms nobody.")
    if found.is_first_person:
        lead = _("The child reads it on the answer page. Somebody else may look over the shoulder, or hold the phone.")
    back_url = reverse("concern", args=[found.code])
    title, button = _("One more sentence for the reporter"), _("Release")
    return form_page(request, form, title, code=found.code, back_url=back_url, lead=lead, button=button)


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_sentence_back(request: Request, code: str) -> HttpResponse:
    found = concern_of(request, code)
    try:
        take_back_sentence(by=request.actor, concern=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("concern", found.code)
    return done(request, found, _("The answer page shows the sentence no longer."))
