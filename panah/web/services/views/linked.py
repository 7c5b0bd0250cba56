"""The page behind a "still true?" link: no account, no cookie, no script, and nothing but one entry of the directory."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.casework.services.actions import confirm_by_link, correct_by_link
from panah.casework.services.models import ConfirmationLink
from panah.casework.services.queries import (
    confirmation_link_that_opens,
    holder_of_confirmation_link,
    offers_of,
)
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.web.answers.forms import cleaned, typed
from panah.web.components.child_words import language_now
from panah.web.errors import too_large
from panah.web.public.throttle import Throttle, network_of
from panah.web.services.comparing import stands
from panah.web.services.forms import CorrectionForm
from panah.web.services.views.reading import facts_of

# A token has 128 random bits; whoever tries many is answered as if every link had expired.
WRONG_LINKS = Throttle(limit=50, window=timedelta(hours=1))


@public("a body without account says by a link whether its entry of the directory is still true")
@csrf_exempt  # whoever could forge this post would have to know the link; there is no cookie that could be ridden on
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def directory_link(request: HttpRequest, token: str) -> HttpResponse:
    """Wrong, unknown, expired and used links show one and the same page (S17)."""
    try:
        data = cleaned(request.POST)
    except RequestDataTooBig:
        return too_large(request)
    _speak(request, data)
    network = network_of(request)
    link = None if WRONG_LINKS.is_over(network) else confirmation_link_that_opens(token)
    if link is None:
        WRONG_LINKS.count(network)
        return _page(request, "services/linked_gone.html", {}, status=404)
    return _answered(request, link, data) if request.method == "POST" else _show(request, link)


def _speak(request: HttpRequest, data: QueryDict) -> None:
    wanted = data.get("switch_language") or data.get("language", "")
    if wanted in dict(settings.PANAH_WHOLE_LANGUAGES):
        translation.activate(wanted)
        request.LANGUAGE_CODE = wanted


def _answered(request: HttpRequest, link: ConfirmationLink, data: QueryDict) -> HttpResponse:
    go, now, by = data.get("go", ""), stands(offers_of([link.provider])[0]), holder_of_confirmation_link(link)
    request.actor = by  # type: ignore[attr-defined]
    if "switch_language" in data or go not in ("true", "send"):
        is_correcting = go == "change" or (go != "back" and "name_and_post" in data)
        kept = typed(CorrectionForm(), data) if "name_and_post" in data else now
        return _show(request, link, CorrectionForm(initial=kept) if is_correcting else None)
    form = CorrectionForm(data)
    if go == "send" and not form.is_valid():
        return _show(request, link, form)
    said = form.changed_from(now) if go == "send" else {}
    try:
        if said:
            correct_by_link(by=by, link=link, said=said, name_and_post=form.cleaned_data["name_and_post"])
        else:
            confirm_by_link(by=by, link=link)
    except Refusal:
        return _page(request, "services/linked_gone.html", {}, status=404)
    return _page(request, "services/linked_done.html", {"is_corrected": bool(said)})


def _show(request: HttpRequest, link: ConfirmationLink, form: CorrectionForm | None = None) -> HttpResponse:
    context = {
        "name": link.provider.label(language_now()), "facts": facts_of(offers_of([link.provider])[0]), "form": form,
        "expires_at": link.expires_at,
    }  # fmt: skip
    return _page(request, "services/linked.html", context)


def _page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    own = {"language": translation.get_language(), "languages": settings.PANAH_WHOLE_LANGUAGES}
    response = render(request, template, own | dict(context), status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
