"""What a material lacks, whether a post may go out, what a link is, and sums that come out exactly. Pure."""

from calendar import MONDAY, Calendar
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from panah.programme.outreach.codes import CampaignState, Lack, PostState, Tongue, Went

LONGEST_LINK = 500
LONGEST_SPOT = 4 * 60 * 60  # seconds of one airing
MOST_COPIES = 10_000_000
NOWHERE = ""


def missing_tongues(text_kk: str, text_ru: str) -> tuple[Tongue, ...]:
    """Of Kazakh and Russian, in which nothing is written yet."""
    written = {Tongue.KK: text_kk, Tongue.RU: text_ru}
    return tuple(tongue for tongue, text in written.items() if not text.strip())


def is_span(begins: date | None, ends: date | None) -> bool:
    return begins is not None and (ends is None or ends >= begins)


def may_become(now: CampaignState, next_state: CampaignState) -> bool:
    """Forward, and back by one where it was pressed too early."""
    order = tuple(CampaignState)
    return abs(order.index(next_state) - order.index(now)) == 1


def plain_link(text: str) -> str:
    """A link that a browser opens, or ""; what is taken for the same link is decided above (``canonical``)."""
    text = text.strip()
    if len(text) > LONGEST_LINK or any(sign.isspace() for sign in text):
        return ""
    try:
        parts = urlsplit(text)
        is_host = "." in (parts.hostname or "") and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and is_host and not parts.username else ""


def same_link(text: str, canonical: Callable[[str], str] | None = None) -> str:
    """By which two links are found to be one. ``canonical`` is the rule of whoever knows the networks better."""
    return (canonical(text) if canonical else plain_link(text).rstrip("/")).lower()


@dataclass(frozen=True)
class Draft:
    """A post as far as it is written."""

    text_kk: str = ""
    text_ru: str = ""
    has_image: bool = False
    alt_kk: str = ""
    alt_ru: str = ""
    is_image_safe: bool = False
    has_story: bool = False
    is_cleared: bool = False
    has_time: bool = False


def lacks(draft: Draft) -> tuple[Lack, ...]:
    """What keeps a post from going out. A story of a survivor waits for the survivors' clearance, whoever is in a hurry."""
    found = {
        Lack.KK: not draft.text_kk.strip(), Lack.RU: not draft.text_ru.strip(),
        Lack.ALT_KK: draft.has_image and not draft.alt_kk.strip(),
        Lack.ALT_RU: draft.has_image and not draft.alt_ru.strip(),
        Lack.FACES: draft.has_image and not draft.is_image_safe,
        Lack.CLEARANCE: draft.has_story and not draft.is_cleared,
        Lack.TIME: not draft.has_time,
    }  # fmt: skip
    return tuple(lack for lack, is_lacking in found.items() if is_lacking)


def may_publish(state: PostState, left: Sequence[Lack]) -> bool:
    return state is PostState.READY and not left


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The weeks that a month touches, each from Monday to Sunday."""
    return Calendar(MONDAY).monthdatescalendar(year, month)


def month_beside(year: int, month: int, step: int) -> tuple[int, int]:
    place = year * 12 + month - 1 + step
    return place // 12, place % 12 + 1


@dataclass(frozen=True)
class Outcome:
    """Something that went out: how many copies, airings or posts, where, in which language, how many it is thought to reach."""

    way: Went
    count: int
    place: str = NOWHERE  # code of a region; none: of no place
    tongue: str = ""
    reach: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class Numbers:
    """Every breakdown adds up to its total: what has no place stands under none, and is never left out."""

    distributed: int = 0
    airings: int = 0
    seconds: int = 0
    posts: int = 0
    reach: int = 0
    distributed_by_place: Mapping[str, int] = field(default_factory=dict)
    distributed_by_tongue: Mapping[str, int] = field(default_factory=dict)
    airings_by_tongue: Mapping[str, int] = field(default_factory=dict)
    posts_by_tongue: Mapping[str, int] = field(default_factory=dict)
    reach_by_way: Mapping[str, int] = field(default_factory=dict)


def numbers_of(outcomes: Iterable[Outcome]) -> Numbers:
    rows = list(outcomes)
    of = {way: [row for row in rows if row.way is way] for way in Went}
    return Numbers(
        distributed=sum(row.count for row in of[Went.DISTRIBUTION]), airings=sum(row.count for row in of[Went.AIRING]),
        seconds=sum(row.seconds for row in of[Went.AIRING]), posts=sum(row.count for row in of[Went.POST]),
        reach=sum(row.reach for row in rows),
        distributed_by_place=_by(of[Went.DISTRIBUTION], lambda row: row.place),
        distributed_by_tongue=_by(of[Went.DISTRIBUTION], lambda row: row.tongue),
        airings_by_tongue=_by(of[Went.AIRING], lambda row: row.tongue),
        posts_by_tongue=_by(of[Went.POST], lambda row: row.tongue),
        reach_by_way={way.value: sum(row.reach for row in found) for way, found in of.items()},
    )  # fmt: skip


def _by(rows: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for row in rows:
        counted[key(row)] += row.count
    return dict(sorted(counted.items()))


LONGEST_ON_POSTER = 1_200


def fits_on_poster(texts: Iterable[str]) -> bool:
    """Whether all of it is read on one sheet; a poster is no brochure."""
    return sum(len(text) for text in texts) <= LONGEST_ON_POSTER
