from datetime import UTC, date, datetime

import pytest

from panah.casework.people import actions, queries
from panah.casework.people.actions import SafeContact, SpokenName
from panah.casework.people.codes import Category, ConsentDecision, NameKind, Standing
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.finding import found_by_name

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


@action(Permission.CASE_WORK, on="child")
def watched(*, by: Actor, child: Child) -> None:
    """``watch_child`` belongs inside another action."""
    actions.watch_child(by=by, child=child)


@action(Permission.CASE_WORK, on="child")
def watched_no_more(*, by: Actor, child: Child) -> None:
    actions.stop_watching_child(by=by, child=child, outcome="closed")


def birthday_clocks(child: Child) -> list[Timer]:
    return list(Timer.objects.running().filter(file=child.file, kind="turns_adult"))


@pytest.mark.parametrize(
    ("birth", "due"),
    [
        (Birth(day=date(2010, 7, 15)), date(2028, 4, 1)),
        (Birth(year=2010, month=7), date(2028, 4, 1)),
        (Birth(year=2010), date(2027, 10, 1)),
        (Birth(day=date(2009, 1, 3)), date(2026, 12, 21)),  # who came late: within a month
        (Birth(day=date(2008, 12, 1)), date(2026, 11, 23)),  # or soon
    ],
)
def test_the_18th_birthday_has_a_clock_that_tells_no_day_of_birth(office: Office, birth: Birth, due: date) -> None:
    with clock.standing_at(NOW):
        child = opened(office, birth=birth).child
        for _ in range(2):  # watched twice rings once
            watched(by=office.aigul.actor, child=child)
        (running,) = birthday_clocks(child)
        assert running.due_at.date() == due
        assert running.person == office.aigul.person
        actions.note_talk_of_adulthood(by=office.aigul.actor, child=child)
        assert birthday_clocks(child) == []


@pytest.mark.parametrize("birth", [Birth(), Birth(year=1990), Birth(day=date(2008, 11, 21))])
def test_whose_age_is_not_known_or_who_is_grown_has_none(office: Office, birth: Birth) -> None:
    with clock.standing_at(NOW):
        child = opened(office, birth=birth).child
        watched(by=office.aigul.actor, child=child)
        assert birthday_clocks(child) == []


def test_where_nobody_works_with_a_child_no_clock_of_its_record_rings(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office, birth=Birth(year=2010)).child
        actions.record_consent(
            by=office.aigul.actor,
            child=child,
            scope="court",
            decision=ConsentDecision.GIVEN,
            given_by="self",
            expires_on=date(2027, 1, 1),
        )
        watched(by=office.aigul.actor, child=child)
        assert Timer.objects.running().filter(file=child.file).count() == 2
        watched_no_more(by=office.aigul.actor, child=child)
        assert not Timer.objects.running().filter(file=child.file).exists()


def test_services_after_the_birthday_are_those_of_an_adult(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office, birth=Birth(day=date(2008, 12, 1))).child
    child = Child.objects.get(pk=child.pk)
    assert queries.standing_on(child, date(2026, 11, 30)) is Standing.CHILD
    assert queries.standing_on(child, date(2026, 12, 1)) is Standing.ADULT


def test_a_birth_is_kept_as_far_as_it_is_known_and_the_month_rests_sealed(office: Office) -> None:
    case = opened(office, birth=Birth(year=2014, month=5), further_languages=("ru", "tg"), has_papers="no")
    child = Child.objects.get(pk=case.child.pk)
    assert (child.birth_year, child.further_languages, child.has_papers) == (2014, ["ru", "tg"], "no")
    with vault.ring():
        reveal(office.aigul.actor, child)
    assert (child.birth_date, child.birth_month) == (None, "05")
    assert queries.known_birth(child) == Birth(year=2014, month=5)
    seen = child.version
    actions.correct_basics(
        by=office.aigul.actor, child=child, version=seen, basics=actions.Basics(birth=Birth(day=date(2014, 5, 3)))
    )
    assert queries.birth_of(Child.objects.get(pk=child.pk)) == Birth(date(2014, 5, 3), 2014)
    with pytest.raises(EditedMeanwhile):
        actions.correct_basics(by=office.saule.actor, child=child, basics=actions.Basics(), version=seen)
    assert Child.objects.get(pk=child.pk).has_papers == "no"  # what was not asked stays


def test_a_newborn_without_a_name_a_date_or_papers_is_a_whole_record(office: Office) -> None:
    case = opened(office, names=(), birth=Birth(), age_band="under_1", has_papers="no", sex="unknown")
    assert not queries.is_named(case.child)
    assert (case.child.standing, case.child.category) == (Standing.CHILD, Category.UNKNOWN)
    actions.add_name(by=office.aigul.actor, child=case.child, name=SpokenName("Айша"))
    assert queries.is_named(case.child)


def test_a_name_of_a_document_is_found_by_each_of_its_parts_and_beside_what_the_child_says(office: Office) -> None:
    child = opened(office, names=(SpokenName("Кайка"),)).child
    document = SpokenName("", NameKind.DOCUMENT, "Үлгібаев", "Қайрат", "Ерланұлы")
    actions.add_name(by=office.aigul.actor, child=child, name=document)
    for text in ("kaika", "Ulgibaev Kairat", "Ерланулы", "Қайрат"):
        assert found_by_name(office.aigul.actor, text) == [child], text
    said, written = queries.names_of(child)
    with vault.ring():
        reveal(office.aigul.actor, said, written)
    assert (said.kind, written.kind, written.full) == ("as_said", "document", "Үлгібаев Қайрат Ерланұлы")


@pytest.mark.safeguard(
    "S12", "a card with a phone is given to a child before anybody asked whether it is safe to carry"
)
def test_no_child_carries_a_card_until_somebody_said_that_it_may(office: Office) -> None:
    child = opened(office).child
    assert not child.may_carry_card
    seen = child.version
    contact = SafeContact("+7 000 111 22 33", "text_message", "evening", may_carry_card=True)
    actions.change_safe_contact(by=office.aigul.actor, child=child, safe_contact=contact, version=seen)
    child = Child.objects.get(pk=child.pk)
    assert (child.safe_contact_method, child.safe_contact_time, child.may_carry_card) == (
        "text_message",
        "evening",
        True,
    )
    with pytest.raises(EditedMeanwhile):
        actions.change_safe_contact(by=office.saule.actor, child=child, safe_contact=SafeContact(), version=seen)
