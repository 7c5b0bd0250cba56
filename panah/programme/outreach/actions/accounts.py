from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.programme.outreach.models import Account


class AccountRefused(Refusal):
    code = "account_refused"
    sentence = _("Choose the network, and write the name of the account as it stands there.")


class AccountIsThere(Refusal):
    code = "account_is_there"
    sentence = _("This account is in the list already.")


@action(Permission.CAMPAIGN_KEEP, on=None)
def add_account(*, by: Actor, network: str, handle: str, idempotency_key: str = "") -> Account:
    handle = " ".join(handle.split())
    if network not in code_list("social_networks") or not handle:
        raise AccountRefused
    organisation = Organisation.objects.get(pk=by.organisation)
    file = opened_file(organisation)
    try:
        with transaction.atomic():
            return Account.objects.create(
                file=file, code=file.code, network=network, handle=handle, organisation=organisation
            )
    except IntegrityError as error:
        raise AccountIsThere from error


@action(Permission.CAMPAIGN_KEEP, on="account")
def close_account(*, by: Actor, account: Account, is_active: bool) -> Account:
    """Nothing more is planned for it, or something is again; what was posted stays."""
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    return account


def opened_file(organisation: Organisation) -> File:
    """A file of nobody, in which the whole organisation may look."""
    file = vault.open_file(FileKind.CAMPAIGN)
    grants.grant(file, PrincipalKind.TEAM, organisation.pk, Relation.LEAD_ORGANISATION)
    return file
