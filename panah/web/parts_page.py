"""The living page: every part in every state, with invented data in the longer languages (Russian and Kazakh).

For those who design and test. The address exists only where DEBUG is on.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from panah.foundation.security.pages import public
from panah.web.components.conflict import Conflict, Difference
from panah.web.components.values import (
    ActionRow,
    Bar,
    Chip,
    Column,
    Event,
    Fact,
    Figure,
    FilterTag,
    Identity,
    Step,
    Steps,
    Table,
    TableRow,
    Task,
    Tone,
    WaitingRow,
)
from panah.web.fields import DateParts, DatePartsField, PartialDateField

SIGNS = [
    ("work", "Работает вместо школы или допоздна"),
    ("speaks_for", "Жанындағы ересек бала үшін сөйлейді, жібермейді"),
    ("papers", "Нет документов или их держит кто-то другой"),
]
DISTRICTS = [("", "")] + [
    (str(n), f"{name} ауданы") for n, name in enumerate(("Сарыағаш", "Мақтаарал", "Жетісай", "Келес"))
]


class SampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(
        label="Что именно вы видели?",
        help_text="Своими словами. Имя не нужно.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    phone = forms.CharField(
        label="Телефон нөмірі", help_text="Кез келген түрде", widget=forms.TextInput({"type": "tel"})
    )
    danger = forms.ChoiceField(
        label="Есть опасность прямо сейчас?",
        choices=[("yes", "Да"), ("no", "Нет"), ("unknown", "Не знаю")],
        widget=forms.RadioSelect,
    )
    signs = forms.MultipleChoiceField(
        label="Не сізді алаңдатты?",
        choices=SIGNS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["work"],
    )
    district = forms.ChoiceField(label="Аудан", choices=DISTRICTS, widget=forms.Select({"data-typeahead": ""}))
    met_on = DatePartsField(label="Когда вы видели ребёнка?", widget=DateParts(quick_days=True), may_be_future=False)
    born = PartialDateField(
        label="Туған күні", help_text="Жылы ғана белгілі болса, жеткілікті", widget=DateParts(with_about=True)
    )
    anonymous = forms.BooleanField(label="Не называть меня", required=False)
    paper = forms.FileField(label="Бумага", required=False)


class FilterForm(forms.Form):
    """What a list may be filtered by."""

    risk = forms.ChoiceField(label="Риск", required=False, choices=[("", "—"), ("high", "высокий")])


@public("the living page of parts: invented data, only where DEBUG is on")
def parts(request: HttpRequest) -> HttpResponse:
    """Every part in every state."""
    return render(request, "me/parts.html", sample(timezone.now()))


def sample(now: datetime) -> dict[str, Any]:
    """What the living page shows, as seen at ``now``."""
    wrong = SampleForm({"born_day": "31", "born_month": "2", "born_year": "2016", "phone": ""}, prefix="wrong")
    return {
        "chips": [Chip(tone, tone) for tone in Tone],
        "moments": moments(now),
        "actions": actions(now),
        "waiting": waiting(now),
        "stages": stages(),
        "identity": identity(),
        "tasks": tasks(),
        "facts": facts(),
        "table": table(),
        "page": Paginator(range(302), 25).get_page(5),
        "events": events(now),
        "figures": [
            Figure(302, "ребёнка получили услуги", "без повторного счёта", "#figures"),
            Figure(473, "маман оқытылды", "5 облыс"),
            Figure(12345, "пример большого числа"),
        ],
        "bars": [Bar("Түркістан", 74), Bar("Шымкент", 66), Bar("Алматы қ.", 52), Bar("Қызылорда", 16)],
        "tags": [FilterTag("Высокий риск", "?"), FilterTag("Шымкент", "?")],
        "filters": FilterForm(),
        "form": SampleForm(),
        "wrong": wrong,
        "day": now.date(),
        "conflict": conflict(),
    }


def moments(now: datetime) -> list[datetime | date]:
    """Late by minutes, hours and days; today with and without a time; ahead; next year."""
    today = timezone.localtime(now).date()
    spans = (timedelta(minutes=-5), timedelta(hours=-3), timedelta(days=-1, hours=-2), timedelta(days=-12))
    return [
        *(now + span for span in spans),
        today,
        now + timedelta(minutes=1),
        today + timedelta(days=2),
        date(today.year + 1, 2, 1),
    ]


def actions(now: datetime) -> list[ActionRow]:
    """Rows of Today."""
    danger = Chip(Tone.DANGER, "опасность")
    day = timedelta(days=1)
    school = ("ұл, шамамен 10", "Сарыағаш ауданы", "өзбекше сөйлейді")
    soon = now + timedelta(minutes=1)
    return [
        ActionRow("Позвонить дежурной полиции", "#", "Записать", None, "R-5T8P-A3", ("мальчик, около 10",), danger),
        ActionRow("Провести пересмотр плана", "#", "Открыть", now - day, "K7Q4-2MX9", ("девочка, 13", "высокий риск")),
        ActionRow("Мектеп бағыттауын қабылдау", "#", "Қабылдау", soon, "R-5T8P-A3", school, is_main=True, post_url="#"),
        ActionRow("Қорғаншының келісімі: мерзімі бітеді", "#", "Ұзарту", now + 2 * day, "9CWN-6FQ3", ("қыз, 7",)),
        ActionRow("Первая оценка безопасности", "#", "Открыть", now, "H2VD-8RK4", ("мальчик, 16",), is_done=True),
    ]


def waiting(now: datetime) -> list[WaitingRow]:
    """What others owe us."""
    return [
        WaitingRow("Полиция, Шымкент", "ответ на направление", now - timedelta(days=2), remind_url="#"),
        WaitingRow("ХҚКО — куәліктің телнұсқасы", "", now + timedelta(days=6), url="#"),
        WaitingRow("Партнёр, Ош — оценка семьи", chip=Chip(Tone.OK, "получено сегодня")),
    ]


def stages() -> list[Step]:
    """A case in service."""
    return [
        Step("Оценка", "done"),
        Step("Жоспар", "done"),
        Step("Услуги", "now"),
        Step("Қайта қарау"),
        Step("Закрытие"),
    ]


def identity() -> Identity:
    """The bar of a case."""
    pairs = [Fact("Ведущий", "А. Үлгібаева"), Fact("Келесі мерзім", chip=Chip(Tone.LATE, "20 ноя")), Fact("Язык", "")]
    return Identity(
        "K7Q4-2MX9", ("девочка", "13 лет", "говорит по-узбекски"), stages(), pairs, Chip(Tone.DUE, "высокий риск"), "#"
    )


def tasks() -> list[Task]:
    """The domains of an assessment."""
    return [
        Task("Безопасность", "#", Chip(Tone.OK, "готово"), "20 ноября, безопасно у тёти"),
        Task("Денсаулық", "#", Chip(Tone.INFO, "басталды")),
        Task("Документы", "#", Chip(Tone.MUTE, "не начато")),
        Task("Қорытынды", hint="Алдымен сегіз сала толтырылады"),
    ]


def facts() -> list[Fact]:
    """Known, unknown and several values."""
    return [
        Fact("Возраст", "около 10", "#"),
        Fact("Сөйлейтін тілі", ["өзбекше", "қазақша"], "#"),
        Fact("Гражданство", "", "#"),
        Fact("Согласие", "Қорғаншы келісті, 2026 ж. 20 қараша", chip=Chip(Tone.DUE, "до 3 дек")),
    ]


def conflict() -> Conflict:
    """Two who wrote at once: a text that may be joined, and a choice that may not."""
    home = Difference("home", "Үйі қайда", "Бақ көшесі, 7", "Бақ көшесі, 9, қақпасы көк", can_join=True)
    return Conflict([home, Difference("lives", "Живёт с детьми", "Да", "", can_join=False)])


def table() -> Table:
    """Children of a worker."""
    columns = [
        Column("Код", sort_url="?", sorted_as="ascending"), Column("Жасы, жынысы"), Column("Этап"),
        Column("Следующий срок"), Column("Услуг за 30 дней", is_number=True),
    ]  # fmt: skip
    rows = [
        TableRow(("K7Q4-2MX9", "13, девочка", Steps(stages()), Chip(Tone.LATE, "20 ноя"), 7), "#"),
        TableRow(("H2VD-8RK4", "16, ұл", Steps([Step("Оценка", "now"), Step("Жоспар")]), "24.11.2026", 12), "#"),
    ]
    return Table(columns, rows, "Мои дети сейчас")


def events(now: datetime) -> list[Event]:
    """A timeline with something folded."""
    return [
        Event(now, "Оказана услуга: одежда и обувь", "А. Үлгібаева", "услуга"),
        Event(now - timedelta(days=1), "Бала өзі айтып берді", "Б. Үлгібаев", "жазба", "Қысқаша мәтін.", "ауыр мазмұн"),
        Event((now - timedelta(days=3)).date(), "Направление принято", "", "направление"),
    ]
