"""The own links half a year later: one message after the other from one's own phone, or slips to cut; each noted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.foundation.accounts.queries import people_by_id
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.training.actions import note_link_handed
from panah.programme.training.codes import HandedHow
from panah.programme.training.models import Event, PracticeCheck
from panah.programme.training.queries import checks_of
from panah.programme.training.queries.practice import Waiting
from panah.programme.training.rules.naming import initials_of
from panah.programme.training.rules.practice import Stage
from panah.web.components.qr import qr_picture
from panah.web.training.queries import moment_words
from panah.web.training.slips import PRACTICE, address_for, message_for, message_link, phone_of, slip_for, spoken_by
from panah.web.training.testing import practising
from panah.web.training.testing.finding import check_or_404, event_or_404

DUE = (Stage.ASK, Stage.REMIND)


@page(Permission.TRAINING_KEEP)
def slips(request: Request, code: str) -> HttpResponse:
    """One for each who has not answered: initials, the address, its picture. The whole name stands on none: they lie about."""
    event = event_or_404(request.actor, code)
    waiting = [one for one in checks_of(request.actor, event) if one.stage in practising.TO_PASS_ON]
    context = {
        "event": event, "back_url": reverse("practice-results", args=[event.code]), "print_code": event.code,
        "slips": [
            slip_for(one.check.enrolment, PRACTICE, initials_of(one.check.enrolment.adult.name)) for one in waiting
        ],
        "is_practice": True, "is_due": any(one.stage in DUE for one in waiting),
    }  # fmt: skip
    return render(request, "training/slips.html", context)


@page(Permission.TRAINING_KEEP)
def hand(request: Request, code: str, own: str) -> HttpResponse:
    """One participant: the message, the telephone, and the press that says it is sent; then the next who has none yet."""
    event = event_or_404(request.actor, code)
    check = check_or_404(request.actor, event, own)
    if request.method == "POST":
        return _noted(request, event, check)
    adult = check.enrolment.adult
    reveal(request.actor, adult, only=["phone"])
    phone, text = phone_of(adult), message_for(check.enrolment, PRACTICE)
    context = {
        "event": event, "check": check, "one": check.enrolment, "phone": phone, "message": text, "is_practice": True,
        "message_url": message_link(phone, text), "spoken": spoken_by(check.enrolment),
        "picture": qr_picture(address_for(check.enrolment, PRACTICE)),
        "back_url": reverse("practice-results", args=[event.code]), "print_code": event.code,
        "handed": handed_words(check), "is_answered": check.answered_at is not None,
    }  # fmt: skip
    return render(request, "training/message.html", context)


def _noted(request: Request, event: Event, check: PracticeCheck) -> HttpResponse:
    given = request.POST.get("how", "")
    how = HandedHow(given) if given in set(HandedHow) else HandedHow.OTHER
    try:
        note_link_handed(by=request.actor, check=check, how=how)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("practice-results", event.code)
    left = _due(request, event)
    messages.success(
        request, _("Noted for %(code)s. Still to be handed out: %(left)d.") % {"code": check.code, "left": len(left)}
    )
    if not left:
        return redirect("practice-results", event.code)
    return redirect("practice-hand", event.code, left[0].check.code)


def _due(request: Request, event: Event) -> list[Waiting]:
    return [one for one in checks_of(request.actor, event) if one.stage in DUE]


def handed_words(check: PracticeCheck) -> list[str]:
    """Who handed the link out, when and how; and who reminded."""
    people = people_by_id({one for one in (check.sent_by, check.reminded_by) if one})
    names = {key: person.display_name for key, person in people.items()}
    lines = []
    if check.sent_at is not None:
        how = code_list("practice_handed_how").label(check.sent_how) if check.sent_how else ""
        lines.append(_said(_("Handed out"), moment_words(check.sent_at), how, names.get(check.sent_by, "")))
    if check.reminded_at is not None:
        lines.append(_said(_("Reminded"), moment_words(check.reminded_at), names.get(check.reminded_by, "")))
    return lines


def _said(label: str, *parts: str) -> str:
    return f"{label}: {', '.join(part for part in parts if part)}"
