from django.db import models

from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.codes import new_code
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedJSON, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}


class ImportBatch(Guarded):
    """One file that was read. Its headings are sealed too: where a file lost them, a name stands in their place."""

    code = models.CharField(max_length=9, unique=True, default=new_code)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    headings = SealedJSON(privacy=P3)  # one or two rows of headings, as they stood
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    adult_count = models.PositiveIntegerField(default=0)
    child_count = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=64)

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "headings": P3, "new_count": P1, "changed_count": P1,
            "unchanged_count": P1, "adult_count": P1, "child_count": P1, "imported_at": P1, "imported_by": P1,
        }  # fmt: skip
        retention = "as long as a record that came with it"

    def __str__(self) -> str:
        return self.code


class ImportedRecord(Guarded):
    """A row as it stood in its file, in the file of the person whom it speaks of."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")  # that wrote the row last
    position = models.PositiveIntegerField()  # of the row in its file
    key_hash = models.CharField(max_length=64)  # by what the row is known again
    content_hash = models.CharField(max_length=64)  # what it said last
    row = SealedJSON(privacy=P3)
    age_as_written = models.CharField(max_length=10, blank=True)
    came_as_written = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key_hash"], name="a_row_is_imported_once"),
        ]
        indexes = [models.Index(fields=["batch", "position"], name="rows_of_batch")]

    class Privacy:
        fields = _GUARDED | {
            "child": P1, "organisation": P1, "batch": P1, "position": P1, "key_hash": P1, "content_hash": P1,
            "row": P3, "age_as_written": P1, "came_as_written": P1,
        }  # fmt: skip
        retention = "with the child"


class IncomingList(Guarded):
    """A list that somebody brought, between its arrival and the word that it be written; a day at most."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    content = SealedJSON(privacy=P3)  # headings and rows as they stand; the file itself is not kept
    choices = SealedJSON(privacy=P3)  # by column what it means
    rest = models.CharField(max_length=10, blank=True)  # codes.StateOfRest
    is_chosen = models.BooleanField(default=False)  # somebody looked at the columns
    row_count = models.PositiveIntegerField()
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["brought_at"], name="lists_by_age")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "content": P3, "choices": P3, "rest": P0, "is_chosen": P0, "row_count": P1,
            "brought_at": P1, "brought_by": P1,
        }  # fmt: skip
        retention = "until it is written, 24 hours at most"

    def __str__(self) -> str:
        return self.code


class ListMemory(Guarded):
    """What the columns of an organisation's lists meant last time, by heading. A heading may be a name, so it rests sealed."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    choices = SealedJSON(privacy=P3)
    rest = models.CharField(max_length=10)  # codes.StateOfRest
    changed_at = models.DateTimeField()

    class Privacy:
        fields = _GUARDED | {"organisation": P1, "choices": P3, "rest": P0, "changed_at": P1}
        retention = "as long as the organisation"


class RecordExport(Guarded):
    """That records left as a file: whose, how many, with names or without, by whom and why."""

    code = models.CharField(max_length=9, unique=True, default=new_code)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contents = models.CharField(max_length=20)  # codes.ExportContents
    reason = SealedText(privacy=P3)
    row_count = models.PositiveIntegerField()
    exported_at = models.DateTimeField()
    exported_by = models.CharField(max_length=64)

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "batch": P1, "contents": P1, "reason": P3, "row_count": P1,
            "exported_at": P1, "exported_by": P1,
        }  # fmt: skip
        retention = "10 years"

    def __str__(self) -> str:
        return self.code


class AuthorityRequest(Guarded):
    """An authority asked for what we know of somebody: who, on which law, what the head decided, what exactly was given (S2)."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(max_length=40)  # code list organisation_kinds
    asked_by = SealedText(privacy=P2)  # name and post
    own_number = SealedText(privacy=P2)
    legal_basis = SealedText(privacy=P3)
    asked = SealedText(privacy=P3)
    received_on = models.DateField()
    decision = models.CharField(max_length=20, blank=True)  # code list request_decisions; empty while it waits
    decision_reason = SealedText(privacy=P3)
    given = SealedText(privacy=P3)  # exactly what left the house, word for word
    given_on = models.DateField(null=True, blank=True)
    was_family_told = models.CharField(max_length=10, blank=True)  # code list yes_no_unknown
    why_not_told = SealedText(privacy=P3)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "child": P1, "body": P1, "asked_by": P2, "own_number": P2,
            "legal_basis": P3, "asked": P3, "received_on": P1, "decision": P1, "decision_reason": P3, "given": P3,
            "given_on": P1, "was_family_told": P1, "why_not_told": P3, "written_at": P1, "written_by": P1,
            "decided_at": P1, "decided_by": P1,
        }  # fmt: skip
        retention = "10 years"

    def __str__(self) -> str:
        return self.code
