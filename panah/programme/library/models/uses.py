from typing import Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1
from panah.programme.library.codes import UserKind
from panah.programme.library.models.items import KEEPERS
from panah.programme.library.models.versions import Version


class UseQuerySet(models.QuerySet["Use"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """One's own and those of one's organisation; all of an item for those who keep it."""
        if not actor.is_person:
            return self.none()
        own = Q(kind=UserKind.PERSON, person=actor.person_id) | Q(
            kind=UserKind.ORGANISATION, organisation=actor.organisation_id
        )
        if actor.permissions & KEEPERS:
            own |= Q(grants.visible(actor, file="version__item__file_id"))
        return self.filter(own)

    def standing(self) -> Self:
        return self.filter(until__isnull=True)

    def behind(self) -> Self:
        """Of versions that a newer one has replaced."""
        return self.standing().filter(version__superseded_at__isnull=False)

    def of_item(self, item_id: object) -> Self:
        return self.filter(version__item=item_id)


class Use(models.Model):
    """An organisation, a person or an event goes by one version, since when, until when."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in UserKind])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(  # who uses it, or said so for the organisation
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    event = models.CharField(max_length=40, blank=True)  # its number in a room above, opaque
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # the keeper says: they know of the newer one

    objects = UseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "organisation"], condition=Q(kind="organisation", until=None),
                name="an_organisation_uses_a_version_once",
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "person"], condition=Q(kind="person", until=None),
                name="a_person_uses_a_version_once",
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "event"], condition=Q(kind="event", until=None),
                name="an_event_uses_a_version_once",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="a_use_ends_after_it_began"),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "version": P0, "kind": P1, "organisation": P1, "person": P1, "event": P1, "since": P1, "until": P1,
            "told_at": P1,
        }  # fmt: skip
        retention = "3 years after its end"

    @property
    def code(self) -> str:
        return self.version.item.code
