from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.documents.actions import store_file
from panah.foundation.documents.codes import Media
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import (
    ActRefused,
    AlreadyCounted,
    AuthorityMissing,
    ChildMayBeKnown,
    DayAhead,
    DayBefore,
    LinkRefused,
    NoPicture,
    NotTheSameEvent,
    ReportAccepted,
)
from panah.programme.champions.actions.stories import clearance_of
from panah.programme.champions.codes import AT_A_PLACE, ActType, ReportState
from panah.programme.champions.models import Act, Champion, KitUse, KitVersion, PlannedAct
from panah.programme.champions.queries import held, twins_of
from panah.programme.champions.rules import NO_LINK, Link, Quarter, gone_key, is_late, may_be_one, read_link
from panah.programme.directory.models import Institution

MOST_REACHED = 1_000_000
LONGEST_NOTE = 4_000
PHOTO = "champion_photo"


@dataclass(frozen=True)
class ActDetails:
    """What was done. Reach is an estimate; ``young`` are those under 18, each person once."""

    type: ActType
    happened_on: date
    language: str  # code list champion_languages
    link: str = ""
    place: Place | None = None
    spot: str = ""
    venue: str = ""
    with_authority: bool = False
    institution: Institution | None = None
    authority: str = ""
    women: int = 0
    men: int = 0
    young: int = 0
    note: str = ""
    tells_story: bool = False
    kit: Sequence[KitVersion] = ()
    planned: PlannedAct | None = None
    held_with: Act | None = None  # what another champion wrote down of the same event: it counts once
    is_apart: bool = False  # there is such a thing, and it was another one


@action(Permission.CHAMPION_WORK, on="champion")
def record_act(*, by: Actor, champion: Champion, details: ActDetails, idempotency_key: str = "") -> Act:
    """One's own act; late is welcome and marked, and a post that stands already is not counted twice."""
    return _recorded(by, champion, details)


@action(Permission.CHAMPION_KEEP, on="champion")
def record_act_for(*, by: Actor, champion: Champion, details: ActDetails, idempotency_key: str = "") -> Act:
    """The same for somebody without an account, or out of a list."""
    return _recorded(by, champion, details)


def _recorded(by: Actor, champion: Champion, details: ActDetails) -> Act:
    link = _checked(champion, details)
    if link.key and Act.objects.standing().filter(link_key__in=(link.key, gone_key(link.key))).exists():
        raise AlreadyCounted
    try:
        with transaction.atomic():
            act = Act.objects.create(
                file=champion.file, champion=champion, planned=details.planned, type=details.type,
                happened_on=details.happened_on, link=link.address, link_key=link.key, place=details.place,
                spot=details.spot.strip(), venue=details.venue if details.type in AT_A_PLACE else "",
                language=details.language, with_authority=details.with_authority, institution=details.institution,
                authority=details.authority.strip() if details.with_authority else "", women=details.women,
                men=details.men, young=details.young, note=details.note.strip(),
                clearance=clearance_of(details.tells_story), recorded_at=clock.now(),
                held_with=details.held_with, is_apart=details.is_apart, recorded_by=by.id,
                is_late=is_late(details.happened_on, clock.today()),
            )  # fmt: skip
    except IntegrityError as error:  # somebody else was faster by a moment
        raise AlreadyCounted from error
    KitUse.objects.bulk_create([KitUse(act=act, version=one) for one in dict.fromkeys(details.kit)])
    if details.planned is not None:
        stop_timers(
            by=by, file=champion.file, kinds=(TimerKind.CHAMPION_ACT,), outcome="done",
            address_code=details.planned.code, done_at=details.happened_on,
        )  # fmt: skip
    return act


