"""Each no is kept once, with its rule and without anybody; three alike are seen; what is small stays inside."""

import html
from datetime import date
from typing import Any

import pytest
from django.db import models
from django.test import Client

from panah.casework.services.actions import NotThisDay, Question, note_refusals, note_telephone_refusal
from panah.casework.services.models import EligibilityAnswer, Provider
from panah.casework.services.queries import proposed_gaps, quarter_of, refusals, rulebook
from panah.casework.services.rules import Age, Facts, Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, made_sides, opened_case, team
from tests.panah.web.places.test_ask import ASK, GIRL, place, worker
from tests.panah.web.services.test_views import signed_in, text_of

REFUSALS = "/app/places/refusals/"
ADULT = {"age": "25", "sex": "male", "citizenship": "TJ", "asking": "one"}


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def head(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.HEAD_OF_ORGANISATION])


def test_a_no_is_kept_once_with_its_rule_however_often_the_page_is_loaded_again(sides: Sides) -> None:
    place(sides, "state_centre_for_children")
    client = worker(sides)
    for _ in range(3):
        assert client.post(ASK, ADULT).status_code == 200
    kept = EligibilityAnswer.objects.get()
    assert (kept.rule, kept.reason, kept.said_by) == ("centre_for_children_adults", "children_only", "rule")
    assert kept.rule_valid_from == date(2023, 8, 7)
    assert (kept.age_band, kept.sex, kept.citizenship, kept.day) == ("adult", "male", "TJ", clock.today())
    assert kept.organisation == sides.ngo.organisation
    client.post(ASK, ADULT | {"age": "12"})  # it was a slip: the last answer of one asking counts
    assert not EligibilityAnswer.objects.exists()


def test_a_no_on_the_telephone_is_noted_by_a_person_with_its_reason(sides: Sides) -> None:
    shelter, client = place(sides, "ngo_shelter", funding="donor"), worker(sides)
    said = GIRL | {"said_no": shelter.code, f"why-{shelter.code}": "no_free_place"}
    text = text_of(client.post(ASK, said))
    assert "Said on the telephone: No free place" in text
    client.post(ASK, said)
    kept = EligibilityAnswer.objects.get()
    assert (kept.said_by, kept.reason, kept.provider, kept.rule) == ("telephone", "no_free_place", shelter, "")
    assert client.post(ASK, said | {f"why-{shelter.code}": "invented"}).status_code == 200
    assert EligibilityAnswer.objects.count() == 1


def test_only_today_is_evidence(sides: Sides) -> None:
    shelter = place(sides, "ngo_shelter")
    question = Question("x", "shelter", Facts(), date(2020, 5, 1))
    with pytest.raises(NotThisDay):
        note_telephone_refusal(by=sides.worker, provider=shelter, question=question, reason="no_free_place")


@pytest.mark.safeguard("S2", "noes kept by citizenship lead to the child, the case or the person who asked")
def test_no_way_leads_from_a_no_to_anybody(sides: Sides) -> None:
    place(sides, "state_centre_for_children")
    case = opened_case(sides, citizenship="TJ")
    before = AuditEvent.objects.count()
    worker(sides).post(ASK, ADULT)
    kept = EligibilityAnswer.objects.get()
    keys = {
        field.name: field.related_model.__name__
        for field in EligibilityAnswer._meta.get_fields()
        if field.is_relation and field.related_model
    }
    assert keys == {"organisation": "Organisation", "provider": "Provider"}
    assert not [
        field for field in EligibilityAnswer._meta.fields if isinstance(field, models.TextField | models.JSONField)
    ]
    assert not [field for field in EligibilityAnswer._meta.fields if isinstance(field, models.DateTimeField)]
    values = " ".join(str(value) for value in vars(kept).values())
    told = {case.code, case.child.code, sides.worker.id, sides.ngo.people[Role.CASEWORKER].username, "one"}
    assert not [word for word in told if word in values.split()]
    assert not AuditEvent.objects.filter(verb__contains="note_").exists()
    assert AuditEvent.objects.count() == before
    assert not [one for one in File._meta.get_fields() if one.is_relation and one.related_model is EligibilityAnswer]


