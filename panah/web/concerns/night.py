"""Where the child sleeps tonight, and whether the guardianship body was told (S9)."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.concerns.actions import GuardianTold, record_guardian_told, record_where_child_sleeps
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import children_of
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import editing, form_page, sent
from panah.web.concerns.forms import GuardianForm, NightForm
from panah.web.concerns.queries import standing_among
from panah.web.concerns.reaching import concern_of, done


@page(Permission.CONCERN_TRIAGE)
def concern_night(request: Request, code: str) -> HttpResponse:
    """What the duty worker found out about this night."""
    found = concern_of(request, code)

    def stands() -> dict[str, Any]:
        reveal(request.actor, found)
        return {"sleeps_tonight": found.sleeps_tonight, "sleeps_with": found.sleeps_with, "version": found.version}

    form = editing(request, NightForm, stands)

    def act() -> Concern:
        values = form.cleaned_data
        return record_where_child_sleeps(
            by=request.actor, concern=found, sleeps_tonight=values["sleeps_tonight"],
            sleeps_with=values["sleeps_with"], version=values["version"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return done(request, found, _("Saved."))
    return _page(request, found, form, _("Where the child sleeps tonight"))


@page(Permission.CONCERN_TRIAGE)
def concern_guardian(request: Request, code: str) -> HttpResponse:
    """Whom at the guardianship body was told, how and when; also afterwards (S14)."""
    found = concern_of(request, code)

    def stands() -> dict[str, Any]:
        reveal(request.actor, found)
        told = dict(found.guardian_told or {})
        told.pop("written_at", None)
        moment = timezone.localtime(found.guardian_told_at) if found.guardian_told_at else None
        day = {"happened_on": moment.date(), "at": f"{moment:%H:%M}"} if moment else {}
        return told | day | {"version": found.version}

    form = editing(request, GuardianForm, stands)

    def act() -> Concern:
        values = form.cleaned_data
        happened_at = moment_of(values["happened_on"], values["at"])
        told_to = GuardianTold(values["who"], values["channel"], happened_at, values["post"], values["number"])
        return record_guardian_told(
            by=request.actor, concern=found, told_to=told_to, version=values["version"], idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        return done(request, found, _("Saved. The clock to the guardianship body has stopped."))
    return _page(request, found, form, _("The guardianship body was told"))


def moment_of(day: date, at: time | None) -> datetime:
    """The hour as written; without one this moment today, and noon on a day before."""
    now = timezone.localtime(clock.now())
    if at is None and day == now.date():
        return now
    return timezone.make_aware(datetime.combine(day, at or time(12)))


def _page(request: Request, found: Concern, form: NightForm | GuardianForm, title: str) -> HttpResponse:
    standing, back = standing_among(children_of([found])[found.pk]), reverse("concern", args=[found.code])
    return form_page(request, form, title, code=found.code, back_url=back, standing=standing)
