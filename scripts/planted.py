"""Plant one fault after the other in a copy of the house and see that the checks find it: ``python -m scripts.planted``."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("panah", "tests", "scripts", "locale", "pyproject.toml", ".importlinter", "Makefile")
KEY_UPWARDS = """

class Planted(models.Model):
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")

    class Privacy:
        fields = {"id": P0, "case": P1}
        retention = "never"
"""
Edit = Callable[[str], str]


@dataclass(frozen=True)
class Fault:
    """What is planted where, and the check that has to find it."""

    name: str
    edits: dict[str, Edit]
    check: tuple[str, ...]


def _house(rule: str) -> tuple[str, ...]:
    return ("pytest", "-q", "-n", "0", f"tests/house/test_{rule}.py")


def _after(text: str) -> Edit:
    return lambda source: source + text


def _instead(old: str, new: str) -> Edit:
    return lambda source: source.replace(old, new, 1)


CONTRACTS = ("lint-imports", "--no-cache")
PEOPLE, TEAM = "panah/casework/people/models/children.py", "panah/web/team"
STRANGER_VIEW = '\n\nurlpatterns.append(path("planted/", views.render, name="planted"))\n'
FAULTS = (
    Fault("a view without policy", {f"{TEAM}/urls.py": _after(STRANGER_VIEW)}, _house("addresses")),
    Fault("a foreign key that runs upwards", {PEOPLE: _after(KEY_UPWARDS)}, _house("models")),
    Fault(
        "a write outside actions",
        {f"{TEAM}/views.py": _after("\n\ndef planted(case: object) -> None:\n    case.save()\n")},
        _house("writes"),
    ),
    Fault(
        "a cycle",
        {
            f"{TEAM}/queries.py": _after("\nfrom panah.web.today import views as planted\n"),
            "panah/web/today/queries.py": _after("\nfrom panah.web.team import views as planted\n"),
        },
        CONTRACTS,
    ),
    Fault(
        "an import that points upwards",
        {"panah/foundation/security/codes.py": _after("\nimport panah.casework.cases\n")},
        CONTRACTS,
    ),
    Fault(
        "an unclassified field",
        {PEOPLE: _instead("    sex = models", "    planted = models.BooleanField(default=False)\n    sex = models")},
        _house("models"),
    ),
    Fault(
        "an untranslated string", {f"{TEAM}/views.py": _after('\nPLANTED = _("A planted sentence")\n')}, _house("words")
    ),
    Fault(
        "words outside a translate tag",
        {"panah/web/templates/team/team.html": _after("<p>A planted sentence</p>")},
        _house("templates"),
    ),
    Fault(
        "an unlabelled code",
        {"panah/casework/cases/codes.py": _instead('    NEW = "new"', '    NEW = "new"\n    PLANTED = "planted"')},
        _house("codes"),
    ),
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="panah-planted-") as folder:
        house = Path(folder) / "house"
        environment = os.environ | {
            "PANAH_DATA": f"{folder}/data",
            "PANAH_KEYS": f"{folder}/keys",
            "PANAH_DATABASE": "",
        }
        environment["PYTHONPATH"] = str(house)
        missed = [fault.name for fault in FAULTS if not _is_found(fault, house, environment)]
    if missed:
        sys.exit(f"Not found, or found where nothing was planted: {', '.join(missed)}")


def _is_found(fault: Fault, house: Path, environment: dict[str, str]) -> bool:
    """The check passes before the fault is there, and fails after."""
    _copy(house)
    before, _ = _run(fault.check, house, environment)
    for path, edit in fault.edits.items():
        source = (house / path).read_text(encoding="utf-8")
        (house / path).write_text(edit(source), encoding="utf-8")
    after, words = _run(fault.check, house, environment)
    print(
        f"{fault.name}: {'found' if after else 'NOT FOUND'}{'' if before == 0 else ', BUT THE CHECK FAILS WITHOUT IT'}"
    )
    print("".join(f"    {line}\n" for line in words), end="", flush=True)
    return before == 0 and after != 0


def _copy(house: Path) -> None:
    shutil.rmtree(house, ignore_errors=True)
    house.mkdir()
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, house / name)


def _run(check: tuple[str, ...], house: Path, environment: dict[str, str]) -> tuple[int, list[str]]:
    program, *words = check
    command = [str(Path(sys.executable).with_name(program)), *words]
    done = subprocess.run(command, check=False, cwd=house, env=environment, capture_output=True, text=True)
    told = [line.removeprefix("E ").strip() for line in done.stdout.splitlines() if line.startswith("E  ")]
    told += [line for line in done.stdout.splitlines() if "is not allowed" in line or "BROKEN" in line]
    return done.returncode, [line for line in told if not line.startswith(("AssertionError", "assert"))][:2]


if __name__ == "__main__":
    main()
