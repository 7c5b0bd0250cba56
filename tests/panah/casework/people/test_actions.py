from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.casework.people import actions, queries
from panah.casework.people.actions import Basics, ChildDetails, SpokenName
from panah.casework.people.codes import Category, CategoryGround, ConsentDecision, NameKind, Standing, TokenKind
from panah.casework.people.models import CategoryDecision, Child, Consent, Name, NameToken
from panah.casework.people.rules import Birth, tokens_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from tests.panah.casework.cases.office import NAME, Office, opened
from tests.panah.casework.people.finding import found_by_name

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


@action(Permission.CASE_WORK, on=None)
def registered(*, by: Actor, organisation: Organisation, details: ChildDetails) -> Child:
    """``register_child`` belongs inside another action."""
    return actions.register_child(by=by, organisation=organisation, details=details)


def child_of(office: Office, **known: object) -> Child:
    return registered(by=office.saule.actor, organisation=office.organisation, details=ChildDetails(**known))  # type: ignore[arg-type]


def names_of(office: Office, child: Child) -> list[str]:
    names = queries.names_of(child)
    with vault.ring():
        reveal(office.saule.actor, *names)
    return [name.full for name in names]


def test_a_newborn_without_name_date_or_papers_is_a_valid_record(office: Office) -> None:
    child = child_of(office)
    assert (child.standing, child.sex, child.age_band_at_entry, child.category) == (
        Standing.CHILD, "unknown", "unknown", Category.UNKNOWN,
    )  # fmt: skip
    assert not Name.objects.exists()
    assert not NameToken.objects.exists()
    assert child.code == child.file.code


def test_a_record_is_no_step_of_its_own(office: Office) -> None:
    with pytest.raises(RuntimeError):
        actions.register_child(by=office.aigul.actor, organisation=office.organisation, details=ChildDetails())


@pytest.mark.parametrize("birth", [Birth(day=date(2026, 11, 22)), Birth(year=2027), Birth(year=1820)])
def test_a_birth_that_cannot_be_writes_nothing(office: Office, birth: Birth) -> None:
    with clock.standing_at(TODAY), pytest.raises(actions.BirthInFuture):
        child_of(office, birth=birth)
    assert not Child.objects.exists()
    assert not File.objects.filter(kind="child").exists()


def test_a_name_rests_sealed_and_is_found_in_another_script(office: Office) -> None:
    child = child_of(office, names=(SpokenName("Қайрат Үлгібаев"), SpokenName("  ")))
    name = Name.objects.get()
    with pytest.raises(StillSealed):
        _ = name.full
    assert found_by_name(office.saule.actor, "kairat ULGIBAEV") == [child]
    assert found_by_name(office.lazzat.actor, "kairat ulgibaev") == []
    assert names_of(office, child) == ["Қайрат Үлгібаев"]


@pytest.mark.parametrize("name", ["🙂 Әлия 🙂", "Аlіуа Ulgі", "Али\x00я", "‮Алия", "я" * 5_000_000])
def test_any_name_that_somebody_writes_is_kept_as_it_is(office: Office, name: str) -> None:
    child = child_of(office, names=(SpokenName(name),))
    assert names_of(office, child) == [name]


def test_another_spelling_is_added_and_the_first_stays(office: Office) -> None:
    child = child_of(office, names=(SpokenName("Кайрат"),))
    for _ in range(2):  # a double click
        actions.add_name(
            by=office.saule.actor, child=child, name=SpokenName("Ержан Үлгібаев", NameKind.DOCUMENT),
            idempotency_key="form-1",
        )  # fmt: skip
    assert names_of(office, child) == ["Кайрат", "Ержан Үлгібаев"]
    for text in ("қайрат", "yerzhan", "ЕРЖАН"):
        assert found_by_name(office.saule.actor, text) == [child]


def test_a_blank_name_is_refused_with_a_sentence(office: Office) -> None:
    with pytest.raises(actions.NameMissing):
        actions.add_name(by=office.saule.actor, child=child_of(office), name=SpokenName(" \t "))


