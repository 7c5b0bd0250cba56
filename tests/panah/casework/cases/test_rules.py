from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.cases import rules
from panah.casework.cases.codes import OPEN_STAGES, Domain, NoteKind, ServiceStatus, Stage
from panah.casework.cases.rules import Verdict

TODAY = date(2026, 11, 21)
ITEMS = ("safe_place", "documents")
DONE = dict.fromkeys(ITEMS, "yes")
NOTHING = Verdict()
STAGES = st.sampled_from(Stage)


@pytest.mark.parametrize("stage", Stage)
def test_all_stages_but_the_last_are_open(stage: Stage) -> None:
    assert rules.is_open(stage) == (stage is not Stage.CLOSED) == (stage in OPEN_STAGES)


@pytest.mark.parametrize(
    ("kinds", "is_made"),
    [
        ([], False),
        (["first_safety_contact"], True),
        (["contact", "meeting", "other"], False),
        (["attempt", "attempt"], False),
        (["attempt"] * 3, True),
        (["attempt", "contact", "attempt", "first_safety_contact"], True),
    ],
)
def test_contact_is_a_talk_or_three_tries(kinds: list[str], is_made: bool) -> None:
    assert rules.has_made_contact(kinds) == is_made


@given(st.lists(st.sampled_from(NoteKind)), st.sampled_from(NoteKind))
def test_a_further_note_never_undoes_the_contact(kinds: list[NoteKind], more: NoteKind) -> None:
    assert rules.has_made_contact([*kinds, more]) >= rules.has_made_contact(kinds)


def test_an_assessment_takes_a_contact_and_eight_answers() -> None:
    assert rules.may_complete_assessment(Stage.ASSESSING, list(Domain)).is_yes
    assert rules.may_complete_assessment(Stage.NEW, list(Domain)).reasons == ("no_contact",)
    missing = rules.may_complete_assessment(Stage.ASSESSING, [Domain.SAFETY]).reasons
    assert len(missing) == 7
    assert all(reason.startswith("domain:") for reason in missing)


@pytest.mark.parametrize(
    ("stage", "goals", "agreed_with", "reasons"),
    [
        (Stage.PLANNING, 1, "child", ()),
        (Stage.ASSESSING, 1, "both", ()),
        (Stage.NEW, 1, "child", ("no_contact",)),
        (Stage.PLANNING, 0, "", ("no_goal", "not_agreed")),
    ],
)
def test_a_plan_takes_a_contact_a_goal_and_somebody_who_agreed(
    stage: Stage, goals: int, agreed_with: str, reasons: tuple[str, ...]
) -> None:
    assert rules.may_agree_plan(stage, goals, agreed_with).reasons == reasons


@pytest.mark.parametrize(
    ("stage", "is_agreed", "after"),
    [
        (Stage.ASSESSING, False, Stage.PLANNING),
        (Stage.ASSESSING, True, Stage.IN_SERVICE),
        (Stage.IN_SERVICE, True, Stage.IN_SERVICE),
        (Stage.PLANNING, False, Stage.PLANNING),
    ],
)
def test_an_assessment_moves_only_who_was_assessing(stage: Stage, is_agreed: bool, after: Stage) -> None:
    assert rules.stage_after_assessment(stage, is_agreed) == after


def test_a_plan_agreed_first_leaves_the_assessment_to_be_done() -> None:
    assert rules.stage_after_plan(Stage.ASSESSING) == Stage.ASSESSING
    assert rules.stage_after_plan(Stage.PLANNING) == Stage.IN_SERVICE


@pytest.mark.parametrize(
    ("stage", "left", "is_agreed", "after"),
    [
        (Stage.IN_SERVICE, 0, True, Stage.REVIEW),
        (Stage.IN_SERVICE, 1, True, Stage.IN_SERVICE),
        (Stage.REVIEW, 1, True, Stage.IN_SERVICE),
        (Stage.IN_SERVICE, 0, False, Stage.IN_SERVICE),
        (Stage.ASSESSING, 0, True, Stage.ASSESSING),
        (Stage.CLOSING, 0, True, Stage.CLOSING),
    ],
)
def test_what_is_given_in_full_is_looked_at_and_one_more_service_brings_the_case_back(
    stage: Stage, left: int, is_agreed: bool, after: Stage
) -> None:
    assert rules.stage_after_service(stage, left, is_plan_agreed=is_agreed) == after


