"""What is known without asking the child again (S5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from panah.casework.cases.models import Case, DomainAnswer, Interview, ToldFact
from panah.foundation.reference.codes import code_list


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
    """What was told and asked before, without a word of its content, and without what was taken back."""
    told = ToldFact.objects.filter(case=case, taken_back_at=None).order_by("happened_on", "written_at")
    rows = list(told.values_list("topic", "source", "happened_on"))
    return AlreadyTold(
        topics=tuple(_topics(rows)),
        interviews=tuple(
            InterviewHeld(one.held_on, one.body, one.was_recorded, tuple(one.topics))
            for one in interviews_that_count(case)
        ),
    )


def interviews_that_count(case: Case) -> list[Interview]:
    """Each time that the child was questioned, in their order; one that was written twice counts once."""
    return list(Interview.objects.filter(case=case, taken_back_at=None).order_by("held_on", "written_at"))


def slips_of_telling() -> tuple[str, ...]:
    """Why a line of what was told may be taken back. None says that the child now tells otherwise: that is a new line (S5)."""
    reasons = code_list("taken_back_reasons")
    return tuple(code for code in reasons.codes if not reasons.row(code).extra.get("of_services"))


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
    """Each thing that was told, seen or read, newest first, also taken back. Its text stays shut until it is revealed."""
    rows = ToldFact.objects.filter(case=case).select_related("written_by")
    return list(rows.order_by("-happened_on", "-written_at"))


def interviews_of(case: Case) -> list[Interview]:
    """Each interview as it was written, newest first, also taken back."""
    rows = Interview.objects.filter(case=case).select_related("written_by")
    return list(rows.order_by("-held_on", "-written_at"))


def words_of_child(case: Case) -> list[DomainAnswer]:
    """The answers of assessments in which the child's own words stand: the latest of each area."""
    rows = DomainAnswer.objects.filter(assessment__case=case, child_says__isnull=False)
    latest = {answer.domain: answer for answer in rows.order_by("answered_at")}
    return sorted(latest.values(), key=lambda answer: answer.answered_at, reverse=True)
