import pytest

from panah.foundation.accounts.actions import give_role
from panah.foundation.documents.models import Draft
from panah.foundation.security.roles import Role
from panah.web.accounts.actions import end_access
from panah.web.components import drafts
from tests.panah.web.accounts.office import SYSTEM, Office, actor_for, client_of

PLACE = drafts.Place("case-new", "new")
TEXT = "Canarytext: where the mother works"


@pytest.mark.safeguard(
    "S15", "somebody who left reads in a draft, from the next office, what stood in the records of the first"
)
def test_whoever_leaves_takes_no_half_written_form_along(office: Office) -> None:
    drafts.keep(actor_for(office.worker), PLACE, {"text": TEXT}, "/app/children/new/")
    give_role(by=SYSTEM, person=office.worker, organisation=office.other, role=Role.CASEWORKER)
    client = client_of(office.worker)
    draft = Draft.objects.get()
    assert TEXT in client.get(f"/app/drafts/{draft.pk}/").content.decode()
    end_access(by=actor_for(office.head), person=office.worker)
    assert client_of(office.worker).get(f"/app/drafts/{draft.pk}/").status_code == 404
    assert not Draft.objects.exists()
