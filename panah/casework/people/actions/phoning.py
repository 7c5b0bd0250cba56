"""By which phones a child is found: keyed hashes of the last four digits, kept beside those of the names."""

from collections.abc import Iterable

from panah.casework.people.models import Child, Family, NameToken, Relative
from panah.casework.people.queries import name_key
from panah.casework.people.rules import phone_tokens
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def index_phones(*, by: Actor, children: Iterable[Child], before: str = "", after: str = "") -> None:
    """The phone of these children, or of an adult of their home, was ``before`` and is ``after``."""
    old, new = phone_tokens([before], name_key()), phone_tokens([after], name_key())
    ids = [child.pk for child in children]
    if old - new:
        NameToken.objects.filter(child__in=ids, token__in=old - new).delete()
    known = set(NameToken.objects.filter(child__in=ids, token__in=new).values_list("child_id", "token"))
    wanted = [(child_id, token) for child_id in ids for token in new if (child_id, token) not in known]
    NameToken.objects.bulk_create(NameToken(child_id=child_id, token=token) for child_id, token in wanted)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def index_phones_of_home(*, by: Actor, child: Child, family: Family, is_leaving: bool = False) -> None:
    """A child comes into a home, or leaves it, with the phones of its adults."""
    for relative in Relative.objects.filter(family=family):
        open_sealed(relative, only=("contact",))
        moved = {"before": relative.contact} if is_leaving else {"after": relative.contact}
        index_phones(by=by, children=[child], **moved)
