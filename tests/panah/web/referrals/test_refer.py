"""Handing a child over in three steps and a check, without a session and without JavaScript."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from panah.casework.people.codes import Category
from panah.casework.referrals.models import Leg, Referral
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    CANARY_NAME,
    REQUEST,
    Sides,
    consented,
    leg_of,
    opened_case,
    referred,
    reported,
)

QUIET = {"information": "keep", "reason": "no_ground"}


class Walk:
    """One person going through the steps; the page carries the state."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.text = self._read(client.get(address))

    def _read(self, response: Any) -> str:
        self.response = response
        return html.unescape(response.content.decode()) if response.status_code == 200 else ""

    def _hidden(self, name: str) -> str:
        return str(re.findall(rf'name="{name}" value="([^"]*)"', self.text)[0])

    def goes(self, wanted: str = "next", **values: Any) -> str:
        data = {"state": self._hidden("state"), "step": self._hidden("step"), "go": wanted, **values}
        self.text = self._read(self.client.post(self.address, data)) or self.text
        return self.text


def walk(sides: Sides, role: Role = Role.DUTY_WORKER, code: str = "", **more: Any) -> Walk:
    client = Client()
    client.force_login(sides.duty.people[role])
    return Walk(client, f"/app/concerns/{code or reported(sides, **more).code}/refer/")


def to_check(sides: Sides, steps: Walk, **information: Any) -> str:
    steps.goes(service_types=["shelter"], urgency="high")
    steps.goes(receiver=sides.shelter.code, request=REQUEST)
    if not information:
        return steps.goes(**QUIET)
    text = steps.goes(information="tell")
    return steps.goes(**information) if "What the authority is told" in text else text


def test_three_steps_and_a_check_send_a_referral_once(sides: Sides) -> None:
    steps = walk(sides)
    text = to_check(sides, steps)
    assert "Check before sending" in text
    assert REQUEST in text
    assert not Referral.objects.exists()
    before = steps.text
    steps.goes("send")
    assert steps.response.status_code == 302
    referral = Referral.objects.get()
    assert steps.response["Location"] == f"/app/r/{referral.code}/?sent=1"
    steps.text = before
    steps.goes("send")
    assert steps.response.status_code == 302
    assert Referral.objects.count() == 1


def test_whether_an_authority_is_told_has_no_answer_beforehand(sides: Sides) -> None:
    steps = walk(sides)
    steps.goes(service_types=["shelter"], urgency="high")
    text = steps.goes(receiver=sides.shelter.code, request=REQUEST)
    assert "Is an authority told?" in text
    assert " checked" not in text
    assert "Decide whether an authority is told." in steps.goes()
    assert "Choose why no authority is told" in steps.goes(information="keep")
    steps.goes(**QUIET)
    steps.goes("send")
    assert [leg.kind for leg in Leg.objects.all()] == ["person"]
    assert Referral.objects.get().no_information_leg_reason == "no_ground"


def test_a_duty_worker_is_told_that_a_supervisor_decides(sides: Sides) -> None:
    sides.police.organisation.kind = "police"
    sides.police.organisation.save()
    tell = {"authority": "police", "ground": "danger_now", "told": "Facts."}
    text = to_check(sides, walk(sides), **tell)
    assert "only a supervisor may decide" in text
    steps = walk(sides, Role.SUPERVISOR, form="form-2")
    assert "Authority that is told" in to_check(sides, steps, **tell)
    steps.goes("send")
    assert sorted(leg.kind for leg in Leg.objects.all()) == ["information", "person"]


def test_a_legal_duty_names_its_law_before_anything_is_sent(sides: Sides) -> None:
    sides.police.organisation.kind = "police"
    sides.police.organisation.save()
    steps = walk(sides, Role.SUPERVISOR)
    text = to_check(sides, steps, authority="police", ground="legal_duty", told="Facts.")
    assert "Name the law and the article" in text
    assert "Facts." in text


def test_changing_ones_mind_about_the_authority_tells_it_nothing(sides: Sides) -> None:
    sides.police.organisation.kind = "police"
    sides.police.organisation.save()
    steps = walk(sides, Role.SUPERVISOR)
    to_check(sides, steps, authority="police", ground="danger_now", told="Facts.")
    steps.goes("change-information")
    assert "Authority that is told" not in steps.goes(**QUIET)
    steps.goes("send")
    assert [leg.kind for leg in Leg.objects.all()] == ["person"]


def test_migration_bodies_are_not_offered_as_authorities(sides: Sides) -> None:
    sides.police.organisation.kind = "migration_service"
    sides.police.organisation.save()
    steps = walk(sides, Role.SUPERVISOR)
    assert 'value="police"' not in to_check(sides, steps, authority="police")


def test_going_back_and_changing_keeps_every_answer(sides: Sides) -> None:
    steps = walk(sides)
    steps.goes(service_types=["shelter", "legal"], urgency="danger")
    text = steps.goes("back", receiver=sides.shelter.code, request="Half a sentence \U0001f600")
    assert re.search(r'value="legal"[^>]*checked', text)
    assert re.search(r'value="danger"[^>]*checked', text)
    assert "Half a sentence \U0001f600" in steps.goes(service_types=["shelter"], urgency="danger")


def test_nearest_provider_that_offers_all_stands_first_and_old_entries_say_so(sides: Sides) -> None:
    sides.shelter.confirmed_on = None
    sides.shelter.save()
    steps = walk(sides)
    text = steps.goes(service_types=["shelter", "medical"], urgency="high")
    assert text.index("clinic place") < text.index("ngo place")
    assert "may be wrong" in text
    assert "police place" not in text


