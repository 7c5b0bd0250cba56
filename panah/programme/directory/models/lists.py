from django.db import models

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.privacy import P0, P1, P2
from panah.foundation.security.sealed import SealedJSON
from panah.programme.directory.codes import ListKind
from panah.programme.directory.models.adults import OfPublicWork


class BroughtList(OfPublicWork):
    """A list that somebody brought and nobody has written yet: sealed, for a day at most."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ListKind])
    subject_code = models.CharField(max_length=9, blank=True)  # of the one thing of which all of it is
    content = SealedJSON(privacy=P2)
    row_count = models.PositiveIntegerField()
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=64)  # id of the actor

    class Meta:
        indexes = [models.Index(fields=["brought_at"], name="brought_lists_by_age")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "kind": P0, "subject_code": P1,
            "content": P2, "row_count": P1, "brought_at": P1, "brought_by": P1,
        }  # fmt: skip
        retention = "a day, or until it is written"

    def __str__(self) -> str:
        return self.code
