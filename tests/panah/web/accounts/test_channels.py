"""Where somebody is told outside Panah: chosen by oneself, confirmed from there, ended from there by a link."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.models import Membership
from panah.foundation.clocks.actions import watch_messages
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import Draft
from panah.foundation.notices.codes import Channel
from panah.foundation.notices.delivery import deliver_due
from panah.foundation.notices.models import Address, Message, NoticeChoice
from panah.foundation.notices.queries import NO_MAIL, own_addresses, telling_words
from panah.foundation.security import clock
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import StillSealed
from panah.web.accounts import health
from panah.web.accounts.actions import end_access
from tests.panah.web.accounts.office import SYSTEM, Office, actor_for, client_of, text_of, visitor

CHANNELS = "/app/me/channels/"
EMAIL, CODE = f"{CHANNELS}email/", f"{CHANNELS}email/code/"
TARGET = "Worker.Canary@example.org"


@pytest.fixture
def worker(office: Office) -> Client:
    return client_of(office.worker)


def _letter() -> str:
    """What came to the mailbox."""
    deliver_due(by=SYSTEM)
    return str(mail.outbox.pop().body)


def _code() -> str:
    found = re.search(r"[0-9]{6}", _letter())
    assert found
    return found.group()


def _confirmed(client: Client) -> None:
    client.post(EMAIL, {"target": TARGET})
    assert client.post(CODE, {"code": _code()})["Location"] == CHANNELS


def test_an_address_is_written_down_confirmed_by_its_code_and_chosen(office: Office, worker: Client) -> None:
    assert "Write down an address" in text_of(worker.get(CHANNELS))
    assert worker.post(EMAIL, {"target": f" {TARGET} "})["Location"] == CODE
    assert "W•••@example.org" in text_of(worker.get(CODE))
    assert "SMS" not in text_of(worker.get(CHANNELS)), "no way that is not set up is offered"
    assert worker.post(CODE, {"code": _code()})["Location"] == CHANNELS
    choice = NoticeChoice.objects.get(person=office.worker)
    assert (choice.danger_by, choice.soon_by, choice.later_by) == ("email",) * 3
    chosen = {"danger": "email", "soon": "in_app", "later": "in_app", "digest_at": "12:30"}
    assert worker.post(CHANNELS, chosen)["Location"] == CHANNELS
    choice.refresh_from_db()
    assert (choice.danger_by, choice.soon_by, f"{choice.digest_at:%H:%M}") == ("email", "in_app", "12:30")


def test_the_address_rests_sealed_and_stands_in_no_address_log_or_draft(office: Office, worker: Client) -> None:
    _confirmed(worker)
    with pytest.raises(StillSealed):
        _ = Address.objects.get().target
    assert TARGET not in str(list(AuditEvent.objects.values()))
    assert TARGET not in text_of(worker.get(CHANNELS))
    assert not Draft.objects.exists()
    assert client_of(office.head).get(CHANNELS).status_code == 200
    assert "W•••" not in text_of(client_of(office.head).get(CHANNELS)), "of others nobody sees anything"


@pytest.mark.parametrize(
    "target", ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_what_is_no_address_is_said_at_once_and_nothing_leaves(office: Office, worker: Client, target: str) -> None:
    assert worker.post(EMAIL, {"target": target}).status_code == 200
    assert not Message.objects.exists()


def test_domains_beyond_the_list_are_refused_with_a_sentence(worker: Client, settings: Any) -> None:
    settings.PANAH_EMAIL_DOMAINS = ["sana.kz"]
    assert "Nothing can be sent there." in text_of(worker.post(EMAIL, {"target": TARGET}))
    assert worker.post(EMAIL, {"target": "a@sana.kz"})["Location"] == CODE


def test_a_wrong_code_is_said_and_five_make_another_needed(worker: Client) -> None:
    worker.post(EMAIL, {"target": TARGET})
    code = _code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert "This is not the code" in text_of(worker.post(CODE, {"code": wrong}))
    assert "This is not the code" in text_of(worker.post(CODE, {"code": code})), "the right one is over too"
    assert not own_addresses(actor_for(Address.objects.get().person))[Channel.EMAIL].confirmed_at


def test_codes_do_not_ring_a_stranger_again_and_again(worker: Client) -> None:
    worker.post(EMAIL, {"target": TARGET})
    assert "A code has just been sent" in text_of(worker.post(f"{CODE}new/", follow=True))
    assert "A code has just been sent" in text_of(worker.post(EMAIL, {"target": "other@example.org"}))
    assert own_addresses(actor_for(Address.objects.get().person))[Channel.EMAIL].masked == "W•••@example.org"


def test_a_channel_that_is_not_confirmed_cannot_be_chosen(office: Office, worker: Client) -> None:
    worker.post(EMAIL, {"target": TARGET})
    answer = worker.post(CHANNELS, {"danger": "email", "soon": "in_app", "later": "in_app", "digest_at": "08:30"})
    assert answer.status_code == 200
    assert not NoticeChoice.objects.exists()


def test_an_address_is_forgotten_at_once(office: Office, worker: Client) -> None:
    _confirmed(worker)
    assert worker.post(f"{EMAIL}remove/")["Location"] == CHANNELS
    assert not Address.objects.exists()
    assert NoticeChoice.objects.get(person=office.worker).danger_by == "in_app"


def test_where_nothing_is_set_up_the_page_says_so(worker: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = NO_MAIL
    assert "sends nothing outside" in text_of(worker.get(CHANNELS))
    assert "sends nothing that way" in text_of(worker.post(EMAIL, {"target": TARGET}))


def test_a_demo_writes_to_nobody(worker: Client) -> None:
    mark_as_demo(by=SYSTEM)
    assert "This is a demo" in text_of(worker.get(CHANNELS))
    assert worker.post(EMAIL, {"target": TARGET}).status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["in_app", "pigeon", "xx"])
def test_other_channels_do_not_exist(worker: Client, name: str) -> None:
    assert worker.get(f"{CHANNELS}{name}/").status_code == 404
    assert worker.post(f"{CHANNELS}{name}/remove/").status_code == 404


def _stop_path(worker: Client) -> str:
    worker.post(EMAIL, {"target": TARGET})
    found = re.search(r"/x/[^/\s]+/", _letter())
    assert found
    return found.group()


def _shown(answer: Any) -> str:
    """A page without what differs from one request to the next: the key of its forms, and its own address."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|/x/[^/]+/', "", text_of(answer))


