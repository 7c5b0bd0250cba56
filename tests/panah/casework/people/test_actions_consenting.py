from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions as case_actions
from panah.casework.people import actions, queries
from panah.casework.people.codes import ConsentDecision, OverrideOutcome, Safety
from panah.casework.people.models import Child, Consent, ConsentOverride
from panah.casework.people.rules import Birth
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.homes import child_at_home, home_of, mother_of

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
GIVEN = ConsentDecision.GIVEN
SHARE = "share_with_organisation"


def said(office: Office, child: Child, decision: ConsentDecision = GIVEN, scope: str = SHARE, **more: Any) -> Consent:
    if decision is GIVEN and "relative" not in more:
        more.setdefault("given_by", "self")
    return actions.record_consent(by=office.aigul.actor, child=child, scope=scope, decision=decision, **more)


@pytest.mark.parametrize("safety", [Safety.SUSPECTED, Safety.UNKNOWN])
@pytest.mark.parametrize("decision", [GIVEN, ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN])
@pytest.mark.safeguard("S3", "an adult who is suspected, or of whom nobody knows, decides for a child")
def test_only_a_safe_adult_decides_for_a_child(office: Office, safety: Safety, decision: ConsentDecision) -> None:
    child, adult = child_at_home(office, safety)
    with pytest.raises(actions.AdultNotSafe):
        said(office, child, decision, relative=adult)
    assert not Consent.objects.exists()
    assert not queries.may_act_for(adult, child).allowed
    assert queries.safe_relatives(child) == []


@pytest.mark.safeguard("S3", "a father whom nobody has looked at is written down as who agreed, without being named")
def test_an_adult_who_decides_is_named(office: Office) -> None:
    child, _mother = child_at_home(office)
    with pytest.raises(actions.AdultNotNamed):
        said(office, child, given_by="father")
    said(office, child, ConsentDecision.NOT_ASKED, given_by="father")
    assert not queries.has_consent(child, SHARE)


@pytest.mark.safeguard("S3", "the safe mother of another family agrees for a child")
def test_an_adult_of_another_family_decides_nothing(office: Office) -> None:
    child, _mother = child_at_home(office)
    stranger = mother_of(office, home_of(office, opened(office)), Safety.SAFE)
    with pytest.raises(actions.NotOfThisFamily):
        said(office, child, relative=stranger)


@pytest.mark.parametrize("form", ["caregiver", "caregiver_and_oral_assent", "caregiver_and_written_assent"])
def test_where_an_adult_must_agree_too_the_adult_is_named(office: Office, form: str) -> None:
    child, mother = child_at_home(office)
    with pytest.raises(actions.CaregiverMissing):
        said(office, child, form=form)
    consent = said(office, child, form=form, relative=mother, method="spoken")
    assert (consent.given_by, consent.form, consent.method) == ("mother", form, "spoken")
    assert queries.holding_consent(child, SHARE) == consent
    said(office, child, ConsentDecision.REFUSED, form=form)  # a child's no needs nobody
    assert not queries.has_consent(child, SHARE)


@pytest.mark.safeguard("S10", "a relative agrees in the place of a grown person")
def test_nobody_speaks_for_a_grown_person(office: Office) -> None:
    case = opened(office, birth=Birth(year=1990))
    relative = mother_of(office, home_of(office, case), Safety.SAFE)
    with pytest.raises(actions.AdultNotSafe) as refused:
        said(office, case.child, relative=relative)
    assert "grown person" in str(refused.value.sentence)
    said(office, case.child, form="adult_consent", given_by="self")
    assert queries.has_consent(case.child, SHARE)
    assert queries.safe_relatives(case.child) == []


@pytest.mark.safeguard("S10", "the yes of a parent goes on holding after the child has grown up")
def test_at_18_the_yes_of_a_parent_holds_no_longer(office: Office) -> None:
    with clock.standing_at(NOW):
        child, mother = child_at_home(office, birth=Birth(year=2010))
        said(office, child, relative=mother)
        assert queries.has_consent(child, SHARE)
    with clock.standing_at(datetime(2029, 1, 5, tzinfo=UTC)):
        assert not queries.has_consent(child, SHARE)
        assert [word.scope for word in queries.to_ask_anew(child)] == [SHARE]


