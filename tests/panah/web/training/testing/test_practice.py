import html
from datetime import timedelta
from typing import Any

from django.test import Client

from panah.foundation.security import clock
from panah.programme.training.actions import ask_practice_checks
from panah.programme.training.models import PracticeCheck
from panah.programme.training.queries import own_token
from tests.panah.programme.bureau import SYSTEM, Bureau
from tests.panah.programme.training.examined import LAST, NAMES, Course, at, attended
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


def test_the_office_passes_links_on_telephones_and_reads_the_numbers(bureau: Bureau, course: Course) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/practice/"
    with clock.standing_at(at(LAST + timedelta(days=181))):
        asked(course)
        page = text(client.get(address))
        assert own_token(course.people[0]) in page
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
