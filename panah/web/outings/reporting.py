"""The joint report: on the screen, closed, numbered, signed on paper, and back as a picture."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.outings.actions import close_outing, keep_report, keep_signed, write_remark, write_report
from panah.casework.outings.models import Outing
from panah.casework.outings.queries import children_of, letters_of_outing, report_under, scans_of
from panah.engines.letters.press import CannotPrint
from panah.foundation.documents.codes import Media
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.documents.queries import content_of
from panah.foundation.documents.uploads import checked
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm, carried_out
from panah.web.outings import papers
from panah.web.outings.closing_forms import CloseForm, RemarkForm, SignedForm
from panah.web.outings.finding import led_outing_or_404
from panah.web.papers.copies import CANNOT, around, copy_of
from panah.web.papers.outings import REPORT
from panah.web.papers.press import FORBID, letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words
from panah.web.story.views.keeping import ENDINGS

ON_PAPER = ("kk", "ru")


def _words(request: Request) -> Words:
    wanted = request.GET.get("language", language_now())
    return Words(REPORT, wanted if wanted in ON_PAPER else ON_PAPER[0])


@page(Permission.OUTING_LEAD)
def report(request: Request, code: str) -> HttpResponse:
    """As it will be signed; sent, it gets a number and comes as PDF. Before it is closed it is only looked at."""
    outing = led_outing_or_404(request.actor, code)
    words = _words(request)
    sheet = _sheet(request, outing, words)
    form = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = write_report(
                by=request.actor, outing=outing, language=words.language, text=sheet.to_text(), idempotency_key=form.key
            )
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            return _pressed(request, made)
    context = {
        "outing": outing, "sheet": sheet, "words": words, "spoken": words.language, "once": OnceForm(),
        "letters": letters_of_outing(request.actor, outing), "scans": scans_of(request.actor, outing),
        "day": f"{clock.today():%d.%m.%Y}", "sender": [words.organisation(outing.organisation)],
        "languages": [
            (f"{request.path}?language={one}", LANGUAGE_NAMES[one], one == words.language) for one in ON_PAPER
        ], "print_code": outing.code,
    }  # fmt: skip
    return render(request, "outings/report.html", context)


def _sheet(request: Request, outing: Outing, words: Words) -> Sheet:
    reveal(request.actor, outing)
    with translation.override(words.language):
        return papers.report(request.actor, outing, children_of(request.actor, outing), words)


def _pressed(request: Request, made: Letter) -> HttpResponse:
    def keep(pdf: bytes) -> Letter:
        return keep_report(by=request.actor, letter=made, pdf=pdf)

    reveal(request.actor, made)
    words = Words(made.kind, made.language)
    try:
        paper = letter_of(Sheet.from_text(made.text), words, around(request, made, words))
        return pdf_answer(copy_of(request.actor, made, paper, keep), made.file_name)
    except (CannotPrint, StillSealed):
        messages.warning(request, str(CANNOT))
        return redirect("outing-report", made.subject_code)


@page(Permission.OUTING_LEAD)
@require_POST
def paper(request: Request, number: str) -> HttpResponse:
    """One of the reports that were made, as it left."""
    found = report_under(request.actor, number)
    if found is None:
        raise Http404
    led_outing_or_404(request.actor, found.subject_code)
    return _pressed(request, found)


def _step(request: Request, outing: Outing, form: Any, act: Any, title: str, done: str, **more: Any) -> HttpResponse:
    if sent(request, form, act) is not None:
        messages.success(request, done)
        return redirect("outing-report", outing.code)
    back = reverse("outing-report", args=[outing.code])
    return form_page(request, form, title, code=outing.code, back_url=back, **more)


@page(Permission.OUTING_LEAD)
def close(request: Request, code: str) -> HttpResponse:
    """The last question; after it nothing is added but a marked correction."""
    outing = led_outing_or_404(request.actor, code)
    form = CloseForm(posted(request))
    return _step(
        request, outing, form,
        lambda: close_outing(
            by=request.actor, outing=outing, migration_check=form.cleaned_data["migration_check"],
            check_note=form.cleaned_data["check_note"], idempotency_key=form.key,
        ),
        _("Close the report"), _("Closed. Print it, let everybody sign, and bring the signed paper back."),
        lead=_("What phones still carry is taken in later, and marked."), button=_("Close"),
    )  # fmt: skip


@page(Permission.OUTING_LEAD)
def remark(request: Request, code: str) -> HttpResponse:
    """A correction; after the closing it is marked as one."""
    outing = led_outing_or_404(request.actor, code)
    form = RemarkForm(posted(request))
    title = _("Correction or remark") if outing.is_open else _("Correction after the closing")
    return _step(
        request, outing, form,
        lambda: write_remark(
            by=request.actor, outing=outing, text=form.cleaned_data["text"], idempotency_key=form.key
        ),
        title, _("Written."),
    )  # fmt: skip


@page(Permission.OUTING_LEAD)
def signed(request: Request, code: str) -> HttpResponse:
    """The paper with everybody's signature comes back."""
    outing = led_outing_or_404(request.actor, code)
    form = SignedForm(request.POST or None, request.FILES or None)

    def act() -> StoredFile:
        kept = checked(form.cleaned_data["file"])
        return keep_signed(by=request.actor, outing=outing, paper=kept, idempotency_key=form.key)

    if request.method == "POST" and carried_out(form, act) is not None:
        messages.success(request, _("The signed paper is kept, encrypted."))
        return redirect("outing-report", outing.code)
    return render(request, "outings/signed.html", {"outing": outing, "form": form})


@page(Permission.OUTING_LEAD)
def signed_file(request: Request, code: str, paper_id: uuid.UUID) -> HttpResponse:
    """The content as a download under a name that tells nothing."""
    outing = led_outing_or_404(request.actor, code)
    row = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=paper_id, file=outing.file_id)
    response = HttpResponse(content_of(request.actor, row), content_type=row.media_type)
    ending = ENDINGS[Media(row.media_type)]
    response.headers["Content-Disposition"] = f'attachment; filename="{outing.code}.{ending}"'
    response.headers["Content-Security-Policy"] = FORBID
    return response
