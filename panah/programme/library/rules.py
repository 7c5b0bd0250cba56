"""Who may read, what is missing, who is the second person, and what differs between two versions. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from panah.programme.library.codes import Audience, Change, Spoken

LANGUAGES = (Spoken.KK, Spoken.RU)
LONGEST_REVIEW = timedelta(days=5 * 366)
NEAR = 2  # lines that are kept beside a change, so that it is understood
_WIDTH = tuple(Audience)


def audiences_open_to(*, is_signed_in: bool, is_champion: bool) -> frozenset[Audience]:
    """What somebody may read: a champion what is for champions and for all, whoever works with Panah everything."""
    if not is_signed_in:
        return frozenset({Audience.PUBLIC})
    return frozenset(Audience) - ({Audience.PARTNERS} if is_champion else set())


def is_wider(wanted: Audience, now: Audience) -> bool:
    """Whether more people would read it than a second person has said yes to."""
    return _WIDTH.index(wanted) > _WIDTH.index(now)


def missing_languages(there: Collection[str]) -> tuple[Spoken, ...]:
    """Of Kazakh and Russian, which is not there yet."""
    return () if Spoken.BOTH in there else tuple(language for language in LANGUAGES if language not in there)


def may_join(new: Spoken, there: Collection[str]) -> bool:
    """Whether this language adds anything: a paper in both stands alone."""
    return new in missing_languages(there) if new is not Spoken.BOTH else not there


def may_approve(who: str, writers: Collection[str]) -> bool:
    """The second person is not one of those who brought it in."""
    return bool(who) and who not in writers


def next_number(numbers: Iterable[int]) -> int:
    return max(numbers, default=0) + 1


def is_review_day(day: date, today: date) -> bool:
    """Today or later, and not so far that nobody would ever look again."""
    return today <= day <= today + LONGEST_REVIEW


@dataclass(frozen=True)
class Line:
    change: Change
    text: str


def line_changes(before: str, after: str) -> list[Line]:
    """Two texts laid side by side, line by line; of what is the same only what stands near a change."""
    old, new = _lines(before), _lines(after)
    found: list[Line] = []
    for verb, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found += [Line(Change.KEPT, text) for text in old[old_from:old_to]]
            continue
        found += [Line(Change.REMOVED, text) for text in old[old_from:old_to]]
        found += [Line(Change.ADDED, text) for text in new[new_from:new_to]]
    changed = [place for place, line in enumerate(found) if line.change is not Change.KEPT]
    return [line for place, line in enumerate(found) if any(abs(place - one) <= NEAR for one in changed)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
