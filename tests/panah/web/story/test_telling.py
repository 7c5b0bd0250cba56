from datetime import timedelta

import pytest
from django.urls import reverse

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Interview, ToldFact
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.cases.visiting import day, key_in, reads, signed_in, text_of, title_of, words_of

SAID = "Canarytold at night"


def told(office: Office, case: Case, text: str = SAID) -> ToldFact:
    return actions.record_told(
        by=office.aigul.actor, case=case, topic="days", source="volunteered", happened_on=clock.today(), text=text
    )


def test_what_was_told_stands_on_the_card_folded_under_a_note_and_its_reading_is_recorded(office: Office) -> None:
    case = opened(office)
    told(office, case)
    before = len(reads())
    page = text_of(signed_in(office.aigul).get(reverse("case-told", args=[case.code])))
    assert SAID in page
    assert page.index("<summary>") < page.index(SAID) < page.index("</details>")
    assert "may be painful to read" in page
    assert len(reads()) > before


def test_a_fact_is_added_and_a_second_click_adds_none(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    where = reverse("case-told", args=[case.code])
    data = {"topic": "home", "source": "observed", "text": "", "once": key_in(client.get(where)), **day("happened_on")}
    assert client.post(where, data).status_code == 302
    assert client.post(where, data).status_code == 302
    assert ToldFact.objects.filter(case=case).count() == 1


def test_the_third_interview_asks_why_and_keeps_what_was_typed(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    where = reverse("case-interview", args=[case.code])
    for _ in range(2):
        first = client.get(where)
        assert "Why again" not in words_of(first)
        data = {"body": "police", "was_recorded": "no", "once": key_in(first), **day("held_on")}
        assert client.post(where, data).status_code == 302
    third = client.get(where)
    assert "Why again" in words_of(third)
    data = {"body": "police", "was_recorded": "no", "held_by": "Typedname", "once": key_in(third), **day("held_on")}
    again = client.post(where, data)
    assert "questioned twice already" in words_of(again)
    assert "Typedname" in text_of(again)
    answer = {"reason": "court_demands", "reason_text": "The court"}
    assert client.post(where, data | answer).status_code == 302
    assert Interview.objects.filter(case=case).count() == 3


@pytest.mark.safeguard("S5", "somebody begins an interview without having seen what was told")
def test_above_an_interview_stands_what_is_known_and_the_line_on_disclosure(office: Office) -> None:
    case = opened(office)
    told(office, case)
    page = words_of(signed_in(office.aigul).get(reverse("case-interview", args=[case.code])))
    assert "Already told: do not ask again" in page
    assert "ask nothing further, make safe, refer" in page
    assert SAID not in page


def test_others_find_no_card(office: Office) -> None:
    case = opened(office)
    told(office, case)
    for stranger, status in ((office.lazzat, 404), (office.nurzhan, 404), (office.dinara, 403), (office.gulnar, 403)):
        for name in ("case-told", "case-interview"):
            assert signed_in(stranger).get(reverse(name, args=[case.code])).status_code == status


def test_titles_say_nothing_but_the_act_and_the_code(office: Office) -> None:
    case = opened(office)
    told(office, case)
    assert (
        title_of(signed_in(office.aigul).get(reverse("case-told", args=[case.code])))
        == f"Already told — {case.code} — Panah"
    )


@pytest.mark.safeguard("S5", "a talk or a review begins without what the child already said, or has to be asked anew")
@pytest.mark.parametrize("name", ["case-contact", "case-assess", "case-review"])
def test_a_step_that_may_touch_it_shows_what_was_told_first(office: Office, name: str) -> None:
    case, client = opened(office), signed_in(office.aigul)
    assert "Already told" not in words_of(client.get(reverse(name, args=[case.code]))).split("Save")[0]
    told(office, case)
    page = client.get(reverse(name, args=[case.code]))
    assert "Already told: do not ask again" in words_of(page)
    assert SAID not in text_of(page)


@pytest.mark.safeguard("S5", "'still true' and 'not asked today' are no full answers")
def test_still_true_and_not_asked_today_are_full_answers(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    told(office, case)
    where = reverse("case-contact", args=[case.code])
    first = client.get(where)
    assert "told_before" in text_of(first)
    for answer in ("still_true", "child_tired_or_upset"):
        data = {"kind": "contact", "text": "", "told_before": answer, "once": answer, **day("happened_on")}
        assert client.post(where, data).status_code == 302
    page = words_of(client.get(reverse("case", args=[case.code])))
    assert "What was told before: still true." in page
    assert "Not asked today: The child is tired or upset" in page


def test_what_was_told_and_asked_earlier_says_how_much_later_it_was_written(office: Office) -> None:
    case, earlier = opened(office), clock.today() - timedelta(days=3)
    by = office.aigul.actor
    actions.record_told(by=by, case=case, topic="days", source="observed", happened_on=earlier)
    actions.record_interview(by=by, case=case, held_on=earlier, body="police")
    for page in ("case", "case-told"):
        words = words_of(signed_in(office.aigul).get(reverse(page, args=[case.code])))
        assert words.count("written 3 days later") == 2
