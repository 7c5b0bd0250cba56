"""What follows from an entry: the keys under which it is found, and the pairs that a person should look at."""

from collections.abc import Collection

from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission
from panah.programme.directory import rules
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultKey, AdultPair
from panah.programme.directory.queries import Found


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def write_keys(*, by: Actor, adult: Adult) -> None:
    """By its own names it is found and compared; by those of later entries of the same person it is found."""
    wanted: set[str] = set()
    for name in (adult.name, *adult.earlier_names):
        wanted |= rules.keys_of(name)
    for later in Adult.objects.filter(same_as=adult):
        for name in (later.name, *later.earlier_names):
            wanted |= rules.word_keys(name)
    rows = AdultKey.objects.filter(adult=adult)
    rows.exclude(key__in=wanted).delete()
    known = set(rows.values_list("key", flat=True))
    AdultKey.objects.bulk_create([AdultKey(adult=adult, key=key) for key in sorted(wanted - known)])


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def note_pairs(*, by: Actor, adult: Adult, found: Collection[Found], told_apart: Collection[Found] = ()) -> None:
    """Each pair is asked of once: what a person has decided stays decided. ``told_apart`` are decided now, by the writer."""
    for one in found:
        if one.adult.pk == adult.pk:
            continue
        first, second = sorted((adult, one.adult), key=lambda entry: (entry.registered_at, entry.pk.hex))
        is_decided = one in told_apart
        AdultPair.objects.get_or_create(
            first=first,
            second=second,
            defaults={
                "code": new_code(),
                "thought": one.verdict.recognition,
                "reasons": [reason.value for reason in one.verdict.reasons],
                "state": PairState.DIFFERENT if is_decided else PairState.OPEN,
                "found_at": clock.now(),
                "decided_at": clock.now() if is_decided else None,
                "decided_by": by.id if is_decided else "",
            },
        )
