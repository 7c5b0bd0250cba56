from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.casework.services.models import OfferedService, Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission


class UnknownService(Refusal):
    code = "unknown_service"
    sentence = _("Choose at least one of the services in the list.")


class OfAnotherOrganisation(Refusal):
    code = "of_another_organisation"
    sentence = _("This entry belongs to another organisation. Ask it to correct what is wrong.")


@dataclass(frozen=True)
class ProviderDetails:
    """An entry of the directory. There is no field for an address: a shelter has a code name and a phone."""

    names: Mapping[str, str]  # kk, ru, en
    service_types: Collection[str]
    place: Place | None = None  # none: the whole country
    duty_phone: str = ""
    languages: Collection[str] = ()
    confirmed_on: date | None = None


@action(Permission.DIRECTORY_EDIT, on=None)
def add_provider(
    *, by: Actor, organisation: Organisation, details: ProviderDetails, idempotency_key: str = ""
) -> Provider:
    """A new entry; people add those of their own organisation, jobs those of all."""
    _must_be_own(by, organisation.pk)
    provider = Provider.objects.create(
        code=new_code(), organisation=organisation, name_kk=details.names["kk"], name_ru=details.names["ru"],
        name_en=details.names["en"], place=details.place, duty_phone=details.duty_phone,
        languages=list(details.languages), confirmed_on=details.confirmed_on or clock.today(),
    )  # fmt: skip
    _offer(provider, details.service_types)
    return provider


@action(Permission.DIRECTORY_EDIT, on="provider")
def offer_services(*, by: Actor, provider: Provider, service_types: Collection[str]) -> Provider:
    """From now on it offers these and no others."""
    _must_be_own(by, provider.organisation_id)
    OfferedService.objects.filter(provider=provider).exclude(service_type__in=service_types).delete()
    _offer(provider, service_types)
    return provider


def _offer(provider: Provider, service_types: Collection[str]) -> None:
    if not service_types or not set(service_types) <= set(code_list("service_types").codes):
        raise UnknownService
    known = set(OfferedService.objects.filter(provider=provider).values_list("service_type", flat=True))
    fresh = [code for code in code_list("service_types").codes if code in set(service_types) - known]
    OfferedService.objects.bulk_create([OfferedService(provider=provider, service_type=code) for code in fresh])


@action(Permission.DIRECTORY_EDIT, on="provider")
def confirm_provider(*, by: Actor, provider: Provider) -> Provider:
    """Everything that the entry says is still true today."""
    _must_be_own(by, provider.organisation_id)
    provider.confirmed_on = clock.today()
    provider.save(update_fields=["confirmed_on"])
    return provider


@action(Permission.DIRECTORY_EDIT, on="provider")
def retire_provider(*, by: Actor, provider: Provider) -> Provider:
    """It takes no more requests; what was sent to it stays as it is."""
    _must_be_own(by, provider.organisation_id)
    provider.is_active = False
    provider.save(update_fields=["is_active"])
    return provider


def _must_be_own(by: Actor, organisation_id: object) -> None:
    if by.is_person and str(organisation_id) != by.organisation:
        raise OfAnotherOrganisation