def test_a_yes_is_withdrawn_at_once_and_by_nobody_in_particular(office: Office) -> None:
    child, mother = child_at_home(office)
    said(office, child, relative=mother)
    actions.withdraw_consent(by=office.aigul.actor, child=child, scope=SHARE)
    assert not queries.has_consent(child, SHARE)
    assert queries.latest_consents(child)[SHARE].withdrawn_at is not None
    assert [word.decision for word in queries.consent_history(child)] == ["withdrawn", "given"]


def consent_clocks(child: Child) -> list[Timer]:
    return list(Timer.objects.running().filter(file=child.file, kind="consent_ends"))


def test_somebody_hears_14_days_before_a_yes_ends_and_no_more_once_it_was_asked_anew(office: Office) -> None:
    with clock.standing_at(NOW):
        child, mother = child_at_home(office)
        said(office, child, relative=mother, expires_on=date(2026, 12, 31))
        (first,) = consent_clocks(child)
        assert first.due_at.date() == date(2026, 12, 17)
        assert (first.person, first.address_code) == (office.aigul.person, f"{child.code}:{SHARE}")
        said(office, child, relative=mother, expires_on=date(2027, 3, 31))
        (second,) = consent_clocks(child)
        assert second.due_at.date() == date(2027, 3, 17)
        actions.withdraw_consent(by=office.aigul.actor, child=child, scope=SHARE)
        assert consent_clocks(child) == []


def test_of_a_short_yes_one_hears_on_its_last_day(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office).child
        said(office, child, expires_on=date(2026, 11, 24))
        (running,) = consent_clocks(child)
        assert running.due_at.date() == date(2026, 11, 24)


@pytest.mark.safeguard("S3", "help is refused because the family agreed to no statistics and no sharing")
def test_help_is_given_to_a_family_that_agrees_to_nothing(office: Office) -> None:
    case = opened(office)
    for scope in code_list("consent_scopes").codes:
        if scope != "case_services":
            said(office, case.child, ConsentDecision.REFUSED, scope)
    service = case_actions.record_service(
        by=office.aigul.actor, case=case, service_type="basic_needs", happened_on=clock.today()
    )
    assert service.child == case.child
    planned = case_actions.plan_service(
        by=office.aigul.actor, case=case, service_type="legal", goal="Papers", due_on=clock.today()
    )
    assert planned.case == case


