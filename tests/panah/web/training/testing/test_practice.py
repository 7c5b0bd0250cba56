import html
from datetime import timedelta
from typing import Any

from django.test import Client

from panah.foundation.security import clock, vault
from panah.programme.training.actions import ask_practice_checks, enter_answers
from panah.programme.training.codes import Wave
from panah.programme.training.models import PracticeCheck
from panah.programme.training.queries import own_token
from tests.house.test_quiet import telling
from tests.panah.programme.bureau import SYSTEM, Bureau
from tests.panah.programme.training.examined import FIRST, LAST, NAMES, Course, at, attended
from tests.panah.web.training.testing.test_pages import signed_in


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def asked(course: Course) -> None:
    attended(course)
    ask_practice_checks(by=SYSTEM)


def own(course: Course, number: int = 0) -> str:
    return f"/ru/q/practice/{own_token(course.people[number])}/"


def test_four_questions_are_answered_once_by_link(course: Course) -> None:
    client = Client()
    with clock.standing_at(at(LAST + timedelta(days=180))):
        assert 'name="used"' not in text(client.get(own(course)))
        asked(course)
        assert 'name="used"' in text(client.get(own(course)))
        kept = client.post(own(course), {"words": "Осы сөз қалсын", "referred": "-1"})
        assert "Осы сөз қалсын" in text(kept)
        told = {"used": "yes", "often": "monthly", "referred": "1", "obstacles": ["no_time"], "words": "Рахмет"}
        assert client.post(own(course), told).status_code == 302
        assert 'name="used"' not in text(client.get(own(course)))
    check = PracticeCheck.objects.answered().get()
    assert (check.code, check.used, check.referred, check.is_by_phone) == ("AB234", "yes", 1, False)


def test_the_office_hands_links_out_telephones_and_reads_the_numbers(bureau: Bureau, course: Course) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/practice/"
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(client.get(address))
        assert own_token(course.people[0]) not in page
        assert f"{address}AB234/hand/" in page
        assert not [name for name in NAMES if name in page]
        client.post(f"{address}sent/")
    with clock.standing_at(at(LAST + timedelta(days=195))):
        ask_practice_checks(by=SYSTEM)
        client = signed_in(bureau.timur)
        form = {"used": "partly", "obstacles": ["no_procedure"], "words": ""}
        assert client.post(f"{address}AB234/", form).status_code == 302
        client.post(f"{address}CD567/away/")
        page = text(client.get(address))
    assert "1/1" in page
    check = PracticeCheck.objects.answered().get()
    assert (check.is_by_phone, check.written_by) == (True, bureau.timur.actor.id)


def test_who_only_reads_gets_no_link_of_anybody(bureau: Bureau, course: Course) -> None:
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(signed_in(bureau.bakyt).get(f"/app/training/{course.event.code}/practice/"))
        assert own_token(course.people[0]) not in page
        assert signed_in(bureau.dana).get(f"/app/training/{course.event.code}/practice/").status_code == 404


def test_one_message_after_the_other_leaves_from_ones_own_phone(bureau: Bureau, course: Course) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/practice/"
    adult = course.people[0].adult
    adult.phone = "8 701 000 11 22"
    with vault.ring():
        adult.save()
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(client.get(f"{address}AB234/hand/"))
        message = page[page.index('data-copy="') + 11 :].split('"', 1)[0]
        assert own_token(course.people[0]) in message
        assert "sms:+77010001122?&body=" in page
        assert "/kk/q/practice/" in message  # this one learns in Kazakh
        assert not [word for word in (*NAMES[0].split(), "Тренинг", "Оқыту") if word in message]
        assert telling(message) == []
        answer = client.post(f"{address}AB234/hand/", {"how": "message"})
        assert answer.headers["Location"] == f"{address}CD567/hand/"
        assert "sms:" not in text(client.get(f"{address}CD567/hand/"))
        client.post(f"{address}CD567/hand/", {"how": "slip"})
        page = text(client.get(f"{address}AB234/hand/"))
        assert "In a message" in page
        assert "Timur" in page
    first, second = PracticeCheck.objects.order_by("enrolment__code")[:2]
    assert (first.sent_how, first.sent_by) == ("message", bureau.timur.actor.id)
    assert (second.sent_how, first.reminded_at) == ("slip", None)


def test_slips_hold_initials_and_are_noted_as_handed_out(bureau: Bureau, course: Course) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/practice/"
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(client.get(f"{address}slips/"))
        assert page.count("<svg") >= 4
        assert "А. Ү." in page
        assert not [name for name in NAMES if name in page]
        assert "Төрт сұрақ" in page or "Four questions" in page
        client.post(f"{address}sent/", {"how": "slip"})
        assert not PracticeCheck.objects.filter(sent_at=None).exists()
        assert set(PracticeCheck.objects.values_list("sent_how", "sent_by")) == {("slip", bureau.timur.actor.id)}
        assert "were handed out</button>" not in text(client.get(f"{address}slips/"))
    assert signed_in(bureau.bakyt).get(f"{address}slips/").status_code == 403
    assert signed_in(bureau.dana).get(f"{address}slips/").status_code == 404


def test_the_own_page_says_what_comes_next(bureau: Bureau, course: Course) -> None:
    visitor, one = Client(), course.people[0]
    where, test = f"/en/learn/mine/{own_token(one)}/", f"/en/q/test/{own_token(one)}/"
    four = f"/en/q/practice/{own_token(one)}/"
    with clock.standing_at(at(FIRST - timedelta(days=20))):
        page = text(visitor.get(where))
        assert "Nothing waits for you now" in page
        assert test not in page
    with clock.standing_at(at(FIRST)):
        page = text(visitor.get(where))
        assert "Before the training: a short test" in page
        assert "Take a picture of the screen" in page
        assert test in page
        enter_answers(by=bureau.timur.actor, enrolment=one, wave=Wave.PRE, answers={1: "A"})
        assert "Before the training: a short test" not in text(visitor.get(where))
    with clock.standing_at(at(LAST)):
        assert "After the training: the same test" in text(visitor.get(where))
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(visitor.get(where))
        assert "Half a year has passed" in page
        assert four in page
        visitor.post(where, {"do": "no"})
        assert four not in text(visitor.get(where))


def test_the_own_page_is_handed_out_on_a_slip_or_in_a_message(bureau: Bureau, course: Course) -> None:
    client, one = signed_in(bureau.timur), course.people[0]
    with clock.standing_at(at(FIRST)):
        page = text(client.get(f"/app/training/{course.event.code}/slips/"))
        assert all(own_token(person) in page for person in course.people)
        page = text(client.get(f"/app/training/{course.event.code}/people/{one.pk}/own/"))
    assert f"/kk/learn/mine/{own_token(one)}/" in page
