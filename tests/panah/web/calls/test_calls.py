"""A talk is written while it lasts: the caller is known again, the answers stand beside it, and no word is lost."""

import re
from datetime import timedelta

from panah.casework.calls.models import Call
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from panah.foundation.security.sealed import open_sealed
from panah.web.calls.forms import moment_on_paper
from tests.panah.casework.calls.line import NOW, NUMBER, SAID, Line, called, running
from tests.panah.web.calls.talking import NEW, TALK, as_, opened
from tests.panah.web.cases.visiting import key_in, text_of, words_of


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


def test_looking_a_caller_up_keeps_neither_number_nor_nickname(line: Line) -> None:
    client = as_(line.aliya)
    client.post(NEW, TALK | opened(client, NEW) | {"number": NUMBER, "alias": "ласточка", "look": "1"})
    draft = Draft.objects.get()
    open_sealed(draft)
    assert (draft.content["note"], "number" in draft.content, "alias" in draft.content) == (SAID, False, False)
    safe = {"number": NUMBER, "alias": "ласточка", "is_number_safe": "on"}
    assert client.post("/app/drafts/keep/", TALK | safe | {"draft_at": NEW}).status_code == 204
    draft.refresh_from_db()
    open_sealed(draft)
    assert (draft.content["number"], "alias" in draft.content) == (NUMBER, False), "else nobody could call back"


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


def test_two_who_change_one_record_see_both_texts(line: Line) -> None:
    call = called(line.aliya)
    address = f"/app/calls/{call.code}/change/"
    sent = TALK | {"version": str(call.version)}
    as_(line.aliya).post(address, sent | {"note": "First words", "once": "a"})
    page = text_of(as_(line.erlan).post(address, sent | {"note": "Second words", "once": "b"}))
    assert "First words" in page
    assert "Second words" in page


def test_calls_of_another_line_are_not_there(line: Line) -> None:
    call = called(line.aliya)
    for who in (line.stranger, line.desk):
        for page in ("", "change/", "danger/", "back/", "refer/", "transfer/"):
            assert as_(who).get(f"/app/calls/{call.code}/{page}").status_code in (403, 404)
    assert call.code not in text_of(as_(line.stranger).get("/app/calls/"))


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


def test_a_session_that_ended_loses_no_word(line: Line) -> None:
    client = as_(line.aliya)
    page = text_of(client.get(NEW))
    mark = re.search(r'name="writer" value="([^"]+)"', page)
    assert mark
    client.logout()
    client.post(NEW, TALK | {"once": "k", "writer": mark.group(1)})
    assert not Call.objects.exists()
    assert SAID in text_of(as_(line.aliya).get(NEW)), "it waits in the form"
