"""Many adults at once, as a list brings them: each recognised as one alone would be, in a few statements for all."""

from collections.abc import Sequence
from uuid import UUID

from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions.adults import AdultDetails, checked, fill, meet_adult, one_at_a_time, take_over
from panah.programme.directory.actions.keeping import note_pairs
from panah.programme.directory.codes import Recognition
from panah.programme.directory.models import Adult, AdultKey
from panah.programme.directory.queries import Found, KnownAdults
from panah.programme.directory.rules import keys_of

ROWS_AT_ONCE = 500


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def recognise_adults(*, by: Actor, many: Sequence[AdultDetails], organisation_id: UUID | None) -> list[Adult]:
    """The entry of each, in the order of ``many``; whoever stands there twice is one. Else as ``recognise_adult``."""
    asked = [checked(details) for details in many]
    facts = [details.facts for details in asked]
    one_at_a_time()
    known = KnownAdults(facts)
    files = vault.open_files(FileKind.ADULT, len(asked))
    spare = iter(files)
    entries: list[Adult] = []
    fresh: list[tuple[Adult, list[Found]]] = []
    now = clock.now()
    for details, one in zip(asked, facts, strict=True):
        found = known.like(one)
        if found and found[0].verdict.recognition is Recognition.SAME:
            entries.append(_again(by, found[0].adult, details, organisation_id))
            known.add(entries[-1])
            continue
        adult = Adult(file=next(spare), registered_at=now, registered_by_id=organisation_id)
        fill(adult, details)
        known.add(adult)
        fresh.append((adult, found))
        entries.append(adult)
    _write([adult for adult, _found in fresh])
    for adult, found in fresh:
        note_pairs(by=by, adult=adult, found=found)
    if organisation_id is not None:
        team = (PrincipalKind.TEAM, organisation_id, Relation.KNOWN_TO)
        grants.grant_many([adult.file for adult, _found in fresh], *team)
    File.objects.filter(pk__in=[file.pk for file in spare]).delete()
    return entries


def _write(adults: Sequence[Adult]) -> None:
    Adult.objects.bulk_create(adults, batch_size=ROWS_AT_ONCE)
    keys = [AdultKey(adult=adult, key=key) for adult in adults for key in sorted(keys_of(adult.name))]
    AdultKey.objects.bulk_create(keys, batch_size=ROWS_AT_ONCE)


def _again(by: Actor, adult: Adult, details: AdultDetails, organisation_id: UUID | None) -> Adult:
    """Of one who is written further below nothing is in the database yet: it is completed before."""
    if adult._state.adding:
        take_over(adult, details)
        return adult
    return meet_adult(by=by, adult=adult, details=details, organisation_id=organisation_id)
