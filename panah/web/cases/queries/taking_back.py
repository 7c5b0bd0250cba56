"""What was shared on a word that is gone: whoever gave it must learn that it is to be taken back, and who had received it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Helper
from panah.casework.people.models import Child
from panah.casework.people.queries import overrides_of
from panah.casework.people.rules import override_holds
from panah.casework.referrals.models import Leg, Step
from panah.casework.referrals.queries import consent_for_sharing, first_read, told_until
from panah.foundation.security import clock
from panah.web.components.child_words import language_now
from panah.web.components.values import Column, Table, TableRow, telephone

STILL_TO_TAKE_BACK = timedelta(days=14)  # after a no: long enough to telephone everybody
UNOPENED = gettext_lazy("not opened here; paper may have reached them")


def must_take_back(child: Child) -> bool:
    """Whether the latest act without consent was refused, or met with silence, and nobody has agreed since."""
    latest = next(iter(overrides_of(child)), None)
    if latest is None or override_holds(latest.outcome, latest.decided_at, clock.now()):
        return False
    moment = latest.answered_at or latest.lapsed_at or latest.decided_at
    return clock.now() - moment < STILL_TO_TAKE_BACK and consent_for_sharing(child) is None


def who_had_received(child: Child) -> Table | None:
    """The bodies whose sight of it ended with the word in the last two weeks, and how to reach them; none where none had."""
    steps, parts = told_until(child, clock.now() - STILL_TO_TAKE_BACK)
    read = first_read([*(step.leg for step in steps), *parts])
    rows = [*(_row_of_leg(step, read) for step in steps), *(_row_of_helper(part, read) for part in parts)]
    labels = (_("Who"), _("Telephone"), _("Sent on"), _("First opened"), _("Ended"))
    return Table([Column(label) for label in labels], rows) if rows else None


def _row_of_leg(step: Step, read: Mapping[str, datetime]) -> TableRow:
    leg = step.leg
    said = leg.acknowledged_at or leg.answered_at
    told = _("not opened here, receipt confirmed: %(moment)s") % {"moment": _moment(said)} if said else ""
    return TableRow(
        [*_reached(leg), _moment(leg.sent_at), _opened(leg.code, read) or told or UNOPENED, _moment(step.at)]
    )


def _row_of_helper(part: Helper, read: Mapping[str, datetime]) -> TableRow:
    opened = _opened(part.code, read) or UNOPENED
    return TableRow([*_reached(part), _moment(part.written_at), opened, _moment(part.ended_at)])


def _opened(code: str, read: Mapping[str, datetime]) -> str:
    return _moment(read[code]) if code in read else ""


def _reached(one: Leg | Helper) -> list[object]:
    body = one.provider or one.organisation
    return [body.label(language_now()), telephone(body.duty_phone or one.organisation.duty_phone, "—")]


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}" if at else "—"
