"""A list of what champions did: merged headings, mixed days, links with marks; all or nothing, and twice makes nothing twice."""

import io

import pytest
import xlsxwriter

from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import CellFault
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.security.access import NotPermitted
from panah.programme.champions.actions.listing import import_acts
from panah.programme.champions.codes import ActType
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.queries.listing import COLUMNS, ActPlan, plan_of_acts
from panah.programme.directory.codes import ListFault
from panah.programme.directory.queries import heading_phrases, read_list, sentence_of
from tests.panah.programme.bureau import Bureau

POST = "https://www.instagram.com/p/Cabc123/"
ROWS = (
    (
        "1", "Үлгібаева Перизат", "Қызылорда обл.", "пост", "05.03.2024", POST + "?utm_source=ig&igshid=1", "", "", "",
        "қазақша", "120", "30", "1 200", "",
    ),
    ("2", "Перизат Улгибаева", "", "публикация", "6 марта 2024 г.", "https://t.me/ulgi/15", "", "", "", "рус", "", "", "", ""),
    (
        "3", "Үлгібаева Перизат", "", "сынып сағаты", "2024 ж. 12 наурыз", "", "Қызылорда қаласы", "№5 мектеп", "мектеп",
        "қаз", "10", "12", "45", "Үлгі әкімдігі",
    ),
    (
        "4", "Улгибаев Ерлан", "г. Шымкент", "акция", "2024-04-02", "", "Шымкент", "«Самал» базары", "рынок", "қаз/орыс",
        "40", "40", "0", "акимат",
    ),
)  # fmt: skip
AGAIN = (
    "5", "Улгибаев Ерлан", "г. Шымкент", "пост", "2024-04-03", "http://m.instagram.com/p/Cabc123?igsh=xyz", "", "", "", "рус",
    "", "", "", "",
)  # fmt: skip


def listed(*rows: tuple[str, ...]) -> PlainList:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:N1", "Белсенділер ісі / Активность чемпионов, 2024")
        sheet.merge_range("K3:M3", "Охват (примерно)")
        for column, words in enumerate(
            (
                "№",
                "ФИО активиста",
                "Өңірі",
                "Вид активности",
                "Күні",
                "Ссылка",
                "Район, город",
                "Место",
                "Вид площадки",
                "Тілі",
            )
        ):
            sheet.merge_range(2, column, 3, column, words)
        for column, words in ((10, "женщины"), (11, "мужчины"), (12, "дети, молодежь")):
            sheet.write(3, column, words)
        sheet.merge_range("N3:N4", "С местной властью")
        for line, row in enumerate(rows or ROWS, start=4):
            sheet.write_row(line, 0, row)
    found = read_list(target.getvalue(), "acts.xlsx", heading_phrases(COLUMNS))
    assert isinstance(found, PlainList), found
    return found


def test_a_list_becomes_champions_and_what_they_did(bureau: Bureau) -> None:
    report = import_acts(by=bureau.madina.actor, plain=listed())
    assert (report.rows, report.new_champions, report.new_acts, report.standing) == (4, 2, 4, 0)
    assert set(Champion.objects.values_list("adult__name", "region")) == {
        ("Үлгібаева Перизат", "KZ-43"), ("Улгибаев Ерлан", "KZ-79"),
    }  # fmt: skip
    talk = Act.objects.get(type=ActType.EVENT, spot="№5 мектеп")
    assert (talk.venue, talk.language, talk.reached, talk.authority) == ("school", "kk", 67, "Үлгі әкімдігі")
    assert Act.objects.get(link_key__contains="Cabc123").link == "https://www.instagram.com/p/Cabc123/"


def test_the_same_list_twice_makes_nothing_twice(bureau: Bureau) -> None:
    import_acts(by=bureau.madina.actor, plain=listed())
    again = import_acts(by=bureau.madina.actor, plain=listed())
    assert (again.new_champions, again.new_acts, again.standing) == (0, 0, 4)
    assert (Champion.objects.count(), Act.objects.count()) == (2, 4)


def test_a_post_that_somebody_else_recorded_is_not_counted_again(bureau: Bureau) -> None:
    report = import_acts(by=bureau.madina.actor, plain=listed(*ROWS, AGAIN))
    assert (report.rows, report.new_acts) == (4, 4)
    later = import_acts(by=bureau.madina.actor, plain=listed(AGAIN))
    assert (later.new_acts, later.standing) == (0, 1)


def test_every_fault_is_told_at_once_and_nothing_is_written(bureau: Bureau) -> None:
    faulty = (
        ROWS[0],
        ("2", "Үлгібаева 2", "", "ойын", "32.13.2024", "жоқ", "Атлантида", "", "", "французша", "көп", "", "", ""),
        ("3", "Үлгібаева Айгүл", "", "пост", "01.01.2099", "", "", "", "", "қаз", "", "", "", ""),
        ("4", "Үлгібаева Айгүл", "", "дәріс", "05.03.2024", "", "", "", "", "қаз", "", "", "", ""),
    )
    with pytest.raises(FaultyFile) as caught:
        import_acts(by=bureau.madina.actor, plain=listed(*faulty))
    told = [(fault.row, fault.column, fault.sentence) for fault in caught.value.faults]
    assert told == [
        (6, "B", ListFault.NAME_UNCLEAR), (6, "D", CellFault.NOT_IN_LIST), (6, "E", CellFault.DATE_DOES_NOT_EXIST),
        (6, "G", ListFault.PLACE_UNKNOWN), (6, "J", CellFault.NOT_IN_LIST), (6, "K", CellFault.NUMBER_UNCLEAR),
        (7, "E", ListFault.DAY_AHEAD), (7, "F", ListFault.LINK_UNCLEAR), (8, "G", ListFault.PLACE_MISSING),
        (8, "I", ListFault.VENUE_MISSING),
    ]  # fmt: skip
    assert all(sentence_of(fault) for fault in caught.value.faults)
    assert not Champion.objects.exists()
    assert not Act.objects.exists()


def test_who_is_nobody_known_needs_a_region(bureau: Bureau) -> None:
    found = plan_of_acts(bureau.madina.actor, listed(ROWS[1]))
    assert not isinstance(found, ActPlan)
    assert [fault.sentence for fault in found] == [ListFault.CHAMPION_UNKNOWN]


def test_a_plan_says_what_would_come_of_it_and_writes_nothing(bureau: Bureau) -> None:
    import_acts(by=bureau.madina.actor, plain=listed(*ROWS[:1]))
    plan = plan_of_acts(bureau.madina.actor, listed())
    assert isinstance(plan, ActPlan)
    assert (len(plan.rows), len(plan.known), len(plan.fresh), plan.standing) == (4, 2, 1, 1)
    assert Act.objects.count() == 1


def test_champions_of_others_are_not_known_here(bureau: Bureau) -> None:
    import_acts(by=bureau.dana.actor, plain=listed(*ROWS[:1]))
    plan = plan_of_acts(bureau.madina.actor, listed(*ROWS[:1]))
    assert isinstance(plan, ActPlan)
    assert len(plan.fresh) == 1


def test_nobody_else_imports(bureau: Bureau) -> None:
    with pytest.raises(NotPermitted):
        import_acts(by=bureau.timur.actor, plain=listed())
