from django.db import models
from django.db.models import Q

from panah.casework.cases.models.work import GUARDED, WITH_CHILD, Case
from panah.foundation.accounts.models import Person
from panah.foundation.security.privacy import P1, P3
from panah.foundation.security.sealed import Guarded, SealedText


class HandOver(Guarded):
    """A case goes from one lead to the next within its organisation: what the former one writes, and who has read it.

    Without ``handed_at`` it is prepared: a note that waits for the next lead. The sheet itself is made from the record.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    former = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = SealedText(privacy=P3)
    written_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(handed_at=None), name="one_hand_over_is_prepared"),
        ]
        indexes = [models.Index(fields=["case", "-handed_at"], name="hand_overs_of_case")]

    class Privacy:
        fields = GUARDED | {
            "case": P1, "former": P1, "lead": P1, "note": P3, "written_at": P1, "handed_at": P1, "confirmed_at": P1,
        }  # fmt: skip
        retention = WITH_CHILD

    @property
    def code(self) -> str:
        return self.case.code
