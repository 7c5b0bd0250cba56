"""The words that people read, by code and language: one TOML file for each list below ``panah/content``.

A list is editable without Python: a row is a code, its label in kk, ru and en, a mark (S seen in a source, M from
memory, P proposed here) and a source. Further columns (htcds, ctdc, glotip, …) are in ``CodeRow.extra``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from babel import Locale
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from panah.engines.matching.folding import sort_key

CONTENT = Path(__file__).resolve().parents[2] / "content"
LANGUAGES = ("kk", "ru", "en")
MARKS = frozenset("SMP")
OWN_COLUMNS = frozenset({"code", *LANGUAGES, "mark", "src", "translation", "hint"})
NEIGHBOURS = ("KZ", "UZ", "KG", "TJ", "TM", "RU")
# CLDR also names groups of countries, test regions and parts of countries: nobody is a citizen of them.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
COUNTRY_NAMES_WE_PREFER = {("ru", "KG"): "Кыргызстан"}
_late_text = lazy(str, str)  # made once: Django's lazystr builds a class for every text, and forms have hundreds


class PlaceKind(StrEnum):
    """From the largest to the smallest."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"


class FaultyContent(Exception):
    """A file below panah/content cannot be used; the sentence names the file and the row."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    code: str
    labels: Mapping[str, str]
    hints: Mapping[str, str]
    mark: str
    source: str
    translation: str
    extra: Mapping[str, Any]

    def label(self, language: str | None = None) -> str:
        """The label in the language asked for, else in the first of kk, ru, en that has one."""
        return _words(self.labels, language) or self.code

    def hint(self, language: str | None = None) -> str:
        """A longer sentence beside the label, where the list has one."""
        return _words(self.hints, language)


@dataclass(frozen=True, slots=True)
class CodeList:
    name: str
    title: CodeRow
    rows: Mapping[str, CodeRow]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.rows)

    def __contains__(self, code: object) -> bool:
        return code in self.rows

    def row(self, code: str) -> CodeRow:
        """Raises KeyError for a code that is not in the list."""
        return self.rows[str(code)]

    def label(self, code: str, language: str | None = None) -> str:
        """An unknown code is its own label: an old record must stay readable after a row was renamed."""
        row = self.rows.get(str(code))
        return row.label(language) if row else str(code)

    def label_of_grown(self, code: str, language: str | None = None) -> str:
        """What is said of a grown person, where the row speaks of a child otherwise (S10)."""
        row = self.rows.get(str(code))
        grown: Mapping[str, str] = row.extra.get("grown", {}) if row else {}
        return grown.get(_short(language)) or self.label(code, language)

    def labels(self, codes: list[str], language: str | None = None) -> list[str]:
        """The labels of several codes in the order of the list, unknown ones last."""
        order = {code: place for place, code in enumerate(self.rows)}
        return [self.label(code, language) for code in sorted(codes, key=lambda code: order.get(code, len(order)))]

    def lazy_label(self, code: str) -> Promise:
        """A label that picks the reader's language when it is shown, for form fields made at import."""
        return cast(Promise, _late_text(_LateLabel(self, code)))

    def choices(self) -> list[tuple[str, Promise]]:
        return [(code, self.lazy_label(code)) for code in self.rows]


@dataclass(frozen=True, slots=True)
class _LateLabel:
    codes: CodeList
    code: str

    def __str__(self) -> str:
        return self.codes.label(self.code)


@cache
def content_table(path: str) -> dict[str, Any]:
    """A TOML file below panah/content, read once: ``content_table("rules/deadlines.toml")``."""
    with (CONTENT / path).open("rb") as file:
        return tomllib.load(file)


@cache
def content_files(folder: str) -> tuple[str, ...]:
    """The TOML files of a folder below panah/content, as ``content_table`` takes them."""
    return tuple(sorted(str(path.relative_to(CONTENT)) for path in (CONTENT / folder).glob("*.toml")))


@cache
def code_list(name: str) -> CodeList:
    table = content_table(f"codelists/{name}.toml")
    rows: dict[str, CodeRow] = {}
    for entry in table["rows"]:
        row = _row(name, {**_defaults(table), **entry})
        if row.code in rows:
            raise FaultyContent(f"{name}: the code {row.code} stands there twice")
        rows[row.code] = row
    title = _row(name, {**_defaults(table), **table["title"], "code": name})
    return CodeList(name=name, title=title, rows=MappingProxyType(rows))


@cache
def code_list_names() -> tuple[str, ...]:
    return tuple(Path(path).stem for path in content_files("codelists"))


def country_label(iso2: str, language: str | None = None) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in kk, ru, en, uz, ky, tg or tk; an unknown code is its own label."""
    chosen = _short(language)
    preferred = COUNTRY_NAMES_WE_PREFER.get((chosen, iso2))
    return preferred or str(_locale(chosen).territories.get(iso2, iso2))


def country_choices(language: str | None = None) -> list[tuple[str, str]]:
    """Countries in the reader's alphabet, the six of the region first. A callable for ``ChoiceField(choices=…)``."""
    chosen = _short(language)
    return list(_country_choices(chosen))


@cache
def _country_choices(language: str) -> tuple[tuple[str, str], ...]:
    territories = {str(code) for code in _locale(language).territories}
    others = {code for code in territories if len(code) == 2 and code.isalpha()} - NOT_COUNTRIES - set(NEIGHBOURS)
    ordered = sorted(others, key=lambda code: sort_key(country_label(code, language), language))
    return tuple((code, country_label(code, language)) for code in (*NEIGHBOURS, *ordered))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _short(language: str | None) -> str:
    return (language or get_language() or LANGUAGES[0]).split("-")[0]


def _words(texts: Mapping[str, str], language: str | None) -> str:
    return next((texts[candidate] for candidate in (_short(language), *LANGUAGES) if texts.get(candidate)), "")


def _defaults(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: table[key] for key in ("mark", "src", "translation") if key in table}


def _row(name: str, entry: Mapping[str, Any]) -> CodeRow:
    code = str(entry.get("code", ""))
    missing = [key for key in ("code", *LANGUAGES, "src") if not entry.get(key)]
    missing += [f"hint.{key}" for key in LANGUAGES if "hint" in entry and not entry["hint"].get(key)]
    if missing or entry.get("mark") not in MARKS:
        raise FaultyContent(f"{name}: row {code or '?'} lacks {', '.join(missing) or 'a mark S, M or P'}")
    labels = {key: str(value) for key, value in entry.items() if len(key) == 2 and key.islower()}
    extra = {key: value for key, value in entry.items() if key not in OWN_COLUMNS and key not in labels}
    return CodeRow(
        code=code,
        labels=MappingProxyType(labels),
        hints=MappingProxyType(dict(entry.get("hint", {}))),
        mark=str(entry["mark"]),
        source=str(entry["src"]),
        translation=str(entry.get("translation", "")),
        extra=MappingProxyType(extra),
    )
