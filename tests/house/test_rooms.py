"""A room has at most six files, each answering one question; a file may grow into a folder of the same name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, Module, modules, nothing, plant, rooms

FILES = {"__init__", "codes", "models", "rules", "actions", "queries", "apps", "migrations"}
OWN_FILES = {
    "panah/foundation/security": {
        "access", "action", "audit", "clock", "grants", "keys", "pages", "permissions", "privacy", "roles", "sealed", "turn",
        "vault",
    },
    "panah/foundation/notices": {"delivery"},  # the ways out: e-mail and, later, others
    "panah/foundation/documents": {"store", "uploads"},  # seal what comes in before it touches the disk
    "panah/insight/indicators": {"catalog", "publish"},
}  # fmt: skip
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "services", "common", "misc", "signals"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")


def strangers(root: Path) -> Iterator[str]:
    """Files that answer no question of a room."""
    for room in rooms(root):
        known = FILES | OWN_FILES.get(str(room), set())
        for path in sorted((root / room).iterdir()):
            name = path.name.removesuffix(".py")
            if name not in known and name != "__pycache__":
                yield f"{path.relative_to(root)} is none of a room's files"


def without_purpose(root: Path) -> Iterator[str]:
    """A room says in one paragraph what it is for."""
    for room in rooms(root):
        if not ast.get_docstring(ast.parse((root / room / "__init__.py").read_text(encoding="utf-8"))):
            yield f"{room}/__init__.py does not say what the room is for"


def vague(module: Module) -> Iterator[str]:
    """Names that mean anything, signals that act from afar, and words printed past the reader."""
    if FORBIDDEN_NAMES & set(module.path.with_suffix("").parts) - {"services"}:
        yield f"{module.path} has a name that says nothing"
    if module.path.name == "services.py":
        yield f"{module.path}: a service is a word of the domain"
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        if any(name.startswith(SIGNALS) for name in names):
            yield f"{module.at(node)} uses signals"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{module.at(node)} prints"


def test_rooms_hold_only_their_files() -> None:
    nothing(strangers(ROOT))


def test_every_room_says_what_it_is_for() -> None:
    nothing(without_purpose(ROOT))


def test_no_vague_names_no_signals_no_prints() -> None:
    nothing(fault for module in modules() for fault in vague(module))


def test_planted_strangers_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/casework/cases/managers.py", "")
    plant(tmp_path, "panah/casework/cases/models/case.py", "")
    plant(tmp_path, "panah/casework/services/models.py", "")
    assert list(strangers(tmp_path)) == ["panah/casework/cases/managers.py is none of a room's files"]
    assert len(list(without_purpose(tmp_path))) == 2


def test_planted_vagueness_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/web/utils.py", "from django.db.models import signals\nprint('hello')\n")
    plant(tmp_path, "panah/web/services.py", "")
    plant(tmp_path, "panah/casework/services/rules.py", "")
    assert len([fault for module in modules(tmp_path) for fault in vague(module)]) == 4
