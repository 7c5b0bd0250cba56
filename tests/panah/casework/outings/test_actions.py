from dataclasses import fields
from typing import Any

import pytest
from django.apps import apps

from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.concerns.queries import concerns_at_duty
from panah.casework.outings.actions import (
    AnswerMissing,
    ChildMet,
    LeaderStays,
    MemberIncomplete,
    NotOfThisOuting,
    NotToBeAsked,
    ServiceMissing,
    TooManySigns,
    add_member,
    count_met,
    hand_over_now,
    record_citizenship,
    remove_member,
    take_back_met,
)
from panah.casework.outings.codes import Counted, Decision
from panah.casework.outings.models import Outing, OutingChild
from panah.casework.outings.queries import (
    children_of,
    may_be_asked_citizenship,
    members_of,
    outings_of,
    standings,
    tallies_of,
)
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from tests.panah.casework.cases.office import SYSTEM
from tests.panah.casework.outings.group import (
    CANARY,
    SAID,
    Group,
    child_met,
    counted,
    handed_on,
    urgent,
)


def everything_stored() -> str:
    """All rows of all tables, as they rest."""
    return repr([list(model._base_manager.values_list()) for model in apps.get_models()])


def test_an_outing_is_seen_by_its_members_and_the_office(group: Group, outing: Outing) -> None:
    seen_by = [group.zarina, group.oraz, group.saule]
    assert [list(outings_of(one.actor)) for one in seen_by] == [[outing]] * 3
    assert not outings_of(group.kamal.actor)
    assert not outings_of(group.stranger.actor)
    assert [(one.person_id, one.post, one.body) for one in members_of(outing)] == [
        (group.zarina.person.pk, "", ""), (group.oraz.person.pk, "", ""), (None, "Juvenile inspector", "Police"),
    ]  # fmt: skip


def test_only_people_of_the_office_go_along_and_a_guest_has_a_post_and_a_body(group: Group, outing: Outing) -> None:
    with pytest.raises(NotOfThisOuting):
        add_member(by=group.zarina.actor, outing=outing, person=group.stranger.person)
    with pytest.raises(MemberIncomplete):
        add_member(by=group.zarina.actor, outing=outing, post="Doctor")
    with pytest.raises(NotPermitted):
        add_member(by=group.oraz.actor, outing=outing, person=group.kamal.person)
    add_member(by=group.zarina.actor, outing=outing, person=group.kamal.person)
    assert outings_of(group.kamal.actor)
    with pytest.raises(LeaderStays):
        remove_member(by=group.zarina.actor, outing=outing, member=members_of(outing)[0])


@pytest.mark.safeguard("S15", "a member who works elsewhere now opens the outings of the former office")
def test_whoever_moves_to_another_office_takes_no_outing_along(group: Group, outing: Outing) -> None:
    moved = give_role(
        by=SYSTEM, person=group.oraz.person, organisation=group.desk, role=Role.MOBILE_GROUP_MEMBER
    )  # fmt: skip
    assert not outings_of(actor_of(moved))
    with pytest.raises(NotPermitted):
        handed_on(actor_of(moved), outing)


@pytest.mark.safeguard("S11", "of a child who needed no more than a word all that was typed is gone: a number stays")
@pytest.mark.parametrize("decision", [Decision.NOTHING, Decision.INFORMATION])
def test_who_needs_no_more_than_a_word_is_a_number(group: Group, outing: Outing, decision: Decision) -> None:
    met = child_met(decision, provider=group.house, hand_over="took", who_took="Canarywho")
    tally = counted(group.oraz.actor, outing, met, "Canarykey")
    assert (tally.counted, tally.age_band, tally.sex, tally.count) == (decision.value, "6_11", "female", 1)
    assert (tally.not_in_school, tally.no_papers) == (1, 0)
    assert not OutingChild.objects.exists()
    assert not Concern.objects.exists()
    assert "Canary" not in everything_stored()
    assert "Small market" in everything_stored()  # the search does find what is there


@pytest.mark.safeguard("S11", "the form of an outing has no place for a citizenship, a status or a name")
def test_the_form_has_no_place_for_a_citizenship() -> None:
    assert {one.name for one in fields(ChildMet)} == {
        "decision", "age_band", "sex", "company", "language", "signs", "needs", "sleeps_tonight", "contact_ok", "contact",
        "seen", "provider", "hand_over", "who_took", "met_at", "was_sealed", "is_danger",
        "more",
    }  # fmt: skip


def test_who_is_referred_comes_to_the_desk_and_its_clock_starts(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing)
    (concern,) = concerns_at_duty(group.gulnar.actor)
    assert child.concern == concern
    assert (concern.reporter_role, concern.signs, concern.place) == ("mobile_group", ["works"], group.place)
    with vault.ring():
        reveal(group.gulnar.actor, concern)
        assert SAID in concern.what_was_seen
        assert CANARY in concern.where_child_is
    told = ConcernChild.objects.get()
    assert (told.age_band, told.sex, told.language) == ("6_11", "female", "uz")
    assert Timer.objects.running().get(file=concern.file_id).kind == TimerKind.CONCERN_FIRST_LOOK
    assert not Referral.objects.exists()
    assert "Canary" not in everything_stored()
    assert not standings([child])[child.pk].is_answered