def test_no_step_names_the_child_or_the_home(sides: Sides) -> None:
    steps = walk(sides)
    pages = [steps.text, steps.goes(service_types=["shelter"], urgency="high")]
    pages += [steps.goes(receiver=sides.shelter.code, request=REQUEST), steps.goes(**QUIET)]
    for text in pages:
        assert CANARY_NAME not in text
        assert CANARY_HOME not in text


def test_an_altered_state_sends_nothing_and_says_so(sides: Sides) -> None:
    steps = walk(sides)
    to_check(sides, steps)
    steps.text = steps.text.replace('name="state" value="', 'name="state" value="AA')
    assert "could not be read" in steps.goes("send")
    assert not Referral.objects.exists()


def test_a_state_of_another_person_does_not_open(sides: Sides) -> None:
    mine, theirs = walk(sides), None
    to_check(sides, mine)
    theirs = walk(sides, Role.SUPERVISOR, code=mine.address.split("/")[3])
    theirs.text = mine.text
    assert "could not be read" in theirs.goes("send")


def test_a_child_who_is_being_handed_over_is_not_sent_twice(sides: Sides) -> None:
    concern = reported(sides)
    steps = walk(sides, code=concern.code)
    to_check(sides, steps)
    referral = referred(sides, concern)
    text = steps.goes("send")
    assert f"Open the referral {referral.code}" in text
    assert REQUEST in text


def test_with_siblings_one_says_which_child(sides: Sides) -> None:
    steps = walk(sides, children=2)
    assert "Which child" in steps.goes(service_types=["shelter"], urgency="high")
    steps.goes(service_types=["shelter"], urgency="high", children=["2"])
    steps.goes(receiver=sides.shelter.code, request=REQUEST)
    steps.goes(**QUIET)
    steps.goes("send")
    child = Referral.objects.get().concern_child
    assert child is not None
    assert child.position == 2


def test_a_case_without_consent_is_stopped_and_told_what_to_do(sides: Sides) -> None:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    client = Client()
    client.force_login(sides.ngo.people[Role.CASEWORKER])
    steps = Walk(client, f"/app/c/{case.code}/refer/")
    assert "No consent to share is recorded" in steps.text
    steps.goes(service_types=["medical"], urgency="normal")
    steps.goes(receiver=sides.doctor.code, request=REQUEST)
    steps.goes(**QUIET)
    assert "No consent to share with another organisation is recorded" in steps.goes("send")
    consented(sides, case)
    steps.goes("send")
    assert steps.response.status_code == 302
    assert Referral.objects.get().case == case


def test_strangers_find_no_steps(sides: Sides) -> None:
    concern, case = reported(sides), opened_case(sides)
    for person in (sides.clinic.people[Role.DUTY_WORKER], sides.clinic.people[Role.CASEWORKER]):
        client = Client()
        client.force_login(person)
        for address in (f"/app/concerns/{concern.code}/refer/", f"/app/c/{case.code}/refer/"):
            assert client.get(address).status_code in (403, 404)
            assert client.post(address, {"go": "send"}).status_code in (403, 404)
    assert Client().get(f"/app/concerns/{concern.code}/refer/").status_code == 302


@pytest.mark.parametrize("text", ["x" * 5_001, "ы" * 1_000_000])
def test_a_long_text_stays_on_the_page_with_a_sentence(sides: Sides, text: str) -> None:
    steps = walk(sides)
    steps.goes(service_types=["shelter"], urgency="high")
    shown = steps.goes(receiver=sides.shelter.code, request=text)
    assert f"{len(text)} characters" in shown
    assert text in shown


def test_several_children_go_in_one_step(sides: Sides) -> None:
    steps = walk(sides, children=3)
    steps.goes(service_types=["shelter"], urgency="high", children=["1", "3"])
    steps.goes(receiver=sides.shelter.code, request=REQUEST)
    steps.goes(**QUIET)
    steps.goes("send")
    sent = Referral.objects.values_list("concern_child__position", flat=True)
    assert sorted(position or 0 for position in sent) == [1, 3]


@pytest.mark.safeguard("S1", "the steps of a referral: no fact of the family may be ticked beforehand")
def test_facts_are_offered_by_kind_none_is_ticked_and_each_is_shown_before_it_leaves(sides: Sides) -> None:
    steps = walk(sides)
    text = steps.goes(service_types=["shelter"], urgency="high")
    assert 'name="ticked" value="child_name"' in text
    assert "checked" not in text
    assert CANARY_NAME not in text
    steps.goes(receiver=sides.shelter.code, request=REQUEST, ticked=["child_name"])
    text = steps.goes(**QUIET)
    assert CANARY_NAME in text
    assert CANARY_HOME not in text
    steps.goes("send")
    assert leg_of(Referral.objects.get()).ticked == ["child_name"]


@pytest.mark.safeguard("S1", "a name in the text of a request, in Latin letters, sent without a tick")
def test_a_name_between_the_lines_is_refused_and_the_text_stays(sides: Sides) -> None:
    steps = walk(sides)
    steps.goes(service_types=["shelter"], urgency="high")
    steps.goes(receiver=sides.shelter.code, request="Qairat needs a bed")
    steps.goes(**QUIET)
    text = steps.goes("send")
    assert "was not ticked: The child’s name" in text
    assert "Qairat needs a bed" in text
    assert not Referral.objects.exists()
