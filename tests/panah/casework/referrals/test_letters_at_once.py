"""Letters that are written at the same moment: each has its own number, and none is missing."""

from functools import partial

from panah.casework.referrals.actions import write_leg_letter
from panah.foundation.documents.models import Letter
from tests.at_once import at_once, refused
from tests.panah.casework.referrals.handover import leg_of, made_sides, referred, reported


def test_letters_of_one_office_at_once_are_numbered_without_gaps(transactional_db: None) -> None:
    sides = made_sides()
    legs = [leg_of(referred(sides, reported(sides, form=f"form-{number}"))) for number in range(4)]
    results = at_once(*(partial(write_leg_letter, by=sides.sender, leg=leg, language="kk", text="{}") for leg in legs))
    assert not refused(results)
    assert sorted(Letter.objects.values_list("place_in_year", flat=True)) == [1, 2, 3, 4]