def test_an_unsafe_contact_is_not_kept(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing, child_met(contact_ok="no"))
    with vault.ring():
        reveal(group.oraz.actor, child)
        assert child.contact == ""


def test_a_child_who_sleeps_alone_starts_the_clock_to_the_guardianship_body(group: Group, outing: Outing) -> None:
    handed_on(group.oraz.actor, outing, child_met(sleeps_tonight="alone_or_street"))
    assert Timer.objects.running().filter(kind=TimerKind.GUARDIAN_REQUEST).exists()


@pytest.mark.safeguard("S1", "a child is handed over in a market beside a police officer: no authority is told of it")
def test_an_urgent_child_is_handed_over_on_the_spot_and_no_authority_is_told(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing, urgent(group))
    leg = Leg.objects.get()
    assert (leg.kind, leg.provider, leg.status) == (LegKind.PERSON, group.house, "accepted")
    assert leg.answered_through == "in_person"
    assert leg.referral.no_information_leg_reason == "to_be_decided"
    assert leg.referral.urgency == "danger"
    assert leg.referral.sender_organisation == group.organisation
    assert standings([child])[child.pk].is_accepted
    assert "Canary" not in everything_stored()


@pytest.mark.parametrize(("word", "status"), [("coming", "acknowledged"), ("no_answer", "sent")])
def test_what_was_said_on_the_telephone_stands_in_the_referral(
    group: Group, outing: Outing, word: str, status: str
) -> None:
    handed_on(group.oraz.actor, outing, urgent(group, hand_over=word))
    assert Leg.objects.get().status == status


def test_an_urgent_child_needs_somebody_who_is_asked(group: Group, outing: Outing) -> None:
    for met in (urgent(group, provider=None), urgent(group, hand_over=""), urgent(group, who_took=" ")):
        with pytest.raises(ServiceMissing):
            handed_on(group.oraz.actor, outing, met)
    assert not Concern.objects.exists()


def test_who_was_referred_and_turns_out_urgent_is_handed_over_later(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing)
    hand_over_now(
        by=group.oraz.actor, outing=outing, child=child, provider=group.house, hand_over="took", who_took="Aliya"
    )  # fmt: skip
    assert Referral.objects.get(concern_child__concern=child.concern)
    with pytest.raises(ServiceMissing):
        hand_over_now(
            by=group.oraz.actor, outing=outing, child=child, provider=group.house, hand_over="took", who_took="Aliya"
        )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"age_band": "x"}, {"sex": "x"}, {"company": "x"}, {"needs": ("x",)}, {"contact": " "}, {"sleeps_tonight": "x"}],
)
def test_an_answer_that_is_none_is_refused(group: Group, outing: Outing, changes: dict[str, Any]) -> None:
    with pytest.raises(AnswerMissing):
        handed_on(group.oraz.actor, outing, child_met(**changes))


def test_more_than_six_signs_are_refused(group: Group, outing: Outing) -> None:
    signs = ("not_in_school", "no_papers", "works", "begs", "hurt", "hungry", "ill")
    with pytest.raises(TooManySigns):
        handed_on(group.oraz.actor, outing, child_met(signs=signs))


@pytest.mark.safeguard("S11", "a member asks for citizenship though no rule of the place needs it")
def test_citizenship_is_refused_where_no_rule_needs_it(group: Group, outing: Outing) -> None:
    child = handed_on(group.oraz.actor, outing)
    assert not may_be_asked_citizenship(child)
    with pytest.raises(NotToBeAsked):
        record_citizenship(by=group.oraz.actor, outing=outing, child=child, citizenship="UZ")


@pytest.mark.safeguard("S11", "another member opens the citizenship that a rule of the place asked for")
def test_a_citizenship_that_was_needed_is_sealed_from_the_other_members(
    group: Group, outing: Outing, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = handed_on(group.oraz.actor, outing, urgent(group))
    monkeypatch.setattr("panah.casework.outings.queries.rule_needs_citizenship", lambda _child: True)
    with pytest.raises(NotPermitted):
        record_citizenship(by=group.zarina.actor, outing=outing, child=child, citizenship="UZ")
    record_citizenship(by=group.oraz.actor, outing=outing, child=child, citizenship="UZ")
    (seen,) = children_of(group.zarina.actor, outing)
    with vault.ring():
        reveal(group.zarina.actor, seen)
        for name in ("citizenship", "contact", "who_took", "seen"):
            with pytest.raises(StillSealed):
                getattr(seen, name)


def test_one_press_is_one_more_and_a_slip_is_taken_back(group: Group, outing: Outing) -> None:
    for key in ("1", "2", "2"):
        tally = count_met(by=group.oraz.actor, outing=outing, age_band="1_5", sex="male", idempotency_key=key)
    assert tallies_of(outing)[0].count == 2
    take_back_met(by=group.oraz.actor, outing=outing, tally=tally)
    (tally,) = tallies_of(outing)
    assert (tally.counted, tally.count) == (Counted.SEEN, 1)
