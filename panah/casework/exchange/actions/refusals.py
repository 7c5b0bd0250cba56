from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor, Refusal


class OthersRecords(Refusal):
    code = "others_records"
    sentence = _("Records come in and go out only for one's own organisation.")


def must_be_own(by: Actor, organisation: Organisation) -> None:
    """A person acts for the organisation of the role at work; a job of the system was told which one."""
    if by.is_person and by.organisation != str(organisation.pk):
        raise OthersRecords
