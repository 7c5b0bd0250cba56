"""Today: one ordered list of what waits for a person, out of one table of clocks. Nothing is decrypted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from panah.casework.cases.codes import OPEN_STAGES, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, with_next_due
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import awaited_by
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import fact_words, language_now, sex_and_age
from panah.web.components.values import ActionRow, Chip, Step, Steps, Tone, WaitingRow
from panah.web.today.sentences import ASKS, OF_A_CONCERN, Asking, asking_of, sentence_of

SHOWN = 25
AHEAD = timedelta(days=7)
STEPS_SHOWN = (Stage.ASSESSING, Stage.PLANNING, Stage.IN_SERVICE, Stage.REVIEW, Stage.CLOSING)


def timers_of(actor: Actor, now: datetime) -> QuerySet[Timer]:
    """What this person may and must do: own, those of nobody, and for who leads a team what is late in it.

    Only kinds for which the role has the right, so that the desk never sees a row of a case.
    """
    kinds = [kind for kind, asking in ASKS.items() if asking.permission in actor.permissions]
    team = [kind for kind in kinds if ASKS[kind].is_for_the_team]
    wanted = Q(person_id=actor.person_id) | Q(person__isnull=True, kind__in=team)
    if Permission.TEAM_VIEW in actor.permissions:
        wanted |= Q(person__isnull=True) | Q(due_at__lt=now)
    danger_first = When(If(urgency="danger", then=Value(0)), default=Value(1), output_field=IntegerField())
    may = Q(kind__in=kinds) & ~Q(kind=TimerKind.GUARDIAN_REQUEST, address_name="concern")
    if OF_A_CONCERN.permission in actor.permissions:
        of_a_concern = Q(kind=TimerKind.GUARDIAN_REQUEST, address_name="concern")
        may, wanted = may | of_a_concern, wanted | of_a_concern
    rows = Timer.objects.running().visible_to(actor).filter(wanted, may)
    if Permission.CASE_VIEW not in actor.permissions:  # what a case asked of others is for those who see cases
        rows = rows.exclude(asked_by_organisation=None, file__kind=FileKind.CASE)
    return rows.select_related("person").order_by(danger_first, "due_at", "id")


def action_rows(actor: Actor, now: datetime, limit: int) -> list[ActionRow]:
    """Danger, late, today, the next seven days."""
    return [_row(actor, timer) for timer in timers_of(actor, now).filter(due_at__lt=now + AHEAD)[:limit]]


def next_thing(actor: Actor, now: datetime) -> Timer | None:
    """What comes first after the days that Today shows."""
    return timers_of(actor, now).order_by("due_at").first()


def _row(actor: Actor, timer: Timer) -> ActionRow:
    asking = asking_of(timer)
    facts = [sex_and_age(timer.sex or "unknown", timer.birth_year, timer.age_band)]
    if timer.urgency == "danger":
        facts.append(code_list("urgency").label("danger"))
    if timer.kind != TimerKind.SERVICE:
        facts.append(fact_words(timer.fact))
    if timer.person is not None and str(timer.person.pk) != actor.id:
        facts.append(gettext("Lead: %(person)s") % {"person": timer.person.display_name})
    is_mine_to_answer = asking.permission in (Permission.REFERRAL_ANSWER, Permission.CASE_SIGN)
    return ActionRow(
        sentence=sentence_of(timer), url=address_of(timer), button=asking.button, due=timer.due_at,
        code=timer.subject_code, facts=[fact for fact in facts if fact], is_main=is_mine_to_answer,
        button_url=button_address(timer, asking),
    )  # fmt: skip


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


def waiting_rows(actor: Actor, limit: int = 12) -> list[WaitingRow]:
    """What others owe us: the body, what, and by when. Only for those who work on cases or send children on."""
    if not actor.permissions & {Permission.CASE_VIEW, Permission.REFERRAL_VIEW}:
        return []
    language = language_now()
    return [
        WaitingRow(
            who=timer.organisation.label(language) if timer.organisation else "",
            what=f"{sentence_of(timer)} · {timer.subject_code}",
            due=timer.due_at,
            url=address_of(timer),
        )
        for timer in awaited_by(actor)[:limit]
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
        who=sex_and_age(child.sex, child.birth_year, child.age_band_at_entry),
        steps=Steps(steps_of(case.stage)),
        next_due=due,
        is_late=due is not None and due < now,
    )


def small_figures(actor: Actor, now: datetime) -> list[Chip]:
    """At most three numbers, as words: open, high risk, late."""
    if Permission.CASE_VIEW not in actor.permissions:
        return []
    open_cases = cases_visible_to(actor).filter(stage__in=OPEN_STAGES).order_by()
    counts = open_cases.aggregate(all=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    late = timers_of(actor, now).filter(due_at__lt=now).count()
    chips = [Chip(Tone.MUTE, gettext("Open: %(count)d") % {"count": counts["all"]})]
    if counts["high"]:
        chips.append(Chip(Tone.MUTE, gettext("High risk: %(count)d") % {"count": counts["high"]}))
    if late:
        chips.append(Chip(Tone.LATE, gettext("Late: %(count)d") % {"count": late}))
    return chips
