"""Text on its way: what a form's draft may hold, under which name it lies, and how it comes back into the form.

A page that keeps drafts gives its form ``data-draft-url="{% url "draft" form subject %}"``, starts it with
``initial=draft_initial(...)`` and calls ``drop`` once the form is sent. ``form`` is the URL name of the page, ``subject``
what stands in its address, as ``place_of`` says; then the text that the lock kept is found there too.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import ResolverMatch

from panah.foundation.documents.actions import drop_draft
from panah.foundation.documents.queries import draft_for
from panah.foundation.documents.rules import is_draft_place
from panah.foundation.security.access import Actor

NOT_TEXT = {"csrfmiddlewaretoken", "once", "next"}
SECRETS = {"pin", "code", "otp", "token", "credential", "login"}
DATE_PARTS = ("_day", "_month", "_year")
NOTHING = "new"  # the subject of a page that is about nothing yet: an address needs a word there


def place_of(match: ResolverMatch) -> tuple[str, str]:
    """The name of a page's form and what it is about. What is too long for a name becomes its hash."""
    form = match.url_name or "page"
    subject = "-".join(str(value) for value in match.kwargs.values()) or NOTHING
    if not is_draft_place(form, subject):
        subject = hashlib.sha256(subject.encode()).hexdigest()[:40]
    return form, subject


def content_of(posted: QueryDict) -> dict[str, Any]:
    """What was typed, one value or a list; without secrets, and empty where nobody typed anything."""
    content = {
        name: values[0] if len(values) == 1 else list(values)
        for name, values in posted.lists()
        if name not in NOT_TEXT and name.lower() not in SECRETS and "password" not in name.lower()
    }
    return content if any(content.values()) else {}


def draft_initial(actor: Actor, form: str, subject: str) -> dict[str, Any]:
    """The draft as ``initial`` of its form; a date in parts is put together again. Empty where there is none."""
    draft = draft_for(actor, form, subject)
    return initial_of(draft.content) if draft is not None else {}


def initial_of(content: Mapping[str, Any]) -> dict[str, Any]:
    initial = dict(content)
    for name in [name.removesuffix("_year") for name in content if name.endswith("_year")]:
        parts = [initial.pop(name + part, "") for part in DATE_PARTS]
        initial[name] = [*parts, bool(initial.pop(name + "_about", ""))]
    return initial


def drop(actor: Actor, form: str, subject: str) -> int:
    """The form was sent, or its text is not wanted."""
    return drop_draft(by=actor, form=form, subject_code=subject)
