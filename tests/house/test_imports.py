"""Imports point downwards, in the open, at the top of the file."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, Module, modules, nothing, plant

PLANTED = {
    "floors": ("panah/foundation/security/planted.py", "import panah.casework.cases"),
    "foundation": ("panah/foundation/reference/planted.py", "import panah.foundation.clocks"),
    "casework": ("panah/casework/people/planted.py", "import panah.casework.services"),
    "programme": ("panah/programme/directory/planted.py", "import panah.programme.library"),
    "the-wall": ("panah/programme/directory/case.py", "import panah.casework.cases.models"),
    "engines-are-pure": ("panah/engines/planted.py", "import django"),
    "rules-are-pure": ("panah/casework/cases/rules.py", "import panah.casework.people.models"),
    "one-door": ("panah/web/planted.py", "import panah.insight.indicators.catalog"),
    "no-cycles": ("panah/web/one/planted.py", "import panah.web.two.planted"),
}
OTHER_HALF = {"panah/web/two/planted.py": "import panah.web.one.planted"}


def hidden_imports(module: Module) -> Iterator[str]:
    """Imports inside a function hide a cycle."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield f"{module.at(inner)} imports inside a function"


def test_no_import_hides_in_a_function() -> None:
    nothing(fault for module in modules() for fault in hidden_imports(module))


def test_an_import_in_a_function_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/hidden.py", "def act() -> None:\n    import os\n")
    assert len([fault for module in modules(tmp_path) for fault in hidden_imports(module)]) == 1


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The contracts' verdicts over an empty copy of the house in which each is broken once."""
    root = tmp_path_factory.mktemp("house")
    for module in modules():
        plant(root, str(module.path), "")
    for path, text in [*PLANTED.values(), *OTHER_HALF.items()]:
        plant(root, path, text + "\n")
    for path in ("panah/casework/people/models.py", "panah/insight/indicators/publish.py"):
        plant(root, path, "")
    shutil.copy(ROOT / ".importlinter", root)
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(program), "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.MULTILINE))


@pytest.mark.parametrize("contract", PLANTED)
def test_each_contract_finds_its_planted_breach(contract: str, verdicts: dict[str, str]) -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    found = re.search(rf"^\[importlinter:contract:{contract}\]\nname = (.+)$", text, re.MULTILINE)
    assert found
    assert verdicts[found[1]] == "BROKEN"