@pytest.mark.parametrize(
    ("has_risk", "is_agreed", "stage"),
    [(False, False, Stage.ASSESSING), (True, False, Stage.PLANNING), (True, True, Stage.IN_SERVICE)],
)
def test_a_returned_case_goes_on_where_it_was(has_risk: bool, is_agreed: bool, stage: Stage) -> None:
    assert rules.stage_after_return(has_risk, is_agreed) == stage


def test_what_runs_is_named_once() -> None:
    running = rules.nothing_runs(["leg_answer", "leg_answer", "first_safety_contact"], ["delivered", "planned"])
    assert running.reasons == ("open:leg_answer", "open:first_safety_contact", "services_open")
    assert rules.nothing_runs([], [status for status in ServiceStatus if status != "planned"]).is_yes


@pytest.mark.parametrize(
    ("stage", "running", "checklist", "follow_up_on", "reasons"),
    [
        (Stage.IN_SERVICE, NOTHING, DONE, None, ()),
        (Stage.ASSESSING, NOTHING, DONE, date(2026, 11, 22), ()),
        (Stage.CLOSED, NOTHING, DONE, None, ("already_closed",)),
        (Stage.CLOSING, NOTHING, DONE, None, ("already_asked",)),
        (
            Stage.IN_SERVICE,
            Verdict(("services_open",)),
            {},
            None,
            ("services_open", "item:safe_place", "item:documents"),
        ),
        (Stage.IN_SERVICE, NOTHING, DONE, TODAY, ("follow_up_passed",)),
    ],
)
def test_a_closure_takes_an_open_case_where_nothing_runs_and_every_line_is_answered(
    stage: Stage, running: Verdict, checklist: dict[str, str], follow_up_on: date | None, reasons: tuple[str, ...]
) -> None:
    verdict = rules.may_ask_closure(stage, running, checklist, ITEMS, follow_up_on=follow_up_on, today=TODAY)
    assert verdict.reasons == reasons


@given(STAGES, st.booleans(), st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(["", "yes", "no"])))
def test_nothing_is_closed_while_something_runs_or_a_line_is_empty(
    stage: Stage, does_run: bool, checklist: dict[str, str]
) -> None:
    running = Verdict(("open:leg_answer",)) if does_run else NOTHING
    verdict = rules.may_ask_closure(stage, running, checklist, ITEMS, follow_up_on=None, today=TODAY)
    is_complete = all(checklist.get(item) for item in ITEMS)
    assert verdict.is_yes == (is_complete and not does_run and stage not in (Stage.CLOSED, Stage.CLOSING))


def test_four_eyes() -> None:
    assert rules.may_sign("a", "b", NOTHING).is_yes
    assert rules.may_sign("a", "a", NOTHING).reasons == ("same_person",)
    assert rules.may_sign("a", "b", Verdict(("services_open",))).reasons == ("services_open",)


@pytest.mark.parametrize(
    ("day", "birth_year", "reasons"),
    [
        (TODAY, 2012, ()),
        (date(2026, 11, 22), 2012, ("in_future",)),
        (date(2011, 12, 31), 2012, ("before_birth",)),
        (date(2012, 1, 1), 2012, ()),
        (date(2001, 1, 1), None, ()),
    ],
)
def test_late_paper_is_welcome_the_future_and_the_time_before_birth_are_not(
    day: date, birth_year: int | None, reasons: tuple[str, ...]
) -> None:
    assert rules.may_have_happened(day, TODAY, birth_year).reasons == reasons


def test_the_call_is_90_days_after_the_end() -> None:
    assert rules.check_day(date(2026, 11, 21)) == date(2027, 2, 19)


DAYS = [date(2026, 1, day) for day in (1, 2, 31)]


@pytest.mark.parametrize(
    ("tries", "last_talk", "reasons"),
    [
        ([], None, ("tries_missing",)),
        (DAYS[:1] * 3, None, ("tries_missing",)),
        (DAYS, None, ()),
        ([date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 30)], None, ("tries_too_near",)),
        (DAYS, date(2026, 1, 1), ("tries_missing",)),
    ],
)
def test_lost_is_three_tries_on_three_days_over_thirty(
    tries: list[date], last_talk: date | None, reasons: tuple[str, ...]
) -> None:
    assert rules.may_be_lost(tries, last_talk).reasons == reasons


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31))), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_further_try_never_finds_anybody(tries: list[date], more: date) -> None:
    assert rules.may_be_lost([*tries, more], None).is_yes >= rules.may_be_lost(tries, None).is_yes


