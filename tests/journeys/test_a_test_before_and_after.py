"""A training of one day: a test before it and after it, by phone, on a sheet and in a table; half a year later one link.

The participant reads Kazakh on a phone without JavaScript; the trainer Russian, at a desk.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.training.actions import (
    Asked,
    EventDetails,
    PaperDetails,
    ask_practice_checks,
    enrol_here,
    make_ready,
    plan_event,
    put_item,
    tick_half_day,
    write_paper,
)
from panah.programme.training.models import Enrolment, Event, PracticeCheck, Sitting
from panah.programme.training.queries import gain_of_event, own_token
from panah.programme.training.rules.scoring import LETTERS, DraftItem, DraftOption
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import JOB, MAIN, person, signed_in, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Айгерім", "Сәуле", "Гүлнұр", "Динара", "Мәлика", "Жанар")
NUMBERS = range(1, 13)
RIGHT = {number: LETTERS[number % 4] for number in NUMBERS}


def _item(number: int) -> DraftItem:
    options = [DraftOption(f"{letter} жауабы", f"Ответ {letter}", RIGHT[number] == letter) for letter in "ABCD"]
    return DraftItem(f"{number} сұрақ қандай?", f"Какой вопрос {number}?", tuple(options))


def _training(trainer: Person) -> tuple[Event, list[Enrolment]]:
    by, today = actor_of(Membership.objects.get(person=trainer)), clock.today()
    place = Place.objects.districts("KZ-31")[0]
    event = plan_event(by=by, details=EventDetails("Бала құқығы", "Права ребёнка", place, ["kk"], today, today, 24))
    people = [_learner(by, event, name) for name in NAMES]
    paper = write_paper(by=by, details=PaperDetails("Бала құқығы тесті", "Тест о правах ребёнка", event=event))
    for number in NUMBERS:
        paper = put_item(by=by, paper=paper, item=_item(number), version=paper.version)
    make_ready(by=by, paper=paper, version=paper.version)
    half_day = event.half_days.get(number=1)
    with clock.standing_at(half_day.starts_at):
        tick_half_day(by=by, event=event, half_day=half_day, present=[one.pk for one in people])
    return event, people


def _learner(by: Actor, event: Event, name: str) -> Enrolment:
    details = AdultDetails(f"{name} Үлгібаева", TraineeSector.EDUCATION, "female")
    return enrol_here(by=by, event=event, details=details, asked=Asked("kk", may_be_asked=True))


def _answers(page: Page, chosen: dict[int, str]) -> None:
    for number, letter in chosen.items():
        page.check(f"input[name=q{number}][value={letter}]")
    presses(page, "main button[value=send]")


def _sits(phone: Visitor, one: Enrolment, before: dict[int, str], picture: str) -> None:
    page = phone.goes_to(f"/kk/q/test/{own_token(one)}/")
    phone.picture(picture)
    _answers(page, before)
    phone.picture(f"{picture}-received")
    assert not page.locator("main form").count(), "what was sent is not asked again"


def _types(desk: Visitor, event: Event, one: Enrolment, wave: str, letters: dict[int, str]) -> None:
    page = desk.goes_to(f"/app/training/{event.code}/test/{wave}/{one.code}/")
    for number, letter in letters.items():
        page.fill(f"input[name=q{number}]", letter)
    desk.picture(f"test-typed-{wave}")
    presses(page, MAIN)


def _file(folder: Path, name: str, rows: Sequence[tuple[Enrolment, list[str]]], width: int = 12) -> Path:
    lines = [";".join(["код", *map(str, range(1, width + 1))])]
    lines += [";".join([one.code, *letters]) for one, letters in rows]
    file = folder / name
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _brings(desk: Visitor, event: Event, wave: str, file: Path) -> Page:
    page = desk.goes_to(f"/app/training/{event.code}/test/table/")
    page.check(f"input[name=wave][value={wave}]")
    page.set_input_files("input[type=file]", file)
    presses(page, MAIN)
    return page


def test_what_was_learnt_is_right_to_the_number(
    arrives: Arrives, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = town()
    trainer = person(here.ngo, Role.TRAINER, "trainer")
    event, people = _training(trainer)
    phone = arrives(javascript=False, phone=True, language="kk")
    desk = signed_in(arrives, trainer, phone=False, javascript=True)

    page = phone.goes_to(f"/kk/q/test/{own_token(people[0])}/")
    _answers(page, {1: "A"})
    phone.picture("test-not-whole")
    assert page.is_checked("input[name=q1][value=A]"), "what was answered is kept"
    _sits(phone, people[0], dict.fromkeys(NUMBERS, "A"), "test-before")
    _types(desk, event, people[1], "pre", {number: RIGHT[number].lower() for number in range(1, 7)})

    rows = [(one, ["B"] * 12) for one in people[2:6]]
    wrong = _file(tmp_path, "long.csv", [(people[2], ["B"] * 13), *rows[1:]])
    page = _brings(desk, event, "pre", wrong)
    desk.picture("test-table-refused")
    said = page.inner_text("main")
    assert "13" in said
    assert "N" in said
    assert Sitting.objects.count() == 2, "nothing of a faulty table is taken in"
    _brings(desk, event, "pre", _file(tmp_path, "right.csv", rows)).wait_for_url("**/test/")
    assert Sitting.objects.count() == 6

    presses(desk.page, f"form[action='/app/training/{event.code}/test/after/'] button")
    _sits(phone, people[0], RIGHT, "test-after")
    _types(desk, event, people[1], "post", RIGHT | {12: "B"})
    last = [(one, ["" if number == 7 else RIGHT[number] for number in NUMBERS]) for one in people[2:5]]
    page = _brings(desk, event, "post", _file(tmp_path, "after.csv", last))
    desk.picture("test-gain")
    assert not desk.axe_faults()
    _says_the_gain(page, event)
    _shows_the_sheet(desk, event)
    _half_a_year_later(phone, people[0], monkeypatch)
    _reads_the_answers(signed_in(arrives, trainer, javascript=True), event)


def _says_the_gain(page: Page, event: Event) -> None:
    found = gain_of_event(event)
    assert (found.people, found.before_only, found.after_only) == (5, 1, 0)
    assert [item.change.before for item in found.items] == [4, 1, 1, 2, 4, 1, 0, 1, 3, 0, 0, 1]
    assert [item.change.after for item in found.items] == [5, 5, 5, 5, 5, 5, 2, 5, 5, 5, 5, 4]
    said = page.inner_text("main")
    assert "30 %" in said
    assert "93 %" in said
    assert "90 %" in said, "of 42 answers that could be won 38 were"
    row = page.locator("table.bars tbody tr").nth(6).inner_text()
    assert "0/5" in row
    assert "2/5" in row
    assert "+40" in row
    assert page.locator("ol li").count() == 2, "what everybody knows is none of the worst"


def _half_a_year_later(phone: Visitor, one: Enrolment, monkeypatch: pytest.MonkeyPatch) -> None:
    then = clock.now() + timedelta(days=181)
    monkeypatch.setattr(clock, "now", lambda: then)
    assert ask_practice_checks(by=JOB) == 6
    page = phone.goes_to(f"/kk/q/practice/{own_token(one)}/")
    page.check("input[name=used][value=yes]")
    page.check("input[name=often][value=monthly]")
    page.fill("input[name=referred]", "1")
    page.check("input[name=obstacles][value=no_time]")
    phone.picture("practice-asked")
    presses(page, MAIN)
    phone.picture("practice-thanks")
    check = PracticeCheck.objects.answered().get()
    assert (check.enrolment_id, check.used, check.referred, check.obstacles) == (one.pk, "yes", 1, ["no_time"])


def _shows_the_sheet(desk: Visitor, event: Event) -> None:
    paper = event.own_papers.get()
    for language in ("kk", "ru"):
        desk.goes_to(f"/app/tests/{paper.code}/sheet/?language={language}")
        desk.picture(f"test-sheet-{language}")
    desk.goes_to(f"/app/tests/{paper.code}/")
    desk.picture("test-paper")
    assert not desk.axe_faults()
    page = desk.goes_to("/app/tests/")
    desk.picture("test-list")
    assert page.locator("main tbody tr").count() == 1
    desk.goes_to(f"/app/training/{event.code}/practice/")
    desk.picture("practice-before")


def _reads_the_answers(desk: Visitor, event: Event) -> None:
    page = desk.goes_to(f"/app/training/{event.code}/practice/")
    desk.picture("practice-results")
    assert "1/1" in page.inner_text("main")
    assert not desk.axe_faults()
