"""Pairs as a browser sees them: the queue, one pair, the decision and its end, and what two organisations ask each other."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext

from panah.casework.linking.models import Pair, SameDecision, SameQuestion
from panah.casework.people.actions import FamilyDetails, begin_family
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from panah.web.components.values import Chip
from panah.web.linking.queries import compared
from tests.pages import forms_of
from tests.panah.casework.cases.office import Office, made_office
from tests.panah.casework.linking.seeking import sought
from tests.panah.casework.linking.test_actions_pairing import CYRILLIC, LATIN, named
from tests.panah.web.cases.visiting import signed_in, text_of, words_of

NAMES = ("Kassymova", "Қасымова", "Aigerim", "Айгерім")


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


def of_two(office: Office) -> Pair:
    named(office, CYRILLIC), named(office, LATIN)
    sought()
    return Pair.objects.get()


def across(office: Office) -> Pair:
    named(office, CYRILLIC), named(office, LATIN, lead=office.lazzat)
    sought()
    return Pair.objects.get()


@pytest.mark.safeguard("S12", "the queue of pairs and the comparison show a name before anybody asked for it")
def test_names_stand_nowhere_until_they_are_asked_for_and_that_is_on_record(office: Office) -> None:
    pair, client = of_two(office), signed_in(office.aigul)
    url = f"/app/same/{pair.code}/"
    for page in (client.get("/app/same/"), client.get(url)):
        words = words_of(page)
        assert pair.one.code in words
        assert not [name for name in NAMES if name in words]
    before = AuditEvent.objects.filter(verb="read").count()
    words = words_of(client.post(f"{url}names/"))
    assert [name for name in NAMES if name in words]
    assert AuditEvent.objects.filter(verb="read").count() > before


def test_the_reasons_are_sentences_with_plain_strength_and_no_points(office: Office) -> None:
    pair = of_two(office)
    words = words_of(signed_in(office.aigul).get(f"/app/same/{pair.code}/"))
    assert "A word of the name sounds the same in another spelling speaks strongly for it" in words
    assert "The birthday is the same speaks strongly for it" in words
    assert str(pair.score) not in words.replace(pair.code, "")
    assert "agrees" in words


def test_it_is_decided_counted_once_and_undone_with_the_day_said(office: Office) -> None:
    pair, client = of_two(office), signed_in(office.aigul)
    url = f"/app/same/{pair.code}/"
    words = words_of(client.post(url, {"goes_on": pair.other.code}, follow=True))
    assert "You can undo this until:" in words
    assert Child.objects.get(same_as__isnull=False).same_as == pair.other
    assert "Nobody waits for a decision." in words_of(client.get("/app/same/"))
    for code in (pair.one.code, pair.other.code):
        assert client.get(f"/app/c/{code}/").status_code == 200
    decision = SameDecision.objects.get()
    words = words_of(client.post(f"/app/same/decisions/{decision.code}/undo/", follow=True))
    assert "These are two children again." in words
    assert not Child.objects.exclude(same_as=None).exists()


def test_after_thirty_days_a_sentence_says_whom_to_ask(office: Office) -> None:
    pair, client = of_two(office), signed_in(office.aigul)
    client.post(f"/app/same/{pair.code}/", {"decision": "both"})
    decision = SameDecision.objects.get()
    with clock.standing_at(clock.now() + timedelta(days=31)):
        later = signed_in(office.aigul)
        words = words_of(later.get(f"/app/same/{pair.code}/"))
        assert "Ask a supervisor or the head of your organisation" in words
        assert "undo" not in words.split("More than 30 days")[1][:200]
        later.post(f"/app/same/decisions/{decision.code}/undo/")
        assert Child.objects.exclude(same_as=None).exists()
        signed_in(office.saule).post(f"/app/same/decisions/{decision.code}/undo/")
    assert not Child.objects.exclude(same_as=None).exists()


def test_two_different_children_leave_the_queue_and_can_be_looked_at_again(office: Office) -> None:
    pair, client = of_two(office), signed_in(office.saule)
    client.post(f"/app/same/{pair.code}/", {"decision": "different"})
    assert pair.one.code not in words_of(client.get("/app/same/"))
    assert pair.one.code in words_of(client.get("/app/same/?show=different"))
    assert "Somebody has decided on this pair meanwhile" in words_of(
        client.post(f"/app/same/{pair.code}/", {"decision": "different"}, follow=True)
    )
    client.post(f"/app/same/{pair.code}/reopen/")
    assert pair.one.code in words_of(client.get("/app/same/?show=nonsense"))


def test_two_who_were_found_are_compared_and_the_pair_says_where_they_met(office: Office) -> None:
    one, other, client = named(office, CYRILLIC), named(office, LATIN), signed_in(office.aigul)
    page = text_of(client.post("/app/find/", {"text": CYRILLIC}))
    form = next(form for form in forms_of(page) if form.action == "/app/same/compare/")
    assert {*form.values["one"], *form.values["other"]} == {one.code, other.code}
    words = words_of(client.post(form.action, form.sent, follow=True))
    assert one.code in words
    assert other.code in words
    assert Pair.objects.get().origin == "search"


def test_one_who_was_found_alone_and_two_for_who_may_not_decide_are_not_compared(office: Office) -> None:
    named(office, CYRILLIC)
    assert "/app/same/compare/" not in text_of(signed_in(office.aigul).post("/app/find/", {"text": CYRILLIC}))
    assert "/app/same/compare/" not in text_of(signed_in(office.nurzhan).post("/app/find/", {"text": CYRILLIC}))


@pytest.mark.parametrize("of_them", [True, False])
def test_one_code_twice_or_one_of_a_stranger_is_a_sentence_and_no_pair(office: Office, *, of_them: bool) -> None:
    one, theirs, client = named(office, CYRILLIC), named(office, LATIN, lead=office.lazzat), signed_in(office.aigul)
    chosen = {"one": one.code, "other": theirs.code if of_them else one.code}
    assert "Choose two records of different codes." in words_of(client.post("/app/same/compare/", chosen, follow=True))
    assert client.post("/app/same/compare/", {"one": theirs.code, "other": one.code}).status_code == 404
    assert client.post("/app/same/compare/", {}).status_code == 302
    assert client.get("/app/same/compare/").status_code == 302
    assert not Pair.objects.exists()


def test_the_decision_goes_through_also_where_the_names_stand_open(office: Office) -> None:
    pair, client = of_two(office), signed_in(office.aigul)
    url = f"/app/same/{pair.code}/"
    posted = [form.action for form in forms_of(text_of(client.post(f"{url}names/"))) if form.method == "post"]
    assert [action for action in posted if "same" in action] == [url]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_nobody_knows_does_not_agree(office: Office, language: str) -> None:
    one, other = named(office, CYRILLIC), named(office, LATIN)
    with translation.override(language):
        table = compared(office.aigul.actor, one, other).table
        unknown = gettext("not known")
        papers = next(row for row in table.rows if row.cells[0] == gettext("Has papers"))
        assert [str(cell.word if isinstance(cell, Chip) else cell) for cell in papers.cells[1:]] == [unknown] * 3


@pytest.mark.parametrize("posted", [{}, {"decision": "Canary"}, {"goes_on": "K7Q4-2MX9"}, {"goes_on": "\x00"}])
def test_a_button_that_is_none_changes_nothing(office: Office, posted: dict[str, str]) -> None:
    pair = of_two(office)
    assert signed_in(office.aigul).post(f"/app/same/{pair.code}/", posted).status_code == 302
    assert not SameDecision.objects.exists()
    assert Pair.objects.get().state == "open"


def test_sisters_come_into_one_family_file(office: Office) -> None:
    one = named(office, CYRILLIC)
    named(office, "Касымова Алия Маратовна", birth=Birth(year=2010))
    sought()
    url = f"/app/same/{Pair.objects.get().code}/"
    client = signed_in(office.aigul)
    assert "Neither child has a family file" in words_of(client.get(url))
    begin_family(by=office.aigul.actor, child=one, details=FamilyDetails())
    assert "The same child" not in words_of(client.get(url)).replace("May be the same child", "")
    client.post(url, {"decision": "family"})
    assert Child.objects.filter(family=None).count() == 0


@pytest.mark.safeguard("S17", "of a record elsewhere the page of a pair shows a code, an age or a reason")
def test_of_a_record_elsewhere_only_its_organisation_is_shown(office: Office) -> None:
    pair = across(office)
    for worker, own, other, there in (
        (office.aigul, "here", "there", "There"), (office.lazzat, "there", "here", "Here"),
    ):  # fmt: skip
        mine, theirs = (Child.objects.get(organisation__code=code) for code in (own, other))
        client = signed_in(worker)
        for url in ("/app/same/", f"/app/same/{pair.code}/"):
            words = words_of(client.get(url))
            assert (mine.code in words, theirs.code in words, there in words) == (True, False, True)
            assert "speaks" not in words.replace("much speaks for it", "").replace("Much speaks for it", "")
        assert not [name for name in NAMES if name in words_of(client.post(f"/app/same/{pair.code}/names/"))]
        client.post(f"/app/same/{pair.code}/", {"decision": "both"})
        client.post(f"/app/same/{pair.code}/", {"goes_on": mine.code})
    assert not SameDecision.objects.exists()
    assert signed_in(office.nurzhan).get(f"/app/same/{pair.code}/").status_code == 404


def test_two_organisations_ask_each_other_and_both_must_say_so(office: Office) -> None:
    pair = across(office)
    mine, theirs = (Child.objects.get(organisation__code=code) for code in ("here", "there"))
    asker, asked = signed_in(office.aigul), signed_in(office.lazzat)
    assert "Error" in asker.post(f"/app/same/{pair.code}/ask/", {"call": ""}).content.decode()
    asker.post(f"/app/same/{pair.code}/ask/", {"call": "Canarycall +7 000"})
    question = SameQuestion.objects.get()
    today = words_of(asked.get("/app/"))
    assert "Another organisation asks whether it is the same child" in today
    page = words_of(asked.get(f"/app/same/questions/{question.code}/"))
    assert "Canarycall +7 000" in page
    assert mine.code in page
    assert theirs.code in page
    assert theirs.code not in words_of(asker.get("/app/"))
    assert asker.get(f"/app/same/questions/{question.code}/").status_code == 302
    assert signed_in(office.nurzhan).get(f"/app/same/questions/{question.code}/").status_code == 404
    asked.post(f"/app/same/questions/{question.code}/", {"answer": "same"})
    assert not SameDecision.objects.exists()
    assert "They say: It is the same child" in words_of(asker.get(f"/app/same/{pair.code}/"))
    asker.post(f"/app/same/{pair.code}/own/", {"answer": "same"})
    assert SameDecision.objects.get().sameness == "both_kept"
    for client, other in ((asker, theirs), (asked, mine)):
        words = words_of(client.get(f"/app/same/{pair.code}/"))
        assert other.code not in words
        assert "You can undo this until:" in words
