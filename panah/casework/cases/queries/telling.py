"""What is known without asking the child again (S5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from panah.casework.cases.models import Case, DomainAnswer, Interview, ToldFact


@dataclass(frozen=True)
class TopicTold:
    """``sources`` are codes: who knows it from where. Nothing of what was said."""

    topic: str
    times: int
    sources: tuple[str, ...]
    last_on: date


@dataclass(frozen=True)
class InterviewHeld:
    held_on: date
    body: str
    was_recorded: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class AlreadyTold:
    """Counts, days and topics: fit for whoever wants to question the child, also from outside."""

    topics: tuple[TopicTold, ...] = ()
    interviews: tuple[InterviewHeld, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.interviews)


def already_told(case: Case) -> AlreadyTold:
    """What was told and asked before, without a word of its content."""
    told = ToldFact.objects.filter(case=case).order_by("happened_on", "written_at")
    rows = list(told.values_list("topic", "source", "happened_on"))
    held = Interview.objects.filter(case=case).order_by("held_on", "written_at")
    return AlreadyTold(
        topics=tuple(_topics(rows)),
        interviews=tuple(
            InterviewHeld(day, body, recorded, tuple(topics))
            for day, body, recorded, topics in held.values_list("held_on", "body", "was_recorded", "topics")
        ),
    )


def _topics(rows: Iterable[tuple[str, str, date]]) -> Iterable[TopicTold]:
    """The topic told last stands first."""
    found: dict[str, TopicTold] = {}
    for topic, source, day in rows:
        before = found.pop(topic, None)
        sources = (*before.sources, source) if before else (source,)
        found[topic] = TopicTold(topic, len(sources), sources, day)
    for one in reversed(list(found.values())):
        yield TopicTold(one.topic, one.times, tuple(dict.fromkeys(one.sources)), one.last_on)


def told_facts(case: Case) -> list[ToldFact]:
    """Each thing that was told, seen or read, newest first. Its text stays shut until it is revealed."""
    rows = ToldFact.objects.filter(case=case).select_related("written_by")
    return list(rows.order_by("-happened_on", "-written_at"))


def interviews_of(case: Case) -> list[Interview]:
    """Each time that the child was questioned, newest first."""
    rows = Interview.objects.filter(case=case).select_related("written_by")
    return list(rows.order_by("-held_on", "-written_at"))


def words_of_child(case: Case) -> list[DomainAnswer]:
    """The answers of assessments in which the child's own words stand: the latest of each area."""
    rows = DomainAnswer.objects.filter(assessment__case=case, child_says__isnull=False)
    latest = {answer.domain: answer for answer in rows.order_by("answered_at")}
    return sorted(latest.values(), key=lambda answer: answer.answered_at, reverse=True)
