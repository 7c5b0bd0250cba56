"""Trainings of the demo that are alive: one that people enrol in, one half a year old, one for a hotline."""

from datetime import date, timedelta

from panah.commands.demo.dice import Dice
from panah.commands.demo.public_margins import name_of_adult, phone_of
from panah.commands.demo.public_past import AKIMAT, TITLES, coordinator, report_on
from panah.commands.demo.scene import Scene
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.training.actions import (
    Asked,
    EventDetails,
    PaperDetails,
    Teaches,
    add_trainer,
    answer_practice,
    ask_practice_checks,
    change_own_answer,
    choose_paper,
    enrol,
    enrol_from_list,
    issue_certificates,
    make_ready,
    note_links_sent,
    open_after,
    open_enrolment,
    plan_event,
    put_item,
    sit_test,
    tick_half_day,
    write_paper,
)
from panah.programme.training.codes import AttendedBy, CameBy, EventKind, HandedHow, Wave
from panah.programme.training.models import (
    Enrolment,
    Event,
    Module,
    ModuleVersion,
    Option,
    PracticeCheck,
    TestPaper,
    Trainer,
)
from panah.programme.training.queries import bearer_of_enrolment, bearer_of_event
from panah.programme.training.rules.practice import Told
from panah.programme.training.rules.scoring import DraftItem, DraftOption, true_or_false

NGO, REGION = "ulgi-1", "KZ-61"
SECTORS = (TraineeSector.EDUCATION, TraineeSector.HEALTH, TraineeSector.SOCIAL_PROTECTION, TraineeSector.NGO)
_ITEMS = (
    ("Бала өз еркімен жұмыс істесе, қанау болмайды.", "Если ребёнок работает по своей воле, это не эксплуатация.", False),
    ("Белгіні байқасаңыз, баладан бәрін сұрап алу керек.", "Заметив признак, нужно всё расспросить у ребёнка.", False),
    ("Хабарлау үшін дәлел керек емес.", "Чтобы сообщить, доказательства не нужны.", True),
    ("Құжаты жоқ бала көмек ала алады.", "Ребёнок без документов может получить помощь.", True),
    ("Бала туралы әріптестерге айтып беруге болады.", "О ребёнке можно рассказать коллегам.", False),
    ("Баланың есімін мессенджермен жіберуге болмайды.", "Имя ребёнка нельзя посылать в мессенджере.", True),
    ("Ата-ана қасында болса, бала әрқашан қауіпсіз.", "Рядом с родителями ребёнок всегда в безопасности.", False),
    ("Қауіп қазір болса, алдымен 102 нөміріне қоңырау шалу керек.", "Если опасность сейчас, сначала звонят 102.", True),
)  # fmt: skip


def teach_now(scene: Scene) -> None:
    by = scene.cast.actor(NGO, Role.TRAINER)
    modules = list(Module.objects.filter(organisation=scene.cast.organisations[NGO]).order_by("sort_key")[:3])
    with scene.ago(days=300):
        trainer = _trainer(scene, by, modules)
        paper = _paper(by, modules[0])
    _half_a_year_ago(scene, by, modules, trainer, paper)
    _for_the_line(scene, modules)
    _ahead(scene, by, modules, trainer, paper)


def _trainer(scene: Scene, by: Actor, modules: list[Module]) -> Trainer:
    details = AdultDetails(
        name="Үлгібаев Сабит Ермекұлы", sector=TraineeSector.NGO, sex="male", post="тренер", place=scene.cast.places[REGION],
        languages=("kk", "ru"), phone=phone_of(990),
    )  # fmt: skip
    teaches = Teaches(languages=("kk", "ru"), regions=[scene.cast.places[REGION]], modules=modules)
    return add_trainer(by=by, details=details, teaches=teaches)


def _paper(by: Actor, module: Module) -> TestPaper:
    version = ModuleVersion.objects.filter(module=module).current().get()
    paper = write_paper(
        by=by, details=PaperDetails("Оқытуға дейін және кейін", "До и после обучения", module_version=version)
    )
    for kk, ru, is_true in _ITEMS:
        paper = put_item(by=by, paper=paper, item=true_or_false(kk, ru, is_true=is_true), version=paper.version)
    options = (
        DraftOption("Тыңдап, кезекші орталыққа хабарлау", "Выслушать и сообщить в дежурный центр", True),
        DraftOption("Ата-анасын мектепке шақыру", "Вызвать родителей в школу", False),
        DraftOption("Өзі айтып бергенше күту", "Ждать, пока расскажет сам", False),
    )
    item = DraftItem("Бала үйге барғысы келмейді. Не істейсіз?", "Ребёнок боится идти домой. Что вы сделаете?", options)
    paper = put_item(by=by, paper=paper, item=item, version=paper.version)
    return make_ready(by=by, paper=paper, version=paper.version)


def _details(scene: Scene, first: date, modules: list[Module], trainer: Trainer) -> EventDetails:
    return EventDetails(
        title_kk=TITLES[0], title_ru=TITLES[1], place=scene.cast.places[REGION], languages=("kk", "ru"), starts_on=first,
        ends_on=first + timedelta(days=1), places=24, modules=modules, trainers=[trainer], venue=AKIMAT[0],
        is_venue_accessible="yes", is_listed=True,
    )  # fmt: skip


def _people(
    scene: Scene, start: int, count: int, sector: TraineeSector | None = None
) -> list[tuple[AdultDetails, Asked]]:
    found = []
    for number in range(start, start + count):
        sex, language = ("male" if number % 5 == 0 else "female"), ("ru" if number % 3 == 0 else "kk")
        details = AdultDetails(
            name=name_of_adult(number, sex, language), sector=sector or SECTORS[number % len(SECTORS)], sex=sex,
            workplace=f"№{number % 40 + 1} мектеп" if sector is None else "«Үлгі» сенім телефоны",
            place=scene.cast.places[REGION], languages=(language,), phone=phone_of(number),
        )  # fmt: skip
        found.append((details, Asked(language, may_be_asked=number % 4 != 0)))
    return found


