"""The code lists are whole: every code in every language, once, with its mark and source."""

import dataclasses
import re

import pytest
from django import forms
from django.utils import translation

from panah.foundation.reference.codes import (
    LANGUAGES,
    MARKS,
    NEIGHBOURS,
    FaultyContent,
    code_list,
    code_list_names,
    content_files,
    content_table,
    country_choices,
    country_label,
)
from panah.foundation.reference.codes import _row as row_of

# Words that blame, or that name a person by the harm done.
BLAMING = re.compile(
    r"жезөкше|проститутк|нелегал|prostitut(?!ion)|illegal(?!ly| adoption)|бродяг|безнадзорн", re.IGNORECASE
)
OUR_OWN_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
LOOK_ALIKE = re.compile("[a-z][а-я]|[а-я][a-z]", re.IGNORECASE)


@pytest.mark.parametrize("name", code_list_names())
def test_every_code_has_words_in_every_language_a_mark_and_a_source(name: str) -> None:
    codes = code_list(name)
    assert codes.codes
    for row in (codes.title, *codes.rows.values()):
        assert all(row.labels[language].strip() for language in LANGUAGES), row.code
        assert row.mark in MARKS
        assert row.source


NAMES = ("htcds_values", "social_networks")  # names of programs and networks are not translated


@pytest.mark.parametrize("name", code_list_names())
def test_words_are_in_their_own_letters_and_blame_nobody(name: str) -> None:
    for row in code_list(name).rows.values():
        for text in row.labels.values():
            assert text == text.strip()
            assert not BLAMING.search(text), (row.code, text)
            assert not LOOK_ALIKE.search(text), (row.code, text)
        if name not in NAMES:
            assert not re.fullmatch("[A-Za-z ,.]+", row.labels["ru"]), row.code


def test_kazakh_words_are_not_russian_words_left_untranslated() -> None:
    """The same word in both languages is right for names and loans only, so few rows may have it."""
    rows = [row for name in code_list_names() for row in code_list(name).rows.values()]
    same = [row.code for row in rows if row.labels["kk"] == row.labels["ru"]]
    assert len(same) < len(rows) * 0.05, same
    assert sum(bool(OUR_OWN_KAZAKH.search(row.labels["kk"])) for row in rows) > len(rows) * 0.85


def test_a_list_of_the_crosswalk_gives_its_other_columns() -> None:
    assert code_list("exploitation_types").row("forced_begging").extra["htcds"] == "ForcedBegging"
    assert "htcds" not in code_list("category").row("other_at_risk").extra  # S6: neither a victim nor not a victim
    assert code_list("age_band").row("12_14").extra["to_year"] == 14


def test_crosswalk_values_exist_in_the_standard() -> None:
    standard = {(row.extra["list"], row.extra["value"]) for row in code_list("htcds_values").rows.values()}
    columns = {
        "exploitation_types": "exploitation",
        "control_methods": "control",
        "recruiter_relations": "relationship",
        "category": "trafficking_status",
        "victim_status": "trafficking_status",
        "organisation_kinds": "organisation_type",
        "sex": "gender",
    }
    for name, standard_list in columns.items():
        values = [row.extra["htcds"] for row in code_list(name).rows.values() if "htcds" in row.extra]
        assert values, name
        assert all((standard_list, value) in standard for value in values), name


def test_the_standard_is_carried_over_whole() -> None:
    fields = code_list("htcds_fields").rows.values()
    assert (len(fields), sum(field.extra["core"] for field in fields)) == (84, 40)
    assert sum(field.extra["core"] and not field.extra["deprecated"] for field in fields) == 38
    known = {(row.extra["list"], row.extra["value"]) for row in code_list("htcds_values").rows.values()}
    for field in fields:
        assert all((field.extra["value_list"], value) in known for value in field.extra.get("values", [])), field.code


def test_the_lists_have_the_sizes_that_the_design_names() -> None:
    sizes = {"indicators": 101, "service_types": 9, "public_signs": 13, "control_methods": 17, "assessment_domains": 8}
    assert {name: len(code_list(name).codes) for name in sizes} == sizes
    assert code_list("answer_status").codes == ("received", "being_looked_into", "specialist_working", "need_to_talk")


