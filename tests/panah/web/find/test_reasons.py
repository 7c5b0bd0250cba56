"""Why somebody was found, and to whom the words of a name are shown; what is found while a name is being typed."""

import pytest

from panah.casework.people.actions import SpokenName
from panah.casework.people.queries.finding import typing
from panah.casework.people.rules import Birth
from panah.engines.matching.births import BirthAgreement
from panah.engines.matching.comparing.verdicts import Code
from panah.foundation.security.models import AuditEvent
from panah.web.components.reasons import WORDS
from tests.panah.casework.cases.office import Office, Worker, opened
from tests.panah.web.cases.visiting import reads, signed_in, text_of, words_of

KAZAKH, UZBEK = "ӘЙГЕРІМ Қасымова", "Qosimova Oygerim"


def searched(worker: Worker, text: str, **more: str) -> str:
    return words_of(signed_in(worker).post("/app/find/", {"text": text} | more))


def typed(worker: Worker, text: str) -> str:
    return words_of(signed_in(worker).post("/app/find/typed/", {"text": text}))


def test_every_reason_has_a_sentence() -> None:
    assert set(WORDS) == {*Code, *BirthAgreement}


def test_one_child_in_two_orthographies_is_found_with_reasons(office: Office) -> None:
    first = opened(office, "form-1", names=(SpokenName(KAZAKH),), birth=Birth(year=2014))
    second = opened(office, "form-2", names=(SpokenName(UZBEK),), birth=Birth(year=2015))
    opened(office, "form-3", names=(SpokenName("Мадина Касымова"),))
    words = searched(office.aigul, "Айгерим Касымова", year="2014")
    assert first.code in words
    assert second.code in words
    assert "Found: 2" in words
    assert "Same word, written otherwise: Касымова – Қасымова" in words
    assert "Nearly the same word: Касымова – Qosimova" in words
    assert words.count("Same year of birth") == 1
    assert words.count("Year of birth beside") == 1


@pytest.mark.safeguard("S17", "a search shows the names of children with whom the searcher does not work")
def test_whoever_may_not_read_names_sees_reasons_without_words(office: Office) -> None:
    case = opened(office, names=(SpokenName(f"{UZBEK} Karimovna"),))
    shown = searched(office.aigul, "Айгерим Касымова")
    assert "Qosimova" in shown
    assert "Karimovna" not in shown, "what was not asked for is not shown to anybody"
    for worker in (office.nurzhan, office.lazzat):
        words = searched(worker, "Айгерим Касымова")
        assert case.code not in words
        assert "Qosimova" not in words
        assert "Same word" not in words


def test_while_typing_beginnings_find_own_cases_in_any_script(office: Office) -> None:
    case = opened(office, names=(SpokenName(UZBEK),))
    for text in ("Қас", "айге", "кас айг", "OYGER", "Касымова Айгерим"):
        words = typed(office.aigul, text)
        assert case.code in words, text
        assert "Qosimova" in words or "Oygerim" in words
    assert "None of your own cases" in typed(office.aigul, "Мади")


@pytest.mark.safeguard("S17", "whoever types letters learns of children with whom they do not work")
def test_while_typing_nobody_else_is_found_or_hinted_at(office: Office) -> None:
    opened(office, names=(SpokenName(UZBEK),))
    for worker in (office.nurzhan, office.lazzat, office.gulnar):
        assert typed(worker, "Касымова Айгерим") == typed(worker, "Никого Такого")
    assert not AuditEvent.objects.filter(verb="find").exists()


def test_what_was_shown_while_typing_is_a_row_without_its_words(office: Office) -> None:
    case = opened(office, names=(SpokenName(UZBEK),))
    typed(office.aigul, "Касым")
    event = AuditEvent.objects.get(verb="find")
    assert (event.fields, event.count) == ([case.code], 1)
    assert reads() == []


@pytest.mark.parametrize("text", ["", "Ка", "1234", "🙂🙂🙂", "К" * 500, "Ка\x00с", "К а"])
def test_less_than_three_letters_and_what_is_no_name_find_nothing_while_typing(office: Office, text: str) -> None:
    opened(office, names=(SpokenName("Касымова Айгерим"),))
    answer = signed_in(office.aigul).post("/app/find/typed/", {"text": text})
    assert answer.status_code == 200
    assert "/app/c/" not in text_of(answer)


def test_above_two_thousand_files_whole_words_alone_are_tried_and_that_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(office, names=(SpokenName(UZBEK),))
    monkeypatch.setattr(typing, "MOST_FILES", 0)
    assert case.code not in typed(office.aigul, "Касы")
    assert case.code in typed(office.aigul, "Касымова")
    assert "only whole words are tried" in typed(office.aigul, "Касы")


def test_the_piece_of_the_page_asked_as_a_page_leads_to_the_page(office: Office) -> None:
    assert signed_in(office.aigul).get("/app/find/typed/").status_code == 302


@pytest.mark.parametrize(
    "text", ["Касымова А.", "А. Касымова", "Айгерим", "Касымова", "Aйгepим KACЫMOBA", "касымова-омарова"]
)
def test_part_of_a_name_initials_and_look_alike_letters_find_it(office: Office, text: str) -> None:
    case = opened(office, names=(SpokenName("Касымова-Омарова Айгерим" if "-" in text else "Касымова Айгерим"),))
    assert case.code in searched(office.aigul, text)


@pytest.mark.parametrize("text", ["А", "А.", "7", "2014", "🙂", "ъь"])
def test_a_letter_or_a_sign_finds_nobody_by_name(office: Office, text: str) -> None:
    case = opened(office, names=(SpokenName("Касымова Айгерим"),))
    assert case.code not in searched(office.aigul, text)


def test_siblings_are_no_match(office: Office) -> None:
    case = opened(office, names=(SpokenName("Касымова Мадина Ерлановна"),))
    assert case.code not in searched(office.aigul, "Касымов Данияр Ерланович")
    assert case.code not in searched(office.aigul, "Касымова Айгерим Ерлановна")
