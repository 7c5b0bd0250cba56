"""The pages without account: a link, a phone, no cookie, no script."""

import html
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panah.foundation.security import clock
from panah.programme.directory.actions import forget_adult
from panah.programme.directory.models import Adult
from panah.programme.training import actions
from panah.programme.training.codes import WithdrawnBecause
from panah.programme.training.models import Attendance, Certificate, Enrolment, Event, HalfDay
from panah.programme.training.queries import enrol_token, own_token, room_token
from panah.web.public.throttle import (
    ENROLMENTS_OF_NETWORK,
    ENROLMENTS_SIDE_BY_SIDE,
    WRONG_CODES_OF_NETWORK,
    WRONG_LETTERS_OF_NETWORK,
)
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.training.class_of import (
    AFTERWARDS,
    ON_THE_DAY,
    PLANNED,
    enrolled,
    opened,
    planned,
    was_there,
)
from tests.panah.web.cases.visiting import key_in, text_of, words_of

PHONE = "+7 701 000 11 22"


@pytest.fixture(autouse=True)
def before(db: None) -> Iterator[None]:
    kept = (ENROLMENTS_OF_NETWORK, ENROLMENTS_SIDE_BY_SIDE, WRONG_CODES_OF_NETWORK, WRONG_LETTERS_OF_NETWORK)
    for throttle in kept:
        throttle.forget()
    with clock.standing_at(PLANNED):
        yield


@pytest.fixture
def visitor() -> Client:
    """A browser that would be refused where a page needs a cookie."""
    return Client(enforce_csrf_checks=True)


def at(name: str, *args: object) -> str:
    return "/en/" + reverse(name, args=args).split("/", 2)[2]


def answers(event: Event, **more: Any) -> dict[str, Any]:
    return {
        "name": "Айгерім Үлгібаева", "sector": "education", "workplace": "№12 мектеп", "place": event.place_id,
        "language": "kk", "sex": "unknown", "phone": PHONE, "once": "first",
    } | more  # fmt: skip


def sent(visitor: Client, where: str, data: dict[str, Any]) -> Any:
    return visitor.post(where, data, follow=True)