@pytest.mark.parametrize(
    ("depth", "wanted", "fitting", "is_proposed", "is_supervisor", "reasons"),
    [
        ("help", "protection", "protection", False, False, ()),
        ("help", "help", "help", True, False, ()),
        ("help", "help", "help", False, True, ("same_depth",)),
        ("help", "protection", "help", True, True, ("reason_missing",)),
        ("protection", "help", "help", False, False, ("needs_supervisor",)),
        ("protection", "help", "help", False, True, ()),
        ("protection", "protection", "protection", False, True, ("same_depth",)),
    ],
)
def test_into_protection_anybody_out_of_it_a_supervisor(
    depth: str, wanted: str, fitting: str, is_proposed: bool, is_supervisor: bool, reasons: tuple[str, ...]
) -> None:
    verdict = rules.may_decide_depth(depth, wanted, fitting, is_proposed=is_proposed, is_supervisor=is_supervisor)
    assert verdict.reasons == reasons


@pytest.mark.parametrize(
    ("is_writer", "hours", "has_reason", "is_done", "reasons"),
    [
        (True, 23, False, False, ()),
        (True, 25, False, False, ("reason_missing",)),
        (True, 25, True, False, ()),
        (False, 1, False, False, ("reason_missing",)),
        (False, 1, True, False, ()),
        (True, 1, True, True, ("already_taken_back",)),
    ],
)
def test_a_slip_is_undone_at_once_and_later_with_a_reason(
    is_writer: bool, hours: int, has_reason: bool, is_done: bool, reasons: tuple[str, ...]
) -> None:
    written = datetime(2026, 11, 20, tzinfo=UTC)
    verdict = rules.may_take_back(
        is_writer=is_writer, written_at=written, now=written + timedelta(hours=hours), has_reason=has_reason,
        is_done=is_done,
    )  # fmt: skip
    assert verdict.reasons == reasons


@pytest.mark.parametrize(
    ("stage", "state", "days", "blocking", "reasons"),
    [
        (Stage.IN_SERVICE, "active", 30, [], ()),
        (Stage.IN_SERVICE, "lost_contact", 1, [], ()),
        (Stage.IN_SERVICE, "active", 31, [], ("pause_too_long",)),
        (Stage.IN_SERVICE, "active", 0, [], ("pause_too_long",)),
        (Stage.IN_SERVICE, "paused", 3, [], ("already_paused",)),
        (Stage.NEW, "active", 3, [], ("no_pause_now",)),
        (Stage.CLOSING, "active", 3, [], ("no_pause_now",)),
        (Stage.ASSESSING, "active", 3, ["guardian_request"], ("safety_first",)),
    ],
)
def test_a_pause_is_short_and_hides_nothing(
    stage: Stage, state: str, days: int, blocking: list[str], reasons: tuple[str, ...]
) -> None:
    assert rules.may_pause(stage, state, TODAY + timedelta(days=days), TODAY, blocking).reasons == reasons


@pytest.mark.parametrize(
    ("depth", "is_safe", "stage"),
    [
        ("help", "yes", Stage.IN_SERVICE),
        ("help", "no", Stage.NEW),
        ("help", "unknown", Stage.NEW),
        ("protection", "yes", Stage.NEW),
    ],
)
def test_only_help_that_asked_for_safety_begins_with_help(depth: str, is_safe: str, stage: Stage) -> None:
    assert rules.stage_at_opening(depth, is_safe) == stage


def test_help_ends_without_a_list_and_never_over_a_sign() -> None:
    assert rules.may_close_help(Stage.IN_SERVICE, "help", NOTHING).is_yes
    assert rules.may_close_help(Stage.CLOSED, "help", NOTHING).reasons == ("already_closed",)
    assert rules.may_close_help(Stage.IN_SERVICE, "protection", NOTHING).reasons == ("not_help",)
    assert rules.may_close_help(Stage.NEW, "help", Verdict(("open:depth_decision",))).reasons[0] == "sign_waits"
