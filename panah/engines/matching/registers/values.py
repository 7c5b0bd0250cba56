"""What a cell of a register says: a birth as it is known, a sex. What cannot be read is not known; nothing is guessed."""

import re
from enum import IntEnum

from panah.engines.matching.births import Birth, known_birth

_LONGEST = 40
_YEAR_FIRST = re.compile(r"\D*(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2})(?!\d))?(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"\D*(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?!\d)")
_MONTH_AND_YEAR = re.compile(r"\D*(\d{1,2})[-./](\d{4})(?!\d)")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"\D*(\d{4})(?:\.0)?(?!\d)\D*$")


class Sex(IntEnum):
    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


_SEXES = {
    word: sex
    for sex, words in (
        (Sex.MALE, "м муж мужской мужчина мальчик m male man boy 1 e е ер еркек ұл ұл бала er erkak o'g'il эркек"),
        (Sex.FEMALE, "ж жен женский женщина девочка f female woman girl 2 ә әйел қыз қыз бала ayol qiz аял кыз w zh"),
    )
    for word in words.split()
}


def birth_of(text: str) -> Birth:
    """2011-03-17, 17.03.2011, 03.2011, 2011, about 2011, and a date with a time; of two digits for a year nothing."""
    cell = text.strip()[:_LONGEST]
    if found := _YEAR_FIRST.match(cell) or _PACKED.match(cell):
        year, month, day = (int(part) if part else None for part in found.groups())
        return known_birth(year, month, day)
    if found := _DAY_FIRST.match(cell):
        day, month, year = (int(part) for part in found.groups())
        return known_birth(year, month, day)
    if found := _MONTH_AND_YEAR.match(cell):
        return known_birth(int(found[2]), int(found[1]))
    found = _YEAR.match(cell)
    return known_birth(int(found[1])) if found else Birth()


def sex_of(text: str) -> Sex:
    return _SEXES.get(text.strip().casefold().rstrip("."), Sex.UNKNOWN)
