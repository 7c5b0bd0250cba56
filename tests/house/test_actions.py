"""Every public function of an actions file is an action: keyword-only, with the one who acts, under a permission."""

import importlib
import inspect
from collections.abc import Iterator
from types import ModuleType

from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from tests.house.source import modules, nothing


def loose_functions(module: ModuleType) -> Iterator[str]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__ or name.startswith("_"):
            continue
        if not hasattr(function, "__action__"):
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
