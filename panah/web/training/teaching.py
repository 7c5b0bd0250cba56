"""What is taught and who teaches: modules with their versions, and the pool of trainers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training import actions
from panah.programme.training.models import Module, ModuleVersion, Trainer
from panah.programme.training.queries.looking import current_versions
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone
from panah.web.training.queries import hours_words, taught_modules
from panah.web.training.teaching_forms import (
    ChangeModuleForm,
    ChangeTrainerForm,
    NewModuleForm,
    NewTrainerForm,
    NextVersionForm,
)


@page(Permission.TRAINING_VIEW)
def module_list(request: Request) -> HttpResponse:
    language = language_now()
    rows = Module.objects.visible_to(request.actor).select_related("organisation").order_by("-is_active", "sort_key")
    numbers = dict(current_versions().values_list("module_id", "number"))
    lines = [
        TableRow(
            [one.label(language), hours_words(one.hours), numbers.get(one.pk, "—"), one.organisation.label(language),
             _active(one.is_active)],
            reverse("training-module", args=[one.code]),
        )
        for one in rows
    ]  # fmt: skip
    labels = (_("Title"), _("Hours"), _("Version"), _("Kept by"), _("State"))
    table = Table([Column(label) for label in labels], lines, empty=_("No module yet. Write down what you teach."))
    may_keep = Permission.MODULE_KEEP in request.actor.permissions
    return render(request, "training/modules.html", {"table": table, "may_keep": may_keep})


def _active(is_active: bool) -> Chip:
    return Chip(Tone.OK, _("is taught")) if is_active else Chip(Tone.MUTE, _("not taught now"))


def _module(request: Request, code: str) -> Module:
    rows = Module.objects.visible_to(request.actor).filter(code=normalise_code(code))
    found = rows.select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def _own(request: Request, code: str) -> Module:
    found = _module(request, code)
    if found.organisation_id != request.actor.organisation_id:
        raise Http404
    return found


@page(Permission.TRAINING_VIEW)
def module(request: Request, code: str) -> HttpResponse:
    """One module with all its versions, the current one first."""
    here, language = _module(request, code), language_now()
    spoken = code_list("languages_spoken")
    versions = [
        (one, [
            Fact(_("Aims"), one.aims(language)), Fact(_("Languages"), ", ".join(spoken.labels(list(one.languages)))),
            Fact(_("Since"), date_format(one.since, "SHORT_DATE_FORMAT")), Fact(_("On what it rests"), one.source),
        ])
        for one in ModuleVersion.objects.visible_to(request.actor).filter(module=here).order_by("-number")
    ]  # fmt: skip
    is_own = here.organisation_id == request.actor.organisation_id
    context = {
        "module": here, "title": here.label(language), "versions": versions, "hours": hours_words(here.hours),
        "may_keep": is_own and Permission.MODULE_KEEP in request.actor.permissions, "chip": _active(here.is_active),
        "keeper": here.organisation.label(language),
    }  # fmt: skip
    return render(request, "training/module.html", context)


@page(Permission.MODULE_KEEP)
def module_new(request: Request) -> HttpResponse:
    form = NewModuleForm(posted(request), initial={"languages": ["kk", "ru"]})
    made = sent(
        request, form,
        lambda: actions.add_module(
            by=request.actor, details=form.details(), first=form.version_details(), idempotency_key=form.key
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("The module is there. It can be chosen for a training."))
        return redirect("training-module", made.code)
    return form_page(
        request, form, _("Add a module"), back_url=reverse("training-modules"), back_label=_("Modules"), button=_("Add")
    )


@page(Permission.MODULE_KEEP)
def module_change(request: Request, code: str) -> HttpResponse:
    here = _own(request, code)

    def known() -> dict[str, Any]:
        here.refresh_from_db()
        return {
            name: getattr(here, name) for name in ("title_kk", "title_ru", "title_en", "hours", "is_active", "version")
        }

    form = editing(request, ChangeModuleForm, known)

    def act() -> Module:
        return actions.change_module(
            by=request.actor, module=here, details=form.details(), version=form.cleaned_data["version"] or 0,
            is_active=form.cleaned_data["is_active"],
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Changed. What certificates said stays as it was."))
        return redirect("training-module", here.code)
    return form_page(
        request, form, _("Change the module"), code=here.code, back_url=reverse("training-module", args=[here.code]),
    )  # fmt: skip


@page(Permission.MODULE_KEEP)
def version_new(request: Request, code: str) -> HttpResponse:
    """From now on trainings are planned with it; those that are planned keep theirs."""
    here = _own(request, code)

    def known() -> dict[str, Any]:
        current = current_versions().filter(module=here).first()
        names = ("aims_kk", "aims_ru", "languages", "source")
        return {name: getattr(current, name, "") for name in names} | {"version": current.number if current else 0}

    form = editing(request, NextVersionForm, known)

    def act() -> ModuleVersion:
        return actions.new_version(
            by=request.actor, module=here, details=form.version_details(), version=form.cleaned_data["version"] or 0,
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("This version counts from now on. Trainings that are planned keep theirs."))
        return redirect("training-module", here.code)
    return form_page(
        request, form, _("A new version"), code=here.code, back_url=reverse("training-module", args=[here.code])
    )


@page(Permission.TRAINING_VIEW)
def trainer_list(request: Request) -> HttpResponse:
    """The pool: languages, regions, modules."""
    language, spoken = language_now(), code_list("languages_spoken")
    rows = Trainer.objects.visible_to(request.actor).select_related("adult__institution", "organisation")
    rows = rows.prefetch_related("regions", "modules").order_by("-is_active", "adult__sort_key", "pk")
    lines = [
        TableRow(
            [one.adult.name, ", ".join(spoken.labels(list(one.languages))),
             ", ".join(region.label(language) for region in one.regions.all()) or _("anywhere"),
             ", ".join(taught.label(language) for taught in one.modules.all()) or "—",
             one.organisation.label(language),
             Chip(Tone.OK, _("in the pool")) if one.is_active else Chip(Tone.MUTE, _("not now"))],
            reverse("training-trainer", args=[one.code]) if _may_change(request, one) else "",
        )
        for one in rows
    ]  # fmt: skip
    labels = (_("Name"), _("Teaches in"), _("Travels to"), _("Modules"), _("Kept by"), _("State"))
    table = Table([Column(label) for label in labels], lines, empty=_("Nobody is in the pool yet."))
    may_keep = Permission.MODULE_KEEP in request.actor.permissions
    return render(request, "training/trainers.html", {"table": table, "may_keep": may_keep})


def _may_change(request: Request, trainer: Trainer) -> bool:
    is_own = trainer.organisation_id == request.actor.organisation_id
    return is_own and Permission.MODULE_KEEP in request.actor.permissions


@page(Permission.MODULE_KEEP)
def trainer_new(request: Request) -> HttpResponse:
    modules = taught_modules(request.actor)
    form = NewTrainerForm(posted(request), known=modules, initial={"sex": "unknown"})
    made = sent(
        request, form,
        lambda: actions.add_trainer(
            by=request.actor, details=form.adult(), teaches=form.teaches(), idempotency_key=form.key
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("In the pool under the code %(code)s.") % {"code": made.code})
        return redirect("training-trainers")
    return form_page(
        request, form, _("Add a trainer"), back_url=reverse("training-trainers"), back_label=_("Trainers"),
        button=_("Add"),
    )  # fmt: skip


@page(Permission.MODULE_KEEP)
def trainer(request: Request, code: str) -> HttpResponse:
    """What somebody of the own pool teaches, and where to this person travels."""
    rows = Trainer.objects.visible_to(request.actor).filter(code=normalise_code(code)).select_related("adult")
    here = rows.first()
    if here is None or not _may_change(request, here):
        raise Http404
    modules = taught_modules(request.actor)
    modules += [one for one in here.modules.all() if one not in modules]

    def known() -> dict[str, Any]:
        here.refresh_from_db()
        return {
            "languages": here.languages, "regions": [one.pk for one in here.regions.all()],
            "modules": [one.code for one in here.modules.all()], "is_active": here.is_active, "version": here.version,
        }  # fmt: skip

    form = editing(request, ChangeTrainerForm, known, known=modules)

    def act() -> Trainer:
        return actions.change_trainer(
            by=request.actor, trainer=here, teaches=form.teaches(), version=form.cleaned_data["version"] or 0,
            is_active=form.cleaned_data["is_active"],
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("training-trainers")
    return form_page(
        request, form, _("Trainer"), code=here.code, back_url=reverse("training-trainers"), back_label=_("Trainers"),
        stands=[Fact(_("Name"), here.adult.name)],
    )  # fmt: skip
