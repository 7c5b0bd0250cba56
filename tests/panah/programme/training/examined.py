"""A training of two days with four participants and a test of three questions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.programme.training.actions.papers import PaperDetails, make_ready, put_item, write_paper
from panah.programme.training.codes import CameBy, EnrolmentState, EventKind, EventState, ItemKind
from panah.programme.training.models import Attendance, Enrolment, Event, HalfDay, TestPaper
from panah.programme.training.queries import bearer_of_enrolment, own_token
from panah.programme.training.rules.links import token_hash
from panah.programme.training.rules.scoring import DraftItem, DraftOption, true_or_false
from tests.panah.programme.bureau import Bureau, known

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 24)
NAMES = ("Айгерім Үлгібаева", "Сәуле Үлгібаева", "Қайрат Үлгібаев", "Ерлан Үлгібаев")
CODES = ("AB234", "CD567", "EF892", "GH345")
CHOICE = DraftItem(
    "Баланы кім тыңдайды?", "Кто слушает ребёнка?",
    (DraftOption("Кез келген адам", "Любой"), DraftOption("Сенетін маман", "Тот, кому доверяет", True)),
)  # fmt: skip
SEVERAL = DraftItem(
    "Қай белгілер бар?", "Какие есть признаки?",
    (DraftOption("Қорқады", "Боится", True), DraftOption("Күледі", "Смеётся"), DraftOption("Шаршайды", "Устаёт", True)),
    ItemKind.SEVERAL,
)  # fmt: skip
SENTENCE = true_or_false("Көмек қағазсыз басталады.", "Помощь начинается без документов.", is_true=True)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 5, tzinfo=UTC)


@dataclass(frozen=True)
class Course:
    event: Event
    people: tuple[Enrolment, ...]
    paper: TestPaper


def made_course(bureau: Bureau, *, first: date = FIRST, last: date = LAST) -> Course:
    with clock.standing_at(at(first - timedelta(days=20))):
        event = _event(bureau, first, last)
        people = tuple(_enrolled(bureau, event, name, code) for name, code in zip(NAMES, CODES, strict=True))
        return Course(event, people, ready_paper(bureau, event))


def ready_paper(bureau: Bureau, event: Event) -> TestPaper:
    by = bureau.timur.actor
    paper = write_paper(by=by, details=PaperDetails("Тест", "Тест", event=event))
    for item in (CHOICE, SEVERAL, SENTENCE):
        paper = put_item(by=by, paper=paper, item=item, version=paper.version)
    return make_ready(by=by, paper=paper, version=paper.version)


def _event(bureau: Bureau, first: date, last: date) -> Event:
    file = vault.open_file(FileKind.TRAINING)
    event: Event = Event.objects.create(
        file=file, code=file.code, organisation=bureau.here, kind=EventKind.SPECIALISTS, title_kk="Оқыту",
        title_ru="Тренинг", place=bureau.district, languages=["kk"], places=24, starts_on=first, ends_on=last,
        state=EventState.OPEN, enrol_hash=token_hash(f"enrol-{file.code}"), planned_at=clock.now(),
        planned_by=bureau.timur.actor.id,
    )  # fmt: skip
    grants.grant(file, PrincipalKind.TEAM, bureau.here.pk, Relation.LEAD_ORGANISATION)
    HalfDay.objects.create(
        event=event, number=1, date=first, part="morning", starts_at=at(first, 9), ends_at=at(first, 13)
    )
    return event


def _enrolled(bureau: Bureau, event: Event, name: str, code: str) -> Enrolment:
    one = Enrolment(
        event=event, adult=known(bureau, name), code=code, state=EnrolmentState.ENROLLED, language="kk",
        came_by=CameBy.LINK, may_be_asked=True, enrolled_at=clock.now(),
    )  # fmt: skip
    one.own_hash = token_hash(own_token(one))
    one.save(force_insert=True)
    return one


def a_fifth(bureau: Bureau, course: Course) -> Course:
    """With one more, so that shares may be said."""
    with clock.standing_at(at(FIRST - timedelta(days=20))):
        one = _enrolled(bureau, course.event, "Гүлнар Үлгібаева", "JK678")
    return Course(course.event, (*course.people, one), course.paper)


def attended(course: Course) -> None:
    half_day = HalfDay.objects.get(event=course.event)
    for one in course.people:
        Attendance.objects.create(enrolment=one, half_day=half_day, known_by="tick", at=half_day.starts_at)


def themselves(enrolment: Enrolment) -> Actor:
    """The participant, by the own link."""
    return bearer_of_enrolment(enrolment)
