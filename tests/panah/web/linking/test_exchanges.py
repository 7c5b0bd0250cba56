"""The pages on which two people read what leaves, and on which a lead is told whom to call."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.linking.actions import prepare_offer, record_offer, record_result
from panah.casework.linking.models import Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.queries.exchanging import key_card
from panah.casework.linking.queries.exchanging_files import Made
from panah.casework.linking.rules.exchanging import Said, State, Which
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from tests.panah.casework.linking.offices import LINK, Office

pytestmark = pytest.mark.django_db


def browser(actor: Actor) -> Client:
    client = Client(headers={"accept-language": "en"})
    Person.objects.filter(pk=actor.id).update(language="en")
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def text_of(client: Client, name: str, *args: str) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.fixture
def ours() -> Office:
    return Office("ours")


@pytest.fixture
def theirs() -> Office:
    return Office("theirs")


def found(ours: Office, theirs: Office) -> tuple[Child, FoundElsewhere]:
    (child,) = ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    exchange = ours.asks(theirs)
    record_offer(by=LINK, exchange=exchange, made=Made(b"", "c" * 64, 50, 1, 0, "00", "plan"))
    record_result(by=LINK, exchange=exchange, answers="c" * 64, found=[child.pk])
    return child, FoundElsewhere.objects.get()


def test_an_organisation_is_written_down_after_the_key_was_compared(ours: Office, theirs: Office) -> None:
    client = browser(ours.head)
    form = {
        "name": "Ёлка", "where": "abroad", "focal_point": "Desk, 5", "public_key": key_card(theirs.organisation),
        "key": "1",
    }  # fmt: skip
    refused = client.post(reverse("counterpart-new"), form)
    assert "Call them first" in html.unescape(refused.content.decode())
    assert "Ёлка" in html.unescape(refused.content.decode())
    assert client.post(reverse("counterpart-new"), form | {"is_compared": "on"}).status_code == 302
    assert Counterpart.objects.get().is_abroad
    assert "Ёлка" in text_of(client, "exchange-list")


def test_two_people_read_in_words_what_leaves_and_approve(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    ours.takes_in(("Ли Антон", "01.02.2012"), agrees=False)
    counterpart = ours.knows(theirs)
    head, supervisor = browser(ours.head), browser(ours.supervisor)
    head.post(reverse("exchange-new"), {"counterpart": counterpart.code, "which": "all", "key": "2"})
    code = Exchange.objects.get().code
    shown = text_of(head, "exchange", code)
    assert "No name, no date of birth" in shown
    assert "Касымова" not in shown
    assert "panah link offer" not in shown
    head.post(reverse("exchange-approve", args=[code]))
    assert "A second person" in text_of(head, "exchange", code)
    assert "panah link offer" not in text_of(supervisor, "exchange", code)
    supervisor.post(reverse("exchange-approve", args=[code]))
    assert f"panah link offer {code}" in text_of(supervisor, "exchange", code)


def test_a_question_about_nobody_is_said_to_be_one_and_has_nothing_to_approve(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Ли Антон", "01.02.2012"), agrees=False)
    exchange = prepare_offer(by=ours.head, counterpart=ours.knows(theirs), which=Which.ALL)
    client = browser(ours.head)
    approve = reverse("exchange-approve", args=[exchange.code])
    shown = text_of(client, "exchange", exchange.code)
    assert "Nobody takes part yet" in shown
    assert approve not in shown
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    shown = text_of(client, "exchange", exchange.code)
    assert "Nobody takes part yet" not in shown
    assert approve in shown


def test_a_second_press_of_the_same_person_is_no_second_approval(ours: Office, theirs: Office) -> None:
    exchange = prepare_offer(by=ours.head, counterpart=ours.knows(theirs), which=Which.ALL)
    client = browser(ours.head)
    for _press in range(2):
        answer = client.post(reverse("exchange-approve", args=[exchange.code]), follow=True)
    assert "second person" in html.unescape(answer.content.decode())
    assert exchange.approvals.count() == 1


def test_who_leads_reads_whom_to_call_and_nothing_of_how_it_was_found(ours: Office, theirs: Office) -> None:
    child, row = found(ours, theirs)
    client = browser(ours.head)
    shown = text_of(client, "found-elsewhere", row.code)
    assert "Duty desk, +7 700 000 00 00" in shown
    assert child.code in shown
    assert "Касымова" not in shown
    assert "2015" not in shown
    assert "Possibly known to another organisation too: call it" in text_of(client, "today")
    client.post(reverse("found-elsewhere", args=[row.code]), {"said": Said.DIFFERENT, "key": "3"})
    assert FoundElsewhere.objects.get().said == Said.DIFFERENT
    assert "Possibly known to another organisation too" not in text_of(client, "today")


@pytest.mark.safeguard("S17", "somebody of another organisation opens what was found about a child")
def test_others_find_nothing(ours: Office, theirs: Office) -> None:
    _child, row = found(ours, theirs)
    stranger = browser(theirs.head)
    assert stranger.get(reverse("found-elsewhere", args=[row.code])).status_code == 404
    assert stranger.get(reverse("exchange", args=[row.exchange.code])).status_code == 404
    assert stranger.get(reverse("counterpart", args=[row.exchange.counterpart.code])).status_code == 404


def test_ending_withdraws_what_runs(ours: Office, theirs: Office) -> None:
    exchange = ours.asks(theirs)
    client = browser(ours.supervisor)
    client.post(reverse("counterpart-end", args=[exchange.counterpart.code]))
    exchange.refresh_from_db()
    assert exchange.state == State.WITHDRAWN
    assert "withdrawn" in text_of(client, "exchange", exchange.code)
