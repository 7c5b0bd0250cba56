from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import concerns_at_duty
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request


def concern_of(request: Request, code: str) -> Concern:
    """The concern for those who answer for it; for others it is not there (S17)."""
    concern = concerns_at_duty(request.actor).filter(code=normalise_code(code)).first()
    if concern is None:
        raise Http404
    return cast(Concern, concern)


def done(request: Request, found: Concern, words: str) -> HttpResponse:
    """Back to the concern, with a sentence."""
    messages.success(request, words)
    return redirect("concern", found.code)
