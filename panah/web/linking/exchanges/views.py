from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.linking.actions import (
    CounterpartDetails,
    add_counterpart,
    approve_exchange,
    end_counterpart,
    prepare_offer,
    say_of_found,
    withdraw_exchange,
)
from panah.casework.linking.queries.exchanging import counterparts_of, in_groups, key_card
from panah.casework.linking.queries.exchanging_children import children_of
from panah.casework.linking.rules.exchanging import State, Which
from panah.engines.matching.private.tokens import Side
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.linking.exchanges import queries
from panah.web.linking.exchanges.forms import ABROAD, CounterpartForm, FoundForm, OfferForm
from panah.web.linking.exchanges.words import FINISH, command_for, state_chip


@page(Permission.EXCHANGE_KEEP)
def exchange_list(request: Request) -> HttpResponse:
    """With whom, and what was asked so far."""
    organisation = Organisation.objects.get(pk=request.actor.organisation)
    context = {
        "counterparts": queries.counterparts_table(request.actor), "exchanges": queries.exchanges_table(request.actor),
        "own_key": in_groups(key_card(organisation)), "may_ask": counterparts_of(request.actor).exists(),
    }  # fmt: skip
    return render(request, "linking/exchanges/list.html", context)


@page(Permission.EXCHANGE_KEEP)
def new_counterpart(request: Request) -> HttpResponse:
    """Write down with whom we may ask."""
    form = CounterpartForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        details = CounterpartDetails(data["name"], data["public_key"], data["focal_point"], data["where"] == ABROAD)
        return add_counterpart(by=request.actor, details=details, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Written down. Nothing was sent."))
        return redirect("exchange-list")
    return form_page(
        request, form, _("Write down an organisation"), back_url=reverse("exchange-list"),
        back_label=_("Ask without names"),
    )  # fmt: skip


@page(Permission.EXCHANGE_KEEP)
def counterpart(request: Request, code: str) -> HttpResponse:
    found = queries.counterpart_or_404(request.actor, code)
    context = {"facts": queries.counterpart_facts(found), "name": found.name, "code": found.code}
    return render(request, "linking/exchanges/counterpart.html", context)


@page(Permission.EXCHANGE_KEEP)
@require_POST
def end(request: Request, code: str) -> HttpResponse:
    """No file goes to it or comes from it any more."""
    found = queries.counterpart_or_404(request.actor, code)
    end_counterpart(by=request.actor, counterpart=found)
    messages.success(request, _("Ended. No file goes there or comes from there any more."))
    return redirect("exchange-list")


@page(Permission.EXCHANGE_KEEP)
def new(request: Request) -> HttpResponse:
    """Prepare a question; nothing leaves before two people approve."""
    known = {one.code: one for one in counterparts_of(request.actor)}
    form = OfferForm(posted(request), counterparts=[(one.code, one.name) for one in known.values()])

    def act() -> object:
        data = form.cleaned_data
        return prepare_offer(
            by=request.actor, counterpart=known[data["counterpart"]], which=Which(data["which"]),
            idempotency_key=form.key,
        )  # fmt: skip

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Prepared. Nothing leaves before two people have approved it."))
        return redirect("exchange-list")
    return form_page(
        request, form, _("Prepare a question"), back_url=reverse("exchange-list"), back_label=_("Ask without names")
    )


@page(Permission.EXCHANGE_KEEP)
def exchange(request: Request, code: str) -> HttpResponse:
    """What would leave, in words; who approved; what came of it."""
    found = queries.exchange_or_404(request.actor, code)
    is_approved = queries.is_approved(found)
    taking = children_of(found) if found.state == State.WAITS else None
    context = {
        "code": found.code, "facts": queries.exchange_facts(found, taking), "is_ours": found.side == Side.OFFERING,
        "chip": state_chip(found.state, is_approved=is_approved), "name": found.counterpart.name,
        "waits": found.state == State.WAITS, "may_run": found.state == State.WAITS and is_approved,
        "is_sent": found.state == State.SENT, "may_approve": queries.may_approve(request.actor, found),
        "command": command_for(found), "finish_command": FINISH,
        "is_about_nobody": queries.is_about_nobody(found, taking),
        "may_withdraw": queries.may_withdraw(found), "found": queries.found_table(request.actor, found),
    }  # fmt: skip
    return render(request, "linking/exchanges/exchange.html", context)


@page(Permission.EXCHANGE_KEEP)
@require_POST
def approve(request: Request, code: str) -> HttpResponse:
    """One of two."""
    found = queries.exchange_or_404(request.actor, code)
    return _done(request, code, lambda: approve_exchange(by=request.actor, exchange=found), _("You have approved it."))


@page(Permission.EXCHANGE_KEEP)
@require_POST
def withdraw(request: Request, code: str) -> HttpResponse:
    found = queries.exchange_or_404(request.actor, code)
    words = _("Withdrawn. What was prepared is destroyed.")
    return _done(request, code, lambda: withdraw_exchange(by=request.actor, exchange=found), words)


def _done(request: Request, code: str, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, words)
    return redirect("exchange", code)


@page(Permission.CASE_WORK)
def found_elsewhere(request: Request, code: str) -> HttpResponse:
    """Possibly the same child: whom to call, and nothing of how it was found."""
    found = queries.found_or_404(request.actor, code)
    form = FoundForm(posted(request), initial={"said": found.said})

    def act() -> object:
        said = form.cleaned_data["said"]
        return say_of_found(by=request.actor, found=found, said=said, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved. Each organisation goes on with its own record."))
        return redirect("today")
    return form_page(
        request, form, _("Possibly known elsewhere too"), code=found.child.code, back_url=reverse("today"),
        back_label=_("Today"), template="linking/exchanges/found.html", facts=queries.found_facts(found),
    )  # fmt: skip
