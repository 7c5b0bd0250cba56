"""What the files of others are read against: the standard's fields and the countries, from content."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel.core import get_global

from panah.casework.exchange.rules.fields import CATEGORY, FieldDefinition, Kind, Standard, normalised, standard_of
from panah.foundation.reference.codes import LANGUAGES, CodeRow, code_list, country_choices

KINDS = {
    "text": Kind.TEXT,
    "one_or_text": Kind.TEXT,
    "place": Kind.TEXT,
    "organisation": Kind.TEXT,
    "person": Kind.TEXT,
    "long_text": Kind.LONG_TEXT,
    "date": Kind.DATE,
    "number": Kind.NUMBER,
    "one": Kind.ONE,
    "several": Kind.SEVERAL,
    "yes_no": Kind.YES_NO,
}
# The standard says that platforms may be added as needed, so any may be named.
OPEN_LISTS = frozenset({"websites_and_apps", "iso_639_2"})
# Forms let several industries be ticked; the standard has one.
SEVERAL_IN_FORMS = frozenset({"vic_ForcedLabourIndustry"})
# Values that the standard's own definitions name and its field list forgot, and spellings that people use.
FURTHER_SPELLINGS = {
    "vic_MethodsOfControl": {"RestrictsMovement": "RestrictsMovement", "UsesChildren": "UsesChildren"},
    "vic_RelationshipToTrafficker": {"Unacquainted": "Unaquainted"},
    "prs_Gender": {"Female": "Feminine", "Woman": "Feminine", "Male": "Masculine", "Man": "Masculine"},
}


@cache
def htcds_standard() -> Standard:
    fields = [_definition(row) for row in code_list("htcds_fields").rows.values()]
    return standard_of([*fields, _own_category()])


def _own_category() -> FieldDefinition:
    spellings = {normalised(code): code for code in code_list("category").codes}
    return FieldDefinition(code=CATEGORY, labels=(), kind=Kind.ONE, spellings=spellings)


def _definition(row: CodeRow) -> FieldDefinition:
    value_list = str(row.extra.get("value_list", ""))
    return FieldDefinition(
        code=row.code,
        labels=tuple(row.labels.values()),
        kind=_kind(row.code, str(row.extra["type"]), value_list),
        is_core=bool(row.extra["core"]),
        is_deprecated=bool(row.extra["deprecated"]),
        spellings=_spellings(row, value_list),
    )


def _kind(code: str, kind: str, value_list: str) -> Kind:
    if code == "vic_AgeWhenTrafficked":
        return Kind.AGE
    if kind == "several" and value_list == "iso_3166":
        return Kind.COUNTRIES
    if value_list in OPEN_LISTS:
        return Kind.TEXT
    return Kind.SEVERAL if code in SEVERAL_IN_FORMS else KINDS[kind]


def _spellings(row: CodeRow, value_list: str) -> Mapping[str, str]:
    """Labels first, so that a code always wins where a label of another value is spelt the same."""
    spellings: dict[str, str] = {}
    for value in code_list("htcds_values").rows.values():
        if value.extra["list"] == value_list:
            spellings |= {normalised(label): str(value.extra["value"]) for label in value.labels.values()}
    further: dict[str, str] = FURTHER_SPELLINGS.get(row.code, {})
    spellings |= {normalised(spelling): value for spelling, value in further.items()}
    values: list[Any] = row.extra.get("values", [])
    return spellings | {normalised(str(value)): str(value) for value in values}


@cache
def countries() -> Mapping[str, str]:
    """From normalised two- and three-letter codes and names in kk, ru and en to the two-letter code."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        found |= {normalised(label): code for code, label in country_choices(language)}
    known = {code for code, _ in country_choices(LANGUAGES[0])}
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and codes[0] in known:
            found[normalised(alias)] = codes[0]
    return found | {normalised(code): code for code in known}


@cache
def languages_by_iso_639_2() -> Mapping[str, str]:
    rows = code_list("languages_spoken").rows.values()
    return {str(row.extra["htcds"]): row.code for row in rows if "htcds" in row.extra} | {
        row.code: row.code for row in rows
    }
