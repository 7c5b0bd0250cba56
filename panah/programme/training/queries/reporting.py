"""What the report of a training says of its test: before, after, what was won, and what fewest knew. Of few people nothing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from panah.programme.training.models import Event
from panah.programme.training.queries.testing import gain_of_event, items_of, paper_for
from panah.programme.training.rules.gain import worst


@dataclass(frozen=True)
class Missed:
    """A question that few knew after the training, in both languages, with its shares in percent."""

    number: int
    text_kk: str
    text_ru: str
    before: int
    after: int

    def text(self, language: str) -> str:
        return self.text_kk if language == "kk" else self.text_ru


@dataclass(frozen=True)
class Learnt:
    """Means of right answers in percent, over those who sat both tests. Of too few people there is no share of anything."""

    people: int
    questions: int
    is_too_few: bool
    before: int = 0
    after: int = 0
    points: int = 0
    worst: tuple[Missed, ...] = ()


def learnt_in(event: Event) -> Learnt | None:
    """As it stands now; none where there is no test, or nobody sat both."""
    found, paper = gain_of_event(event), paper_for(event)
    if paper is None or not found.people:
        return None
    if found.is_too_few:
        return Learnt(found.people, len(found.items), is_too_few=True)
    texts = {item.number: item for item in items_of(paper)}
    missed = [
        Missed(
            one.number, texts[one.number].text_kk, texts[one.number].text_ru, one.change.before_percent,
            one.change.after_percent,
        )
        for one in worst(found)
    ]  # fmt: skip
    change = found.change
    return Learnt(
        found.people, len(found.items), False, change.before_percent, change.after_percent, change.points, tuple(missed)
    )


def as_figures(learnt: Learnt | None) -> dict[str, Any]:
    """To rest in a report that is sent; no name and no code stands in it."""
    return {} if learnt is None else asdict(learnt)


def learnt_of_report(event: Event, figures: Mapping[str, Any]) -> Learnt | None:
    """As it stood when the report was sent; of a report that holds nothing of it, as it stands now."""
    if "learnt" not in figures:
        return learnt_in(event)
    rested = dict(figures["learnt"])
    if not rested:
        return None
    return Learnt(**{**rested, "worst": tuple(Missed(**one) for one in rested["worst"])})
