"""A coordinator presses a silent body: its head hears it, the sender sees it, and no clock of the child is set back."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import Answerer, note_step
from panah.casework.referrals.actions.refusals import NameMissing, NothingTold, TextTooLong
from panah.casework.referrals.codes import HandOverStep
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import (
    LEG_CLOCKS,
    number_of,
    owed_leg,
    owed_legs,
    people_to_name,
    pressed_today,
    stuck_rows,
)
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import LEADERS, Company
from panah.foundation.notices.actions import queue_notice, tell_person
from panah.foundation.notices.codes import DANGER, NORMAL, NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

MOST_AT_ONCE = 100  # of one body; whoever owes more is not helped by a longer list


class PressedToday(Refusal):
    code = "pressed_today"
    sentence = _("Already pressed today. Once a day is enough; in danger telephone them.")


class NotStuck(Refusal):
    code = "not_stuck"
    sentence = _("This request was answered or taken back meanwhile. Nothing waits here any more.")


class NothingLate(Refusal):
    code = "nothing_late"
    sentence = _("Nothing of this body is late that was not pressed today.")


class NobodyToName(Refusal):
    code = "nobody_to_name"
    sentence = _("This person cannot answer requests there. Choose another one, or telephone the body.")


@action(Permission.REGION_PRESS, on=None)
def press(*, by: Actor, body: Organisation, number: str, idempotency_key: str = "") -> Timer:
    """One request, once a day. Gives the clock by which the coordinator looks again; its code is the row's number."""
    leg = _owed_or_refuse(by, body, number)
    if pressed_today(leg):
        raise PressedToday
    waits = _press(by, leg)
    _tell_body(by, body, [leg])
    return waits


@action(Permission.REGION_PRESS, on=None)
def press_body(*, by: Actor, body: Organisation, idempotency_key: str = "") -> Organisation:
    """Everything that is late there and was not pressed today, in one message to its head."""
    legs = [leg for leg in _late_legs(coordination_or_refuse(by, body), body) if not pressed_today(leg)]
    if not legs:
        raise NothingLate
    for leg in legs[:MOST_AT_ONCE]:
        _press(by, leg)
    _tell_body(by, body, legs[:MOST_AT_ONCE])
    return body


def coordination_or_refuse(by: Actor, body: Organisation) -> Coordination:
    coordination = coordination_of(by)
    if coordination is None or not coordination.bodies().filter(pk=body.pk).exists():
        raise NotPermitted
    return coordination


def _owed_or_refuse(by: Actor, body: Organisation, number: str) -> Leg:
    """The leg, locked, so that of two who press at once the second meets the first one's word."""
    leg = owed_leg(coordination_or_refuse(by, body), body, number)
    if leg is None:
        raise NotStuck
    Leg.objects.select_for_update(of=("self",)).filter(pk=leg.pk).first()
    return leg


def _late_legs(coordination: Coordination, body: Organisation) -> list[Leg]:
    legs = list(owed_legs(coordination, [body.pk]).select_related("referral", "organisation", "file"))
    now = clock.now()
    late = {row.number for row in stuck_rows(legs) if row.due_at is not None and row.due_at <= now}
    return [leg for leg in legs if number_of(leg) in late]


def _press(by: Actor, leg: Leg) -> Timer:
    note_step(by=by, leg=leg, kind=HandOverStep.PRESSED)
    stop_timers(by=by, file=leg.file, kinds=(TimerKind.PRESS_WAITS,), outcome="pressed_again")
    return start_timer(
        by=by, file=leg.file, kind=TimerKind.PRESS_WAITS, urgency=leg.referral.urgency, owner=own(by),
        shown=Shown(number_of(leg), "region-body", leg.organisation.code),
    )  # fmt: skip


def own(by: Actor) -> Owner:
    """The clock is the coordinator's own: nobody outside waits for it."""
    office = Organisation.objects.get(pk=by.organisation)
    return Owner(office, Person.objects.get(pk=by.id), office)


