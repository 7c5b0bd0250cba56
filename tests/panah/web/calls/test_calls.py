"""The pages of the line: a talk is written, passed on, called back, handed over and counted. All of it without JavaScript."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from panah.casework.calls.models import Call
from panah.casework.concerns.models import Concern, ConcernChild
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.web.calls.forms import moment_on_paper
from tests.panah.casework.calls.line import NOW, NUMBER, SAID, Line, called, running, wants_call_back
from tests.panah.foundation import given
from tests.panah.web.cases.visiting import key_in, text_of, title_of, words_of

NEW = "/app/calls/new/"
TALK: dict[str, Any] = {
    "type": "information",
    "language": "kk",
    "caller": "parent",
    "note": SAID,
    "outcome": "told_where",
}


def as_(who: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=who.id))
    return client


def opened(client: Client, address: str) -> dict[str, Any]:
    return {"once": key_in(client.get(address))}


def test_a_talk_is_written_and_the_line_is_free_again(line: Line) -> None:
    client = as_(line.aliya)
    sent = TALK | opened(client, NEW) | {"told": ["1", "8"], "topics": ["papers"], "place": line.district.code}
    page = client.post(NEW, sent, follow=True)
    assert page.redirect_chain[-1][0] == NEW
    call = Call.objects.get()
    assert f"Saved: {call.code}." in words_of(page)
    assert (call.told, call.topics, call.place) == ([1, 8], ["papers"], line.district)
    client.post(NEW, sent)
    assert Call.objects.count() == 1, "a second press"
    words = words_of(client.get(f"/app/calls/{call.code}/"))
    assert "told: card 8" in words
    assert SAID in words


def test_what_is_missing_is_said_and_no_word_is_lost(line: Line) -> None:
    client = as_(line.aliya)
    page = client.post(NEW, TALK | opened(client, NEW) | {"type": ""})
    words = text_of(page)
    assert "Choose what kind of call it was." in words
    assert SAID in words
    assert Draft.objects.exists()
    page = client.post(NEW, TALK | opened(client, NEW) | {"police_at": "25:99"})
    assert "Write the time like 14:30." in text_of(page)
    assert not Call.objects.exists()


def test_a_repeat_caller_is_known_in_the_talk_without_opening_a_note(line: Line) -> None:
    with clock.standing_at(NOW - timedelta(days=11)):
        called(line.aliya, number="+7 701 234 56 78", type="child_concern")
    client = as_(line.erlan)
    page = client.post(NEW, TALK | opened(client, NEW) | {"number": NUMBER, "look": "1", "type": ""})
    words = text_of(page)
    assert re.search(r"1 earlier call · last: 12.11.2026 · Concern for a child", words)
    assert "error" not in words.partition("<main")[2].partition("<form")[0], "the talk goes on: nothing is wrong yet"
    assert words.count(SAID) == 1, "one's own text, and nobody else's"
    again = client.post(NEW, TALK | opened(client, NEW) | {"number": "102", "look": "1"})
    assert "tells no caller from another" in text_of(again)
    client.post(NEW, TALK | opened(client, NEW) | {"number": NUMBER})
    assert "Known caller: 1 earlier call" in words_of(client.get(NEW))


def test_answers_stand_beside_the_talk_by_topic_and_language(line: Line) -> None:
    client = as_(line.aliya)
    sent = TALK | opened(client, NEW) | {"look": "1", "topics": ["health"], "language": "ru", "told": ["10"]}
    page = text_of(client.post(NEW, sent))
    assert "Болезнь, нужен врач" in page
    assert "Приют" not in page
    assert re.search(r'value="10" form="call" checked', page)
    sent = TALK | opened(client, NEW) | {"look": "1", "topics": ["danger"], "language": "uz"}
    assert "Xavfsiz boʻlsa" in text_of(client.post(NEW, sent))
    with clock.standing_at(NOW + timedelta(days=200)):
        assert "check it first" in text_of(as_(line.aliya).get("/app/calls/answers/?topic=health"))


def test_a_draft_that_comes_back_brings_the_ticked_answers_along(line: Line) -> None:
    client = as_(line.aliya)
    client.post(NEW, TALK | opened(client, NEW) | {"type": "", "told": ["8"]})
    page = text_of(client.get(NEW))
    assert SAID in page
    assert re.search(r'value="8" form="call" checked', page)


def test_a_correction_of_another_day_keeps_the_day_of_what_it_leaves(line: Line) -> None:
    call = called(line.aliya, is_danger_now="yes", police_called_at=NOW)
    with clock.standing_at(NOW + timedelta(days=3)):
        address = f"/app/calls/{call.code}/change/"
        as_(line.aliya).post(
            address, TALK | {"is_danger_now": "yes", "police_at": "11:00", "version": "1", "once": "k"}
        )
    call.refresh_from_db()
    assert (call.police_called_at, call.called_at, call.version) == (NOW, NOW, 2)


def test_whoever_hangs_up_in_the_middle_leaves_a_record_to_finish(line: Line) -> None:
    client = as_(line.aliya)
    client.post(NEW, {"note": SAID, "hung_up": "1"} | opened(client, NEW))
    call = Call.objects.get()
    assert call.state == "dropped"
    assert "A call broke off: finish its record" in words_of(client.get("/app/"))
    assert "A call broke off" not in words_of(as_(line.erlan).get("/app/")), "it rests on who answered"
    address = f"/app/calls/{call.code}/change/"
    page = client.get(address)
    assert SAID in text_of(page)
    client.post(address, TALK | {"version": str(call.version), "once": key_in(page)})
    assert not running()


def test_danger_stays_red_on_every_page_until_the_minute_is_written(line: Line) -> None:
    client = as_(line.aliya)
    page = client.post(NEW, TALK | opened(client, NEW) | {"is_danger_now": "yes"}, follow=True)
    call = Call.objects.get()
    assert page.redirect_chain[-1][0] == f"/app/calls/{call.code}/danger/"
    bar = "Danger: nobody has written when the police were called"
    for address in (NEW, "/app/calls/", "/app/calls/answers/", "/app/calls/handover/"):
        assert bar in text_of(as_(line.erlan).get(address)), address
    assert 'href="tel:102"' in text_of(client.get("/app/calls/"))
    address = f"/app/calls/{call.code}/danger/"
    assert "Write when the police were called, or choose why" in text_of(client.post(address, opened(client, address)))
    client.post(address, opened(client, address) | {"police_at": "10:58"})
    assert bar not in text_of(client.get("/app/calls/"))
    assert "The police were called at 10:58" in words_of(client.get(f"/app/calls/{call.code}/"))


def test_a_call_becomes_a_concern_with_what_was_said_filled_in(line: Line) -> None:
    client = as_(line.aliya)
    page = client.post(NEW, TALK | opened(client, NEW) | {"pass_on": "1", "place": line.district.code}, follow=True)
    call = Call.objects.get()
    address = f"/app/calls/{call.code}/refer/"
    assert page.redirect_chain[-1][0] == address
    assert SAID in text_of(page)
    assert "Canary" not in title_of(page) + str(page.redirect_chain)
    assert "Choose at least one sign" in text_of(
        client.post(address, opened(client, address) | {"what_was_seen": SAID})
    )
    sent = {
        "signs": ["works"], "what_was_seen": SAID, "age_band": "6_11", "sex": "male", "children": "2",
        "place": line.district.code, "name": "Canaryname",
    }  # fmt: skip
    key = opened(client, address)
    page = client.post(address, sent | key, follow=True)
    assert page.redirect_chain[-1][0] == f"/app/calls/{call.code}/transfer/"
    concern = Concern.objects.get()
    assert (concern.stays_anonymous, concern.reporter_role, ConcernChild.objects.count()) == (True, "relative", 2)
    assert client.post(address, sent | key, follow=True).status_code == 200
    assert Concern.objects.count() == 1
    assert [timer.kind for timer in running()] == ["concern_first_look"]
    words = words_of(client.get(f"/app/calls/{call.code}/"))
    assert re.search(r"Number for the caller \d{4} \d{4} \d{4} \d{4}", words)
    assert concern.code in words
    assert client.get(f"/app/concerns/{concern.code}/").status_code in (403, 404)


def test_the_duty_worker_is_told_by_telephone_and_who_picked_up_is_written(line: Line) -> None:
    client = as_(line.aliya)
    call = called(line.aliya)
    assert client.get(f"/app/calls/{call.code}/transfer/").headers["Location"].endswith("/refer/")
    client.post(f"/app/calls/{call.code}/refer/", {"signs": ["works"], "once": "one"})
    address = f"/app/calls/{call.code}/transfer/"
    client.post(f"{address}nobody/")
    assert [timer.due_at for timer in running(TimerKind.CALL_TRANSFER)] == [NOW + timedelta(minutes=15)]
    assert "The duty worker did not pick up: call again" in words_of(as_(line.erlan).get("/app/"))
    page = client.post(address, opened(client, address) | {"who": "Canaryworker"}, follow=True)
    assert "Canaryworker" in words_of(page)
    assert not running(TimerKind.CALL_TRANSFER)


def test_of_two_who_call_back_the_second_reads_who_has_it(line: Line) -> None:
    call = wants_call_back(line.aliya)
    address = f"/app/calls/{call.code}/back/"
    first, second = as_(line.aliya), as_(line.erlan)
    assert NUMBER not in text_of(first.get(address))
    assert NUMBER in text_of(first.post(f"{address}take/", follow=True))
    page = second.post(f"{address}take/", follow=True)
    assert "aliya calls back since 11:00." in words_of(page)
    assert NUMBER not in text_of(page)
    assert NUMBER not in text_of(first.get(f"/app/calls/{call.code}/"))
    first.post(
        address, opened(first, address) | {"result": "not_reached", "again_day": "2026-11-24", "again_hour": "10:00"}
    )
    assert [timer.due_at for timer in running()] == [NOW + timedelta(hours=23)]
    first.post(f"{address}take/")
    first.post(address, opened(first, address) | {"result": "reached"})
    call.refresh_from_db()
    open_sealed(call)
    assert (call.number, running()) == ("", [])
    assert "Nobody waits for a call back here any more." in words_of(second.get(address))


def test_a_call_back_without_a_safe_hour_or_with_a_broken_number_is_refused_and_kept(line: Line) -> None:
    client = as_(line.aliya)
    promised = TALK | {"outcome": "call_back", "number": NUMBER, "is_number_safe": "on"}
    assert "To call back we need both" in text_of(client.post(NEW, promised | opened(client, NEW)))
    later = {"call_back_day": "2026-11-24", "call_back_hour": "19:30"}
    page = client.post(NEW, promised | later | {"number": "8 701 23"} | opened(client, NEW))
    assert "Nobody can be called back by this number." in text_of(page)
    assert SAID in text_of(page)
    client.post(NEW, promised | later | opened(client, NEW))
    assert "Call back" in words_of(as_(line.erlan).get("/app/"))


def test_two_who_change_one_record_see_both_texts(line: Line) -> None:
    call = called(line.aliya)
    address = f"/app/calls/{call.code}/change/"
    sent = TALK | {"version": str(call.version)}
    as_(line.aliya).post(address, sent | {"note": "First words", "once": "a"})
    page = text_of(as_(line.erlan).post(address, sent | {"note": "Second words", "once": "b"}))
    assert "First words" in page
    assert "Second words" in page


def test_the_shift_is_handed_over_and_the_next_operator_confirms(line: Line) -> None:
    wants_call_back(line.aliya)
    client, address = as_(line.aliya), "/app/calls/handover/"
    page = client.post(address, opened(client, address) | {"note": SAID}, follow=True)
    assert "The next operator confirms." in words_of(page)
    shift = page.redirect_chain[-1][0]
    assert "read and confirm" in words_of(as_(line.erlan).get("/app/"))
    assert "not who handed over" in words_of(client.post(f"{shift}confirm/", follow=True))
    assert SAID in words_of(as_(line.erlan).get(shift))
    assert "The shift is yours." in words_of(as_(line.erlan).post(f"{shift}confirm/", follow=True))
    assert not running(TimerKind.SHIFT_HAND_OVER)


def test_calls_of_another_line_are_not_there(line: Line) -> None:
    call = called(line.aliya)
    for who in (line.stranger, line.desk):
        for page in ("", "change/", "danger/", "back/", "refer/", "transfer/"):
            assert as_(who).get(f"/app/calls/{call.code}/{page}").status_code in (403, 404)
    assert call.code not in text_of(as_(line.stranger).get("/app/calls/"))


def test_an_operator_of_a_line_that_is_a_desk_too_opens_no_concern(line: Line) -> None:
    call = called(line.aliya)
    as_(line.aliya).post(f"/app/calls/{call.code}/refer/", {"signs": ["works"], "once": "one", "name": "Canaryname"})
    address = f"/app/concerns/{Concern.objects.get().code}/"
    desk = given.organisation("desk")
    operator = as_(given.actor(Role.HOTLINE_OPERATOR, given.person("of-the-desk"), desk))
    assert operator.get(address).status_code == 403
    assert operator.post(f"{address}show/").status_code == 403
    assert "Canaryname" in text_of(as_(line.desk).post(f"{address}show/"))


def test_a_sum_that_one_table_hides_is_in_no_other(line: Line) -> None:
    for _ in range(6):
        called(line.aliya, language="uz")
    called(line.aliya, language="uz", called_at=NOW - timedelta(hours=9))
    page = text_of(as_(line.aliya).get("/app/calls/month/2026-11/"))
    assert ">7<" not in page, "7 less 6 is one caller in the night"
    assert "≈ 10" in page


def test_the_month_is_counted_and_no_small_number_leaves(line: Line) -> None:
    for _ in range(6):
        called(line.aliya, language="uz", place=line.district)
    called(line.aliya, type="child_concern", language="ky")
    client = as_(line.aliya)
    words = text_of(client.get("/app/calls/month/2026-11/"))
    assert "Information" in words
    assert "<5" in words
    file = client.get("/app/calls/month/2026-11/file/")
    text = file.content.decode()
    assert "By language,Information,Uzbek,6" in text
    assert "By language,Concern for a child,Kyrgyz,<5" in text
    assert file.headers["Content-Disposition"] == 'attachment; filename="table-202611.csv"'
    assert AuditEvent.objects.filter(verb="calls.month_file").exists()
    assert "No calls in this month." in words_of(client.get("/app/calls/month/2026-10/"))
    assert client.get("/app/calls/month/2026-13/").status_code == 404
    assert "No calls in this month." in words_of(as_(line.stranger).get("/app/calls/month/2026-11/"))


def test_a_call_written_on_paper_stands_under_its_own_hour(line: Line) -> None:
    client = as_(line.aliya)
    assert "What kind of call is it?" in words_of(client.get(f"{NEW}?blank=1"))
    then = {"happened_on_day": "21", "happened_on_month": "11", "happened_on_year": "2026", "happened_at": "23:40"}
    client.post(NEW, TALK | opened(client, NEW) | then)
    assert Call.objects.get().called_at == NOW.replace(day=21, hour=23, minute=40)


def test_a_day_without_an_hour_is_its_noon_and_never_ahead() -> None:
    assert moment_on_paper(NOW.date(), None) == NOW, "it is eleven o'clock"
    assert moment_on_paper(NOW.date() - timedelta(days=1), None) == NOW - timedelta(hours=23)
    assert moment_on_paper(None, None) is None


def test_a_call_of_a_child_becomes_a_message_in_the_first_person(line: Line) -> None:
    call = called(line.aliya, caller="child")
    client, address = as_(line.aliya), f"/app/calls/{call.code}/refer/"
    page = client.get(address)
    assert re.search(r'value="not_said"[^>]*checked', text_of(page))
    client.post(address, {"once": "k", "about_whom": "me", "what_was_seen": SAID})
    assert Concern.objects.get().about_whom == "me"


def test_a_session_that_ended_loses_no_word(line: Line) -> None:
    client = as_(line.aliya)
    page = text_of(client.get(NEW))
    mark = re.search(r'name="writer" value="([^"]+)"', page)
    assert mark
    client.logout()
    client.post(NEW, TALK | {"once": "k", "writer": mark.group(1)})
    assert not Call.objects.exists()
    assert SAID in text_of(as_(line.aliya).get(NEW)), "it waits in the form"