def test_somebody_enrols_on_a_phone_and_is_told_what_comes_next(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    where = at("learn-enrol", enrol_token(event))
    page = visitor.get(where)
    assert key_in(page)
    assert not page.cookies
    done = sent(visitor, where, answers(event))
    one = Enrolment.objects.get()
    assert "Your enrolment has arrived" in words_of(done)
    assert "in a message to your telephone" in words_of(done)
    assert one.adult.sex == "unknown"
    assert not done.cookies


ANOTHER = {"name": "Aigerim Ulgibayeva", "phone": "8 701 000 11 22", "once": "second"}


@pytest.mark.parametrize("phone", [PHONE, ""])
@pytest.mark.parametrize("places", [24, 1])
def test_whoever_was_in_already_is_answered_like_somebody_new(
    bureau: Bureau, visitor: Client, phone: str, places: int
) -> None:
    """The same page, word by word, and no code or link of anybody on it."""
    event, other = opened(bureau, places=places), opened(bureau, modules=[], trainers=[], places=places)
    one = enrolled(event, phone=phone)
    enrolled(other, "Гүлнар Үлгібаева", phone="+7 701 000 99 88")
    known, new = (
        sent(visitor, at("learn-enrol", enrol_token(where)), answers(event, phone=phone)) for where in (event, other)
    )
    assert words_of(known) == words_of(new)
    assert Enrolment.objects.filter(event=event).count() == (1 if phone else 2)
    assert Enrolment.objects.filter(event=other).count() == 2
    for secret in (one.code, own_token(one), str(one.pk)):
        assert secret not in text_of(known)
    again = sent(visitor, at("learn-enrol", enrol_token(event)), answers(event, **ANOTHER))
    assert own_token(one) not in text_of(again)


def test_known_and_new_ask_the_database_as_often_within_few(bureau: Bureau, visitor: Client) -> None:
    """The time of an answer tells nothing either: both look the person up, and write at most one row more."""
    event = opened(bureau)
    where = at("learn-enrol", enrol_token(event))
    sent(visitor, where, answers(event, phone="+7 701 000 99 88", name="Гүлнар Үлгібаева", once="zero"))
    counts = []
    for once in ("one", "two"):
        with CaptureQueriesContext(connection) as asked:
            visitor.post(where, answers(event, once=once))
        counts.append(len(asked))
    assert abs(counts[0] - counts[1]) <= max(counts) // 2


def test_nobody_fills_a_listed_training_without_telephones(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, is_listed=True, places=10)
    where = at("learn-enrol", enrol_token(event))
    pages = [
        words_of(sent(visitor, where, answers(event, name=f"{name} Үлгібаева", phone="", once=name)))
        for name in ("Айгерім", "Сәуле", "Гүлнар")
    ]
    assert ["waits" in page for page in pages] == [False, False, True]
    states = list(Enrolment.objects.order_by("enrolled_at").values_list("state", flat=True))
    assert states == ["enrolled", "enrolled", "waiting"]
    assert "Your enrolment has arrived" in words_of(
        sent(visitor, where, answers(event, name="Ерлан Үлгібаев", once="4"))
    )


def test_many_from_one_network_wait_for_a_yes_which_the_office_gives(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, is_listed=True, places=12)
    where = at("learn-enrol", enrol_token(event))
    names = ("Айгерім", "Сәуле", "Гүлнар", "Әсем", "Жанар", "Мөлдір", "Динара", "Шолпан", "Раушан")
    for number, name in enumerate(names):
        sent(visitor, where, answers(event, name=f"{name} Үлгібаева", phone=f"+7 701 000 20 0{number}", once=name))
    late = Enrolment.objects.filter(state="waiting")
    assert (late.count(), Enrolment.objects.filter(is_unconfirmed=True).count()) == (1, 3)
    one = late.get()
    with clock.standing_at(PLANNED + timedelta(hours=2)):
        actions.move_up(by=bureau.timur.actor, enrolment=one)
    one.refresh_from_db()
    assert (one.state, one.is_unconfirmed) == ("enrolled", False)


def test_by_a_link_that_was_handed_out_nobody_needs_a_yes(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, places=10)
    where = at("learn-enrol", enrol_token(event))
    for name in ("Айгерім", "Сәуле", "Гүлнар", "Әсем"):
        sent(visitor, where, answers(event, name=f"{name} Үлгібаева", phone="", once=name))
    assert Enrolment.objects.filter(state="enrolled").count() == 4


def test_what_was_answered_is_no_page_of_anything_else(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    assert visitor.get(at("learn-arrived", enrol_token(event), "z")).status_code == 404
    assert visitor.get(at("learn-arrived", "x" * 26, "a")).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "Айгерім"}, "family name and the given name"),
        ({"name": "12 34"}, "family name and the given name"),
        ({"phone": "12"}, "all its digits"),
        ({"sector": ""}, "required"),
        ({"language": "uz"}, "uz"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    bureau: Bureau, visitor: Client, wrong: dict[str, Any], says: str
) -> None:
    event = opened(bureau)
    page = text_of(visitor.post(at("learn-enrol", enrol_token(event)), answers(event, **wrong)))
    assert says in page
    assert "№12 мектеп" in page
    assert not Enrolment.objects.exists()


def test_a_closed_link_says_so_and_a_wrong_one_is_not_there(bureau: Bureau, visitor: Client) -> None:
    event = planned(bureau)
    assert "Enrolment is closed" in words_of(visitor.get(at("learn-enrol", enrol_token(event))))
    assert visitor.get(at("learn-enrol", "x" * 26)).status_code == 404
    assert visitor.get(at("learn-own", "x" * 26)).status_code == 404


