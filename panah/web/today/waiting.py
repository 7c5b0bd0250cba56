"""What others owe us: who, what, since when, and a button that reminds them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import awaited_by
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import WaitingRow
from panah.web.today.queries import address_of
from panah.web.today.sentences import sentence_of

SHOWN = 12
NO_BREAK = "\u00a0"  # a number is read in one line


def waiting_rows(actor: Actor, now: datetime, limit: int = SHOWN) -> list[WaitingRow]:
    """The longest due first. Only for those who work on cases or send children on."""
    if not actor.permissions & {Permission.CASE_VIEW, Permission.REFERRAL_VIEW}:
        return []
    timers = list(awaited_by(actor)[:limit])
    here = _with_people({timer.organisation_id for timer in timers if timer.organisation_id})
    return [_row(timer, now, timer.organisation_id in here) for timer in timers]


def _row(timer: Timer, now: datetime, is_here: bool) -> WaitingRow:
    body = timer.organisation
    facts = [sentence_of(timer), _("since %(day)s") % {"day": _day(timer.started_at)}]
    if was_reminded_today(timer, now):
        facts.append(_("reminded today"))
    elif timer.reminded_at is not None:
        facts.append(_("reminded %(day)s") % {"day": _day(timer.reminded_at)})
    if body is not None and not is_here:
        facts += _telephone(body)
    may_remind = is_here and not was_reminded_today(timer, now)
    return WaitingRow(
        who=body.label(language_now()) if body else "", what=" · ".join(facts), due=timer.due_at, url=address_of(timer),
        remind_url=reverse("today-remind", args=[timer.pk]) if may_remind else "", code=timer.subject_code,
    )  # fmt: skip


def was_reminded_today(timer: Timer, now: datetime) -> bool:
    return timer.reminded_at is not None and localtime(timer.reminded_at).date() == localtime(now).date()


def _telephone(body: Organisation) -> list[str]:
    """Nobody there uses Panah: whom to ask for, and the number (S13)."""
    words = ", ".join(word for word in (body.contact_person, body.duty_phone.replace(" ", NO_BREAK)) if word)
    return [_("Telephone: %(number)s") % {"number": words}] if words else []


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")


def _with_people(organisations: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    rows = Membership.objects.valid().filter(organisation__in=set(organisations), organisation__is_active=True)
    return set(rows.values_list("organisation_id", flat=True))
