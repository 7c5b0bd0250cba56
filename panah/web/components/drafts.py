"""Text on its way: what a form's draft may hold, under which name it lies, and how it comes back into the form.

Whoever writes a page does nothing for it: ``{% fields form %}`` and ``{% field form.x %}`` bring a draft back, the one
script saves it while it is typed, and ``panah.web.keeping`` keeps what was sent in vain and drops what arrived.
"""

import base64
import binascii
import hashlib
import os
import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.documents.actions import FormHasArrived, drop_draft, keep_draft
from panah.foundation.documents.models import Draft
from panah.foundation.documents.queries import draft_for, drafts_of
from panah.foundation.documents.rules import is_draft_place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.keys import KeyFolder
from panah.web.components.belonging import may_open

WRITER = "writer"  # the hidden input that says whose form this is, should the session die before it is sent
AT = "draft_at"  # where the form that saves itself is sent to
NOT_TEXT = {"csrfmiddlewaretoken", "once", "next", WRITER, AT}
SECRETS = {"pin", "code", "otp", "token", "credential", "login"}
SAYS_NOTHING = {"version"}  # kept with a text, no reason to keep one
NOTHING = "new"  # the subject of a page that is about nothing yet
STAFF = "/app/"
NEVER_KEPT = {
    "find", "draft", "draft-text", "lock", "unlock", "alive", "sign-out", "set_language", "me-role", "me-sessions-end",
    "places-ask", "view-save", "view-remove", "outing-child",
    "channel", "channel-code", "channels", "library-find", "adult-list", "stakeholder-list", "adult-entry-forget",
    "library-approve",
}  # fmt: skip
"""Addresses below /app/ whose forms hold no text of work: nobody wants a search, a question without a name or a password back.

Of most children whom a mobile group meets only a number may stay: what was typed of them is in no draft (S11)."""

NOT_KEPT_OF = {
    form: {"number": "is_number_safe", "alias": ""} for form in ("call-new", "call-change")
}  # fmt: skip
"""Answers that rest in no record either, so in no draft; with another answer by which they are kept after all.

Of a caller there rests a mark. The number is kept only where it is safe to call back: then a talk that is interrupted
must not lose it, for nobody could call back."""

NONCE, ID = 12, 16
MARK_HOLDS = timedelta(days=7)


@dataclass(frozen=True)
class Place:
    """Where the draft of one form lies: the URL name of the address that it is sent to, and what stands in that address."""

    form: str
    subject: str


@dataclass
class Writing:
    """A form that is being sent by a person: once it arrived, its draft has done its work."""

    actor: Actor
    place: Place
    mark: str = ""
    has_arrived: bool = False


writing_now: ContextVar[Writing | None] = ContextVar("writing_now", default=None)


def place_of(match: ResolverMatch) -> Place:
    """What is too long for a name becomes its hash."""
    form = match.url_name or "page"
    subject = "-".join(str(value) for value in match.kwargs.values()) or NOTHING
    if not is_draft_place(form, subject):
        subject = hashlib.sha256(subject.encode()).hexdigest()[:40]
    return Place(form, subject)


def place_at(path: str) -> Place | None:
    """The place of the form that is sent to ``path``; none where nothing is to be kept."""
    if not path.startswith(STAFF):
        return None
    try:
        place = place_of(resolve(path))
    except Resolver404:
        return None
    return None if place.form in NEVER_KEPT else place


def content_of(posted: QueryDict) -> dict[str, Any]:
    """What was typed, one value or a list; without secrets, and empty where nobody typed anything."""
    content = {
        name: values[0] if len(values) == 1 else list(values)
        for name, values in posted.lists()
        if name not in NOT_TEXT and name.lower() not in SECRETS and "password" not in name.lower()
    }
    return content if any(value for name, value in content.items() if name not in SAYS_NOTHING) else {}


def keep(actor: Actor, place: Place, content: Mapping[str, Any], path: str, mark: str = "") -> bool:
    """Keep what was typed, with where it was going; false where it is too long or its page is not open to the writer.

    With the ``mark`` of a form that saves itself: ``FormHasArrived`` if that form has arrived meanwhile.
    """
    if not content or not actor.is_person or not _may_write(actor, path):
        return False
    content = _that_may_rest(place, content)
    if not content:
        drop(actor, place)
        return True
    try:
        keep_draft(by=actor, form=place.form, subject_code=place.subject, content={**content, AT: path}, mark=mark)
    except FormHasArrived:
        raise
    except Refusal:
        return False
    return True


