"""What the desk sees where somebody young wrote in the first person, and the pictures that an office hangs up."""

import html
from typing import Any

import pytest
from django.test import Client

from panah.casework.concerns.actions import ConcernDetails, report_concern
from panah.casework.concerns.models import Concern, Poster
from panah.casework.concerns.queries import receipt_of
from panah.foundation.accounts.models import Person
from panah.foundation.security.roles import Role
from tests.panah.casework.concerns.office import PUBLIC, Office, person_in, reported

HEARD_FIRST = "Call no parent and no school before the child was heard"


@pytest.fixture
def client(office: Office) -> Client:
    found = Client(headers={"accept-language": "en"})
    Person.objects.filter(pk=office.duty_worker.pk).update(language="en")
    found.force_login(office.duty_worker)
    return found


@pytest.fixture
def head(office: Office) -> Client:
    found = Client()
    found.force_login(person_in(office.organisation, Role.HEAD_OF_ORGANISATION, "Canaryhead", language="en"))
    return found


def wrote(office: Office, **changes: Any) -> Concern:
    usual: dict[str, Any] = {
        "signs": (), "language": "uz", "what_was_seen": "Canarywords", "stays_anonymous": True, "about_whom": "me",
        "safe_way": "here", "place": office.district, "reporter_role": "child",
    }  # fmt: skip
    return report_concern(by=PUBLIC, details=ConcernDetails(**{**usual, **changes}), idempotency_key="own-1")


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


@pytest.mark.safeguard("S3", "the desk telephones the parents of a child who wrote that home is not safe")
@pytest.mark.parametrize("page", ["", "information/", "aside/", "refer/"])
def test_every_page_on_which_the_desk_acts_says_that_the_child_is_heard_first(
    office: Office, client: Client, page: str
) -> None:
    own, other = wrote(office), reported(office)
    assert HEARD_FIRST in text_of(client.get(f"/app/concerns/{own.code}/{page}"))
    assert HEARD_FIRST not in text_of(client.get(f"/app/concerns/{other.code}/{page}"))


@pytest.mark.parametrize(
    ("about", "words"), [("me", "Writes about herself or himself"), ("friend", "Writes about a friend")]
)
def test_the_desk_reads_of_whom_it_tells_and_how_an_answer_is_safe(
    office: Office, client: Client, about: str, words: str
) -> None:
    concern = wrote(office, about_whom=about)
    text = text_of(client.get(f"/app/concerns/{concern.code}/"))
    for shown in (words, "Only here, on this site", "Do not call and do not write to a phone.", "No machine looked"):
        assert shown in text
    assert "Signs" not in text
    assert words in text_of(client.get("/app/concerns/"))
    assert words in text_of(client.get("/app/"))


@pytest.mark.safeguard("S12", "the phone of a child is opened apart from the words when it is safe and what to say")
def test_the_phone_and_the_safe_hour_open_together(office: Office, client: Client) -> None:
    safe = {"reporter_contact": "Canaryphone", "stays_anonymous": False, "safe_way": "call", "safe_when": "Canaryhour"}
    address = f"/app/concerns/{wrote(office, **safe).code}/"
    shut = text_of(client.get(address))
    assert "Open name and phone below before you call" in shut
    assert ("Canaryphone" in shut, "Canaryhour" in shut) == (False, False)
    opened = text_of(client.post(f"{address}show/"))
    assert ("Canaryphone" in opened, "Canaryhour" in opened) == (True, True)


def test_the_desk_lets_the_child_read_a_sentence_of_the_childs_own_list(office: Office, client: Client) -> None:
    concern = wrote(office)
    address = f"/app/concerns/{concern.code}/sentence/"
    text = text_of(client.get(address))
    assert "The child reads it on the answer page." in text
    assert "look_after_yourself" not in text
    assert client.post(address, {"sentence": "no_hurry", "once": "k"}).status_code == 302
    assert "Take your time." in text_of(client.get(f"/app/concerns/{concern.code}/"))
    assert "Shoshilmang." in text_of(Client().post("/uz/write/answer/", {"receipt": receipt_of("own-1")}))


def test_an_office_makes_a_picture_sees_its_count_in_fives_and_ends_it(office: Office, head: Client) -> None:
    assert "No picture hangs yet." in text_of(head.get("/app/posters/"))
    text = text_of(head.post("/app/posters/", {"hangs_at": "Canaryschool 12", "once": "k"}))
    assert "Choose the district." in text
    assert "Canaryschool 12" in text
    posted = {"hangs_at": "Canaryschool 12", "place": office.district.code, "once": "k"}
    for _ in range(2):
        assert head.post("/app/posters/", posted).status_code == 302
    poster = Poster.objects.get()
    Poster.objects.update(came=4)
    assert "fewer than 5" in text_of(head.get("/app/posters/"))
    Poster.objects.update(came=8)
    address = f"/app/posters/{poster.code}/"
    text = text_of(head.get(address))
    assert "5 or more" in text
    assert f"/q/{poster.code.replace('-', '')}/" in text
    assert head.post(f"{address}end/").status_code == 302
    assert "Sheet for the wall" not in text_of(head.get(address))
    assert head.get(f"{address}print/").status_code == 404


@pytest.mark.safeguard("S12", "a picture on a wall, or a card in a bag, marks whoever looks at it")
@pytest.mark.parametrize("way", ["", "?cards=1", "?all=1", "?cards=1&all=1"])
def test_the_paper_names_no_school_no_office_no_person_and_no_topic(office: Office, head: Client, way: str) -> None:
    head.post("/app/posters/", {"hangs_at": "Canaryschool 12", "place": office.district.code, "once": "k"})
    poster = Poster.objects.get()
    text = text_of(head.get(f"/app/posters/{poster.code}/print/{way}"))
    page = text[text.index('<main class="page"') :]
    for words in ("Бізге жаз", "Напиши нам", f"/q/{poster.code.replace('-', '')}/", "111"):
        assert words in page
    assert ("Bizga yozing" in page) is ("all" in way)
    assert ("A machine made the words" in page) is ("all" in way)
    assert page.count("<svg") == (4 if "cards" in way else 1)
    assert "Canary" not in page
    assert f"<title>{poster.code}</title>" in text
    assert 'class="paper"' not in text, "the foot of a printed page says who printed it"


def test_another_office_finds_no_picture(office: Office, head: Client) -> None:
    head.post("/app/posters/", {"hangs_at": "Canaryschool 12", "place": office.district.code, "once": "k"})
    poster, other = Poster.objects.get(), Client()
    other.force_login(person_in(office.other, Role.SUPERVISOR, "other"))
    assert "Canaryschool" not in text_of(other.get("/app/posters/"))
    for page in ("", "print/"):
        assert other.get(f"/app/posters/{poster.code}/{page}").status_code == 404
    assert other.post(f"/app/posters/{poster.code}/end/").status_code == 404