def _held(by: Actor, event: Event, enrolled: list[Enrolment], absent: int = 0) -> None:
    present = [one.pk for one in enrolled]
    for number, half in enumerate(event.half_days.all()):
        with clock.standing_at(half.starts_at + timedelta(minutes=40)):
            there = present if number == 0 else present[absent:]
            tick_half_day(by=by, event=event, half_day=half, present=there, known_by=AttendedBy.TICK)


def _half_a_year_ago(scene: Scene, by: Actor, modules: list[Module], trainer: Trainer, paper: TestPaper) -> None:
    """Whoever was there has been asked what is used of it; some have answered."""
    with scene.ago(days=230):
        first = _weekday((scene.now - timedelta(days=200)).date())
        event = plan_event(by=by, details=_details(scene, first, modules, trainer))
        choose_paper(by=by, event=event, paper=paper)
        people = _people(scene, 1000, 16)
        enrolled = enrol_from_list(by=by, event=event, people=people, came_by=CameBy.LIST)
        for one, (_details_of, asked) in zip(enrolled, people, strict=True):
            change_own_answer(by=bearer_of_enrolment(one), enrolment=one, may_be_asked=asked.may_be_asked)
    _held(by, event, enrolled, absent=1)
    halves = list(event.half_days.all())
    with clock.standing_at(halves[0].starts_at + timedelta(minutes=20)):
        _sit(enrolled, Wave.PRE, right_of_ten=5, count=len(paper_items(paper)))
    with clock.standing_at(halves[-1].ends_at - timedelta(minutes=20)):
        open_after(by=by, event=event)
        _sit(enrolled[1:], Wave.POST, right_of_ten=8, count=len(paper_items(paper)))
    with clock.standing_at(halves[-1].ends_at + timedelta(days=1)):
        event.refresh_from_db()
        issue_certificates(by=by, event=event)
    report_on(by, event)
    with scene.ago(days=15):  # half a year after its end, on whatever day of the week that was
        ask_practice_checks(by=Actor.system("demo", {Permission.CLOCK_WORK}))
        event.refresh_from_db()
        note_links_sent(by=by, event=event, how=HandedHow.MESSAGE)
    with scene.ago(days=11):
        _answer(event)
    with scene.ago(days=8):
        note_links_sent(by=by, event=event, how=HandedHow.MESSAGE)


def paper_items(paper: TestPaper) -> list[tuple[int, str]]:
    """The number of each question and a letter that answers it rightly."""
    right = Option.objects.filter(item__paper=paper, is_right=True).order_by("item__number")
    return list(right.values_list("item__number", "letter"))


def _sit(enrolled: list[Enrolment], wave: Wave, *, right_of_ten: int, count: int) -> None:
    dice = Dice(f"test {wave}")
    for one in enrolled:
        items = paper_items(one.event.paper_of_test.paper)
        answers = {
            number: letter if dice.below(10) < right_of_ten else ("B" if letter == "A" else "A")
            for number, letter in items[:count]
        }
        sit_test(by=bearer_of_enrolment(one), enrolment=one, wave=wave, answers=answers)


def _answer(event: Event) -> None:
    told = (Told("yes", "weekly", 2), Told("partly", "monthly", 1, ("no_time",)), Told("no", "", 0, ("no_such_case",)))
    for number, check in enumerate(PracticeCheck.objects.filter(enrolment__event=event).order_by("pk")[:6]):
        by = bearer_of_enrolment(check.enrolment)
        answer_practice(by=by, check=check, told=told[number % len(told)])


def _for_the_line(scene: Scene, modules: list[Module]) -> None:
    """Operators of the hotline are trained too, and counted elsewhere."""
    by = coordinator(scene.cast, NGO)
    with scene.ago(days=80):
        first = _weekday((scene.now - timedelta(days=60)).date())
        details = EventDetails(
            title_kk="Сенім телефоны операторларына", title_ru="Для операторов телефона доверия",
            place=scene.cast.places[REGION], languages=("kk",), starts_on=first, ends_on=first, places=12,
            modules=modules[:1], kind=EventKind.HOTLINE, has_test=False, is_venue_accessible="yes",
        )  # fmt: skip
        event = plan_event(by=by, details=details)
        people = _people(scene, 1100, 8, TraineeSector.HOTLINE)
        enrolled = enrol_from_list(by=by, event=event, people=people, came_by=CameBy.LIST)
    _held(by, event, enrolled)
    with clock.standing_at(list(event.half_days.all())[-1].ends_at + timedelta(days=1)):
        event.refresh_from_db()
        issue_certificates(by=by, event=event)
    report_on(by, event)


def _ahead(scene: Scene, by: Actor, modules: list[Module], trainer: Trainer, paper: TestPaper) -> None:
    """In three weeks: open, listed, and people enrol from their telephones."""
    first = _weekday((scene.now + timedelta(days=20)).date())
    with scene.ago(days=9):
        event = plan_event(by=by, details=_details(scene, first, modules, trainer))
        choose_paper(by=by, event=event, paper=paper)
        open_enrolment(by=by, event=event, closes_on=first - timedelta(days=3))
    for number, (details, asked) in enumerate(_people(scene, 1200, 9)):
        with scene.ago(days=7, hours=-number):
            enrol(by=bearer_of_event(event), event=event, details=details, asked=asked)


def _weekday(day: date) -> date:
    while day.weekday() > 3:
        day += timedelta(days=1)
    return day
