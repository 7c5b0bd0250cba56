from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_language

from panah.foundation.accounts.actions import choose_settings
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor, Allowed, can
from panah.foundation.security.pages import Request, public
from panah.foundation.security.permissions import Permission


@public("chooses the language of pages whose address has none")
@require_POST
def set_language(request: Request) -> HttpResponse:
    """For a person who is signed in for good; for a visitor in a cookie."""
    language, actor = request.POST.get("language", ""), request.actor
    if isinstance(request.user, Person) and _may_choose(actor) and language in dict(settings.PANAH_WHOLE_LANGUAGES):
        choose_settings(by=actor, person=request.user, language=language, theme=request.user.theme)
        return redirect(safe_path(request, request.POST.get("next", "")) or "today")
    answer: HttpResponse = remember_language(request)
    return answer


def _may_choose(actor: Actor) -> bool:
    return isinstance(can(actor, Permission.SELF_MANAGE), Allowed)


def safe_path(request: Request, path: str) -> str:
    """An address of ours to go on to, or nothing."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None, require_https=request.is_secure())
    return path if is_ours else ""
