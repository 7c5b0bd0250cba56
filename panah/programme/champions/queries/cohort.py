from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, When

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.queries import deadline_rules
from panah.foundation.documents.models import Letter
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation, normalise_code
from panah.foundation.security.roles import Role
from panah.programme.champions.codes import ActType, ChampionState, Paper, ReportState
from panah.programme.champions.models import (
    Act,
    Application,
    Champion,
    KitPiece,
    KitVersion,
    Plan,
    PlannedAct,
    QuarterReport,
)
from panah.programme.champions.rules import Quarter, is_inactive, missed, quarters_to_report

_SENT = (ReportState.SENT, ReportState.ACCEPTED)


def champions_of(actor: Actor, *, region: str = "", state: str = "", over: Quarter | None = None) -> QuerySet[Champion]:
    """The cohort that ``actor`` may see, with what each did in a quarter (``posts``, ``events``, ``others``).

    Those who are at work stand first.
    """
    rows: QuerySet[Champion] = Champion.objects.visible_to(actor).select_related("adult", "region")
    if region:
        rows = rows.filter(Q(region=region) | Q(region__parent=region))
    if state:
        rows = rows.filter(state=state)
    quarter = over or Quarter.of(clock.today())
    inside = Q(acts__removed_at=None, acts__happened_on__gte=quarter.first, acts__happened_on__lte=quarter.last)
    of_type = {
        "posts": Q(acts__type=ActType.POST), "events": Q(acts__type=ActType.EVENT),
        "others": Q(acts__type__in=(ActType.MEETING, ActType.MEDIA)),
    }  # fmt: skip
    counted = {name: Count("acts", filter=inside & wanted, distinct=True) for name, wanted in of_type.items()}
    has_ended = Case(When(state=ChampionState.ENDED, then=1), default=0)
    return rows.annotate(**counted).order_by(has_ended, "adult__sort_key", "code")


def champion_of_account(actor: Actor) -> Champion | None:
    """The champion who is signed in: the own record in the office for which one works now."""
    rows = Champion.objects.visible_to(actor, frozenset({Relation.OWNER}))
    rows = rows.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    found: Champion | None = rows.select_related("adult", "region", "organisation").order_by("-since").first()
    return found


def plan_of(champion: Champion, year: int) -> Plan | None:
    return champion.plans.filter(year=year).first()


def planned_of(plan: Plan | None) -> list[PlannedAct]:
    """What stands in the plan, in the order of the year; shut."""
    if plan is None:
        return []
    return list(plan.planned.filter(dropped_at=None).order_by("quarter", "day", "written_at"))


def acts_of(actor: Actor, champion: Champion, quarter: Quarter | None = None) -> list[Act]:
    """What was done, the newest first; shut."""
    rows = Act.objects.visible_to(actor).standing().filter(champion=champion).select_related("place", "institution")
    if quarter is not None:
        rows = rows.filter(happened_on__gte=quarter.first, happened_on__lte=quarter.last)
    return list(rows.order_by("-happened_on", "-recorded_at"))


def report_of(champion: Champion, quarter: Quarter) -> QuarterReport | None:
    return champion.reports.filter(year=quarter.year, quarter=quarter.number).first()


def reports_of(actor: Actor, champion: Champion) -> list[QuarterReport]:
    rows = QuarterReport.objects.visible_to(actor).filter(champion=champion)
    return list(rows.order_by("-year", "-quarter"))


def report_due_on(quarter: Quarter) -> date:
    """The last day for the report of a quarter, by the deadline in force when it ended."""
    rows = [
        rule for rule in deadline_rules()
        if rule.kind == TimerKind.CHAMPION_REPORT and rule.valid_from <= quarter.last
        and (rule.valid_to is None or quarter.last <= rule.valid_to)
    ]  # fmt: skip
    return quarter.last + timedelta(days=rows[-1].amount)


@dataclass(frozen=True)
class YearOf:
    """How the reports of a champion stand today."""

    to_write: Sequence[Quarter]  # over, and not sent; the latest first
    missed: Sequence[Quarter]
    is_inactive: bool


def year_of(champion: Champion, today: date | None = None) -> YearOf:
    """Only of who is at work with an agreed plan; before, nobody waits for a report."""
    today = today or clock.today()
    if champion.state not in (ChampionState.ACTIVE, ChampionState.ENDED):
        return YearOf((), (), False)
    wanted = quarters_to_report(champion.since, champion.until, today)
    rows = champion.reports.filter(state__in=_SENT).values_list("year", "quarter")
    sent = {Quarter(year, number) for year, number in rows}
    due = [one for one in wanted if report_due_on(one) < today]
    to_write = [one for one in reversed(wanted) if one not in sent]
    return YearOf(to_write, missed(wanted, sent, due), is_inactive(wanted, sent, due))


def linkable_people(champion: Champion) -> list[Person]:
    """Accounts of champions of this office that belong to nobody of the cohort yet."""
    taken = Champion.objects.at_work().filter(organisation=champion.organisation_id, person__isnull=False)
    rows = Membership.objects.valid().filter(organisation=champion.organisation_id, role=Role.CHAMPION)
    rows = rows.exclude(person__in=taken.values("person")).select_related("person")
    return sorted({one.person for one in rows if one.person.is_active}, key=lambda person: person.display_name)


def kit_of(actor: Actor) -> list[KitPiece]:
    """The pieces that are kept, with all their versions."""
    rows = KitPiece.objects.visible_to(actor).filter(retired_at=None)
    return list(rows.prefetch_related("versions__picture").order_by("made_at", "code"))


def usable_kit(actor: Actor) -> list[KitVersion]:
    """Of each piece the newest version that was approved."""
    found = []
    for piece in kit_of(actor):
        approved = [one for one in piece.versions.all() if one.approved_at is not None]
        if approved:
            found.append(max(approved, key=lambda one: one.number))
    return found


def uses_of(actor: Actor, piece: KitPiece) -> list[Act]:
    """Which acts used a piece, the newest first."""
    rows = Act.objects.visible_to(actor).standing().filter(uses__version__piece=piece).distinct()
    return list(rows.select_related("champion").order_by("-happened_on"))


def letters_of(actor: Actor, record: Champion) -> list[Letter]:
    """Of who was forgotten none: their words go, their numbers stay in the book of the office."""
    if record.adult.forgotten_at is not None:
        return []
    rows = Letter.objects.visible_to(actor).filter(file=record.file_id, kind__in=list(Paper))
    return list(rows.select_related("made_by", "copy").order_by("-made_at"))


def letter_under(actor: Actor, code: str) -> Letter | None:
    """A paper of this room by its code, for who may see its file."""
    rows = Letter.objects.visible_to(actor).filter(kind__in=list(Paper), code=normalise_code(code) or "-")
    forgotten = Champion.objects.exclude(adult__forgotten_at=None).values("file")
    emptied = Application.objects.exclude(forgotten_at=None).values("file")
    rows = rows.exclude(file__in=forgotten).exclude(file__in=emptied)
    found: Letter | None = rows.select_related("organisation", "copy", "file").first()
    return found
