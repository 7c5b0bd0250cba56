"""A function fits on a screen, a file in one reading."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, Module, modules, nothing, plant

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
LONGEST_TEMPLATE = 120
FOLDERS = ("panah", "tests", "scripts", "benchmarks")


def too_long(module: Module) -> Iterator[str]:
    lines = module.text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{module.path} has {lines} lines; a file has at most {LONGEST_FILE}: make it a folder of the same name"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{module.at(node)} {node.name} has {length} lines; a function has at most {LONGEST_FUNCTION}"


def long_templates(root: Path) -> Iterator[str]:
    for path in sorted((root / "panah").rglob("templates/**/*")):
        if path.is_file():
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > LONGEST_TEMPLATE:
                yield f"{path.relative_to(root)} has {lines} lines; a template has at most {LONGEST_TEMPLATE}"


def test_functions_and_files_are_short() -> None:
    nothing(fault for folder in FOLDERS for module in modules(ROOT, folder) for fault in too_long(module))


def test_templates_are_short() -> None:
    nothing(long_templates(ROOT))


def test_a_long_function_and_a_long_file_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/long.py", "def long() -> None:\n" + "    pass\n" * 40 + "\n" * 300)
    faults = [fault for module in modules(tmp_path) for fault in too_long(module)]
    assert len(faults) == 2


def test_a_long_template_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/web/templates/a/long.html", "<p></p>\n" * 121)
    assert len(list(long_templates(tmp_path))) == 1
