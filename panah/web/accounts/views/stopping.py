"""The link at the foot of every message: whoever reads there ends it, without signing in and without learning anything."""

from datetime import timedelta

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
from panah.web.public.throttle import Throttle, network_of

# A token has 120 random bits; whoever tries many is shown the same as everybody, and nothing is looked for.
WRONG_STOPS = Throttle(limit=50, window=timedelta(hours=1))


@public("whoever gets messages ends them by the link in each, without an account")
@csrf_exempt  # mail programs post here themselves; whoever could forge it would have to know the link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The same page whether there is such a link or not (S17). Looking ends nothing: mail servers look at links too."""
    is_done = request.method == "POST"
    if is_done:
        _stop(token, network_of(request))
    return render(request, "public/stop.html", {"is_done": is_done})


def _stop(token: str, network: str) -> None:
    address = None if WRONG_STOPS.is_over(network) else address_of_token(token)
    if address is None:
        WRONG_STOPS.count(network)
        return
    stop_messages(by=Actor.link(str(address.pk), {Permission.CHANNEL_STOP}), address=address)
