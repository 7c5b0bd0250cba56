from django.db import models

from panah.casework.people.codes import Safety
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedText


def choices(*codes: object) -> list[tuple[str, str]]:
    return [(str(code), str(code)) for code in codes]


class Family(Guarded):
    """What is the same for all children of a home, entered once (S8). What concerns one child only stays in its case."""

    code = models.CharField(max_length=9, unique=True)  # that of the file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    home = SealedText(privacy=P2)
    note = SealedText(privacy=P3)
    written_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "language": P1, "place": P1,
            "home": P2, "note": P3, "written_at": P1,
        }  # fmt: skip
        retention = "with the last child of the family"

    def __str__(self) -> str:
        return self.code


class Relative(Guarded):
    """An adult tied to the children of a family: safe, suspected, or unknown until a worker decides (S3).

    Citizenship, migration status and work are sealed: nothing can be searched or listed by them (S2).
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=40, default="unknown")  # code list relation_to_child
    name = SealedText(privacy=P2)
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    safety = models.CharField(max_length=10, choices=choices(*Safety), default=Safety.UNKNOWN)
    is_guardian = models.BooleanField(default=False)  # speaks for the children before the law
    lives_with_children = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    contact = SealedText(privacy=P2)
    contact_method = models.CharField(max_length=20, blank=True)  # code list contact_methods
    contact_time = models.CharField(max_length=20, blank=True)  # code list safe_time
    is_contact = models.BooleanField(default=False)  # whom the office calls; only one who is safe
    citizenship = SealedText(privacy=P2)
    migration_status = SealedText(privacy=P2)
    workplace = SealedText(privacy=P2)
    client_code = models.CharField(max_length=9, blank=True)  # a mother may be a client herself: the code of her record
    written_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "family": P1, "relation": P1, "name": P2, "language": P1,
            "safety": P1, "is_guardian": P1, "lives_with_children": P1, "contact": P2, "contact_method": P1,
            "contact_time": P1, "is_contact": P1, "citizenship": P2, "migration_status": P2, "workplace": P2,
            "client_code": P1, "written_at": P1,
        }  # fmt: skip
        retention = "with the last child of the family"

    @property
    def code(self) -> str:
        """That of the family, by which the audit names it."""
        return self.family.code


class SafetyDecision(Guarded):
    """Who found an adult safe or suspected, when and why; the latest holds, all stay in sight."""

    relative = models.ForeignKey(Relative, on_delete=models.CASCADE, related_name="+")
    safety = models.CharField(max_length=10, choices=choices(*Safety))
    ground = models.CharField(max_length=40)  # code list safety_grounds
    note = SealedText(privacy=P3)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64)

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "relative": P1, "safety": P1, "ground": P1, "note": P3,
            "decided_at": P1, "decided_by": P1,
        }  # fmt: skip
        retention = "with the last child of the family"

    @property
    def code(self) -> str:
        """That of the family, by which the audit names it."""
        return self.relative.code
