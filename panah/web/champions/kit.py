"""The kit as those keep it: versions, who used what, and what waits for clearance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.queries import published_content
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.documents.uploads import checked
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions import add_kit_piece, approve_kit_piece, change_kit_piece, retire_kit_piece
from panah.programme.champions.codes import Clearance, KitKind
from panah.programme.champions.models import KitPiece, KitVersion
from panah.programme.champions.queries import kit_of, uses_of
from panah.web.champion.acts import picture_answer
from panah.web.champion.words import acts_table, label
from panah.web.champions.finding import piece_or_404
from panah.web.champions.forms import KitForm
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, posted, sent
from panah.web.components.values import Chip, Column, Table, TableRow, Tone


def version_chip(version: KitVersion) -> Chip:
    if version.clearance == Clearance.WAITS:
        return Chip(Tone.DUE, label("clearance", version.clearance))
    return Chip(Tone.OK, _("approved")) if version.approved_at else Chip(Tone.DUE, _("not approved yet"))


@page(Permission.CHAMPION_VIEW)
def kit_list(request: Request) -> HttpResponse:
    language = language_now()
    rows = []
    for one in kit_of(request.actor):
        last = max(one.versions.all(), key=lambda version: version.number)
        cells = [last.said("title", language), label("champion_kit_kinds", one.kind), last.number, version_chip(last)]
        rows.append(TableRow(cells, reverse("champion-kit-piece", args=[one.code])))
    columns = [Column(_("Title")), Column(_("Kind")), Column(_("Version"), is_number=True), Column(_("State"))]
    table = Table(columns, rows, empty=_("The kit is empty. Add a text or a picture, and approve it."))
    may_keep = Permission.CHAMPION_KEEP in request.actor.permissions
    return render(request, "champions/kit.html", {"table": table, "may_keep": may_keep})


@page(Permission.CHAMPION_KEEP)
def new(request: Request) -> HttpResponse:
    form = KitForm(posted(request), request.FILES or None)
    del form.fields["version"]

    def act() -> KitPiece:
        return add_kit_piece(
            by=request.actor, kind=KitKind(form.cleaned_data["kind"]), words=form.words(), picture=_picture(form),
            idempotency_key=form.key,
        )  # fmt: skip

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Kept. Approve it, and champions can use it."))
        return redirect("champion-kit-piece", made.code)
    return render(request, "champions/kit_form.html", {"form": form, "title": _("Add to the kit"), "code": ""})


def _picture(form: KitForm) -> CheckedFile | None:
    upload = form.cleaned_data.get("picture")
    return checked(upload) if upload else None


@page(Permission.CHAMPION_VIEW)
def piece(request: Request, code: str) -> HttpResponse:
    """All versions, and which acts used it."""
    found = piece_or_404(request.actor, code)
    versions = list(found.versions.order_by("-number"))
    context = {
        "piece": found, "versions": [(one, version_chip(one)) for one in versions], "last": versions[0],
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions and found.retired_at is None,
        "may_approve": versions[0].approved_at is None and versions[0].clearance == Clearance.NOT_NEEDED,
        "uses": acts_table(uses_of(request.actor, found), "champion-act-read", _("Nobody has used it yet.")),
    }  # fmt: skip
    return render(request, "champions/kit_piece.html", context)


@page(Permission.CHAMPION_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    """A new version; the old one stays in use until the new one is approved."""
    found = piece_or_404(request.actor, code)

    def stands() -> dict[str, Any]:
        last = found.versions.order_by("-number")[0]
        names = ("title_kk", "title_ru", "text_kk", "text_ru")
        words = {name: getattr(last, name) for name in names}
        return words | {"tells_story": last.clearance == Clearance.WAITS, "version": last.number}

    form = editing(request, KitForm, stands, kind=KitKind(found.kind), files=request.FILES or None)

    def act() -> KitPiece:
        return change_kit_piece(
            by=request.actor, piece=found, words=form.words(), picture=_picture(form),
            version=form.cleaned_data["version"] or 0, idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("A new version is kept. Approve it, and champions can use it."))
        return redirect("champion-kit-piece", found.code)
    return render(request, "champions/kit_form.html", {"form": form, "title": _("New version"), "code": found.code})


@page(Permission.CHAMPION_KEEP)
@require_POST
def step(request: Request, code: str) -> HttpResponse:
    """Approve the newest version, or take the piece out of use."""
    found = piece_or_404(request.actor, code)
    is_approval = request.POST.get("step") == "approve"
    try:
        if is_approval:
            approve_kit_piece(by=request.actor, piece=found, version=_number(request))
        else:
            retire_kit_piece(by=request.actor, piece=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Approved.") if is_approval else _("Taken out of use."))
    return redirect("champion-kit-piece", found.code)


def _number(request: Request) -> int:
    """The version that stood on the page when the button was pressed; 0 where none did."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


@page(Permission.CHAMPION_VIEW)
def picture(request: Request, code: str) -> HttpResponse:
    found = piece_or_404(request.actor, code)
    last = found.versions.exclude(picture=None).order_by("-number").first()
    if last is None or last.picture is None:
        raise Http404
    return picture_answer(last.picture, published_content(last.picture))
