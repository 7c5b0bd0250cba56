from dataclasses import replace

import pytest

from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.programme.training.actions import papers
from panah.programme.training.actions.papers import PaperDetails, PaperIsFixed, PaperNotReady
from panah.programme.training.codes import PaperState
from panah.programme.training.models import TestPaper
from panah.programme.training.queries.testing import draft_of, items_of
from panah.programme.training.rules.scoring import Wanting
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.training.examined import CHOICE, SENTENCE, SEVERAL, Course, at, made_course


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return made_course(bureau)


def draft(bureau: Bureau, course: Course) -> TestPaper:
    return papers.write_paper(by=bureau.timur.actor, details=PaperDetails("Тест", "Тест", event=course.event))


def texts(paper: TestPaper) -> list[str]:
    return [item.text_ru for item in items_of(paper)]


def test_questions_are_put_moved_changed_and_taken_out(bureau: Bureau, course: Course) -> None:
    by, paper = bureau.timur.actor, draft(bureau, course)
    for item in (CHOICE, SEVERAL):
        paper = papers.put_item(by=by, paper=paper, item=item, version=paper.version)
    paper = papers.put_item(by=by, paper=paper, item=SENTENCE, version=paper.version, position=1)
    assert texts(paper) == [SENTENCE.ru, CHOICE.ru, SEVERAL.ru]
    paper = papers.put_item(by=by, paper=paper, item=replace(CHOICE, ru="Иначе?"), version=paper.version, number=2)
    assert texts(paper) == [SENTENCE.ru, "Иначе?", SEVERAL.ru]
    paper = papers.drop_item(by=by, paper=paper, number=1, version=paper.version)
    assert texts(paper) == ["Иначе?", SEVERAL.ru]
    assert [draft_of(item) for item in items_of(paper)] == [replace(CHOICE, ru="Иначе?"), SEVERAL]


def test_what_is_missing_keeps_a_test_from_being_ready(bureau: Bureau, course: Course) -> None:
    by, paper = bureau.timur.actor, draft(bureau, course)
    faulty = replace(CHOICE, kk="", options=CHOICE.options[:1])
    paper = papers.put_item(by=by, paper=paper, item=faulty, version=paper.version)
    with pytest.raises(PaperNotReady) as refusal:
        papers.make_ready(by=by, paper=paper, version=paper.version)
    assert refusal.value.wanting == [(1, Wanting.TEXT_MISSING), (1, Wanting.TOO_FEW_OPTIONS)]


def test_a_ready_test_is_never_changed_and_its_new_version_is(bureau: Bureau, course: Course) -> None:
    by, paper = bureau.timur.actor, course.paper
    with pytest.raises(PaperIsFixed):
        papers.put_item(by=by, paper=paper, item=SENTENCE, version=paper.version)
    fresh = papers.new_version_of(by=by, paper=paper)
    assert (fresh.number, fresh.state, texts(fresh)) == (2, PaperState.DRAFT, texts(paper))
    assert papers.new_version_of(by=by, paper=paper) == fresh
    fresh = papers.drop_item(by=by, paper=fresh, number=3, version=fresh.version)
    papers.make_ready(by=by, paper=fresh, version=fresh.version)
    paper.refresh_from_db()
    assert (paper.state, len(texts(paper))) == (PaperState.RETIRED, 3)


def test_two_who_write_at_once_do_not_overwrite_each_other(bureau: Bureau, course: Course) -> None:
    paper = draft(bureau, course)
    version = paper.version
    papers.name_paper(by=bureau.timur.actor, paper=paper, title_kk="А", title_ru="Б", version=version)
    with pytest.raises(EditedMeanwhile):
        papers.put_item(by=bureau.madina.actor, paper=paper, item=CHOICE, version=version, number=1)


def test_another_organisation_reads_no_answers_and_changes_nothing(bureau: Bureau, course: Course) -> None:
    assert not TestPaper.objects.visible_to(bureau.dana.actor).exists()
    with clock.standing_at(at(course.event.starts_on)), pytest.raises(NotPermitted):
        papers.retire_paper(by=bureau.dana.actor, paper=course.paper, version=course.paper.version)
