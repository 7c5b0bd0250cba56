"""The advisory group's result in the flow, and what is left when the words of an application are gone."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.programme.champions import actions
from panah.programme.champions.codes import ApplicationState
from panah.programme.champions.models import Advice, Application, Champion
from panah.programme.directory.actions import forget_adult
from panah.programme.directory.models import Adult
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import ALL_FIVE, applied, decided, opened
from tests.panah.web.cases.visiting import day, text_of, words_of
from tests.panah.web.champions.conftest import signed_in


def result(**known: Any) -> dict[str, Any]:
    said = {"score": "50", "ballots": "6", "against": "1", "brought_by": "Топты жүргізуші", "once": "a"}
    return said | day("brought_on", clock.today()) | known


def test_the_result_of_the_group_is_written_down_and_weighs(madina: Client, bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE)
    page, form = reverse("application", args=[made.code]), reverse("application-advice", args=[made.code])
    assert "the panel alone orders" in words_of(madina.get(page))
    wrong = text_of(madina.post(form, result(against="7", brought_by="Сақталсын")))
    assert "cannot be more against" in wrong
    assert "Сақталсын" in wrong
    few = words_of(madina.post(form, result(ballots="2", against="0")))
    assert few.count("one could guess who voted how") == 3, "as a hint, at the field and on top"
    assert not Advice.objects.exists()
    shown = words_of(madina.post(form, result(), follow=True))
    assert "Score: 85.0" in shown
    assert "Топты жүргізуші" in shown
    head = signed_in(bureau.bakyt)
    assert "Топты жүргізуші" in words_of(head.get(page))
    assert head.get(form).status_code == 403


def test_a_no_of_two_thirds_leaves_only_a_no(madina: Client, bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE)
    madina.post(reverse("application-advice", args=[made.code]), result(against="4"))
    decide = reverse("application-decide", args=[made.code])
    page = text_of(madina.get(decide))
    assert "The advisory group said no" in page
    assert 'value="selected"' not in page
    assert 'value="reserve"' not in page
    assert madina.post(decide, {"decision": "selected", "minutes": "a", "once": "d"}).status_code == 200
    madina.post(decide, {"decision": "not_selected", "minutes": "a", "once": "e"})
    assert Application.objects.get().rests_on == "veto"
    assert "said no" in words_of(madina.get(reverse("champion-call", args=[made.call.code])))
    later = madina.get(reverse("application-advice", args=[made.code]))
    assert later.headers["Location"] == reverse("application", args=[made.code])


def test_of_an_emptied_application_the_page_says_so(madina: Client, bureau: Bureau) -> None:
    made = decided(bureau, applied(bureau, opened(bureau)), ApplicationState.RESERVE)
    with clock.standing_at(clock.now() + timedelta(days=366)):
        actions.sweep_applications(by=Actor.system("test", EVERYTHING))
    page = words_of(madina.get(reverse("application", args=[made.code])))
    assert "Only a number is left" in page
    assert "Show name" not in page
    answer = madina.get(reverse("application-answer", args=[made.code]), follow=True)
    assert "words of this application were removed" in words_of(answer)


def test_of_who_was_forgotten_no_page_and_no_paper_tells_a_name(
    madina: Client, bureau: Bureau, pair: tuple[Champion, Colleague]
) -> None:
    one, _account = pair
    thanks = reverse("champion-paper", args=[one.code, "thanks"])
    made = madina.post(thanks, {"once": "t"})
    assert made.headers["Content-Type"] == "application/pdf"
    adult = Adult.objects.get(pk=one.adult_id)
    forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)
    for name, more in (("champion-list", []), ("champion-one", [one.code])):
        page = words_of(madina.get(reverse(name, args=more)))
        assert "forgotten at own wish" in page
        assert "Үлгібаева" not in page
        assert "№" not in page
    assert "asked to be forgotten" in words_of(madina.get(thanks, follow=True))
