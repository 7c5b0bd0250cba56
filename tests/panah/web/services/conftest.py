from collections.abc import Iterator

import pytest

from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.security.roles import Role
from panah.web.services.views.linked import WRONG_LINKS
from tests.panah.casework.referrals.handover import Sides, made_sides, team


@pytest.fixture
def sides(db: None) -> Iterator[Sides]:
    WRONG_LINKS.forget()
    yield made_sides()
    WRONG_LINKS.forget()


@pytest.fixture
def body(sides: Sides) -> Provider:
    """The entry of a body with nobody in Panah, which the NGO looks after."""
    empty, chief = team("empty").organisation, sides.ngo.actors[Role.HEAD_OF_ORGANISATION]
    details = ProviderDetails(dict.fromkeys(("kk", "ru", "en"), "Sample body"), ["legal"], None, "+7 000 5")
    return add_provider(by=chief, organisation=empty, details=details)
