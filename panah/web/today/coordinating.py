"""Today of those who coordinate a region or the country: bodies that are far behind, presses without answer, old entries."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.referrals.queries import LEG_CLOCKS, over_twice_by_body
from panah.casework.services.queries import entries_to_confirm
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import coordination_of
from panah.foundation.clocks.codes import OF_A_COORDINATOR, TimerKind
from panah.foundation.clocks.models import Timer, TimerQuerySet
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.values import ActionRow, Chip, Tone

MOST = 5  # bodies; the table has them all


def once_for_the_named(actor: Actor, rows: TimerQuerySet) -> TimerQuerySet:
    """Whoever was named responsible has one row, with the own time; the others see the request as before."""
    rows = rows.exclude(Q(kind=TimerKind.NAMED_ANSWER) & ~Q(person=actor.person_id))
    if Permission.REFERRAL_ANSWER not in actor.permissions:
        return rows
    named = (
        Timer.objects.visible_to(actor)
        .running()
        .filter(kind=TimerKind.NAMED_ANSWER, person=actor.person_id, address_code=OuterRef("address_code"))
    )
    return rows.exclude(Q(kind__in=LEG_CLOCKS, person=actor.person_id) & Q(Exists(named)))


def bodies_named(timers: Iterable[Timer]) -> dict[str, str]:
    """The names of bodies that rows of a coordinator are about; of no other rows is anything asked."""
    codes = {timer.address_code for timer in timers if timer.kind in OF_A_COORDINATOR}
    if not codes:
        return {}
    language = language_now()
    return {body.code: body.label(language) for body in Organisation.objects.filter(code__in=codes)}


def region_rows(actor: Actor, now: datetime) -> list[ActionRow]:
    """What no clock says: who is over twice the time, and how much of the directory may be wrong."""
    if Permission.REGION_VIEW not in actor.permissions:
        return []
    coordination = coordination_of(actor)
    if coordination is None:
        return []
    over = over_twice_by_body(coordination)
    bodies = {body.pk: body for body in Organisation.objects.filter(pk__in=list(over)[:MOST])}
    language = language_now()
    rows = [
        ActionRow(
            sentence=_("No answer from: %(body)s") % {"body": bodies[pk].label(language)},
            url=reverse("region-body", args=[bodies[pk].code]), button=_("Look"),
            facts=[ngettext("%(count)d request", "%(count)d requests", count) % {"count": count}],
            chip=Chip(Tone.LATE, _("Over twice the time")),
        )
        for pk, count in over.items()
        if pk in bodies
    ]  # fmt: skip
    if count := entries_to_confirm(coordination.bodies()):
        words = ngettext(
            "%(count)d entry was not confirmed for 90 days.", "%(count)d entries were not confirmed for 90 days.", count
        )
        rows.append(
            ActionRow(
                sentence=_("The directory may be wrong"), url=reverse("provider-list"), button=_("Look"),
                facts=[words % {"count": count}], chip=Chip(Tone.DUE, _("to confirm")),
            )
        )  # fmt: skip
    return rows


def late_in(rows: Iterable[ActionRow]) -> int:
    return sum(1 for row in rows if row.chip is not None and row.chip.tone == Tone.LATE)
