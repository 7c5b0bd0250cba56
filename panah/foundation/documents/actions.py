import hashlib
import io
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.documents import rules, store
from panah.foundation.documents.codes import LETTER_COPY, Media, Wording
from panah.foundation.documents.models import ArrivedForm, Draft, Letter, SavedView, StoredFile, Translation
from panah.foundation.documents.queries import unsent_texts
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal, principal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import Guarded

DRAFTS_KEPT = timedelta(days=30)
LATE_SAVES = timedelta(
    minutes=2
)  # longer than a save may be on its way; who goes Back and types on is kept again after it
ARRIVALS_KEPT = timedelta(hours=1)
MOST_VIEWS = 20
ORPHANS_KEPT = timedelta(days=1)  # longer than any transaction that may still commit the row


class NoRoom(Refusal):
    code = "no_room"
    sentence = _("The file could not be kept: the disk is full. Tell your administrator; nothing else was lost.")


class DraftRefused(Refusal):
    code = "draft_refused"
    sentence = _("The draft is too long to be kept. Send the form, or copy your text to a safe place.")


class FormHasArrived(Refusal):
    code = "form_has_arrived"
    sentence = _("This was sent a moment ago.")


class ViewRefused(Refusal):
    code = "view_refused"
    sentence = _("Give the view a name of at most 60 letters, without names of people.")


class TooManyViews(Refusal):
    code = "too_many_views"
    sentence = _("You have 20 views of this list. Remove one first.")


class TranslationRefused(Refusal):
    code = "translation_refused"
    sentence = _("Write the translation, at most 20,000 letters long, or choose to print the text as it is written.")


@action(Permission.DOCUMENT_KEEP, on="record")
def keep_file(
    *, by: Actor, record: Guarded, kind: str, paper: rules.CheckedFile, idempotency_key: str = ""
) -> StoredFile:
    """Keep a paper in the file of ``record``, encrypted with its key. ``uploads.checked`` gives the paper."""
    return _stored(by, record, kind, paper)


@action(Permission.WITHIN_ACTION, on=None)
def store_file(*, by: Actor, record: Guarded, kind: str, paper: rules.CheckedFile) -> StoredFile:
    """Keep a paper within another act, which has asked for its own right."""
    return _stored(by, record, kind, paper)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def drop_file(*, by: Actor, paper: StoredFile) -> None:
    """Brought by mistake, or taken back. Nobody reaches it from now on; its sealed bytes go with the next sweep."""
    StoredFile.objects.filter(pk=paper.pk).delete()


def _stored(by: Actor, record: Guarded, kind: str, paper: rules.CheckedFile) -> StoredFile:
    stored = StoredFile(
        file=record.file,
        name=paper.name,
        kind=kind,
        media_type=paper.media.value,
        size=len(paper.content),
        organisation_id=by.organisation or None,
        stored_by=by.id,
        stored_at=clock.now(),
    )
    sealed = vault.seal_bytes(vault.key_for(record.file_id), stored.content_place, io.BytesIO(paper.content))
    try:
        stored.place = store.put(sealed)
    except OSError as error:
        raise NoRoom from error
    stored.save()
    return stored


@action(Permission.WITHIN_ACTION, on=None)
def issue_letter(
    *, by: Actor, record: Guarded, subject_code: str, kind: str, language: str, text: str, recipient: str,
    recipient_body: Organisation | None = None,
) -> Letter:  # fmt: skip
    """The words of a paper as they leave, under the next number of the office; sealed, and kept with the record."""
    now = clock.now()
    year = timezone.localtime(now).year
    return Letter.objects.create(
        file_id=record.file_id, kind=kind, subject_code=subject_code, organisation_id=by.organisation, year=year,
        place_in_year=_next_place(by, year), language=language, text=text,
        recipient=recipient, recipient_body=recipient_body, made_at=now, made_by_id=by.person_id,
    )  # fmt: skip


def _next_place(by: Actor, year: int) -> int:
    """Whoever holds the office's row takes the next number; a letter that fails gives its number back with everything."""
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation)
    last = Letter.objects.filter(organisation_id=by.organisation, year=year).aggregate(last=Max("place_in_year"))[
        "last"
    ]
    return (last or 0) + 1