def overridden(office: Office, child: Child, **changes: Any) -> ConsentOverride:
    usual = {
        "ground": "serious_harm", "explanation": "Invented: taken away tonight", "was_told": "no",
        "why_not_told": "It would warn the employer",
    }  # fmt: skip
    return actions.override_consent(by=office.aigul.actor, child=child, **(usual | changes))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ground": "convenience"}, actions.GroundMissing),
        ({"explanation": " "}, actions.GroundMissing),
        ({"why_not_told": ""}, actions.WhyNotToldMissing),
        ({"was_told": "unknown", "why_not_told": ""}, actions.WhyNotToldMissing),
    ],
)
def test_an_act_without_consent_says_why_and_who_was_told(
    office: Office, changes: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        overridden(office, opened(office).child, **changes)
    assert not ConsentOverride.objects.exists()


def test_a_second_person_confirms_within_a_day(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office).child
        override = overridden(office, child, was_told="yes", why_not_told="")
        running = Timer.objects.running().get(kind="consent_override")
        assert (running.organisation, running.person) == (office.organisation, None)
        assert running.due_at == NOW + timedelta(hours=24)
        assert queries.override_in_force(child) == override
        actions.answer_override(by=office.saule.actor, override=override, is_confirmed=True)
        assert not Timer.objects.running().filter(kind="consent_override").exists()
        with pytest.raises(actions.AnsweredAlready):
            actions.answer_override(by=office.bakyt.actor, override=override, is_confirmed=False)
    with clock.standing_at(NOW + timedelta(days=30)):
        assert queries.override_in_force(child) == override


@pytest.mark.safeguard("S3", "whoever acted without consent confirms it alone, or silence confirms it")
def test_nobody_confirms_the_own_act_and_silence_confirms_nothing(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office).child
        own = actions.override_consent(
            by=office.saule.actor, child=child, ground="legal_duty", explanation="Invented", was_told="yes"
        )
        with pytest.raises(actions.SecondPersonNeeded):
            actions.answer_override(by=office.saule.actor, override=own, is_confirmed=True)
        for worker in (office.aigul, office.nurzhan, office.lazzat):
            with pytest.raises(NotPermitted):
                actions.answer_override(by=worker.actor, override=own, is_confirmed=True)
    with clock.standing_at(NOW + timedelta(hours=25)):
        assert queries.override_in_force(child) is None


@pytest.mark.safeguard("S3", "whoever got a no, or no answer, decides the same again the next day")
def test_after_a_no_or_a_silence_another_person_decides(office: Office) -> None:
    with clock.standing_at(NOW):
        child = opened(office).child
        overridden(office, child)
    with clock.standing_at(NOW + timedelta(days=2)):
        with pytest.raises(actions.AnotherPersonNeeded):
            overridden(office, child)
        actions.override_consent(
            by=office.saule.actor, child=child, ground="legal_duty", explanation="Invented", was_told="yes"
        )


@pytest.mark.safeguard("S3", "the word of a suspected adult is written down as that of a small child alone")
def test_nobody_speaks_alone_who_is_too_young_for_it(office: Office) -> None:
    small = opened(office, birth=Birth(year=clock.today().year - 4)).child
    with pytest.raises(actions.CaregiverMissing):
        said(office, small, given_by="self", form="own_consent")


def test_after_a_no_nothing_may_rest_on_the_act(office: Office) -> None:
    child = opened(office).child
    override = overridden(office, child)
    actions.answer_override(by=office.bakyt.actor, override=override, is_confirmed=False)
    assert (override.outcome, queries.override_in_force(child)) == (OverrideOutcome.REFUSED, None)


@pytest.mark.safeguard("S3", "a yes is written past the form, without whose yes was needed, for a child of four alone")
@pytest.mark.parametrize("form", ["", "own_consent", "adult_consent"])
@pytest.mark.parametrize("age", [0, 4, 11])
def test_without_its_form_a_small_childs_yes_is_none_either(office: Office, form: str, age: int) -> None:
    child = opened(office, birth=Birth(year=clock.today().year - age)).child
    with pytest.raises(actions.CaregiverMissing):
        said(office, child, form=form)
    with pytest.raises(actions.CaregiverMissing):
        said(office, opened(office, birth=Birth(), age_band="1_5").child, form=form)
    assert not Consent.objects.exists()


def test_a_youth_and_whose_age_nobody_knows_may_say_yes_alone(office: Office) -> None:
    for known in ({"birth": Birth(year=clock.today().year - 13)}, {"birth": Birth(), "age_band": "unknown"}):
        child = opened(office, **known).child
        said(office, child)
        assert queries.has_consent(child, SHARE)


@pytest.mark.safeguard("S3", "a yes that nobody said is written past the form")
def test_a_yes_that_nobody_said_is_none(office: Office) -> None:
    child, mother = child_at_home(office)
    with pytest.raises(actions.SpeakerMissing):
        said(office, child, given_by="")
    said(office, child, ConsentDecision.REFUSED, given_by="")  # a no needs nobody's name
    said(office, child, relative=mother)
    assert queries.has_consent(child, SHARE)


@pytest.mark.parametrize(
    "wrong", [{"scope": ""}, {"scope": "everything"}, {"form": "none_at_all"}, {"method": "by_a_look"}]
)
@pytest.mark.parametrize("decision", [GIVEN, ConsentDecision.REFUSED, ConsentDecision.NOT_ASKED])
def test_what_stands_in_no_list_is_refused_in_a_sentence(
    office: Office, wrong: dict[str, str], decision: ConsentDecision
) -> None:
    child, mother = child_at_home(office)
    with pytest.raises(actions.NotInTheLists) as said_no:
        said(office, child, decision, relative=mother, **wrong)
    assert str(said_no.value.sentence)
    assert not Consent.objects.exists()
