from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.programme.training.codes import CertificateReason, DayPart, EnrolmentState, EventState, PlanFault
from panah.programme.training.queries import attendance_rules
from panah.programme.training.rules import attending, enrolling, links, planning
from panah.programme.training.rules.attending import Taking

KEY = b"k" * 32
NOW = datetime(2026, 10, 12, 5, 0, 30, tzinfo=UTC)
DAY = date(2026, 10, 12)


def test_two_days_have_four_halves_and_may_begin_late_and_end_early() -> None:
    hours = planning.Hours()
    assert len(planning.half_days(DAY, DAY + timedelta(days=1), hours, UTC)) == 4
    short = planning.half_days(DAY, DAY + timedelta(days=1), hours, UTC, begins=DayPart.AFTERNOON, ends=DayPart.MORNING)
    assert [(half.date, half.part) for half in short] == [
        (DAY, DayPart.AFTERNOON), (DAY + timedelta(days=1), DayPart.MORNING),
    ]  # fmt: skip
    assert not planning.half_days(DAY, DAY, hours, UTC, begins=DayPart.AFTERNOON, ends=DayPart.MORNING)


@pytest.mark.parametrize(
    ("is_listed", "has_phone", "is_one_of_many", "waits"),
    [
        (True, True, False, False), (True, False, False, True), (True, True, True, True), (False, False, True, False),
    ],
)  # fmt: skip
def test_in_a_listed_training_a_yes_is_asked_of_few(
    is_listed: bool, has_phone: bool, is_one_of_many: bool, waits: bool
) -> None:
    said = enrolling.is_unconfirmed(is_listed=is_listed, has_phone=has_phone, is_one_of_many=is_one_of_many)
    assert said is waits


@pytest.mark.parametrize(
    ("morning", "afternoon", "holds"),
    [
        ((time(9), time(13)), (time(14), time(17)), True),
        ((time(9), time(13)), (time(13), time(17)), True),
        ((time(13), time(9)), (time(14), time(17)), False),
        ((time(9), time(15)), (time(14), time(17)), False),
        ((time(9), time(13)), (time(17), time(14)), False),
    ],
)
def test_hours_follow_one_another(morning: tuple[time, time], afternoon: tuple[time, time], holds: bool) -> None:
    assert planning.Hours(morning, afternoon).are_in_order is holds


def test_a_plan_says_what_is_missing() -> None:
    whole = planning.Plan(("kk", "ru"), (("kk",), ("ru",)), True, "№12 мектеп", "yes")
    assert planning.faults_of(whole) == ()
    bare = planning.Plan(("kk", "ru"), (("ru",),), False, " ", "unknown")
    assert planning.faults_of(bare) == (
        PlanFault.NO_MODULE, PlanFault.NO_TRAINER, PlanFault.NO_VENUE, PlanFault.ACCESS_UNKNOWN,
    )  # fmt: skip
    assert planning.missing_languages(bare) == ["kk"]
    closed = planning.Plan(("kk",), (("kk",),), True, "a", "no")
    assert planning.faults_of(closed) == (PlanFault.VENUE_NOT_ACCESSIBLE,)


def test_an_event_moves_forward_only() -> None:
    assert set(planning.FOLLOWS) == set(EventState)
    assert planning.may_move(EventState.PLANNED, EventState.OPEN)
    assert planning.may_move(EventState.CLOSED, EventState.OPEN)
    assert not planning.may_move(EventState.RUNNING, EventState.OPEN)
    assert not planning.may_move(EventState.REPORTED, EventState.RUNNING)
    assert planning.may_be_cancelled(EventState.OPEN)
    assert not planning.may_be_cancelled(EventState.RUNNING)


def test_whoever_plans_late_has_a_quarter_of_the_time_left() -> None:
    assert planning.due_before(NOW + timedelta(days=40), 21, NOW) == NOW + timedelta(days=19)
    assert planning.due_before(NOW + timedelta(days=8), 21, NOW) == NOW + timedelta(days=2)
    assert planning.due_before(NOW, 21, NOW) > NOW


@pytest.mark.parametrize(
    ("state", "closes_on", "takes"),
    [
        (EventState.OPEN, None, True),
        (EventState.OPEN, DAY, True),
        (EventState.OPEN, DAY - timedelta(days=1), False),
        (EventState.CLOSED, None, False),
        (EventState.PLANNED, None, False),
        (EventState.RUNNING, None, False),
    ],
)
def test_the_link_takes_people_in_while_it_is_open(state: EventState, closes_on: date | None, takes: bool) -> None:
    assert enrolling.takes_enrolments(state, closes_on, DAY) is takes


