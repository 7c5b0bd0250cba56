"""The fields of the standard as this installation knows them; read from content by the caller and passed in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

RECORD_ID = "ext_RecordId"
EXTENSION_PREFIX = "ext_"
CATEGORY = "ext_Category"  # our own word, for the standard knows neither at risk nor undecided (S6)


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    NUMBER = "number"
    AGE = "age"
    ONE = "one"
    SEVERAL = "several"
    YES_NO = "yes_no"
    COUNTRIES = "countries"


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One field. ``spellings`` leads from each normalised code and label of a value to the value of the standard."""

    code: str
    labels: tuple[str, ...]
    kind: Kind
    is_core: bool = False
    is_deprecated: bool = False
    spellings: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.spellings.values()))


NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """``prs_First_Name``, ``prs_FirstName `` and ``PRS FIRSTNAME`` are one name."""
    return NOT_A_LETTER_OR_DIGIT.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class Standard:
    """All fields in the order of the standard, with the ways in which forms and people spell their names."""

    fields: Mapping[str, FieldDefinition]
    by_code: Mapping[str, str]
    by_label: Mapping[str, str]

    @property
    def core(self) -> tuple[str, ...]:
        """The 38 columns of a file that is written from scratch."""
        return tuple(code for code, field in self.fields.items() if field.is_core and not field.is_deprecated)


# The official workbook spells one code so.
MISSPELT = {"vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg"}


def standard_of(definitions: Iterable[FieldDefinition]) -> Standard:
    """A label that several fields share leads to the one core field among them, else to none: it needs the code."""
    fields = {definition.code: definition for definition in definitions}
    by_code = {normalised(code): code for code in fields}
    by_code |= {normalised(wrong): right for wrong, right in MISSPELT.items() if right in fields}
    claims: dict[str, list[FieldDefinition]] = {}
    for definition in fields.values():
        for label in {normalised(label) for label in definition.labels}:
            claims.setdefault(label, []).append(definition)
    by_label = {}
    for label, claimants in claims.items():
        chosen = claimants if len(claimants) == 1 else [claimant for claimant in claimants if claimant.is_core]
        if len(chosen) == 1:
            by_label[label] = chosen[0].code
    return Standard(fields, by_code, by_label)
