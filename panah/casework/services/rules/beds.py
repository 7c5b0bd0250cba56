"""Which beds fit whom. Whoever is with children says so; age uncertain is a child, sex uncertain asks for the telephone."""

from panah.casework.services.codes import BedFor, Sex

GROWN = "adult"  # the age band
SMALL = frozenset({"under_1", "1_5"})


def beds_that_fit(age_band: str, sex: str, *, is_with_children: bool = False) -> tuple[BedFor, ...]:
    """The kinds of bed that fit, the best first; none where nobody can tell without looking."""
    if is_with_children:
        return (BedFor.MOTHER_WITH_CHILDREN,)
    if age_band == GROWN:
        return (BedFor.ADULT,)
    own: tuple[BedFor, ...] = {Sex.FEMALE: (BedFor.GIRL,), Sex.MALE: (BedFor.BOY,)}.get(Sex(sex), ())
    return (*own, BedFor.MOTHER_WITH_CHILDREN) if age_band in SMALL else own
