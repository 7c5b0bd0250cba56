"""Tests as they are written: a list, one test with its questions, its states, and its sheet to print."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions import (
    PaperDetails,
    PaperNotReady,
    make_ready,
    name_paper,
    new_version_of,
    retire_paper,
    write_paper,
)
from panah.programme.training.models import Event, ModuleVersion, TestPaper
from panah.programme.training.queries.testing import items_of, may_be_changed
from panah.web.components.flow import editing, form_page, posted, sent, step_page
from panah.web.components.forms import OnceForm
from panah.web.training.testing import queries
from panah.web.training.testing.finding import event_or_404, paper_or_404
from panah.web.training.testing.forms import NamePaperForm, NewPaperForm, PaperForm
from panah.web.training.testing.words import language_of_texts, said_wanting

SHEET_LANGUAGES = ("kk", "ru")


@page(Permission.MODULE_KEEP)
def paper_list(request: Request) -> HttpResponse:
    """All tests of the office, the newest first."""
    return render(request, "training/testing/papers.html", {"table": queries.papers_table(request.actor)})


@page(Permission.MODULE_KEEP)
def new(request: Request) -> HttpResponse:
    """A test of a module, or of one event where the address names it."""
    event = event_or_404(request.actor, request.GET["event"]) if request.GET.get("event") else None
    form = _new_form(request, event)

    def act() -> TestPaper:
        titles = form.cleaned_data["title_kk"], form.cleaned_data["title_ru"]
        details = PaperDetails(*titles, module_version=_version_in(request.actor, form), event=event)
        return write_paper(by=request.actor, details=details, idempotency_key=form.key)

    made = sent(request, form, act)
    if made is not None:
        return redirect("training-test", made.code)
    back = reverse("training-test-event", args=[event.code]) if event else reverse("training-test-list")
    return form_page(
        request, form, _("Write a test"), back_url=back, back_label=_("Back"), button=_("Go on to the questions"),
        lead=_("The same questions are asked before the training and after it, in Kazakh and in Russian."),
    )  # fmt: skip


def _new_form(request: Request, event: Event | None) -> PaperForm:
    if event is not None:
        titles = {"title_kk": event.title_kk, "title_ru": event.title_ru}
        return PaperForm(posted(request), initial=titles)
    return NewPaperForm(posted(request), modules=queries.module_choices(request.actor))


def _version_in(actor: Actor, form: OnceForm) -> ModuleVersion | None:
    chosen = form.cleaned_data.get("module")
    return ModuleVersion.objects.visible_to(actor).filter(module__code=chosen).current().first() if chosen else None


@page(Permission.MODULE_KEEP)
def paper(request: Request, code: str) -> HttpResponse:
    """One test: its questions in both languages, and what may be done with it."""
    return _shown(request, paper_or_404(request.actor, code))


def _shown(request: Request, one: TestPaper, wanting: list[str] | None = None) -> HttpResponse:
    context = {
        "paper": one, "items": queries.shown_items(items_of(one)), "facts": queries.facts_of_paper(one),
        "may_change": may_be_changed(one), "wanting": wanting or [], "print_code": one.code,
    }  # fmt: skip
    return render(request, "training/testing/paper.html", context)


@page(Permission.MODULE_KEEP)
def name(request: Request, code: str) -> HttpResponse:
    one = paper_or_404(request.actor, code)

    def stands() -> dict[str, object]:
        now = paper_or_404(request.actor, code)
        return {"title_kk": now.title_kk, "title_ru": now.title_ru, "version": now.version}

    form = editing(request, NamePaperForm, stands)

    def act() -> TestPaper:
        data = form.cleaned_data
        return name_paper(
            by=request.actor, paper=one, title_kk=data["title_kk"], title_ru=data["title_ru"], version=data["version"]
        )

    back = reverse("training-test", args=[one.code])
    return step_page(request, form, act, _("Change the title"), done=_("Saved."), back_url=back, code=one.code)


@page(Permission.MODULE_KEEP)
@require_POST
def ready(request: Request, code: str) -> HttpResponse:
    """What is missing is said on the page of the test, all at once."""
    one = paper_or_404(request.actor, code)
    try:
        make_ready(by=request.actor, paper=one, version=one.version)
    except PaperNotReady as refusal:
        return _shown(request, paper_or_404(request.actor, code), said_wanting(refusal.wanting))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("training-test", one.code)
    messages.success(request, _("The test is ready. From now on it stays as it is."))
    return redirect("training-test", one.code)


@page(Permission.MODULE_KEEP)
@require_POST
def version(request: Request, code: str) -> HttpResponse:
    one = paper_or_404(request.actor, code)
    try:
        fresh = new_version_of(by=request.actor, paper=one)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("training-test", one.code)
    messages.success(request, _("This is the new version. The one before it stays for those who use it."))
    return redirect("training-test", fresh.code)


@page(Permission.MODULE_KEEP)
@require_POST
def retire(request: Request, code: str) -> HttpResponse:
    one = paper_or_404(request.actor, code)
    retire_paper(by=request.actor, paper=one, version=one.version)
    messages.success(request, _("No new training takes this test. Those that use it keep it."))
    return redirect("training-test", one.code)


@page(Permission.MODULE_KEEP)
def sheet(request: Request, code: str) -> HttpResponse:
    """The sheet for those without a phone, in Kazakh or in Russian: boxes for the own code, letters to circle."""
    one = paper_or_404(request.actor, code)
    language = request.GET.get("language", language_of_texts())
    if language not in SHEET_LANGUAGES:
        raise Http404
    with translation.override(language):
        context = {
            "paper": one, "items": queries.shown_items(items_of(one), language), "sheet_language": language,
            "languages": queries.sheet_languages(one, language), "print_code": one.code, "title": one.label(language),
        }  # fmt: skip
        return render(request, "training/testing/sheet.html", context)
