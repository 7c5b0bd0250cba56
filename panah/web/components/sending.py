"""A form that is on its way: who wrote it, where it stood, whether its text was kept, and whether it was sent before."""

import hashlib
import hmac
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.messages import WARNING, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.urls import reverse

from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.web.components import drafts

UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError)
SENT = "sent"  # of the session: marks of the keys of forms that arrived, and of their texts
REMEMBERED = 20
OTHER_SITES = ("cross-site", "same-site")  # another address below our name is not ours either
_KEPT = "_text_kept"


def actor_now(request: HttpRequest) -> Actor:
    """Who is signed in, also behind the lock."""
    actor: Actor = getattr(request, "actor_behind_lock", None) or request.actor  # type: ignore[attr-defined]
    return actor


def typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed; nothing where it cannot be read."""
    return drafts.content_of(posted(request))


def writer(request: HttpRequest) -> Actor | None:
    """For whom the form was made, else who is signed in: the session may be gone, or another's by now."""
    actor = actor_now(request)
    made_for = drafts.writer_of(posted(request).get(drafts.WRITER, ""))
    return actor if actor.is_person and (made_for is None or made_for.id == actor.id) else made_for


def mark_of(request: HttpRequest) -> str:
    """What is another each time a form is drawn: by it a form is known as the one that arrived."""
    sealed: str = posted(request).get(drafts.WRITER, "") or posted(request).get("once", "")
    return sealed


def keep_posted(request: HttpRequest) -> bool:
    """Keep what was sent in vain as its writer's draft. Asked again it says whether that was done."""
    known: bool | None = request.__dict__.get(_KEPT)
    if known is None:
        known = request.__dict__[_KEPT] = _keep(request)
    return known


def _keep(request: HttpRequest) -> bool:
    place, now = drafts.place_at(request.path), drafts.writing_now.get()
    if now is not None and now.has_arrived:
        return False  # what broke broke afterwards
    content = typed(request) if request.method == "POST" and place is not None else {}
    if not content or place is None or request.headers.get("Sec-Fetch-Site") in OTHER_SITES:
        return False
    by = writer(request)
    return by is not None and drafts.keep(by, place, content, request.path)


def page_of(request: HttpRequest) -> str:
    """The page on which the form stood, which the browser names to us alone; else where it was sent to."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path.startswith(drafts.STAFF)
    return came_from.path if is_ours and came_from.path != reverse("lock") else request.path


def has_warned(request: HttpRequest) -> bool:
    """Whether the page that follows says that something was not done."""
    waiting = get_messages(request)
    found = any(message.level >= WARNING for message in waiting)
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # looked at, not shown
    return found


def remember_sent(request: HttpRequest, location: str) -> None:
    """The key of a form that arrived and where that led, so that a late copy is known."""
    key = posted(request).get("once", "")
    if key:
        earlier = request.session.get(SENT, [])
        request.session[SENT] = [*earlier, [_mark(key), _mark(typed(request)), location]][-REMEMBERED:]


def is_changed_since_sent(request: HttpRequest) -> bool:
    """The same form with other words than those that arrived."""
    earlier = _sent(request)
    return earlier is not None and earlier[0] != _mark(typed(request))


def first_result(request: HttpRequest) -> str:
    """Where the first copy of this form led; nothing where it is no copy."""
    earlier = _sent(request)
    return earlier[1] if earlier is not None and earlier[0] == _mark(typed(request)) else ""


def _sent(request: HttpRequest) -> tuple[str, str] | None:
    key = posted(request).get("once", "")
    rows = request.session.get(SENT, []) if key else []
    return next(((text, location) for known, text, location in rows if known == _mark(key)), None)


@cache
def _key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("sent")


def _mark(value: object) -> str:
    """Says whether something is the same. Keyed: sessions rest in clear, and a name or a number is soon guessed."""
    return hmac.digest(_key(), repr(value).encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:32]


def posted(request: HttpRequest) -> QueryDict:
    """What was sent; empty where it is too large to be read."""
    try:
        return request.POST
    except UNREADABLE:
        return QueryDict()
