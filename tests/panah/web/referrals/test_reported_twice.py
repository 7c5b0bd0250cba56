"""The same child comes a second time, under another spelling: whoever takes it on is told what is theirs to know (S17)."""

import pytest
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.referrals.actions import accept_leg
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, child_of, leg_of, referred, reported
from tests.panah.web.referrals.test_telling import signed_in, text_of


@pytest.fixture
def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def known_child(sides: Sides) -> Case:
    referral = referred(sides, reported(sides, "earlier"))
    accept_leg(by=sides.worker, leg=leg_of(referral), lead=sides.ngo.people[Role.CASEWORKER])
    return Case.objects.get()


@pytest.mark.safeguard("S17", "the same child is reported again: whoever takes it on learns codes of own cases alone")
def test_a_child_reported_twice_is_noticed_before_it_is_taken_on(sides: Sides, worker: Client) -> None:
    case = known_child(sides)
    concern = reported(sides, "again")
    told_child = child_of(concern)
    told_child.name = "QAIRAT CanaryName"  # other letters, other case
    told_child.save()
    leg = leg_of(referred(sides, concern))
    text = text_of(worker.get(f"/app/r/{leg.code}/accept/"))
    assert "May be the same child" in text
    assert case.code in text
    assert "anary" not in text.replace("Canary in a mine", "")
    there = signed_in(sides.clinic.people[Role.CASEWORKER])
    other = leg_of(referred(sides, reported(sides, "third"), receiver=sides.doctor, service_types=("medical",)))
    text = text_of(there.get(f"/app/r/{other.code}/accept/"))
    assert case.code not in text
    assert "Ask this organisation: ngo en" in text


def test_nothing_is_said_of_a_child_whom_nobody_knows(sides: Sides, worker: Client) -> None:
    leg = leg_of(referred(sides))
    assert "May be the same child" not in text_of(worker.get(f"/app/r/{leg.code}/accept/"))
