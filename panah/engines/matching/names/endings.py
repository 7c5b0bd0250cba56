"""The end of a word says whose it is: a family's, a father's, a daughter's. What stands before it is compared as the root.

So Касымұлы, Касымович and Qosim oʻgʻli have one root, and Касымова is told from her brother Касымов by the ending alone.
"""

import re
from enum import IntEnum


class Ending(IntEnum):
    """The number is the row and the column in the tables of the comparison."""

    NONE = 0
    FAMILY_MALE = 1
    FAMILY_FEMALE = 2
    PATRONYMIC_MALE = 3
    PATRONYMIC_FEMALE = 4
    SON_OF = 5
    DAUGHTER_OF = 6
    CHILD_OF = 7
    ADJECTIVE_MALE = 8
    ADJECTIVE_FEMALE = 9


MALE = frozenset({Ending.FAMILY_MALE, Ending.PATRONYMIC_MALE, Ending.SON_OF, Ending.ADJECTIVE_MALE})
FEMALE = frozenset({Ending.FAMILY_FEMALE, Ending.PATRONYMIC_FEMALE, Ending.DAUGHTER_OF, Ending.ADJECTIVE_FEMALE})
OF_A_FATHER = frozenset({Ending.PATRONYMIC_MALE, Ending.PATRONYMIC_FEMALE, Ending.SON_OF, Ending.DAUGHTER_OF})
OF_A_FAMILY = frozenset(
    {Ending.FAMILY_MALE, Ending.FAMILY_FEMALE, Ending.CHILD_OF, Ending.ADJECTIVE_MALE, Ending.ADJECTIVE_FEMALE}
)

_ENDINGS = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"(?:[oeaEOiA]v|[iI][CHcS])n[aA]$", Ending.PATRONYMIC_FEMALE),  # -ovna, -evna, -ivna, -ichna
        (r"(?:[oeaEOiA]v[iI][CHcTSs]|[iI][CH])$", Ending.PATRONYMIC_MALE),  # -ovich, -owiç, -owic, -ych
        (r"[qkgGh][iIyu]z[iIyue]$", Ending.DAUGHTER_OF),  # қызы, qizi, кызы, gyzy, qızı
        (r"(?:(?<![gGqN])[uU]l[Iu]|[uUoO][gG]l[iIuU])$", Ending.SON_OF),  # ұлы, уулу, ogly, oğlu, oʻgʻli
        (r"[zs][oaA]d[aeAE]$", Ending.CHILD_OF),  # -zoda, -zade
        (r"[oeEO]v[aA]$", Ending.FAMILY_FEMALE),
        (r"[oeEO](?:v|f)$", Ending.FAMILY_MALE),
        (r"sk(?:aya|a|oya)$", Ending.ADJECTIVE_FEMALE),
        (r"sk(?:i|I|oy)$", Ending.ADJECTIVE_MALE),
    )
)
_SHORTEST_ROOT = 2
_ALONE = re.compile(r"(?:[qkgGh][iIyu]z[iIyue]|[uU]l[Iu]|[uUoO][gG]l[iIuU]|[zs][oaA]d[aeAE])$")
_SOFT_END = re.compile(r"(?<=[^aAeEiIoOuU])y$")


def parted(sounds: str) -> tuple[str, Ending]:
    """The root and the ending of one word; a root has at least two sounds, else the word is all root."""
    for pattern, ending in _ENDINGS:
        found = pattern.search(sounds)
        if found and found.start() >= _SHORTEST_ROOT:
            return _SOFT_END.sub("i", sounds[: found.start()]), ending
    return sounds, Ending.NONE


def standing_alone(sounds: str) -> Ending | None:
    """``oğlu``, ``қызы``, ``uulu`` and ``zoda`` written as words of their own belong to the word before them."""
    if not _ALONE.match(sounds):
        return None
    return next(ending for pattern, ending in _ENDINGS if pattern.search(sounds))
