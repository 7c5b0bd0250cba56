"""No file holds who somebody is beside where the family comes from (S2): one of the two stays here."""

import re
from collections.abc import Iterable, Sequence

from panah.engines.matching.folding import fold

IDENTITY = frozenset({
    "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_IdentityNumber", "prs_Email", "prs_HomePhone",
    "prs_MobilePhone", "prs_MailingStreet",
})  # fmt: skip
ORIGIN = frozenset({"prs_Citizenship"})
# Columns that the standard does not know are told by the words of their headings.
_IDENTITY_WORDS = frozenset(
    fold(
        "name names firstname lastname surname фио имя фамилия отчество аты тегі есімі passport паспорт iin иин жсн phone"
        " телефон address адрес мекенжай"
    ).split()
)
_ORIGIN_WORDS = frozenset(
    fold(
        "citizenship citizen nationality гражданство национальность азаматтығы азаматтық ұлты migration migrant"
        " миграционный миграция мигрант көші residence регистрация visa виза тіркеу"
    ).split()
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STAFF = ("org_", "cas_", "per_")  # names of offices and workers are no names of those who are helped


def is_identity(column: str) -> bool:
    return column in IDENTITY or _speaks_of(column, _IDENTITY_WORDS)


def is_origin(column: str) -> bool:
    return column in ORIGIN or _speaks_of(column, _ORIGIN_WORDS)


def _speaks_of(column: str, words: frozenset[str]) -> bool:
    is_standard = column[:4] in ("prs_", "vic_", "hte_", "spl_", "cco_", "con_", *_STAFF)
    return not is_standard and bool(words & set(fold(_parted(column)).split()))


def _parted(column: str) -> str:
    """``ext_MigrationStatus`` is read as two words."""
    return _CAMEL.sub(" ", column.removeprefix("ext_"))


def places_to_leave_out(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, without_names: bool
) -> tuple[int, ...]:
    """Which columns stay here: the names where it is asked so; else, where one row has a name, where people come from."""
    names = [place for place, column in enumerate(columns) if is_identity(column)]
    if without_names:
        return tuple(names)
    origins = tuple(place for place, column in enumerate(columns) if is_origin(column))
    has_names = any(row[place].strip() for row in rows for place in names)
    return origins if has_names else ()


def without(row: Sequence[str], places: Sequence[int]) -> list[str]:
    return [cell for place, cell in enumerate(row) if place not in places]
