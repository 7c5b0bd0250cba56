"""What may follow what, who may be told, and the arithmetic of links: as tables."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest

from panah.casework.referrals.codes import OPEN_STATUSES, Ground, ReferralStatus
from panah.casework.referrals.rules import (
    MOST_WRONG_PINS,
    ConsentWord,
    Packet,
    answers_left,
    is_last_try,
    is_same_pin,
    link_ends,
    link_opens,
    may_become,
    may_inform,
    may_refuse,
    may_stay_without_information,
    normalise_pin,
    pin_hash,
    scope_that_allows,
    token_hash,
    token_of,
    too_long,
)

S = ReferralStatus
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize("wanted", [S.ACKNOWLEDGED, S.ACCEPTED, S.REFUSED, S.NEED_MORE, S.WITHDRAWN])
def test_everything_may_follow_what_was_just_sent(wanted: S) -> None:
    assert may_become("sent", wanted).is_yes


@pytest.mark.parametrize("over", [S.ACCEPTED, S.REFUSED, S.WITHDRAWN])
@pytest.mark.parametrize("wanted", list(S))
def test_nothing_follows_what_is_over(over: S, wanted: S) -> None:
    assert not may_become(over, wanted).is_yes
    assert answers_left(over) == ()


def test_receipt_is_confirmed_once_and_the_rest_stays_possible() -> None:
    assert answers_left("sent")[0] == S.ACKNOWLEDGED
    assert S.ACKNOWLEDGED not in answers_left("acknowledged")
    for status in OPEN_STATUSES:
        assert {S.ACCEPTED, S.REFUSED} <= set(answers_left(status))


def test_whoever_comes_second_is_told_why() -> None:
    assert may_become("accepted", S.REFUSED).reasons == ("already_answered",)
    assert may_become("withdrawn", S.ACCEPTED).reasons == ("withdrawn",)


def test_a_refusal_has_a_reason_and_a_next_place() -> None:
    assert may_refuse("full", "waiting", ["full"], ["waiting"]).is_yes
    assert may_refuse("", "", ["full"], ["waiting"]).reasons == ("reason_missing", "where_next_missing")


def test_staying_silent_to_authorities_is_usual_and_has_a_reason() -> None:
    assert may_stay_without_information("no_ground", ["no_ground"]).is_yes
    assert not may_stay_without_information("", ["no_ground"]).is_yes


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"ground": ""}, "ground_missing"),
        ({"ground": "curiosity"}, "ground_missing"),
        ({"ground": Ground.LEGAL_DUTY}, "legal_source_missing"),
        ({"ground": Ground.LEGAL_DUTY, "legal_source": "art. 15"}, ""),
        ({"told": " "}, "told_missing"),
        ({"is_person": False}, "nobody_decides"),
        ({"category": "child_of_migrant_labourers"}, "supervisor_decides"),
        ({"category": "other_at_risk"}, "supervisor_decides"),
        ({"category": "unknown"}, "supervisor_decides"),
        ({"category": "not_a_victim"}, "supervisor_decides"),
        ({"category": "unknown", "is_supervisor": True}, ""),
        ({"category": "identified_victim"}, ""),
    ],
)
def test_an_authority_is_told_only_on_a_ground_by_whoever_may_decide(changes: dict[str, object], reason: str) -> None:
    usual = {
        "ground": Ground.DANGER_NOW, "legal_source": "", "told": "Facts.", "category": "presumed_victim",
        "is_person": True, "is_supervisor": False,
    }  # fmt: skip
    verdict = may_inform(**(usual | changes))  # type: ignore[arg-type]
    assert verdict.reasons == ((reason,) if reason else ())


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ([], ""),
        ([("case_services", "given")], "case_services"),
        ([("share_with_organisation", "given")], "share_with_organisation"),
        ([("share_with_organisation", "refused"), ("case_services", "given")], ""),
        ([("share_with_organisation", "withdrawn"), ("case_services", "given")], ""),
        ([("share_with_organisation", "not_asked"), ("case_services", "given")], "case_services"),
        ([("photo_media", "given")], ""),
        ([("case_services", "refused")], ""),
    ],
)
def test_nothing_recorded_means_no_and_a_no_weighs_most(words: list[tuple[str, str]], allowed: str) -> None:
    assert scope_that_allows([ConsentWord(*word) for word in words], TODAY) == allowed


def test_a_consent_holds_through_its_last_day() -> None:
    word = ConsentWord("case_services", "given", date(2026, 11, 21))
    assert scope_that_allows([word], date(2026, 11, 21))
    assert not scope_that_allows([word], date(2026, 11, 22))


def test_a_packet_has_no_field_for_citizenship_home_or_names_but_what_was_ticked() -> None:
    assert {field.name for field in fields(Packet)} == {
        "kind", "urgency", "age_band", "sex", "place", "request", "language", "service_types", "disclosed", "basis", "until",
        "is_heard_first",
    }  # fmt: skip


def test_a_token_is_22_signs_of_128_bits() -> None:
    tokens = {token_of(number.to_bytes(16, "big")) for number in range(500)}
    assert len(tokens) == 500
    assert {len(token) for token in tokens} == {22}
    with pytest.raises(ValueError, match="16"):
        token_of(b"short")


def test_a_pin_is_bound_to_its_link_and_to_the_key() -> None:
    first, second = token_hash("first"), token_hash("second")
    kept = pin_hash(b"key", first, "482913")
    assert is_same_pin(b"key", first, "482913", kept)
    assert not is_same_pin(b"key", first, "482914", kept)
    assert not is_same_pin(b"key", second, "482913", kept)
    assert not is_same_pin(b"other", first, "482913", kept)


@pytest.mark.parametrize(
    ("typed", "pin"),
    [
        ("482913", "482913"), ("482 913", "482913"), (" 48-29-13\n", "482913"), ("٤٨٢٩١٣", "482913"), ("48291", ""),
        ("4829131", ""), ("48291x", ""), ("", ""), ("😀" * 6, ""), ("²²²²²²", "222222"), ("4" * 5_000_000, ""),
        ("48\x002913", ""),
    ],
)  # fmt: skip
def test_a_pin_is_read_as_it_was_meant(typed: str, pin: str) -> None:
    assert normalise_pin(typed) == pin


def test_a_link_lives_four_clocks_and_at_least_three_days() -> None:
    assert link_ends(NOW, timedelta(hours=1)) - NOW == timedelta(hours=72)
    assert link_ends(NOW, timedelta(hours=24)) - NOW == timedelta(hours=96)
    assert link_ends(NOW, None) - NOW == timedelta(hours=72)


@pytest.mark.parametrize(
    ("expires", "ended", "paused", "opens"),
    [
        (1, None, None, True),
        (0, None, None, False),
        (-1, None, None, False),
        (1, NOW, None, False),
        (1, None, NOW, False),
    ],
)
def test_a_link_opens_until_it_expires_ends_or_is_paused(
    expires: int, ended: datetime | None, paused: datetime | None, opens: bool
) -> None:
    moment = NOW + timedelta(seconds=expires)
    assert link_opens(NOW, expires_at=moment, ended_at=ended, paused_at=paused) is opens


def test_the_fifth_wrong_pin_is_the_last() -> None:
    assert [is_last_try(tries) for tries in range(1, MOST_WRONG_PINS + 1)] == [False] * 4 + [True]


def test_a_text_that_does_not_fit_is_named() -> None:
    assert too_long({"remark": "x" * 2_000}) is None
    assert too_long({"remark": "x" * 2_001}) == ("remark", 2_001, 2_000)
