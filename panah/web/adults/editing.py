"""Writing somebody down, after a look at who may be the same; changing, leaving and being forgotten."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.directory.actions import (
    change_adult,
    forget_adult,
    register_adult,
    register_known_adult,
    say_left,
    stop_knowing,
)
from panah.programme.directory.actions.forgetting import NobodyElse
from panah.programme.directory.models import Adult, AdultPair, Institution
from panah.programme.directory.queries import Found, adults_like, known_by
from panah.web.adults import queries
from panah.web.adults.asking import ASKED_OFTEN, may_ask, note_look
from panah.web.adults.forms import AdultChangeForm, AdultForm, ForgetForm, known
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent, step_page
from panah.web.components.forms import OnceForm

IS_THIS, ANOTHER, SURE = "is_this", "another", "sure"


@dataclass(frozen=True)
class Likely:
    """Who may be the same as the one who is being written down; ``key`` says of which words and of whom that was shown."""

    found: Sequence[Found]
    key: str

    @property
    def codes(self) -> list[str]:
        return [one.adult.code for one in self.found]


@page(Permission.ADULT_KEEP)
def new(request: Request) -> HttpResponse:
    """Nobody is written down twice: whoever may be the same is shown first, and a person says who it is."""
    form = AdultForm(posted(request), actor=request.actor, initial=_begun(request))
    likely = _likely(request.actor, form) if request.method == "POST" and form.is_valid() else None
    is_asked = likely is not None and IS_THIS not in request.POST and request.POST.get(ANOTHER) != likely.key
    if is_asked and likely:
        note_look(request.actor, likely.found)
    made = None if is_asked else sent(request, form, lambda: _register(request, form, likely))
    if made is not None:
        messages.success(request, _("Written down."))
        return redirect("adult-entry", made.code)
    context = {
        "form": form, "back_url": reverse("adult-list"),
        "likely": queries.found_rows(likely.found) if is_asked and likely else (), "key": likely.key if likely else "",
    }  # fmt: skip
    return render(request, "adults/new.html", context)


def _begun(request: Request) -> dict[str, Any]:
    """From the page of an institution: it is filled in already."""
    code = request.GET.get("institution", "")
    found = Institution.objects.visible_to(request.actor).filter(code=code).first()
    return {"institution": found.code, "place": found.place_id or ""} if found else {}


def _likely(actor: Actor, form: AdultForm) -> Likely | None:
    """Nobody while too many numbers were asked: then the form says so, and nothing is saved."""
    facts = form.details().facts
    if not may_ask(actor, facts.phone):
        form.add_error("phone", str(ASKED_OFTEN))
        return None
    found = adults_like(facts)
    shown = repr((facts, sorted(one.adult.code for one in found)))
    return Likely(found, hashlib.sha256(shown.encode()).hexdigest()[:16]) if found else None


def _register(request: Request, form: AdultForm, likely: Likely | None) -> Adult:
    details, chosen = form.details(), request.POST.get(IS_THIS, "")
    if chosen:
        adult = queries.adult_or_404(request.actor, chosen)
        return register_known_adult(by=request.actor, details=details, adult=adult, idempotency_key=form.key)
    apart_from = likely.codes if likely else ()
    return register_adult(by=request.actor, details=details, apart_from=apart_from, idempotency_key=form.key)


def _opened(request: Request, code: str) -> tuple[Adult, dict[str, str]]:
    adult = queries.kept_adult_or_404(request.actor, code)
    reveal(request.actor, adult, only=queries.CONTACTS)
    return adult, queries.contacts(adult)


@page(Permission.ADULT_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    """What the entry says. A telephone that one may not read stays where nothing else is written."""
    adult, readable = _opened(request, code)
    if adult.forgotten_at:
        return redirect("adult-entry", adult.code)
    form = editing(request, AdultChangeForm, lambda: known(*_opened(request, code)), actor=request.actor)
    sealed = [name for name in queries.CONTACTS if name not in readable]
    for name in sealed:
        form.fields[name].help_text = _("Another organisation wrote one down. It stays if you leave this empty.")

    def act() -> Adult:
        data = form.cleaned_data
        return change_adult(
            by=request.actor, adult=adult, details=form.details(), version=data["version"] or 0,
            is_renamed=data["is_renamed"], keeps=sealed,
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and not may_ask(request.actor, _new_number(form, adult)):
        form.add_error("phone", str(ASKED_OFTEN))
    changed = sent(request, form, act)
    if changed is None:
        back = reverse("adult-entry", args=[adult.code])
        return form_page(request, form, _("Change the entry"), code=adult.code, back_url=back)
    messages.success(request, _("Saved."))
    if AdultPair.objects.visible_to(request.actor).waiting().of_person(changed).exists():
        messages.warning(request, _("Somebody else may be the same person. Compare the two below."))
    return redirect("adult-entry", changed.code)


def _new_number(form: AdultForm, adult: Adult) -> str:
    """The mark of a telephone that the entry did not have: the pairs then tell whether somebody else has it."""
    mark = form.details().facts.phone
    return "" if mark == adult.phone_mark else mark


@page(Permission.ADULT_KEEP)
@require_POST
def left(request: Request, code: str) -> HttpResponse:
    """Left the work, or came back."""
    adult = queries.kept_adult_or_404(request.actor, code)
    has_left = request.POST.get("left") == "1"
    version = request.POST.get("version", "")
    try:
        say_left(by=request.actor, adult=adult, has_left=has_left, version=int(version) if version.isdecimal() else 0)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(
            request, _("Stands in no list any more, and still counts.") if has_left else _("Stands in the list again.")
        )
    return redirect("adult-entry", adult.code)


@page(Permission.ADULT_KEEP)
def stop(request: Request, code: str) -> HttpResponse:
    """Others go on with the person; the own organisation lets the entry go."""
    adult = queries.kept_adult_or_404(request.actor, code)
    back = reverse("adult-entry", args=[adult.code])
    if adult.forgotten_at:
        return redirect(back)
    others = [one.label(language_now()) for one in known_by(adult) if str(one.pk) != request.actor.organisation]
    if not others:
        messages.warning(request, str(NobodyElse.sentence))
        return redirect(back)
    lead = _(
        "Your organisation then reads no telephone of this person and changes nothing here. Who goes on: %(others)s."
    )
    return step_page(
        request, OnceForm(posted(request)), lambda: stop_knowing(by=request.actor, adult=adult),
        _("We do not work with this person any more"), code=adult.code, back_url=back, button=_("We stop"),
        done=_("Noted. Whoever of you writes the person down again works with them again."),
        lead=lead % {"others": ", ".join(others)},
    )  # fmt: skip


@page(Permission.ADULT_KEEP)
def forget(request: Request, code: str) -> HttpResponse:
    """Asked twice: what goes and what stays, then once more. There is no way back."""
    adult = queries.kept_adult_or_404(request.actor, code)
    back = reverse("adult-entry", args=[adult.code])
    if adult.forgotten_at:
        return redirect(back)
    is_second = request.method == "POST"
    form = ForgetForm(request.POST if SURE in request.POST else None, initial={"version": adult.version})

    def act() -> Adult:
        version = form.cleaned_data["version"] or 0
        return forget_adult(by=request.actor, adult=adult, is_sure=form.cleaned_data["is_sure"], version=version)

    if form.is_bound and sent(request, form, act) is not None:
        messages.success(request, _("Forgotten. Only the count is left."))
        return redirect("adult-list")
    context = {"adult": adult, "form": form if is_second else None, "back_url": back, "print_code": adult.code}
    return render(request, "adults/forget.html", context)
