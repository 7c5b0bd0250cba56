import uuid

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.codes import new_code
from panah.foundation.security.privacy import P0, P1
from panah.programme.directory.models import Forgets, at_once
from panah.programme.training.codes import WithdrawnBecause
from panah.programme.training.models.enrolments import Enrolment
from panah.programme.training.models.events import Event, OfAnEvent


class CertificateQuerySet(OfAnEvent):
    def valid(self) -> "CertificateQuerySet":
        return self.filter(withdrawn_at=None)


class Certificate(models.Model):
    """What somebody may show: that this person was there, for how many hours and for what. Never how well.

    Everything on it is frozen as it left; by ``code`` anybody asks whether it is real. Where the holder asked to be forgotten
    the name is gone since ``name_removed_at``; that it was issued stays true.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, blank=True)  # empty: removed at the holder's wish
    name_removed_at = models.DateTimeField(null=True, blank=True)
    hours = models.PositiveSmallIntegerField()
    titles_kk = models.JSONField(default=list)  # of the modules
    titles_ru = models.JSONField(default=list)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=64)  # id of the actor
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.value) for one in WithdrawnBecause]
    )
    withdrawn_by = models.CharField(max_length=64, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(withdrawn_at=None), name="one_certificate_for_each_enrolment"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(name_removed_at__isnull=False), name="a_certificate_names_its_holder"
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "event": P1, "enrolment": P1, "organisation": P0, "name": P1,
            "name_removed_at": P1, "hours": P0,
            "titles_kk": P0, "titles_ru": P0, "issued_on": P1, "issued_by": P1, "withdrawn_at": P1,
            "withdrawn_because": P1, "withdrawn_by": P1,
        }  # fmt: skip
        retention = "as long as somebody may show it: 10 years"
        forgets = Forgets("enrolment__adult", {"name": "", "name_removed_at": at_once})

    def __str__(self) -> str:
        return self.code


class TrainingReport(models.Model):
    """What the trainer says of an event beside its numbers. The numbers rest as they stood when it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="report")
    went_well = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)  # id of the actor
    version = models.PositiveIntegerField(default=1)

    objects = OfAnEvent.as_manager()

    class Privacy:
        fields = {
            "id": P0, "event": P1, "went_well": P1, "difficulties": P1, "recommendations": P1, "figures": P1,
            "written_at": P1, "written_by": P1, "version": P0,
        }  # fmt: skip
        retention = "for ever: it holds no name"

    @property
    def code(self) -> str:
        return self.event.code
