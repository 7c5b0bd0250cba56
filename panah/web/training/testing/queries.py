"""What the pages of tests show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.programme.training.codes import PaperState, SatHow, Wave
from panah.programme.training.models import Event, Item, Module, Sitting, TestPaper
from panah.programme.training.queries import texts_of, who_sat
from panah.programme.training.rules.gain import Change, Gain, ItemGain
from panah.web.components.values import Chip, Column, Fact, Link, Table, TableRow, Tone
from panah.web.training.testing.words import language_of_texts

_TONES = {PaperState.DRAFT: Tone.DUE, PaperState.READY: Tone.OK, PaperState.RETIRED: Tone.MUTE}


def state_chip(paper: TestPaper) -> Chip:
    return Chip(_TONES[PaperState(paper.state)], code_list("test_paper_state").label(paper.state))


def papers_table(actor: Actor) -> Table:
    rows = TestPaper.objects.visible_to(actor).select_related("module_version__module", "event").order_by("-made_at")
    columns = [Column(_("Test")), Column(_("Of what")), Column(_("Version"), True), Column(_("State"))]
    language = language_of_texts()
    shown = [
        TableRow(
            (one.label(language), _of_what(one), str(one.number), state_chip(one)),
            reverse("training-test", args=[one.code]),
        )
        for one in rows
    ]
    return Table(columns, shown, empty=_("No test yet. Write the first one."))


def _of_what(paper: TestPaper) -> str:
    if paper.module_version is not None:
        return paper.module_version.module.label(get_language() or "kk")
    return paper.event.code if paper.event is not None else ""


def module_choices(actor: Actor) -> list[tuple[str, str]]:
    rows = Module.objects.visible_to(actor).taught()
    return [("", "—"), *((one.code, one.label(get_language() or "kk")) for one in rows)]


def facts_of_paper(paper: TestPaper) -> list[Fact]:
    return [
        Fact(_("Of what"), _of_what(paper)),
        Fact(_("Version"), str(paper.number)),
        Fact(_("State"), state_chip(paper)),
        Fact(_("Title in Kazakh"), paper.title_kk),
        Fact(_("Title in Russian"), paper.title_ru),
    ]


@dataclass(frozen=True)
class ShownOption:
    letter: str
    kk: str
    ru: str
    is_right: bool


@dataclass(frozen=True)
class ShownItem:
    """A question for looking at: both languages, and that of the sheet."""

    number: int
    kk: str
    ru: str
    text: str
    kind: str
    is_several: bool
    options: Sequence[ShownOption]
    language: str = "kk"

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(one.letter, one.kk if self.language == "kk" else one.ru) for one in self.options]


def shown_items(items: Iterable[Item], language: str = "kk") -> list[ShownItem]:
    kinds = code_list("test_item_kind")
    return [
        ShownItem(
            item.number, item.text_kk, item.text_ru, item.text(language), kinds.label(item.kind), item.kind == "several",
            [ShownOption(one.letter, one.text_kk, one.text_ru, one.is_right) for one in item.options.all()], language,
        )
        for item in items
    ]  # fmt: skip


def sheet_languages(paper: TestPaper, current: str) -> list[tuple[str, str, bool]]:
    address = reverse("training-test-sheet", args=[paper.code])
    return [(f"{address}?language={code}", name, code == current) for code, name in (("kk", "Қаз"), ("ru", "Рус"))]


def address_of(name: str, code: str) -> str:
    """As it stands in a picture: without a language, which the phone chooses."""
    return f"{settings.PANAH_ADDRESS}/{reverse(name, args=[code]).split('/', 2)[2]}"


@dataclass(frozen=True)
class GainRow:
    """One question, or all of them together, before and after."""

    label: str
    text: str
    change: Change

    @property
    def points(self) -> str:
        return f"{self.change.points:+d}".replace("-", "−")


def gain_rows(event: Event, found: Gain) -> list[GainRow]:
    texts = texts_of(event, [item.number for item in found.items], language_of_texts())
    return [GainRow(str(item.number), texts.get(item.number, ""), item.change) for item in found.items]


def worst_rows(event: Event, items: Sequence[ItemGain]) -> list[GainRow]:
    texts = texts_of(event, [item.number for item in items], language_of_texts())
    return [GainRow(str(item.number), texts.get(item.number, ""), item.change) for item in items]


def group_facts(found: Gain) -> list[Fact]:
    """Who sat once only is told and counted nowhere."""
    change, won = found.change, found.change.normalised_percent
    facts = [
        Fact(_("Sat both tests"), str(found.people)),
        Fact(_("Only before"), str(found.before_only)),
        Fact(_("Only after"), str(found.after_only)),
    ]
    if not found.people:
        return facts
    return [
        *facts,
        Fact(_("Right answers before"), f"{change.before_percent} %"),
        Fact(_("Right answers after"), f"{change.after_percent} %"),
        Fact(_("Of what could be won, was won"), f"{won} %".replace("-", "−") if won is not None else "—"),
        Fact(
            _("More right after than before"), _("%(count)s of %(all)s") % {"count": found.better, "all": found.people}
        ),
    ]


def people_table(actor: Actor, event: Event) -> Table:
    """By codes, without names: whose sheet is still missing."""
    labels, may_type = code_list("test_wave"), Permission.TRAINING_KEEP in actor.permissions
    columns = [Column(_("Code")), *(Column(labels.label(wave)) for wave in Wave)]
    rows = [
        TableRow((
            one.enrolment.code,
            _sat(event, one.enrolment.code, Wave.PRE, one.pre, may_type),
            _sat(event, one.enrolment.code, Wave.POST, one.post, may_type),
        ))
        for one in who_sat(event)
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nobody takes part yet."))


def _sat(event: Event, own: str, wave: Wave, sitting: Sitting | None, may_type: bool) -> object:
    address = reverse("training-test-typed", args=[event.code, wave.value, own])
    if sitting is None:
        return Link(address, _("Type a sheet")) if may_type else _("not yet")
    day = date_format(timezone.localtime(sitting.at), "SHORT_DATE_FORMAT")
    words = f"{code_list('test_sat_how').label(sitting.how)}, {day}"
    return words if sitting.how == SatHow.ONLINE or not may_type else Link(address, words)
