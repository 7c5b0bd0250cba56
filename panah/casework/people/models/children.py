from django.db import models

from panah.casework.people.codes import Category, NameKind, Sameness, Standing, TokenKind
from panah.casework.people.models.families import Family, choices
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.privacy import P0, P1, P2
from panah.foundation.security.sealed import Guarded, SealedDate, SealedText


class Child(Guarded):
    """One person who is helped. Nearly always a child; adults too, and those are never counted as children."""

    code = models.CharField(max_length=9, unique=True)  # that of the file
    standing = models.CharField(max_length=5, choices=choices(*Standing), default=Standing.CHILD)
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    birth_date = SealedDate(privacy=P2)
    birth_month = SealedText(privacy=P2)  # "05" where the year and the month are known, and not the day
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_birth_year_about = models.BooleanField(default=False)
    age_band_at_entry = models.CharField(max_length=10, default="unknown")  # code list age_band
    citizenship_group = models.CharField(max_length=10, default="unknown")  # code list citizenship_group
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    further_languages = models.JSONField(default=list, blank=True)  # code list languages_spoken
    has_papers = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    safe_contact = SealedText(privacy=P2)
    safe_contact_method = models.CharField(max_length=20, blank=True)  # code list contact_methods
    safe_contact_time = models.CharField(max_length=20, blank=True)  # code list safe_time
    may_carry_card = models.BooleanField(
        default=False
    )  # whether a paper with a phone is safe in the child's pocket (S12)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=30, choices=choices(*Category), default=Category.UNKNOWN)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # that wrote it first
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sameness = models.CharField(max_length=10, choices=choices(*Sameness), blank=True)
    same_decided_at = models.DateTimeField(null=True, blank=True)
    same_decided_by = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(same_as=None) | ~models.Q(same_as=models.F("id")), name="nobody_is_same_as_oneself"
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "standing": P1, "sex": P1, "birth_date": P2,
            "birth_month": P2, "birth_year": P1, "further_languages": P1, "has_papers": P1, "safe_contact": P2,
            "safe_contact_method": P1, "safe_contact_time": P1, "may_carry_card": P1, "family": P1,
            "is_birth_year_about": P1, "age_band_at_entry": P1, "citizenship_group": P1, "language": P1,
            "category": P1, "place": P1, "organisation": P1, "same_as": P1, "sameness": P1, "same_decided_at": P1,
            "same_decided_by": P1, "registered_at": P1,
        }  # fmt: skip
        retention = "until 10 years after the 18th birthday, then reviewed"

    def __str__(self) -> str:
        return self.code


class Name(Guarded):
    """One name of a child: as the child says it, or as a document has it."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=choices(*NameKind), default=NameKind.AS_SAID)
    full = SealedText(privacy=P2)
    family = SealedText(privacy=P2)
    given = SealedText(privacy=P2)
    patronymic = SealedText(privacy=P2)
    written_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "child": P1, "kind": P1, "full": P2, "family": P2, "given": P2,
            "patronymic": P2, "written_at": P1,
        }  # fmt: skip
        retention = "with the child"


class NameToken(models.Model):
    """A keyed hash of what a name sounds like, cut to 48 bits: finds candidates, and tells nothing without the key.

    Never of a phone: of four digits there are ten thousand, guessed at once by whoever has the key.
    """

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    kind = models.SmallIntegerField(choices=[(kind.value, kind.name.lower()) for kind in TokenKind])
    token = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["token", "child"], name="children_by_token")]

    class Privacy:
        fields = {"id": P0, "child": P1, "kind": P1, "token": P1}
        retention = "with the child"


class CategoryDecision(models.Model):
    """Who put a child in which category, when and on which ground. A score never does."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=30, choices=choices(*Category))
    ground = models.CharField(max_length=40)  # observation | record_received | decision_of_body
    body = models.CharField(max_length=40, blank=True)  # code list sectors
    decided_on = models.DateField()
    written_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64)

    class Privacy:
        fields = {
            "id": P0, "child": P1, "category": P1, "ground": P1, "body": P1, "decided_on": P1, "written_at": P1,
            "decided_by": P1,
        }  # fmt: skip
        retention = "with the child"
