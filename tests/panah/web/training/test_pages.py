"""The pages of those who hold trainings."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from panah.foundation.security import clock
from panah.programme.training.models import Attendance, Certificate, Enrolment, Event, HalfDay, Module, Trainer
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.training.class_of import (
    AFTERWARDS,
    FIRST,
    ON_THE_DAY,
    PLANNED,
    a_module,
    a_trainer,
    enrolled,
    opened,
    planned,
    was_there,
)
from tests.panah.web.cases.visiting import day, text_of, words_of

PHONE = "+7 701 000 11 22"


def signed_in(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague.person)
    return client


@pytest.fixture
def timur(bureau: Bureau) -> Client:
    return signed_in(bureau.timur)


@pytest.fixture(autouse=True)
def before(db: None) -> Iterator[None]:
    with clock.standing_at(PLANNED):
        yield


def at(name: str, *args: object) -> str:
    return reverse(name, args=args)


def plan_of(bureau: Bureau, **more: Any) -> dict[str, Any]:
    return {
        "title_kk": "Бала қауіпте ме?", "title_ru": "Ребёнок в опасности?", "kind": "specialists",
        "place": bureau.district.pk, "venue": "№12 мектеп", "is_venue_accessible": "yes", **day("starts_on", FIRST),
        **day("ends_on", FIRST + timedelta(days=1)), "morning_from": "9:30", "morning_to": "13:00",
        "afternoon_from": "14:00", "afternoon_to": "17:30", "languages": ["kk", "ru"], "places": "24", "has_test": "on",
        "once": "k",
    } | more  # fmt: skip


def test_a_training_is_planned_changed_opened_and_called_off(bureau: Bureau, timur: Client) -> None:
    module, trainer = a_module(bureau), a_trainer(bureau)
    form = plan_of(bureau, modules=[module.code], trainers=[trainer.code])
    for _press in range(2):
        answer = timur.post(at("training-new"), form)
    event = Event.objects.get()
    assert answer.headers["Location"] == at("training-event", event.code)
    page = words_of(timur.get(at("training-event", event.code)))
    assert "Распознавание признаков" in page
    assert "lacks" not in page
    changed = form | {"places": "30", "version": "1", "once": "another page"}
    assert timur.post(at("training-change", event.code), changed).status_code == 302
    timur.post(at("training-open", event.code), {"once": "o"})
    page = text_of(timur.get(at("training-event", event.code)))
    assert "<svg" in page
    assert "/learn/" in page
    assert "24" not in words_of(timur.get(at("training-list")))
    assert "<svg" in text_of(timur.get(at("training-poster", event.code)))
    timur.post(at("training-close", event.code))
    timur.post(at("training-cancel", event.code), {"because": "roads", "once": "c"})
    assert Event.objects.get().state == "cancelled"


def test_a_plan_says_what_it_lacks_and_a_wrong_one_keeps_its_words(bureau: Bureau, timur: Client) -> None:
    event = planned(bureau, trainers=[], is_venue_accessible="unknown")
    page = words_of(timur.get(at("training-event", event.code)))
    assert "Nobody teaches in one of the languages: Kazakh, Russian" in page
    assert "Not known whether everybody can enter" in page
    wrong = plan_of(bureau, **day("ends_on", FIRST - timedelta(days=1)), title_kk="Сақталсын")
    page = text_of(timur.post(at("training-new"), wrong))
    assert "lies before the first" in page
    assert "Сақталсын" in page


def test_who_was_overtaken_sees_both_texts(bureau: Bureau, timur: Client) -> None:
    event = planned(bureau, modules=[], trainers=[])
    timur.post(at("training-change", event.code), plan_of(bureau, version="1", venue="Бірінші"))
    page = text_of(
        timur.post(at("training-change", event.code), plan_of(bureau, version="1", venue="Екінші", once="2"))
    )
    assert "Бірінші" in page
    assert "Екінші" in page


def test_the_list_is_narrowed_by_codes(bureau: Bureau, timur: Client) -> None:
    opened(bureau)
    assert "Ребёнок в опасности?" in words_of(timur.get(at("training-list") + "?state=open&region=KZ-31"))
    assert "Nothing fits" in words_of(timur.get(at("training-list") + "?state=reported"))
    assert "No training yet" in words_of(signed_in(bureau.dana).get(at("training-list")))


def person(bureau: Bureau, **more: Any) -> dict[str, Any]:
    return {
        "name": "Айгерім Үлгібаева", "sector": "education", "workplace": "№12 мектеп", "place": bureau.district.pk,
        "language": "kk", "sex": "female", "phone": PHONE, "came_by": "walk_in", "once": "p",
    } | more  # fmt: skip


def test_somebody_at_the_door_is_written_down_once(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau)
    timur.post(at("training-people-add", event.code), person(bureau), follow=True)
    again = person(bureau, name="Aigerim Ulgibayeva", once="q")
    answer = timur.post(at("training-people-add", event.code), again, follow=True)
    assert "is on the list already" in words_of(answer)
    one = Enrolment.objects.get()
    page = words_of(timur.get(at("training-people", event.code)))
    assert "Айгерім Үлгібаева" in page
    assert "+77010001122" in page.replace(" ", "")
    timur.post(at("training-person-cancel", event.code, one.pk))
    assert Enrolment.objects.get().state == "cancelled"


def test_the_head_reads_and_sees_no_telephone(bureau: Bureau) -> None:
    event = opened(bureau)
    enrolled(event, phone=PHONE)
    bakyt = signed_in(bureau.bakyt)
    page = words_of(bakyt.get(at("training-people", event.code)))
    assert "Айгерім Үлгібаева" in page
    assert "7010001122" not in page.replace(" ", "")
    assert bakyt.get(at("training-people-add", event.code)).status_code == 403
    assert signed_in(bureau.dana).get(at("training-people", event.code)).status_code == 404


def test_two_who_may_be_one_are_named_and_those_who_wait_move_up(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau, places=1)
    enrolled(event, phone=PHONE)
    second = enrolled(event, phone="+7 701 000 33 44")
    page = words_of(timur.get(at("training-people", event.code)))
    assert "Perhaps one person" in page
    timur.post(at("training-person-up", event.code, second.pk))
    page = words_of(timur.get(at("training-people", event.code)))
    assert "Has moved up" in page
    timur.post(at("training-person-told", event.code, second.pk))
    assert Enrolment.objects.get(pk=second.pk).told_at is not None


def test_a_half_day_is_ticked_on_a_phone_and_undone(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau)
    one, other = enrolled(event), enrolled(event, "Гүлнар Үлгібаева")
    with clock.standing_at(ON_THE_DAY):
        where = at("training-day", event.code, 1)
        timur.post(where, {f"here-{one.pk.hex}": "1", f"here-{other.pk.hex}": "1"})
        assert Attendance.objects.count() == 2
        stood = {f"was-{here.pk.hex}": "1" for here in (one, other)}
        page = text_of(timur.post(where, {f"here-{one.pk.hex}": "1", "known_by": "paper", **stood}, follow=True))
        assert Attendance.objects.count() == 1
        before = dict(re.findall(r'name="(row-[^"]+)" value="([^"]+)"', page))
        timur.post(at("training-day-undo", event.code, 1), before)
        assert Attendance.objects.count() == 2
        assert "<svg" in text_of(timur.get(at("training-room", event.code, 1)))
        assert timur.get(at("training-room", event.code, 1)).headers["Refresh"] == "60"
    assert "<svg" not in text_of(timur.get(at("training-room", event.code, 1)))


def test_a_signed_sheet_comes_back_and_opens_for_those_who_hold_it(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau)
    enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        paper = SimpleUploadedFile("sheet.txt", b"signed")
        assert timur.post(at("training-sheet", event.code, 1), {"file": paper, "once": "s"}).status_code == 302
        answer = timur.get(at("training-sheet-file", event.code, 1))
        assert answer.content == b"signed"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{event.code}-1.txt"'
    assert timur.get(at("training-sheet-file", event.code, 2)).status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("kind", ["agenda", "slips", "report"])
def test_papers_of_an_event_are_shown_and_pressed(bureau: Bureau, timur: Client, kind: str, language: str) -> None:
    event = opened(bureau)
    one = enrolled(event)
    was_there(bureau, event, one)
    page = words_of(timur.get(at("training-paper", event.code, kind) + f"?language={language}"))
    assert event.label(language) in page
    assert (one.code in page) is (kind == "slips")
    answer = timur.get(at("training-paper-file", event.code, kind) + f"?language={language}")
    assert answer.content.startswith(b"%PDF")
    assert timur.get(at("training-paper", event.code, "diary")).status_code == 404
    answer = timur.get(at("training-sign-in-file", event.code, 1) + f"?language={language}")
    assert answer.content.startswith(b"%PDF")
    assert one.code not in words_of(timur.get(at("training-sign-in", event.code, 1)))


def test_certificates_leave_as_one_paper_and_one_is_taken_back(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau, has_test=False)
    was_there(bureau, event, enrolled(event))
    with clock.standing_at(AFTERWARDS):
        assert "Issue 1 certificate" in words_of(timur.get(at("training-certificates", event.code)))
        timur.post(at("training-certificates-issue", event.code))
        made = Certificate.objects.get()
        assert made.code in words_of(timur.get(at("training-certificates", event.code)))
        assert timur.get(at("training-certificates-file", event.code)).content.startswith(b"%PDF")
        one = at("training-certificate", event.code, made.code)
        assert timur.get(one + "?file=1&language=ru").content.startswith(b"%PDF")
        timur.post(one, {"because": "wrong_name", "once": "w"})
        assert Certificate.objects.get().withdrawn_at is not None
        assert timur.get(at("training-certificates-file", event.code)).status_code == 302


def test_a_report_is_sent_with_its_boxes(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau, has_test=False)
    was_there(bureau, event, enrolled(event))
    with clock.standing_at(AFTERWARDS):
        assert "Send the report" in words_of(timur.get(at("training-report", event.code)))
        where = at("training-report-send", event.code)
        assert "is-invalid" not in text_of(timur.post(where, {"once": "r", "difficulties": "Жол жабық"}))
        form = {"once": "r", "difficulties": "Жол жабық", "recommendations": "Онлайн"}
        assert timur.post(where, form).status_code == 302
        page = words_of(timur.get(at("training-report", event.code)))
        assert "Жол жабық" in page
        assert "Send the report" not in page


def test_modules_and_trainers_are_kept(bureau: Bureau, timur: Client) -> None:
    form = {
        "title_kk": "Белгілер", "title_ru": "Признаки", "hours": "8", "languages": ["kk"], "aims_kk": "Байқау",
        "once": "m",
    }  # fmt: skip
    timur.post(at("training-module-new"), form)
    module = Module.objects.get()
    fresh = {"aims_kk": "Жаңа", "languages": ["kk", "ru"], "once": "v", "version": "1"}
    timur.post(at("training-version-new", module.code), fresh)
    page = words_of(timur.get(at("training-module", module.code)))
    assert "Version 2" in page
    late = text_of(timur.post(at("training-version-new", module.code), fresh | {"aims_kk": "Басқа", "once": "w"}))
    assert "Жаңа" in late
    assert "Басқа" in late
    changed = {"title_kk": "Белгілер", "title_ru": "Признаки риска", "hours": "6", "version": "1", "once": "c"}
    timur.post(at("training-module-change", module.code), changed)
    assert Module.objects.get().hours == 6
    assert "not taught now" in words_of(timur.get(at("training-modules")))
    assert signed_in(bureau.dana).get(at("training-module-change", module.code)).status_code == 404
    who = {
        "name": "Ерлан Үлгібаев", "sector": "ngo", "sex": "male", "languages": ["kk"], "regions": ["KZ-31"],
        "once": "t", "phone": PHONE,
    }  # fmt: skip
    timur.post(at("training-trainer-new"), who)
    trainer = Trainer.objects.get()
    assert "Ерлан Үлгібаев" in words_of(timur.get(at("training-trainers")))
    form = {"languages": ["kk", "ru"], "version": "1", "once": "u"}
    timur.post(at("training-trainer", trainer.code), form)
    trainer.refresh_from_db()
    assert (trainer.languages, trainer.is_active) == (["kk", "ru"], False)


def test_today_shows_what_is_due(bureau: Bureau, timur: Client) -> None:
    event = opened(bureau)
    was_there(bureau, event, enrolled(event))
    with clock.standing_at(AFTERWARDS):
        page = text_of(timur.get(at("today")))
    assert "Issue the certificates" in page
    assert at("training-certificates", event.code) in page
    assert HalfDay.objects.count() == 4
