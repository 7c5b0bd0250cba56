import uuid

import pytest
from django.urls import reverse

from tests.panah.casework.cases.office import Office, made_office
from tests.panah.web.team.test_reassign import signed_in


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.mark.safeguard("S17", "a supervisor asks by an id who somebody of another office is")
def test_somebody_of_another_office_is_not_there(office: Office) -> None:
    saule = signed_in(office, "saule")
    for stranger in (office.lazzat.person.pk, uuid.uuid4()):
        assert saule.get(reverse("team-reassign", args=[stranger])).status_code == 404
    assert saule.get(reverse("team-reassign", args=[office.nurzhan.person.pk])).status_code == 200
