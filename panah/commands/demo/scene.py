"""The stage of the live cases: moments counted back from now, and the steps of a case in short words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from panah.casework.cases.actions import (
    agree_plan,
    answer_domain,
    approve_plan,
    complete_assessment,
    plan_service,
    record_contact,
    record_service,
    start_case,
)
from panah.casework.cases.codes import Domain, NoteKind, Risk
from panah.casework.cases.models import Case, PlannedService
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.codes import Category
from panah.casework.people.rules import Birth
from panah.commands.demo.cast import Cast
from panah.commands.demo.names import LANGUAGE_OF, Script, name_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

NGO, DUTY = "ulgi-1", "duty-61"
PLACES_NEAR = ("615400000", "613800000", "614400000")  # Saryagash, Jetisay, Maktaaral
A_QUARTER_HOUR = timedelta(minutes=15)


@dataclass(frozen=True)
class Newcomer:
    """A child of a live case as a table row tells it."""

    number: int
    sex: str
    age: int
    citizenship: str
    category: Category
    urgency: str = "normal"


@dataclass(frozen=True)
class Scene:
    cast: Cast
    now: datetime

    @contextmanager
    def ago(self, **back: float) -> Iterator[date]:
        """Let everything within happen so long ago; gives the day of then."""
        moment = self.now - timedelta(**back)
        with clock.standing_at(moment):
            yield timezone.localtime(moment).date()

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    def hours_since_yesterdays(self, hour: int, minute: int) -> float:
        """Hours back to a time of yesterday, so that what is due in a day is due at this time today.

        Late in the day, when this time is past, the next quarter of an hour but one stands in for it.
        """
        local = timezone.localtime(self.now)
        due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if due < local + A_QUARTER_HOUR:
            due = local + 2 * A_QUARTER_HOUR
            due = due.replace(minute=due.minute // 15 * 15, second=0, microsecond=0)
        return 24 - (due - local).total_seconds() / 3600

    def worker(self, number: int = 1, organisation: str = NGO) -> Actor:
        return self.cast.actor(organisation, Role.CASEWORKER, number)

    def supervisor(self, organisation: str = NGO) -> Actor:
        return self.cast.actor(organisation, Role.SUPERVISOR)


def begin(scene: Scene, child: Newcomer, worker: int = 1, organisation: str = NGO) -> Case:
    """A case that starts at the moment where the clock stands."""
    return start_case(
        by=scene.worker(worker, organisation),
        organisation=scene.cast.organisations[organisation],
        lead=scene.cast.person(organisation, Role.CASEWORKER, worker),
        urgency=child.urgency,
        details=details_of(scene, child),
    )


def details_of(scene: Scene, child: Newcomer) -> ChildDetails:
    """What is known of a child at the door."""
    language = LANGUAGE_OF[child.citizenship]
    name = name_of(child.number, language, child.sex)
    spellings = (Script.KAZAKH if child.citizenship == "KZ" else Script.RUSSIAN, Script.LATIN)
    spelling = spellings[child.number % 2]
    return ChildDetails(
        names=(SpokenName(name.full(spelling), family=name.family(spelling), given=name.first(spelling)),),
        sex=child.sex,
        birth=Birth(year=clock.today().year - child.age - 1),
        citizenship_group=child.citizenship,
        language=language,
        category=child.category,
        place=scene.cast.places[PLACES_NEAR[child.number % len(PLACES_NEAR)]],
    )


def meet(by: Actor, case: Case, day: date, text: str = "Үлгі: бала қауіпсіз жерде, бүгін анасымен ұйықтайды.") -> None:
    """The first safety contact."""
    record_contact(
        by=by, case=case, kind=NoteKind.FIRST_SAFETY_CONTACT, text=text, happened_on=day,
        sleeps_tonight="with_safe_adult", sleeps_with="Үлгі: анасымен",
    )  # fmt: skip


def assess(by: Actor, case: Case, risk: Risk, serious: tuple[Domain, ...] = (Domain.DOCUMENTS, Domain.SCHOOL)) -> None:
    """All eight areas, what the child says, and the risk that a person names."""
    for domain in Domain:
        is_hard = domain in serious
        answer_domain(
            by=by,
            case=case,
            domain=domain,
            situation="serious_difficulty" if is_hard else "good",
            observed="Үлгі: құжаты жоқ, мектепке бармайды." if is_hard else "",
            child_says="Үлгі: «Мектепке барғым келеді»." if domain is Domain.SCHOOL else "",
        )
    complete_assessment(by=by, case=case, risk=risk, child_view="Үлгі: бала анасымен бірге болғысы келеді.")


def plan(
    scene: Scene, by: Actor, case: Case, goals: dict[str, date], agreed_on: date, *, is_approved: bool = True
) -> dict[str, PlannedService]:
    """Goals by service type with the day by which each is due; gives the planned services by type."""
    texts = {"identity_papers": "Үлгі: туу туралы куәлік алу.", "education": "Үлгі: қыркүйекте мектепке бару."}
    planned = {
        service_type: plan_service(
            by=by, case=case, service_type=service_type, goal=texts.get(service_type, "Үлгі мақсат."), due_on=due
        )
        for service_type, due in goals.items()
    }
    agree_plan(by=by, case=case, agreed_with="both", agreed_on=agreed_on)
    if is_approved:
        approve_plan(by=scene.supervisor(), case=case)
    return planned


def serve(by: Actor, case: Case, service_type: str, day: date) -> None:
    record_service(by=by, case=case, service_type=service_type, happened_on=day, what_was_done="Үлгі жазба.")
