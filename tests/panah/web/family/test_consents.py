"""What a family agreed to, on its page: proposed by age, taken back in two clicks, and never without a safe adult."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.people.actions import override_consent, record_consent
from panah.casework.people.codes import ConsentDecision, OverrideOutcome, Safety
from panah.casework.people.models import Child, Consent, ConsentOverride
from panah.casework.people.queries import has_consent
from panah.casework.people.rules import Birth
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.homes import home_of, mother_of
from tests.panah.web.cases.visiting import day, signed_in, text_of, words_of

OWN = {"scope": "court", "decision": "given", "speaker": "self", "form": "own_consent", "method": "spoken"}


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def test_consent_is_recorded_by_scope_and_never_in_the_future(office: Office, client: Client) -> None:
    case = opened(office, birth=Birth(year=clock.today().year - 16))
    url = f"/app/c/{case.code}/consent/"
    text_of(client.post(url, OWN | day("given_on", clock.today() + timedelta(days=1))))
    yesterday = clock.today() - timedelta(days=1)
    assert "cannot end before" in text_of(client.post(url, OWN | day("given_on") | day("expires_on", yesterday)))
    assert not Consent.objects.exists()
    assert client.post(url, OWN | day("given_on")).status_code == 302
    assert "Court and investigation" in words_of(client.get(f"/app/c/{case.code}/"))


@pytest.mark.parametrize(
    ("age", "form"),
    [
        (3, "caregiver"), (8, "caregiver_and_oral_assent"), (13, "caregiver_and_written_assent"), (16, "own_consent"),
        (30, "adult_consent"),
    ],
)  # fmt: skip
def test_the_form_is_proposed_from_the_age(office: Office, client: Client, age: int, form: str) -> None:
    case = opened(office, birth=Birth(year=clock.today().year - age - 1))
    body = text_of(client.get(f"/app/c/{case.code}/consent/"))
    chosen = rf'value="{form}"[^>]*checked' if age < 18 else f'type="hidden" name="form" value="{form}"'
    assert re.search(chosen, body)


@pytest.mark.safeguard("S3", "the page of consent offers an adult who is suspected or of whom nobody knows")
def test_only_safe_adults_are_offered_and_accepted(office: Office, case: Case, client: Client) -> None:
    url, family = f"/app/c/{case.code}/consent/", home_of(office, case)
    one = mother_of(office, family)
    suspected = mother_of(office, family, Safety.SUSPECTED, relation="step_parent")
    body = text_of(client.get(url))
    assert "No adult of the family is marked as safe" in body
    for adult in (one, suspected):
        assert str(adult.pk) not in body
        client.post(url, OWN | {"speaker": str(adult.pk)} | day("given_on"))
    assert not Consent.objects.exists()
    safe = mother_of(office, family, Safety.SAFE, relation="grandparent")
    assert str(safe.pk) in text_of(client.get(url))
    form = OWN | {"speaker": str(safe.pk), "form": "caregiver_and_written_assent"}
    assert client.post(url, form | day("given_on")).status_code == 302
    words = words_of(client.get(url))
    assert "Grandparent · Consent of the caregiver and written assent of the child · Spoken" in words


def test_a_child_of_twelve_alone_is_told_whom_to_ask(case: Case, client: Client) -> None:
    form = OWN | {"form": "caregiver_and_written_assent"} | day("given_on")
    body = words_of(client.post(f"/app/c/{case.code}/consent/", form))
    assert "ask the guardianship body; help does not wait for it" in body
    assert not Consent.objects.exists()


def test_a_yes_is_taken_back_in_two_clicks(office: Office, case: Case, client: Client) -> None:
    record_consent(
        by=office.aigul.actor, child=case.child, scope="court", decision=ConsentDecision.GIVEN, given_by="self"
    )
    body = text_of(client.get(f"/app/c/{case.code}/consent/"))  # one
    assert f'action="/app/c/{case.code}/consent/withdraw/"' in body
    response = client.post(f"/app/c/{case.code}/consent/withdraw/", {"scope": "court"}, follow=True)  # two
    assert "Nothing more is shared on it" in words_of(response)
    assert not has_consent(case.child, "court")
    assert "consent/withdraw" not in text_of(response)
    client.post(f"/app/c/{case.code}/consent/withdraw/", {"scope": "invented"})
    assert Consent.objects.count() == 2


def test_a_clock_of_a_consent_leads_to_its_scope(office: Office, case: Case, client: Client) -> None:
    record_consent(
        by=office.aigul.actor, child=case.child, scope="court", decision=ConsentDecision.GIVEN, given_by="self",
        expires_on=clock.today() + timedelta(days=3),
    )  # fmt: skip
    for page in ("/app/", f"/app/c/{case.code}/"):
        assert f"/app/consents/{case.code}:court/" in text_of(client.get(page))
    assert re.search(r'value="court"[^>]*selected', text_of(client.get(f"/app/consents/{case.code}:court/")))
    assert signed_in(office.lazzat).get(f"/app/consents/{case.code}:court/").status_code == 404
    assert client.get("/app/consents/invented/").status_code == 404


def test_an_act_without_consent_is_written_confirmed_and_lies_with_the_supervisors(
    office: Office, case: Case, client: Client
) -> None:
    url = f"/app/c/{case.code}/override/"
    form = {"ground": "serious_harm", "explanation": "Canarydanger", "was_told": "no", "why_not_told": ""}
    assert "Say why the child or the guardian was not told" in text_of(client.post(url, form))
    assert client.post(url, form | {"why_not_told": "Canarywhy"}).status_code == 302
    one = ConsentOverride.objects.get()
    page = f"/app/overrides/{one.pk}/"
    assert client.get(page).status_code == 403
    assert signed_in(office.lazzat).get(page).status_code in (403, 404)
    supervisor = signed_in(office.saule)
    assert page in text_of(supervisor.get("/app/"))
    assert "Canarydanger" in text_of(supervisor.get(page))
    supervisor.post(page, {"is_confirmed": "no"})
    one.refresh_from_db()
    assert (one.outcome, one.answered_by) == (OverrideOutcome.REFUSED, office.saule.person)
    words = words_of(supervisor.get(page))
    assert "This must be taken back" in words
    assert 'name="is_confirmed"' not in text_of(supervisor.get(page))
    assert page not in text_of(supervisor.get("/app/"))


def test_the_page_of_the_second_person_says_that_a_day_has_passed(office: Office) -> None:
    with clock.standing_at(clock.now() - timedelta(hours=25)):
        one = override_consent(
            by=office.aigul.actor, child=opened(office).child, ground="legal_duty", explanation="x", was_told="yes"
        )
    text = text_of(signed_in(office.saule).get(f"/app/overrides/{one.pk}/"))
    assert "A day has passed" in text
    assert 'name="is_confirmed"' in text


def test_whoever_decided_is_not_asked_to_confirm(office: Office, case: Case) -> None:
    one = override_consent(
        by=office.saule.actor, child=case.child, ground="legal_duty", explanation="Invented", was_told="yes"
    )
    client = signed_in(office.saule)
    assert 'name="is_confirmed"' not in text_of(client.get(f"/app/overrides/{one.pk}/"))
    text_of(client.post(f"/app/overrides/{one.pk}/", {"is_confirmed": "yes"}))
    one.refresh_from_db()
    assert one.outcome == OverrideOutcome.WAITS


def test_the_page_before_the_18th_birthday_tells_no_day_and_ends_the_clock(office: Office, client: Client) -> None:
    case = opened(office, birth=Birth(year=clock.today().year - 17))
    running = Timer.objects.running().filter(file=case.child.file, kind="turns_adult")
    assert running.exists()
    words = words_of(client.get(f"/app/c/{case.code}/eighteen/"))
    assert "Nobody is let go because of a birthday" in words
    assert client.post(f"/app/c/{case.code}/eighteen/").status_code == 302
    assert not running.exists()


@pytest.mark.safeguard("S3", "a family that says no to every sharing and to statistics can go no further in Panah")
def test_every_page_of_help_opens_for_a_family_that_agrees_to_nothing(case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/consent/"
    for scope in ("share_with_organisation", "non_identifying_reporting", "research"):
        assert client.post(url, OWN | {"scope": scope, "decision": "refused"} | day("given_on")).status_code == 302
    assert not has_consent(Child.objects.get(), "non_identifying_reporting")
    for page in ("", "contact/", "assess/", "plan/", "service/", "review/"):
        assert client.get(f"/app/c/{case.code}/{page}").status_code == 200, page
    form = {"service_type": "basic_needs", "what_was_done": "Shoes"} | day("happened_on")
    assert client.post(f"/app/c/{case.code}/service/", form).status_code == 302
