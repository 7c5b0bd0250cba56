"""The test of an event: which paper, which wave is open, who sat, and what the training changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from panah.foundation.security import clock
from panah.foundation.security.codes import normalise_code
from panah.programme.training.codes import ItemKind, PaperState, Wave
from panah.programme.training.models import Enrolment, Event, EventPaper, Item, ItemAnswer, Option, Sitting, TestPaper
from panah.programme.training.rules.gain import Gain, ItemGain, gain, worst
from panah.programme.training.rules.scoring import DraftItem, DraftOption, Key
from panah.programme.training.rules.waves import TimeOfTest, time_of_test


def items_of(paper: TestPaper) -> list[Item]:
    """The questions with their answers, in two queries."""
    return list(paper.items.prefetch_related(Prefetch("options", Option.objects.order_by("letter"))))


def key_of(item: Item) -> Key:
    options = list(item.options.all())
    right = frozenset(option.letter for option in options if option.is_right)
    return Key(item.number, len(options), right, item.kind == ItemKind.SEVERAL)


def keys_of(paper: TestPaper) -> list[Key]:
    return [key_of(item) for item in items_of(paper)]


def draft_of(item: Item) -> DraftItem:
    options = tuple(DraftOption(one.text_kk, one.text_ru, one.is_right) for one in item.options.all())
    return DraftItem(item.text_kk, item.text_ru, options, ItemKind(item.kind))


def is_in_use(paper: TestPaper) -> bool:
    return Sitting.objects.filter(paper=paper).exists()


def chosen_paper(event: Event) -> EventPaper | None:
    return EventPaper.objects.filter(event=event).select_related("paper").first()


def paper_for(event: Event) -> TestPaper | None:
    """What was chosen; else the newest ready paper of the event itself, else of the first of its modules that has one."""
    chosen = chosen_paper(event)
    if chosen is not None:
        return chosen.paper
    return next(iter(papers_for(event)), None) if event.has_test else None


def papers_for(event: Event) -> list[TestPaper]:
    """The ready papers that fit an event: its own first, then those of its modules in their order, the newest first."""
    ready = TestPaper.objects.ready().filter(organisation=event.organisation_id).order_by("-number", "-made_at")
    own = list(ready.filter(event=event))
    order: list[Any] = list(event.taught.order_by("position").values_list("version_id", flat=True))
    of_modules = list(ready.filter(module_version__in=order))
    return own + sorted(of_modules, key=lambda paper: order.index(paper.module_version_id))


def event_in_room(text: str) -> Event | None:
    """The event whose picture hangs in a room: it asks everybody for the own code."""
    code = normalise_code(text)
    found: Event | None = Event.objects.held().filter(code=code).select_related("place").first() if code else None
    return found


def learner_of_code(event: Event, own: str) -> Enrolment | None:
    """Whoever takes part under this code; who asks counts wrong tries."""
    return Enrolment.objects.filter(event=event, code=own).select_related("event__place").first() if own else None


def time_for(event: Event) -> TimeOfTest:
    """Which test of the event is open today."""
    chosen = chosen_paper(event)
    is_open = chosen is not None and chosen.after_opened_at is not None
    return time_of_test(event.starts_on, event.ends_on, clock.today(), is_after_open=is_open)


def sitting_of(enrolment: Enrolment, wave: Wave) -> Sitting | None:
    return Sitting.objects.filter(enrolment=enrolment, wave=wave).first()


def answers_of(event: Event, wave: Wave) -> dict[str, dict[int, str]]:
    """What is in, by the participant's code and the number of the question."""
    rows = ItemAnswer.objects.filter(sitting__enrolment__event=event, sitting__wave=wave)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for code, number, chosen in rows.values_list("sitting__enrolment__code", "item__number", "chosen"):
        found[code][number] = chosen
    return dict(found)


@dataclass(frozen=True)
class Sat:
    """One participant and what is in of this one."""

    enrolment: Enrolment
    pre: Sitting | None
    post: Sitting | None


def who_sat(event: Event) -> list[Sat]:
    """Those who take part, by their codes."""
    taking = Enrolment.objects.filter(event=event).taking_part().order_by("code")
    found: dict[Any, dict[str, Sitting]] = defaultdict(dict)
    for sitting in Sitting.objects.of(event):
        found[sitting.enrolment_id][sitting.wave] = sitting
    return [Sat(one, found[one.pk].get(Wave.PRE), found[one.pk].get(Wave.POST)) for one in taking]


def gain_of_event(event: Event) -> Gain:
    """By question and for the group, over those who sat both and take part. ``is_too_few`` says what may not leave."""
    paper = paper_for(event)
    if paper is None:
        return gain({}, {}, ())
    numbers = list(paper.items.values_list("number", flat=True))
    sittings = Sitting.objects.of(event).filter(paper=paper)
    sittings = sittings.filter(enrolment__in=Enrolment.objects.filter(event=event).taking_part())
    rights: dict[str, dict[str, set[int]]] = {Wave.PRE: {}, Wave.POST: {}}
    for wave, code in sittings.values_list("wave", "enrolment__code"):
        rights[wave][code] = set()
    rows = ItemAnswer.objects.filter(sitting__in=sittings.values("pk"), is_right=True)
    for wave, code, number in rows.values_list("sitting__wave", "sitting__enrolment__code", "item__number"):
        rights[wave][code].add(number)
    return gain(rights[Wave.PRE], rights[Wave.POST], numbers)


def worst_items(event: Event) -> tuple[ItemGain, ...]:
    """The three questions that fewest knew after the training."""
    return worst(gain_of_event(event))


def texts_of(event: Event, numbers: Iterable[int], language: str) -> dict[int, str]:
    """The words of questions by their numbers, for a page or a report."""
    paper = paper_for(event)
    items = paper.items.filter(number__in=list(numbers)) if paper is not None else []
    return {item.number: item.text(language) for item in items}


def may_be_changed(paper: TestPaper) -> bool:
    return paper.state == PaperState.DRAFT