def _that_may_rest(place: Place, content: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {name for name, unless in NOT_KEPT_OF.get(place.form, {}).items() if not content.get(unless)}
    kept = {name: value for name, value in content.items() if name not in left_out}
    return kept if any(value for name, value in kept.items() if name not in SAYS_NOTHING) else {}


def _may_write(actor: Actor, path: str) -> bool:
    """In any of one's roles: of a session that died nobody knows in which one was at work."""
    if may_open(actor, path):
        return True
    person = Person.objects.filter(pk=actor.id).first()
    return person is not None and any(may_open(actor_of(role), path) for role in roles_of(person))


def found(actor: Actor, place: Place) -> Draft | None:
    return draft_for(actor, place.form, place.subject)


def all_of(actor: Actor) -> list[Draft]:
    """One's own drafts, newest first, of pages that one may open today (S15)."""
    every = [draft_for(actor, shut.form, shut.subject_code) for shut in drafts_of(actor)]
    return [draft for draft in every if draft is not None and is_still_open(actor, draft)]


def one_of(actor: Actor, draft_id: uuid.UUID) -> Draft | None:
    """One of them; with the right to a child's record goes the right to what was typed about it."""
    shut = drafts_of(actor).filter(pk=draft_id).first()
    draft = draft_for(actor, shut.form, shut.subject_code) if shut is not None else None
    return draft if draft is not None and is_still_open(actor, draft) else None


def is_still_open(actor: Actor, draft: Draft) -> bool:
    """Whether its writer may open the page for which it was written."""
    return may_open(actor, str(draft.content.get(AT, "")))


def drop(actor: Actor, place: Place, mark: str = "") -> int:
    """The form with this mark was sent, or its text is not wanted."""
    return drop_draft(by=actor, form=place.form, subject_code=place.subject, mark=mark)


def drop_what_arrived() -> None:
    """Within the transaction of what was done: either the record stands and the draft is gone, or the draft stands."""
    now = writing_now.get()
    if now is not None:
        drop(now.actor, now.place, now.mark)
        now.has_arrived = True


def fill(form: forms.BaseForm, content: Mapping[str, Any]) -> bool:
    """Put a draft back into its form, just as it was typed. False where it is another form's."""
    data = _as_posted(content)
    own = {form.add_prefix(name) for name in form.fields} - SAYS_NOTHING
    if not any(key == name or key.startswith(f"{name}_") for key in data for name in own):
        return False
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if name in NOT_TEXT or isinstance(field.widget, forms.FileInput | forms.PasswordInput):
            continue
        if not field.widget.value_omitted_from_data(data, {}, html_name):
            form.initial[name] = field.widget.value_from_datadict(data, {}, html_name)
            form[name].__dict__.pop("initial", None)
    return True


def _as_posted(content: Mapping[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in content.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


@cache
def _cipher() -> AESGCM:
    return AESGCM(KeyFolder(settings.PANAH_KEYS).bytes("forms"))


def mark_of(actor: Actor) -> str:
    """Who writes in this form and in which office, sealed: it tells nobody anything, and nobody makes one for another."""
    nonce, person, organisation = os.urandom(NONCE), actor.person_id, actor.organisation_id
    if person is None or organisation is None:
        return ""
    clear = person.bytes + organisation.bytes + int(clock.now().timestamp()).to_bytes(8, "big")
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, clear, WRITER.encode())).decode()


def writer_of(mark: str) -> Actor | None:
    """The person of a form whose session ended; none where the mark is not ours, is old, or the person left."""
    try:
        sealed = base64.urlsafe_b64decode(mark.encode())
        clear = _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], WRITER.encode())
        person_id, organisation_id = (uuid.UUID(bytes=clear[start : start + ID]) for start in (0, ID))
        made_at = int.from_bytes(clear[2 * ID :], "big")
    except (InvalidTag, ValueError, binascii.Error):
        return None
    if clock.now().timestamp() - made_at > MARK_HOLDS.total_seconds():
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    held = roles_of(person) if person is not None else []
    return next((actor_of(role) for role in held if role.organisation_id == organisation_id), None)
