"""The link at the foot of every message: whoever reads there ends it, without signing in and without learning anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.notices.actions import stop_messages
from panah.foundation.notices.queries import address_of_token
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import public
from panah.foundation.security.permissions import Permission


@public("whoever gets messages ends them by the link in each, without an account")
@csrf_exempt  # mail programs post here themselves; whoever could forge it would have to know the link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The same page whether there is such a link or not (S17). Looking ends nothing: mail servers look at links too."""
    is_done = request.method == "POST"
    if is_done:
        _stop(token)
    return render(request, "public/stop.html", {"is_done": is_done})


def _stop(token: str) -> None:
    """Tries are not counted: nobody finds 120 random bits, and a limit would leave whoever shares a network with messages."""
    address = address_of_token(token)
    if address is not None:
        stop_messages(by=Actor.link(str(address.pk), {Permission.CHANNEL_STOP}), address=address)
