"""With whom we may ask: a name, a key of their own that was read aloud, and a telephone."""

import pytest

from panah.casework.linking.actions import CounterpartDetails, NotPossible, add_counterpart
from panah.casework.linking.queries.exchanging import key_card
from tests.panah.casework.linking.offices import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Office:
    return Office("ours")


@pytest.fixture
def theirs() -> Office:
    return Office("theirs")


@pytest.mark.parametrize(
    ("name", "key", "focal"),
    [("", "a" * 64, "Desk"), ("B", "a" * 64, " "), ("B", "no key", "Desk"), ("B", "own", "Desk")],
)
def test_a_counterpart_needs_a_name_a_key_of_its_own_and_a_telephone(
    ours: Office, name: str, key: str, focal: str
) -> None:
    key = key_card(ours.organisation) if key == "own" else key
    with pytest.raises(NotPossible):
        add_counterpart(by=ours.head, details=CounterpartDetails(name, key, focal, True))


def test_a_key_read_aloud_in_groups_is_the_same_key_and_stands_once(ours: Office, theirs: Office) -> None:
    key = key_card(theirs.organisation).upper()
    grouped = " ".join(key[place : place + 4] for place in range(0, 64, 4))
    assert (
        add_counterpart(by=ours.head, details=CounterpartDetails("B", grouped, "Desk", True)).public_key == key.lower()
    )
    with pytest.raises(NotPossible):
        ours.knows(theirs)
