"""What follows a talk: it is passed on, called back, handed over and counted. All of it without JavaScript."""

import re
from datetime import timedelta

import pytest

from panah.casework.calls.models import Call
from panah.casework.calls.queries import MonthOfLine
from panah.casework.concerns.models import Concern, ConcernChild
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.duty.models import Turn
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.web.calls.months import _cuts, _total
from tests.panah.casework.calls.line import NOW, NUMBER, SAID, Line, called, running, wants_call_back
from tests.panah.foundation import given
from tests.panah.web.calls.talking import NEW, TALK, as_, opened
from tests.panah.web.cases.visiting import text_of, title_of, words_of


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
    assert "Calls: <b>" not in page


@pytest.mark.parametrize("hidden", [1, 2, 3, 4])
def test_no_total_is_said_from_which_a_hidden_count_could_be_reckoned(hidden: int) -> None:
    languages = {("information", "kk"): 95, ("child_concern", "kk"): 7, ("child_concern", "uz"): hidden}
    regions = {("information", "KZ-61"): 95, ("child_concern", "KZ-61"): 7 + hidden}
    hours = {("information", "09"): 95, ("child_concern", "09"): 7 + hidden}
    month = MonthOfLine(102 + hidden, languages, regions, hours, 7 + hidden, 0)
    assert _total(month, _cuts(month)) == ""


def test_a_month_in_which_nothing_is_hidden_says_its_total() -> None:
    counts = {("information", "kk"): 95}
    month = MonthOfLine(95, counts, {("information", "KZ-61"): 95}, {("information", "09"): 95}, 0, 0)
    assert _total(month, _cuts(month)) == "95"


@pytest.mark.safeguard("S12", "an operator who has not taken the call back reads the number on the page of correcting")
def test_the_number_stands_on_no_page_but_that_of_calling_back(line: Line) -> None:
    call = wants_call_back(line.aliya)
    for who in (line.aliya, line.erlan):
        for page in ("", "change/", "refer/", "back/"):
            assert NUMBER not in text_of(as_(who).get(f"/app/calls/{call.code}/{page}")), page
    assert "A number is on file." in text_of(as_(line.erlan).get(f"/app/calls/{call.code}/change/"))


def test_a_correction_keeps_the_number_that_it_does_not_show(line: Line) -> None:
    call = wants_call_back(line.aliya)
    client, address = as_(line.erlan), f"/app/calls/{call.code}/change/"
    later = {
        "outcome": "call_back",
        "call_back_day": "2026-11-24",
        "call_back_hour": "19:30",
        "version": "1",
        "once": "k",
    }
    client.post(address, TALK | later | {"is_number_safe": "on", "number": ""})
    call.refresh_from_db()
    open_sealed(call)
    assert (call.number, call.last_two) == (NUMBER, "78")
    assert running(TimerKind.CALL_BACK)
    client.post(address, TALK | {"version": str(call.version), "once": "l"})
    call.refresh_from_db()
    open_sealed(call)
    assert (call.number, running()) == ("", []), "not safe any more"


@pytest.mark.parametrize("is_given", [True, False])
def test_the_number_on_file_goes_with_the_concern_if_the_operator_says_so(line: Line, is_given: bool) -> None:
    call = wants_call_back(line.aliya)
    client, address = as_(line.aliya), f"/app/calls/{call.code}/refer/"
    client.post(address, {"signs": ["works"], "once": "one"} | ({"with_number": "on"} if is_given else {}))
    concern = Concern.objects.get()
    open_sealed(concern)
    assert (concern.reporter_contact, concern.stays_anonymous) == ((NUMBER, False) if is_given else ("", True))


@pytest.mark.safeguard(
    "S15", "an operator of the line reads who is on duty at another organisation, and their telephone"
)
def test_another_desk_is_a_number_without_names(line: Line) -> None:
    desk = given.organisation("desk")
    Organisation.objects.filter(pk=desk.pk).update(duty_phone="+77270000001")
    Turn.objects.create(
        organisation=desk, person=given.person("gulnar"), begins_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=8), phone="+77010000002",
    )  # fmt: skip
    call = called(line.aliya)
    client = as_(line.aliya)
    client.post(f"/app/calls/{call.code}/refer/", {"signs": ["works"], "once": "one"})
    page = words_of(client.get(f"/app/calls/{call.code}/transfer/"))
    digits = re.sub(r"[^0-9]", "", page)
    assert "77270000001" in digits
    assert "77010000002" not in digits
    assert "gulnar" not in page


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


def test_a_call_of_a_child_becomes_a_message_in_the_first_person(line: Line) -> None:
    call = called(line.aliya, caller="child")
    client, address = as_(line.aliya), f"/app/calls/{call.code}/refer/"
    page = client.get(address)
    assert re.search(r'value="not_said"[^>]*checked', text_of(page))
    client.post(address, {"once": "k", "about_whom": "me", "what_was_seen": SAID})
    assert Concern.objects.get().about_whom == "me"
