"""The fast comparison of one name to many gives what the slow and obvious one gives."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.names import panah, read_rows
from benchmarks.ranking import Found, measured
from panah.engines.matching.comparing.candidates import NOTHING, Candidates
from panah.engines.matching.comparing.distance import Sounds, distance
from panah.engines.matching.comparing.evidence import points_between
from panah.engines.matching.names.reading import read_name, read_names
from panah.engines.matching.names.sounds import SOUNDS
from tests.engines.matching import names, reference


def points(one: str, other: str) -> int:
    return int(Candidates([read_name(other)]).points(read_name(one))[0])


@settings(deadline=None)
@given(st.text(alphabet=SOUNDS, max_size=12), st.lists(st.text(alphabet=SOUNDS, max_size=12), max_size=8))
def test_distances_are_those_of_the_reference(one: str, many: list[str]) -> None:
    slow = [reference.distance(one, other) for other in many]
    assert Sounds(many).distances(one).tolist() == slow
    assert [distance(one, other) for other in many] == slow


@settings(deadline=None)
@given(names.texts, st.lists(names.texts, max_size=6))
def test_points_are_those_of_the_reference(text: str, texts: list[str]) -> None:
    name, many = read_name(text), [read_name(other) for other in texts]
    assert Candidates(many).points(name).tolist() == [reference.points(name, other) for other in many]


@settings(deadline=None)
@given(names.texts, names.texts)
def test_a_comparison_has_no_direction(one: str, other: str) -> None:
    assert points(one, other) == points(other, one)


@settings(deadline=None)
@given(names.texts)
@example("AaaAe Қасымова Қасымова")  # a word is taken apart wherever it stands, or nowhere
def test_the_order_of_words_does_not_matter(text: str) -> None:
    words = [word for word in text.split() if word not in ("кызы", "оглы")]
    name = read_name(" ".join(words))
    turned = read_name(" ".join(reversed(words)))
    if len(name.words) == len(turned.words) == len(words):
        own = Candidates([name]).points(name)[0]
        assert Candidates([turned]).points(name)[0] == own


@pytest.mark.parametrize(
    ("one", "other"), [("", ""), ("", "Айгерим"), ("😀", "😀"), ("12", "12"), ("—", "Касымова Айгерим")]
)
def test_nothing_is_never_a_match(one: str, other: str) -> None:
    assert points(one, other) == NOTHING


def test_an_empty_pool_has_no_points() -> None:
    assert Candidates([]).points(read_name("Айгерим")).tolist() == []
    assert Candidates([read_name("")]).points(read_name("Айгерим")).tolist() == [NOTHING]


CROWD = [
    {"Qosimova Oygerim", "KASSYMOVA AIGERIM", "Қасымова Әйгерім", "ajgerim kasymova"},
    {"AKHMETOV NURSULTAN", "Ахметов Нұр-Сұлтан Болатұлы"},
    {"Юсупов Алихан", "JÜSIPOV ÄLİHAN"},
    {"BATYR GURBANOWIC CARYYEW", "Batyr Çaryýew"},
    {"Cəfərov Elmar Hüseyn oğlu"},
    {"Қасымова Әсем"}, {"Касымов Айгер"}, {"Айгерим Қалиева"}, {"Ахметов Нурлан"}, {"Юсупов Алишер"}, {"Чарыева Гозель"},
    {"Cəfərova Elmira"}, {""},
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("Айгерим Касымова", 0),
        ("ӘЙГЕРІМ Қасымова", 0),
        ("Касымова Айгерим Маратовна", 0),
        ("Нұр Сұлтан Ахметов", 1),
        ("Zhüsipov Älihan Maratuly", 2),
        ("Чарыев Батыр Гурбанович", 3),
        ("Джафаров Эльмар Гусейн оглы", 4),
    ],
)
def test_the_right_ones_of_a_crowd_come_first(asked: str, place: int) -> None:
    crowd = [name for group in CROWD for name in group]
    found = Candidates([read_name(name) for name in crowd]).points(read_name(asked))
    right = [points for name, points in zip(crowd, found, strict=True) if name in CROWD[place]]
    wrong = [points for name, points in zip(crowd, found, strict=True) if name not in CROWD[place]]
    assert min(right) > 180
    assert max(wrong) < 120


@pytest.mark.parametrize(
    ("nearer", "than", "to"),
    [
        ("Касымов Асан", "Касымов Үсен", "Қасымов Асан"),  # twins
        ("Касымова Дана", "Касымов Данияр", "Касымова Дана Маратовна"),  # sister and brother
        ("Иванова Анна", "Иванов Антон", "Ivanova Anna"),
        ("Касымов Асан Маратович", "Касымов Асан Болатович", "Касымов Асан Маратұлы"),  # namesakes
        ("Касымов А. М.", "Касымов Б. М.", "Касымов Асан Маратович"),
    ],
)
def test_like_names_of_two_people_are_told_apart(nearer: str, than: str, to: str) -> None:
    assert points(nearer, to) > points(than, to) + 50


def test_one_letter_and_500_characters_are_compared() -> None:
    assert points("А", "Айгерим") > points("А", "Бекзат")
    assert points("А" * 500, "А" * 500) > 0
    assert points("Касымова " * 60, "Касымова") > NOTHING


def found_in(folder: str) -> Found:
    queries, pool = (read_rows(names.DATA / folder / file) for file in ("queries.csv", "pool.csv"))
    owners = np.array([person for person, _ in pool])
    scores = panah([name for _, name in queries], [name for _, name in pool])
    return measured(scores, np.array([owners == person for person, _ in queries]))


@pytest.mark.slow
@pytest.mark.skipif(not names.DATA.exists(), reason="the names for development are not beside the repository")
@pytest.mark.parametrize("folder", ["kg_cyr_lat", "mn_cyr_lat"])
def test_real_names_are_found_across_scripts(folder: str) -> None:
    found = found_in(folder)
    assert found.recall_at_1 >= 0.995
    assert found.recall_at_10 >= 0.999
    assert found.average_precision >= 0.995
    assert found.recall_at_precision_99 >= 0.97


@settings(deadline=None)
@given(names.texts, st.lists(names.texts, max_size=5))
def test_what_agrees_is_the_best_of_each_word(asked: str, others: list[str]) -> None:
    one, read = read_name(asked), read_names(others)
    found = Candidates(read).agreed(one).tolist()
    for name, agreed in zip(read, found, strict=True):
        wanted = sum(max([0, *(points_between(word, other) for other in name.words)]) for word in one.words)
        assert agreed == wanted
