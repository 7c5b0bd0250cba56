from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panah.foundation.documents.actions import drop_file
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultKey, AdultPair, Forgets, forgetting_models
from panah.programme.directory.queries import known_by


class NotSure(Refusal):
    code = "not_sure"
    sentence = _("Say that the person asked for it, and that you know that it cannot be undone.")


class OthersKnow(Refusal):
    code = "others_know"
    sentence = _("Other organisations work with this person too. Ask them first: each says it for itself.")


class NobodyElse(Refusal):
    code = "nobody_else"
    sentence = _(
        "No other organisation works with this person, so nobody could change or forget the entry. Say that the person left."
    )


@action(Permission.ADULT_KEEP, on="adult")
def stop_knowing(*, by: Actor, adult: Adult) -> Adult:
    """Our organisation has nothing to do with this person any more: it reads no telephone and changes nothing."""
    if not any(str(other.pk) != by.organisation for other in known_by(adult)):
        raise NobodyElse
    for entry in Adult.objects.filter(_of_person(adult.person_id)).select_related("file"):
        grants.revoke(entry.file, PrincipalKind.TEAM, by.organisation, Relation.KNOWN_TO)
    return adult


@action(Permission.ADULT_KEEP, on="adult")
def forget_adult(*, by: Actor, adult: Adult, is_sure: bool, version: int) -> Adult:
    """An adult asks to be forgotten: of all entries of the person nothing is left but what figures count.

    Sex, sector and place stay, and that there was one. Nobody can bring it back: the person is a new one from now on. While
    another organisation works with the person it is refused: nobody empties what others rest on. Records of the rooms above
    lose in the same transaction what they say of themselves (``Forgets``): no room above is known here.
    """
    if not is_sure:
        raise NotSure
    if version != adult.version:
        raise EditedMeanwhile
    if any(str(other.pk) != by.organisation for other in known_by(adult)):
        raise OthersKnow
    entries = list(Adult.objects.select_for_update(of=("self",)).filter(_of_person(adult.person_id)).order_by("pk"))
    ids = [entry.pk for entry in entries]
    for model, forgets in forgetting_models():
        _forget_in(by, model, forgets, ids)
    for entry in entries:
        _emptied(entry)
    AdultKey.objects.filter(adult__in=ids).delete()
    pairs = AdultPair.objects.filter(Q(first__in=ids) | Q(second__in=ids))
    pairs.exclude(state=PairState.SAME).delete()
    pairs.update(reasons=[])
    grants.revoke_relations([entry.file for entry in entries], [Relation.KNOWN_TO])
    return Adult.objects.get(pk=adult.pk)


def _of_person(person: UUID) -> Q:
    return Q(pk=person) | Q(same_as=person)


def _emptied(entry: Adult) -> None:
    entry.name = entry.sort_key = entry.post = entry.workplace = entry.phone_mark = ""
    entry.phone = entry.email = ""
    entry.institution, entry.languages, entry.earlier_names = None, [], []
    entry.forgotten_at, entry.is_active = clock.now(), False
    entry.save()


def _forget_in(by: Actor, model: Any, forgets: Forgets, adults: Collection[UUID]) -> None:
    """Row by row, for secrets are sealed by saving."""
    found = model._base_manager.filter(**{f"{forgets.of}__in": adults}).values("pk")
    for row in model._base_manager.select_for_update().filter(pk__in=found).order_by("pk"):
        _forget_row(by, row, forgets)


def _forget_row(by: Actor, row: Any, forgets: Forgets) -> None:
    papers = [paper for name in forgets.papers if (paper := getattr(row, name)) is not None]
    others = [(other, more) for name, more in forgets.along.items() if (other := getattr(row, name)) is not None]
    for name, value in forgets.left_of(row).items():
        setattr(row, name, value)
    row.save()
    for paper in papers:
        drop_file(by=by, paper=paper)
    for other, more in others:
        _forget_row(by, other, more)
