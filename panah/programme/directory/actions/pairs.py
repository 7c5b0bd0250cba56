from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions.adults import IsForgotten
from panah.programme.directory.actions.keeping import write_keys
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultPair
from panah.programme.directory.queries import facts_of
from panah.programme.directory.rules import recognised


class SameEntry(Refusal):
    code = "same_entry"
    sentence = _("This is one entry. Write the code of another one.")


class NothingDecided(Refusal):
    code = "nothing_decided"
    sentence = _("Nobody has decided about these two yet.")


class ToldApartBefore(Refusal):
    code = "told_apart_before"
    sentence = _(
        "This would make one person of two entries of which somebody has said that they are two people. Look at that pair "
        "first, and take it back if it was a mistake."
    )


class StillOne(Refusal):
    code = "still_one"
    sentence = _("Other decisions make these two one person. Take one of those back first.")


@action(Permission.ADULT_KEEP, on="one")
def compare_adults(*, by: Actor, one: Adult, other: Adult) -> AdultPair:
    """Two entries that a person wants to lay side by side."""
    if one.pk == other.pk:
        raise SameEntry
    if one.forgotten_at or other.forgotten_at:
        raise IsForgotten
    first, second = sorted((one, other), key=lambda entry: (entry.registered_at, entry.pk.hex))
    verdict = recognised(facts_of(first), facts_of(second))
    pair, _is_new = AdultPair.objects.get_or_create(
        first=first,
        second=second,
        defaults={
            "code": new_code(),
            "thought": verdict.recognition,
            "reasons": [reason.value for reason in verdict.reasons],
            "state": PairState.OPEN,
            "found_at": clock.now(),
        },
    )
    return pair


@action(Permission.ADULT_KEEP, on="pair")
def decide_pair(*, by: Actor, pair: AdultPair, is_same: bool, version: int) -> AdultPair:
    """One person, or two. Nothing is moved: the later entry counts under the earlier one from now on."""
    return _said(by, pair, PairState.SAME if is_same else PairState.DIFFERENT, version)


@action(Permission.ADULT_KEEP, on="pair")
def take_back_decision(*, by: Actor, pair: AdultPair, version: int) -> AdultPair:
    """As if nobody had decided: both count again, unless another decision still makes them one."""
    if pair.state == PairState.OPEN:
        raise NothingDecided
    return _said(by, pair, PairState.OPEN, version)


def _said(by: Actor, pair: AdultPair, state: PairState, version: int) -> AdultPair:
    if version != pair.version:
        raise EditedMeanwhile
    touched = _locked({pair.first_id, pair.second_id})
    pair.state, pair.version = state, pair.version + 1
    pair.decided_at = None if state is PairState.OPEN else clock.now()
    pair.decided_by = "" if state is PairState.OPEN else by.id
    pair.save()
    _refuse_contradictions(pair)
    _settle(by, touched)
    return pair


def _refuse_contradictions(pair: AdultPair) -> None:
    """Two who were told apart are never one through a third."""
    person = _one_person_with(pair.first_id)
    if pair.state == PairState.DIFFERENT and pair.second_id in person:
        raise StillOne
    apart = AdultPair.objects.filter(state=PairState.DIFFERENT, first__in=person, second__in=person)
    if pair.state == PairState.SAME and apart.exists():
        raise ToldApartBefore


def _locked(ids: set[UUID]) -> set[UUID]:
    """All entries that decisions join with these, held until the end: of two who decide at once the second sees the first."""
    while True:
        list(Adult.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
        found = set().union(*(_one_person_with(one) for one in ids))
        if found == ids:
            return ids
        ids = found


def _settle(by: Actor, touched: set[UUID]) -> None:
    """``same_as`` follows from the decisions that stand: of entries that are one person the earliest is counted.

    One of whom the person asked to be forgotten counts after all others: it has no name to show.
    """
    left = set(touched)
    while left:
        person = _one_person_with(left.pop())
        left -= person
        entries = sorted(
            Adult.objects.filter(pk__in=person),
            key=lambda entry: (entry.forgotten_at is not None, entry.registered_at, entry.pk.hex),
        )
        Adult.objects.filter(pk=entries[0].pk).update(same_as=None)
        Adult.objects.filter(pk__in=[entry.pk for entry in entries[1:]]).update(same_as=entries[0])
    for entry in Adult.objects.filter(pk__in=touched):  # last: it takes the names of those who count under it
        write_keys(by=by, adult=entry)


def _one_person_with(adult_id: UUID) -> set[UUID]:
    """All entries that decisions which stand make one person with this one."""
    person, asked = {adult_id}, {adult_id}
    while asked:
        rows = AdultPair.objects.filter(Q(first__in=asked) | Q(second__in=asked), state=PairState.SAME)
        met = {entry for pair in rows.values_list("first_id", "second_id") for entry in pair}
        asked = met - person
        person |= met
    return person
