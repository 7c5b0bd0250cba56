"""Today in few queries for every role, with as many rows as a bad month gives."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases.models import Case
from panah.foundation.accounts.actions import add_person, give_role
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role, roles_with_a_room
from tests.cast import Cast, made_cast
from tests.panah.casework.cases.office import SYSTEM, Office, Worker
from tests.panah.web.cases.visiting import signed_in, text_of, words_of


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


@pytest.mark.parametrize("who", ["gulnar", "aigul", "nurzhan", "saule", "bakyt", "lazzat", "dinara", "erzhan"])
def test_today_takes_at_most_thirteen_queries_for_every_role(
    cast: Cast, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor: Actor = getattr(cast, who)
    for number in range(20):
        Timer.objects.create(
            kind=TimerKind.REVIEW, organisation_id=actor.organisation_id, person_id=actor.person_id,
            subject_code=f"X{number}", address_name="case", address_code="0000-0000", started_at=timezone.now(),
            due_at=timezone.now() - timedelta(hours=number), fact="risk:high",
        )  # fmt: skip
    client = signed_in(Worker(cast.person(actor), None))  # type: ignore[arg-type]
    client.get("/app/")  # what is kept for long is at hand
    with django_assert_max_num_queries(13):
        text_of(client.get("/app/"))


def test_the_desk_sees_no_row_of_a_case_whatever_runs(cast: Cast) -> None:
    codes = set(Case.objects.values_list("code", flat=True))
    Timer.objects.running().update(due_at=timezone.now() - timedelta(days=1))
    text = text_of(signed_in(Worker(cast.person(cast.gulnar), None)).get("/app/?all=1"))  # type: ignore[arg-type]
    assert not [code for code in codes if code in text]


@pytest.mark.parametrize("role", roles_with_a_room())
def test_and_for_every_role_that_has_a_room(
    cast: Cast, role: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = add_person(by=SYSTEM, username="somebody", display_name="Somebody", password=None, language="kk")
    give_role(by=SYSTEM, person=person, organisation=cast.organisation, role=role)
    for number in range(40):
        Timer.objects.create(
            kind=list(TimerKind)[number % len(TimerKind)], organisation=cast.organisation, subject_code=f"X{number}",
            asked_by_organisation=cast.other_organisation if number % 2 else None, address_name="referral",
            address_code="0000-0000", started_at=timezone.now(), due_at=timezone.now() - timedelta(hours=number),
        )  # fmt: skip
        Timer.objects.create(
            kind=TimerKind.LEG_ANSWER, organisation=cast.other_organisation, asked_by_organisation=cast.organisation,
            asked_by_person=person, subject_code=f"Y{number}", address_name="referral", address_code="0000-0000",
            started_at=timezone.now(), due_at=timezone.now() + timedelta(hours=number),
        )  # fmt: skip
    client = signed_in(Worker(person, None))  # type: ignore[arg-type]
    client.get("/app/")
    with django_assert_max_num_queries(14):  # one asks whether a duty list is kept, one whether a night is open
        text_of(client.get("/app/"))


def test_a_thousand_rows_are_said_in_one_number_and_turned_by_pages(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    Timer.objects.bulk_create(
        Timer(
            kind=TimerKind.REVIEW, organisation=office.organisation, person=office.aigul.person, subject_code=f"N{number}",
            address_name="case", address_code="0000-0000", started_at=now, due_at=now - timedelta(minutes=number),
        )
        for number in range(1000)
    )  # fmt: skip
    client = signed_in(office.aigul)
    with django_assert_max_num_queries(15):  # the first visit reads the session anew
        words = words_of(client.get("/app/"))
    assert "1000 things wait for you. 1000 are late." in words
    assert "N999" in words
    assert "N900" not in words
    counts = [text_of(client.get(f"/app/?all=1&page={page}")).count('<div class="when">') for page in (1, 10, 99)]
    assert counts == [100, 100, 100]
