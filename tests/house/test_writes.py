"""Only actions write. What must write elsewhere is named here with its reason, until it no longer does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import Module, calls, modules, nothing, plant

ALWAYS_WRITES = {
    "save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate", "create_user", "execute", "executemany", "raw",
}  # fmt: skip
QUERY_WORDS = {
    "objects",
    "_default_manager",
    "_base_manager",
    "filter",
    "exclude",
    "all",
    "visible_to",
    "select_for_update",
}
ALLOWED = {
    "panah/foundation/security/audit.py": "chains the event of each action inside its transaction",
    "panah/foundation/security/action.py": "keeps the result of a request beside the action that made it",
    "panah/foundation/security/vault.py": "opens files for the actions that call it",
    "panah/foundation/security/grants.py": "lets people into a file for the actions that call it",
    "panah/commands/doctor.py": "asks the database how it is set; changes nothing",
    "panah/web/accounts/health.py": "asks the database how it is; changes nothing",
    "panah/foundation/security/turn.py": "lets the database count its rows after many were written",
    "panah/foundation/security/sealed.py": "raises the version when a secret changes",
}


def writes(module: Module) -> Iterator[str]:
    """Calls that change rows, outside actions. A dictionary's ``update`` is none: its receiver is no query."""
    if module.role == "actions":
        return
    for call in calls(module.tree):
        function = call.func
        if not isinstance(function, ast.Attribute):
            continue
        is_row = function.attr not in {"save", "delete"} or not _says_where(call)
        if (function.attr in ALWAYS_WRITES and is_row) or (function.attr == "update" and _is_query(function.value)):
            yield f"{module.at(call)} .{function.attr}() writes outside actions"


def _says_where(call: ast.Call) -> bool:
    """A picture is saved to a place and a cache forgets a key; a row is saved and deleted as it is."""
    return any(not isinstance(word, ast.Starred) for word in call.args)


def _is_query(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr in QUERY_WORDS for part in ast.walk(node))


def stale(allowed: dict[str, str], every: tuple[Module, ...]) -> list[str]:
    writing = {str(module.path) for module in every if list(writes(module))}
    return [f"{path} is allowed to write and does not: strike it off" for path in allowed if path not in writing]


def test_only_actions_write() -> None:
    nothing(fault for module in modules() if str(module.path) not in ALLOWED for fault in writes(module))


def test_no_allowance_outlives_its_need() -> None:
    assert stale(ALLOWED, modules()) == []


def test_a_write_in_a_page_is_found_and_a_dictionary_is_not(tmp_path: Path) -> None:
    text = (
        "def page(case, notes):\n"
        "    case.save()\n"
        "    Case.objects.filter(pk=1).update(stage='closed')\n"
        "    Case.objects.create()\n"
        "    notes.update({'a': 1})\n"
        "    picture.save(stream, 'PNG')\n"
    )
    plant(tmp_path, "panah/web/planted.py", text)
    plant(tmp_path, "panah/casework/cases/actions.py", text)
    assert len([fault for module in modules(tmp_path) for fault in writes(module)]) == 3


def test_a_stale_allowance_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "panah/quiet.py", "")
    assert len(stale({"panah/quiet.py": "once needed"}, modules(tmp_path))) == 1
