"""Somebody goes: the steps that these tests share. Aigul goes; Nurzhan stays, Saule supervises, Bakyt heads."""

from datetime import time, timedelta

from django.test import Client
from django.utils import timezone

from panah.casework.leaving import actions as giving
from panah.casework.leaving.queries import left_in
from panah.foundation.accounts.models import Person
from panah.foundation.departures.actions import begin_departure
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure
from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.models import Turn
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, Worker


def leaves(office: Office, worker: Worker | None = None, by: Worker | None = None) -> Departure:
    return begin_departure(
        by=(by or office.saule).actor, person=(worker or office.aigul).person, kind=Kind.LEAVING, since=clock.today()
    )


def on_leave(office: Office, days: int = 7, stand_in: Worker | None = None) -> Departure:
    return begin_departure(
        by=office.saule.actor, person=office.aigul.person, kind=Kind.LEAVE, since=clock.today(),
        until=clock.today() + timedelta(days=days), stand_in=(stand_in or office.nurzhan).person,
    )  # fmt: skip


def turn_of(office: Office, worker: Worker, backup: Worker | None = None, days: int = 1) -> Turn:
    begins = (timezone.localtime(clock.now()) + timedelta(days=days)).replace(
        hour=20, minute=0, second=0, microsecond=0
    )
    keeper = office.saule.actor
    if not Turn.objects.exists():
        eight, nine = time(20), time(9)
        keep_desk(by=keeper, hours=Hours(Cover.NIGHTS, eight, nine))
    details = TurnDetails(
        Span(begins, begins + timedelta(hours=12)), worker.person, "+7 000 000 00 02", backup.person if backup else None
    )
    return add_turn(by=keeper, details=details)


def give_all(office: Office, going: Departure, to: Worker | None = None, by: Worker | None = None) -> Departure:
    keys = [one.key for one in left_in(going)]
    return giving.place(
        by=(by or office.saule).actor, departure=going, keys=keys, to=(to or office.nurzhan).person
    )  # fmt: skip


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
