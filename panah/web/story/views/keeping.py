import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Case
from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.codes import Media
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import content_of, papers_of
from panah.foundation.documents.uploads import checked
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.forms import OnceForm, carried_out
from panah.web.components.grown_words import standing_of, suit
from panah.web.components.values import Column, Table, TableRow
from panah.web.components.when import day_and_distance
from panah.web.story.cases import case_of_file, case_under
from panah.web.story.tables import tracked_table

KILOBYTE = 1024
ENDINGS = {
    Media.JPEG: "jpg",
    Media.PNG: "png",
    Media.PDF: "pdf",
    Media.DOCX: "docx",
    Media.XLSX: "xlsx",
    Media.TEXT: "txt",
}


class PaperForm(OnceForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=code_list("kept_papers").choices(), widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Photo, text, pdf, or docx and xlsx, up to 10 MB. No copies of identity documents, no photo of a child."
        ),
    )


@page(Permission.DOCUMENT_KEEP)
def papers(request: Request, code: str) -> HttpResponse:
    """The papers of a case; a new one is judged, encrypted and kept. Their names are read, and so recorded."""
    case = case_under(request.actor, code)
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> StoredFile:
        paper = checked(form.cleaned_data["file"])
        kind = form.cleaned_data["kind"]
        return keep_file(by=request.actor, record=case, kind=kind, paper=paper, idempotency_key=form.key)

    kept = carried_out(form, act) if request.method == "POST" else None
    if kept is not None:
        messages.success(request, _("The paper is kept, encrypted."))
        return redirect("case-papers", case.code)
    suit(form, standing_of(case.child))
    context = {
        "case": case, "form": form, "table": _table(request, case), "tracked": tracked_table(case), "print_code": case.code,
    }  # fmt: skip
    return render(request, "story/papers.html", context)


def _table(request: Request, case: Case) -> Table:
    rows = list(papers_of(request.actor, case))
    reveal(request.actor, *rows)
    now = timezone.now()
    return Table(
        [Column(_("Paper")), Column(_("Name of the file")), Column(_("Kept")), Column(_("Size, KB"), is_number=True)],
        [
            TableRow(
                [
                    code_list("kept_papers").label(row.kind),
                    _name_of(row),
                    day_and_distance(row.stored_at, now),
                    max(1, row.size // KILOBYTE),
                ],
                reverse("case-paper", args=[row.pk]),
            )
            for row in rows
        ],
        empty=_("No paper is kept here."),
    )


def _name_of(row: StoredFile) -> str:
    try:
        return str(row.name)
    except StillSealed:
        return "—"


@page(Permission.DOCUMENT_KEEP)
def paper(request: Request, paper_id: uuid.UUID) -> HttpResponse:
    """The content as a download under a name that tells nothing; never shown within a page of ours."""
    row = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=paper_id)
    case = case_of_file(request.actor, row.file_id)
    response = HttpResponse(content_of(request.actor, row), content_type=row.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{case.code}.{ENDINGS[Media(row.media_type)]}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
