"""Somebody of a desk goes: the concerns that were taken, the answers that are awaited, the links that were given away."""

import pytest
from django.utils import translation

from panah.casework.concerns.actions import begin_triage
from panah.casework.leaving.actions import place
from panah.casework.leaving.queries import left_in
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import link_that_opens
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.actions import begin_departure
from panah.foundation.departures.codes import Kind, Piece
from panah.foundation.departures.models import Departure
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.web.leaving.actions import finish
from panah.web.leaving.queries import choices_of, facts_of
from tests.panah.casework.referrals.handover import Sides, linked, made_sides, referred, reported


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def leaves(sides: Sides) -> Departure:
    return begin_departure(
        by=sides.duty.actors[Role.SUPERVISOR], person=sides.duty.people[Role.DUTY_WORKER], kind=Kind.LEAVING,
        since=clock.today(),
    )  # fmt: skip


def test_a_concern_taken_and_an_answer_awaited_go_to_a_colleague_and_the_link_is_dead(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    begin_triage(by=sides.sender, concern=reported(sides, "form-2"))
    going = leaves(sides)
    assert sorted(one.piece for one in left_in(going)) == [Piece.ASKED, Piece.CLOCK]
    with translation.override("en"):
        assert any("they end with the account" in str(fact.value) for fact in facts_of(going))
    boss = sides.duty.people[Role.SUPERVISOR]
    keys = [one.key for one in left_in(going)]
    place(by=sides.duty.actors[Role.SUPERVISOR], departure=going, keys=keys, to=boss)
    assert Referral.objects.get().sender == boss
    assert Timer.objects.running().get(kind=TimerKind.CONCERN_TRIAGE).person == boss
    assert link_that_opens(fresh.token) is not None
    finish(by=sides.duty.actors[Role.SUPERVISOR], departure=going)
    assert link_that_opens(fresh.token) is None
    assert Timer.objects.running().filter(kind=TimerKind.LINK_PAUSED).exists()


@pytest.mark.safeguard("S12", "the list of somebody who leaves tells what a reporter wrote")
def test_no_word_of_a_record_stands_in_the_list(sides: Sides) -> None:
    referred(sides)
    begin_triage(by=sides.sender, concern=reported(sides, "form-2"))
    said = " ".join(words for _key, words in choices_of(left_in(leaves(sides))))
    assert "Canary" not in said
    assert "tonight" not in said
