"""The pages of the outbox and the door where sealed items arrive. None of them sets or needs a cookie."""

import logging
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from panah.foundation.post.actions import remember_item
from panah.foundation.post.codes import Fault
from panah.foundation.post.queries import all_keys, earlier_receipt
from panah.foundation.post.rules import SealedItem, Unreadable, open_item, read_item
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.foundation.security.permissions import Permission
from panah.web.components.sealed_post import Arrived
from panah.web.outbox.kinds import KINDS
from panah.web.public.refer import is_flood
from panah.web.public.throttle import Throttle, network_of

POST = Actor.system("post", {Permission.POST_TAKE})
UNREADABLE_OF_NETWORK = Throttle(limit=300, window=timedelta(minutes=10))
WORKER = Path(__file__).resolve().parents[1] / "static" / "panah" / "worker.js"
JSON = "application/json"
LIGHT = {"is_light": True}  # no letters of our own: such a page must stand at once, and rests on the device
logger = logging.getLogger(__name__)


@public("where browsers send what they sealed; only the server's key opens it")
@csrf_exempt  # acts for nobody who is signed in; another site cannot send this content type without asking, and is refused
@never_cache
@require_POST
def take_post(request: HttpRequest) -> HttpResponse:
    """One sealed item: its receipt, "try later", or a refusal in a sentence, with which it stays on the phone.

    Nothing that opens is held back by what others of the same network send: they are whole districts behind one address.
    """
    try:
        if request.content_type != JSON:
            raise Unreadable(Fault.NOT_POST)
        return _taken(request, read_item(request.body))
    except RequestDataTooBig:
        return _unreadable(request, Fault.TOO_LARGE)
    except Unreadable as unreadable:
        return _unreadable(request, unreadable.fault)
    except Refusal as refusal:
        return _refused(str(refusal.sentence))
    except (
        OperationalError,
        InterfaceError,
    ) as error:  # away; what one item makes it say is a fault, and no reason to wait
        logger.error("sealed post waits: %s", type(error).__name__)
        return _later(_("Panah cannot take it at this moment. It is kept and sent again by itself."))


def _taken(request: HttpRequest, item: SealedItem) -> HttpResponse:
    """Open first: a receipt is told to nobody who does not hold the item itself. Its key is the hash of all of it: whoever
    read the name of an item that waits in a phone can neither ask for its receipt nor take its place.
    """
    opened = open_item(item, all_keys())
    known = earlier_receipt(item.hash)
    if known is not None:
        return _arrived(known)
    kind = KINDS.get(item.kind)
    if kind is None:
        raise Unreadable(Fault.NOT_POST)
    is_many = is_flood(request) if kind.is_counted else False
    receipt = kind.receiver(Arrived(opened.fields, item.hash, opened.sealed_at, clock.now(), is_many))
    remember_item(by=POST, kind=item.kind, item=item.hash, receipt=receipt.number)
    return _arrived(receipt.number)


def _unreadable(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Only what does not open is counted. Of too many the answer is the same, under a status that programs understand."""
    network = network_of(request)
    is_over = UNREADABLE_OF_NETWORK.is_over(network)
    UNREADABLE_OF_NETWORK.count(network)
    return _refused(_sentence(fault), 429 if is_over else 400 if fault is Fault.NOT_POST else 200)


def _sentence(fault: Fault) -> str:
    return {
        Fault.TOO_LARGE: _("This is too long to be sent. Write less, or call."),
        Fault.NOT_POST: _("This page is too old, or it was damaged on the way. Open the form again and fill it in once more."),
        Fault.UNKNOWN_KEY: _("It was sealed for a key that is not here now. It stays sealed on this device; please call us."),
        Fault.DOES_NOT_OPEN: _("It was damaged on this device and cannot be opened. Please write it once more, or call."),
    }[fault]  # fmt: skip


def _arrived(number: str) -> JsonResponse:
    return JsonResponse({"state": "arrived", "receipt": number})


def _refused(sentence: str, status: int = 200) -> JsonResponse:
    return JsonResponse({"state": "refused", "sentence": sentence}, status=status)


def _later(sentence: str) -> JsonResponse:
    return JsonResponse({"state": "later", "sentence": sentence}, status=503, headers={"Retry-After": "60"})


@public("the list of what waits on this device; the server knows nothing of it")
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "outbox/list.html", LIGHT)


@public("the script that keeps a form readable without network")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """From the root, so that each page may ask it to look after itself; it keeps nothing but that page and its style."""
    response = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response
