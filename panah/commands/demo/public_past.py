"""The past of the public work in the demo: five partners, two autumns of trainings, sixty champions and what they did."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from panah.commands.demo import public_margins as margins
from panah.commands.demo.cast import Cast
from panah.commands.demo.dice import Dice
from panah.commands.demo.margins import dealt
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.champions.actions import ActDetails, add_champion, end_champion, record_act_for, say_trained
from panah.programme.champions.codes import ActType
from panah.programme.champions.models import Champion
from panah.programme.directory.actions import AdultDetails, begin_partnership
from panah.programme.directory.codes import TraineeSector
from panah.programme.training.actions import (
    Asked,
    EventDetails,
    ModuleDetails,
    ReportWords,
    VersionDetails,
    add_module,
    enrol_from_list,
    issue_certificates,
    plan_event,
    send_report,
    tick_half_day,
)
from panah.programme.training.codes import AttendedBy, CameBy
from panah.programme.training.models import Event, Module

ALMATY = ZoneInfo("Asia/Almaty")
PARTNERS = ("ulgi-1", "ulgi-2", "ulgi-3", "ulgi-4", "ulgi-5")
OF_A_REGION = {
    "KZ-61": "ulgi-1", "KZ-79": "ulgi-2", "KZ-75": "ulgi-3", "KZ-19": "ulgi-3", "KZ-31": "ulgi-4", "KZ-33": "ulgi-4",
    "KZ-43": "ulgi-5",
}  # fmt: skip
PROGRAMME = (date(2023, 9, 18), date(2025, 6, 30))
MODULES = (
    ("Балаға төнген қатердің белгілері", "Признаки угрозы ребёнку", "Signs that a child is at risk", 4),
    (
        "Алғашқы әңгіме: сұрамай тыңдау",
        "Первый разговор: слушать, не расспрашивая",
        "The first talk: listen, do not question",
        4,
    ),
    ("Кімге және қалай хабарлау керек", "Кому и как сообщить", "Whom to tell, and how", 4),
    ("Бағыттаудан кейінгі қолдау", "Поддержка после направления", "Support after a referral", 4),
)
TITLES = ("Балаларды қорғау: тану және бағыттау", "Защита детей: распознать и направить")
ANNOUNCED = timedelta(days=30)
CHOSEN_ON, TAUGHT_ON = date(2024, 2, 5), date(2024, 2, 19)
TALKS = {
    "school": ("№{number} мектеп", "Школа №{number}"), "college": ("№{number} колледж", "Колледж №{number}"),
    "market_station": ("«Үлгі» базары", "Рынок «Үлгі»"), "border": ("«Үлгі» өткізу пункті", "Пункт пропуска «Үлгі»"),
    "community": ("Мәдениет үйі", "Дом культуры"),
}  # fmt: skip
AKIMAT = ("Үлгі әкімдігі", "Акимат «Үлгі»")


def coordinator(cast: Cast, organisation: str) -> Actor:
    return cast.actor(organisation, Role.PROGRAMME_COORDINATOR)


def carry_the_programme(cast: Cast) -> None:
    """Five NGOs, each by its agreement."""
    by = coordinator(cast, "ulgi-1")
    for number, code in enumerate(PARTNERS, start=1):
        begin_partnership(
            by=by,
            organisation=cast.organisations[code],
            paper=f"Үлгі келісімі №{number}, 18.09.2023",
            since=PROGRAMME[0],
        )


def teach(cast: Cast) -> None:
    """473 specialists in two autumns, one of them in both."""
    with clock.standing_at(_noon(PROGRAMME[0] + timedelta(days=3))):
        modules = {code: _modules(coordinator(cast, code)) for code in sorted(set(OF_A_REGION.values()))}
    for training in margins.trainings(margins.invent_trainees()):
        code = OF_A_REGION[training.region]
        _hold(coordinator(cast, code), training, modules[code], cast.places)
        cast.step_done()


def _modules(by: Actor) -> list[Module]:
    return [
        add_module(
            by=by, details=ModuleDetails(kk, ru, hours, en),
            first=VersionDetails(aims_kk=kk, aims_ru=ru, languages=("kk", "ru")),
        )
        for kk, ru, en, hours in MODULES
    ]  # fmt: skip


def _hold(by: Actor, training: margins.InventedTraining, modules: list[Module], places: Mapping[str, Place]) -> None:
    with clock.standing_at(_noon(training.first - ANNOUNCED)):
        event = plan_event(
            by=by,
            details=EventDetails(
                title_kk=TITLES[0], title_ru=TITLES[1], place=places[training.region], languages=("kk", "ru"),
                starts_on=training.first, ends_on=training.last, places=margins.MOST_IN_A_ROOM, modules=modules,
                has_test=False, is_venue_accessible="yes",
            ),
        )  # fmt: skip
        enrolled = enrol_from_list(
            by=by, event=event, people=[(_details(one, places), Asked(one.language)) for one in training.people],
            came_by=CameBy.LIST,
        )  # fmt: skip
    present = [one.pk for one in enrolled]
    for half in event.half_days.all():
        with clock.standing_at(half.starts_at + timedelta(minutes=30)):
            tick_half_day(by=by, event=event, half_day=half, present=present, known_by=AttendedBy.PAPER)
    with clock.standing_at(_noon(training.last + timedelta(days=1))):
        event.refresh_from_db()
        issue_certificates(by=by, event=event)
    report_on(by, event)


def report_on(by: Actor, event: Event) -> None:
    """What the trainer says of it a week later."""
    words = ReportWords("Үлгі: топ белсенді болды.", "Үлгі: уақыт тар болды.", "Үлгі: мысалдарды көбейту керек.")
    with clock.standing_at(_noon(event.ends_on + timedelta(days=7))):
        event.refresh_from_db()
        send_report(by=by, event=event, words=words)


def _details(one: margins.InventedTrainee, places: Mapping[str, Place]) -> AdultDetails:
    return AdultDetails(
        name=one.name, sector=TraineeSector(one.sector), sex=one.sex, post=one.post, workplace=one.workplace,
        place=places[one.region], languages=(one.language,), phone=one.phone,
    )  # fmt: skip


def speak_up(cast: Cast) -> None:
    """Sixty champions, 351 posts and 213 events; with the programme their year ended."""
    champions = _chosen(cast)
    dice = Dice("reach")
    for act in margins.invent_acts():
        by, champion = champions[act.champion]
        with clock.standing_at(_noon(act.day + timedelta(days=1 + dice.below(6)))):
            record_act_for(by=by, champion=champion, details=_act(dice, act, champion))
        cast.step_done()
    with clock.standing_at(_noon(PROGRAMME[1] + timedelta(days=10))):
        for by, champion in champions:
            end_champion(by=by, champion=champion, on=PROGRAMME[1], reason="year_over")


def _chosen(cast: Cast) -> list[tuple[Actor, Champion]]:
    found = []
    regions = dealt(Dice("60"), margins.CHAMPIONS)
    for number, region in enumerate(regions):
        sex, language = ("male" if number % 4 == 0 else "female"), ("ru" if number % 3 == 0 else "kk")
        by = coordinator(cast, OF_A_REGION[region])
        details = AdultDetails(
            name=margins.name_of_adult(900 + number, sex, language), sector=TraineeSector.VOLUNTEER, sex=sex,
            place=cast.places[region], languages=(language,), phone=margins.phone_of(900 + number),
        )  # fmt: skip
        with clock.standing_at(_noon(CHOSEN_ON)):
            champion = add_champion(
                by=by, details=details, region=cast.places[region], language=language, since=CHOSEN_ON
            )
        with clock.standing_at(_noon(TAUGHT_ON + timedelta(days=1))):
            say_trained(by=by, champion=champion, on=TAUGHT_ON)
        found.append((by, champion))
    return found


def _act(dice: Dice, act: margins.InventedAct, champion: Champion) -> ActDetails:
    if act.type == "post":
        return ActDetails(
            type=ActType.POST, happened_on=act.day, language=act.language,
            link=f"https://ulgi.example/p/{act.number:04}?utm_source=ulgi", women=20 + dice.below(180),
            men=10 + dice.below(90), young=dice.below(120),
        )  # fmt: skip
    script = 1 if act.language == "ru" else 0
    return ActDetails(
        type=ActType.EVENT, happened_on=act.day, language=act.language, place=champion.region, venue=act.venue,
        spot=TALKS[act.venue][script].format(number=1 + dice.below(60)), with_authority=True, authority=AKIMAT[script],
        women=8 + dice.below(25), men=4 + dice.below(18), young=dice.below(60),
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=ALMATY)