@pytest.mark.safeguard("S2", "the page of noes shows citizenship, age or sex beside a number that may be one")
def test_the_page_of_noes_says_rules_and_numbers_and_nothing_of_anybody(sides: Sides) -> None:
    place(sides, "state_centre_for_children")
    worker(sides).post(ASK, ADULT)
    text = html.unescape(text_of(head(sides).get(REFUSALS)))
    assert "This place is for children" in text
    assert "centre_for_children_adults" in text
    for fact in ("Tajikistan", "TJ", "Male", "18 or older"):
        assert fact not in text.split("<main")[1].split("</main>")[0]


def asked(actor: Actor, provider: Provider, times: int, prefix: str = "") -> None:
    facts = Facts(Age.sure(25), "male", "TJ")
    verdict = rulebook().answer(facts, Place("state_centre_for_children", "shelter"), clock.today())  # type: ignore[arg-type]
    for number in range(times):
        question = Question(f"{prefix}{number}", "shelter", facts, clock.today())
        note_refusals(by=actor, question=question, verdicts=[(provider, verdict)])


def test_three_alike_propose_a_gap_and_two_do_not(sides: Sides) -> None:
    centre, window = place(sides, "state_centre_for_children"), quarter_of(clock.today())
    chief = sides.ngo.actors[Role.HEAD_OF_ORGANISATION]
    asked(sides.worker, centre, 2)
    assert proposed_gaps(chief, window) == []
    asked(sides.worker, centre, 3)
    (gap,) = proposed_gaps(chief, window)
    assert (gap.kind, gap.number, gap.window) == ("refusal:rule:centre_for_children_adults:2023-08-07", 3, window)
    text = text_of(head(sides).get(REFUSALS))
    assert "three alike: propose a gap" in text
    assert "Questions that were answered with a no: <b>3</b>" in text


def test_one_asking_of_many_places_is_one_no(sides: Sides) -> None:
    for _ in range(4):
        place(sides, "state_centre_for_children")
    worker(sides).post(ASK, ADULT)
    (count,) = refusals(sides.ngo.actors[Role.HEAD_OF_ORGANISATION], quarter_of(clock.today()))
    assert count.number == 1


@pytest.mark.safeguard("S2", "a count of one to four leaves the organisation, or can be reckoned from a total")
def test_outside_the_organisation_small_numbers_are_hidden_and_no_total_gives_them_away(sides: Sides) -> None:
    centre, office = place(sides, "state_centre_for_children"), team("office", Role.MONITORING_OFFICER)
    asked(sides.worker, centre, 4)
    officer = signed_in(office.people[Role.MONITORING_OFFICER])
    text = text_of(officer.get(REFUSALS))
    assert "&lt;5" in text or "<5" in text
    assert "Questions that were answered with a no" not in text
    assert "three alike: propose a gap" not in text
    asked(sides.sender, centre, 2, "more")
    assert ">6<" in text_of(officer.get(REFUSALS)).replace("<div>6</div>", ">6<")


def test_another_organisation_sees_its_own_noes_alone(sides: Sides) -> None:
    asked(sides.worker, place(sides, "state_centre_for_children"), 3)
    stranger = signed_in(sides.duty.people[Role.SUPERVISOR])
    assert "Nobody was refused in this quarter" in text_of(stranger.get(REFUSALS))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2024, 6, 30), date(2024, 4, 1), date(2024, 6, 30)),
        (date(2025, 8, 9), date(2025, 7, 1), date(2025, 9, 30)),
    ],
)
def test_a_quarter_has_its_days(day: date, first: date, last: date) -> None:
    window: Any = quarter_of(day)
    assert (window.first, window.last) == (first, last)
