from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from panah.casework.services.actions.asking import end_links, stop_asking
from panah.casework.services.actions.refusals import (
    LookedAfter,
    OfAnotherOrganisation,
    RetiredMeanwhile,
    UnknownCode,
    UnknownService,
)
from panah.casework.services.codes import OpeningDays, ProposalState, ProviderKind
from panah.casework.services.models import Interpreter, OfferedService, Proposal, Provider, ServedPlace
from panah.casework.services.queries import has_people, may_keep
from panah.casework.services.rules import likely_kind
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission

Listed = TypeVar("Listed", ServedPlace, Interpreter)


@dataclass(frozen=True)
class ProviderDetails:
    """An entry of the directory. There is no field for an address: a shelter has a code name and a phone."""

    names: Mapping[str, str]  # kk, ru, en
    service_types: Collection[str]
    place: Place | None = None  # none: the whole country
    duty_phone: str = ""
    languages: Collection[str] = ()
    confirmed_on: date | None = None
    kind: str = ""  # none: as its organisation says
    night_phone: str = ""
    contact_person: str = ""
    funding: str = "unknown"
    opening_days: str = OpeningDays.UNKNOWN
    opens_at: time | None = None
    closes_at: time | None = None
    is_open_at_night: bool = False
    takes_children_alone: str = "unknown"
    takes_nobody_now: bool = False
    serves: Collection[Place] = ()  # beside its own place
    interpreters: Collection[tuple[str, str]] = ()  # language, sex


PLAIN = (
    "duty_phone", "night_phone", "contact_person", "funding", "opening_days", "opens_at", "closes_at",
    "is_open_at_night", "takes_children_alone", "takes_nobody_now",
)  # fmt: skip
"""Fields that details and entry share as they are."""
LISTS = {
    "kind": "provider_kind", "funding": "funding", "opening_days": "opening_days",
    "takes_children_alone": "yes_no_unknown",
}  # fmt: skip


@action(Permission.DIRECTORY_EDIT, on=None)
def add_provider(
    *, by: Actor, organisation: Organisation, details: ProviderDetails, idempotency_key: str = ""
) -> Provider:
    """A new entry: of one's own organisation, or of a body with nobody in Panah, which one's own then looks after."""
    is_own = not by.is_person or str(organisation.pk) == by.organisation
    if not is_own and has_people(organisation):
        raise OfAnotherOrganisation
    provider = Provider(
        code=new_code(), organisation=organisation, keeper_id=None if is_own else by.organisation_id,
        confirmed_on=details.confirmed_on or clock.today(),
    )  # fmt: skip
    _write(provider, details)
    return provider


@action(Permission.DIRECTORY_EDIT, on="provider")
def change_provider(
    *, by: Actor, provider: Provider, details: ProviderDetails, version: int, is_all_true: bool = False
) -> Provider:
    """What the entry says from now on. ``is_all_true``: whoever changed it has looked at all of it today."""
    must_keep(by, provider)
    if version != provider.version:
        raise EditedMeanwhile
    provider.version += 1
    _write(provider, details)
    return _confirmed(by, provider) if is_all_true else provider


def _write(provider: Provider, details: ProviderDetails) -> None:
    kind = details.kind or likely_kind(provider.organisation.kind, details.service_types)
    given = {**{name: getattr(details, name) for name in PLAIN}, "kind": kind}
    if any(given[name] not in code_list(where) for name, where in LISTS.items()):
        raise UnknownCode
    if not set(details.languages) <= set(code_list("languages_spoken").codes):
        raise UnknownCode
    for name, value in given.items():
        setattr(provider, name, value)
    for language in ("kk", "ru", "en"):
        setattr(provider, f"name_{language}", details.names[language])
    provider.place, provider.languages = details.place, list(details.languages)
    provider.save()
    _offer(provider, details.service_types, may_be_none=kind == ProviderKind.INTERPRETERS)
    _replace(ServedPlace, provider, [{"place": place} for place in details.serves if place != details.place])
    _replace(Interpreter, provider, _interpreters(details))


def _interpreters(details: ProviderDetails) -> list[dict[str, Any]]:
    languages, sexes = code_list("languages_spoken"), code_list("sex")
    if any(language not in languages or sex not in sexes for language, sex in details.interpreters):
        raise UnknownCode
    return [{"language": language, "sex": sex} for language, sex in dict.fromkeys(details.interpreters)]


def _replace(kind: type[Listed], provider: Provider, rows: list[dict[str, Any]]) -> None:
    kind._default_manager.filter(provider=provider).delete()
    kind._default_manager.bulk_create([kind(provider=provider, **row) for row in rows])


@action(Permission.DIRECTORY_EDIT, on="provider")
def offer_services(*, by: Actor, provider: Provider, service_types: Collection[str]) -> Provider:
    """From now on it offers these and no others."""
    must_keep(by, provider)
    _offer(provider, service_types)
    return provider


def _offer(provider: Provider, service_types: Collection[str], *, may_be_none: bool = False) -> None:
    if not set(service_types) <= set(code_list("service_types").codes) or not (service_types or may_be_none):
        raise UnknownService
    OfferedService.objects.filter(provider=provider).exclude(service_type__in=service_types).delete()
    known = set(OfferedService.objects.filter(provider=provider).values_list("service_type", flat=True))
    fresh = [code for code in code_list("service_types").codes if code in set(service_types) - known]
    OfferedService.objects.bulk_create([OfferedService(provider=provider, service_type=code) for code in fresh])


@action(Permission.DIRECTORY_EDIT, on="provider")
def confirm_provider(*, by: Actor, provider: Provider) -> Provider:
    """Everything that the entry says is still true today."""
    must_keep(by, provider)
    return _confirmed(by, provider)


def _confirmed(by: Actor, provider: Provider) -> Provider:
    provider.confirmed_on = clock.today()
    provider.save(update_fields=["confirmed_on"])
    stop_asking(by=by, provider=provider, outcome="confirmed")
    return provider


@action(Permission.DIRECTORY_EDIT, on="provider")
def look_after_provider(*, by: Actor, provider: Provider) -> Provider:
    """Nobody of the body is in Panah: our own organisation keeps its entry true."""
    if provider.keeper_id is not None or has_people(provider.organisation):
        raise LookedAfter
    provider.keeper_id = by.organisation_id
    provider.save(update_fields=["keeper"])
    return provider


@action(Permission.DIRECTORY_EDIT, on="provider")
def retire_provider(*, by: Actor, provider: Provider) -> Provider:
    """It takes no more requests; what was sent to it stays as it is."""
    must_keep(by, provider)
    provider.is_active = False
    provider.save(update_fields=["is_active"])
    end_links(by=by, provider=provider)
    stop_asking(by=by, provider=provider, outcome="retired", with_corrections=True)
    waiting = Proposal.objects.waiting().filter(provider=provider)
    waiting.update(state=ProposalState.DECLINED, decided_at=clock.now(), decided_by=by.person_id)
    return provider


def must_keep(by: Actor, provider: Provider) -> None:
    if not may_keep(by, provider):
        raise OfAnotherOrganisation
    if not provider.is_active:
        raise RetiredMeanwhile