def _checked(champion: Champion, details: ActDetails) -> Link:
    if details.happened_on > clock.today():
        raise DayAhead
    if details.happened_on < champion.since or (champion.until and details.happened_on > champion.until):
        raise DayBefore
    if _is_accepted(champion, details.happened_on):
        raise ReportAccepted
    link = read_link(details.link) if details.link.strip() else NO_LINK
    if (details.link.strip() or details.type is ActType.POST) and not link.key:
        raise LinkRefused
    is_coded = details.language in code_list("champion_languages") and (
        details.type not in AT_A_PLACE or details.venue in code_list("champion_venues")
    )
    is_somewhere = details.place is not None or details.type not in AT_A_PLACE
    is_found = bool(link.key or details.spot.strip()) or details.type is not ActType.MEDIA
    reach = (details.women, details.men, details.young)
    is_counted = all(0 <= number <= MOST_REACHED for number in reach)
    if not (is_coded and is_somewhere and is_found and is_counted) or len(details.note) > LONGEST_NOTE:
        raise ActRefused
    if details.planned is not None and details.planned.champion_id != champion.pk:
        raise ActRefused
    if details.held_with is not None and details.held_with not in _twins(champion, details):
        raise NotTheSameEvent
    if details.with_authority and not (details.institution or details.authority.strip()):
        raise AuthorityMissing
    return link


def _twins(champion: Champion, details: ActDetails) -> list[Act]:
    return twins_of(champion, details.type, details.happened_on, details.place, details.venue)


def _is_accepted(champion: Champion, day: date) -> bool:
    quarter = Quarter.of(day)
    rows = champion.reports.filter(year=quarter.year, quarter=quarter.number, state=ReportState.ACCEPTED)
    return rows.exists()


@action(Permission.CHAMPION_WORK, on="act")
def add_photo(*, by: Actor, act: Act, paper: CheckedFile, is_nobody_known: bool, idempotency_key: str = "") -> Act:
    """Only where the champion says that no child can be recognised. No machine looks at faces: a person does.

    ``uploads.checked`` has painted the picture anew, so that it tells neither where nor with what it was taken.
    """
    if not is_nobody_known:
        raise ChildMayBeKnown
    if paper.media not in (Media.JPEG, Media.PNG):
        raise NoPicture
    before = act.photo
    act.photo = store_file(by=by, record=act, kind=PHOTO, paper=paper)
    act.save(update_fields=["photo"])
    if before is not None:
        before.delete()
    return act


@action(Permission.CHAMPION_WORK, on="act")
def take_photo_away(*, by: Actor, act: Act) -> Act:
    """The picture is gone, from the disk too."""
    before = act.photo
    act.photo = None
    act.save(update_fields=["photo"])
    if before is not None:
        before.delete()
    return act


@action(Permission.CHAMPION_WORK, on="act")
def remove_act(*, by: Actor, act: Act) -> Act:
    """It was written down by mistake: it counts no more, and its link is free again."""
    if _is_accepted(act.champion, act.happened_on):
        raise ReportAccepted
    return _removed(act)


@action(Permission.CHAMPION_KEEP, on="act")
def strike_act(*, by: Actor, act: Act) -> Act:
    """The same by who keeps the cohort."""
    return _removed(act)


def _removed(act: Act) -> Act:
    """What others held together with it goes on counting once, under the next one."""
    act.removed_at = act.removed_at or clock.now()
    act.save(update_fields=["removed_at"])
    others = list(Act.objects.standing().filter(held_with=act).order_by("recorded_at", "code"))
    if others:
        Act.objects.filter(pk=others[0].pk).update(held_with=None)
        Act.objects.filter(pk__in=[one.pk for one in others[1:]]).update(held_with=others[0])
    return act


@action(Permission.CHAMPION_KEEP, on="act")
def join_acts(*, by: Actor, act: Act, other: Act) -> Act:
    """A person knows that two champions held it together: it counts once, as it was written down first."""
    first, later = sorted((act, other), key=lambda one: held(one).order)
    is_one_office = first.champion.organisation_id == later.champion.organisation_id
    if not is_one_office or not may_be_one(held(first), held(later)):
        raise NotTheSameEvent
    root = first.held_with or first
    later.held_with, later.is_apart = root, False
    later.save(update_fields=["held_with", "is_apart"])
    Act.objects.filter(held_with=later).update(held_with=root)
    return later


@action(Permission.CHAMPION_KEEP, on="act")
def part_acts(*, by: Actor, act: Act) -> Act:
    """It was another one after all, and counts by itself."""
    act.held_with, act.is_apart = None, True
    act.save(update_fields=["held_with", "is_apart"])
    return act
