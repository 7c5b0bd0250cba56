"""Can they stay here? One question, one screen: yes, no because, or call; nobody's citizenship is demanded."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.casework.services.actions import (
    ProviderDetails,
    ReservationFacts,
    add_bed,
    add_provider,
    reserve_bed,
    retire_provider,
)
from panah.casework.services.codes import ProviderKind
from panah.casework.services.models import EligibilityAnswer, Provider, Reservation
from panah.casework.services.queries import admission, providers_near
from panah.casework.services.rules import NOTHING_KNOWN, FaultyRules
from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.web.places import views
from tests.panah.casework.referrals.handover import SYSTEM, Sides, made_sides
from tests.panah.web.services.test_views import signed_in, text_of

ASK = "/app/places/ask/"
GIRL = {"age": "15", "sex": "female", "company": "alone", "asking": "one"}
MOST_QUERIES = 25
THEN = {"day_day": "1", "day_month": "5", "day_year": "2020"}


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def place(sides: Sides, kind: str, *services: str, **more: Any) -> Provider:
    names = dict.fromkeys(("kk", "ru", "en"), f"Sample {kind}")
    details = ProviderDetails(names, services or ("shelter",), None, "+7 000 222 33 44", kind=kind, **more)
    return add_provider(by=SYSTEM, organisation=sides.clinic.organisation, details=details)


def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def row_of(text: str, name: str) -> str:
    """What the answer says of one place."""
    answer = text.split('id="answer"')[1].split("</section>")[0]
    rows: list[str] = re.findall(r"<li>.*?</li>", answer, re.DOTALL)
    return next(row for row in rows if f"<b>{name}</b>" in row)


def test_a_foreign_girl_hears_the_rule_of_each_place_yes_first(sides: Sides) -> None:
    place(sides, "state_shelter")
    place(sides, "ngo_shelter", funding="donor")
    place(sides, "state_centre_for_children")
    text = text_of(worker(sides).post(ASK, GIRL | {"citizenship": "UZ", "papers": "none"}))
    assert ">Yes<" in row_of(text, "Sample ngo_shelter")
    state = row_of(text, "Sample state_shelter")
    assert ">Call and ask<" in state
    assert "Ask whether papers may follow later" in state
    assert "+7 000 222 33 44" in state
    assert text.index("Sample ngo_shelter") < text.index("Sample state_shelter")


def test_the_rule_of_another_day_answers_with_its_source_and_is_not_counted(sides: Sides) -> None:
    place(sides, "state_shelter")
    text = text_of(worker(sides).post(ASK, GIRL | THEN | {"citizenship": "UZ"}))
    state = row_of(text, "Sample state_shelter")
    assert ">No, because<" in state
    assert "At that time state shelters took citizens of Kazakhstan only" in state
    assert "valid from 28.03.2016 to 31.12.2020" in state
    assert "TIP reports 2017, 2018 and 2019" in state
    assert "01.05.2020" in text
    assert not EligibilityAnswer.objects.exists()


def test_nothing_is_demanded_and_what_would_change_nothing_is_not_asked(sides: Sides) -> None:
    place(sides, "ngo_shelter", funding="donor")
    Provider.objects.filter(pk=sides.shelter.pk).update(funding="donor")
    client = worker(sides)
    assert client.post(ASK, {}).status_code == 200
    text = text_of(client.post(ASK, GIRL))
    assert "Not needed here, do not ask:</b> Citizenship, Decision on status, Papers" in text
    place(sides, "state_shelter")
    text = text_of(client.post(ASK, GIRL))
    assert "Could change an answer, if they want to say:</b>" in text
    assert "Not needed here" not in text


def test_while_little_is_known_nothing_is_called_needless_that_a_rule_speaks_of(sides: Sides) -> None:
    place(sides, "state_shelter")
    text = text_of(worker(sides).post(ASK, {}))
    assert "Could change an answer, if they want to say:</b> Citizenship, Decision on status, Papers" in text


@pytest.mark.safeguard("S6", "a child at risk, of whom nobody decided a status, is refused for lack of one")
@pytest.mark.parametrize("status", ["other_at_risk", "child_of_migrant_labourers", "presumed_victim", ""])
def test_nobody_is_refused_for_a_status_that_nobody_decided(sides: Sides, status: str) -> None:
    place(sides, "state_shelter")
    state = row_of(text_of(worker(sides).post(ASK, GIRL | {"status": status})), "Sample state_shelter")
    assert ">No, because<" not in state
    assert not EligibilityAnswer.objects.exists()


@pytest.mark.safeguard("S1", "a migration service that offers a bed is proposed to a family that asks where to stay")
def test_the_migration_service_is_never_an_answer_never_an_alternative_and_never_first(sides: Sides) -> None:
    for kind in ("migration_service", "consulate"):
        place(sides, kind, "shelter", "residence", "legal")
    Provider.objects.filter(kind="migration_service").update(name_kk="AAA", name_ru="AAA", name_en="AAA")
    client = worker(sides)
    for service in ("shelter", "residence", "legal"):
        text = text_of(client.post(ASK, GIRL | {"service": service, "citizenship": "UZ"}))
        answered = text.split('id="answer"')[1].split('id="ask"')[0]
        assert "AAA" not in answered
        assert "Sample consulate" not in answered
        assert "Migration service" not in answered
        kinds = [offer.provider.kind for offer in providers_near(sides.worker, sides.district, [service])]
        assert ProviderKind.MIGRATION_SERVICE not in kinds
        assert kinds.index("consulate") == len(kinds) - 1
    listed = text_of(client.get("/app/providers/")).split("<tbody")[1]
    assert listed.index("ngo place") < listed.index("AAA")
    others = admission(sides.worker, NOTHING_KNOWN, "residence", None, clock.today()).others
    assert {one.kind for one in others} & {"migration_service", "consulate"} == set()


@pytest.mark.safeguard(
    "S1", "age, sex or citizenship of somebody who asks stand in an address, where logs and backs keep them"
)
def test_no_fact_of_a_child_stands_in_an_address(sides: Sides) -> None:
    place(sides, "state_shelter")
    client = worker(sides)
    response = client.post(ASK, GIRL | {"citizenship": "TJ"})
    text = text_of(response)
    answered = text.split('id="answer"')[1]
    addresses = re.findall(r'(?:href|action|formaction)="([^"]*)"', answered)
    assert not [one for one in addresses if re.search(r"TJ|female|15|alone", one.removeprefix("tel:"))]
    assert 'method="post"' in text.split('id="ask"')[1][:80]
    assert "Sample state_shelter" not in text_of(client.get(ASK, GIRL | {"citizenship": "TJ"}))


def test_danger_shows_the_telephones_before_anything_else(sides: Sides) -> None:
    text = text_of(worker(sides).post(ASK, GIRL | {"danger": "yes"}))
    assert text.index("Danger now: telephone first") < text.index('id="answer"')
    assert "Danger now: telephone first" not in text_of(worker(sides).post(ASK, GIRL | {"danger": "no"}))


def test_what_the_entry_says_of_itself_makes_a_yes_a_call_and_never_a_no(sides: Sides) -> None:
    place(sides, "ngo_shelter", funding="donor", takes_children_alone="no", takes_nobody_now=True)
    row = row_of(text_of(worker(sides).post(ASK, GIRL)), "Sample ngo_shelter")
    assert ">Call and ask<" in row
    assert "takes no children who come alone" in row
    assert "takes nobody now" in row
    together = row_of(text_of(worker(sides).post(ASK, GIRL | {"company": "safe_adult"})), "Sample ngo_shelter")
    assert "come alone" not in together


def test_rules_that_cannot_be_read_leave_the_telephones_and_a_sentence(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> Any:
        raise FaultyRules("planted (01.01.2026)", "overlaps with itself.")

    monkeypatch.setattr(views, "admission", broken)
    text = text_of(worker(sides).post(ASK, GIRL))
    assert "planted (01.01.2026)" in text
    assert "Call the places" in text
    assert 'value="15"' in text


def test_a_wrong_age_is_said_and_what_was_typed_stays(sides: Sides) -> None:
    text = text_of(worker(sides).post(ASK, GIRL | {"age": "900"}))
    assert 'value="900"' in text
    assert 'id="answer"' not in text
    assert worker(sides).post(ASK, GIRL | {"near": "x", "service": "%00", "citizenship": "??"}).status_code == 200


def test_a_place_that_left_meanwhile_is_said_and_nothing_breaks(sides: Sides) -> None:
    gone = place(sides, "ngo_shelter", funding="donor")
    client = worker(sides)
    client.post(ASK, GIRL)
    retire_provider(by=SYSTEM, provider=gone)
    text = html.unescape(text_of(client.post(ASK, GIRL | {"said_no": gone.code, f"why-{gone.code}": "no_free_place"})))
    assert "taken out of the directory while you had the page open" in text
    assert not EligibilityAnswer.objects.exists()


@pytest.mark.parametrize("code", ["\x00", "nobody"])
def test_a_no_of_a_place_that_is_not_there_changes_nothing(sides: Sides, code: str) -> None:
    text_of(worker(sides).post(ASK, GIRL | {"said_no": code, f"why-{code}": "no_free_place"}))
    assert not EligibilityAnswer.objects.exists()


@pytest.mark.parametrize("count", [1, 25])
def test_the_page_asks_the_database_as_often_however_many_places_there_are(
    sides: Sides, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        place(sides, "state_shelter" if number % 2 else "infant_home", interpreters=[("uz", "female")])
    client = worker(sides)
    client.post(ASK, GIRL)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.post(ASK, GIRL | {"near": sides.district.pk})


def test_free_beds_stand_beside_the_answer_and_what_was_said_is_not_asked_again(sides: Sides) -> None:
    house = place(sides, "ngo_shelter", funding="donor")
    place(sides, "crisis_centre")
    head = actor_of(
        give_role(by=SYSTEM, person=sides.clinic.people[Role.CASEWORKER], organisation=sides.clinic.organisation,
                  role=Role.SHELTER_MANAGER)
    )  # fmt: skip
    for name, meant_for in (("1", "girl"), ("2", "boy")):
        add_bed(by=head, provider=house, name=name, meant_for=meant_for)
    client = worker(sides)
    text = text_of(client.post(ASK, GIRL))
    assert "Beds free for them tonight: 1" in re.sub(r"<[^>]+>", "", row_of(text, "Sample ngo_shelter"))
    assert "Free beds" not in row_of(text, "Sample crisis_centre"), "nobody counts them there"
    form = text_of(
        client.post(f"/app/places/reserve/{house.code}/", {"go": "begin", "age_band": "15_17", "sex": "female"})
    )
    assert re.search(r'value="15_17"[^>]*selected', form)
    assert "error-summary" not in form
    assert not Reservation.objects.exists()
    reserve_bed(by=head, provider=house, for_whom=ReservationFacts("15_17", "female", asker="Post", call_back="+7 000"))
    again = row_of(text_of(client.post(ASK, GIRL)), "Sample ngo_shelter")
    assert "Beds free for them tonight: 0" in re.sub(r"<[^>]+>", "", again)
    assert "Put on the waiting list" in again
    assert "Free beds" not in row_of(text_of(client.post(ASK, GIRL | THEN)), "Sample ngo_shelter"), "only tonight"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "«Халық денсаулығы және денсаулық сақтау жүйесі туралы» Кодекс"),
        ("ru", "Кодекс «О здоровье народа и системе здравоохранения»"),
        ("en", "Code on public health"),
    ],
)
def test_a_source_is_named_in_the_language_of_the_reader(sides: Sides, language: str, words: str) -> None:
    place(sides, "health_organisation", "medical")
    worker_there = sides.ngo.people[Role.CASEWORKER]
    worker_there.language = language
    worker_there.save(update_fields=["language"])
    assert words in text_of(worker(sides).post(ASK, GIRL | {"service": "medical"}))