def test_beyond_the_places_one_waits() -> None:
    assert enrolling.state_for(23, 24) is EnrolmentState.ENROLLED
    assert enrolling.state_for(24, 24) is EnrolmentState.WAITING
    assert enrolling.state_for(3, 24, unconfirmed_taken=3) is EnrolmentState.ENROLLED
    assert enrolling.state_for(9, 24, unconfirmed_taken=4) is EnrolmentState.WAITING
    assert enrolling.state_for(1, 1, unconfirmed_taken=0) is EnrolmentState.WAITING
    assert [enrolling.places_unconfirmed(places) for places in (1, 2, 5, 12, 24)] == [1, 2, 2, 2, 4]
    assert enrolling.is_full(24, 24)
    assert enrolling.free_places(25, 24) == 0


@pytest.mark.parametrize(
    ("taking", "reason"),
    [
        (Taking(4, 4, True, True), CertificateReason.GIVEN),
        (Taking(4, 5, False, False), CertificateReason.GIVEN),  # four fifths are enough
        (Taking(3, 4, True, True), CertificateReason.TOO_LITTLE),
        (Taking(4, 4, True, False), CertificateReason.NO_TEST),
        (Taking(0, 4, True, False), CertificateReason.WAS_NOT_THERE),
        (Taking(4, 4, True, True, takes_part=False), CertificateReason.NOT_TAKING_PART),
        (Taking(0, 0, False, False), CertificateReason.WAS_NOT_THERE),
    ],
)
def test_who_gets_a_certificate(taking: Taking, reason: CertificateReason) -> None:
    assert attending.certificate_for(taking, attending.rule_on(attendance_rules(), "certificate", DAY)) is reason


def test_who_counts_as_trained() -> None:
    rule = attending.rule_on(attendance_rules(), "trained", DAY)
    assert attending.is_trained(Taking(2, 4, True, False), rule)
    assert not attending.is_trained(Taking(1, 4, True, True), rule)
    assert not attending.is_trained(Taking(0, 0, False, False), rule)
    assert not attending.is_trained(Taking(4, 4, False, False, takes_part=False), rule)


def test_the_row_of_the_day_decides_and_a_day_without_one_is_said() -> None:
    old, new = (
        attending.AttendanceRule("certificate", Fraction(share, 100), True, "s", "P", first, last)
        for share, first, last in ((75, date(2020, 1, 1), date(2026, 6, 30)), (80, date(2026, 7, 1), None))
    )
    assert attending.rule_on((old, new), "certificate", date(2026, 6, 30)) is old
    assert attending.rule_on((old, new), "certificate", date(2026, 7, 1)) is new
    with pytest.raises(attending.NoAttendanceRule) as error:
        attending.rule_on((old, new), "certificate", date(2019, 1, 1))
    assert "rules/training.toml" in error.value.sentence


@pytest.mark.parametrize(("minutes", "is_fresh"), [(0, True), (14, True), (15, False), (60, False), (-5, False)])
def test_a_picture_of_the_room_is_good_for_a_quarter_of_an_hour(minutes: int, is_fresh: bool) -> None:
    token = links.check_in_token(KEY, "K7Q4-2MX9", NOW)
    read = links.read_check_in(KEY, token, NOW + timedelta(minutes=minutes))
    assert read is not None
    assert (read.half_day_code, read.is_fresh) == ("K7Q4-2MX9", is_fresh)


@given(st.text(max_size=40))
def test_what_we_never_made_opens_nothing(text: str) -> None:
    assert links.read_check_in(KEY, text, NOW) is None


def test_a_changed_picture_opens_nothing() -> None:
    token = links.check_in_token(KEY, "K7Q4-2MX9", NOW)
    for place in range(len(token)):
        changed = token[:place] + ("2" if token[place] != "2" else "3") + token[place + 1 :]
        assert links.read_check_in(KEY, changed, NOW) is None, place
    assert links.read_check_in(b"x" * 32, token, NOW) is None


def test_one_checks_in_from_an_hour_before() -> None:
    start, end = NOW, NOW + timedelta(hours=3)
    assert links.may_check_in(start, end, NOW - timedelta(minutes=59))
    assert not links.may_check_in(start, end, NOW - timedelta(minutes=61))
    assert not links.may_check_in(start, end, end + timedelta(minutes=1))


@pytest.mark.parametrize("typed", ["abc23", " AB C-23 ", "АВС23", "aBc23"])
def test_a_code_is_meant_however_it_is_typed(typed: str) -> None:
    assert links.meant_participant_code(typed) == "ABC23"


@pytest.mark.parametrize("typed", ["", "ABC2", "ABC233", "ABCO1", "абвгд"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert links.meant_participant_code(typed) == ""


def test_codes_are_easy_to_read_and_once_in_an_event() -> None:
    codes: set[str] = set()
    for _ in range(500):
        codes.add(links.new_participant_code(codes))
    assert len(codes) == 500
    assert all(links.meant_participant_code(code) == code for code in codes)


def test_a_derived_secret_differs_by_purpose_and_subject() -> None:
    tokens = {links.derived_token(KEY, purpose, subject) for purpose in ("enrol", "own") for subject in (1, 2)}
    assert len(tokens) == 4
    assert all(len(token) == 26 for token in tokens)
