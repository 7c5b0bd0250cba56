"""Half a year later: the question opens by itself; people pass the links on, remind, and telephone some."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.clocks import PRACTICE, settle
from panah.programme.training.actions.planning import move_event
from panah.programme.training.codes import EventState, HandedHow
from panah.programme.training.models import Enrolment, Event, PracticeCheck
from panah.programme.training.rules.practice import (
    ASKED_AFTER,
    LONGEST_WORDS,
    MOST_REFERRED,
    OPEN_UNTIL,
    REMINDED_AFTER,
    SAMPLED_AFTER,
    Told,
    is_open,
    sample,
)


class PracticeNotOpen(Refusal):
    code = "practice_not_open"
    sentence = _("These questions are not open now. Thank you for coming back.")


class PracticeIncomplete(Refusal):
    code = "practice_incomplete"
    sentence = _("Say whether you use what you learnt. The other questions may stay empty.")


class NumberTooLarge(Refusal):
    code = "number_too_large"
    sentence = _("Write a number from 0 to 999.")


class NotSampled(Refusal):
    code = "not_sampled"
    sentence = _("This participant has answered already.")


@action(Permission.CLOCK_WORK, on=None)
def ask_practice_checks(*, by: Actor) -> int:
    """Open the question to everybody who said yes to it and whose training ended half a year ago; choose whom to call."""
    today = clock.today()
    ended = Event.objects.held().filter(ends_on__lte=today - ASKED_AFTER, ends_on__gte=today - OPEN_UNTIL)
    asked = 0
    for event in ended.select_related("file"):
        asked += _ask(event)
        if today - event.ends_on >= SAMPLED_AFTER:
            _choose_sample(event)
    return asked


@action(Permission.TRAINING_KEEP, on="event")
def note_links_sent(*, by: Actor, event: Event, how: HandedHow = HandedHow.OTHER) -> Event:
    """The links were handed out to everybody who has not answered; the second time it was the reminder."""
    _handed(by, event, _waiting(event), how)
    return event


@action(Permission.TRAINING_KEEP, on="check")
def note_link_handed(*, by: Actor, check: PracticeCheck, how: HandedHow) -> PracticeCheck:
    """One participant got the own link: from whom, when and how. A week later the same is the reminder."""
    if check.answered_at is not None or not check.enrolment.may_be_asked:
        raise NotSampled
    event = Event.objects.select_for_update().get(pk=check.enrolment.event_id)
    _handed(by, event, _waiting(event).filter(pk=check.pk), how)
    check.refresh_from_db()
    return check


def _handed(by: Actor, event: Event, waiting: QuerySet[PracticeCheck], how: HandedHow) -> None:
    """The clocks end when nobody is left to whom it is still to be handed."""
    now = clock.now()
    may_be_reminded = clock.today() - event.ends_on >= REMINDED_AFTER
    before_today = now - timedelta(hours=12)  # pressed twice in a row is once
    late = waiting.filter(sent_at__lt=before_today, reminded_at=None) if may_be_reminded else waiting.none()
    reminded = late.update(reminded_at=now, reminded_by=by.id)
    sent = waiting.filter(sent_at=None).update(sent_at=now, sent_by=by.id, sent_how=how)
    everybody = _waiting(event)
    if sent and not everybody.filter(sent_at=None).exists():
        settle(by=by, event=event, kinds=(TimerKind.PRACTICE_CHECK,), outcome="sent")
    if reminded and not everybody.filter(sent_at__lt=before_today, reminded_at=None).exists():
        settle(by=by, event=event, kinds=(TimerKind.PRACTICE_REMINDER,), outcome="reminded")
    if sent and event.state == EventState.CERTIFIED:
        move_event(by=by, event=event, to=EventState.PRACTICE_CHECK)


@action(Permission.TRAINING_ANSWER, on="check")
def answer_practice(*, by: Actor, check: PracticeCheck, told: Told, words: str = "") -> PracticeCheck:
    """By the participant. What came first stays."""
    return _answered(by, check, told, words, is_by_phone=False)


@action(Permission.TRAINING_KEEP, on="check")
def record_phone_answer(*, by: Actor, check: PracticeCheck, told: Told, words: str = "") -> PracticeCheck:
    """As it was said by telephone. What the participant wrote meanwhile stays."""
    return _answered(by, check, told, words, is_by_phone=True)


@action(Permission.TRAINING_KEEP, on="check")
def note_not_reached(*, by: Actor, check: PracticeCheck) -> PracticeCheck:
    """Somebody called, and nobody took up."""
    if check.answered_at is not None:
        raise NotSampled
    check.called_at = clock.now()
    check.save(update_fields=["called_at"])
    settle_calls(by, check.enrolment.event)
    return check


def _ask(event: Event) -> int:
    """Those who were there and agreed to be asked; each once."""
    rows = Enrolment.objects.filter(event=event, may_be_asked=True, practice_check=None).taking_part()
    fresh = list(rows.filter(attendances__isnull=False).distinct())
    now = clock.now()
    PracticeCheck.objects.bulk_create([PracticeCheck(file=event.file, enrolment=one, asked_at=now) for one in fresh])
    return len(fresh)


def _choose_sample(event: Event) -> None:
    """Once, of those who had the link: whoever answers later is not called, and nobody else in their place."""
    if PracticeCheck.objects.filter(enrolment__event=event, sampled_at__isnull=False).exists():
        return
    waiting = _waiting(event).filter(sent_at__isnull=False)
    chosen = sample(list(waiting.values_list("enrolment__code", flat=True)), event.code)
    waiting.filter(enrolment__code__in=chosen).update(sampled_at=clock.now())


def _waiting(event: Event) -> QuerySet[PracticeCheck]:
    """Whoever took the yes back is neither reminded nor called."""
    rows: QuerySet[PracticeCheck] = PracticeCheck.objects.to_ask().filter(enrolment__event=event, answered_at=None)
    return rows


def _answered(by: Actor, check: PracticeCheck, told: Told, words: str, *, is_by_phone: bool) -> PracticeCheck:
    if check.answered_at is not None:
        return check
    if not is_open(check.enrolment.event.ends_on, clock.today()):
        raise PracticeNotOpen
    if told.used not in code_list("practice_use"):
        raise PracticeIncomplete
    if told.referred is not None and not 0 <= told.referred <= MOST_REFERRED:
        raise NumberTooLarge
    uses_it = told.used != "no"
    check.used = told.used
    check.often = told.often if uses_it and told.often in code_list("practice_often") else ""
    check.referred = told.referred
    check.obstacles = [code for code in code_list("practice_obstacle").codes if code in told.obstacles]
    check.words = words.strip()[:LONGEST_WORDS]
    check.answered_at, check.is_by_phone = clock.now(), is_by_phone
    check.written_by = by.id if is_by_phone else ""
    check.save()
    settle_calls(by, check.enrolment.event)
    return check


def settle_calls(by: Actor, event: Event) -> None:
    """The calls are done when everybody chosen has answered or was tried; all of it, when nobody is left to be asked."""
    if not _waiting(event).exists():
        settle(by=by, event=event, kinds=PRACTICE, outcome="answered")
        return
    chosen = PracticeCheck.objects.filter(enrolment__event=event, sampled_at__isnull=False)
    if chosen.exists() and not _waiting(event).filter(sampled_at__isnull=False, called_at=None).exists():
        settle(by=by, event=event, kinds=(TimerKind.PRACTICE_CALLS,), outcome="called")
