"""Every public function of an actions file is an action: keyword-only, with the one who acts, under a permission."""

import ast
import importlib
import inspect
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from tests.house.source import Module, modules, nothing
from tests.house.test_writes import writes


def loose_functions(module: ModuleType) -> Iterator[str]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        if not hasattr(function, "__action__"):
            if not _is_inner(module, name, function):
                yield f"{module.__name__}.{name} is no @action; a helper's name starts with _"
            continue
        parameters = inspect.signature(function).parameters
        if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters.values()):
            yield f"{module.__name__}.{name} takes more than keywords"
        if "by" not in parameters:
            yield f"{module.__name__}.{name} does not say by whom"
        on = function.__action__.on
        if on and on not in parameters:
            yield f"{module.__name__}.{name} acts on {on}, which it does not take"


def _is_inner(module: ModuleType, name: str, function: Any) -> bool:
    """Where actions are a folder: a check that its files share, that writes nothing and is not offered to others."""
    package = module.__name__.rpartition(".")[0]
    if not package.endswith(".actions") or hasattr(importlib.import_module(package), name):
        return False
    text = textwrap.dedent(inspect.getsource(function))
    return not list(writes(Module(Path("shared.py"), text, ast.parse(text))))


def test_every_public_function_of_actions_is_an_action() -> None:
    names = [module.name for module in modules() if module.role == "actions"]
    nothing(fault for name in names for fault in loose_functions(importlib.import_module(name)))


def test_a_planted_function_is_found() -> None:
    planted = ModuleType("panah.casework.planted.actions")

    def write_freely(*, by: Actor) -> None: ...

    @action(Permission.FIND, on=None)
    def look(by: Actor) -> None: ...

    @action(Permission.FIND, on="case")
    def change(*, child: object) -> None: ...

    @action(Permission.FIND, on=None)
    def keep(*, by: Actor) -> None: ...

    for function in (write_freely, look, change, keep):
        function.__module__ = planted.__name__
        setattr(planted, function.__name__, function)
    faults = list(loose_functions(planted))
    assert len(faults) == 4
    assert not [fault for fault in faults if "keep" in fault]


def test_a_shared_check_in_a_folder_of_actions_may_not_write(monkeypatch: pytest.MonkeyPatch) -> None:
    folder, planted = ModuleType("panah.planted.actions"), ModuleType("panah.planted.actions.refusals")
    monkeypatch.setitem(sys.modules, "panah.planted", ModuleType("panah.planted"))
    monkeypatch.setitem(sys.modules, folder.__name__, folder)

    def must_be_open(case: Any) -> None:
        if case.closed_at:
            raise ValueError

    def must_be_open_or_opens_it(case: Any) -> None:
        case.save()

    def offered(case: Any) -> None: ...

    folder.offered = offered  # type: ignore[attr-defined]
    for function in (must_be_open, must_be_open_or_opens_it, offered):
        function.__module__ = planted.__name__
        setattr(planted, function.__name__, function)
    faults = " ".join(loose_functions(planted))
    assert ".must_be_open " not in faults
    assert ".must_be_open_or_opens_it " in faults
    assert ".offered " in faults
