"""What leaves: a row as it came with what changed here since, or the core columns from what is known here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panah.casework.cases.codes import Stage
from panah.casework.exchange.rules.columns import Column
from panah.casework.exchange.rules.meaning import (
    CITIZENSHIPS_WITH_A_GROUP,
    GENDER_BY_SEX,
    SECTOR_OF_BODY,
    Meaning,
    PersonName,
    case_status_word,
    status_word,
)
from panah.casework.people.codes import Category
from panah.casework.people.rules import Birth

YES, NO = "TRUE", "FALSE"
BODY_OF_SECTOR = {sector: body for body, sector in SECTOR_OF_BODY.items()}


@dataclass(frozen=True, slots=True)
class Present:
    """A person and the case as they stand today. What is None is not known to have changed."""

    sex: str
    category: str
    stage: str
    citizenship_group: str
    birth: Birth
    name: PersonName | None = None
    consent: bool | None = None
    came: date | None = None
    body: str = ""
    owner: str = ""
    reason: str = ""


def birth_text(birth: Birth) -> str:
    if birth.day:
        return birth.day.isoformat()
    return str(birth.year) if birth.year and not birth.is_about else ""


def changed_cells(before: Meaning, now: Present) -> dict[str, str]:
    """By field, what is no longer as the row said; everything else stays as it was written."""
    cells: dict[str, str] = {}
    if now.sex != before.sex:
        cells["prs_Gender"] = GENDER_BY_SEX.get(now.sex, "")
    if now.category != before.category:
        cells["vic_TraffickingStatus"] = status_word(now.category)
        cells["vic_TraffickingStatusDecisionMakingOrg"] = BODY_OF_SECTOR.get(now.body, "")
    if now.citizenship_group != before.citizenship_group:
        cells["prs_Citizenship"] = now.citizenship_group if now.citizenship_group in CITIZENSHIPS_WITH_A_GROUP else ""
    if case_status_word(now.stage) != case_status_word(before.stage):
        cells["cas_Status"] = case_status_word(now.stage)
    if (now.birth.day, now.birth.known_year) != (before.birth.day, before.birth.known_year):
        cells["prs_Birthdate"] = birth_text(now.birth)
    if now.name and now.name != before.name:
        cells |= _name_cells(now.name)
    if now.consent is not None and now.consent != before.has_consent:
        cells["con_Consent"] = YES if now.consent else NO
    return cells


def _name_cells(name: PersonName) -> dict[str, str]:
    given = name.given or ("" if name.family else name.full)
    return {"prs_FirstName": given, "prs_MiddleName": name.middle, "prs_SecondName": name.family}


def core_cells(now: Present, with_names: bool) -> dict[str, str]:
    """What the standard asks for and Panah knows. Names and citizenship never stand side by side (S2).

    At risk and undecided leave without a status, and then without a body that decided (S6).
    """
    status = status_word(Category(now.category))
    cells = {
        "prs_Gender": GENDER_BY_SEX.get(now.sex, ""),
        "vic_TraffickingStatus": status,
        "vic_TraffickingStatusDecisionMakingOrg": BODY_OF_SECTOR.get(now.body, "Other" if now.body else "")
        if status
        else "",
        "cas_Status": case_status_word(now.stage),
        "cas_IncomingReferralDate": now.came.isoformat() if now.came else "",
        "cas_ReasonForCaseClosure": now.reason if now.stage == Stage.CLOSED else "",
        "con_Consent": "" if now.consent is None else YES if now.consent else NO,
    }
    if with_names:
        named = _name_cells(now.name) if now.name else {}
        return cells | named | {"prs_Birthdate": birth_text(now.birth), "cas_CaseOwner": now.owner}
    country = now.citizenship_group if now.citizenship_group in CITIZENSHIPS_WITH_A_GROUP else ""
    return cells | {"prs_Birthdate": str(now.birth.known_year or ""), "prs_Citizenship": country}


@dataclass(frozen=True, slots=True)
class OutgoingColumns:
    """One set of columns for rows that came under different headings."""

    headings: tuple[tuple[str, ...], ...]
    places: Mapping[str, int]

    @property
    def width(self) -> int:
        return len(self.places)


def names_of(columns: Sequence[Column]) -> list[str]:
    """A name for each column that two files share: its field or heading, numbered where it stands more than once."""
    seen: Counter[str] = Counter()
    names = []
    for column in columns:
        name = column.field or column.heading
        seen[name] += 1
        names.append(f"{name}\x1f{seen[name]}")
    return names


def outgoing_columns(layouts: Sequence[tuple[Sequence[Sequence[str]], Sequence[Column]]]) -> OutgoingColumns:
    """The headings as they came where all files had the same ones; else all columns once, in the order of their coming."""
    first_headings = tuple(tuple(row) for row in layouts[0][0])
    if all(tuple(tuple(row) for row in headings) == first_headings for headings, _ in layouts):
        return OutgoingColumns(first_headings, {name: place for place, name in enumerate(names_of(layouts[0][1]))})
    places: dict[str, int] = {}
    for _, columns in layouts:
        for name in names_of(columns):
            places.setdefault(name, len(places))
    return OutgoingColumns((tuple(name.partition("\x1f")[0] for name in places),), places)


def outgoing_row(
    cells: Sequence[str], columns: Sequence[Column], target: OutgoingColumns, changed: Mapping[str, str]
) -> list[str]:
    row = [""] * target.width
    for column, name in zip(columns, names_of(columns), strict=True):
        row[target.places[name]] = (
            changed.get(column.field, cells[column.index]) if column.field else cells[column.index]
        )
    return row
