"""Every file of rules, of actions and of an engine has its tests at the same path."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, modules, nothing, plant

MIRRORED = ("rules", "actions")


def without_tests(root: Path) -> Iterator[str]:
    """``panah/a/b/rules.py`` is answered by ``tests/panah/a/b/test_rules*.py`` or a folder ``rules`` with tests."""
    wanted = {Path(*module.path.parts[:3]) / module.role for module in modules(root) if module.role in MIRRORED}
    for part in sorted(wanted):
        folder = root / "tests" / part.parent
        if not [*folder.glob(f"test_{part.name}*.py"), *folder.glob(f"{part.name}/test_*.py")]:
            yield f"{part} has no tests: write tests/{part.parent}/test_{part.name}.py"


def untested_engines(root: Path) -> Iterator[str]:
    for folder in sorted((root / "panah" / "engines").glob("*")):
        if folder.is_dir() and list(folder.glob("[a-z]*.py")):
            stems = [folder.name, *(path.stem for path in folder.glob("[a-z]*.py"))]
            if not any(list((root / "tests" / "engines").glob(f"**/test_{stem}*.py")) for stem in stems):
                yield f"panah/engines/{folder.name} has no tests in tests/engines"


def test_rules_and_actions_are_mirrored_by_tests() -> None:
    nothing(without_tests(ROOT))


def test_engines_have_tests() -> None:
    nothing(untested_engines(ROOT))


def test_an_unmirrored_file_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/casework/cases/actions/plan.py", "")
    plant(tmp_path, "panah/casework/people/rules.py", "")
    plant(tmp_path, "tests/panah/casework/people/test_rules.py", "")
    plant(tmp_path, "panah/engines/disclosure/suppress.py", "")
    assert len(list(without_tests(tmp_path))) == 1
    assert len(list(untested_engines(tmp_path))) == 1
