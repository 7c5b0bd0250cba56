"""Nights of arrivals and what two people prepare, on Today. No clock is set for them: a clock would say when."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.operations.models import Night
from panah.casework.operations.queries import arrivals_of, is_named_anywhere, nights_of, open_rows, stand_bys_of
from panah.casework.operations.rules import ROWS_KEPT
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.values import ActionRow

TOLD_BEFORE = timedelta(days=30)


def arrival_rows(actor: Actor) -> list[ActionRow]:
    """For those who were named, and for them alone."""
    if Permission.NIGHT_WORK not in actor.permissions or not is_named_anywhere(actor):
        return []
    rows = [_night(actor, one) for one in nights_of(actor).filter(closed_at=None)]
    return [*rows, *_to_confirm(actor)]


def _night(actor: Actor, night: Night) -> ActionRow:
    """Of whoever leads it the open rows; for the others that it is open."""
    url, is_leader = reverse("night", args=[night.code]), str(night.leader_id) == actor.id
    count = len(open_rows(arrivals_of(actor, night))) if is_leader else 0
    facts = _erased_on(night)
    if not count:
        return ActionRow(_("A night of arrivals is open"), url, _("Open"), code=night.code, facts=facts, is_main=True)
    sentence = ngettext(
        "%(count)d arrival has no next step yet", "%(count)d arrivals have no next step yet", count
    ) % {"count": count}  # fmt: skip
    return ActionRow(sentence, url, _("Open"), code=night.code, facts=facts, is_main=True)


def _erased_on(night: Night) -> list[str]:
    """A month ahead: what nobody ends is erased as well."""
    day = night.began_at + ROWS_KEPT
    if clock.now() < day - TOLD_BEFORE:
        return []
    return [_("Its rows are erased on %(day)s") % {"day": date_format(timezone.localtime(day), "SHORT_DATE_FORMAT")}]


def _to_confirm(actor: Actor) -> list[ActionRow]:
    """A colleague has prepared places and waits for the second person. Not a word when, or what for."""
    if Permission.OPERATION_PREPARE not in actor.permissions:
        return []
    rows = stand_bys_of(actor).filter(second=actor.person_id, confirmed_at=None, called_off_at=None, begun_at=None)
    return [
        ActionRow(_("Read and confirm what a colleague has prepared"), reverse("ahead", args=[one.code]), _("Read"), code=one.code)
        for one in rows
    ]  # fmt: skip
