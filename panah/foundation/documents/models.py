from django.db import models

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.documents import rules
from panah.foundation.security.codes import new_code
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedJSON, SealedText


class StoredFile(Guarded):
    """A paper in somebody's file. Its content lies encrypted below the data folder, under a name that says nothing."""

    name = SealedText(privacy=P2)
    kind = models.CharField(max_length=40)  # a code of the room that keeps it, such as a paper type
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # of the content in clear
    place = models.CharField(max_length=64, unique=True)  # name below PANAH_DATA/files
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stored_by = models.CharField(max_length=64, blank=True)  # id of the actor
    stored_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "name": P2, "kind": P1, "media_type": P1, "size": P1, "place": P0,
            "organisation": P1, "stored_by": P1, "stored_at": P1,
        }  # fmt: skip
        retention = "with its file"

    @property
    def content_place(self) -> str:
        """What the content is bound to. Without the version: a new name does not touch the content."""
        return f"{self.file_id}:{self._meta.label_lower}:{self.pk}:content"


class Draft(Guarded):
    """What a person was writing in a form, kept until it is sent or thirty days have passed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(  # where its writer was at work: it goes when this office's access ends
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    form = models.CharField(max_length=40)
    subject_code = models.CharField(max_length=40, blank=True)
    content = SealedJSON(privacy=P3)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "form", "subject_code"], name="one_draft_for_each_form"),
        ]
        indexes = [models.Index(fields=["updated_at"], name="drafts_by_age")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "person": P1, "organisation": P1, "form": P0, "subject_code": P1,
            "content": P3, "updated_at": P1,
        }  # fmt: skip
        retention = "30 days after the last change"


class ArrivedForm(models.Model):
    """A form that was sent and arrived: what was saved of it while it was typed may come later than itself, and is no draft.

    Of its mark, which differs each time the form is drawn, only a hash rests.
    """

    mark_hash = models.CharField(max_length=64, primary_key=True)
    arrived_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["arrived_at"], name="arrived_forms_by_age")]

    class Privacy:
        fields = {"mark_hash": P0, "arrived_at": P0}
        retention = "an hour"


class SavedView(Guarded):
    """A list as somebody likes to see it, under a name of their own. Of the filter only codes rest."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)  # URL name of the list
    title = SealedText(privacy=P3)
    query = models.CharField(max_length=400)
    written_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0,
            "file": P1,
            "version": P0,
            "person": P1,
            "page": P0,
            "title": P3,
            "query": P1,
            "written_at": P1,
        }
        retention = "with the person"


class Letter(Guarded):
    """A paper that was made here for somebody outside: its number, its words and their hash, as they left.

    ``number`` is that of the office's book, one after the other. ``code`` says nothing: by it a receiver asks whether the
    letter is real. What came out of the press is kept too, and stays when the letter is taken back.
    """

    code = models.CharField(max_length=9, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField()
    place_in_year = models.PositiveIntegerField()  # in the book of its organisation, from 1 and without gaps
    kind = models.CharField(max_length=40)  # code list letter_kinds
    subject_code = models.CharField(max_length=9)  # of the case or the referral
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    text = SealedText(privacy=P3)
    recipient = models.CharField(max_length=40, blank=True)  # in what role: code list letter_recipients
    recipient_body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    copy = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="letter")
    copy_hash = SealedText(privacy=P2)  # SHA-256 of the PDF as it left; sealed, since in clear it would confirm a guess
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "place_in_year"], name="a_number_is_given_once"),
        ]
        indexes = [models.Index(fields=["subject_code", "-made_at"], name="letters_of_subject")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "year": P1, "place_in_year": P1, "kind": P1,
            "subject_code": P1, "organisation": P1, "language": P1, "text": P3, "recipient": P1,
            "recipient_body": P1, "made_at": P1, "made_by": P1, "copy": P1, "copy_hash": P2, "withdrawn_at": P1,
            "withdrawn_by": P1,
        }  # fmt: skip
        retention = "with its file"

    @property
    def number(self) -> str:
        return rules.letter_number(self.year, self.place_in_year)

    @property
    def file_name(self) -> str:
        """Says nothing of whom it is about (S12)."""
        return f"letter-{self.number}.pdf"


class Translation(Guarded):
    """What somebody said of one free text of a record for papers in one language: a translation by hand, or that it goes as
    it is written. The newest counts. A text that was changed since is another text, and is asked about anew.
    """

    original = SealedText(privacy=P3)
    written_in = models.CharField(max_length=5)  # as guessed, or as somebody knew better
    language = models.CharField(max_length=5)  # of the paper
    wording = models.CharField(max_length=20)  # Wording
    words = SealedText(privacy=P3)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["file", "language", "made_at"], name="translations_of_file")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "original": P3, "written_in": P1, "language": P1, "wording": P1,
            "words": P3, "made_at": P1, "made_by": P1,
        }  # fmt: skip
        retention = "with its file"
