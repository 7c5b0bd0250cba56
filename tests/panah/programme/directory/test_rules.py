from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.programme.directory import rules
from panah.programme.directory.codes import Recognition, RecognitionReason, TraineeSector
from panah.programme.directory.rules import Facts, recognised

SAULE = Facts("Сәуле Ахметқызы Үлгібаева", "p1", TraineeSector.EDUCATION, "№12 мектеп", "KZ-311", "female")
SAME, MAYBE, ANOTHER = Recognition.SAME, Recognition.MAYBE, Recognition.ANOTHER


@pytest.mark.parametrize(
    ("changed", "thought"),
    [
        ({}, SAME),
        ({"name": "Saule Ulgibayeva"}, SAME),  # other script, no father's name, one telephone
        ({"name": "Үлгібаева Сауле", "workplace": "", "place": "", "sector": None}, SAME),
        ({"name": "Сауле Улгибаева", "phone": ""}, SAME),  # no telephone, all else fits
        ({"name": "Сауле Улгибаева", "phone": "", "workplace": "Школа 12"}, SAME),
        ({"name": "Сауле Улгибаева", "phone": "p2"}, MAYBE),  # another telephone
        ({"name": "Сауле Улгибаева", "phone": "", "sector": TraineeSector.HEALTH}, MAYBE),
        ({"name": "Сауле Улгибаева", "phone": "", "workplace": "№7 мектеп"}, MAYBE),  # one town and sector
        ({"name": "Сауле Улгибаева", "phone": "", "workplace": "№7 мектеп", "place": "KZ-312"}, ANOTHER),
        ({"name": "Ерлан Үлгібаев", "sex": "male"}, MAYBE),  # the telephone of a school or a family
        ({"name": "Сәуле Ахметқызы Үлгібаева", "sex": "male"}, MAYBE),
        ({"name": "Сәуле Болатқызы Үлгібаева", "phone": ""}, ANOTHER),  # another father
        ({"name": "Гүлнар Садыкова", "phone": ""}, ANOTHER),
        ({"name": "Гүлнар Садыкова", "earlier_names": ("Сәуле Үлгібаева",), "phone": ""}, SAME),  # before a wedding
        ({"name": "С. Үлгібаева", "phone": ""}, MAYBE),  # an initial is no whole word: sisters teach at one school
        ({"name": "С. Үлгібаева", "phone": "", "workplace": "№7 мектеп"}, ANOTHER),
        ({"name": "С. Үлгібаева"}, SAME),
        ({"name": "Үлгібаева"}, MAYBE),  # one word and the telephone of the school
        ({"name": "Үлгібаева", "phone": ""}, MAYBE),
        ({"name": "Үлгібаева", "phone": "", "place": ""}, ANOTHER),
        ({"name": "Сауле Улгибаева", "phone": "", "workplace": "№12 балабақша"}, MAYBE),  # no school 12
    ],
)
def test_who_is_one_person(changed: dict[str, object], thought: Recognition) -> None:
    other = replace(SAULE, **changed)  # type: ignore[arg-type]
    assert recognised(SAULE, other).recognition is thought
    assert recognised(other, SAULE).recognition is thought


def test_a_verdict_says_why() -> None:
    verdict = recognised(SAULE, replace(SAULE, name="Сауле Улгибаева", phone="p2"))
    assert RecognitionReason.SAME_NAME in verdict.reasons
    assert RecognitionReason.OTHER_TELEPHONE in verdict.reasons
    assert RecognitionReason.SAME_WORKPLACE in verdict.reasons


@pytest.mark.parametrize("written", ["№12 мектеп", "12 школа", "Школа № 12", "School No. 12", "№12мектеп"])
def test_one_workplace_under_its_spellings(written: str) -> None:
    assert rules.workplace_key(written) == rules.workplace_key("№ 12 мектеп")


@pytest.mark.parametrize(
    "written", ["№12 балабақша", "№12 емхана", "№1122 мектеп", "Школа № 122", "Школа № 13", "12", "Үміт орталығы"]
)
def test_another_workplace_of_the_same_number(written: str) -> None:
    assert rules.workplace_key(written) != rules.workplace_key("№ 12 мектеп")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Айгерім Үлгібаева", "Ulgibayeva Aigerim"),
        ("А. Үлгібаева", "Айгерім Үлгібаева"),  # an initial
        ("Ан Ю", "Ю Ан"),  # two short words without sounds to spare
        ("Ли", "Li"),  # one word
    ],
)
def test_two_ways_of_writing_a_name_meet(one: str, other: str) -> None:
    assert rules.meeting_keys(one) & rules.meeting_keys(other)


def test_an_empty_workplace_is_like_none() -> None:
    one = replace(SAULE, phone="", workplace="", sector=None)
    assert recognised(one, one).recognition is ANOTHER


@pytest.mark.parametrize("written", ["8 701 111 22 33", "+7 (701) 111-22-33", "87011112233", "7701 1112233"])
def test_a_telephone_is_one_in_any_way_of_writing(written: str) -> None:
    assert rules.full_phone(written) == "+77011112233"


@pytest.mark.parametrize("written", ["", "12", "нет", "8 701 111 22 33 доб. 5", "телефона нет"])
def test_what_is_no_telephone_has_no_mark(written: str) -> None:
    assert rules.full_phone(written) == ""
    assert rules.phone_mark(b"k" * 32, written) == ""


def test_a_mark_needs_its_key() -> None:
    assert rules.phone_mark(b"k" * 32, "87011112233") == rules.phone_mark(b"k" * 32, "+77011112233")
    assert rules.phone_mark(b"k" * 32, "87011112233") != rules.phone_mark(b"l" * 32, "87011112233")


@pytest.mark.parametrize("text", ["", "   ", "12", "Айгүл 2", "а" * 161, "!!"])
def test_what_is_no_name(text: str) -> None:
    assert not rules.is_a_name(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gets_a_verdict_and_it_is_symmetric(one: str, other: str) -> None:
    ours, theirs = Facts(one, "p"), Facts(other, "p")
    assert recognised(ours, theirs).recognition is recognised(theirs, ours).recognition
    assert all(len(key) <= 60 for key in rules.keys_of(one))