def test_a_full_training_has_a_waiting_list(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, places=1)
    enrolled(event, "Гүлнар Үлгібаева")
    where = at("learn-enrol", enrol_token(event))
    assert "All places are taken now" in words_of(visitor.get(where))
    page = words_of(sent(visitor, where, answers(event)))
    assert "Your enrolment waits" in page
    assert "All places are taken now" in page


def test_a_flood_of_one_network_ends(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    where = at("learn-enrol", enrol_token(event))
    for _try in range(ENROLMENTS_OF_NETWORK.limit):
        ENROLMENTS_OF_NETWORK.count("127.0.0.0/24")
    assert "Too many tries" in words_of(visitor.post(where, answers(event)))
    assert not Enrolment.objects.exists()


def test_only_what_is_listed_is_named(bureau: Bureau, visitor: Client) -> None:
    opened(bureau)
    assert "No training is open now" in words_of(visitor.get(at("learn")))
    listed = opened(bureau, modules=[], trainers=[], is_listed=True)
    assert enrol_token(listed) in text_of(visitor.get(at("learn")))


def test_the_own_page_names_nobody_and_gives_the_place_up(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    one = enrolled(event)
    where = at("learn-own", own_token(one))
    page = text_of(visitor.get(where))
    assert one.code in page
    assert "Айгерім" not in page
    visitor.post(where, {"do": "yes"})
    assert Enrolment.objects.get().may_be_asked
    visitor.post(where, {"do": "step_back"})
    assert "You gave your place up" in words_of(visitor.get(where))
    assert "step does not fit" in words_of(visitor.post(where, {"do": "step_back"}))


def test_one_checks_in_with_the_picture_and_the_own_code(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    one = enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        token = room_token(HalfDay.objects.filter(event=event)[0])
        assert visitor.get(f"/in/{token}/").status_code == 302
        where = at("learn-check-in", token)
        assert "five letters" in text_of(visitor.post(where, {"code": "??"}))
        assert "Nobody takes part under this code" in text_of(visitor.post(where, {"code": "22222"}))
        done = visitor.post(where, {"code": f" {one.code.lower()} "})
        assert "You are checked in" in words_of(done)
        assert "Айгерім" not in text_of(done)
    assert Attendance.objects.count() == 1


def test_a_picture_that_was_shared_is_refused_with_a_sentence(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau)
    one = enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        token = room_token(HalfDay.objects.filter(event=event)[0])
    with clock.standing_at(ON_THE_DAY + timedelta(minutes=20)):
        page = words_of(visitor.post(at("learn-check-in", token), {"code": one.code}))
    assert "good for 15 minutes" in page
    assert not Attendance.objects.exists()


def test_one_page_checks_letters_and_certificates(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, has_test=False)
    was_there(bureau, event, enrolled(event))
    with clock.standing_at(AFTERWARDS):
        actions.issue_certificates(by=bureau.timur.actor, event=event)
        made = Certificate.objects.get()
        where = at("letter-check-number", made.code)
        page = words_of(visitor.get(where))
        assert "real and still holds" in page
        assert "А. Ү." in page
        assert "Айгерім" not in page
        actions.withdraw_certificate(by=bureau.timur.actor, certificate=made, because=WithdrawnBecause.WRONG_NAME)
        assert "taken back" in words_of(visitor.get(where))
        unknown = words_of(visitor.get(at("letter-check-number", "K7Q4-2MX9")))
    assert "А. Ү." not in unknown
    assert "No such letter" in unknown


def test_a_certificate_without_a_name_is_still_real(bureau: Bureau, visitor: Client) -> None:
    event = opened(bureau, has_test=False)
    one = enrolled(event)
    was_there(bureau, event, one)
    with clock.standing_at(AFTERWARDS):
        actions.issue_certificates(by=bureau.timur.actor, event=event)
        adult = Adult.objects.get(pk=one.adult_id)
        forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)
        page = words_of(visitor.get(at("letter-check-number", Certificate.objects.get().code)))
    assert "issued and still holds. Its name was removed at the holder's wish" in html.unescape(page)
    assert "А. Ү." not in page
