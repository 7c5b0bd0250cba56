"""What a body without account says of its own entry through a link, and what an editor makes of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime

from panah.casework.services.actions.asking import (
    FreshConfirmationLink,
    end_links,
    fresh_link,
    start_asking,
    stop_asking,
)
from panah.casework.services.actions.directory import must_keep
from panah.casework.services.actions.refusals import NothingWaits, RetiredMeanwhile, UnknownCode, UnknownService
from panah.casework.services.codes import ProposalState
from panah.casework.services.models import ConfirmationLink, OfferedService, Proposal, Provider
from panah.casework.services.queries import answerable_for
from panah.casework.services.rules import link_opens
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

CORRECTED = (
    "duty_phone",
    "night_phone",
    "opening_days",
    "opens_at",
    "closes_at",
    "is_open_at_night",
    "takes_nobody_now",
)
"""Fields that a body may correct through its link, beside its services and languages."""


@action(Permission.DIRECTORY_EDIT, on="provider")
def make_confirmation_link(*, by: Actor, provider: Provider) -> FreshConfirmationLink:
    """ "Still true?" for a body with nobody in Panah."""
    must_keep(by, provider)
    return fresh_link(by=by, provider=provider)


@action(Permission.DIRECTORY_ANSWER, on="link")
def confirm_by_link(*, by: Actor, link: ConfirmationLink) -> ConfirmationLink:
    """The body itself: everything is still true."""
    provider = _entry_of(link)
    provider.confirmed_on = clock.today()
    provider.save(update_fields=["confirmed_on"])
    stop_asking(by=by, provider=provider, outcome="confirmed")
    _end(link)
    return link


@action(Permission.DIRECTORY_ANSWER, on="link")
def correct_by_link(
    *, by: Actor, link: ConfirmationLink, said: Mapping[str, Any], name_and_post: str
) -> ConfirmationLink:
    """The body itself: this is different now. It waits until an editor has read it."""
    provider = _entry_of(link)
    Proposal.objects.waiting().filter(provider=provider).delete()  # said anew by the same body
    Proposal.objects.create(
        provider=provider, said=_stored(said), name_and_post=name_and_post, came_at=clock.now()
    )  # fmt: skip
    owner = answerable_for([provider]).get(provider.pk)
    _stop_correction(by, provider, "said_anew")
    if owner is not None:
        start_asking(by=by, provider=provider, owner=owner, kind=TimerKind.DIRECTORY_CORRECTION)
    _end(link)
    return link


def _entry_of(link: ConfirmationLink) -> Provider:
    provider = Provider.objects.select_for_update().select_related("organisation").get(pk=link.provider_id)
    is_open = link_opens(clock.now(), expires_at=link.expires_at, ended_at=link.ended_at)
    if not is_open or not provider.is_active:
        raise RetiredMeanwhile
    return provider


def _end(link: ConfirmationLink) -> None:
    link.ended_at = clock.now()
    link.save(update_fields=["ended_at"])


def _stored(said: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON holds it; codes that no list has are refused."""
    lists = {"opening_days": "opening_days"}
    if any(said[name] not in code_list(where) for name, where in lists.items() if name in said):
        raise UnknownCode
    if not set(said.get("languages", ())) <= set(code_list("languages_spoken").codes):
        raise UnknownCode
    if "service_types" in said and not 0 < len(said["service_types"]) <= len(code_list("service_types").codes):
        raise UnknownService
    if not set(said.get("service_types", ())) <= set(code_list("service_types").codes):
        raise UnknownService
    return {name: value.isoformat("minutes") if hasattr(value, "isoformat") else value for name, value in said.items()}


@action(Permission.DIRECTORY_EDIT, on="proposal")
def accept_proposal(*, by: Actor, proposal: Proposal) -> Proposal:
    """It is so: the entry says from now on what the body said of itself, and counts as confirmed on that day."""
    provider = _to_decide(by, proposal)
    said = dict(proposal.said)
    types = said.pop("service_types", None)
    for name in (*CORRECTED, "languages"):
        if name in said:
            setattr(provider, name, said[name] if said[name] != "" or name not in ("opens_at", "closes_at") else None)
    provider.confirmed_on = localtime(proposal.came_at).date()
    provider.version += 1
    provider.save()
    if types is not None:
        OfferedService.objects.filter(provider=provider).delete()
        OfferedService.objects.bulk_create([OfferedService(provider=provider, service_type=code) for code in types])
    stop_asking(by=by, provider=provider, outcome="accepted", with_corrections=True)
    end_links(by=by, provider=provider)
    return _decided(by, proposal, ProposalState.ACCEPTED)


@action(Permission.DIRECTORY_EDIT, on="proposal")
def decline_proposal(*, by: Actor, proposal: Proposal) -> Proposal:
    """It is not taken over; the question whether the entry is true stays."""
    provider = _to_decide(by, proposal)
    _stop_correction(by, provider, "declined")
    return _decided(by, proposal, ProposalState.DECLINED)


def _to_decide(by: Actor, proposal: Proposal) -> Provider:
    if proposal.state != ProposalState.WAITING:
        raise NothingWaits
    provider = Provider.objects.select_for_update().get(pk=proposal.provider_id)
    must_keep(by, provider)
    return provider


def _stop_correction(by: Actor, provider: Provider, outcome: str) -> None:
    kinds = (TimerKind.DIRECTORY_CORRECTION,)
    stop_timers(by=by, file=None, kinds=kinds, outcome=outcome, address_code=provider.code)


def _decided(by: Actor, proposal: Proposal, state: ProposalState) -> Proposal:
    proposal.state, proposal.decided_at, proposal.decided_by_id = state, clock.now(), by.person_id
    proposal.save(update_fields=["state", "decided_at", "decided_by"])
    return proposal
