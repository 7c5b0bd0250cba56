"""A slip on the card of what was told: one tap takes it back, and the card shows that it was."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Interview, ToldFact
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of

SAID = "Canarytold at night"


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def ask(client: Client, case: Case, body: str = "police") -> Any:
    where = reverse("case-interview", args=[case.code])
    data = {"body": body, "was_recorded": "no", "once": key_in(client.get(where)), **day("held_on")}
    return client.post(where, data, follow=True)


def test_an_interview_entered_twice_is_asked_about_at_once_and_taken_back_with_one_tap(
    case: Case, client: Client
) -> None:
    assert "stands there already" not in words_of(ask(client, case))
    assert "stands there already" in words_of(ask(client, case))
    refused = ask(client, case, "ngo")  # refused: the third asks why
    assert "questioned twice already" in words_of(refused)
    twice = Interview.objects.filter(body="police").latest("written_at")
    done = client.post(reverse("interview-back", args=[twice.pk]), follow=True)
    page = text_of(done)
    assert "Taken back" in page
    assert "<s>" in page
    assert "stands there already" not in words_of(ask(client, case, "ngo"))
    assert "Questioned 2 times" in words_of(client.get(reverse("case", args=[case.code])))


def test_the_card_strikes_through_what_was_taken_back_and_shows_its_words_no_more(
    office: Office, case: Case, client: Client
) -> None:
    fact = actions.record_told(
        by=office.aigul.actor, case=case, topic="days", source="volunteered", happened_on=clock.today(), text=SAID
    )
    card = reverse("case-told", args=[case.code])
    where = reverse("told-back", args=[fact.pk])
    assert where in text_of(client.get(card))
    assert SAID not in text_of(client.get(where))
    data = {"reason": "wrong_child", "once": key_in(client.get(where))}
    assert client.post(where, data).headers["Location"] == card
    for page in (card, reverse("case", args=[case.code])):
        text = text_of(client.get(page))
        assert "taken back on" in text
        assert "It belongs to another child" in text
        assert SAID not in text
    assert where not in text_of(client.get(card))


def test_a_day_later_it_takes_a_reason_and_the_page_says_what_is_no_slip(office: Office, case: Case) -> None:
    fact = actions.record_told(
        by=office.aigul.actor, case=case, topic="days", source="volunteered", happened_on=clock.today()
    )
    ToldFact.objects.filter(pk=fact.pk).update(written_at=clock.now() - timedelta(hours=30))
    client, where = signed_in(office.saule), reverse("told-back", args=[fact.pk])
    first = client.get(where)
    assert "no slip" in words_of(first)
    assert client.post(where, {"once": key_in(first)}).status_code == 200
    assert ToldFact.objects.get().taken_back_at is None


def test_others_find_nothing_to_take_back(office: Office, case: Case) -> None:
    fact = actions.record_told(
        by=office.aigul.actor, case=case, topic="days", source="volunteered", happened_on=clock.today()
    )
    held = actions.record_interview(by=office.aigul.actor, case=case, held_on=clock.today(), body="police")
    for stranger, status in ((office.lazzat, 404), (office.nurzhan, 404), (office.dinara, 403)):
        for where in (reverse("told-back", args=[fact.pk]), reverse("interview-back", args=[held.pk])):
            assert signed_in(stranger).post(where, {"reason": "slip"}).status_code == status


def test_a_paper_of_the_case_holds_the_line_and_not_its_words(office: Office, case: Case, client: Client) -> None:
    fact = actions.record_told(
        by=office.aigul.actor, case=case, topic="days", source="volunteered", happened_on=clock.today(), text=SAID
    )
    actions.take_back_told(by=office.aigul.actor, fact=fact)
    where = reverse("case-print", args=[case.code])
    data = {"reason": "meeting", "parts": ["told", "timeline"], "once": key_in(client.get(where))}
    page = text_of(client.post(where, data))
    assert SAID not in page
    assert page.count("taken back on") == 2
