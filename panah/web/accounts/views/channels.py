"""Where I am told outside Panah: my addresses, their codes, and what comes by which."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.notices.actions import (
    CodeRefused,
    ask_code,
    choose_channels,
    confirm_address,
    remove_address,
    write_address,
)
from panah.foundation.notices.codes import OUTSIDE, Channel
from panah.foundation.notices.delivery.words import said
from panah.foundation.notices.queries import OwnAddress, choice_of, is_set_up, own_addresses
from panah.foundation.notices.rules import CodeVerdict, Digest
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_demo
from panah.web.accounts.channel_forms import AddressForm, ChannelsForm, CodeForm
from panah.web.accounts.channel_words import NAMES, state_of
from panah.web.components.flow import posted, sent

SAMPLE = Digest(urgent=1, requests=2, near=3, late=1)


@page(Permission.SELF_MANAGE)
def channels(request: Request) -> HttpResponse:
    """What is told where, and from here to each address."""
    own = own_addresses(request.actor)
    confirmed = [channel for channel, address in own.items() if address.confirmed_at and not address.stopped_at]
    chosen = choice_of(request.actor)
    initial = {
        "danger": _possible(chosen.danger_by, confirmed),
        "soon": _possible(chosen.soon_by, confirmed),
        "later": _possible(chosen.later_by, confirmed),
        "digest_at": f"{chosen.digest_at:%H:%M}",
    }
    form = ChannelsForm(posted(request), initial=initial, confirmed=confirmed)
    if sent(request, form, lambda: choose_channels(by=request.actor, **_chosen(form))) is not None:
        messages.success(request, _("Saved."))
        return redirect("channels")
    shown = {
        "form": form,
        "rows": _rows(own),
        "is_any": bool(confirmed),
        "sample": said(_sample()),
        "sends": not is_demo(),
    }
    return render(request, "accounts/channels.html", shown)


def _sample() -> Digest:
    """As it would be said today."""
    return replace(SAMPLE, answer_by=localtime(clock.now()).replace(hour=14, minute=30))


def _possible(chosen: str, confirmed: list[Channel]) -> str:
    return chosen if chosen in confirmed else Channel.IN_APP


def _chosen(form: ChannelsForm) -> dict[str, Any]:
    data = form.cleaned_data
    wished = {name: Channel(data[name]) for name in ("danger", "soon", "later")}
    return {**wished, "digest_at": data["digest_at"]}


def _rows(own: dict[Channel, OwnAddress]) -> list[dict[str, Any]]:
    """A way that is not set up is shown where an address of an earlier time stands."""
    return [
        {
            "channel": channel.value,
            "name": NAMES[channel],
            "address": own.get(channel),
            "chip": state_of(own[channel]) if channel in own else None,
            "is_set_up": is_set_up(channel),
        }
        for channel in OUTSIDE
        if channel in own or is_set_up(channel)
    ]


def _channel(name: str) -> Channel:
    if name not in {channel.value for channel in OUTSIDE}:
        raise Http404
    return Channel(name)


@page(Permission.SELF_MANAGE)
def address(request: Request, name: str) -> HttpResponse:
    """One address to write down; a code goes there."""
    channel = _channel(name)
    form = AddressForm(posted(request), channel=channel)
    done = sent(
        request, form, lambda: write_address(by=request.actor, channel=channel, target=form.cleaned_data["target"])
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("A code is on its way. It may take some minutes."))
        return redirect("channel-code", name)
    return render(request, "accounts/channel.html", {"form": form, "name": NAMES[channel]})


@page(Permission.SELF_MANAGE)
def code(request: Request, name: str) -> HttpResponse:
    """The code that came; five wrong ones and another is needed."""
    channel = _channel(name)
    own = own_addresses(request.actor).get(channel)
    if own is None or not own.waits_for_code:
        return redirect("channels")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        verdict = confirm_address(by=request.actor, channel=channel, code=form.cleaned_data["code"])
        if verdict == CodeVerdict.RIGHT:
            messages.success(request, _("This address is yours. Choose below what comes there."))
            return redirect("channels")
        form.add_error("code", str(CodeRefused.sentence))
    return render(request, "accounts/channel_code.html", {"form": form, "own": own, "name": NAMES[channel]})


@page(Permission.SELF_MANAGE)
@require_POST
def new_code(request: Request, name: str) -> HttpResponse:
    channel = _channel(name)
    own = own_addresses(request.actor).get(channel)
    if own is None or not own.waits_for_code:
        return redirect("channels")
    try:
        ask_code(by=request.actor, channel=channel)
        messages.success(request, _("A code is on its way. It may take some minutes."))
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("channel-code", name)


@page(Permission.SELF_MANAGE)
@require_POST
def remove(request: Request, name: str) -> HttpResponse:
    """It is forgotten, and what came there is told in Panah."""
    remove_address(by=request.actor, channel=_channel(name))
    messages.success(request, _("Removed. What waits for you is in Panah."))
    return redirect("channels")
