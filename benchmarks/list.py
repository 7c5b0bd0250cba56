"""How long an organisation's own list takes: what it would change, its import, and the same list again.

``python -m benchmarks.list [ROWS]`` writes a messy workbook of that many rows (20,000 where none is said), makes a throw-away
installation and calls the ``panah`` command on it. Goals for 20,000 rows: 5 seconds for the preview, 60 for the import. Beside
it, in the same run: the bare reading of the same cells, which nobody who opens a workbook can do without.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import xlsxwriter
from django.apps import apps

from benchmarks.installation import fresh_installation
from panah.engines.tables.reading import read_table

GOALS = {"preview": 5, "import": 60}
PANAH = [sys.executable, "-c", "from panah.commands.main import main; main()"]
HEADINGS = (
    "№ п/п", "Фамилия", "Аты", "Отчество", "Жынысы", "Дата рождения", "Гражданство", "Категория", "Келген күні", "Статус",
    "ФИО матери", "Примечание",
)  # fmt: skip
SYLLABLES = ("ал", "бек", "га", "да", "жан", "ка", "ли", "ма", "нур", "рус", "са", "тем", "ша", "эль")
MONTHS = (
    "января",
    "ақпан",
    "марта",
    "сәуір",
    "мая",
    "маусым",
    "июля",
    "тамыз",
    "сентября",
    "қазан",
    "ноября",
    "желтоқсан",
)


def a_name(chance: random.Random) -> str:
    return "Үлгі" + "".join(chance.choices(SYLLABLES, k=3))


def a_day(chance: random.Random, first: int, last: int) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(first, last)
    styles = (f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{day} {MONTHS[month - 1]} {year}")
    return chance.choice(styles)


def messy_list(file: Path, count: int) -> None:
    """``count`` rows under a title and a row of headings; one in fifty stands there before, word for word."""
    chance = random.Random(7)
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "Балалар тізімі / Список детей")
        sheet.write_row(2, 0, HEADINGS)
        row: list[str] = []
        for number in range(1, count + 1):
            if not row or number % 50:
                row = [
                    a_name(chance), a_name(chance), a_name(chance), chance.choice(("қыз", "ж", "ұл", "М")),
                    a_day(chance, 2005, 2023), chance.choice(("УЗБ", "Казахстан", "ҚР", "KG", "")),
                    chance.choice(("группа риска", "дети мигрантов", "болжамды", "")), a_day(chance, 2023, 2025),
                    chance.choice(("закрыто", "жабық", "в работе", "закрыто")), a_name(chance), "",
                ]  # fmt: skip
            sheet.write_row(number + 2, 0, [str(number), *row])


def called(*words: str) -> tuple[float, str]:
    """Seconds and the last line of one command."""
    started = time.perf_counter()
    done = subprocess.run([*PANAH, "import", "list", *words], check=True, capture_output=True, text=True)
    return time.perf_counter() - started, done.stdout.splitlines()[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=20_000)
    rows = parser.parse_args().rows
    with fresh_installation() as folder:
        names = dict.fromkeys(("name_kk", "name_ru", "name_en"), "Benchmark")
        apps.get_model("accounts", "Organisation").objects.create(code="benchmark", kind="ngo", **names)
        file = folder / "list.xlsx"
        messy_list(file, rows)
        started = time.perf_counter()
        read_table(file.read_bytes(), file.name, keeps_merged=True)
        bare = time.perf_counter() - started
        took = {}
        for what, words in (("preview", ["--dry-run"]), ("import", []), ("again", [])):
            took[what], line = called(str(file), *words)
            print(f"{took[what]:6.1f} s  {what}: {line}")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{bare:6.1f} s  reading the cells alone; most memory of a command {memory:.0f} MB")
    print(", ".join(f"{what} {took[what]:.1f} s of {goal} s" for what, goal in GOALS.items()))
    return 0 if all(took[what] <= goal for what, goal in GOALS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
