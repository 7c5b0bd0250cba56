"""That records are one child, and that they are not after all. What counts as one follows from the decisions that stand."""

import uuid
from collections.abc import Iterable

from django.db.models import Q

from panah.casework.linking.actions.refusals import NoFamilyToJoin, UndoTooLate
from panah.casework.linking.codes import PairKind, PairState
from panah.casework.linking.models import Pair, SameDecision
from panah.casework.linking.rules.pairs import components, first_of, in_order, undo_until
from panah.casework.people.actions import SameIsOneself, join_family, write_same
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_WORK, on="child")
def decide_same(
    *, by: Actor, child: Child, first: Child, sameness: Sameness, idempotency_key: str = ""
) -> SameDecision:
    """A person who sees both says that ``child`` is ``first``: nothing moves, both codes work, both count as one."""
    require(by, Permission.CASE_WORK, first)
    return join_as_agreed(by=by, child=child, first=first, sameness=sameness)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def join_as_agreed(*, by: Actor, child: Child, first: Child, sameness: Sameness) -> SameDecision:
    """The same within an action that has checked the right to both, or the word of both organisations."""
    group, edges = _locked_group({child.pk, first.pk})
    if child.pk == first.pk or any({child.pk, first.pk} <= one for one in components(edges)):
        raise SameIsOneself
    decision = SameDecision.objects.create(
        child=child, first=first, sameness=sameness, decided_at=clock.now(), decided_by=by.id
    )
    _derive(by, group)
    _settle_pair(by, child, first, PairState.SAME)
    return decision


@action(Permission.CASE_WORK, on="decision")
def undo_same(*, by: Actor, decision: SameDecision) -> SameDecision:
    """They are two children after all. What other decisions joined stays joined, under a first record of its own.

    After 30 days only those who lead the team take it back.
    """
    if decision.undone_at is not None:
        return decision
    if clock.now() > undo_until(decision.decided_at) and Permission.CASE_ASSIGN not in by.permissions:
        raise UndoTooLate
    group, _edges = _locked_group({decision.child_id, decision.first_id})
    decision.undone_at, decision.undone_by = clock.now(), by.id
    decision.save(update_fields=["undone_at", "undone_by"])
    _derive(by, group)
    _settle_pair(by, decision.child, decision.first, PairState.DIFFERENT)
    return decision


@action(Permission.CASE_WORK, on="pair")
def join_family_of(*, by: Actor, pair: Pair) -> Pair:
    """Brothers and sisters: the one without a family file comes into that of the other (S8)."""
    one, other = pair.one, pair.other
    child, family = (one, other.family) if one.family is None else (other, one.family)
    if family is None:
        raise NoFamilyToJoin
    require(by, Permission.CASE_WORK, one)
    require(by, Permission.CASE_WORK, other)
    join_family(by=by, child=child, family=family)
    pair.state, pair.decided_at, pair.decided_by = PairState.SAME, clock.now(), by.id
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    return pair


def _locked_group(ids: set[uuid.UUID]) -> tuple[set[uuid.UUID], list[tuple[uuid.UUID, uuid.UUID]]]:
    """All whom decisions join with these, held until the end, and those decisions."""
    while True:
        list(Child.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        edges = _edges_of(ids)
        found = ids | {one for edge in edges for one in edge}
        if found == ids:
            return ids, edges
        ids = found


def _edges_of(ids: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    rows = SameDecision.objects.standing().filter(Q(child__in=ids) | Q(first__in=ids))
    return list(rows.order_by("decided_at", "pk").values_list("child_id", "first_id"))


def _derive(by: Actor, group: set[uuid.UUID]) -> None:
    """Write ``same_as`` of each in the group anew, from the decisions that stand."""
    children = {child.pk: child for child in Child.objects.filter(pk__in=group)}
    age = {pk: child.registered_at for pk, child in children.items()}
    rows = list(
        SameDecision.objects.standing().filter(child__in=group).order_by("decided_at", "pk").select_related("first")
    )
    edges = [(row.child_id, row.first_id) for row in rows]
    root: dict[uuid.UUID, uuid.UUID] = {}
    for part in components(edges):
        top = first_of(part, edges, age)
        root |= dict.fromkeys(part - {top}, top)
    last = {row.first_id: row for row in rows} | {row.child_id: row for row in rows}
    for pk in sorted(group, key=lambda one: one in root):  # those who stand alone first: a first record is under nobody
        child, word = children[pk], last.get(pk)
        first = children[root[pk]] if pk in root else None
        if first is None or word is None:
            write_same(by=by, child=child)
        else:
            write_same(
                by=by, child=child, first=first, sameness=Sameness(word.sameness), at=word.decided_at, who=word.decided_by
            )  # fmt: skip


def _settle_pair(by: Actor, child: Child, first: Child, state: PairState) -> None:
    one, other = in_order(child.pk, first.pk)
    Pair.objects.filter(one=one, other=other, kind=PairKind.SAME).update(
        state=state, decided_at=clock.now(), decided_by=by.id
    )
