"""Who is on the way, who waits, who comes in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.services.actions import (
    ReservationFacts,
    end_waiting,
    extend_reservation,
    release_reservation,
    reserve_bed,
    wait_for_bed,
)
from panah.casework.services.models import Bed, Provider, Reservation, Waiting
from panah.casework.services.queries import BedNow, beds_tonight
from panah.casework.stays.actions import Admission, admit_guest
from panah.casework.stays.models import Stay
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent, step_page
from panah.web.components.values import Fact, telephone
from panah.web.stays import finding, queries
from panah.web.stays.forms import AdmitForm, ReserveForm, WaitingForm

WAIT, BEGIN = "wait", "begin"
ANY, HELD, BED = "any", "held", "bed"
BED_GIVEN = "bed_given"  # code list waiting_outcomes


def is_own(request: Request, house: Provider) -> bool:
    return house.organisation_id == request.actor.organisation_id


@page(Permission.BED_RESERVE)
def reserve(request: Request, house: str) -> HttpResponse:
    """Two hours for whoever is on the way. Where no bed is free: the nearest house that has one, and the waiting list."""
    place = finding.any_house_or_404(request.actor, house)
    own = is_own(request, place)
    beds = beds_tonight(place) if own else []
    begins, waiting = request.POST.get("go") == BEGIN, _waiting(request, place)
    known = _known(request, waiting)
    form = ReserveForm(None if begins else posted(request), initial=known, beds=_choices(request, beds))

    def act() -> object:
        data = form.cleaned_data
        guest = ReservationFacts(
            data["age_band"], data["sex"], data["is_with_children"], data["asker"], data["call_back"]
        )  # fmt: skip
        if request.POST.get("go") == WAIT:
            return wait_for_bed(by=request.actor, provider=place, for_whom=guest, idempotency_key=form.key)
        chosen = _bed_under(beds, data.get("bed", ""))
        return reserve_bed(by=request.actor, provider=place, for_whom=guest, bed=chosen, idempotency_key=form.key)

    done = None if begins else sent(request, form, act)
    if isinstance(done, Reservation):
        messages.success(request, _("The bed is held for two hours. The pick-up is agreed by telephone."))
        if waiting is not None:
            end_waiting(by=request.actor, waiting=waiting, outcome=BED_GIVEN)
        return redirect("reservation", done.code)
    if done is not None:
        messages.success(request, _("On the waiting list. The house calls back when a bed is free."))
        return redirect(_home_of(request, place))
    return form_page(
        request, form, _("Reserve a bed"), code=place.code, caption=place.label(language_now()),
        back_url=_home_of(request, place),
        back_label=place.label(language_now()) if own else _("Today"), template="stays/reserve.html",
        button=_("Hold for two hours"),
    )  # fmt: skip


def _home_of(request: Request, house: Provider) -> str:
    """The board for whoever may see it; others asked from elsewhere."""
    sees_board = is_own(request, house) and Permission.STAY_VIEW in request.actor.permissions
    return reverse("place-board", args=[house.code]) if sees_board else reverse("today")


def _waiting(request: Request, place: Provider) -> Waiting | None:
    """Who stands on the waiting list and is given this bed."""
    code = request.GET.get("waiting", "")
    row = finding.waiting_or_404(request.actor, code) if code else None
    return row if row is not None and row.provider_id == place.pk else None


def _known(request: Request, waiting: Waiting | None) -> dict[str, str]:
    """What was said in "Can they stay here?" or for the waiting list need not be said again."""
    if waiting is not None:
        return {name: getattr(waiting, name) for name in ("age_band", "sex", "asker", "call_back")}
    begins = request.POST.get("go") == BEGIN
    return {name: request.POST.get(name, "") for name in ("age_band", "sex")} if begins else {}


def _choices(request: Request, beds: list[BedNow]) -> list[tuple[str, Any]]:
    """Free beds, and the one that was chosen while it was free: whether one was faster is said by the action."""
    chosen = {request.POST.get("bed", ""), request.POST.get("where", "").removeprefix(f"{BED}:")}
    taken = [(one.bed.code, queries.place_words(one.bed)) for one in beds if not one.is_free and one.bed.code in chosen]
    return [*queries.bed_choices(beds), *taken]


def _bed_under(beds: list[BedNow], code: str) -> Bed | None:
    return next((one.bed for one in beds if one.bed.code == code), None) if code else None


@page(Permission.BED_RESERVE)
def reservation(request: Request, code: str) -> HttpResponse:
    """Who holds what until when; for those who asked and for the house."""
    return _reservation_page(request, finding.reservation_or_404(request.actor, code))


def _reservation_page(request: Request, hold: Reservation, problem: Any = "") -> HttpResponse:
    own = is_own(request, hold.provider)
    facts = [
        Fact(_("House"), hold.provider.label(language_now())),
        Fact(_("Duty phone"), telephone(queries.house_phone(hold.provider))),
        Fact(_("Who"), queries.who(hold)),
        Fact(_("Who asks"), queries.asker_words(hold)),
        Fact(_("Held from"), queries.moment_words(hold.made_at)),
        *([] if hold.is_quiet else [Fact(_("Held until"), queries.moment_words(hold.until))]),
    ]
    if hold.came_at is not None:
        facts.append(Fact(_("Came"), queries.moment_words(hold.came_at)))
    if own:
        facts.insert(0, Fact(_("Bed"), queries.place_words(hold.bed)))
    if hold.end_reason and (own or hold.came_at is None):  # when a guest leaves is told to nobody outside (S12)
        facts.append(Fact(_("How it ended"), code_list("hold_end").label(hold.end_reason)))
    waits = hold.ended_at is None and hold.until is not None and hold.until > clock.now()
    context = {
        "hold": hold, "facts": facts, "problem": problem, "waits": waits, "print_code": hold.code,
        "can_admit": waits and own and Permission.STAY_WORK in request.actor.permissions,
        "can_extend": waits and hold.extended_at is None and not hold.is_quiet,
        "back_url": _home_of(request, hold.provider),
    }  # fmt: skip
    return render(request, "stays/reservation.html", context)


@page(Permission.BED_RESERVE)
@require_POST
def reservation_extend(request: Request, code: str) -> HttpResponse:
    return _changed(request, code, extend_reservation, _("Two hours more."))


@page(Permission.BED_RESERVE)
@require_POST
def reservation_release(request: Request, code: str) -> HttpResponse:
    return _changed(request, code, release_reservation, _("Released. The bed is free."))


def _changed(request: Request, code: str, act: Callable[..., Reservation], done: str) -> HttpResponse:
    hold = finding.reservation_or_404(request.actor, code)
    try:
        act(by=request.actor, reservation=hold)
    except Refusal as refusal:
        return _reservation_page(request, hold, refusal.sentence)
    messages.success(request, done)
    return redirect("reservation", hold.code)


@page(Permission.BED_RESERVE)
def waiting_end(request: Request, code: str) -> HttpResponse:
    """They need no place on the list any more."""
    row = finding.waiting_or_404(request.actor, code)
    form = WaitingForm(posted(request))

    def act() -> Waiting:
        return end_waiting(by=request.actor, waiting=row, outcome=form.cleaned_data["outcome"])

    return step_page(
        request, form, act, _("End the waiting"), done=_("Off the waiting list."), code=row.code, back_label=_("Back"),
        caption=f"{queries.who(row)} · {queries.asker_words(row)}", back_url=_home_of(request, row.provider),
    )  # fmt: skip


@page(Permission.STAY_WORK)
def admit(request: Request, house: str) -> HttpResponse:
    """Somebody is at the door: the bed, the consent, and as little else as the night allows."""
    place = finding.house_or_404(request.actor, house)
    beds = beds_tonight(place)
    form = AdmitForm(posted(request), places=_places(request, beds), initial=_from_reservation(request, beds))

    def act() -> Stay:
        kind, _colon, code = form.cleaned_data["where"].partition(":")
        held = next((one.hold for one in beds if kind == HELD and one.hold and one.hold.code == code), None)
        return admit_guest(
            by=request.actor, provider=place, admission=_admission(form, place), reservation=held,
            bed=_bed_under(beds, code) if kind == BED else None, case_code=form.cleaned_data["case_code"],
            idempotency_key=form.key,
        )  # fmt: skip

    done = sent(request, form, act)
    if done is not None:
        messages.success(request, _("Admitted. A doctor or nurse sees the guest within a day."))
        return redirect("guest", done.code)
    return form_page(
        request, form, _("Admit"), code=place.code, caption=place.label(language_now()),
        back_url=reverse("place-board", args=[place.code]), back_label=place.label(language_now()), button=_("Admit"),
        lead=_("Only what is needed tonight. Do not ask what happened, and take no photograph."),
    )  # fmt: skip


def _places(request: Request, beds: list[BedNow]) -> list[tuple[str, Any]]:
    reserved = _("Reserved")
    held = [
        (f"{HELD}:{one.hold.code}", f"{reserved}: {queries.who(one.hold)} · {queries.asker_words(one.hold)}")
        for one in beds
        if one.hold is not None and one.hold.until is not None
    ]
    free = [(f"{BED}:{code}", label) for code, label in _choices(request, beds)]
    if request.method == "POST":  # one that was there when the page was drawn
        wanted = request.POST.get("where", "")
        held += [(wanted, wanted)] if wanted.startswith(f"{HELD}:") and wanted not in dict(held) else []
    return [*held, (ANY, _("the first free bed that fits")), *free]


def _from_reservation(request: Request, beds: list[BedNow]) -> dict[str, Any]:
    code = request.GET.get("held", "")
    hold = next((one.hold for one in beds if one.hold and one.hold.code == code and one.hold.until), None)
    if hold is None:
        return {"where": ANY}
    return {"where": f"{HELD}:{hold.code}", "age_band": hold.age_band, "sex": hold.sex, "brought_by": hold.asker}


def _admission(form: AdmitForm, place: Provider) -> Admission:
    """At the hour on the wall of the house."""
    data = form.cleaned_data
    names = (
        "age_band", "sex", "came_from", "consent", "name", "brought_by", "belongings", "health_now", "allergies",
        "rules_language", "expected_until", "is_with_children",
    )  # fmt: skip
    known = {name: data[name] for name in names}
    return Admission(**known, language=data["language"] or "unknown", admitted_at=form.moment(queries.zone_at(place)))
