"""Several children in one step, a link that ran out, and a receiver that is no longer there."""

from datetime import timedelta
from typing import Any

import pytest

from panah.casework.cases.models import Case
from panah.casework.concerns.models import ConcernChild
from panah.casework.people.actions import FamilyDetails, begin_family, join_family
from panah.casework.referrals.actions import (
    AlreadyReferred,
    ConsentMissing,
    NothingAsked,
    ask_for_link,
    make_link,
    refer_children,
    refer_siblings,
    withdraw_referral,
)
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import holder_of, link_of_token, link_that_opens
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.referrals.handover import (
    Sides,
    child_of,
    consented,
    leg_of,
    linked,
    opened_case,
    referred,
    reported,
)

TEXT: dict[str, Any] = {
    "service_types": ("shelter",), "request": "Three children need a safe place", "urgency": "high",
    "no_information_leg_reason": "no_ground",
}  # fmt: skip


def children(sides: Sides, count: int = 3) -> list[ConcernChild]:
    concern = reported(sides, children=count)
    return [child_of(concern, position) for position in range(1, count + 1)]


def test_each_child_has_a_referral_of_its_own_with_the_same_words(sides: Sides) -> None:
    rows = children(sides)
    refer_children(
        by=sides.sender, concern=rows[0].concern, concern_children=rows, receiver=sides.shelter, **TEXT
    )  # fmt: skip
    assert Referral.objects.count() == 3
    assert {row.concern_child_id for row in Referral.objects.all()} == {row.pk for row in rows}
    assert Leg.objects.values("code").distinct().count() == 3


def test_all_of_them_or_none(sides: Sides) -> None:
    rows = children(sides)
    referred(sides, rows[0].concern, concern_child=rows[2])
    with pytest.raises(AlreadyReferred):
        refer_children(by=sides.sender, concern=rows[0].concern, concern_children=rows, receiver=sides.shelter, **TEXT)
    with pytest.raises(NothingAsked):
        refer_children(by=sides.sender, concern=rows[0].concern, concern_children=[], receiver=sides.shelter, **TEXT)
    assert Referral.objects.count() == 1


def test_sent_twice_nothing_is_doubled(sides: Sides) -> None:
    rows = children(sides, 2)
    for _ in range(2):
        refer_children(
            by=sides.sender, concern=rows[0].concern, concern_children=rows, receiver=sides.shelter,
            idempotency_key="k", **TEXT,
        )  # fmt: skip
    assert Referral.objects.count() == 2


def siblings(sides: Sides) -> tuple[Case, Case]:
    first, second = opened_case(sides), opened_case(sides)
    family = begin_family(by=sides.worker, child=first.child, details=FamilyDetails())
    join_family(by=sides.worker, child=second.child, family=family)
    for case in (first, second):
        case.refresh_from_db()
    return Case.objects.get(pk=first.pk), Case.objects.get(pk=second.pk)


def test_brothers_and_sisters_go_together_each_under_its_own_consent(sides: Sides) -> None:
    first, second = siblings(sides)
    consented(sides, first)
    with pytest.raises(ConsentMissing):
        refer_siblings(by=sides.worker, case=first, siblings=[second], receiver=sides.doctor, **TEXT)
    assert not Referral.objects.exists()
    consented(sides, second)
    refer_siblings(by=sides.worker, case=first, siblings=[second], receiver=sides.doctor, **TEXT)
    assert {row.case_id for row in Referral.objects.all()} == {first.pk, second.pk}


def test_a_child_of_another_family_does_not_come_along(sides: Sides) -> None:
    first, other = opened_case(sides), opened_case(sides)
    for case in (first, other):
        consented(sides, case)
    with pytest.raises(PermissionError):
        refer_siblings(by=sides.worker, case=first, siblings=[other], receiver=sides.doctor, **TEXT)


def after_its_time(link: AnswerLink) -> Any:
    return clock.standing_at(link.expires_at + timedelta(hours=1))


def test_whoever_holds_an_expired_link_may_ask_for_a_new_one_and_none_comes_by_itself(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    with after_its_time(fresh.link):
        assert link_that_opens(fresh.token) is None
        link = link_of_token(fresh.token)
        assert link is not None
        ask_for_link(by=holder_of(link), link=link)
        ask_for_link(by=holder_of(link), link=link)
        assert Timer.objects.running().filter(kind=TimerKind.LINK_PAUSED).count() == 1
        assert Notice.objects.filter(kind="link_paused").count() == 1
        assert Step.objects.filter(kind="link_wanted").count() == 1
        assert AnswerLink.objects.count() == 1
        make_link(by=sides.sender, leg=leg_of(Referral.objects.get()))
        assert not Timer.objects.running().filter(kind=TimerKind.LINK_PAUSED).exists()


def test_of_what_is_withdrawn_no_new_link_is_asked(sides: Sides) -> None:
    fresh = linked(sides, referred(sides))
    withdraw_referral(by=sides.sender, referral=Referral.objects.get(), reason="no_longer_needed")
    link = link_of_token(fresh.token)
    assert link is not None
    ask_for_link(by=holder_of(link), link=link)
    assert not Step.objects.filter(kind="link_wanted").exists()


def test_one_link_asks_for_no_other(sides: Sides) -> None:
    first, second = linked(sides, referred(sides)), linked(sides, referred(sides, reported(sides, "form-2")))
    with pytest.raises(NotPermitted):
        ask_for_link(by=holder_of(first.link), link=second.link)
