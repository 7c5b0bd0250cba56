"""Asking for help must not mean deportation: what an authority is told of a family is ticked one by one (S1)."""

from typing import Any

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.codes import Category
from panah.casework.referrals.actions import (
    InformationDecision,
    NotPossible,
    ToldBetweenTheLines,
    give_more,
    inform_authority,
    make_link,
    re_route,
    record_told_answer,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import holder_of, kinds_known, leg_to_answer, packet_of, records_of_family
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    CANARY_NAME,
    CANARY_STATUS,
    CANARY_WORK,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    opened_case,
    referred,
    reported,
)

SEEN = "A boy was beaten at the market last night."
CANARIES = (CANARY_HOME, CANARY_STATUS, CANARY_WORK, CANARY_NAME, "Uzbekistan", "Canary")


def child(sides: Sides) -> Case:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    family_told(sides, case)
    return case


def informed(sides: Sides, case: Case, told: str = SEEN, ticked: tuple[str, ...] = (), **changes: Any) -> Leg:
    decision = InformationDecision(sides.police.organisation, "danger_now", told, ticked=ticked)
    referral = case_referred(sides, case, information=decision, no_information_leg_reason="", **changes)
    return leg_of(referral, "information")


def all_that_police_reads(actor: Actor, leg: Leg) -> str:
    found = leg_to_answer(actor, leg.code)
    assert found is not None
    with ring():
        reveal(actor, found)
        return str(packet_of(found, found.request, found.disclosed or {}))


def police(sides: Sides) -> Actor:
    return sides.police.actors[Role.DUTY_WORKER]


@pytest.mark.safeguard("S1", "canaries of home, work, name and status of the parents in the family file, none ticked")
def test_nothing_of_the_family_reaches_the_authority_by_default(sides: Sides) -> None:
    leg = informed(sides, child(sides))
    open_sealed(leg)
    assert (leg.ticked, leg.disclosed) == ([], {})
    holder = holder_of(make_link(by=sides.worker, leg=leg).link)
    for reader in (police(sides), holder):
        text = all_that_police_reads(reader, leg)
        assert SEEN in text
        for canary in CANARIES:
            assert canary not in text


@pytest.mark.safeguard("S1", "one fact is ticked: the others must not come along")
def test_each_fact_is_ticked_by_itself(sides: Sides) -> None:
    leg = informed(sides, child(sides), ticked=("home",))
    holder = holder_of(make_link(by=sides.worker, leg=leg).link)
    for reader in (police(sides), holder):
        text = all_that_police_reads(reader, leg)
        assert CANARY_HOME in text
        for canary in (CANARY_STATUS, CANARY_WORK, CANARY_NAME, "Uzbekistan"):
            assert canary not in text


def test_what_was_told_is_kept_word_for_word_with_the_sender(sides: Sides) -> None:
    leg = informed(sides, child(sides), ticked=("home", "workplace"))
    step = Step.objects.get(leg=leg, kind="sent")
    open_sealed(step)
    for words in (SEEN, CANARY_HOME, CANARY_WORK):
        assert words in step.text
    assert CANARY_STATUS not in step.text


def test_what_is_not_known_is_not_told(sides: Sides) -> None:
    case = opened_case(sides, category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    leg = informed(sides, case, ticked=("home", "parents_citizenship", "nonsense"))
    assert leg.ticked == []


@pytest.mark.safeguard("S1", "the status, work, home or name stands unticked in the free text, also in another script")
@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (f"{SEEN} The mother: canarystatus OVERSTAYED.", "parents_migration_status"),
        (f"{SEEN} The mother works at Canarywork.", "workplace"),
        (f"{SEEN} They live in canaryhome street 5", "home"),
        (f"{SEEN} Его зовут Кайрат.", "child_name"),
        (f"{SEEN} Мать гражданка Узбекистана.", "parents_citizenship"),
        (f"{SEEN} Анасы – Өзбекстан азаматы.", "parents_citizenship"),
    ],
)
def test_an_unticked_fact_in_the_text_is_refused_and_the_value_is_not_repeated(
    sides: Sides, told: str, kind: str
) -> None:
    case = child(sides)
    with pytest.raises(ToldBetweenTheLines) as refusal:
        informed(sides, case, told)
    assert refusal.value.kinds == (kind,)
    assert "anary" not in str(refusal.value.sentence)
    assert not Referral.objects.exists()
    assert informed(sides, case, told, ticked=(kind,)).ticked == [kind]