def test_references_between_lists_hold() -> None:
    services = code_list("service_types")
    for name in ("need_types", "nrm_services", "special_social_services"):
        used = {row.extra["service_type"] for row in code_list(name).rows.values() if "service_type" in row.extra}
        assert used <= set(services.codes), name
    indicators, dimensions = code_list("indicators"), code_list("dimensions")
    assert {row.extra["dimension"] for row in indicators.rows.values()} == set(dimensions.codes)
    assert {row.extra.get("indicator", "OS01") for row in code_list("public_signs").rows.values()} <= set(
        indicators.codes
    )
    assert sum(row.extra["immediate"] for row in indicators.rows.values()) == 6


@pytest.mark.parametrize(
    ("language", "label"), [("kk", "Заң көмегі"), ("ru", "Юридическая помощь"), ("en", "Legal help")]
)
def test_a_label_follows_the_language_of_the_reader(language: str, label: str) -> None:
    services = code_list("service_types")
    with translation.override(language):
        assert services.label("legal") == label
    assert services.label("legal", language) == label


def test_a_language_without_words_falls_back_and_an_unknown_code_stays_readable() -> None:
    assert code_list("risk").label("high", "uz") == code_list("risk").label("high", "kk")
    assert code_list("service_types").label("of_old_days") == "of_old_days"


def test_choices_made_at_import_speak_the_language_of_the_page() -> None:
    field = forms.ChoiceField(choices=code_list("risk").choices())
    with translation.override("ru"):
        assert "Высокий" in str(field.widget.render("risk", "high"))
    with translation.override("kk"):
        assert "Жоғары" in str(field.widget.render("risk", "high"))
    assert field.clean("high") == "high"


def test_a_row_may_explain_itself_in_a_longer_sentence() -> None:
    assert code_list("risk").row("low").hint("ru") == "Вред маловероятен, нужна поддержка"
    assert code_list("sex").row("male").hint("ru") == ""


def test_several_labels_come_in_the_order_of_the_list() -> None:
    assert code_list("safe_time").labels(["evening", "later", "morning"], "en") == ["Morning", "Evening", "later"]


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("UZ", "kk", "Өзбекстан"),
        ("UZ", "uz", "Oʻzbekiston"),
        ("KG", "ru", "Кыргызстан"),
        ("TJ", "tg", "Тоҷикистон"),
        ("KZ", "en", "Kazakhstan"),
        ("??", "kk", "??"),
    ],
)
def test_countries_are_named_in_the_language(code: str, language: str, label: str) -> None:
    assert country_label(code, language) == label


def test_countries_of_the_region_come_first_and_groups_of_countries_never() -> None:
    choices = country_choices("ru")
    assert tuple(code for code, _ in choices[:6]) == NEIGHBOURS
    assert [label for _, label in choices[6:9]] == ["Австралия", "Австрия", "Азербайджан"]
    assert not {"EU", "UN", "ZZ"} & {code for code, _ in choices}


@pytest.mark.parametrize("fault", [{"kk": ""}, {"mark": "X"}, {"src": ""}, {"code": ""}, {"hint": {"kk": "а"}}])
def test_a_faulty_row_is_named(fault: dict[str, object]) -> None:
    entry = {"code": "a", "kk": "а", "ru": "а", "en": "a", "mark": "P", "src": "own"}
    with pytest.raises(FaultyContent, match="planted"):
        row_of("planted", {**entry, **fault})


def test_rows_cannot_be_changed_by_accident() -> None:
    row = code_list("sex").row("female")
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.code = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        row.extra["htcds"] = "x"  # type: ignore[index]


def test_content_is_read_once() -> None:
    assert content_table("codelists/sex.toml") is content_table("codelists/sex.toml")


def test_every_place_has_a_code_of_its_own_a_mark_and_names() -> None:
    tables = [content_table(path) for path in content_files("places")]
    regions = [region for table in tables for region in table["regions"]]
    places = [*regions, *(district for region in regions for district in region.get("districts", []))]
    codes = [place["code"] for place in places]
    assert len(codes) == len(set(codes)) == 20 + 71 + 14 + 9 + 5 + 6
    for place in places:
        assert place["mark"] in MARKS
        assert len(place["code"]) <= 12
        assert all(place[language].strip() for language in LANGUAGES)
        assert not any(LOOK_ALIKE.search(place[language]) for language in LANGUAGES), place["code"]


def test_a_row_that_speaks_of_a_child_has_other_words_for_a_grown_person() -> None:
    facts = code_list("disclosed_facts")
    assert (facts.label("child_name", "en"), facts.label_of_grown("child_name", "en")) == (
        "The child’s name",
        "The name",
    )
    assert facts.label_of_grown("home", "kk") == facts.label("home", "kk")  # alike for everybody
    assert facts.label_of_grown("renamed") == "renamed"