def _tell_body(by: Actor, body: Organisation, legs: Sequence[Leg]) -> None:
    """Its head; where nobody of it is in Panah the coordinator telephones."""
    company = Company()
    heads = company.members(body, *LEADERS) or company.members(body)
    urgency = DANGER if any(leg.referral.urgency == DANGER for leg in legs) else NORMAL
    code = legs[0].code if len(legs) == 1 else ""
    for person in heads:
        tell_person(
            by=by, kind=NoticeKind.PRESSED, person=person, subject_code=code, count=len(legs), urgency=urgency,
            due_at=None,
        )  # fmt: skip
    if not heads:
        _let_call(by, body, urgency)


def _let_call(by: Actor, body: Organisation, urgency: str) -> None:
    running = Timer.objects.running().filter(file=None, kind=TimerKind.REGION_CALL, address_code=body.code)
    if not running.filter(organisation=by.organisation_id).exists():
        start_timer(
            by=by, file=None, kind=TimerKind.REGION_CALL, urgency=urgency, owner=own(by),
            shown=Shown(body.code[:20], "region-call", body.code),
        )  # fmt: skip


@action(Permission.REGION_PRESS, on=None)
def record_call(
    *, by: Actor, body: Organisation, numbers: Iterable[str], name_and_post: str, text: str, idempotency_key: str = ""
) -> Organisation:
    """What a body said to the coordinator, and who said it: sealed with each sender, for whom it is meant.

    It stops no clock: an answer is given by the body itself or written down by the sender.
    """
    coordination = coordination_or_refuse(by, body)
    if not name_and_post.strip():
        raise NameMissing
    if fault := rules.too_long({"remark": text, "name_and_post": name_and_post}):
        raise TextTooLong(*fault)
    legs = [leg for number in dict.fromkeys(numbers) if (leg := owed_leg(coordination, body, number)) is not None]
    if not legs or not text.strip():
        raise NothingTold(_("Choose at least one request and write what was said."))
    for leg in legs:
        answerer = Answerer(name_and_post, happened_on=clock.today())
        note_step(by=by, leg=leg, kind=HandOverStep.PRESS_SAID, text=text, answerer=answerer)
    stop_timers(
        by=by, file=None, kinds=(TimerKind.REGION_CALL,), outcome="telephoned", address_code=body.code,
        organisation_id=by.organisation_id,
    )  # fmt: skip
    return body


@action(Permission.REGION_PRESS, on=None)
def name_responsible(*, by: Actor, body: Organisation, number: str, person: Person, idempotency_key: str = "") -> Timer:
    """Somebody of the body has it by name from now on, with an alarm of their own.

    The time that the child has waited runs on: the sender and the region still see it from the day of asking.
    """
    leg = _owed_or_refuse(by, body, number)
    if person.pk not in {row.person_id for row in people_to_name(body)}:
        raise NobodyToName
    running = Timer.objects.running().filter(file_id=leg.referral.file_id, kind__in=LEG_CLOCKS, address_code=leg.code)
    for timer in running:
        timer.person = person
        timer.save(update_fields=["person"])
    stop_timers(by=by, file=leg.file, kinds=(TimerKind.NAMED_ANSWER,), outcome="named_anew")
    office = Organisation.objects.get(pk=by.organisation)
    alarm = start_timer(
        by=by, file=leg.file, kind=TimerKind.NAMED_ANSWER, urgency=leg.referral.urgency,
        owner=Owner(body, person, office, Person.objects.get(pk=by.id)),
        shown=Shown(number, "referral", leg.code),
    )  # fmt: skip
    note_step(by=by, leg=leg, kind=HandOverStep.RESPONSIBLE, text=person.display_name)
    queue_notice(
        by=by, kind=NoticeKind.NAMED_RESPONSIBLE, person=person, subject_code=leg.code, urgency=leg.referral.urgency,
        due_at=alarm.due_at,
    )  # fmt: skip
    return alarm
