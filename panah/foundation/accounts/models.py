import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.roles import Role


class Organisation(models.Model):
    """A body that takes part: NGO, shelter, police desk, school authority. Its code names it in files and commands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=30, unique=True)
    kind = models.CharField(max_length=30)  # code list organisation_kinds
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty_phone = models.CharField(max_length=20, blank=True)
    contact_person = models.CharField(max_length=120, blank=True)  # whom to ask for on the telephone
    is_active = models.BooleanField(default=True)

    class Privacy:
        fields = {
            "id": P0, "code": P0, "kind": P0, "name_kk": P0, "name_ru": P0, "name_en": P0, "place": P0,
            "duty_phone": P0, "contact_person": P1, "is_active": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        return {"kk": self.name_kk, "ru": self.name_ru}.get(language, self.name_en)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="kk")
    theme = models.CharField(max_length=5, default="auto")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    slip_until = models.DateTimeField(null=True, blank=True)  # until when the password of a slip lets in

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = PersonManager()

    class Privacy:
        fields = {
            "id": P0, "username": P1, "display_name": P1, "email": P1, "language": P1, "theme": P1, "is_active": P1,
            "created_at": P1, "slip_until": P1, "password": P1, "last_login": P1,
        }  # fmt: skip
        retention = "3 years after the last membership"

    def __str__(self) -> str:
        return self.username

    @property
    def code(self) -> str:
        """By which the audit says to whom something was done: as it says who did it."""
        return str(self.pk)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid(self) -> "MembershipQuerySet":
        now = clock.now()
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now, person__is_active=True)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self) -> "AgreementQuerySet":
        """From its day on, until it was ended; and only while the coordinating body itself holds a mandate."""
        today = clock.today()
        rows = self.filter(agreed_on__lte=today).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
        return rows.filter(coordinator__in=Mandate.objects.in_force().values("organisation"))


class MandateQuerySet(models.QuerySet["Mandate"]):
    def in_force(self) -> "MandateQuerySet":
        """Begun, neither past its last day nor ended, of a body that is there."""
        today = clock.today()
        rows = self.filter(since__lte=today, organisation__is_active=True).filter(Q(until=None) | Q(until__gte=today))
        return rows.filter(Q(ended_on=None) | Q(ended_on__gt=today))


class Membership(models.Model):
    """A person in a role at an organisation, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    is_confirmed = models.BooleanField(default=True)  # by a second person, where the role reads of children
    asked_by = models.CharField(max_length=64, blank=True)  # who gave it and cannot confirm it
    guide_hidden_at = models.DateTimeField(null=True, blank=True)  # the first steps of this role were put away
    confirmed_by = models.CharField(max_length=64, blank=True)  # the second person; empty where nobody else could

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="a_role_is_held_once"),
        ]

    class Privacy:
        fields = {
            "id": P0, "person": P1, "organisation": P1, "role": P1, "since": P1, "until": P1, "is_confirmed": P1,
            "guide_hidden_at": P1, "asked_by": P1, "confirmed_by": P1,
        }  # fmt: skip
        retention = "10 years"

    @property
    def code(self) -> str:
        """That of the person: what happened to a role happened to somebody."""
        return str(self.person_id)


class Agreement(models.Model):
    """An organisation agreed that this coordinating body sees, without names, what of its hand-overs is stuck (S13).

    Without one, nothing that the organisation asks of others is shown to that body, and no alarm of it goes there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "coordinator"], name="two_bodies_agree_once"),
        ]

    class Privacy:
        fields = {"id": P0, "organisation": P0, "coordinator": P0, "agreed_on": P0, "ended_on": P0}
        retention = "for ever"

    @property
    def code(self) -> str:
        """By which the audit names it: with whom."""
        return self.coordinator.code


class Mandate(models.Model):
    """The paper by which a body coordinates a region, or the whole country, from a day until a day (S13).

    It opens nothing by itself: what an organisation asks is seen once that organisation has agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # none: all
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # its last day
    paper = models.CharField(max_length=60, blank=True)  # the number of the agreement
    ended_on = models.DateField(null=True, blank=True)  # before its last day, by whoever records them

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_mandate_ends_after_it_began",
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {"id": P0, "organisation": P0, "region": P0, "since": P0, "until": P0, "paper": P0, "ended_on": P0}
        retention = "for ever"

    @property
    def code(self) -> str:
        """By which the audit names it: who coordinates."""
        return self.organisation.code

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; none where nobody has set one."""
        ended = self.ended_on - timedelta(days=1) if self.ended_on else None
        return min((day for day in (self.until, ended) if day is not None), default=None)


class DutyArea(models.Model):
    """Which organisation looks first at a concern from a place. The most exact place wins; without a place: the last resort."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.OneToOneField(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = {"id": P0, "organisation": P0, "place": P0}
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.organisation.code
