"""Pages reach a guarded record only through ``visible_to``: what is not shown to somebody does not exist for them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.house.source import Module, modules, nothing, plant

MANAGERS = {"objects", "_default_manager", "_base_manager"}
FETCHERS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}


ALLOWED: dict[str, str] = {}
"""``"file: Class"``: why this page may. A reach that is needed twice belongs into the room's queries.py."""


def guarded_names() -> set[str]:
    """Classes whose rows have an owner."""
    return {model.__name__ for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")}


def bare_reaches(module: Module, guarded: set[str]) -> Iterator[str]:
    if module.path.parts[1] not in {"web", "api"}:
        return
    asked = {id(inner) for node in ast.walk(module.tree) if _asks(node) for inner in ast.walk(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and _manager_of(node) in guarded and id(node) not in asked:
            yield f"{module.path}: {_manager_of(node)}, line {node.lineno}, goes past visible_to()"
        if isinstance(node, ast.Call) and _fetched(node) in guarded:
            yield f"{module.path}: {_fetched(node)}, line {node.lineno}, is fetched past visible_to()"


def _fetched(call: ast.Call) -> str:
    by_name = isinstance(call.func, ast.Name) and call.func.id in FETCHERS
    return call.args[0].id if by_name and call.args and isinstance(call.args[0], ast.Name) else ""


def _asks(node: ast.AST) -> bool:
    """``X.objects.….visible_to``: what stands before the dot is asked for."""
    return isinstance(node, ast.Attribute) and node.attr == "visible_to"


def _manager_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS and isinstance(node.value, ast.Name):
        return node.value.id
    return ""


def test_pages_reach_records_through_visible_to() -> None:
    found = [fault for module in modules() for fault in bare_reaches(module, guarded_names())]
    nothing(fault for fault in found if fault.partition(",")[0] not in ALLOWED)
    nothing(f"{name} is allowed and needs it no more" for name in ALLOWED if not any(f.startswith(name) for f in found))


def test_a_bare_reach_is_found(tmp_path: Path) -> None:
    text = (
        "Case.objects.get(code=code)\n"
        "get_object_or_404(Case, code=code)\n"
        "get_object_or_404(Case.objects.visible_to(actor), code=code)\n"
        "Place.objects.get(code=code)\n"
        "rows = Case.objects.open().visible_to(actor).filter(file=1)\n"
        "rows = list(Case.objects.all())\n"
    )
    plant(tmp_path, "panah/web/cases/views.py", text)
    plant(tmp_path, "panah/casework/cases/queries.py", text)
    assert len([fault for module in modules(tmp_path) for fault in bare_reaches(module, {"Case"})]) == 3


def test_there_is_something_to_guard() -> None:
    assert {"Child", "Case", "Concern", "Referral"} <= guarded_names()
