"""Who answers for an entry of the directory."""

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.services.models import ConfirmationLink, Proposal, Provider
from panah.casework.services.rules import link_opens, token_hash
from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission


def has_people(organisation: Organisation) -> bool:
    """Whether anybody of it is in Panah."""
    return Membership.objects.valid().filter(organisation=organisation).exists()


def with_people(organisation_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    rows = Membership.objects.valid().filter(organisation__in=set(organisation_ids))
    return set(rows.values_list("organisation_id", flat=True))


def may_keep(actor: Actor, provider: Provider) -> bool:
    """Jobs all; people the entries of their own organisation, and those that it looks after for bodies with nobody here."""
    if not actor.is_person or str(provider.organisation_id) == actor.organisation:
        return True
    return str(provider.keeper_id) == actor.organisation and not has_people(provider.organisation)


def may_be_kept_by(actor: Actor) -> QuerySet[Organisation]:
    """Of whom this person may write an entry: one's own organisation, and bodies with nobody in Panah."""
    people = Membership.objects.valid().filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(Q(pk=actor.organisation_id) | ~Exists(people), is_active=True)
    return rows.order_by("name_kk", "code")


def answerable_for(providers: Iterable[Provider]) -> dict[int, Organisation]:
    """Who is asked whether an entry is true, by the provider's id: the body itself, else whoever looks after its entry."""
    rows = list(providers)
    here = with_people([row.organisation_id for row in rows])
    found = {row.pk: row.organisation if row.organisation_id in here else row.keeper for row in rows}
    return {key: organisation for key, organisation in found.items() if organisation is not None}


def confirmation_link_that_opens(token: str) -> ConfirmationLink | None:
    """The link of this token if it opens now; wrong, unknown, expired, used, and of a retired entry are one answer."""
    rows = ConfirmationLink.objects.filter(token_hash=token_hash(token), provider__is_active=True)
    link = rows.select_related("provider__organisation", "provider__place__parent__parent").first()
    if link is None or not link_opens(clock.now(), expires_at=link.expires_at, ended_at=link.ended_at):
        return None
    return link


def holder_of_confirmation_link(link: ConfirmationLink) -> Actor:
    return Actor.link(link.token_hash, {Permission.DIRECTORY_ANSWER})


def correction_of(actor: Actor, provider: Provider) -> Proposal | None:
    """What the body itself says and nobody has decided yet, for who answers for the entry."""
    return Proposal.objects.visible_to(actor).waiting().filter(provider=provider).first()
