"""What is taught and who teaches: modules with their versions, and the pool of trainers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from panah.engines.matching.folding import sort_key
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import AdultDetails, recognise_adult
from panah.programme.directory.models import Adult
from panah.programme.training.actions.refusals import ModuleRefused, OfOthers, TrainerIsThere, TrainerRefused
from panah.programme.training.models import Module, ModuleVersion, Trainer

MOST_HOURS = 200


@dataclass(frozen=True)
class ModuleDetails:
    title_kk: str
    title_ru: str
    hours: int
    title_en: str = ""


@dataclass(frozen=True)
class VersionDetails:
    """What the module says from a day on. Aims are a line each."""

    aims_kk: str = ""
    aims_ru: str = ""
    languages: Collection[str] = ()
    source: str = ""
    since: date | None = None


@action(Permission.MODULE_KEEP, on=None)
def add_module(*, by: Actor, details: ModuleDetails, first: VersionDetails, idempotency_key: str = "") -> Module:
    """A new module in its first version; the organisation of whoever writes keeps it."""
    if by.organisation_id is None:
        raise ModuleRefused
    module = _written(Module(organisation_id=by.organisation_id), details)
    _version(module, first, 1)
    return module


@action(Permission.MODULE_KEEP, on="module")
def change_module(*, by: Actor, module: Module, details: ModuleDetails, version: int, is_active: bool = True) -> Module:
    """Title and hours. What certificates said stays as it was."""
    if module.organisation_id != by.organisation_id:
        raise OfOthers
    if version != module.version:
        raise EditedMeanwhile
    module.version, module.is_active = module.version + 1, is_active
    return _written(module, details)


@action(Permission.MODULE_KEEP, on="module")
def new_version(
    *, by: Actor, module: Module, details: VersionDetails, version: int, idempotency_key: str = ""
) -> ModuleVersion:
    """From now on events are planned with this one, which follows ``version``; those that are planned keep theirs."""
    if module.organisation_id != by.organisation_id:
        raise OfOthers
    rows = ModuleVersion.objects.filter(module=module)
    last = rows.order_by("-number").first()
    if version != (last.number if last else 0):
        raise EditedMeanwhile
    rows.update(is_current=False)
    return _version(module, details, version + 1)


def _written(module: Module, details: ModuleDetails) -> Module:
    module.title_kk, module.title_ru = details.title_kk.strip(), details.title_ru.strip()
    module.title_en, module.hours = details.title_en.strip(), details.hours
    if not module.title_kk or not module.title_ru or not 1 <= details.hours <= MOST_HOURS:
        raise ModuleRefused
    module.sort_key = sort_key(module.title_kk)
    module.save()
    return module


def _version(module: Module, details: VersionDetails, number: int) -> ModuleVersion:
    known = code_list("languages_spoken")
    return ModuleVersion.objects.create(
        module=module, number=number, aims_kk=details.aims_kk.strip(), aims_ru=details.aims_ru.strip(),
        languages=[code for code in known.codes if code in set(details.languages)], source=details.source.strip(),
        since=details.since or clock.today(),
    )  # fmt: skip


@dataclass(frozen=True)
class Teaches:
    """In which languages, where to and what."""

    languages: Collection[str]
    regions: Collection[Place] = ()
    modules: Collection[Module] = ()


@action(Permission.MODULE_KEEP, on=None)
def add_trainer(*, by: Actor, details: AdultDetails, teaches: Teaches, idempotency_key: str = "") -> Trainer:
    """Somebody joins the pool of the office. Whoever is known to the directory is not written down twice."""
    if by.organisation_id is None:
        raise TrainerRefused
    adult: Adult = recognise_adult(by=by, details=details)
    try:
        with transaction.atomic():
            return _taught_by(Trainer(adult=adult, organisation_id=by.organisation_id), teaches)
    except IntegrityError as error:
        raise TrainerIsThere from error


@action(Permission.MODULE_KEEP, on="trainer")
def change_trainer(*, by: Actor, trainer: Trainer, teaches: Teaches, version: int, is_active: bool = True) -> Trainer:
    if trainer.organisation_id != by.organisation_id:
        raise OfOthers
    if version != trainer.version:
        raise EditedMeanwhile
    trainer.version, trainer.is_active = trainer.version + 1, is_active
    return _taught_by(trainer, teaches)


def _taught_by(trainer: Trainer, teaches: Teaches) -> Trainer:
    known = code_list("languages_spoken").codes
    trainer.languages = [code for code in known if code in set(teaches.languages)]
    if not trainer.languages:
        raise TrainerRefused
    trainer.save()
    trainer.regions.set(teaches.regions)
    trainer.modules.set(teaches.modules)
    return trainer
