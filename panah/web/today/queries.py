"""Today: one ordered list of what waits for a person, out of one table of clocks. Nothing is decrypted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy

from panah.casework.cases.codes import OPEN_STAGES, Depth, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, transfers_to_answer, with_next_due
from panah.foundation.clocks.codes import OF_A_COORDINATOR, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import said_by_an_earlier_one
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import fact_words, sex_and_age_of
from panah.web.components.row_numbers import grouped_number
from panah.web.components.values import ActionRow, Chip, Step, Steps, Tone
from panah.web.today.coordinating import bodies_named, once_for_the_named
from panah.web.today.sentences import (
    ASKS,
    NOT_OF_A_CHILD,
    OF_A_CONCERN,
    RESTS_ON_A_LEAD,
    YES_OR_NO,
    Asking,
    asking_of,
    sentence_of,
    who_is_meant,
)

SHOWN = 25
SAYS_ITS_FACT = (
    TimerKind.SERVICE,
    TimerKind.HELP_ASKED,
    TimerKind.SENDER_REROUTE,
    TimerKind.LINK_PAUSED,
)  # the sentence does
IS_ASKED = Q(kind__in=YES_OR_NO) | Q(kind=TimerKind.HELP_ASKED, person__isnull=True)
NUMBERED = (TimerKind.PRESS_WAITS, TimerKind.NAMED_ANSWER)
OF_A_TRANSFER = (TimerKind.TRANSFER_ACKNOWLEDGE, TimerKind.TRANSFER_ANSWER)
ALL_SHOWN = 100  # on a page, of those who want all
AHEAD = timedelta(days=7)
FROM_ITS_START = Q(kind=TimerKind.CHAMPION_REPORT)  # ten days are none too many for the report of a quarter
STEPS_SHOWN = (Stage.ASSESSING, Stage.PLANNING, Stage.IN_SERVICE, Stage.REVIEW, Stage.CLOSING)
STEPS_OF_HELP = (
    (Stage.NEW, gettext_lazy("Safety and need")),
    (Stage.IN_SERVICE, gettext_lazy("Help")),
    (Stage.CLOSED, gettext_lazy("Ended")),
)


def timers_of(actor: Actor, now: datetime) -> QuerySet[Timer]:
    """What this person may and must do: own, those of nobody, and for who leads a team what is late in it.

    Only kinds for which the role has the right, so that the desk never sees a row of a case.
    """
    kinds = [kind for kind, asking in ASKS.items() if asking.permission in actor.permissions]
    team = [kind for kind in kinds if ASKS[kind].is_for_the_team]
    wanted = Q(person_id=actor.person_id) | Q(person__isnull=True, kind__in=team)
    if Permission.TEAM_VIEW in actor.permissions:
        wanted |= Q(person__isnull=True) | Q(due_at__lt=now)
    may = Q(kind__in=kinds) & ~Q(kind=TimerKind.GUARDIAN_REQUEST, address_name="concern")
    if OF_A_CONCERN.permission in actor.permissions:
        of_a_concern = Q(kind=TimerKind.GUARDIAN_REQUEST, address_name="concern")
        may, wanted = may | of_a_concern, wanted | of_a_concern
    rows = Timer.objects.visible_to(actor).running().filter(wanted, may)
    if Permission.CASE_VIEW not in actor.permissions:  # what a case asked of others is for those who see cases
        rows = rows.exclude(asked_by_organisation=None, file__kind=FileKind.CASE)
    rows = rows.exclude(kind=TimerKind.PRESS_WAITS, due_at__gt=now)  # one looks again when its time has come
    rows = once_for_the_named(actor, rows)
    of_leaders = Q(kind__in=OF_A_TRANSFER, person__isnull=True) & ~Q(
        address_code__in=transfers_to_answer(actor).values("code")
    )
    rows = rows.exclude(of_leaders)  # where somebody leads the office, its workers do not answer
    if Permission.TEAM_VIEW not in actor.permissions:
        return rows
    of_nobody = Q(person__isnull=True, kind__in=RESTS_ON_A_LEAD, address_name__startswith="case")
    return rows.exclude(said_by_an_earlier_one(of_nobody))  # a case that nobody leads is one row


def ordered(rows: QuerySet[Timer], now: datetime) -> QuerySet[Timer]:
    """Danger, late, due today, waiting for a yes or no, then the days ahead; within each what is due first."""
    tomorrow = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    rank = When(
        If(urgency="danger", then=Value(0)),
        If(due_at__lt=now, then=Value(1)),
        If(due_at__lt=tomorrow, then=Value(2)),
        If(IS_ASKED, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return rows.select_related("person").order_by(rank, "due_at", "id")


def waiting_now(actor: Actor, now: datetime) -> QuerySet[Timer]:
    """What Today shows: the next seven days, and whatever somebody waits to hear of, however far its time lies."""
    return timers_of(actor, now).filter(Q(due_at__lt=now + AHEAD) | IS_ASKED | FROM_ITS_START)


@dataclass(frozen=True)
class Standing:
    """How the day stands: how many rows there are, and how many of them are late."""

    all: int
    late: int


def standing_of(actor: Actor, now: datetime) -> Standing:
    counts = waiting_now(actor, now).aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    return Standing(counts["all"], counts["late"])


def action_rows(actor: Actor, now: datetime, limit: int, start: int = 0) -> list[ActionRow]:
    """The rows of Today, in their order."""
    timers = list(ordered(waiting_now(actor, now), now)[start : start + limit])
    bodies = bodies_named(timers)
    return [_row(actor, timer, bodies.get(timer.address_code, "")) for timer in timers]


def next_thing(actor: Actor, now: datetime) -> Timer | None:
    """What comes first after the days that Today shows."""
    return timers_of(actor, now).select_related("person").order_by("due_at").first()


def _row(actor: Actor, timer: Timer, body: str = "") -> ActionRow:
    asking = asking_of(timer)
    is_about_child = timer.kind not in NOT_OF_A_CHILD
    facts = [who_is_meant(timer)] if is_about_child else []
    if body:
        facts.append(body)
    if timer.kind not in SAYS_ITS_FACT:
        facts.append(fact_words(timer.fact))
    if timer.person is not None and str(timer.person.pk) != actor.id:
        facts.append(gettext("Lead: %(person)s") % {"person": timer.person.display_name})
    return ActionRow(
        sentence=sentence_of(timer), url=address_of(timer), button=asking.button, due=timer.due_at,
        code=code_words(timer), facts=[fact for fact in facts if fact],
        is_main=timer.kind in YES_OR_NO,
        button_url=button_address(timer, asking), alert=alert_of(timer),
    )  # fmt: skip


def code_words(timer: Timer) -> str:
    """The code of a row; the number of a request that was pressed as it is read out, of what is about a whole body nothing."""
    if timer.kind in OF_A_COORDINATOR and timer.file_id is None:  # of a whole body, which the facts name
        return ""
    return f"№ {grouped_number(timer.subject_code)}" if timer.kind in NUMBERED else timer.subject_code


def alert_of(timer: Timer) -> Chip | None:
    """Danger is told by a word in red, before anything else of the row."""
    return Chip(Tone.DANGER, code_list("urgency").label("danger")) if timer.urgency == "danger" else None


def button_address(timer: Timer, asking: Asking) -> str:
    """The page where it is done, for what rests on a case; else where the timer says."""
    if asking.page and timer.address_name == "case":
        return reverse(asking.page, args=[timer.address_code])
    return address_of(timer)


def address_of(timer: Timer) -> str:
    try:
        return reverse(timer.address_name, args=[timer.address_code] if timer.address_code else [])
    except NoReverseMatch:
        return reverse("today")


def steps_of(case: Case) -> list[Step]:
    """The stages of a case at its depth; what lies behind is done. Help knows no assessment, plan or review (S7)."""
    if case.depth == Depth.HELP:
        return _steps_of_help(case.stage)
    order = [str(step) for step in Stage]
    here = order.index(case.stage)
    return [
        Step(
            code_list("case_stage").label(step),
            "now" if case.stage == step else "done" if order.index(step) < here else "later",
        )
        for step in STEPS_SHOWN
    ]


def _steps_of_help(stage: str) -> list[Step]:
    order = [str(step) for step, _label in STEPS_OF_HELP]
    here = order.index(stage) if stage in order else 1
    return [
        Step(label, "now" if place == here else "done" if place < here else "later")
        for place, (_step, label) in enumerate(STEPS_OF_HELP)
    ]


@dataclass(frozen=True)
class CaseLine:
    case: Case
    url: str
    who: str
    steps: Steps
    next_due: datetime | None
    is_late: bool


def my_cases(actor: Actor, now: datetime, limit: int = 8) -> list[CaseLine]:
    """The open cases that this person leads, most pressing first."""
    if Permission.CASE_VIEW not in actor.permissions:
        return []
    rows = with_next_due(cases_visible_to(actor).filter(lead_id=actor.person_id, stage__in=OPEN_STAGES))
    ordered = rows.order_by(F("next_due").asc(nulls_last=True), "-opened_at")
    return [line_of(case, getattr(case, "next_due", None), now) for case in ordered[:limit]]


def line_of(case: Case, due: datetime | None, now: datetime) -> CaseLine:
    child = case.child
    return CaseLine(
        case=case,
        url=reverse("case", args=[case.code]),
        who=sex_and_age_of(child),
        steps=Steps(steps_of(case)),
        next_due=due,
        is_late=due is not None and due < now,
    )
