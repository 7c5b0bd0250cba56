"""Two members who wrote down one child. A person says so; both entries keep their words, and it can be undone."""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.casework.concerns.actions import add_message
from panah.casework.concerns.queries import receipt_of
from panah.casework.outings import rules
from panah.casework.outings.actions.handing import hand_of, key_of
from panah.casework.outings.actions.refusals import NotOfThisOuting, NotTheSame, TooLateToUndo
from panah.casework.outings.models import Outing, OutingChild
from panah.casework.outings.queries import met_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.OUTING_LEAD, on="outing")
def say_same(
    *, by: Actor, outing: Outing, child: OutingChild, other: OutingChild, idempotency_key: str = ""
) -> OutingChild:  # fmt: skip
    """``child`` is the same as ``other``, which came first: counted once. Both desks read so; nothing is moved or erased."""
    if child.outing_id != outing.pk or other.outing_id != outing.pk:
        raise NotOfThisOuting
    if child.pk == other.pk or child.same_as_id or other.same_as_id:
        raise NotTheSame
    if not rules.looks_the_same(met_of(child), met_of(other)):
        raise NotTheSame
    child.same_as, child.same_since, child.same_said_by = other, clock.now(), by.id
    child.save(update_fields=["same_as", "same_since", "same_said_by"])
    _tell_desks(by, outing, child, other, is_same=True)
    return child


@action(Permission.OUTING_LEAD, on="outing")
def undo_same(*, by: Actor, outing: Outing, child: OutingChild) -> OutingChild:
    """They are two after all."""
    if child.outing_id != outing.pk or child.same_as is None or child.same_since is None:
        raise NotTheSame
    if not rules.may_undo_same(child.same_since, clock.now()):
        raise TooLateToUndo
    other, child.same_as, child.same_since, child.same_said_by = child.same_as, None, None, ""
    child.save(update_fields=["same_as", "same_since", "same_said_by"])
    _tell_desks(by, outing, child, other, is_same=False)
    return child


def _tell_desks(by: Actor, outing: Outing, child: OutingChild, other: OutingChild, *, is_same: bool) -> None:
    """Nobody asks one child twice because two wrote it down (S5)."""
    for one, second in ((child, other), (other, child)):
        if one.concern is None or second.concern is None:
            continue
        language = one.concern.language
        with translation.override(language):
            words = (
                _("Two members of the mobile group met this child: %(code)s is the same.")
                if is_same
                else _("It turned out that %(code)s is another child.")
            )
            text = words % {"code": second.concern.code}
        add_message(by=hand_of(outing, language), receipt=receipt_of(key_of(one)), text=text)
