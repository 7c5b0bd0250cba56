"""Which column of a register is the name, the birth, the sex, the identifier: as it was said, else by its heading.

A name may stand in several columns: ``Фамилия+Имя+Отчество``. Headings are compared without case, dots and spaces at the ends.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LINE = "line"
"""Said in place of a column of identifiers: the number of the line serves as one."""
_HEADINGS = {
    "name": """фио; ф и о; фамилия имя отчество; фамилия и имя; фамилия, имя; имя и фамилия; полное имя; аты-жөні; аты жөні;
        тегі аты әкесінің аты; т а ә; толық аты; аты-жөні, тегі; full name; name; fullname; person name; child name;
        name of child; ребенок;
        ребёнок; бала; баланың аты-жөні; фио ребенка; фио ребёнка; f i sh; fish; f i o; fio; to'liq ism; толук аты; аты-жөнү""",
    "family": "фамилия; тегі; тек; last name; lastname; surname; family name; familiya; familiyasi; фамилиясы",
    "given": "имя; аты; есімі; first name; firstname; given name; given names; forename; ism; ismi; ном",
    "father": "отчество; әкесінің аты; patronymic; middle name; father name; father's name; otasining ismi; атасынын аты",
    "born": """дата рождения; рожден; рождения; год рождения; др; д р; г р; туған күні; туған жылы; туылған күні;
        date of birth; birth date; birthdate; dob; born; birth; birthday; year of birth; birth year; tug'ilgan sana; tug'ilgan yili;
        туулган күнү""",
    "sex": "пол; жынысы; жыныс; sex; gender; jinsi; жынысы",
    "id": """id; ид; код; номер; № п/п; №; n; no; number; code; record id; person id; record_id; person_id; identifier;
        идентификатор; регистрационный номер; тіркеу нөмірі; нөмірі; рет саны; р/с""",
}
"""A state's number of a person is never guessed: it names a child as a name does, and would stand in the file of links."""
_KNOWN = {role: [" ".join(one.split()) for one in words.split(";")] for role, words in _HEADINGS.items()}
PARTS_OF_A_NAME = ("family", "given", "father")


class ColumnFault(StrEnum):
    NO_NAME = "no_name"
    UNKNOWN = "unknown"
    TWICE = "twice"


class UnclearColumns(ValueError):
    """``wanted`` is the column that was asked for; ``role`` what it was to hold."""

    def __init__(self, fault: ColumnFault, role: str = "", wanted: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.role, self.wanted = fault, role, wanted


@dataclass(frozen=True)
class Columns:
    """Places of columns. ``name`` has several where the name is spread; nothing for what the register lacks."""

    name: tuple[int, ...]
    born: int | None = None
    sex: int | None = None
    id: int | None = None


def plain(heading: str) -> str:
    return " ".join(re.sub(r"[._]", " ", heading.casefold()).split()).strip(" :*")


def found_columns(headings: Sequence[str], said: Mapping[str, str]) -> Columns:
    """``said`` names a heading by role; an empty one is a column that is there and not to be used."""
    simple = [plain(heading) for heading in headings]
    name = _said(headings, said, "name") if said.get("name") else _guessed_name(simple)
    if not name:
        raise UnclearColumns(ColumnFault.NO_NAME)
    return Columns(name, *(_one(headings, simple, said, role) for role in ("born", "sex", "id")))


def _one(headings: Sequence[str], simple: Sequence[str], said: Mapping[str, str], role: str) -> int | None:
    if role not in said:
        return _first(simple, _KNOWN[role])
    if not said[role] or (role == "id" and said[role] == LINE):
        return None
    found = _said(headings, said, role)
    if len(found) > 1:
        raise UnclearColumns(ColumnFault.UNKNOWN, role, said[role])
    return found[0]


def _said(headings: Sequence[str], said: Mapping[str, str], role: str) -> tuple[int, ...]:
    """A heading that has a plus sign of its own is taken as it stands."""
    wanted = said[role]
    simple = [plain(heading) for heading in headings]
    parts = [wanted] if plain(wanted) in simple else wanted.split("+")
    return tuple(_place(simple, part, role) for part in parts)


def _place(simple: Sequence[str], wanted: str, role: str) -> int:
    count = simple.count(plain(wanted)) if plain(wanted) else 0
    if count != 1:
        raise UnclearColumns(ColumnFault.TWICE if count else ColumnFault.UNKNOWN, role, wanted)
    return simple.index(plain(wanted))


def _guessed_name(simple: Sequence[str]) -> tuple[int, ...]:
    """Columns of parts tell more than one that may be either; a given name alone is a name too."""
    whole = _first(simple, _KNOWN["name"])
    parts = [_first(simple, _KNOWN[part]) for part in PARTS_OF_A_NAME]
    found = tuple(place for place in parts if place is not None)
    if parts[0] is not None and parts[1] is not None:
        return found
    return (whole,) if whole is not None else found if parts[1] is not None else ()


def _first(simple: Sequence[str], known: Iterable[str]) -> int | None:
    return next((simple.index(plain(one)) for one in known if plain(one) in simple), None)
