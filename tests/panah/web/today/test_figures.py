"""The small figures over Today, by role: at most three, and none for who sees no children."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from panah.casework.cases.codes import Risk
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.roles import Role
from panah.web.today.figures import small_figures
from panah.web.today.queries import standing_of
from tests.panah.casework.cases.office import Office, Worker, assessed, hired, opened


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def words(worker: Worker) -> list[str]:
    now = timezone.now()
    return [str(chip.word) for chip in small_figures(worker.actor, now, standing_of(worker.actor, now))]


def test_a_caseworker_reads_open_high_risk_and_late(office: Office) -> None:
    assessed(office, opened(office), Risk.HIGH)
    opened(office)
    opened(office, lead=office.nurzhan)
    running = Timer.objects.running().filter(person=office.aigul.person)
    running.filter(pk=running[0].pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert words(office.aigul) == ["Open: 2", "High risk: 1", "Late: 1"]


def test_a_supervisor_reads_who_is_late_how_cases_are_spread_and_consents(office: Office) -> None:
    for _ in range(3):
        opened(office)
    opened(office, lead=office.nurzhan)
    Timer.objects.exclude(kind=TimerKind.FIRST_SAFETY_CONTACT).delete()
    Timer.objects.running().filter(person=office.aigul.person).update(due_at=timezone.now() - timedelta(hours=1))
    Timer.objects.filter(person=office.nurzhan.person).update(kind=TimerKind.CONSENT_ENDS)
    assert words(office.saule) == ["Late: 3 (Aigul 3)", "Cases per worker: 1–3", "Consents to renew: 1"]


def test_a_head_reads_what_others_owe_beside_the_team(office: Office) -> None:
    head = hired(office.organisation, Role.HEAD_OF_ORGANISATION, "head")
    assert words(head) == ["Late: 0", "Cases per worker: 0", "Others owe us: 0"]


def test_the_desk_reads_what_is_new_what_to_decide_and_what_has_no_answer(office: Office) -> None:
    now = timezone.now()
    usual = {"subject_code": "X", "address_name": "concern", "address_code": "X", "started_at": now, "due_at": now}
    for kind in (TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_TRIAGE):
        Timer.objects.create(kind=kind, organisation=office.organisation, **usual)
    Timer.objects.create(
        kind=TimerKind.LEG_ANSWER, organisation=office.other, asked_by_organisation=office.organisation, **usual
    )
    assert words(office.gulnar) == ["New concerns: 2", "To decide: 1", "Referrals without an answer: 1"]


def test_who_sees_no_children_reads_no_figures_of_them(office: Office) -> None:
    assert words(office.dinara) == []
    assert words(hired(office.organisation, Role.ADMINISTRATOR, "admin")) == []
