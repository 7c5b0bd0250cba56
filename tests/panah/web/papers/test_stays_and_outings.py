"""Papers that draw what they are given: of a house where children stay, and of an outing. No database is needed."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any

import pytest

from panah.web.papers import outings, stays
from panah.web.papers.press import Around, letter_of, press
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words
from tests.engines.paper import MOMENT, squeezed, words_in

LANGUAGES = ("kk", "ru", "en")
ADMISSION = stays.Admission(
    house="SH-04", code="K7Q4-2MX9", sex="Қыз", age="15–17", language="өзбекше", admitted="22.11.2026, 23:10",
    brought_by="Полиция қызметкері", letter="2026-0042", word="Қорғаншылық органы", medical_due="23.11.2026, 23:10",
    along=["Құжат жоқ", "Телефон #1 *сынған*"],
)  # fmt: skip
EXIT = stays.Exit(
    house="SH-04", code="K7Q4-2MX9", admitted_on=date(2026, 11, 22), left_on=date(2026, 12, 4),
    reason="Отбасына оралды", where="Туысының үйі", with_whom="Әжесі", call_on=date(2026, 12, 18), handed=["Төлқұжат"],
)  # fmt: skip
MONTH = stays.Month(
    "SH-04", "2026 ж. қараша", 30, 10, 214, 6,
    [stays.BySex("12–14", 2, 1), stays.BySex("15–17", 3, 0, 1)], [("Отбасына оралды", 3), ("Басқа үйге", 1)],
)  # fmt: skip
OUTING = outings.Outing(
    "Шымкент, Орталық базар", datetime(2026, 11, 22, 9, 0, tzinfo=UTC), datetime(2026, 11, 22, 13, 30, tzinfo=UTC),
    ["Әлеуметтік қызметкер, ҮЕҰ", "Педагог, білім бөлімі"], [stays.BySex("6–11", 4, 7), stays.BySex("12–14", 2, 5)],
    [outings.Referred("M3TT-0W6C", "Дағдарыс орталығы", "Баспана")], remark="Ұзақ «ескерту» №5.",
)  # fmt: skip


def pressed(sheet: Sheet, kind: str, language: str) -> str:
    words = Words(kind, language)
    return words_in(press().pdf(letter_of(sheet, words, Around(number="2026-0007", made_at=MOMENT)), MOMENT))


def values_of(given: Any) -> list[str]:
    """Every text of what was given, and every number that is printed as it is."""
    found = []
    for value in dataclasses.asdict(given).values():
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, date) and not isinstance(value, datetime):
            found.append(f"{value:%d.%m.%Y}")
        elif isinstance(value, list):
            found += [one for one in value if isinstance(one, str)]
    return [value for value in found if value]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("given", "kind", "draw"),
    [(ADMISSION, stays.ADMISSION, stays.admission), (EXIT, stays.EXIT, stays.exit_of), (MONTH, stays.MONTH, stays.month),
     (OUTING, outings.REPORT, outings.report)],
    ids=["admission", "exit", "month", "outing"],
)  # fmt: skip
def test_each_paper_holds_every_value_in_each_language(given: Any, kind: str, draw: Any, language: str) -> None:
    said = squeezed(pressed(draw(given, Words(kind, language)), kind, language))
    for value in values_of(given):
        assert squeezed(value) in said, value
    assert squeezed(Words(kind, language)["title"]) in said
    assert "[?]" not in said


def test_what_is_not_known_says_so() -> None:
    empty = stays.Admission("SH-04", "K7Q4-2MX9", "", "", "", "22.11.2026")
    said = pressed(stays.admission(empty, Words(stays.ADMISSION, "ru")), stays.ADMISSION, "ru")
    assert said.count("неизвестно") == 8
    assert "Ничего нет." in said
    nobody = stays.Month("SH-04", "ноябрь", 30, 0, 0, 0)
    said = pressed(stays.month(nobody, Words(stays.MONTH, "ru")), stays.MONTH, "ru")
    assert said.count("Никого.") == 2
    assert "—" in said


def test_figures_are_counted_once_and_right() -> None:
    assert (EXIT.nights, MONTH.occupancy) == (12, "71 %")
    said = pressed(stays.month(MONTH, Words(stays.MONTH, "ru")), stays.MONTH, "ru")
    assert "Всего 5 1 1 7" in said
    assert "Всего 4" in said


@pytest.mark.safeguard("S11", "an outing report names somebody who was not referred, or asks about papers")
def test_an_outing_has_no_place_for_a_name_or_a_citizenship() -> None:
    fields = {one.name for kind in (outings.Outing, outings.Referred, stays.BySex) for one in dataclasses.fields(kind)}
    assert not fields & {"name", "names", "citizenship", "status", "address", "phone"}
    said = pressed(outings.report(OUTING, Words(outings.REPORT, "kk")), outings.REPORT, "kk")
    assert "Көші-қон тексерісі жүргізілген жоқ." in said
    checked = dataclasses.replace(OUTING, check_reason="Полиция талап етті", tally=(), referred=())
    said = pressed(outings.report(checked, Words(outings.REPORT, "kk")), outings.REPORT, "kk")
    assert "Полиция талап етті" in said
    assert "жүргізілген жоқ" not in said
    assert "Ешкім жолданған жоқ." in said


@pytest.mark.safeguard("S12", "a paper of a house says where it is")
def test_no_paper_of_a_house_has_a_place_for_its_address() -> None:
    for kind in (stays.Admission, stays.Exit, stays.Month):
        assert not {one.name for one in dataclasses.fields(kind)} & {"address", "street", "place", "phone", "name"}
