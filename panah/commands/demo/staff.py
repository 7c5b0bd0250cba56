"""The organisations of the demo and the people in them, as plain tables. Every name says that it is a sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panah.foundation.security.roles import Role

ANYWHERE = "anywhere"
_EVERY_HELP = (
    "repatriation", "legal", "psychological", "medical", "identity_papers", "residence", "education", "basic_needs",
)  # fmt: skip
Names = tuple[str, str, str]  # kk, ru, en


@dataclass(frozen=True)
class Body:
    """An organisation; ``answers_for`` are the places whose concerns it looks at first."""

    code: str
    kind: str
    names: Names
    place: str = ""
    answers_for: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True)
class Worker:
    organisation: str
    role: Role
    given_name: str
    sex: str


def _ngo(number: int, place: str) -> Body:
    name = f"Үлгі-{number}"
    return Body(f"ulgi-{number}", "ngo", (name, name, f"Ulgi-{number}"), place, (), f"+7 000 000 01 0{number}")


def _duty(place: str, number: int, names: Names) -> Body:
    kk, ru, en = names
    titles = (f"Үлгі кезекші орталығы, {kk}", f"Дежурный центр «Үлгі», {ru}", f"Ulgi duty centre, {en}")
    return Body(f"duty-{place[3:]}", "family_support_centre", titles, place, (place,), f"+7 000 000 02 0{number}")


BODIES = (
    _duty("KZ-61", 1, ("Түркістан облысы", "Туркестанская область", "Turkistan oblast")),
    _ngo(1, "KZ-61"),
    _ngo(2, "KZ-79"),
    _ngo(3, "KZ-75"),
    _ngo(4, "KZ-31"),
    _ngo(5, "KZ-43"),
    _duty("KZ-79", 2, ("Шымкент қаласы", "город Шымкент", "Shymkent city")),
    _duty("KZ-75", 3, ("Алматы қаласы", "город Алматы", "Almaty city")),
    _duty("KZ-19", 4, ("Алматы облысы", "Алматинская область", "Almaty oblast")),
    _duty("KZ-31", 5, ("Жамбыл облысы", "Жамбылская область", "Jambyl oblast")),
    _duty("KZ-33", 6, ("Жетісу облысы", "область Жетісу", "Jetisu oblast")),
    _duty("KZ-43", 7, ("Қызылорда облысы", "Кызылординская область", "Kyzylorda oblast")),
    Body(
        "ulgi-line", "hotline", ("Үлгі сенім телефоны", "Телефон доверия «Үлгі»", "Ulgi helpline"),
        answers_for=(ANYWHERE,), phone="+7 000 000 03 01",
    ),
    Body(
        "ulgi-office", "ngo", ("Үлгі бағдарлама кеңсесі", "Офис программы «Үлгі»", "Ulgi programme office"),
        phone="+7 000 000 03 02",
    ),
    Body(
        "ulgi-police", "police", ("Үлгі полиция бөлімі", "Отдел полиции «Үлгі»", "Ulgi police desk"), "KZ-61",
        phone="+7 000 000 03 03",
    ),
    Body(
        "ulgi-shelter", "shelter", ("«Үлгі» баспанасы", "Приют «Үлгі»", "Ulgi shelter"), "KZ-79",
        phone="+7 000 000 03 04",
    ),
    Body(
        "ulgi-school", "education", ("Үлгі мектебі", "Школа «Үлгі»", "Ulgi school"), "KZ-61", phone="+7 000 000 03 05",
    ),
    Body(
        "ulgi-clinic", "health", ("Үлгі емханасы", "Поликлиника «Үлгі»", "Ulgi clinic"), "KZ-61",
        phone="+7 000 000 03 06",
    ),
    Body(
        "ulgi-akimat", "akimat",
        ("Үлгі әкімдігі, Түркістан облысы", "Акимат «Үлгі», Туркестанская область", "Ulgi akimat, Turkistan oblast"),
        "KZ-61", phone="+7 000 000 03 07",
    ),
    Body(
        "ulgi-ministry", "ministry", ("Үлгі министрлігі", "Министерство «Үлгі»", "Ulgi ministry"), phone="+7 000 000 03 08",
    ),
)  # fmt: skip

STAFF = (
    Worker("duty-61", Role.DUTY_WORKER, "Гүлнар", "female"),
    Worker("ulgi-1", Role.CASEWORKER, "Айгүл", "female"),
    Worker("ulgi-1", Role.SUPERVISOR, "Сәуле", "female"),
    Worker("ulgi-1", Role.HEAD_OF_ORGANISATION, "Бақыт", "male"),
    Worker("ulgi-office", Role.MONITORING_OFFICER, "Динара", "female"),
    Worker("ulgi-office", Role.ADMINISTRATOR, "Ержан", "male"),
    Worker("duty-61", Role.SUPERVISOR, "Марат", "male"),
    Worker("ulgi-1", Role.CASEWORKER, "Нұржан", "male"),
    Worker("ulgi-1", Role.ADMINISTRATOR, "Асқар", "male"),
    Worker("ulgi-2", Role.CASEWORKER, "Ләззат", "female"),
    Worker("ulgi-2", Role.CASEWORKER, "Тимур", "male"),
    Worker("ulgi-2", Role.SUPERVISOR, "Роза", "female"),
    Worker("ulgi-2", Role.HEAD_OF_ORGANISATION, "Қанат", "male"),
    Worker("ulgi-3", Role.CASEWORKER, "Меруерт", "female"),
    Worker("ulgi-3", Role.CASEWORKER, "Данияр", "male"),
    Worker("ulgi-3", Role.SUPERVISOR, "Ғалия", "female"),
    Worker("ulgi-3", Role.HEAD_OF_ORGANISATION, "Әсет", "male"),
    Worker("ulgi-4", Role.CASEWORKER, "Жібек", "female"),
    Worker("ulgi-4", Role.SUPERVISOR, "Болат", "male"),
    Worker("ulgi-4", Role.HEAD_OF_ORGANISATION, "Зәуре", "female"),
    Worker("ulgi-5", Role.CASEWORKER, "Перизат", "female"),
    Worker("ulgi-5", Role.SUPERVISOR, "Олжас", "male"),
    Worker("ulgi-5", Role.HEAD_OF_ORGANISATION, "Шолпан", "female"),
    Worker("duty-79", Role.DUTY_WORKER, "Индира", "female"),
    Worker("duty-79", Role.SUPERVISOR, "Талғат", "male"),
    Worker("duty-75", Role.DUTY_WORKER, "Самал", "female"),
    Worker("duty-19", Role.DUTY_WORKER, "Руслан", "male"),
    Worker("duty-31", Role.DUTY_WORKER, "Мәдина", "female"),
    Worker("duty-33", Role.DUTY_WORKER, "Арман", "male"),
    Worker("duty-43", Role.DUTY_WORKER, "Құралай", "female"),
    Worker("ulgi-line", Role.DUTY_WORKER, "Әлия", "female"),
    Worker("ulgi-akimat", Role.REGIONAL_COORDINATOR, "Бибігүл", "female"),
    Worker("ulgi-ministry", Role.MINISTRY_COORDINATOR, "Мұрат", "male"),
    Worker("ulgi-2", Role.SHELTER_MANAGER, "Назгүл", "female"),
    Worker("ulgi-2", Role.SHELTER_MANAGER, "Әсел", "female"),
    Worker("ulgi-line", Role.HOTLINE_OPERATOR, "Ақбота", "female"),
    Worker("ulgi-line", Role.HOTLINE_OPERATOR, "Ерлан", "male"),
    Worker("ulgi-line", Role.ADMINISTRATOR, "Айдар", "male"),
    Worker("ulgi-1", Role.MOBILE_GROUP_MEMBER, "Айдана", "female"),
    Worker("ulgi-1", Role.MOBILE_GROUP_MEMBER, "Дәурен", "male"),
    Worker("ulgi-2", Role.MOBILE_GROUP_MEMBER, "Гүлмира", "female"),
    Worker("ulgi-2", Role.MOBILE_GROUP_MEMBER, "Еркін", "male"),
    Worker("ulgi-1", Role.PROGRAMME_COORDINATOR, "Мадина", "female"),
    Worker("ulgi-1", Role.TRAINER, "Сабит", "male"),
    Worker("ulgi-1", Role.CHAMPION, "Айнұр", "female"),
    Worker("ulgi-2", Role.PROGRAMME_COORDINATOR, "Дана", "female"),
    Worker("ulgi-3", Role.PROGRAMME_COORDINATOR, "Әйгерім", "female"),
    Worker("ulgi-4", Role.PROGRAMME_COORDINATOR, "Арай", "female"),
    Worker("ulgi-5", Role.PROGRAMME_COORDINATOR, "Жанат", "male"),
)
"""The first of each role is the one that the demo page offers first."""

COORDINATING = (("ulgi-akimat", "Үлгі-61/2023"), ("ulgi-ministry", "Үлгі-1/2023"))
"""Who coordinates, and by which paper."""
AGREED = ("duty-61", "duty-79", "ulgi-1", "ulgi-2")
"""Who agreed that these see what of its requests is stuck; the others have not."""

PROVIDERS: tuple[tuple[str, str, Names, str, tuple[str, ...]], ...] = (
    *(
        (f"ulgi-{number}", f"ulgi-{number}", (f"Үлгі-{number}", f"Үлгі-{number}", f"Ulgi-{number}"), place, _EVERY_HELP)
        for number, place in ((1, "KZ-61"), (2, "KZ-79"), (3, "KZ-75"), (4, "KZ-31"), (5, "KZ-43"))
    ),
    ("shelter", "ulgi-shelter", ("«Үлгі» баспанасы", "Приют «Үлгі»", "Ulgi shelter"), "KZ-79", ("shelter",)),
    ("school", "ulgi-school", ("Үлгі мектебі", "Школа «Үлгі»", "Ulgi school"), "KZ-61", ("education",)),
    ("clinic", "ulgi-clinic", ("Үлгі емханасы", "Поликлиника «Үлгі»", "Ulgi clinic"), "KZ-61", ("medical",)),
    ("house", "ulgi-2", ("«Үлгі-Терек» үйі", "Дом «Үлгі-Терек»", "Ulgi-Terek house"), "KZ-79", ("shelter",)),
)
MORE_OF_PROVIDERS: Mapping[str, Mapping[str, Any]] = {
    "shelter": {
        "kind": "ngo_shelter", "funding": "donor", "opening_days": "every_day", "is_open_at_night": True,
        "night_phone": "+7 000 000 03 14", "takes_children_alone": "yes",
        "interpreters": (("uz", "female"), ("tg", "female")),
    },
}  # fmt: skip
"""What the directory says of some of them beside that."""