@action(Permission.WITHIN_ACTION, on=None)
def keep_translation(*, by: Actor, record: Guarded, said: rules.SaidOfText) -> Translation:
    """How a text of ``record`` stands on papers in another language; kept beside it, and what was said before stays."""
    if not rules.is_whole(said):
        raise TranslationRefused
    return Translation.objects.create(
        file_id=record.file_id, original=said.original, written_in=said.written_in, language=said.language,
        wording=said.wording, words=said.words.strip() if said.wording is Wording.TRANSLATED else "",
        made_at=clock.now(), made_by_id=by.person_id,
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None)
def keep_copy(*, by: Actor, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press, sealed with its hash; the first copy is the one that left.

    It is kept of a letter that was taken back meanwhile too: the paper may be on its way.
    """
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
    if letter.copy_id is not None:
        return letter
    content = rules.CheckedFile(letter.file_name, Media.PDF, pdf)
    letter.copy = _stored(by, letter, LETTER_COPY, content)
    letter.copy_hash = hashlib.sha256(pdf).hexdigest()
    letter.save(update_fields=["copy", "copy_hash"])
    return letter


@action(Permission.WITHIN_ACTION, on=None)
def withdraw_letters(*, by: Actor, letters: QuerySet[Letter]) -> int:
    """They hold no more: whoever checks one is told so. Words, copy and number stay."""
    return letters.filter(withdrawn_at=None).update(withdrawn_at=clock.now(), withdrawn_by_id=by.person_id)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def forget_letters(*, by: Actor, letters: QuerySet[Letter]) -> int:
    """Nothing of what stood in them is left, nor the copy of one; that a number was given stays in the office's book."""
    copies = list(letters.exclude(copy=None).values_list("copy", flat=True))
    count = letters.exclude(text=None, copy=None).update(text=None, copy=None, copy_hash=None)
    StoredFile.objects.filter(pk__in=copies).delete()
    return count


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_orphans(*, by: Actor) -> int:
    """Remove sealed files that no row names: what was written before its transaction failed, or outlived an erasure."""
    old = set(store.older_than(clock.now() - ORPHANS_KEPT))
    orphans = old - set(StoredFile.objects.values_list("place", flat=True)) if old else set()
    for place in orphans:
        store.remove(place)
    return len(orphans)


@action(Permission.DRAFT_KEEP, on=None, is_audited=False)
def keep_draft(*, by: Actor, form: str, content: Mapping[str, Any], subject_code: str = "", mark: str = "") -> Draft:
    """Keep what a person is writing in a form; the earlier draft of the same form and subject gives way.

    ``mark`` is that of the form as it was drawn: what was saved of it on its way is refused once the form itself arrived,
    or it would stand in the next one. Not in the record of acts: it happens every few seconds, and tells nothing about
    anybody but the writer.
    """
    if not rules.is_draft_place(form, subject_code) or not rules.fits_a_draft(content):
        raise DraftRefused
    person = Person.objects.select_for_update().get(pk=by.id)
    if mark and ArrivedForm.objects.filter(pk=_hash_of(mark), arrived_at__gt=clock.now() - LATE_SAVES).exists():
        raise FormHasArrived
    draft = Draft.objects.filter(person=person, form=form, subject_code=subject_code).first()
    if draft is None:
        draft = Draft(file=own_file(by=by), person=person, form=form, subject_code=subject_code)
    draft.content, draft.updated_at, draft.organisation_id = dict(content), clock.now(), by.organisation_id
    draft.save()
    return draft


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def own_file(*, by: Actor) -> File:
    """The file of a person, where drafts and the like are kept under the person's own key; made on first use.

    The caller holds the person's row.
    """
    name = principal(PrincipalKind.PERSON, by.id)
    own = File.objects.filter(kind=FileKind.PERSON, grants__principal=name, grants__relation=Relation.OWNER).first()
    if own is None:
        own = vault.open_file(FileKind.PERSON)
        grants.grant(own, PrincipalKind.PERSON, by.id, Relation.OWNER)
    return own


@action(Permission.DRAFT_KEEP, on=None, is_audited=False)
def drop_draft(*, by: Actor, form: str, subject_code: str = "", mark: str = "") -> int:
    """Throw one's draft away: the form with this mark was sent, or the person does not want it."""
    if mark:
        Person.objects.select_for_update().get(pk=by.id)  # a save that runs now ends first, or learns of the arrival
        ArrivedForm.objects.update_or_create(pk=_hash_of(mark), defaults={"arrived_at": clock.now()})
    return Draft.objects.filter(person_id=by.id, form=form, subject_code=subject_code).delete()[0]


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def drop_drafts_of(*, by: Actor, person: Person, organisation: Organisation) -> int:
    """Somebody leaves an office: a half-written form holds what stood in its record too, and nobody takes that along
    (S15). What the person writes in another office is not this one's to throw away."""
    return unsent_texts(person.pk, organisation.pk).delete()[0]


@action(Permission.DRAFT_KEEP, on=None, is_audited=False)
def save_view(*, by: Actor, page: str, title: str, query: str) -> SavedView:
    """Keep a list as one likes to see it; the same query again only takes the new title."""
    title = " ".join(title.split())
    if not title or len(title) > rules.LONGEST_TITLE or not rules.is_view_query(query):
        raise ViewRefused
    person = Person.objects.select_for_update().get(pk=by.id)
    own = SavedView.objects.filter(person=person, page=page)
    view = own.filter(query=query).first()
    if view is None:
        if own.count() >= MOST_VIEWS:
            raise TooManyViews
        view = SavedView(file=own_file(by=by), person=person, page=page, query=query)
    view.title, view.written_at = title, clock.now()
    view.save()
    return view


@action(Permission.DRAFT_KEEP, on=None, is_audited=False)
def remove_view(*, by: Actor, view_id: uuid.UUID) -> int:
    """Take one's own view away; that of another is not there."""
    return SavedView.objects.filter(person_id=by.id, pk=view_id).delete()[0]


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_drafts(*, by: Actor) -> int:
    """Throw away drafts that nobody touched for thirty days, and what was noted of forms that arrived."""
    ArrivedForm.objects.filter(arrived_at__lt=clock.now() - ARRIVALS_KEPT).delete()
    return Draft.objects.filter(updated_at__lt=clock.now() - DRAFTS_KEPT).delete()[0]


def _hash_of(mark: str) -> str:
    return hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()
