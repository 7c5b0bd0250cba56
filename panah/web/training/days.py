"""One half-day: a list to tick on a phone, the picture on the screen of the room, the sheet that was signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.codes import Media
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import content_of
from panah.foundation.documents.uploads import checked
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training import actions
from panah.programme.training.codes import AttendedBy, EnrolmentState
from panah.programme.training.models import Enrolment, Event, HalfDay
from panah.programme.training.queries import enrolments_of, room_token
from panah.programme.training.queries.looking import attendances_at
from panah.programme.training.rules.links import may_check_in
from panah.web.components.forms import carried_out
from panah.web.components.qr import qr_picture
from panah.web.components.undo import offer_undo
from panah.web.papers.press import FORBID
from panah.web.story.views.keeping import ENDINGS
from panah.web.training import queries
from panah.web.training.finding import event_or_404, half_day_or_404, may_keep
from panah.web.training.forms import SheetForm

REFRESH_SECONDS = 60


def _taking_part(event: Event) -> list[Enrolment]:
    return list(enrolments_of(event).filter(state=EnrolmentState.ENROLLED))


def _rows(half: HalfDay) -> dict[str, str]:
    """Who is written down, by what."""
    rows = attendances_at(half).values_list("enrolment_id", "known_by")
    return {str(one): known_by for one, known_by in rows}


@page(Permission.TRAINING_VIEW)
def day(request: Request, code: str, number: int) -> HttpResponse:
    """Tick who is here; one button saves all, and can be undone."""
    here = event_or_404(request.actor, code)
    half = half_day_or_404(request.actor, here, number)
    known = _rows(half)
    if request.method == "POST":
        return _tick(request, here, half, known)
    labels = code_list("training_attended_by")
    people = [
        (
            one,
            queries.name_words(one),
            queries.adult_words(one),
            labels.label(known[str(one.pk)]) if str(one.pk) in known else "",
        )
        for one in _taking_part(here)
    ]
    context = {
        "event": here, "half": half, "words": queries.half_day_words(half), "people": people, "count": len(known),
        "others": [(one.number, queries.half_day_words(one)) for one in here.half_days.all()],
        "may_keep": may_keep(request.actor), "print_code": here.code,
        "is_open": may_check_in(half.starts_at, half.ends_at, clock.now()),
        "hours": f"{localtime(half.starts_at):%H:%M}–{localtime(half.ends_at):%H:%M}",
    }  # fmt: skip
    return render(request, "training/day.html", context)


def _tick(request: Request, here: Event, half: HalfDay, known: dict[str, str]) -> HttpResponse:
    present = [one.pk for one in _taking_part(here) if request.POST.get(f"here-{one.pk.hex}")]
    is_paper = request.POST.get("known_by") == AttendedBy.PAPER
    try:
        actions.tick_half_day(
            by=request.actor, event=here, half_day=half, present=present,
            known_by=AttendedBy.PAPER if is_paper else AttendedBy.TICK,
            shown=[one.pk for one in _taking_part(here) if request.POST.get(f"was-{one.pk.hex}")],
        )  # fmt: skip
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        before = {f"row-{one}": known_by for one, known_by in known.items()}
        words = _("Saved: %(here)d of %(all)d were there.") % {"here": len(present), "all": len(_taking_part(here))}
        offer_undo(request, words, reverse("training-day-undo", args=[here.code, half.number]), fields=before)
    return redirect("training-day", here.code, half.number)


@page(Permission.TRAINING_KEEP)
@require_POST
def day_undo(request: Request, code: str, number: int) -> HttpResponse:
    """The list as it stood before it was saved last."""
    here = event_or_404(request.actor, code)
    half = half_day_or_404(request.actor, here, number)
    known = {str(one.pk): one.pk for one in _taking_part(here)}
    rows = {
        known[name.removeprefix("row-")]: AttendedBy(value)
        for name, value in request.POST.items()
        if name.removeprefix("row-") in known and value in set(AttendedBy)
    }
    try:
        actions.restore_half_day(by=request.actor, event=here, half_day=half, rows=rows)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Undone: the list is as it was."))
    return redirect("training-day", here.code, half.number)


@page(Permission.TRAINING_KEEP)
def room(request: Request, code: str, number: int) -> HttpResponse:
    """For the screen of the room: a picture that is drawn anew each minute and good for a quarter of an hour."""
    here = event_or_404(request.actor, code)
    half = half_day_or_404(request.actor, here, number)
    is_open = may_check_in(half.starts_at, half.ends_at, clock.now())
    address = request.build_absolute_uri(reverse("room-door", args=[room_token(half)])) if is_open else ""
    context = {
        "event": here, "half": half, "words": queries.half_day_words(half),
        "picture": qr_picture(address, 8) if address else "", "address": address, "count": len(_rows(half)),
        "all": len(_taking_part(here)),
    }  # fmt: skip
    answer = render(request, "training/room.html", context)
    answer["Refresh"] = str(REFRESH_SECONDS)  # nothing is read or filled in here, and an old picture lets nobody in
    return answer


@page(Permission.TRAINING_KEEP)
def sheet(request: Request, code: str, number: int) -> HttpResponse:
    """The signed sheet comes back as a picture: it is the proof."""
    here = event_or_404(request.actor, code)
    half = half_day_or_404(request.actor, here, number)
    form = SheetForm(request.POST or None, request.FILES or None)

    def act() -> StoredFile:
        paper = checked(form.cleaned_data["file"])
        return actions.keep_sheet(by=request.actor, event=here, half_day=half, paper=paper)

    if request.method == "POST" and carried_out(form, act) is not None:
        messages.success(request, _("The signed sheet is kept, encrypted."))
        return redirect("training-day", here.code, half.number)
    return render(request, "training/sheet.html", {"event": here, "half": half, "form": form})


@page(Permission.TRAINING_KEEP)
def sheet_file(request: Request, code: str, number: int) -> HttpResponse:
    """The content as a download under a name that tells nothing."""
    here = event_or_404(request.actor, code)
    half = half_day_or_404(request.actor, here, number)
    if half.sheet_id is None:
        raise Http404
    row = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=half.sheet_id, file=here.file_id)
    response = HttpResponse(content_of(request.actor, row), content_type=row.media_type)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{here.code}-{number}.{ENDINGS[Media(row.media_type)]}"'
    )
    response.headers["Content-Security-Policy"] = FORBID
    return response
