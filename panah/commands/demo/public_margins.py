"""Who learned and who spoke up in the demo: every published total of the public work, exact by construction.

As in ``margins``: the totals stand as tables and are dealt out in an order that follows from a seed. Pure: no database, no clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from panah.commands.demo.dice import Dice
from panah.commands.demo.margins import dealt

SEED = "473"
SECTORS = {"education": 186, "health": 121, "social_protection": 104, "ngo": 62}
SEXES = {"female": 389, "male": 84}
FIRST_TRAINED = {
    ("KZ-61", 2023): 49, ("KZ-19", 2023): 40, ("KZ-31", 2023): 40, ("KZ-43", 2023): 35, ("KZ-33", 2023): 34,
    ("KZ-61", 2024): 69, ("KZ-19", 2024): 56, ("KZ-31", 2024): 54, ("KZ-43", 2024): 48, ("KZ-33", 2024): 48,
}  # fmt: skip
"""By the region and the autumn of the first training: 198 and 275 people; one of the first comes again."""
SEASONS = {2023: (date(2023, 10, 2), date(2023, 11, 24)), 2024: (date(2024, 9, 9), date(2024, 11, 22))}
MOST_IN_A_ROOM = 25
CHAMPIONS = {"KZ-61": 12, "KZ-79": 10, "KZ-75": 9, "KZ-19": 9, "KZ-31": 8, "KZ-33": 6, "KZ-43": 6}
POSTS = {"kk": 168, "ru": 151, "both": 32}
EVENTS = {"school": 88, "college": 41, "market_station": 29, "border": 22, "community": 33}
FIRST_ACT, LAST_ACT = date(2024, 3, 1), date(2025, 6, 30)

_GIVEN = {
    "female": (
        "Айгерім|Айгүл|Әлия|Балжан|Гүлмира|Гүлнар|Динара|Жанар|Зарина|Индира|Қарлығаш|Ләззат|Маржан|Меруерт|Назира|Перизат|"
        "Раушан|Салтанат|Сәуле|Толғанай|Ұлжан|Шолпан|Ырысты|Эльмира",
        "Айгерим|Айгуль|Алия|Балжан|Гульмира|Гульнар|Динара|Жанар|Зарина|Индира|Карлыгаш|Лаззат|Маржан|Меруерт|Назира|Перизат|"
        "Раушан|Салтанат|Сауле|Толганай|Улжан|Шолпан|Ырысты|Эльмира",
    ),
    "male": (
        "Айдос|Арман|Асқар|Бауыржан|Болат|Дархан|Ержан|Жандос|Қанат|Мұрат|Нұржан|Олжас|Руслан|Серік|Талғат|Ербол",
        "Айдос|Арман|Аскар|Бауржан|Болат|Дархан|Ержан|Жандос|Канат|Мурат|Нуржан|Олжас|Руслан|Серик|Талгат|Ербол",
    ),
}  # fmt: skip
_FATHERS = (
    "Болат|Серік|Марат|Қайрат|Асқар|Ермек|Нұрлан|Бақыт|Талғат|Жүніс|Әмір|Сапар|Дәулет|Оразбек|Тұрсын|Әбіш|Мұса|Кәрім|Садық|Ахмет",
    "Болат|Серик|Марат|Кайрат|Аскар|Ермек|Нурлан|Бакыт|Талгат|Жунус|Амир|Сапар|Даулет|Оразбек|Турсын|Абиш|Муса|Карим|Садык|Ахмет",
)
_FAMILIES = (
    "Үлгібаев|Үлгімұратов|Үлгітасов|Үлгіқожаев|Үлгіжанов|Үлгіқұлов|Үлгісерков|Үлгідәулетов",
    "Улгибаев|Улгимуратов|Улгитасов|Улгикожаев|Улгижанов|Улгикулов|Улгисерков|Улгидаулетов",
)
_WORK = {
    "education": (
        ("№{number} мектеп", "Школа №{number}"), ("мұғалім", "учитель"), ("психолог", "психолог"),
        ("директор орынбасары", "завуч"),
    ),
    "health": (
        ("№{number} емхана", "Поликлиника №{number}"), ("педиатр", "педиатр"), ("мейіргер", "медсестра"),
        ("фельдшер", "фельдшер"),
    ),
    "social_protection": (
        ("№{number} отбасын қолдау орталығы", "Центр поддержки семьи №{number}"),
        ("әлеуметтік қызметкер", "социальный работник"), ("қорғаншылық маманы", "специалист опеки"),
        ("психолог", "психолог"),
    ),
    "ngo": (
        ("«Үлгі-{number}» қоры", "Фонд «Үлгі-{number}»"), ("заңгер", "юрист"),
        ("еріктілер үйлестірушісі", "координатор волонтёров"), ("маман", "специалист"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class InventedTrainee:
    """One specialist as the figures must show it. ``room`` is the number of the training of that region and autumn."""

    number: int
    name: str
    sex: str
    sector: str
    region: str
    year: int
    room: int
    post: str
    workplace: str
    phone: str
    language: str


@dataclass(frozen=True)
class InventedTraining:
    """One training of the past with whoever was there."""

    region: str
    first: date
    last: date
    people: tuple[InventedTrainee, ...]


@dataclass(frozen=True)
class InventedAct:
    """What a champion did. ``language`` of a post, ``venue`` of an event."""

    number: int
    champion: int
    type: str
    day: date
    language: str
    venue: str = ""


def invent_trainees() -> list[InventedTrainee]:
    """The 473, always the same."""
    dice = Dice(SEED)
    firsts = dice.mixed([where for where, count in FIRST_TRAINED.items() for _ in range(count)])
    rooms: dict[tuple[str, int], int] = {}
    people = []
    for number, (sector, sex, where) in enumerate(zip(dealt(dice, SECTORS), dealt(dice, SEXES), firsts, strict=True)):
        place_in = rooms[where] = rooms.get(where, -1) + 1
        language = "ru" if dice.below(5) < 2 else "kk"
        workplace, post = _work(dice, sector, language)
        people.append(
            InventedTrainee(
                number, name_of_adult(number, sex, language), sex, sector, *where, place_in % rooms_of(where), post, workplace,
                phone_of(number), language,
            )
        )  # fmt: skip
    return people


def rooms_of(where: tuple[str, int]) -> int:
    """How many trainings there were in a region in one autumn."""
    return -(-FIRST_TRAINED[where] // MOST_IN_A_ROOM)


def name_of_adult(number: int, sex: str, language: str) -> str:
    """A name that no other number has: family, given and father's name turn at different speeds."""
    script = 0 if language == "kk" else 1
    given = _GIVEN[sex][script].split("|")
    fathers, families = _FATHERS[script].split("|"), _FAMILIES[script].split("|")
    own = given[number % len(given)]
    father = fathers[(number // len(given)) % len(fathers)]
    family = families[(number * 3 + number // len(given)) % len(families)] + ("а" if sex == "female" else "")
    return f"{family} {own} {_of_a_father(father, sex, language)}"


def _of_a_father(father: str, sex: str, language: str) -> str:
    if language == "kk":
        return father + ("қызы" if sex == "female" else "ұлы")
    stem = father[:-1] if father.endswith("ь") else father
    return stem.removesuffix("а") + ("овна" if sex == "female" else "ович")


def phone_of(number: int) -> str:
    """A number that nobody has: no operator gives out 000."""
    return f"+7 000 4{number // 100:02} {number % 100:02} 00"


def _work(dice: Dice, sector: str, language: str) -> tuple[str, str]:
    script = 0 if language == "kk" else 1
    workplace, *posts = _WORK[sector]
    return workplace[script].format(number=1 + dice.below(60)), posts[dice.below(len(posts))][script]


def trainings(people: Sequence[InventedTrainee]) -> list[InventedTraining]:
    """The trainings of both autumns in the order of their days; one of the first autumn comes again in the second."""
    rooms: dict[tuple[str, int, int], list[InventedTrainee]] = {}
    for one in people:
        rooms.setdefault((one.region, one.year, one.room), []).append(one)
    again = next(one for one in people if one.year == 2023 and one.language == "kk" and one.sex == "female")
    rooms["KZ-43", 2024, 0].append(comes_again(again))
    found = []
    for year, (first, last) in SEASONS.items():
        of_year = sorted(key for key in rooms if key[1] == year)
        step = ((last - first).days - 2) // max(1, len(of_year) - 1)
        for place, key in enumerate(of_year):
            day = _weekday(first + timedelta(days=place * step))
            found.append(InventedTraining(key[0], day, day + timedelta(days=1), tuple(rooms[key])))
    return sorted(found, key=lambda one: (one.first, one.region))


def comes_again(one: InventedTrainee) -> InventedTrainee:
    """The same person a year later, written in Russian letters: one telephone."""
    return replace(one, name=name_of_adult(one.number, one.sex, "ru"), language="ru")


def _weekday(day: date) -> date:
    """A day after which the next one is a working day too."""
    while day.weekday() > 3:
        day += timedelta(days=1)
    return day


def invent_acts() -> list[InventedAct]:
    """351 posts and 213 events of 60 champions."""
    dice = Dice("351")
    champions = sum(CHAMPIONS.values())
    kinds = [("post", code, "") for code in dealt(dice, POSTS)]
    kinds += [("event", ("kk", "ru", "both")[dice.below(3)], code) for code in dealt(dice, EVENTS)]
    days = list(_days(len(kinds)))
    return [
        InventedAct(number, number % champions, type, day, language, venue)
        for number, ((type, language, venue), day) in enumerate(zip(dice.mixed(kinds), days, strict=True))
    ]


def _days(count: int) -> Iterator[date]:
    """Evenly over the time, the first and the last day of it among them."""
    whole = (LAST_ACT - FIRST_ACT).days
    for number in range(count):
        yield FIRST_ACT + timedelta(days=whole * number // (count - 1))
