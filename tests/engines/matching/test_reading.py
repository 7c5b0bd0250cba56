"""Every group is one name word as several orthographies write it; what differs between them costs little or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.names.endings import Ending
from panah.engines.matching.names.reading import LONGEST_WORD, MOST_WORDS, read_name, read_names
from panah.engines.matching.names.sounds import SOUNDS
from tests.engines.matching.reference import distance

SLIGHT = 30
ALIKE = 70

NEAR = [
    ["Қасымова", "Касымова", "Kassymova", "Qasymova", "Gasymowa", "KASYMOVA", "Касимова", "Қосимова", "Qosimova"],
    ["Әйгерім", "Айгерим", "Aigerim", "Aygerim", "Äigerım", "A'igerim", "Ayg'erim", "Ajgerim"],
    ["Жанар", "Zhanar", "Janar", "Джанар", "Dzhanar", "Djanar", "Ҷанар", "Žanar", "Dschanar"],
    ["Ахметов", "Akhmetov", "Axmetov", "Ahmetov", "Achmetow", "Аҳметов", "Ahmetow", "AHMETOW"],
    ["Шерзод", "Sherzod", "Şerzod", "Scherzod", "Šerzod", "Шерзад"],
    ["Чары", "Çary", "CARY", "Chary", "Tschary"],
    ["Ғани", "Гани", "Ghani", "Gʻani", "G'ani", "Ğani", "Ǵani"],
    ["Джафаров", "Cəfərov", "Jafarov", "Dzhafarov", "Ҹәфәров"],
    ["Гусейн", "Hüseyn", "Huseyn", "Хусейн", "Hussein"],
    ["Гулиев", "Quliyev", "Guliyev", "Quliev", "Кулиев"],
    ["Ўткир", "Oʻtkir", "O'tkir", "Уткир", "Ūtkir"],
    ["Йўлдош", "Yoʻldosh", "Yūldosh", "Юлдаш"],
    ["Худайгулыевна", "Hudaýgulyýewna", "HUDAYGULYYEWNA", "Khudaygulyevna"],
    ["Аширмамет", "Aşyrmämmet", "ASYRMAMMET", "Ashyrmammet"],
    ["Меңлібай", "Meňlibaý", "Менглибай", "Menglibay"],
    ["Юлия", "Yuliya", "Iuliia", "Julija", "Yulia"],
    ["Мария", "Maria", "Mariya", "Марья", "Marija"],
    ["Сергей", "Sergey", "Sergei", "Sergej", "Сергій"],
    ["Александр", "Aleksandr", "Alexandr", "ALEXANDER"],
    ["Щербаков", "Shcherbakov", "Schtscherbakow", "Shherbakov"],
    ["Жүсіпов", "Жусупов", "Zhusupov", "Jüsipov", "Юсупов"],
    ["Дәулет", "Даулет", "Daulet", "Dawlet", "Däulet", "Давлет"],
    ["Мұхаммед", "Мухаммед", "Муҳаммад", "Muxammad", "Mukhammed", "Muhammet"],
    ["Смайыл", "Smaiyl", "SMAYYL", "Смаил"],
    ["Бижан", "Bijan", "Bizhan", "Bïjan"],
    ["Бақытжан", "Bakytzhan", "Baqytjan", "Бахытжан", "Bakytschan"],
    ["Досжан", "Doszhan", "Dosjan", "Dosschan"],
    ["Жеңіс", "Женис", "Zhenis", "Jeñis", "Zhengis"],
    ["Татьяна", "Tatyana", "Tatjana", "Татяна"],
    ["Асхат", "Askhat", "Ashat", "Asxat"],
    ["Васильев", "Vasilev", "Vasilyev", "Wassiljew"],
    ["Юрьевич", "Yurevich", "Yuryevich", "Yurievich"],
    ["Пётр", "Petr", "Pyotr", "Peter"],
]
SAME_FATHER = [
    ("Касымович", "Қасымұлы", Ending.PATRONYMIC_MALE, Ending.SON_OF),
    ("Касымовна", "Қасымқызы", Ending.PATRONYMIC_FEMALE, Ending.DAUGHTER_OF),
    ("Qosim oʻgʻli", "Qosimovich", Ending.SON_OF, Ending.PATRONYMIC_MALE),
    ("Юсиф оглы", "Yusif oğlu", Ending.SON_OF, Ending.SON_OF),
    ("Нурулла кызы", "Nurulla qızı", Ending.DAUGHTER_OF, Ending.DAUGHTER_OF),
    ("Бакир уулу", "Bakiruulu", Ending.SON_OF, Ending.SON_OF),
    ("Gurbanowiç", "GURBANOWIC", Ending.PATRONYMIC_MALE, Ending.PATRONYMIC_MALE),
]
CLASSES = [
    ("Қасымова", "qasIm", Ending.FAMILY_FEMALE), ("Orazow", "oraz", Ending.FAMILY_MALE),
    ("Исмоилзода", "ismoyl", Ending.CHILD_OF), ("Поклонская", "poklon", Ending.ADJECTIVE_FEMALE),
    ("Невский", "nev", Ending.ADJECTIVE_MALE), ("Әйгерім", "Aygerim", Ending.NONE),
    ("Ев", "ev", Ending.NONE), ("Hudaýguly", "hudaygulI", Ending.NONE),
    ("Гурбангулы", "gurbaNulI", Ending.NONE),
]  # fmt: skip


@pytest.mark.parametrize("spellings", NEAR, ids=lambda group: group[0])
def test_spellings_of_one_word_lie_near_to_the_first(spellings: list[str]) -> None:
    first = read_name(spellings[0]).words[0]
    for spelling in spellings[1:]:
        (word,) = read_name(spelling).words
        cost = min(distance(one, other) for one in first.roots for other in word.roots)
        assert cost <= (SLIGHT if spelling in ("ALEXANDER", "Vasilyev") else ALIKE), (
            spelling,
            first.roots,
            word.roots,
            cost,
        )
        assert word.ending is first.ending


@pytest.mark.parametrize(("one", "other", "first", "second"), SAME_FATHER)
def test_the_name_of_one_father_has_one_root(one: str, other: str, first: Ending, second: Ending) -> None:
    (own,), (their,) = read_name(one).words, read_name(other).words
    assert (own.ending, their.ending) == (first, second)
    assert distance(own.root, their.root) <= SLIGHT


@pytest.mark.parametrize(("text", "root", "ending"), CLASSES)
def test_the_end_of_a_word_says_what_it_is(text: str, root: str, ending: Ending) -> None:
    (word,) = read_name(text).words
    assert (word.root, word.ending) == (root, ending)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Саpсенова", "Сарсенова"), ("Rаhim", "Rahim"), ("Faни", "Ғани"), ("ТРОФIМОB", "ТРОФІМОВ"), ("Ëров", "Ёров")],
)
def test_look_alike_letters_are_repaired(typed: str, meant: str) -> None:
    assert read_name(typed).words[0].roots == read_name(meant).words[0].roots


@pytest.mark.parametrize("text", ["", "   ", "😀", "—", "…'ʻ", "ьъ", "12345", "محمد", "()", "\x00", "́"])
def test_a_text_that_cannot_be_read_has_no_words(text: str) -> None:
    assert not read_name(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("АйгеримКасымова", ["Айгерим", "Касымова"]),
        ("Касымова, Айгерим", ["Касымова", "Айгерим"]),
        ("SHarshenbek", ["SHarshenbek"]),
        ("Айгерим2 😀 Касымова", ["Айгерим", "Касымова"]),
        ("Султан-Галиев", ["СултанГалиев"]),
        ("ОМУРБЕКОВ Курманбек – Фракция «Ар", ["ОМУРБЕКОВ", "Курманбек"]),
        ("Иван Петров Ivan Petrov", ["Иван", "Петров"]),
        ("Абай Абай", ["Абай", "Абай"]),
        ("— Айгерим", ["Айгерим"]),
        ("  Oʻtkir\tQosimov ", ["O'tkir", "Qosimov"]),
    ],
)
def test_words_are_found(text: str, written: list[str]) -> None:
    assert [word.text for word in read_name(text).words] == written


@pytest.mark.parametrize(
    ("text", "initials"), [("А.", 1), ("А", 1), ("Ш. Д. Касымова", 2), ("Sh. Kasymova", 1), ("Ли", 0), ("А. кызы", 1)]
)
def test_initials_are_known_as_such(text: str, initials: int) -> None:
    assert sum(word.is_initial for word in read_name(text).words) == initials


def test_long_texts_are_cut_and_never_refused() -> None:
    assert len(read_name("А Б В Г Д Е Ж З И").words) == MOST_WORDS
    assert len(read_name("Абв " * 125).words) == 1
    (word,) = read_name("Аб" * 250).words
    assert len(word.root) == LONGEST_WORD
    assert not read_name("1" * 500 + " Айгерим")


def test_many_are_read_as_one_by_one() -> None:
    texts = ["Касымова Айгерим", "", "Қосимова Ойгерим", "Касымова"]
    assert read_names(texts) == [read_name(text) for text in texts]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_into_known_sounds(text: str) -> None:
    for word in read_name(text).words:
        assert word.roots
        assert word.whole
        assert all(sound in SOUNDS for root in (*word.roots, word.whole) for sound in root)
        assert all(word.roots)


@settings(deadline=None)
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыьэюяәғқңөұүһі -'", max_size=40))
def test_case_does_not_matter(text: str) -> None:
    lower, upper = read_name(text.lower()), read_name(text.upper())
    assert [word.roots for word in lower.words] == [word.roots for word in upper.words]
