"""What a phone sealed at an outing, opened again: nothing of it is refused that somebody could act on."""

from datetime import timedelta
from typing import Any

import pytest

from panah.casework.concerns.models import Concern
from panah.casework.outings.actions import take_offline
from panah.casework.outings.codes import Doubt
from panah.casework.outings.models import Outing, OutingChild, OutingTally, TakenOffline
from panah.casework.outings.rules import clock_doubt
from panah.casework.referrals.models import Leg
from panah.foundation.security import clock
from panah.web.components.sealed_post import Arrived
from panah.web.outbox.kinds import KINDS
from panah.web.outings.posted import NotTakenAlong, NotWhole, receive_child
from tests.panah.casework.outings.group import MORNING, Group

A_DAY = timedelta(days=1)


@pytest.fixture
def token(group: Group, outing: Outing) -> str:
    return take_offline(by=group.oraz.actor, outing=outing)


def arrived(token: str, key: str = "item-1", **changes: Any) -> Arrived:
    form: dict[str, list[str]] = {
        "token": [token], "decision": ["refer"], "age_band": ["6_11"], "sex": ["female"], "company": ["alone"],
        "language": ["uz"], "signs": ["not_in_school"], "needs": ["food_and_clothes"], "contact_ok": ["yes"],
        "contact": ["Canarycontact"], "seen": ["Canarysaid"], "csrfmiddlewaretoken": ["old"],
    }  # fmt: skip
    form |= {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    return Arrived(form, key, MORNING, clock.now())


def test_the_post_knows_this_kind() -> None:
    assert KINDS["outing-child"].receiver is receive_child


def test_what_was_sealed_becomes_a_record_under_the_key_of_its_item(group: Group, outing: Outing, token: str) -> None:
    receipts = {receive_child(arrived(token)).number for _time in range(3)}
    child = OutingChild.objects.get()
    assert receipts == {child.code}
    assert (child.was_sealed, child.recorded_by, child.met_at) == (True, group.oraz.person, MORNING)
    assert TakenOffline.objects.get().came_back == 1


def test_of_who_needed_nothing_the_receipt_names_the_outing(outing: Outing, token: str) -> None:
    assert receive_child(arrived(token, decision="nothing")).number == outing.code
    assert OutingTally.objects.get().count == 1
    assert not Concern.objects.exists()


@pytest.mark.parametrize("wrong", ["", "x" * 32])
def test_without_the_token_nothing_is_taken(outing: Outing, token: str, wrong: str) -> None:
    with pytest.raises(NotTakenAlong):
        receive_child(arrived(wrong))
    with clock.standing_at(MORNING + 3 * A_DAY), pytest.raises(NotTakenAlong):
        receive_child(arrived(token))


def test_a_form_without_a_decision_stays_on_the_phone(outing: Outing, token: str) -> None:
    for decision in ("", "invented"):
        with pytest.raises(NotWhole):
            receive_child(arrived(token, decision=decision))
    assert not OutingChild.objects.exists()


def test_what_does_not_fit_is_not_known_and_the_child_is_taken_in(outing: Outing, token: str) -> None:
    signs = ["not_in_school", "no_papers", "works", "begs", "hurt", "hungry", "ill"]
    receive_child(arrived(token, age_band="old", signs=signs, needs=["gone"], contact="", sleeps_tonight="x"))
    child = OutingChild.objects.get()
    assert (child.age_band, child.contact_ok, len(child.signs), child.needs) == ("unknown", "unknown", 6, [])
    receive_child(arrived(token, "item-2", contact="c" * 500))
    assert OutingChild.objects.count() == 2


def test_somebody_urgent_is_handed_over_as_it_was_said(group: Group, outing: Outing, token: str) -> None:
    said = {"provider": group.house.code, "hand_over": "took", "who_took": "Canarywho"}
    receive_child(arrived(token, decision="urgent", **said))
    assert Leg.objects.get().status == "accepted"


@pytest.mark.parametrize("said", [{}, {"provider": "gone", "hand_over": "took", "who_took": "Canarywho"}])
def test_somebody_urgent_of_whom_nobody_can_tell_who_was_asked_goes_to_the_desk(
    outing: Outing, token: str, said: dict[str, str]
) -> None:
    receive_child(arrived(token, decision="urgent", **said))
    assert OutingChild.objects.get().decision == "refer"
    assert Concern.objects.count() == 1
    assert not Leg.objects.exists()


def test_a_phone_whose_clock_is_wrong_by_a_day_is_believed_in_nothing_but_its_own_words(
    outing: Outing, token: str
) -> None:
    wrong = arrived(token)
    receive_child(Arrived(wrong.posted, "a", MORNING + A_DAY, clock.now()))
    receive_child(Arrived(wrong.posted, "b", MORNING - A_DAY, clock.now()))
    receive_child(Arrived(wrong.posted, "c", None, clock.now()))
    rows = OutingChild.objects.order_by("arrived_at")
    found = {clock_doubt(one.met_at, one.arrived_at, outing.starts_at) for one in rows}
    assert found == {Doubt.AHEAD, Doubt.BEHIND, None}
