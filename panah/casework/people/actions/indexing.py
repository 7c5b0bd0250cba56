"""The tokens under which names are found: made where a name or a birth changes, and all anew under another key."""

import uuid
from collections.abc import Sequence

from panah.casework.people.models import Child, NameToken
from panah.casework.people.queries import name_key
from panah.casework.people.queries.ages import birth_of
from panah.casework.people.queries.finding.comparing import texts_by_child
from panah.casework.people.rules import tokens_of
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def index_names(*, by: Actor, children: Sequence[Child]) -> int:
    """Give these children the tokens of their names and births, and take away what is none of them. How many changed.

    Called by whatever writes a name or a birth, in its transaction: nobody may be named and not be found.
    """
    key, changed = name_key(), 0
    vault.keys_for(child.file_id for child in children)
    texts = texts_by_child(child.pk for child in children)
    open_sealed(*children, only=("birth_date", "birth_month"))
    rest: dict[uuid.UUID, set[tuple[int, int]]] = {}
    for child_id, kind, token in NameToken.objects.filter(child__in=[child.pk for child in children]).values_list(
        "child_id", "kind", "token"
    ):
        rest.setdefault(child_id, set()).add((kind, token))
    fresh: list[NameToken] = []
    for child in children:
        wanted = tokens_of(texts.get(child.pk, ()), birth_of(child), key)
        old = rest.get(child.pk, set())
        changed += wanted != old
        if gone := {token for _, token in old - wanted}:
            NameToken.objects.filter(child=child, token__in=gone).delete()
        fresh += [NameToken(child=child, kind=kind, token=token) for kind, token in sorted(wanted - old)]
    NameToken.objects.bulk_create(fresh, batch_size=500)
    return changed


@action(Permission.REFERENCE_LOAD, on=None)
def index_again(*, by: Actor, child_ids: Sequence[uuid.UUID]) -> int:
    """The same as a task of the installation: after a migration, or under a new key. May be stopped and run again."""
    return index_names(by=by, children=list(Child.objects.filter(pk__in=child_ids).order_by("pk").select_for_update()))
