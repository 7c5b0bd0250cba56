"""What stands above the first question of a form: the draft that came back, both texts of a conflict, whose form it is."""

from django.forms import BaseForm
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from panah.foundation.documents.models import Draft
from panah.foundation.security.access import Actor
from panah.web.components import drafts

EMPTY = "empty"  # ?empty=1: the page without its draft, which rests until something new is typed
_LOOKED_UP = "_drafts_looked_up"


def above_fields(context: Context, form: BaseForm, to: str = "") -> SafeString:
    """Once for each form of a page of staff; nothing for visitors and for forms that only ask."""
    request: HttpRequest | None = context.get("request")
    actor: Actor | None = getattr(request, "actor", None)
    if request is None or actor is None or not actor.is_person or getattr(form, "is_begun", False):
        return SafeString("")
    form.is_begun = True  # type: ignore[attr-defined]
    place = drafts.place_at(to or request.path)
    if place is None:
        return SafeString("")
    shown = {"conflict": getattr(form, "conflict", None), "form": form, "path": request.path}
    if not form.is_bound and EMPTY not in request.GET:
        draft = _draft(request, actor, place)
        shown["written_at"] = draft.updated_at if draft is not None and drafts.fill(form, draft.content) else None
    mark = format_html('<input type="hidden" name="{}" value="{}">', drafts.WRITER, drafts.mark_of(actor))
    return mark + render_to_string("parts/above_fields.html", shown)


def _draft(request: HttpRequest, actor: Actor, place: drafts.Place) -> Draft | None:
    """Asked for once in a request, however many forms its page has."""
    looked_up: dict[drafts.Place, Draft | None] = request.__dict__.setdefault(_LOOKED_UP, {})
    if place not in looked_up:
        looked_up[place] = drafts.found(actor, place)
    return looked_up[place]