@pytest.mark.safeguard(
    "S17", "a link that ends messages, tried at random, tells whether there is such a link and whose"
)
def test_the_link_ends_messages_without_signing_in_and_shows_nothing(worker: Client) -> None:
    path, stranger = _stop_path(worker), visitor()
    assert _shown(stranger.get(path)) == _shown(stranger.get("/x/aaaaaaaaaaaaaaaaaaaa/"))
    assert not Address.objects.get().stopped_at, "to look is not to stop: mail servers look too"
    seen = re.sub(r"<[^>]+>", " ", _shown(stranger.get(path))).lower()
    assert [word for word in telling_words("topic", "whom", "kin") if word in seen] == []
    assert "111" not in seen, "whose line that is would say what the messages are about"
    right, wrong = stranger.post(path), stranger.post("/x/aaaaaaaaaaaaaaaaaaaa/")
    assert (right.status_code, _shown(right)) == (wrong.status_code, _shown(wrong))
    assert right.headers["Cache-Control"] == "no-store"
    assert Address.objects.get().stopped_at
    assert AuditEvent.objects.filter(verb="notices.stop_messages").count() == 1
    assert not stranger.cookies.get("s")
    text = text_of(worker.get(CHANNELS))
    assert "Somebody pressed" in text
    assert worker.post(CODE, {"code": "123456"})["Location"] == CHANNELS


def test_wrong_links_of_others_in_the_same_network_do_not_keep_messages_coming(worker: Client) -> None:
    path = _stop_path(worker)
    for number in range(60):
        visitor().post(f"/x/{number:020d}/")
    visitor().post(path)
    assert Address.objects.get().stopped_at


def test_a_mail_program_ends_messages_by_itself(worker: Client) -> None:
    path = _stop_path(worker)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Address.objects.get().stopped_at


def test_the_link_of_an_earlier_address_does_not_end_the_new_one(worker: Client) -> None:
    earlier = _stop_path(worker)
    Message.objects.all().delete()
    worker.post(EMAIL, {"target": "new@example.org"})
    visitor().post(earlier)
    assert not Address.objects.get().stopped_at


def test_whoever_leaves_is_forgotten_with_the_address(office: Office, worker: Client) -> None:
    _confirmed(worker)
    end_access(by=actor_for(office.head), person=office.worker)
    assert not Address.objects.exists()


def _stuck(office: Office, client: Client) -> Address:
    _confirmed(client)
    Address.objects.update(given_up_at=clock.now())
    assert watch_messages(by=SYSTEM) == 1
    return Address.objects.get()


def test_who_looks_after_people_sees_to_whom_nothing_comes_and_has_it_tried_again(
    office: Office, worker: Client
) -> None:
    address = _stuck(office, worker)
    administrator = client_of(office.administrator)
    assert "Messages do not reach a colleague" in text_of(administrator.get("/app/"))
    page = text_of(administrator.get(reverse("unreached")))
    assert "Invented worker" in page
    assert "example.org" not in page
    assert watch_messages(by=SYSTEM) == 0, "one row is enough"
    again = reverse("unreached-again", args=[address.pk])
    assert client_of(office.stranger).post(again).status_code == 404
    assert administrator.post(again)["Location"] == reverse("unreached")
    watch_messages(by=SYSTEM)
    assert not Timer.objects.running().filter(kind="messages_stuck").exists()


def test_a_row_ends_with_the_access_of_whom_it_is_about(office: Office, worker: Client) -> None:
    _stuck(office, worker)
    Membership.objects.filter(person=office.worker).update(until=clock.now())
    watch_messages(by=SYSTEM)
    assert not Timer.objects.running().filter(kind="messages_stuck").exists()


def test_health_says_how_messages_fare_and_what_is_wrong_with_a_way_out(office: Office, settings: Any) -> None:
    line = health.ways_out(clock.now())
    assert line.is_well
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.kz", 587
    assert "submission://mail.example.kz" in str(health.ways_out(clock.now()).remedy)
    settings.PANAH_TARGETS = "submission://mail.example.kz"
    assert health.ways_out(clock.now()).is_well
    settings.PANAH_TARGETS = "submission://mail.example.kz mail.example.kz"
    assert "cannot be read" in str(health.ways_out(clock.now()).remedy)
    settings.EMAIL_BACKEND = NO_MAIL
    assert health.ways_out(clock.now()).is_well
    assert "waiting: 0" in str(health.messages(clock.now()).words)
