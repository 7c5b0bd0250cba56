"""A list as organisations have them: a title over everything, headings in two rows, three styles of dates, two languages."""

import datetime
import io

import xlsxwriter

ROWS = (
    ("1", "Үлгі-Қасымова", "Әйгерім", "Болатқызы", "қыз", "31.05.2012", "ӨР", "тәуекел", "12.03.2021", "жабық", "Үлгі Сәуле"),
    ("2", "Үлгі-Алиев", "Тимур", "Рустамович", "М", "2011-02-07", "Узбекистан", "дтм", "5 апреля 2021 г.", "закрыто", ""),
    ("3", "Үлгі-Каримова", "Нигора", "", "ж", "7 марта 2013 г.", "УЗБ; KG", "болжамды", "01/06/21", "в работе", ""),
    ("4", "Үлгі-Ахметов", "Данияр", "Серікұлы", "ұл", "2012 ж. 9 қаңтар", "РК", "группа риска", "2022-01-15", "", ""),
)  # fmt: skip
AGAIN = ("5", *ROWS[1][1:])  # word for word
NEARLY = ("6", "Улги-Касымова", "Айгерим", "", "девочка", "2012", "", "", "2022-02-01", "", "")


def messy_list(*rows: tuple[str, ...]) -> bytes:
    """``rows`` in place of the usual ones."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Тізім 2021")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range("A1:K1", "Балалар тізімі / Список детей (2021–2022)")
        for first, last, words in (
            ("A3", "A4", "№ п/п"), ("E3", "E4", "Жынысы / пол"), ("F3", "F4", "Туған күні (дата рождения)"),
            ("G3", "G4", "Гражданство"), ("H3", "H4", "Санаты"), ("K3", "K4", "ФИО матери"),
        ):  # fmt: skip
            sheet.merge_range(f"{first}:{last}", words)
        sheet.merge_range("B3:D3", "Бала / Ребёнок")
        sheet.merge_range("I3:J3", "Обращение")
        for place, words in (
            ("B4", "Тегі"),
            ("C4", "Имя"),
            ("D4", "Әкесінің аты"),
            ("I4", "Келген күні"),
            ("J4", "Статус"),
        ):
            sheet.write(place, words)
        sheet.write_row("A5", [str(number) for number in range(1, 12)])
        sheet.merge_range("A6:K6", "2021 жыл")
        for line, row in enumerate(rows or (*ROWS, AGAIN, NEARLY), start=6):
            sheet.write_row(line, 0, row)
        sheet.write_datetime(6, 5, datetime.date(2012, 5, 31), day)
        sheet.write(30, 0, "Барлығы / Итого:")
        sheet.write(30, 1, "6")
    return target.getvalue()
