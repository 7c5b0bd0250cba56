"""The card "already told": in full for who works on the case, in counts and days above a form that may touch it (S5).

A page puts ``told`` into its context and includes ``story/card_short.html`` above its form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.cases.models import Case, DomainAnswer, Interview, ToldFact
from panah.casework.cases.queries import already_told, interviews_of, told_facts, words_of_child
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.undo import taken_back_words
from panah.web.components.when import written_later


@dataclass(frozen=True)
class ToldLine:
    """One thing that is known without asking; ``text`` stays folded. One that was taken back says when and why."""

    day: date
    title: str
    facts: Sequence[str] = ()
    text: str = ""
    tombstone: str = ""
    back_url: str = ""


@dataclass(frozen=True)
class ShortCard:
    """Topics with days, and how often the child was questioned. No word of content."""

    lines: Sequence[str] = ()
    interviews: int = 0
    interview_words: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines or self.interviews)


@dataclass(frozen=True)
class FullCard:
    told: Sequence[ToldLine] = ()
    interviews: Sequence[ToldLine] = ()
    assessed: Sequence[ToldLine] = field(default=())


def short_card(case: Case) -> ShortCard:
    """For the page of a case and above every form that may touch what was told. Opens nothing."""
    known, standing = already_told(case), standing_of(case.child)
    held = len(known.interviews)
    return ShortCard(
        lines=[
            f"{label_for('told_topics', one.topic, standing)}: {_sources(one.sources, standing)}, {_day(one.last_on)}"
            for one in known.topics
        ],
        interviews=held,
        interview_words=_times(held) + (f" · {_day(known.interviews[-1].held_on)}" if held else ""),
        url=reverse("case-told", args=[case.code]),
    )


def _times(count: int) -> str:
    words = ngettext("Questioned %(count)d time", "Questioned %(count)d times", count)
    return words % {"count": count} if count else _("Never questioned, as far as we know")


def _sources(sources: Sequence[str], standing: str) -> str:
    return ", ".join(label_for("fact_sources", source, standing).lower() for source in sources)


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def full_card(actor: Actor, case: Case) -> FullCard:
    """Everything with its text, for who works on the case; the reading is recorded."""
    told, held, assessed = told_facts(case), interviews_of(case), words_of_child(case)
    counted: list[ToldFact | Interview] = [*told, *held]
    reveal(actor, *(row for row in counted if row.taken_back_at is None), *assessed)
    standing = standing_of(case.child)
    return FullCard(
        told=[_told(row, standing) for row in told],
        interviews=[_held(row, standing) for row in held],
        assessed=[_assessed(row, standing) for row in assessed],
    )


def _assessed(row: DomainAnswer, standing: str) -> ToldLine:
    area = label_for("assessment_domains", row.domain, standing)
    return ToldLine(localtime(row.answered_at).date(), area, (), _text(row, "child_says"))


def _told(row: ToldFact, standing: str) -> ToldLine:
    facts = [label_for("fact_sources", row.source, standing), written_later(row.happened_on, row.written_at), _who(row)]
    title = label_for("told_topics", row.topic, standing)
    return _line(row, standing, ToldLine(row.happened_on, title, facts, "text"), "told-back")


def _held(row: Interview, standing: str) -> ToldLine:
    recorded = _named(_("Recorded"), code_list("yes_no_unknown").label(row.was_recorded).lower())
    topics = ", ".join(label_for("told_topics", topic, standing) for topic in row.topics)
    present, by = _text(row, "present"), _text(row, "held_by")
    reason = label_for("interview_reasons", row.reason, standing) if row.reason else ""
    facts = [
        by, recorded, topics, _named(_("Present"), present),
        _named(_("Why again"), reason), written_later(row.held_on, row.written_at), _who(row),
    ]  # fmt: skip
    title = code_list("organisation_kinds").label(row.body)
    return _line(row, standing, ToldLine(row.held_on, title, facts, "reason_text"), "interview-back")


def _line(row: ToldFact | Interview, standing: str, line: ToldLine, back: str) -> ToldLine:
    """``line.text`` names the field. A line that was taken back keeps its day and title alone: what was written may be
    another child's."""
    tombstone = taken_back_words(row, standing)
    if tombstone:
        return ToldLine(line.day, line.title, tombstone=tombstone)
    known = [fact for fact in line.facts if fact]
    return replace(line, facts=known, text=_text(row, line.text), back_url=reverse(back, args=[row.pk]))


def _named(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _who(row: ToldFact | Interview) -> str:
    return row.written_by.display_name if row.written_by else ""


def _text(record: Guarded, name: str) -> str:
    try:
        return str(getattr(record, name))
    except StillSealed:
        return ""
