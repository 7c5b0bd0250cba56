"""Which beds fit whom."""

import pytest

from panah.casework.services.codes import BedFor
from panah.casework.services.rules import beds_that_fit


@pytest.mark.parametrize(
    ("age_band", "sex", "with_children", "wanted"),
    [
        ("15_17", "female", False, (BedFor.GIRL,)),
        ("12_14", "male", False, (BedFor.BOY,)),
        ("unknown", "female", False, (BedFor.GIRL,)),  # age uncertain is a child
        ("1_5", "male", False, (BedFor.BOY, BedFor.MOTHER_WITH_CHILDREN)),
        ("adult", "female", False, (BedFor.ADULT,)),
        ("adult", "female", True, (BedFor.MOTHER_WITH_CHILDREN,)),
        ("15_17", "female", True, (BedFor.MOTHER_WITH_CHILDREN,)),  # a girl who is a mother herself
        ("15_17", "unknown", False, ()),  # nobody can tell without looking
    ],
)
def test_a_bed_fits_by_age_sex_and_children(
    age_band: str, sex: str, with_children: bool, wanted: tuple[BedFor, ...]
) -> None:
    assert beds_that_fit(age_band, sex, is_with_children=with_children) == wanted
