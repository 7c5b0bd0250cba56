"""A list that the organisation kept on paper and in a spreadsheet: brought an hour ago, its columns not yet looked at."""

from panah.casework.exchange.actions import bring_list
from panah.commands.demo.scene import NGO, Scene
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import Row
from panah.foundation.security.roles import Role

HEADINGS = ("№ п/п", "Баланың аты-жөні", "Жынысы", "Дата рождения", "Санаты", "Келген күні", "Статус", "Примечание")
ROWS = (
    ("1", "Үлгі-Тізімова Айгүл Үлгіқызы", "қыз", "31.05.2014", "тәуекел тобы", "12.03.2021", "жабық", "Үлгі"),
    ("2", "Үлгі-Списков Тимур", "М", "2013-02-07", "дети мигрантов", "5 апреля 2021 г.", "закрыто", ""),
    ("3", "Үлгі-Тізімбек Нұрлан", "ұл", "7 марта 2012 г.", "группа риска", "01/06/22", "закрыто", "Үлгі"),
)  # fmt: skip


def bring_own_list(scene: Scene) -> None:
    columns = tuple(ListColumn(index, heading) for index, heading in enumerate(HEADINGS))
    rows = tuple(Row(number, row) for number, row in enumerate(ROWS, start=2))
    with scene.ago(hours=1):
        bring_list(
            by=scene.cast.actor(NGO, Role.HEAD_OF_ORGANISATION),
            organisation=scene.cast.organisations[NGO],
            plain=PlainList(columns, rows),
        )
