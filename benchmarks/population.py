"""Many invented cases in one organisation, written in bulk: the tables as they are after years of work."""

import random
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from benchmarks.events import write_events
from panah.casework.cases.codes import OPEN_STAGES, Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.queries import name_key
from panah.casework.people.rules import Birth, tokens_of
from panah.foundation.accounts.actions import add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role, roles_with_a_room
from panah.foundation.security.turn import refresh_statistics

CHUNK = 2_000
LEADS = 100
MEASURED = (Role.CASEWORKER, Role.SUPERVISOR, Role.DUTY_WORKER)
GIVEN = (
    "Айгерім",
    "Қайрат",
    "Нұрлан",
    "Мадина",
    "Dilnoza",
    "Бахтиёр",
    "Aizhan",
    "Тимур",
    "Гүлнұр",
    "Sherzod",
    "Алина",
    "Ерлан",
)
SYLLABLES = ["ай", "бек", "жан", "нұр", "ер", "сұл", "тан", "ғали", "ар", "қас", "ым", "дос", "оми", "рах", "сер"]
KINDS = (TimerKind.ASSESSMENT, TimerKind.PLAN, TimerKind.SERVICE, TimerKind.REVIEW, TimerKind.FIRST_SAFETY_CONTACT)


@dataclass(frozen=True)
class Population:
    organisation: Organisation
    leads: list[Person]
    supervisor: Person
    duty_worker: Person
    others: dict[Role, Person]  # every further role that has a room


def build(cases: int, events: int = 0, seed: int = 7) -> Population:
    """One organisation with ``cases`` cases, a tenth of them open, led by a hundred people; ``events`` on their timelines."""
    chance = random.Random(seed)
    people = staff()
    for start in range(0, cases, CHUNK):
        with transaction.atomic(), vault.ring():
            _chunk(people, chance, start, min(CHUNK, cases - start), events // cases)
    refresh_statistics()  # as the worker does every day
    return people


def staff() -> Population:
    """One organisation without any children yet."""
    job = Actor.system("benchmark", EVERYTHING)
    with transaction.atomic():
        load_places(by=job)
        names = {"kk": "Өлшеу", "ru": "Замер", "en": "Measure"}
        organisation = add_organisation(by=job, code="measure", kind="ngo", names=names)
        answer_for(by=job, organisation=organisation, place=None)
        leads = [_person(job, organisation, f"lead{number}", Role.CASEWORKER) for number in range(LEADS)]
        supervisor = _person(job, organisation, "supervisor", Role.SUPERVISOR)
        duty_worker = _person(job, organisation, "duty", Role.DUTY_WORKER)
        rest = [role for role in roles_with_a_room() if role not in MEASURED]
        others = {role: _person(job, organisation, role.value, role) for role in rest}
    return Population(organisation, leads, supervisor, duty_worker, others)


def staff_of_before() -> Population | None:
    """The same organisation in an installation that was kept; None in a new one."""
    organisation = Organisation.objects.filter(code="measure").first()
    if organisation is None:
        return None
    people = {person.username: person for person in Person.objects.all()}
    leads = [people[f"lead{number}"] for number in range(LEADS)]
    others = {role: people[role.value] for role in roles_with_a_room() if role not in MEASURED}
    return Population(organisation, leads, people["supervisor"], people["duty"], others)


def _person(job: Actor, organisation: Organisation, name: str, role: Role) -> Person:
    person = add_person(by=job, username=name, display_name=name, password=None, language="ru")
    give_role(by=job, person=person, organisation=organisation, role=role)
    return person


def _chunk(people: Population, chance: random.Random, start: int, count: int, each: int) -> None:
    organisation, now = people.organisation, timezone.now()
    child_files = vault.open_files(FileKind.CHILD, count)
    case_files = vault.open_files(FileKind.CASE, count)
    for files in (child_files, case_files):
        grants.grant_many(files, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    children = [
        Child(
            file=file, code=file.code, sex=chance.choice(("female", "male")), birth_year=2026 - chance.randint(1, 17),
            organisation=organisation, registered_at=now, language=chance.choice(("kk", "ru", "uz")),
        )
        for file in child_files
    ]  # fmt: skip
    Child.objects.bulk_create(children, batch_size=500)
    _names(children, chance)
    write_events(_cases(people, chance, children, case_files, start), each, chance)


def _names(children: list[Child], chance: random.Random) -> None:
    now, key = timezone.now(), name_key()
    texts = [f"{_given(chance)} {_family(chance)}" for _ in children]
    rows = [
        Name(file_id=child.file_id, child=child, full=text, written_at=now)
        for child, text in zip(children, texts, strict=True)
    ]
    Name.objects.bulk_create(rows, batch_size=500)
    tokens = [
        NameToken(child=child, kind=kind, token=token)
        for child, text in zip(children, texts, strict=True)
        for kind, token in tokens_of([text], Birth(year=child.birth_year), key)
    ]
    NameToken.objects.bulk_create(tokens, batch_size=2_000)


def _family(chance: random.Random) -> str:
    """About eight thousand family names, some of them common, as in life: the commonest has one child in ninety."""
    rank = int(8_000 * chance.random() ** 2)
    maker = random.Random(rank)
    return "Үлгі" + "".join(maker.choices(SYLLABLES, k=3)) + maker.choice(("ов", "ова", "ев", "ева"))


def _given(chance: random.Random) -> str:
    """Five hundred given names; the commonest has one child in twenty."""
    rank = int(500 * chance.random() ** 2)
    return GIVEN[rank] if rank < len(GIVEN) else "".join(random.Random(-rank).choices(SYLLABLES, k=2)).capitalize()


def _cases(
    people: Population, chance: random.Random, children: list[Child], files: list[File], start: int
) -> list[Case]:
    now = timezone.now()
    cases = []
    for number, (child, file) in enumerate(zip(children, files, strict=True)):
        lead = people.leads[(start + number) % LEADS]
        stage = chance.choice(OPEN_STAGES) if chance.random() < 0.1 else Stage.CLOSED
        opened = now - timedelta(days=chance.randint(0, 900))
        risk = chance.choice(("high", "medium", "low"))
        cases.append(
            Case(
                file=file, code=child.code, child=child, organisation=people.organisation, lead=lead, stage=stage,
                opened_at=opened, risk=risk,
            )
        )  # fmt: skip
    Case.objects.bulk_create(cases, batch_size=500)
    Episode.objects.bulk_create([Episode(case=case, opened_at=case.opened_at) for case in cases], batch_size=500)
    for lead in people.leads:
        mine = [case for case in cases if case.lead_id == lead.pk]
        files_of_lead = [case.file for case in mine] + [case.child.file for case in mine]
        grants.grant_many(files_of_lead, PrincipalKind.PERSON, lead.pk, Relation.LEAD)
    _timers(people, chance, cases)
    return cases


def _timers(people: Population, chance: random.Random, cases: list[Case]) -> None:
    now = timezone.now()
    Timer.objects.bulk_create(
        [
            Timer(
                file=case.file, kind=kind, organisation=people.organisation, person=case.lead, subject_code=case.code,
                sex=case.child.sex, birth_year=case.child.birth_year, fact=f"risk:{case.risk}", urgency=case.risk,
                address_name="case", address_code=case.code, started_at=case.opened_at,
                due_at=now + timedelta(hours=chance.randint(-200, 400)), stopped_at=None if case.stage != Stage.CLOSED else now,
            )
            for case in cases
            for kind in chance.sample(KINDS, 2)
        ],
        batch_size=500,
    )  # fmt: skip
