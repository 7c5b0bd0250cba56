"""Today: one ordered list of what waits for a person, out of one table of clocks. Nothing is decrypted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case as When
from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext

from panah.casework.cases.codes import OPEN_STAGES, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Reach
from panah.web.components.child_words import fact_words, language_now, sex_and_age
from panah.web.components.values import ActionRow, Chip, Step, Steps, Tone, WaitingRow
from panah.web.today.sentences import ASKS, WITHOUT_LEAD, Asking

SHOWN = 25
AHEAD = timedelta(days=7)
STEPS_SHOWN = (Stage.ASSESSING, Stage.PLANNING, Stage.IN_SERVICE, Stage.REVIEW, Stage.CLOSING)


def timers_of(actor: Actor) -> QuerySet[Timer]:
    """What this person may and must see: own, those of nobody, and for a supervisor what is late in the team."""
    kinds = [kind for kind, asking in ASKS.items() if asking.permission in actor.permissions]
    team = [kind for kind in kinds if ASKS[kind].is_for_the_team]
    here = Q(organisation_id=actor.organisation_id)
    wanted = Q(person_id=actor.person_id) | (here & Q(person__isnull=True, kind__in=team))
    if actor.reach is Reach.ORGANISATION:
        wanted |= here & (Q(person__isnull=True) | Q(due_at__lt=timezone.now()))
    danger_first = When(If(urgency="danger", then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Timer.objects.running().filter(wanted, kind__in=kinds).select_related("person").order_by(danger_first, "due_at")
    )


def action_rows(actor: Actor, now: datetime, limit: int) -> list[ActionRow]:
    return [_row(actor, timer) for timer in timers_of(actor).filter(due_at__lt=now + AHEAD)[:limit]]


def asking_of(timer: Timer) -> Asking:
    if timer.kind == TimerKind.FIRST_SAFETY_CONTACT and timer.person_id is None:
        return WITHOUT_LEAD
    return ASKS[timer.kind]


def _row(actor: Actor, timer: Timer) -> ActionRow:
    asking = asking_of(timer)
    facts = [sex_and_age(timer.sex or "unknown", timer.birth_year, timer.age_band)]
    if timer.urgency == "danger":
        facts.append(code_list("urgency").label("danger"))
    facts.append(fact_words(timer.fact))
    if timer.person is not None and str(timer.person.pk) != actor.id:
        facts.append(gettext("Lead: %(person)s") % {"person": timer.person.display_name})
    url = address_of(timer)
    is_mine_to_answer = asking.permission in (Permission.REFERRAL_ANSWER, Permission.CASE_SIGN)
    return ActionRow(
        sentence=asking.sentence, url=url, button=asking.button, due=timer.due_at, code=timer.subject_code,
        facts=[fact for fact in facts if fact], is_main=is_mine_to_answer,
    )  # fmt: skip


def address_of(timer: Timer) -> str:
    try:
        return reverse(timer.address_name, args=[timer.address_code] if timer.address_code else [])
    except NoReverseMatch:
        return reverse("today")


def waiting_rows(actor: Actor, limit: int = 12) -> list[WaitingRow]:
    """What others owe us: the body, what, and by when."""
    rows = Timer.objects.running().filter(asked_by_organisation_id=actor.organisation_id)
    if actor.reach is Reach.OWN:
        rows = rows.filter(asked_by_person_id=actor.person_id)
    rows = rows.exclude(organisation_id=actor.organisation_id).select_related("organisation").order_by("due_at")
    language = language_now()
    return [
        WaitingRow(
            who=timer.organisation.label(language) if timer.organisation else "",
            what=f"{asking_of(timer).sentence} · {timer.subject_code}",
            due=timer.due_at,
            url=address_of(timer),
        )
        for timer in rows[:limit]
    ]


def steps_of(stage: str) -> list[Step]:
    """The five stages that a page shows; what lies behind is done."""
    order = [str(step) for step in Stage]
    here = order.index(stage)
    return [
        Step(
            code_list("case_stage").label(step),
            "now" if stage == step else "done" if order.index(step) < here else "later",
        )
        for step in STEPS_SHOWN
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
    rows = cases_visible_to(actor).filter(lead_id=actor.person_id, stage__in=OPEN_STAGES)
    cases = list(rows.order_by("-opened_at")[:50])
    running = Timer.objects.running().filter(file__in=[case.file_id for case in cases])
    due: dict[object, datetime] = {}
    for file_id, due_at in running.order_by("-due_at").values_list("file_id", "due_at"):
        due[file_id] = due_at
    far = now + timedelta(days=10_000)
    cases.sort(key=lambda case: due.get(case.file_id, far))
    return [line_of(case, due.get(case.file_id), now) for case in cases[:limit]]


def line_of(case: Case, due: datetime | None, now: datetime) -> CaseLine:
    child = case.child
    return CaseLine(
        case=case,
        url=reverse("case", args=[case.code]),
        who=sex_and_age(child.sex, child.birth_year, child.age_band_at_entry),
        steps=Steps(steps_of(case.stage)),
        next_due=due,
        is_late=due is not None and due < now,
    )


def small_figures(actor: Actor, now: datetime) -> list[Chip]:
    """At most three numbers, as words: open, high risk, late."""
    open_cases = cases_visible_to(actor).filter(stage__in=OPEN_STAGES)
    if Permission.CASE_VIEW not in actor.permissions:
        return []
    counts = open_cases.aggregate(all=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    late = timers_of(actor).filter(due_at__lt=now).count()
    chips = [Chip(Tone.MUTE, gettext("Open: %(count)d") % {"count": counts["all"]})]
    if counts["high"]:
        chips.append(Chip(Tone.MUTE, gettext("High risk: %(count)d") % {"count": counts["high"]}))
    if late:
        chips.append(Chip(Tone.LATE, gettext("Late: %(count)d") % {"count": late}))
    return chips
