"""Whoever asks to be forgotten is forgotten by every record that tells of them: each says what it loses (ADR 0042)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from panah.programme.directory.models import Adult, Forgets, forgetting_models
from tests.house.source import nothing

WING = "panah.programme."
DIRECTORY = "directory"  # empties its own entries in the act itself
SAID_BY_THE_OWNER = {
    "training.EventTrainer",
    "training.Trainer_regions",
    "training.Trainer_modules",
}  # the trainer says it


def rooms() -> list[str]:
    return sorted(app.label for app in apps.get_app_configs() if app.name.startswith(WING) and app.label != DIRECTORY)


def tells_of_an_adult(model: type[models.Model]) -> bool:
    """By a key to the adult, or to a record that tells of one."""
    targets = {field.remote_field.model for field in model._meta.local_fields if field.remote_field} - {model}
    return Adult in targets or any(tells_of_an_adult(one) for one in targets if one._meta.app_label in rooms())


def silent() -> Iterator[str]:
    for model in (one for room in rooms() for one in apps.get_app_config(room).get_models(include_auto_created=True)):
        says = getattr(getattr(model, "Privacy", None), "forgets", None)
        name = model._meta.label
        if name not in SAID_BY_THE_OWNER and tells_of_an_adult(model) and not isinstance(says, Forgets):
            yield f"{name} tells of an adult and does not say what it forgets"


def test_every_record_that_tells_of_an_adult_says_what_it_forgets() -> None:
    assert {"training", "champions", "library", "outreach"} <= set(rooms())
    nothing(silent())


@pytest.mark.django_db
def test_what_is_said_can_be_walked() -> None:
    said = list(forgetting_models())
    assert len(said) > 5
    for model, forgets in said:
        assert not model._base_manager.filter(**{f"{forgets.of}__in": []}).exists()
        for name in (*forgets.left, *forgets.papers, *forgets.along):
            model._meta.get_field(name)
