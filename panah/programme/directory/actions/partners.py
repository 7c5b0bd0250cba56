from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.models import Partnership


class PartnershipRefused(Refusal):
    code = "partnership_refused"
    sentence = _("Name the paper, and let the partnership end no sooner than it begins.")


class PartnerAlready(Refusal):
    code = "partner_already"
    sentence = _("This organisation is a partner already.")


@action(Permission.STAKEHOLDER_KEEP, on=None)
def begin_partnership(
    *, by: Actor, organisation: Organisation, paper: str, since: date, until: date | None = None
) -> Partnership:
    """From this day on the organisation carries the programme too."""
    if not paper.strip() or (until is not None and until < since):
        raise PartnershipRefused
    try:
        with transaction.atomic():
            return Partnership.objects.create(
                organisation=organisation, paper=paper.strip(), since=since, until=until, brought_by_id=by.organisation_id
            )  # fmt: skip
    except IntegrityError as error:
        raise PartnerAlready from error


@action(Permission.STAKEHOLDER_KEEP, on="partnership")
def end_partnership(*, by: Actor, partnership: Partnership, until: date) -> Partnership:
    """``until`` is its last day."""
    if until < partnership.since:
        raise PartnershipRefused
    partnership.until = until
    partnership.save(update_fields=["until"])
    return partnership
