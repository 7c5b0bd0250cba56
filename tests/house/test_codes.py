"""Every code that a person may see has its words in Kazakh, Russian and English, in content/codelists."""

import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from tests.house.source import ROOT, modules, nothing

LANGUAGES = ("kk", "ru", "en")
FOLDER = ROOT / "panah" / "content" / "codelists"
LISTS = {
    "people.Safety": "caregiver_safety",
    "services.Answer": "eligibility_answers",
    "services.Fact": "eligibility_facts",
    "services.Open": "eligibility_reasons",
    "services.Status": "category",
    "cases.Answer": "yes_no_unknown",
    "cases.Domain": "assessment_domains",
    "stays.HousePaper": "letter_kinds",
    "outings.Doubt": "outing_doubt",
    "outings.OutingPaper": "letter_kinds",
    "referrals.Ground": "grounds_for_information_leg",
    "exchange.ListTarget": "list_columns",
}
"""Codes whose list has another name than theirs: ``"room.Enum": "list"``."""
NEVER_SHOWN = {
    "exchange.CaseStatus": "values of HTCDS, kept as they came",
    "exchange.TraffickingStatus": "values of HTCDS, kept as they came",
    "exchange.StateOfRest": "two values of HTCDS; the page asks in its own words, by gettext",
    "exchange.Step": "what an import does with a row: counted in one sentence, by gettext",
    "exchange.ExportContents": "an option of a command",
    "exchange.RowFault": "each has a sentence with places for row and column, by gettext",
    "linking.Origin": "where two records met: counted for the page of lists, in no word of its own",
    "exchange.RowNote": "each has a sentence with places for row and column, by gettext",
}
"""Codes that no page shows: ``"room.Enum": "why"``."""


def unlabelled(path: Path) -> Iterator[str]:
    """Rows of a list without words in one of the languages, and codes that stand twice."""
    seen: set[str] = set()
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("rows", []):
        code = row.get("code", "")
        for language in LANGUAGES:
            if not str(row.get(language, "")).strip():
                yield f"{path.name}: {code!r} has no words in {language}"
        if not code or code in seen:
            yield f"{path.name}: {code!r} is empty or stands twice"
        seen.add(code)


def enums(module: ModuleType) -> Iterator[type[StrEnum]]:
    for _, found in inspect.getmembers(module, inspect.isclass):
        if issubclass(found, StrEnum) and found.__module__ == module.__name__:
            yield found


def list_of(found: type[StrEnum], folder: Path) -> str:
    """The list that labels these codes: ``cases.codes.Stage`` has its words in ``case_stage`` or ``stage``."""
    room, own = name_of(found).split(".")
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", own).lower()
    words = [snake, f"{room}_{snake}", f"{room.removesuffix('s')}_{snake}"]
    names = [LISTS.get(name_of(found), ""), *words, *(f"{word}s" for word in words)]
    return next((name for name in names if name and (folder / f"{name}.toml").is_file()), "")


def name_of(found: type[StrEnum]) -> str:
    return f"{found.__module__.split('.')[-2]}.{found.__name__}"


def without_words(found: type[StrEnum], folder: Path) -> Iterator[str]:
    if name_of(found) in NEVER_SHOWN:
        return
    name = list_of(found, folder)
    if not name:
        yield f"{name_of(found)} has no list in content/codelists"
        return
    known = {row["code"] for row in tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))["rows"]}
    for code in found:
        if code.value not in known:
            yield f"{name_of(found)}.{code.name} ({code.value}) is not in {name}.toml"


def every_enum() -> list[type[StrEnum]]:
    rooms = [module.name for module in modules() if module.role == "codes" and ".casework." in module.name]
    return [found for name in rooms for found in enums(importlib.import_module(name))]


def test_every_row_of_every_list_has_words_in_all_languages() -> None:
    nothing(fault for path in sorted(FOLDER.glob("*.toml")) for fault in unlabelled(path))


def test_every_code_of_casework_has_words() -> None:
    nothing(fault for found in every_enum() for fault in without_words(found, FOLDER))


def test_no_exception_outlives_its_code() -> None:
    names = {name_of(found) for found in every_enum()}
    assert [name for name in [*LISTS, *NEVER_SHOWN] if name not in names] == []


def test_an_unlabelled_code_is_found(tmp_path: Path) -> None:
    class Stage(StrEnum):
        NEW = "new"
        LOST = "lost"

    class Orphan(StrEnum):
        ONE = "one"

    Stage.__module__ = Orphan.__module__ = "panah.casework.cases.codes"
    rows = (
        '[{ code = "new", kk = "Жаңа", ru = "", en = "New" }, { code = "new", kk = "Жаңа", ru = "Новое", en = "New" }]'
    )
    path = tmp_path / "case_stage.toml"
    path.write_text(f"rows = {rows}", encoding="utf-8")
    assert len(list(unlabelled(path))) == 2
    assert len(list(without_words(Stage, tmp_path))) == 1
    assert len(list(without_words(Orphan, tmp_path))) == 1
