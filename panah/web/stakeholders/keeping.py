"""Writing an institution down, changing it, and saying what it does in a stage."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import (
    add_institution,
    change_institution,
    end_responsibility,
    give_responsibility,
    say_closed,
    take_responsibility,
)
from panah.programme.directory.codes import Basis, Part
from panah.programme.directory.models import Responsibility
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent, step_page
from panah.web.stakeholders import queries
from panah.web.stakeholders.forms import DutyEndForm, DutyForm, InstitutionForm, known


@page(Permission.STAKEHOLDER_KEEP)
def new(request: Request) -> HttpResponse:
    form = InstitutionForm(posted(request))
    del form.fields["version"]
    made = sent(
        request, form, lambda: add_institution(by=request.actor, details=form.details(), idempotency_key=form.key)
    )
    if made is not None:
        messages.success(request, _("Written down. Say now what it does in each stage."))
        return redirect("stakeholder", made.code)
    return form_page(
        request, form, _("New institution"), back_url=reverse("stakeholder-list"), back_label=_("Institutions")
    )


@page(Permission.STAKEHOLDER_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    here = queries.institution_or_404(request.actor, code, queries.KEEPS)
    form = editing(request, InstitutionForm, lambda: known(queries.institution_or_404(request.actor, code)))

    def act() -> Any:
        version = form.cleaned_data["version"] or 0
        return change_institution(by=request.actor, institution=here, details=form.details(), version=version)

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("stakeholder", here.code)
    back = reverse("stakeholder", args=[here.code])
    return form_page(request, form, _("Change the institution"), code=here.code, back_url=back)


@page(Permission.STAKEHOLDER_KEEP)
@require_POST
def closed(request: Request, code: str) -> HttpResponse:
    """No longer there, or there again."""
    here = queries.institution_or_404(request.actor, code, queries.KEEPS)
    is_closed, version = request.POST.get("closed") == "1", request.POST.get("version", "")
    said = _("Closed: it stands in no matrix any more.") if is_closed else _("It is there again.")
    number = int(version) if version.isdecimal() else 0
    _done(request, lambda: say_closed(by=request.actor, institution=here, is_closed=is_closed, version=number), said)
    return redirect("stakeholder", here.code)


@page(Permission.STAKEHOLDER_KEEP)
def duty(request: Request, code: str) -> HttpResponse:
    """What it does in one stage, whoever wrote the institution down. Without a paper nobody would believe the matrix."""
    here = queries.institution_or_404(request.actor, code)
    form = DutyForm(posted(request), initial={"basis": Basis.AGREEMENT, "stage": _stage(request)})

    def act() -> Responsibility:
        data = form.cleaned_data
        return give_responsibility(
            by=request.actor, institution=here, stage=data["stage"], part=Part(data["part"]), basis=Basis(data["basis"]),
            source=data["source"], note=data["note"], since=data["since"], until=data["until"],
            idempotency_key=form.key,
        )  # fmt: skip

    return step_page(
        request, form, act, _("What it does in a stage"), done=_("Saved."), code=here.code,
        back_url=reverse("stakeholder", args=[here.code]), lead=here.label(language_now()),
    )  # fmt: skip


def _stage(request: Request) -> str:
    asked = request.GET.get("stage", "")
    return asked if asked in code_list("nrm_stages") else ""


@page(Permission.STAKEHOLDER_KEEP)
def duty_end(request: Request, code: str) -> HttpResponse:
    """It holds no longer; what was stays readable."""
    found = queries.kept_duty_or_404(request.actor, code)
    form = DutyEndForm(posted(request))
    return step_page(
        request, form,
        lambda: end_responsibility(by=request.actor, responsibility=found, until=form.cleaned_data["until"]),
        _("This ended"), done=_("Saved."), code=found.institution.code,
        back_url=reverse("stakeholder", args=[found.institution.code]), lead=queries.duty_words(found),
    )  # fmt: skip


@page(Permission.STAKEHOLDER_KEEP)
@require_POST
def duty_remove(request: Request, code: str) -> HttpResponse:
    """Written by mistake."""
    found = queries.kept_duty_or_404(request.actor, code)
    _done(request, lambda: take_responsibility(by=request.actor, responsibility=found), _("Removed."))
    return redirect("stakeholder", found.institution.code)


def _done(request: Request, act: Any, said: str) -> None:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, said)
