"""Two people at the same moment: one wins, the other gets a sentence, and nothing is there twice or half."""

import pytest

from panah.casework.cases.models import Case
from panah.casework.referrals.actions import (
    Answerer,
    accept_leg,
    re_route,
    try_pin,
    withdraw_referral,
)
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import holder_of
from panah.foundation.security.roles import Role
from tests.at_once import at_once, refused
from tests.panah.casework.referrals.handover import REQUEST, Sides, leg_of, linked, made_sides, referred


@pytest.fixture
def sides(transactional_db: None) -> Sides:
    return made_sides()


def test_of_two_who_accept_at_once_one_opens_the_case(sides: Sides) -> None:
    referral = referred(sides)
    legs = [leg_of(referral) for _ in range(2)]
    actors = sides.worker, sides.ngo.actors[Role.SUPERVISOR]
    results = at_once(
        lambda: accept_leg(by=actors[0], leg=legs[0]), lambda: accept_leg(by=actors[1], leg=legs[1])
    )  # fmt: skip
    assert len(refused(results)) == 1
    assert Case.objects.count() == 1
    assert Step.objects.filter(kind="accepted").count() == 1


def test_an_account_and_a_link_that_answer_at_once_give_one_answer(sides: Sides) -> None:
    referral = referred(sides)
    holder = holder_of(linked(sides, referral).link)
    legs = [leg_of(referral) for _ in range(2)]
    nurse = Answerer("A. Nurse")
    results = at_once(
        lambda: accept_leg(by=sides.worker, leg=legs[0]), lambda: accept_leg(by=holder, leg=legs[1], answerer=nurse)
    )  # fmt: skip
    assert len(refused(results)) == 1
    assert Case.objects.count() == 1


@pytest.mark.parametrize("sending", ["elsewhere", "withdrawn"])
def test_taking_back_what_is_being_accepted_ends_in_one_of_the_two(sides: Sides, sending: str) -> None:
    referral = referred(sides)
    leg = leg_of(referral)

    def take_back() -> object:
        if sending == "elsewhere":
            return re_route(by=sides.sender, referral=referral, receiver=sides.doctor, request=REQUEST)
        return withdraw_referral(by=sides.sender, referral=referral, reason="sent_by_mistake")

    results = at_once(lambda: accept_leg(by=sides.worker, leg=leg), take_back)
    assert len(refused(results)) == 1
    is_accepted = Referral.objects.get().status == "accepted"
    assert Case.objects.count() == (1 if is_accepted else 0)
    assert Leg.objects.filter(status="accepted").count() == (1 if is_accepted else 0)
    assert Leg.objects.filter(status="withdrawn").count() == (0 if is_accepted else 1)


def test_ten_wrong_pins_at_once_count_as_five(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    wrong = f"{(int(fresh.pin) + 1) % 10**6:06d}"

    def guess() -> object:
        link = AnswerLink.objects.get(pk=fresh.link.pk)
        return try_pin(by=holder_of(link), link=link, pin=wrong)

    results = at_once(*[guess] * 10)
    assert (results.count("wrong"), results.count("paused")) == (4, 6)
    assert AnswerLink.objects.get().wrong_tries == 5
    assert Step.objects.filter(kind="link_paused").count() == 1
