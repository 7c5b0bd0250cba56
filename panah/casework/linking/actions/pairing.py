"""Pairs come before a person, go from the queue by a word, and come back."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, Q

from panah.casework.exchange.models import ImportedRecord
from panah.casework.linking.actions.refusals import DecidedAlready
from panah.casework.linking.codes import Band, Origin, PairKind, PairState
from panah.casework.linking.models import Pair, Sought
from panah.casework.linking.queries import Found, compared_pair
from panah.casework.linking.queries.pairs import WAITING
from panah.casework.linking.rules.pairs import MOST_OPEN, band_of, in_order
from panah.casework.people.models import Child, Name
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, principal, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_WORK, on="child")
def note_pair(*, by: Actor, child: Child, other: Child, origin: Origin = Origin.PERSON) -> Pair:
    """Somebody who sees both wants to know whether they are one, also of those who were taken for brother and sister.

    What was decided of them before stands until it is decided anew.
    """
    require(by, Permission.CASE_WORK, other)
    verdict = compared_pair(child, other)
    one, two = in_order(child.pk, other.pk)
    pair, _made = Pair.objects.get_or_create(
        one_id=one, other_id=two,
        defaults={
            "kind": PairKind.SAME, "origin": origin, "band": band_of(verdict) or Band.POSSIBLE,
            "score": verdict.points, "found_at": clock.now(),
        },
    )  # fmt: skip
    if pair.kind == PairKind.SIBLINGS:
        pair.kind, pair.state = PairKind.SAME, PairState.OPEN
        pair.save(update_fields=["kind", "state"])
    return pair


@action(Permission.CASE_WORK, on="pair")
def tell_apart(*, by: Actor, pair: Pair) -> Pair:
    """They are two, or no brother and sister. Not asked about again, unless a name is added."""
    if pair.state not in WAITING:
        raise DecidedAlready
    return _decided(by, pair, PairState.DIFFERENT)


@action(Permission.CASE_WORK, on="pair")
def reopen_pair(*, by: Actor, pair: Pair) -> Pair:
    """What was told apart is looked at once more."""
    if pair.state != PairState.DIFFERENT:
        raise DecidedAlready
    return _decided(by, pair, PairState.OPEN)


def _decided(by: Actor, pair: Pair, state: PairState) -> Pair:
    pair.state, pair.decided_at, pair.decided_by = state, clock.now(), by.id
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    return pair


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def note_pairs(*, by: Actor, sought: Sequence[tuple[uuid.UUID, int]], found: Sequence[Found]) -> int:
    """Write what a comparison proposed, and that it was made. Gives how many new pairs wait for a person."""
    keys = {in_order(one.child, one.other): one for one in sorted(found, key=lambda one: one.score)}
    ids = {pk for key in keys for pk in key}
    standing = {(row.one_id, row.other_id): row for row in Pair.objects.filter(one__in=ids, other__in=ids)}
    named = _last_named(ids)
    fresh = []
    for key in sorted(keys, key=lambda key: -keys[key].score):
        known = standing.get(key)
        if known is None:
            fresh.append(key)
        elif known.state in WAITING or _is_named_since(known, named):
            _renew(by, known, keys[key])
    made = _made([keys[key] for key in fresh])
    now = clock.now()
    here = set(Child.objects.filter(pk__in=[pk for pk, _version in sought]).values_list("pk", flat=True))
    Sought.objects.bulk_create(
        [Sought(child_id=pk, version=version, sought_at=now) for pk, version in sought if pk in here],
        update_conflicts=True, unique_fields=["child"], update_fields=["version", "sought_at"],
    )  # fmt: skip
    return len(made)


def _made(found: Sequence[Found]) -> list[Pair]:
    """The likeliest first; nobody stands in more than a few pairs at once. Brothers and sisters only within one office."""
    ids = {pk for one in found for pk in (one.child, one.other)}
    leads, came = _leads(ids), _came_with_lists(ids)
    count = _open_counts(ids)
    rows = []
    for one in found:
        if one.kind is PairKind.SIBLINGS and not leads.get(one.child, set()) & leads.get(one.other, set()):
            continue
        sides = [(one.child, one.kind), (one.other, one.kind)]
        if any(count[side] >= MOST_OPEN for side in sides):
            continue
        count.update(sides)
        first, second = in_order(one.child, one.other)
        rows.append(
            Pair(
                one_id=first, other_id=second, kind=one.kind, band=one.band, score=one.score, found_at=clock.now(),
                origin=Origin.IMPORT if came & {one.child, one.other} else Origin.NIGHT,
            )
        )  # fmt: skip
    return Pair.objects.bulk_create(rows)


def _renew(by: Actor, pair: Pair, found: Found) -> None:
    pair.kind, pair.band, pair.score = found.kind, found.band, found.score
    if pair.state == PairState.DIFFERENT:
        pair.state, pair.decided_at, pair.decided_by, pair.found_at = PairState.OPEN, None, "", clock.now()
    pair.save(update_fields=["kind", "band", "score", "state", "decided_at", "decided_by", "found_at"])


def _last_named(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Any]:
    rows = Name.objects.filter(child__in=ids).order_by().values_list("child_id")
    return dict(rows.annotate(last=Max("written_at")))


def _is_named_since(pair: Pair, named: dict[uuid.UUID, Any]) -> bool:
    if pair.state != PairState.DIFFERENT or pair.decided_at is None:
        return False
    return any(named[pk] > pair.decided_at for pk in (pair.one_id, pair.other_id) if pk in named)


def _leads(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """Which organisations lead each of these."""
    files = dict(Child.objects.filter(pk__in=list(ids)).values_list("file_id", "pk"))
    found: dict[uuid.UUID, set[str]] = {}
    rows = Grant.objects.filter(file__in=list(files), relation=Relation.LEAD_ORGANISATION)
    for file, name in rows.values_list("file_id", "principal"):
        found.setdefault(files[file], set()).add(name)
    return found


def _came_with_lists(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    return set(ImportedRecord.objects.filter(child__in=list(ids)).values_list("child_id", flat=True))


def _open_counts(ids: Iterable[uuid.UUID]) -> Counter[tuple[uuid.UUID, str]]:
    wanted = list(ids)
    rows = Pair.objects.filter(Q(one__in=wanted) | Q(other__in=wanted), state__in=WAITING)
    count: Counter[tuple[uuid.UUID, str]] = Counter()
    for one, other, kind in rows.values_list("one_id", "other_id", "kind"):
        count.update([(one, kind), (other, kind)])
    return count


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def keep_waiting(*, by: Actor) -> int:
    """Of every organisation with pairs that wait: one row for those who decide, as old as the oldest. Gives how many began."""
    wanted = _oldest_by_office()
    begun = 0
    running = {row.organisation_id: row for row in Timer.objects.running().filter(kind=TimerKind.SAME_PAIRS)}
    for office_id, timer in running.items():
        if wanted.get(office_id) != timer.started_at:
            stop_timers(
                by=by, file=None, kinds=(TimerKind.SAME_PAIRS,), outcome="answered", organisation_id=office_id
            )  # fmt: skip
    for office in Organisation.objects.filter(pk__in=wanted):
        known = running.get(office.pk)
        if known is None or known.started_at != wanted[office.pk]:
            start_timer(
                by=by, file=None, kind=TimerKind.SAME_PAIRS, urgency="normal", owner=Owner(office),
                shown=Shown("", "pairs", ""), started_at=wanted[office.pk],
            )  # fmt: skip
            begun += known is None
    return begun


def _oldest_by_office() -> dict[Any, Any]:
    """Only pairs that somebody decides here: possible brothers and sisters hurry nobody, and who was asked is not late."""
    rows = list(
        Pair.objects.filter(state=PairState.OPEN, kind=PairKind.SAME)
        .select_related("one", "other")
        .order_by("found_at")
    )
    rows = [row for row in rows if (row.one.same_as_id or row.one_id) != (row.other.same_as_id or row.other_id)]
    leads = _leads({pk for row in rows for pk in (row.one_id, row.other_id)})
    prefix = principal(PrincipalKind.ORGANISATION, "")
    oldest: dict[Any, Any] = {}
    for row in rows:
        for name in leads.get(row.one_id, set()) | leads.get(row.other_id, set()):
            oldest.setdefault(uuid.UUID(name.removeprefix(prefix)), row.found_at)
    return oldest
