"""The pages of the duty list: a week is kept, copied and printed; who is on duty now is read by all who work there."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from panah.foundation.accounts.actions import end_role
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk, watch_duty
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.rules import Hours, Span, span_of, week_of
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, opened
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, words_of

HOURS = Hours(Cover.NIGHTS, time(18), time(9))
PHONE = "+7 000 000 00 09"


@pytest.fixture
def desk(office: Office) -> Desk:
    return keep_desk(by=office.saule.actor, hours=HOURS, phone=PHONE)


def night(office: Office, ahead: int) -> Span:
    zone = zone_of(office.organisation.place)
    return span_of(clock.now().astimezone(zone).date() + timedelta(days=ahead), time(18), time(9), zone)


def on_duty(office: Office, who: Worker, ahead: int = 2, backup: Worker | None = None) -> Turn:
    details = TurnDetails(night(office, ahead), who.person, PHONE, backup.person if backup else None)
    return add_turn(by=office.saule.actor, details=details)


def now_on_duty(office: Office, who: Worker) -> Turn:
    moment = clock.now()
    span = Span(moment - timedelta(hours=1), moment + timedelta(hours=5))
    return add_turn(by=office.saule.actor, details=TurnDetails(span, who.person, PHONE))


def local_day(turn: Turn) -> date:
    return turn.begins_at.astimezone(zone_of(turn.organisation.place)).date()


def form_of(who: Worker, when: date, **more: str) -> dict[str, str]:
    sent = {"begins": "18:00", "ends": "09:00", "person": str(who.person.pk), "phone": PHONE, "backup": ""}
    return day("day", when) | sent | more


def test_who_keeps_no_list_is_led_to_its_hours_and_the_others_to_who_can(office: Office) -> None:
    assert "Keep a duty list" in words_of(signed_in(office.saule).get("/app/duty/"))
    words = words_of(signed_in(office.gulnar).get("/app/duty/"))
    assert "Your supervisor or head can keep one." in words
    assert "Keep a duty list" not in words
    client = signed_in(office.saule)
    sent = {"cover": "none", "night_from": "18:00", "night_until": "09:00", "phone": "", "why_none": "", "version": "0"}
    assert "Write who answers at night instead" in words_of(client.post("/app/duty/hours/", sent))
    page = client.post("/app/duty/hours/", sent | {"why_none": "111 answers for us"}, follow=True)
    assert "At night: 111 answers for us" in words_of(page)


def test_a_head_adds_a_turn_changes_it_and_removes_it(office: Office, desk: Desk) -> None:
    client, when = signed_in(office.bakyt), clock.today() + timedelta(days=3)
    address = f"/app/duty/{when}/new/"
    page = client.post(address, form_of(office.gulnar, when) | {"once": key_in(client.get(address))}, follow=True)
    assert "The turn stands in the list." in words_of(page)
    assert "18:00–09:00 Gulnar" in words_of(page)
    turn = Turn.objects.get()
    address = f"/app/duty/turn/{turn.pk}/"
    changed = form_of(office.gulnar, when, ends="06:30", backup=str(office.saule.person.pk), version="1")
    assert "18:00–06:30 Gulnar" in words_of(client.post(address, changed, follow=True))
    words = text_of(client.post(address, changed | {"phone": "+7 000 000 00 77"}))
    assert "Someone else changed this" in words
    assert "+7 000 000 00 77" in words, "what was typed is still there"
    assert "The turn is removed." in words_of(client.post(f"{address}remove/", follow=True))
    assert "Somebody has removed this turn" in words_of(client.post(f"{address}remove/", follow=True))
    assert client.get(address).status_code == 404


def test_a_wrong_turn_comes_back_with_its_words(office: Office, desk: Desk) -> None:
    client, when = signed_in(office.saule), clock.today() + timedelta(days=3)
    backup = str(office.gulnar.person.pk)
    words = text_of(client.post(f"/app/duty/{when}/new/", form_of(office.gulnar, when, backup=backup, begins="25")))
    assert "The backup is somebody else, or nobody." in words
    assert "Write the hour as 22:30." in words
    past = clock.today() - timedelta(days=9)
    words = text_of(client.post(f"/app/duty/{past}/new/", form_of(office.gulnar, past)))
    assert "This turn is over." in words
    assert PHONE in words
    assert not Turn.objects.exists()


def test_a_gap_stands_in_the_week_and_its_link_fills_in_its_hours(office: Office, desk: Desk) -> None:
    on_duty(office, office.gulnar, 3)
    span = night(office, 4)
    begins = span.begins.astimezone(zone_of(office.organisation.place))
    client = signed_in(office.saule)
    page = text_of(client.get(f"/app/duty/{begins:%Y-%m-%d-%H%M}/"))
    link = f"/app/duty/{week_of(begins.date())}/new/?from={begins:%Y-%m-%d-%H%M}"
    assert link in page
    filled = text_of(client.get(link))
    assert 'value="18:00"' in filled
    assert f'value="{begins.day}"' in filled
    assert link not in text_of(signed_in(office.gulnar).get(f"/app/duty/{begins.date()}/")), "who keeps nothing reads"


def test_the_week_before_is_copied_after_its_preview(office: Office, desk: Desk) -> None:
    turn = on_duty(office, office.gulnar)
    client, week = signed_in(office.saule), week_of(local_day(turn)) + timedelta(days=7)
    address = f"/app/duty/{week}/copy/"
    page = client.get(address)
    words = words_of(page)
    assert "will be written" in words
    assert "Write 1 turn" in words
    seen = page.context["form"].initial["seen"]
    on_duty(office, office.gulnar)
    page = client.post(address, {"seen": seen, "once": key_in(page)}, follow=True)
    assert "The list was changed in the meantime." in words_of(page)
    assert Turn.objects.count() == 2
    again = {"seen": page.context["form"].initial["seen"], "once": key_in(page)}
    assert "The week is copied." in words_of(client.post(address, again, follow=True))
    assert client.post(address, again).url == f"/app/duty/{week}/", "sent twice"  # type: ignore[attr-defined]
    assert Turn.objects.count() == 4
    assert "Nothing is left to copy." in words_of(client.get(address))


@pytest.mark.safeguard("S12", "a sheet that hangs on a wall names a child or a case")
def test_the_sheet_for_the_wall_names_colleagues_and_no_child(office: Office, desk: Desk) -> None:
    case = opened(office)
    turn = on_duty(office, office.gulnar, backup=office.saule)
    page = text_of(signed_in(office.aigul).get(f"/app/duty/{local_day(turn)}/sheet/"))
    for words in ("Gulnar", "Saule", PHONE, "102", "Nobody is on duty"):
        assert words in page
    assert case.code not in page
    assert "/app/duty/turn/" not in page


def test_everybody_who_works_there_reads_who_is_on_duty_now_also_on_today(office: Office, desk: Desk) -> None:
    assert "On duty now" not in words_of(signed_in(office.aigul).get("/app/"))
    turn = now_on_duty(office, office.gulnar)
    for worker in (office.aigul, office.dinara, office.bakyt):
        for address in ("/app/", "/app/duty/"):
            words = words_of(signed_in(worker).get(address))
            assert f"On duty now Gulnar · {PHONE}" in words
    assert "On duty now" not in words_of(signed_in(office.lazzat).get("/app/"))
    end_role(by=SYSTEM, membership=office.gulnar.membership)
    words = words_of(signed_in(office.saule).get(f"/app/duty/{local_day(turn)}/"))
    assert "On duty now Gulnar" not in words
    assert "Gulnar (works here no longer)" in words


def test_leaders_read_of_a_gap_on_today_and_the_others_do_not(office: Office, desk: Desk) -> None:
    watch_duty(by=SYSTEM)
    assert Timer.objects.running().filter(kind=TimerKind.DUTY_GAP, organisation=office.organisation).exists()
    for worker in (office.saule, office.bakyt):
        words = words_of(signed_in(worker).get("/app/"))
        assert "Nobody is on duty: find somebody" in words
        assert "Open the list" in words
    for worker in (office.gulnar, office.aigul, office.lazzat):
        assert "Nobody is on duty: find somebody" not in words_of(signed_in(worker).get("/app/"))


def test_leaders_without_a_list_have_one_row_until_they_say(office: Office) -> None:
    watch_duty(by=SYSTEM)
    client = signed_in(office.saule)
    page = text_of(client.get("/app/"))
    assert "No duty list is kept: say who answers at night" in page
    assert 'href="/app/duty/hours/"' in page
    assert Timer.objects.running().filter(kind=TimerKind.DUTY_LIST, organisation=office.organisation).count() == 1
    sent = {"cover": "none", "night_from": "18:00", "night_until": "09:00", "why_none": "111", "version": "0"}
    client.post("/app/duty/hours/", sent)
    assert "No duty list is kept" not in words_of(client.get("/app/"))


@pytest.mark.parametrize("address", ["nonsense", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_is_not_there(office: Office, desk: Desk, address: str) -> None:
    for part in ("", "new/", "copy/", "sheet/"):
        assert signed_in(office.saule).get(f"/app/duty/{address}/{part}").status_code == 404


def test_a_stranger_sees_nothing_of_the_list(office: Office, desk: Desk) -> None:
    turn = on_duty(office, office.gulnar)
    assert "Gulnar" not in words_of(signed_in(office.lazzat).get(f"/app/duty/{local_day(turn)}/"))
    assert Client().get("/app/duty/").status_code == 302