def test_a_stranger_adds_decides_and_corrects_nothing(office: Office) -> None:
    child = opened(office).child
    for by in (office.lazzat.actor, office.nurzhan.actor, office.gulnar.actor):
        with pytest.raises(NotPermitted):
            actions.add_name(by=by, child=child, name=SpokenName("Иван"))
        with pytest.raises(NotPermitted):
            actions.decide_category(by=by, child=child, category=Category.OTHER_AT_RISK, ground="observation")
        with pytest.raises(NotPermitted):
            actions.correct_basics(by=by, child=child, basics=Basics())
        with pytest.raises(NotPermitted):
            actions.record_consent(by=by, child=child, scope="court", decision=ConsentDecision.GIVEN, given_by="self")
    assert (Name.objects.count(), CategoryDecision.objects.count(), Consent.objects.count()) == (1, 0, 0)


def test_basics_are_corrected_and_age_counts_from_the_day_the_child_came(office: Office) -> None:
    with clock.standing_at(datetime(2024, 6, 1, tzinfo=UTC)):
        child = child_of(office, age_band="6_11")
    with clock.standing_at(TODAY):
        actions.correct_basics(
            by=office.saule.actor, child=child,
            basics=Basics("male", Birth(day=date(2012, 1, 2)), "unknown", "tg", office.district),
        )  # fmt: skip
    child = Child.objects.get(pk=child.pk)
    assert (child.sex, child.birth_year, child.age_band_at_entry) == ("male", 2012, "12_14")
    assert (child.language, child.place, child.standing) == ("tg", office.district, Standing.CHILD)
    with vault.ring():
        reveal(office.saule.actor, child)
    assert child.birth_date == date(2012, 1, 2)


def test_of_two_who_correct_at_once_the_second_is_told(office: Office) -> None:
    child = child_of(office, birth=Birth(day=date(2012, 1, 2)))
    seen = child.version
    actions.correct_basics(by=office.saule.actor, child=child, basics=Basics("male"), version=seen)
    with pytest.raises(EditedMeanwhile):
        actions.correct_basics(by=office.bakyt.actor, child=child, basics=Basics("female"), version=seen)
    assert Child.objects.get().sex == "male"
    actions.correct_basics(by=office.bakyt.actor, child=child, basics=Basics("female"), version=child.version)
    assert Child.objects.get().sex == "female"


def test_a_corrected_birth_in_the_future_is_refused(office: Office) -> None:
    with pytest.raises(actions.BirthInFuture):
        actions.correct_basics(by=office.saule.actor, child=child_of(office), basics=Basics(birth=Birth(year=2999)))


def test_who_turns_out_to_be_grown_up_is_helped_as_an_adult(office: Office) -> None:
    child = child_of(office)
    actions.correct_basics(by=office.saule.actor, child=child, basics=Basics(birth=Birth(year=1990)))
    assert Child.objects.get().standing == Standing.ADULT


@pytest.mark.parametrize("category", [Category.NOT_A_VICTIM, Category.IDENTIFIED_VICTIM])
@pytest.mark.parametrize("body", ["", "ngo", "invented"])
def test_a_status_takes_the_decision_of_a_competent_body(office: Office, category: Category, body: str) -> None:
    child = child_of(office)
    with pytest.raises(actions.BodyMissing):
        actions.decide_category(by=office.saule.actor, child=child, category=category, ground="observation", body=body)
    assert Child.objects.get().category == Category.UNKNOWN
    decision = actions.decide_category(
        by=office.saule.actor, child=child, category=category, ground="observation", body="internal_affairs"
    )
    assert decision.ground == CategoryGround.DECISION_OF_BODY
    assert Child.objects.get().category == category


def test_a_category_is_dated_with_who_decided_and_the_earlier_one_stays(office: Office) -> None:
    child = child_of(office)
    with clock.standing_at(TODAY):
        for category in (Category.OTHER_AT_RISK, Category.PRESUMED_VICTIM):
            actions.decide_category(by=office.saule.actor, child=child, category=category, ground="observation")
        with pytest.raises(actions.DecisionInFuture):
            actions.decide_category(
                by=office.saule.actor, child=child, category=Category.UNKNOWN, ground="observation",
                decided_on=date(2026, 11, 22),
            )  # fmt: skip
    latest, first = queries.category_decisions(child)
    assert (latest.category, first.category) == (Category.PRESUMED_VICTIM, Category.OTHER_AT_RISK)
    assert (latest.decided_on, latest.decided_by) == (date(2026, 11, 21), office.saule.actor.id)


