"""Keeping entries true: new ones, changes, the quarterly yes, links for bodies without account, and the end of an entry."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from panah.casework.services.actions import (
    accept_proposal,
    add_provider,
    change_provider,
    confirm_provider,
    decline_proposal,
    look_after_provider,
    make_confirmation_link,
    retire_provider,
)
from panah.casework.services.models import Provider
from panah.casework.services.queries import correction_of, may_be_kept_by, may_keep, offers_of
from panah.casework.services.rules import is_hidden_place, looks_like_address
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.public.qr import qr_picture
from panah.web.services.comparing import differences
from panah.web.services.forms import ProviderForm, known
from panah.web.services.views.reading import entry_or_404


@page(Permission.DIRECTORY_EDIT)
def provider_new(request: Request) -> HttpResponse:
    """A further entry of one's own organisation, or of a body that does not use Panah."""
    organisations = list(may_be_kept_by(request.actor))
    own = {"organisation": request.actor.organisation, "funding": "unknown", "opening_days": "unknown"}
    form = ProviderForm(
        posted(request), organisations=organisations, initial=own | {"takes_children_alone": "unknown"}
    )  # fmt: skip
    del form.fields["is_all_true"], form.fields["version"]

    def act() -> Provider:
        chosen = _chosen(organisations, form.cleaned_data["organisation"])
        return add_provider(by=request.actor, organisation=chosen, details=form.details(), idempotency_key=form.key)

    made = sent(request, form, act)
    if made is not None:
        return _saved(request, made)
    lead = _("Only what everybody in the network may know. No address: people are brought by telephone.")
    return form_page(request, form, _("New entry of the directory"), back_url=reverse("provider-list"), lead=lead)


def _chosen(organisations: list[Organisation], chosen: str) -> Organisation:
    return next(one for one in organisations if str(one.pk) == chosen)


@page(Permission.DIRECTORY_EDIT)
def provider_change(request: Request, code: str) -> HttpResponse:
    """Everything that the entry says, in one form."""
    entry = entry_or_404(request, code)
    if not may_keep(request.actor, entry) or (request.method == "GET" and not entry.is_active):
        messages.warning(request, _("This entry is not yours to change, or is no longer in use."))
        return redirect("provider", entry.code)
    form = editing(request, ProviderForm, lambda: known(offers_of([entry_or_404(request, code)])[0]))

    def act() -> Provider:
        data = form.cleaned_data
        return change_provider(
            by=request.actor, provider=entry, details=form.details(), version=data["version"] or 0,
            is_all_true=data["is_all_true"],
        )  # fmt: skip

    changed = sent(request, form, act)
    if changed is not None:
        return _saved(request, changed)
    lead = _("Only what everybody in the network may know. No address: people are brought by telephone.")
    return form_page(
        request, form, _("Change the entry"), code=entry.code, back_url=reverse("provider", args=[entry.code]), lead=lead
    )  # fmt: skip


def _saved(request: Request, entry: Provider) -> HttpResponse:
    messages.success(request, _("Saved."))
    words = (entry.name_kk, entry.name_ru, entry.name_en, entry.contact_person)
    if is_hidden_place(entry.kind) and any(looks_like_address(text) for text in words):
        messages.warning(
            request,
            _("One of the words looks like an address. Pages show the code instead: a shelter has a code name."),
        )
    return redirect("provider", entry.code)


@page(Permission.DIRECTORY_EDIT)
@require_POST
def provider_confirm(request: Request, code: str) -> HttpResponse:
    """Still true: one button."""
    entry = entry_or_404(request, code)
    return _done(request, entry, lambda: confirm_provider(by=request.actor, provider=entry), _("Confirmed today."))


@page(Permission.DIRECTORY_EDIT)
@require_POST
def provider_look_after(request: Request, code: str) -> HttpResponse:
    """Nobody of the body uses Panah: we keep its entry true."""
    entry = entry_or_404(request, code)
    said = _("Your organisation looks after this entry now.")
    return _done(request, entry, lambda: look_after_provider(by=request.actor, provider=entry), said)


@page(Permission.DIRECTORY_EDIT)
@require_POST
def provider_retire(request: Request, code: str) -> HttpResponse:
    entry = entry_or_404(request, code)
    said = _("Taken out of the directory. What was sent there stays as it is.")
    return _done(request, entry, lambda: retire_provider(by=request.actor, provider=entry), said)


def _done(request: Request, entry: Provider, act: Any, said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    return redirect("provider", entry.code)


@page(Permission.DIRECTORY_EDIT)
@never_cache
def provider_link(request: Request, code: str) -> HttpResponse:
    """ "Still true?" for a body without account: the link is shown this once."""
    entry = entry_or_404(request, code)
    context: dict[str, Any] = {"entry": entry, "name": entry.label(language_now())}
    if request.method == "POST":
        try:
            fresh = make_confirmation_link(by=request.actor, provider=entry)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
            return redirect("provider", entry.code)
        address = request.build_absolute_uri(reverse("directory-link", args=[fresh.token]))
        context |= {"address": address, "picture": qr_picture(address), "expires_at": fresh.link.expires_at}
    elif not may_keep(request.actor, entry) or not entry.is_active:
        return redirect("provider", entry.code)
    return render(request, "services/link.html", context)


@page(Permission.DIRECTORY_EDIT)
def provider_changes(request: Request, code: str) -> HttpResponse:
    """What the entry says and what its body says, side by side."""
    entry = entry_or_404(request, code)
    proposal = correction_of(request.actor, entry) if may_keep(request.actor, entry) else None
    if proposal is None:
        return redirect("provider", entry.code)
    if request.method == "POST" and request.POST.get("proposal") != str(proposal.pk):
        messages.warning(request, _("They wrote anew while you were reading. Read it before you decide."))
        return redirect("provider-changes", entry.code)
    if request.method == "POST":
        is_accepted = request.POST.get("go") == "accept"
        decide = accept_proposal if is_accepted else decline_proposal
        said = _("Taken over, and confirmed.") if is_accepted else _("Not taken over. The entry stays as it was.")
        return _done(request, entry, lambda: decide(by=request.actor, proposal=proposal), said)
    context = {
        "entry": entry, "name": entry.label(language_now()), "proposal": proposal,
        "table": differences(offers_of([entry])[0], proposal.said),
    }  # fmt: skip
    return render(request, "services/changes.html", context)