def test_the_text_for_a_helping_body_is_held_to_the_same(sides: Sides) -> None:
    case = child(sides)
    with pytest.raises(ToldBetweenTheLines):
        case_referred(sides, case, request="Kairat needs a doctor")
    referral = case_referred(sides, case, request="Kairat needs a doctor", ticked=("child_name",))
    assert leg_of(referral).ticked == ["child_name"]
    with pytest.raises(ToldBetweenTheLines):
        re_route(by=sides.worker, referral=referral, receiver=sides.shelter, request=CANARY_WORK)


def test_what_is_added_later_is_held_to_the_same(sides: Sides) -> None:
    leg = informed(sides, child(sides))
    record_told_answer(
        by=sides.worker, leg=leg, status=ReferralStatus.NEED_MORE, channel="phone", name_and_post="Officer",
        happened_on=clock.today(), remark="Where do they live?",
    )  # fmt: skip
    with pytest.raises(ToldBetweenTheLines):
        give_more(by=sides.worker, referral=leg.referral, leg=leg, text=f"At {CANARY_HOME}")
    assert give_more(by=sides.worker, referral=leg.referral, leg=leg, text="At the market").status == "acknowledged"


@pytest.mark.safeguard("S1", "the place where the reporter saw the child goes to the police without a tick")
def test_of_a_concern_only_what_is_ticked_is_told(sides: Sides) -> None:
    concern = reported(sides)
    referral = referred(sides, concern)
    supervisor = sides.duty.actors[Role.SUPERVISOR]

    def decision(told: str, *ticked: str) -> InformationDecision:
        return InformationDecision(sides.police.organisation, "danger_now", told, ticked=ticked)

    with pytest.raises(ToldBetweenTheLines):
        inform_authority(by=supervisor, referral=referral, information=decision("Look for Kairat"))
    leg = inform_authority(by=supervisor, referral=referral, information=decision(SEEN, "where_child_is"))
    text = all_that_police_reads(police(sides), leg)
    assert CANARY_HOME in text
    assert CANARY_NAME not in text


@pytest.mark.safeguard("S1", "a caseworker decides alone that the police is told of a child at risk who is no victim")
def test_of_a_child_at_risk_a_supervisor_decides(sides: Sides) -> None:
    case = opened_case(sides, category=Category.CHILD_OF_MIGRANT_LABOURERS)
    consented(sides, case)
    with pytest.raises(NotPossible) as refusal:
        informed(sides, case)
    assert refusal.value.reasons == ("supervisor_decides",)
    assert informed(sides, case, by=sides.ngo.actors[Role.SUPERVISOR]).decided_by == sides.ngo.people[Role.SUPERVISOR]


def test_only_what_is_there_can_be_ticked(sides: Sides) -> None:
    case = child(sides)
    known = kinds_known(records_of_family(Referral(case=case)))
    assert known == [
        "child_name", "parents_name", "parents_citizenship", "parents_migration_status", "home", "workplace", "contact",
    ]  # fmt: skip
    bare = Referral(case=opened_case(sides))
    assert kinds_known(records_of_family(bare)) == ["child_name"]


def test_the_audit_names_no_fact(sides: Sides) -> None:
    informed(sides, child(sides), ticked=("home",))
    assert not any("anary" in str(vars(event)) for event in AuditEvent.objects.all())
