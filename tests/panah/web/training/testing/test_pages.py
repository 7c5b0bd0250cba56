import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panah.foundation.security import clock
from panah.programme.training.actions import enter_answers
from panah.programme.training.codes import PaperState, Wave
from panah.programme.training.models import Sitting, TestPaper
from panah.programme.training.queries.testing import items_of
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.training.examined import FIRST, NAMES, Course, at

TEST = "/app/tests/"


def signed_in(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague.person)
    return client


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def item(paper: TestPaper, **values: Any) -> dict[str, Any]:
    given = {
        "version": paper.version, "kind": "one", "kk": "Сұрақ?", "ru": "Вопрос?", "A_kk": "Иә", "A_ru": "Да",
        "B_kk": "Жоқ", "B_ru": "Нет", "right": ["A"],
    }  # fmt: skip
    return given | values


def test_a_test_is_written_question_by_question_and_made_ready(bureau: Bureau, course: Course) -> None:
    client = signed_in(bureau.timur)
    answer = client.post(f"{TEST}new/?event={course.event.code}", {"title_kk": "Жаңа тест", "title_ru": "Новый тест"})
    paper = TestPaper.objects.latest("made_at")
    assert answer.headers["Location"] == f"{TEST}{paper.code}/"
    client.post(f"{TEST}{paper.code}/new/", item(paper))
    paper.refresh_from_db()
    client.post(f"{TEST}{paper.code}/new/", item(paper, kind="true_false", kk="Рас.", ru="Так.", right=["B"]))
    assert [one.text_ru for one in items_of(paper)] == ["Вопрос?", "Так."]
    assert "Вопрос?" in text(client.get(f"{TEST}{paper.code}/"))
    client.post(f"{TEST}{paper.code}/ready/")
    paper.refresh_from_db()
    assert paper.state == PaperState.READY
    assert client.post(f"{TEST}{paper.code}/new/", item(paper)).status_code == 200  # refused, and the text stays
    client.post(f"{TEST}{paper.code}/version/")
    assert TestPaper.objects.latest("made_at").number == 2


@pytest.mark.parametrize(
    "values",
    [{"A_kk": "", "A_ru": ""}, {"right": ["D"]}, {"kind": "true_false", "right": ["A", "B"]}, {"ru": ""}],
)
def test_a_faulty_question_is_refused_and_kept(bureau: Bureau, course: Course, values: dict[str, Any]) -> None:
    client = signed_in(bureau.timur)
    client.post(f"{TEST}new/?event={course.event.code}", {"title_kk": "Т", "title_ru": "Т"})
    paper = TestPaper.objects.latest("made_at")
    answer = client.post(f"{TEST}{paper.code}/new/", item(paper, **values))
    assert answer.status_code == 200
    assert "Жоқ" in text(answer)
    assert not items_of(paper)


def test_what_is_missing_is_said_all_at_once(bureau: Bureau, course: Course) -> None:
    client = signed_in(bureau.timur)
    client.post(f"{TEST}new/?event={course.event.code}", {"title_kk": "Т", "title_ru": "Т"})
    paper = TestPaper.objects.latest("made_at")
    assert "There is no question yet." in text(client.post(f"{TEST}{paper.code}/ready/"))


@pytest.mark.parametrize(("language", "asked"), [("kk", "Баланы кім тыңдайды?"), ("ru", "Кто слушает ребёнка?")])
def test_the_sheet_speaks_one_language_and_shows_no_right_answer(
    bureau: Bureau, course: Course, language: str, asked: str
) -> None:
    page = text(signed_in(bureau.timur).get(f"{TEST}{course.paper.code}/sheet/", {"language": language}))
    main = page.split("<main")[1].split("</main>")[0]
    assert asked in main
    assert "✓" not in main


def test_the_page_of_an_event_names_nobody_and_says_the_gain(bureau: Bureau, course: Course) -> None:
    by = bureau.timur.actor
    for one, before, after in zip(course.people, "ABAB", "BBAB", strict=True):
        enter_answers(by=by, enrolment=one, wave=Wave.PRE, answers={1: before})
        enter_answers(by=by, enrolment=one, wave=Wave.POST, answers={1: after, 3: "A"})
    page = text(signed_in(bureau.timur).get(f"/app/training/{course.event.code}/test/"))
    assert not [name for name in NAMES if name in page]
    assert "2/4" in page
    assert "3/4" in page
    assert "too few to say in percent" in page


def test_a_table_of_thirteen_is_refused_with_its_place_and_the_right_one_is_taken_in(
    bureau: Bureau, course: Course
) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/test/table/"
    wrong = SimpleUploadedFile("answers.csv", "код;1;2;3\nAB234;B;AC;A;C\nXXXXX;B;A;A".encode())
    page = text(client.post(address, {"wave": "pre", "file": wrong}))
    assert "Row: 2. Column: E. There are 4 answers, and the test has 3 questions." in page
    assert "Row: 3. Column: A. Nobody in this training has this code." in page
    assert not Sitting.objects.exists()
    right = SimpleUploadedFile("answers.csv", "код;1;2;3\nAB234;B;AC;A".encode())
    assert client.post(address, {"wave": "pre", "file": right}).status_code == 302
    assert Sitting.objects.get().right == 3


def test_a_sheet_is_typed_and_a_wrong_letter_is_said_at_its_question(bureau: Bureau, course: Course) -> None:
    client, address = signed_in(bureau.timur), f"/app/training/{course.event.code}/test/pre/AB234/"
    page = client.post(address, {"q1": "E", "q2": "AC", "q3": "AB"})
    assert page.context["form"].errors.keys() == {"q1", "q3"}
    assert client.post(address, {"q1": "в", "q2": "A C", "q3": "a"}).status_code == 302
    assert Sitting.objects.get().right == 3
    assert 'value="AC"' in text(client.get(address))


def test_the_test_after_is_opened_by_hand(bureau: Bureau, course: Course) -> None:
    client = signed_in(bureau.timur)
    with clock.standing_at(at(FIRST)):
        client.post(f"/app/training/{course.event.code}/test/after/")
        assert "The test after the training is open." in text(client.get(f"/app/training/{course.event.code}/test/"))


def test_others_find_nothing_and_the_head_only_reads(bureau: Bureau, course: Course) -> None:
    address = f"/app/training/{course.event.code}/test/"
    assert signed_in(bureau.dana).get(address).status_code == 404
    assert signed_in(bureau.dana).get(f"{TEST}{course.paper.code}/").status_code == 404
    assert signed_in(bureau.bakyt).get(address).status_code == 200
    assert signed_in(bureau.bakyt).post(f"{address}after/").status_code == 403
