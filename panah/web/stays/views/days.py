"""The days in a house: the log of all guests on one page, ticks, and what happened."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.casework.services.models import Provider
from panah.casework.stays.actions import (
    ASKED_DAILY,
    IncidentReport,
    answer_incident,
    tick_appointment,
    write_incident,
    write_log,
)
from panah.casework.stays.models import DailyLog, Incident, Stay
from panah.casework.stays.queries import days_to_write, guests_on, lines_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components import conflict
from panah.web.components.child_words import language_now
from panah.web.components.flow import posted, sent
from panah.web.components.forms import carried_out
from panah.web.components.values import Fact
from panah.web.stays import finding, queries
from panah.web.stays.forms import GuestLogForm, HouseIncidentForm, IncidentAnswerForm

Row = tuple[Stay, GuestLogForm, DailyLog | None]


@page(Permission.STAY_WORK)
def house_log(request: Request, house: str) -> HttpResponse:
    """All guests of one day on one page; an earlier day is as welcome as today (S14)."""
    place = finding.house_or_404(request.actor, house)
    day = _day_asked(request)
    guests = guests_on(request.actor, place, day)
    lines = lines_of(request.actor, guests, day)
    reveal(request.actor, *lines.values())
    forms = [(stay, _form(request, stay, day, lines.get(stay.pk)), lines.get(stay.pk)) for stay in guests]
    if request.method == "POST":
        saved = [_save(request, day, *row) for row in forms]
        if all(saved) and forms:
            count = sum(form.is_written for _stay, form, _line in forms)
            if not count:
                messages.info(request, _("Nothing was chosen, so there was nothing to save."))
                return redirect(request.get_full_path())
            done = ngettext("%(count)d line saved.", "%(count)d lines saved.", count) % {"count": count}
            messages.success(request, done)
            return redirect("place-board", place.code)
        forms = _drawn_anew(request, day, forms, saved)
    return render(request, "stays/log.html", _log_context(request, place, day, forms))


def _drawn_anew(request: Request, day: date, forms: list[Row], saved: list[bool]) -> list[Row]:
    """Whose line is saved stands as it is saved; the others with what was typed."""
    lines = lines_of(request.actor, [stay for stay, _form, _line in forms], day)
    reveal(request.actor, *lines.values())
    return [
        (stay, _filled(stay, lines.get(stay.pk)) if is_saved else form, lines.get(stay.pk))
        for (stay, form, _line), is_saved in zip(forms, saved, strict=True)
    ]


def _log_context(
    request: Request, place: Provider, day: date, forms: list[tuple[Stay, GuestLogForm, DailyLog | None]]
) -> dict[str, Any]:
    address = reverse("house-log", args=[place.code])
    return {
        "house": place, "name": place.label(language_now()), "day": day, "print_code": place.code,
        "rows": [
            {"stay": stay, "form": form, "where": queries.place_words(stay.bed), "who": queries.who(stay), "line": line}
            for stay, form, line in forms
        ],
        "forms": [form for _stay, form, _line in forms],
        "missing": [
            (f"{address}?day={one.isoformat()}", queries.day_words(one), one == day)
            for one in days_to_write(request.actor, place)
        ],
        "is_today": day == clock.today(), "today_url": address,
        "go_to": f"{address}?day={day.isoformat()}",
    }  # fmt: skip


def _day_asked(request: Request) -> date:
    text = request.GET.get("day", "")
    try:
        day = date.fromisoformat(text) if text else clock.today()
    except ValueError as error:
        raise Http404 from error
    return min(day, clock.today())


def _form(request: Request, stay: Stay, day: date, line: DailyLog | None) -> GuestLogForm:
    data = posted(request)
    merge = data and conflict.merged(GuestLogForm.base_fields, data, _stands(line), stay.code)
    form = _filled(stay, line, merge)

    def stands() -> dict[str, Any]:
        """Read anew: what somebody else saved while this one was writing."""
        now = lines_of(request.actor, [stay], day).get(stay.pk)
        reveal(request.actor, *([now] if now else []))
        return _stands(now)

    form.stands = stands  # type: ignore[attr-defined]
    return form


def _stands(line: DailyLog | None) -> dict[str, Any]:
    """What the line says now, by the names of the form."""
    known: dict[str, Any] = {"version": line.version if line else None}
    if line is not None:
        known |= {name: (line.answers or {}).get(name, "") for name in ASKED_DAILY}
        known["words"] = queries.sealed(line, "words")
    return known


def _filled(stay: Stay, line: DailyLog | None, data: QueryDict | None = None) -> GuestLogForm:
    return GuestLogForm(data, prefix=stay.code, initial=_stands(line))


def _save(request: Request, day: date, stay: Stay, form: GuestLogForm, line: DailyLog | None) -> bool:
    """One guest by itself: what is right is kept, whatever is wrong with another."""
    if form.is_valid() and not form.is_written:
        return True

    def act() -> DailyLog:
        data = form.cleaned_data
        return write_log(
            by=request.actor, stay=stay, day=day, answers={name: data[name] for name in ASKED_DAILY}, words=data["words"],
            version=data["version"],
        )  # fmt: skip

    return carried_out(form, act, is_whole=False) is not None


@page(Permission.STAY_WORK)
@require_POST
def appointment_done(request: Request, appointment_id: Any) -> HttpResponse:
    """A tick, or the tick taken back."""
    row = finding.appointment_or_404(request.actor, appointment_id)
    tick_appointment(by=request.actor, appointment=row, is_done=request.POST.get("done") != "no")
    return redirect("place-board", row.stay.provider.code)


@page(Permission.STAY_WORK)
def guest_incident(request: Request, code: str) -> HttpResponse:
    """Something happened: the head is told at once."""
    stay = finding.guest_or_404(request.actor, code)
    form = HouseIncidentForm(posted(request))

    def act() -> Incident:
        data = form.cleaned_data
        report = IncidentReport(
            data["kind"], form.moment(queries.zone_at(stay.provider)), data["what"], data["who_was_hurt"],
            data["what_was_done"], data["informed"],
        )  # fmt: skip
        return write_incident(by=request.actor, stay=stay, report=report, idempotency_key=form.key)

    done = sent(request, form, act)
    if done is not None:
        messages.success(request, _("Written. The head is told at once."))
        return redirect("incident", done.pk)
    return render(request, "stays/incident_new.html", {"form": form, "stay": stay, "print_code": stay.code})


@page(Permission.STAY_VIEW)
def incident(request: Request, incident_id: Any) -> HttpResponse:
    """What happened, and what the head decided. It is never removed."""
    row = finding.incident_or_404(request.actor, incident_id)
    form = IncidentAnswerForm(posted(request))
    may_answer = Permission.STAY_SIGN in request.actor.permissions

    def act() -> Incident:
        data = form.cleaned_data
        return answer_incident(
            by=request.actor, incident=row, answer=data["answer"], words=data["words"], idempotency_key=form.key
        )

    if may_answer and sent(request, form, act) is not None:
        messages.success(request, _("Answered. The house sees it."))
        return redirect("incident", row.pk)
    reveal(request.actor, row)
    is_asked = may_answer and (not row.answer or form.is_bound)  # who was overtaken keeps what was typed
    context = {"form": form if is_asked else None, "incident": row, "facts": _facts(row), "print_code": row.stay.code}
    return render(request, "stays/incident.html", context)


def _facts(row: Incident) -> list[Fact]:
    informed: list[object] = list(code_list("incident_informed").labels(row.informed))
    facts = [
        Fact(_("Guest"), f"{row.stay.code} · {queries.who(row.stay)}"),
        Fact(_("What happened"), code_list("incident_kinds").label(row.kind)),
        Fact(_("When"), queries.moment_words(row.happened_at)),
        Fact(
            _("Written"),
            f"{queries.moment_words(row.written_at)} · {row.written_by.display_name if row.written_by else ''}",
        ),
        Fact(_("What was seen and heard"), queries.sealed(row, "what").splitlines()),
        Fact(_("Who was hurt"), queries.sealed(row, "who_was_hurt") or _("nobody")),
        Fact(_("What was done"), queries.sealed(row, "what_was_done").splitlines()),
        Fact(_("Who was informed"), informed or [_("nobody yet")]),
    ]
    if row.answer:
        who = row.answered_by.display_name if row.answered_by else ""
        facts.append(Fact(_("What follows"), f"{code_list('incident_answers').label(row.answer)} · {who}"))
        facts.append(Fact(_("Remark"), queries.sealed(row, "answer_words").splitlines()))
    return facts
