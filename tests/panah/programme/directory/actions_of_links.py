"""A step that only another action may take, taken as the page of an enrolment does."""

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import AdultDetails, recognise_adult
from panah.programme.directory.models import Adult


@action(Permission.TRAINING_ENROL, on=None)
def typed(*, by: Actor, details: AdultDetails, organisation: Organisation) -> Adult:
    return recognise_adult(by=by, details=details, organisation_id=organisation.pk)
