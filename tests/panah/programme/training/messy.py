"""A list of trained people as an office keeps it: a merged title, headings in two rows, three ways to write days, two languages."""

import datetime
import io

import xlsxwriter

TARAZ, KYZYLORDA = "Балаларды тану", "Признаки торговли детьми"
ROWS = (
    ("1", "Үлгібаева Айгерім Серікқызы", "әйел", "№12 мектеп",
     "психолог", "білім беру", "8 701 000 11 22", "Тараз қаласы", TARAZ, "12-13.10.2023", "г. Тараз", "+"),
    ("2", "Улгибаев Данияр", "м", "Поликлиника №3", "врач", "здравоохранение",
     "+7 (701) 000-33-44", "Жамбылская обл., г. Тараз", TARAZ, "12–13 октября 2023 г.", "Тараз", "да"),
    ("3", "Ulgibayeva Saule", "ж", "Центр поддержки семьи", "",
     "соц. защита", "", "Тараз", TARAZ, "2023 ж. 12-13 қазан", "Тараз қ.", "иә"),
    ("4", "Үлгібаев Нұрлан", "ер", "«Үміт» ҚҚ", "заңгер", "НПО",
     "7010005566", "Қызылорда қаласы", KYZYLORDA, "", "Қызылорда", "+"),
    ("5", "Үлгібаева Гүлнар", "ә", "№5 мектеп", "мұғалім", "мектеп",
     "", "Қызылорда", KYZYLORDA, "", "Қызылорда", "жоқ"),
)  # fmt: skip
AGAIN = ("6", *ROWS[0][1:])  # word for word
LATER = (
    "7",
    "Айгерим Улгибаева",
    "жен",
    "Школа 12",
    "психолог",
    "школа",
    "+7 701 000 11 22",
    "Тараз",
    KYZYLORDA,
    "",
    "Қызылорда",
    "+",
)


def messy_list(*rows: tuple[str, ...]) -> bytes:
    """``rows`` in place of the usual ones. The days of Kyzylorda are a true day of the workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Тізім")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range("A1:L1", "Оқытудан өткен мамандар тізімі / Список обученных специалистов")
        for first, last, words in (
            ("A3", "A4", "№ п/п"), ("G3", "G4", "Телефон"), ("H3", "H4", "Район, город"), ("L3", "L4", "Присутствие"),
        ):  # fmt: skip
            sheet.merge_range(f"{first}:{last}", words)
        sheet.merge_range("B3:F3", "Қатысушы / Участник")
        sheet.merge_range("I3:K3", "Тренинг")
        named = (
            ("B4", "Ф.И.О."), ("C4", "Жынысы"), ("D4", "Место работы"), ("E4", "Лауазымы"), ("F4", "Сфера"),
            ("I4", "Тема"), ("J4", "Даты проведения"), ("K4", "Өткен жері"),
        )  # fmt: skip
        for place, words in named:
            sheet.write(place, words)
        sheet.write_row("A5", [str(number) for number in range(1, 13)])
        sheet.merge_range("A6:L6", "2023 жыл")
        for line, row in enumerate(rows or (*ROWS, AGAIN, LATER), start=6):
            sheet.write_row(line, 0, row)
            if not row[9] and row[8] == KYZYLORDA:
                sheet.write_datetime(line, 9, datetime.date(2024, 9, 18), day)
        sheet.write(30, 0, "Барлығы / Итого:")
        sheet.write(30, 1, "7")
    return target.getvalue()
