"""Two people change the same record at once, and only codes: the second is told all the same."""

from collections.abc import Callable

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, LetterKind, LetterRecipient
from panah.casework.cases.models import Case, SleepAnswer
from panah.casework.concerns.actions import record_where_child_sleeps
from panah.casework.people.actions import (
    Basics,
    FamilyDetails,
    RelativeDetails,
    SafeContact,
    change_family,
    change_relative,
    change_safe_contact,
    correct_basics,
)
from panah.casework.people.codes import Safety
from panah.foundation.security.access import EditedMeanwhile
from panah.foundation.security.sealed import Guarded
from tests.panah.casework.cases.office import Office, met, opened
from tests.panah.casework.concerns import office as desk
from tests.panah.casework.people.homes import found, home_of, mother_of


def overtaken(record: Guarded, change: Callable[[int], object]) -> bool:
    """Whether the second of two who began with the same version is told."""
    record.refresh_from_db()
    seen = record.version
    change(seen)
    try:
        change(seen)
    except EditedMeanwhile:
        return True
    return False


def test_whoever_is_overtaken_by_a_code_alone_is_told(office: Office) -> None:
    case, by = opened(office), office.aigul.actor
    met(office, case)
    child, family = case.child, home_of(office, case)
    mother = mother_of(office, family)
    lost, held = actions.PaperState("passport", "lost"), actions.PaperState("passport", "has")
    paper = actions.record_paper(by=by, case=case, state=lost)
    answer = actions.answer_domain(by=by, case=case, domain=Domain.HEALTH, situation="unknown")
    changes: list[tuple[Guarded, Callable[[int], object]]] = [
        (child, lambda seen: correct_basics(by=by, child=child, basics=Basics(sex="male"), version=seen)),
        (
            child,
            lambda seen: change_safe_contact(
                by=by, child=child, safe_contact=SafeContact(time="evening"), version=seen
            ),
        ),
        (family, lambda seen: change_family(by=by, family=family, details=FamilyDetails("kk"), version=seen)),
        (mother, lambda seen: change_relative(by=by, relative=mother, details=RelativeDetails("aunt"), version=seen)),
        (paper, lambda seen: actions.change_paper(by=by, case=case, paper=paper, state=held, version=seen)),
        (
            answer,
            lambda seen: actions.answer_domain(by=by, case=case, domain=Domain.HEALTH, situation="good", version=seen),
        ),
        (case, lambda seen: actions.record_sleep(by=by, case=case, answer="shelter", version=seen)),
    ]
    for record, change in changes:
        assert overtaken(record, change), type(record).__name__


@pytest.mark.safeguard(
    "S9", "of two duty workers the second changes where the child sleeps, and knows nothing of the first"
)
def test_whoever_is_overtaken_at_the_desk_by_the_night_alone_is_told(db: None) -> None:
    here = desk.made_office()
    concern = desk.reported(here)
    assert overtaken(
        concern,
        lambda seen: record_where_child_sleeps(
            by=here.duty, concern=concern, sleeps_tonight="with_safe_adult", version=seen
        ),
    )


def test_a_card_that_was_made_meanwhile_is_not_undone_by_who_opened_the_page_before(office: Office) -> None:
    case, by = opened(office), office.aigul.actor
    seen = case.child.version
    actions.write_letter(
        by=by, case=case, kind=LetterKind.CHILD_CARD, language="kk", text="x", recipient=LetterRecipient.CHILD,
        is_safe_to_carry=True,
    )  # fmt: skip
    with pytest.raises(EditedMeanwhile):
        change_safe_contact(by=by, child=case.child, safe_contact=SafeContact(), version=seen)
    case.child.refresh_from_db()
    assert case.child.may_carry_card


@pytest.mark.safeguard("S3", "an adult becomes suspected while somebody else writes down to call that adult")
def test_who_changes_an_adult_is_told_that_somebody_decided_on_its_safety(office: Office) -> None:
    case = opened(office)
    mother = mother_of(office, home_of(office, case), Safety.SAFE)
    mother.refresh_from_db()
    seen = mother.version
    found(office, mother, Safety.SUSPECTED)
    with pytest.raises(EditedMeanwhile):
        change_relative(by=office.aigul.actor, relative=mother, details=RelativeDetails("mother"), version=seen)


@pytest.mark.safeguard("S9", "an alarm of the night is stopped by somebody who did not know that it had come up")
def test_nobody_stops_the_alarm_of_a_night_without_having_seen_it(office: Office) -> None:
    case: Case = opened(office)
    seen, by = case.version, office.aigul.actor
    actions.record_sleep(by=office.saule.actor, case=case, answer="alone_or_street")
    with pytest.raises(EditedMeanwhile):
        actions.record_sleep(by=by, case=case, answer="with_safe_adult", version=seen)
    case.refresh_from_db()
    assert (case.sleeps_tonight, SleepAnswer.objects.filter(case=case).count()) == ("alone_or_street", 1)
