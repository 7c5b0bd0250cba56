"""Two small registers for the tests, composed by rule: a third of the first stands in the second, by another hand."""

import csv
import io
from itertools import product
from pathlib import Path

ROOTS = ("Қасым", "Жүсіп", "Омар", "Сейіт", "Ахмет", "Нұрғали", "Тоқтар", "Бекмұрат", "Ермек", "Дәулет")
GIVEN = ("Айгерім", "Әлия", "Гүлнұр", "Мадина", "Жанна", "Дана", "Сәуле", "Назерке", "Томирис", "Перизат")
LATIN = dict(zip("әғқңөұүһіжйшчыуюяеахцстрпонмлкидгвб", (
    "a", "g", "k", "n", "o", "u", "u", "h", "i", "zh", "i", "sh", "ch", "y", "u", "yu", "ya", "e", "a", "kh", "ts", "s", "t", "r",
    "p", "o", "n", "m", "l", "k", "i", "d", "g", "v", "b"), strict=True))  # fmt: skip


def registers(folder: Path, rows: int = 60) -> tuple[Path, Path]:
    """``a7`` is ``b7`` for every third number."""
    people = [(f"{root}ова {given}", f"{1 + number % 28:02}.{2 + number % 11:02}.{2008 + number % 9}")
              for number, (root, given) in enumerate(product(ROOTS, GIVEN))]  # fmt: skip
    ours = [["ID", "ФИО", "Дата рождения", "Пол"]]
    theirs = [["number", "Full name", "DOB", "Sex"]]
    for number, (name, born) in enumerate(people[:rows]):
        ours.append([f"a{number}", name, born, "ж"])
        if not number % 3:
            theirs.append([f"b{number}", latin(name).upper(), "-".join(reversed(born.split("."))), "F"])
    theirs += [[f"b{number}", latin(name), "1990", "F"] for number, (name, _) in enumerate(people[rows:], rows)]
    return written(folder / "a.csv", ours), written(folder / "b.csv", theirs)


def latin(name: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in name.lower()).title()


def written(path: Path, rows: list[list[str]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def links_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
