"""The rounds of benchmarks.region, for a Django that is set up: two years of referrals, written in bulk."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from benchmarks.rounds import Row, client_of, measured_page
from panah.casework.cases.models import Case
from panah.casework.people.models import Child
from panah.casework.referrals.models import Leg, Referral
from panah.foundation.accounts.actions import add_organisation, add_person, agree, begin_coordinating, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.foundation.security.turn import refresh_statistics

JOB = Actor.system("benchmark", EVERYTHING)
BODIES, SENDERS, CASES = 300, 40, 5_000
CHUNK = 5_000
DAYS = 730
HOME = "KZ-61"
REASONS = ("no_free_place", "not_our_service", "other_territory", "age_rule", "citizenship_rule", "other")


@dataclass(frozen=True)
class Country:
    bodies: list[Organisation]
    senders: list[Organisation]
    coordinator: Person
    minister: Person


def measured(referrals: int, when_built: Callable[[], None]) -> Iterator[Row]:
    settings.ALLOWED_HOSTS = ["testserver"]
    country = build(referrals)
    when_built()
    minister, region = client_of(country.minister), client_of(country.coordinator)
    yield measured_page("country, the last 30 days", lambda: minister.get("/app/region/"))
    yield measured_page("country, the last full quarter", lambda: minister.get("/app/region/?period=quarter"))
    yield measured_page("country, one service", lambda: minister.get("/app/region/?service=legal"))
    yield measured_page("region", lambda: region.get("/app/region/"))
    yield measured_page("table of the week, country", lambda: minister.get("/app/region/week/"))
    yield measured_page("one body", lambda: region.get(f"/app/region/{country.bodies[0].code}/"))
    yield measured_page("Today of the ministry", lambda: minister.get("/app/"))


def build(referrals: int, seed: int = 7) -> Country:
    chance = random.Random(seed)
    with transaction.atomic():
        country = _country(chance)
        cases = _cases(country, chance)
    for start in range(0, referrals, CHUNK):
        with transaction.atomic(), vault.ring():
            _referrals(country, cases, chance, min(CHUNK, referrals - start))
    refresh_statistics()  # as the worker does every day
    return country


def _country(chance: random.Random) -> Country:
    load_places(by=JOB)
    regions = list(Place.objects.regions())
    home = Place.objects.get(pk=HOME)
    bodies = [_organisation(f"body-{number}", chance.choice(regions) if number else home) for number in range(BODIES)]
    senders = [_organisation(f"sender-{number}", chance.choice(regions)) for number in range(SENDERS)]
    people = []
    for code, place, role in (
        ("akimat", home, Role.REGIONAL_COORDINATOR),
        ("ministry", None, Role.MINISTRY_COORDINATOR),
    ):
        office, since = _organisation(code, place), timezone.localdate() - timedelta(days=DAYS)
        begin_coordinating(by=JOB, organisation=office, region=place, since=since, paper="benchmark")
        person = add_person(by=JOB, username=code, display_name=code, password=None, language="ru")
        give_role(by=JOB, person=person, organisation=office, role=role)
        for sender in senders:
            agree(by=JOB, organisation=sender, coordinator=office, agreed_on=since)
        people.append(person)
    return Country(bodies, senders, *people)


def _organisation(code: str, place: Place | None) -> Organisation:
    return add_organisation(by=JOB, code=code, kind="ngo", names={"kk": code, "ru": code, "en": code}, place=place)


def _cases(country: Country, chance: random.Random) -> list[Case]:
    now = timezone.now()
    child_files, case_files = vault.open_files(FileKind.CHILD, CASES), vault.open_files(FileKind.CASE, CASES)
    children = [
        Child(file=file, code=file.code, sex="female", organisation=chance.choice(country.senders), registered_at=now)
        for file in child_files
    ]
    Child.objects.bulk_create(children, batch_size=500)
    cases = [
        Case(file=file, code=child.code, child=child, organisation=child.organisation, opened_at=now)
        for file, child in zip(case_files, children, strict=True)
    ]
    return Case.objects.bulk_create(cases, batch_size=500)


def _referrals(country: Country, cases: list[Case], chance: random.Random, count: int) -> None:
    now, files = timezone.now(), vault.open_files(FileKind.REFERRAL, count)
    services = code_list("service_types").codes
    legs, referrals, timers = [], [], []
    for file in files:
        case, body = chance.choice(cases), chance.choice(country.bodies)
        sent = now - timedelta(hours=chance.random() * DAYS * 24)
        status = _status(chance, now - sent)
        referral = Referral(
            file=case.file, code=file.code, case=case, sender_organisation=case.organisation, sent_at=sent, status=status,
            service_types=[chance.choice(services)], no_information_leg_reason="no_ground",
        )  # fmt: skip
        answered = sent + timedelta(hours=chance.expovariate(1 / 40)) if status in ("accepted", "refused") else None
        legs.append(
            Leg(
                file=file, code=file.code, referral=referral, organisation=body, status=status, sent_at=sent,
                acknowledged_at=answered, answered_at=answered, reason=chance.choice(REASONS) if status == "refused" else "",
            )
        )  # fmt: skip
        referrals.append(referral)
        timers += _timers(legs[-1], case, chance, answered)
    Referral.objects.bulk_create(referrals, batch_size=500)
    Leg.objects.bulk_create(legs, batch_size=500)
    Timer.objects.bulk_create(timers, batch_size=500)


def _status(chance: random.Random, age: timedelta) -> str:
    if age < timedelta(days=30) and chance.random() < 0.4:
        return chance.choice(("sent", "acknowledged"))
    return chance.choices(("accepted", "refused", "withdrawn"), (75, 20, 5))[0]


def _timers(leg: Leg, case: Case, chance: random.Random, answered: datetime | None) -> list[Timer]:
    is_open = leg.status in ("sent", "acknowledged")
    confirmed = leg.sent_at + timedelta(hours=chance.expovariate(1 / 20))
    kinds = [("leg_acknowledge", leg.sent_at, None if leg.status == "sent" else confirmed)]
    if leg.status != "sent":
        kinds.append(("leg_answer", confirmed, None if is_open else answered or confirmed))
    return [
        Timer(
            file=case.file, kind=kind, organisation=leg.organisation, asked_by_organisation=case.organisation,
            subject_code=leg.code, urgency="normal", address_name="referral", address_code=leg.code, started_at=start,
            due_at=start + timedelta(hours=24), stopped_at=end, done_at=end, outcome="" if end is None else leg.status,
        )
        for kind, start, end in kinds
    ]  # fmt: skip
