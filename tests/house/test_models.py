"""What is remembered has a class of privacy, and points downwards only."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from panah.foundation.security.models import File
from panah.foundation.security.privacy import P1, P2, SEALED_CLASSES, Class
from panah.foundation.security.sealed import SealedText
from tests.house.floors import room_of, stands_on
from tests.house.source import Module, calls, modules, nothing, plant

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
Model = type[models.Model]


def own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith("panah.")]


def unclassified(model: Model) -> Iterator[str]:
    """Each field has its class, each model says how long it is kept, and what is secret is sealed."""
    privacy = getattr(model, "Privacy", None)
    classes: dict[str, Class] = getattr(privacy, "fields", {})
    fields = {field.name: field for field in [*model._meta.fields, *model._meta.many_to_many]}
    for name in fields.keys() - classes.keys():
        yield f"{model._meta.label}.{name} has no class in Privacy.fields"
    for name in classes.keys() - fields.keys():
        yield f"{model._meta.label}.{name} is classified and does not exist"
    for name in fields.keys() & classes.keys():
        if classes[name] not in set(Class):
            yield f"{model._meta.label}.{name} has a class that does not exist"
        elif _sealed_as(fields[name]) != (classes[name] if classes[name] in SEALED_CLASSES else None):
            yield f"{model._meta.label}.{name} is {classes[name]}: seal it with that class, or seal it not"
    if not getattr(privacy, "retention", ""):
        yield f"{model._meta.label} does not say how long it is kept"


def _sealed_as(field: Any) -> Class | None:
    return getattr(field, "privacy", None)


def upward(model: Model) -> Iterator[str]:
    """A key between rooms points to a lower one, and cannot be walked back."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        target: Any = field.remote_field.model if field.remote_field else None
        if target is None or not target.__module__.startswith("panah.") or _same_room(model, target):
            continue
        if not stands_on(room_of(model.__module__), room_of(target.__module__)):
            yield f"{model._meta.label}.{field.name} points up or across to {target._meta.label}"
        if not (getattr(field.remote_field, "related_name", None) or "").endswith("+"):
            yield f'{model._meta.label}.{field.name} crosses rooms without related_name="+"'


def _same_room(one: Model, other: Model) -> bool:
    return room_of(one.__module__) == room_of(other.__module__)


def named_by_string(module: Module) -> Iterator[str]:
    """A string hides from the import contracts which room a key points to."""
    for call in calls(module.tree):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in RELATIONS:
            continue
        target = next((word.value for word in call.keywords if word.arg == "to"), call.args[0] if call.args else None)
        by_string = isinstance(target, ast.Constant) and "." in str(target.value)
        if by_string or (isinstance(target, ast.Attribute) and target.attr == "AUTH_USER_MODEL"):
            yield f"{module.at(call)} {name} names its target by a string; name the class"


def test_every_field_is_classified_and_every_secret_sealed() -> None:
    nothing(fault for model in own_models() for fault in unclassified(model))


def test_relations_point_downwards() -> None:
    nothing(fault for model in own_models() for fault in upward(model))


def test_relations_name_their_class() -> None:
    nothing(fault for module in modules() for fault in named_by_string(module))


@isolate_apps("panah.foundation.reference")
def test_an_unclassified_and_an_unsealed_field_are_found() -> None:
    class Planted(models.Model):
        known = models.IntegerField()
        forgotten = models.IntegerField()
        open_secret = models.TextField()
        wrong_seal = SealedText(privacy=P2)

        class Meta:
            app_label = "reference"

        class Privacy:
            fields = {"id": P1, "known": P1, "open_secret": P2, "wrong_seal": P1, "gone": P1}

    assert len(list(unclassified(Planted))) == 5


@isolate_apps("panah.foundation.security", "panah.casework.cases", "panah.casework.people")
def test_a_key_that_runs_upwards_is_found() -> None:
    class Case(models.Model):
        __module__ = "panah.casework.cases.models"

        class Meta:
            app_label = "cases"

    class Planted(models.Model):
        __module__ = "panah.casework.people.models"
        file = models.ForeignKey(File, models.CASCADE, related_name="+")
        case = models.ForeignKey(Case, models.CASCADE, related_name="+")

        class Meta:
            app_label = "people"

    class Walkable(models.Model):
        __module__ = "panah.casework.cases.models"
        file = models.ForeignKey(File, models.CASCADE, related_name="cases")

        class Meta:
            app_label = "cases"

    assert list(upward(Planted)) == ["people.Planted.case points up or across to cases.Case"]
    assert list(upward(Walkable)) == ['cases.Walkable.file crosses rooms without related_name="+"']


def test_a_key_named_by_string_is_found(tmp_path: Path) -> None:
    text = (
        'from django.db import models\nkey = models.ForeignKey("cases.Case", 1)\nown = models.ForeignKey("self", 1)\n'
    )
    plant(tmp_path, "panah/casework/people/models.py", text)
    assert len([fault for module in modules(tmp_path) for fault in named_by_string(module)]) == 1


def test_the_order_of_rooms_is_that_of_the_contracts() -> None:
    assert stands_on("panah.casework.cases", "panah.casework.people")
    assert stands_on("panah.casework.people", "panah.foundation.clocks")
    assert not stands_on("panah.casework.people", "panah.casework.services")
    assert not stands_on("panah.foundation.clocks", "panah.casework.people")
    assert not stands_on("panah.casework.cases", "panah.programme.training")
