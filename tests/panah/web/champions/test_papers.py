"""What a champion wrote, on paper: no story that waits, and no text that a reader may not be able to read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.foundation.documents.models import Letter, Translation
from panah.foundation.security import clock
from panah.programme.champions import actions
from panah.programme.champions.actions import Told
from panah.programme.champions.codes import Clearance
from panah.programme.champions.models import Champion, PlannedAct, QuarterReport
from panah.programme.champions.rules import Quarter
from tests.engines.paper import squeezed, words_in
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import planned
from tests.panah.web.cases.visiting import words_of
from tests.panah.web.champions.conftest import signed_in
from tests.panah.web.papers.standing import keys_asked

Pair = tuple[Champion, Colleague]
STORY = "Қыздың басынан өткен ойдан шығарылған оқиға"
PLAIN = "Мектепте ата-аналармен қауіпсіздік туралы әңгіме өткізілді"


def quarter() -> Quarter:
    return Quarter.of(clock.today()).before


def reported(pair: Pair, words: str = PLAIN, *, tells_story: bool = False) -> QuarterReport:
    one, account = pair
    told = Told(words, tells_story=tells_story)
    return actions.send_report(by=account.actor, champion=one, quarter=quarter(), told=told)


def in_plan(pair: Pair, activity: str = PLAIN, *, tells_story: bool = False) -> PlannedAct:
    one, account = pair
    made = planned(4, activity=activity, tells_story=tells_story)
    return actions.plan_act(by=account.actor, champion=one, year=clock.today().year, planned=made)


def paper_of(pair: Pair, kind: str, language: str = "kk") -> str:
    return f"{reverse('champion-paper', args=[pair[0].code, kind])}?language={language}"


def pressed(answer: Any) -> str:
    assert answer.headers["Content-Type"] == "application/pdf", answer
    return squeezed(words_in(answer.content))


@pytest.mark.safeguard("S16", "the story in a champion’s report stands on its paper before survivors have cleared it")
def test_the_paper_of_a_report_says_that_its_words_wait(madina: Client, pair: Pair) -> None:
    reported(pair, STORY, tells_story=True)
    shown = words_of(madina.get(paper_of(pair, "report")))
    assert STORY not in shown
    assert "рұқсат берілмейінше" in shown
    pdf = pressed(madina.post(paper_of(pair, "report"), {"once": "p"}))
    assert squeezed(STORY) not in pdf
    assert squeezed("рұқсат берілмейінше") in pdf
    own = signed_in(pair[1], "kk").post(reverse("champion-report-file", args=[str(quarter())]))
    assert squeezed(STORY) not in pressed(own)


@pytest.mark.safeguard("S16", "the story in a champion’s plan stands on its paper before survivors have cleared it")
def test_the_paper_of_a_plan_counts_what_it_leaves_out(madina: Client, pair: Pair) -> None:
    in_plan(pair)
    in_plan(pair, STORY, tells_story=True)
    shown = words_of(madina.get(paper_of(pair, "plan")))
    assert PLAIN in shown
    assert STORY not in shown
    assert "кірмеген іс саны: 1" in shown
    own = signed_in(pair[1], "kk").post(reverse("champion-plan-file"), {"year": clock.today().year})
    assert squeezed(STORY) not in pressed(own)


def test_the_office_reads_a_story_behind_a_note_and_may_hold_one_back(madina: Client, pair: Pair) -> None:
    report, one = reported(pair), in_plan(pair)
    read = reverse("champion-report-read", args=[report.code])
    assert "Waits for clearance" not in words_of(madina.get(read))
    for kind, code in (("report", report.code), ("planned", one.code)):
        answer = madina.post(reverse("champion-hold", args=[kind, code]), follow=True)
        assert "Waits for clearance" in words_of(answer)
        assert 'class="fold"' in answer.content.decode()
    assert QuarterReport.objects.get().clearance == PlannedAct.objects.get().clearance == Clearance.WAITS
    assert madina.post(reverse("champion-hold", args=["letter", report.code])).status_code == 404


def test_a_paper_that_was_taken_back_is_given_out_no_more(madina: Client, pair: Pair) -> None:
    report = reported(pair)
    madina.post(paper_of(pair, "report"), {"once": "p"})
    letter = Letter.objects.get()
    madina.post(reverse("champion-hold", args=["report", report.code]))
    again = madina.post(reverse("champion-paper-file", args=[letter.code]), follow=True)
    assert "taken back" in words_of(again)
    assert "taken back" in words_of(madina.get(reverse("champion-one", args=[pair[0].code])))


def test_a_champion_ticks_a_story_in_the_plan_and_is_told_that_it_waits(own: Client, pair: Pair) -> None:
    form = {
        "quarter": "4", "type": "event", "activity": STORY, "where": "№12 мектеп", "with_whom": "психолог",
        "reach_goal": "20", "tells_story": "on", "once": "k",
    }  # fmt: skip
    answer = own.post(reverse("champion-planned-new"), form, follow=True)
    assert "It waits for clearance" in words_of(answer)
    assert PlannedAct.objects.get().clearance == Clearance.WAITS


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_a_paper_stops_at_a_text_in_another_language(madina: Client, pair: Pair, kind: str) -> None:
    in_plan(pair)
    reported(pair)
    answer = madina.get(paper_of(pair, kind, "ru"))
    assert answer.status_code == 302
    texts = answer.headers["Location"]
    page = madina.get(texts)
    assert "Texts in another language than the paper" in words_of(page)
    assert madina.post(paper_of(pair, kind, "ru"), {"once": "before"}).status_code == 302
    assert not Letter.objects.exists()
    said: dict[str, Any] = {"once": "t", "asked": keys_asked(page)}
    for key in keys_asked(page):
        said |= {f"written_{key}": "kk", f"way_{key}": "translated", f"words_{key}": f"Беседа {key}"}
    back = madina.post(texts, said, follow=True)
    shown = words_of(back)
    assert "Беседа" in shown
    assert "перевод" in shown.lower()
    assert "Беседа" in pressed(madina.post(paper_of(pair, kind, "ru"), {"once": "p"}))
    assert madina.get(paper_of(pair, kind, "kk")).status_code == 200


def test_an_own_paper_stops_too_and_an_empty_translation_is_said(pair: Pair, bureau: Bureau) -> None:
    in_plan(pair)
    own, year = signed_in(pair[1], "ru"), clock.today().year
    answer = own.post(reverse("champion-plan-file"), {"year": year})
    assert answer.status_code == 302
    page = own.get(answer.headers["Location"])
    keys = keys_asked(page)
    assert (
        own.post(answer.headers["Location"], {"once": "a", "asked": keys} | _said(keys, "translated")).status_code
        == 200
    )
    assert not Translation.objects.exists()
    assert (
        own.post(answer.headers["Location"], {"once": "a", "asked": keys} | _said(keys, "as_written")).status_code
        == 302
    )
    pdf = pressed(own.post(reverse("champion-plan-file"), {"year": year}))
    assert squeezed(PLAIN) in pdf
    assert signed_in(bureau.madina).get(answer.headers["Location"]).status_code == 403


def _said(keys: list[str], way: str) -> dict[str, str]:
    return {name: value for key in keys for name, value in ((f"written_{key}", "kk"), (f"way_{key}", way))}
