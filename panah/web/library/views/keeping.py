import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions import (
    LessonSource,
    add_item,
    add_language,
    change_item,
    drop_edition,
    new_version,
)
from panah.programme.library.codes import LESSON, Spoken
from panah.programme.library.models import Edition, Item, Version
from panah.programme.library.queries import newest
from panah.programme.library.rules import missing_languages
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.library.forms import EditionForm, ItemForm, LessonForm, known
from panah.web.library.views.reading import item_or_404, keeps


def _kept_or_404(request: Request, code: str) -> Item:
    found = item_or_404(request.actor, code)
    if not keeps(request.actor, found):
        raise Http404
    return found


@page(Permission.LIBRARY_KEEP)
def new(request: Request) -> HttpResponse:
    """What it is and for whom; its first version comes on the next page."""
    form = ItemForm(posted(request), initial={"audience": "partners"})
    del form.fields["version"]

    def act() -> Item:
        source = LessonSource(form.cleaned_data["source_kind"] or "other")
        is_lesson = form.cleaned_data["kind"] == LESSON
        return add_item(
            by=request.actor, details=form.details(), source=source if is_lesson else None, idempotency_key=form.key
        )

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Written. Now bring its first version."))
        return redirect("library-version", made.code)
    lead = _("Nobody else reads it until a second person has approved it.")
    back = {"back_url": reverse("library"), "back_label": _("Library")}
    return form_page(request, form, _("New entry of the library"), lead=lead, **back)


@page(Permission.LIBRARY_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    found = _kept_or_404(request, code)
    form = editing(request, ItemForm, lambda: known(_kept_or_404(request, code)))
    del form.fields["source_kind"]

    def act() -> Item:
        version = form.cleaned_data["version"] or 0
        return change_item(by=request.actor, item=found, details=form.details(), version=version)

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("library-item", found.code)
    lead = _(
        "A title or summary that readers know, and more readers, wait for the second person; to fewer it is closed at once."
    )
    return form_page(request, form, _("Change the entry"), lead=lead, **_back(found))


def _back(item: Item) -> dict[str, Any]:
    return {"code": item.code, "back_url": reverse("library-item", args=[item.code]), "back_label": item.code}


@page(Permission.LIBRARY_KEEP)
def version_new(request: Request, code: str) -> HttpResponse:
    """The next version, in its first language."""
    found = _kept_or_404(request, code)
    number = Version.objects.visible_to(request.actor).filter(item=found).count() + 1
    form = _edition_form(request, found, tuple(Spoken), is_first=number == 1)

    def act() -> Version:
        return new_version(
            by=request.actor, item=found, words=[form.words()], idempotency_key=form.key, **form.changed()
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("Brought. It comes out when a second person has read and approved it."))
        return redirect("library-item", found.code)
    title = _("Bring version %(number)d") % {"number": number}
    return form_page(request, form, title, template="parts/upload_page.html", **_back(found))


@page(Permission.LIBRARY_KEEP)
def language_add(request: Request, code: str) -> HttpResponse:
    """The newest version in the language that it lacks, whether it is out or still waits."""
    found = _kept_or_404(request, code)
    waiting = Version.objects.visible_to(request.actor).filter(item=found, came_out_at=None).first()
    version = waiting or newest(found)
    if version is None:
        return redirect("library-version", found.code)
    missing = missing_languages(list(version.editions.values_list("language", flat=True)))
    if not missing:
        messages.info(request, _("This version is there in both languages."))
        return redirect("library-item", found.code)
    form = _edition_form(request, found, missing, is_first=True)

    def act() -> Edition:
        return add_language(by=request.actor, version=version, words=form.words(), idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Brought. It is shown when a second person has read and approved it."))
        return redirect("library-item", found.code)
    title = _("Version %(number)d in the other language") % {"number": version.number}
    return form_page(request, form, title, template="parts/upload_page.html", **_back(found))


def _edition_form(request: Request, item: Item, spoken: tuple[Spoken, ...], *, is_first: bool) -> EditionForm:
    form = LessonForm if item.is_lesson else EditionForm
    start = {"language": spoken[0].value if len(spoken) == 1 else ""}
    return form(posted(request), request.FILES or None, initial=start, spoken=spoken, is_first=is_first)


@page(Permission.LIBRARY_KEEP)
@require_POST
def edition_drop(request: Request, code: str, edition_id: uuid.UUID) -> HttpResponse:
    """Brought by mistake, and read by nobody yet."""
    found = _kept_or_404(request, code)
    row: Edition = get_object_or_404(
        Edition.objects.visible_to(request.actor), pk=edition_id, version__item=found
    )  # fmt: skip
    try:
        drop_edition(by=request.actor, edition=row)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Taken away. Nobody had read it."))
    return redirect("library-item", found.code)