def test_a_double_click_decides_once(office: Office) -> None:
    child = child_of(office)
    for _ in range(2):
        actions.decide_category(
            by=office.saule.actor,
            child=child,
            category=Category.OTHER_AT_RISK,
            ground="observation",
            idempotency_key="k",
        )
        actions.record_consent(
            by=office.saule.actor,
            child=child,
            scope="court",
            decision=ConsentDecision.GIVEN,
            given_by="self",
            idempotency_key="k",
        )
    assert (CategoryDecision.objects.count(), Consent.objects.count()) == (1, 1)


def consented(office: Office, child: Child, decision: ConsentDecision, **days: Any) -> Consent:
    return actions.record_consent(
        by=office.saule.actor, child=child, scope="court", decision=decision, given_by="self", **days
    )


def test_no_consent_recorded_is_no_consent(office: Office) -> None:
    child = child_of(office)
    assert not queries.has_consent(child, "court")
    consented(office, child, ConsentDecision.GIVEN)
    assert queries.has_consent(child, "court")
    assert not queries.has_consent(child, "research")


def test_the_last_word_of_a_day_holds(office: Office) -> None:
    child = child_of(office)
    for decision, holds in (
        (ConsentDecision.GIVEN, True),
        (ConsentDecision.WITHDRAWN, False),
        (ConsentDecision.GIVEN, True),
        (ConsentDecision.REFUSED, False),
        (ConsentDecision.NOT_ASKED, False),
        (ConsentDecision.GIVEN, True),
        (ConsentDecision.NOT_ASKED, True),  # takes nothing back
    ):
        consented(office, child, decision)
        assert queries.has_consent(child, "court") == holds
    assert Consent.objects.count() == 7


def test_a_consent_ends_with_its_day(office: Office) -> None:
    child = child_of(office)
    with clock.standing_at(TODAY):
        consented(office, child, ConsentDecision.GIVEN, given_on=date(2026, 11, 1), expires_on=date(2026, 11, 21))
        assert queries.has_consent(child, "court")
    with clock.standing_at(TODAY + timedelta(days=1)):
        assert not queries.has_consent(child, "court")


def test_the_paper_of_an_old_yes_found_after_a_withdrawal_opens_nothing_again(office: Office) -> None:
    child = child_of(office)
    with clock.standing_at(TODAY):
        consented(office, child, ConsentDecision.WITHDRAWN)
    with clock.standing_at(TODAY + timedelta(days=4)):
        consented(office, child, ConsentDecision.GIVEN, given_on=date(2026, 11, 1))
        assert not queries.has_consent(child, "court")
        consented(office, child, ConsentDecision.GIVEN, given_on=date(2026, 11, 25))
        assert queries.has_consent(child, "court")


@pytest.mark.parametrize(
    "days", [{"given_on": date(2026, 11, 22)}, {"given_on": date(2026, 11, 2), "expires_on": date(2026, 11, 1)}]
)
def test_days_of_a_consent_that_cannot_be_are_refused(office: Office, days: dict[str, date]) -> None:
    child = child_of(office)
    with clock.standing_at(TODAY), pytest.raises(actions.WrongConsentDays):
        consented(office, child, ConsentDecision.GIVEN, **days)
    assert not Consent.objects.exists()


def test_what_is_done_to_a_child_stands_in_the_audit_by_code_alone(office: Office) -> None:
    child = child_of(office)
    actions.add_name(by=office.saule.actor, child=child, name=SpokenName(NAME))
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.subject_kind, event.subject_code) == ("people.add_name", "child", child.code)
    assert "Canary" not in str(vars(event))


def test_a_year_that_is_corrected_is_asked_for_beside_the_name_from_then_on(office: Office) -> None:
    child = child_of(office, names=(SpokenName("Әйгерім Қасымова"),), birth=Birth(year=2009))
    actions.correct_basics(by=office.saule.actor, child=child, basics=Basics(birth=Birth(year=2014)))
    found = {year: queries.candidates_of(queries.asked_record("Әйгерім", year)) for year in (2009, 2014)}
    years = set(NameToken.objects.filter(child=child, kind=TokenKind.YEAR).values_list("token", flat=True))
    assert years == {
        token
        for kind, token in tokens_of(["Әйгерім Қасымова"], Birth(year=2014), queries.name_key())
        if kind == TokenKind.YEAR
    }
    assert found[2014] == [child.pk]
