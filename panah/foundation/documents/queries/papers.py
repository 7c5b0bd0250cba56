import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from panah.foundation.accounts.models import Organisation
from panah.foundation.documents import store
from panah.foundation.documents.codes import (
    CHECKED_BY_NUMBER,
    LETTER_COPY,
    OF_NOBODY,
    OF_PUBLIC_WORK,
    rights_to_read,
)
from panah.foundation.documents.models import Draft, Letter, SavedView, StoredFile, Translation
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import Relation, normalise_code
from panah.foundation.security.sealed import Guarded, open_sealed

CONTENT = "documents.storedfile.content"


def papers_of(actor: Actor, record: Guarded) -> QuerySet[StoredFile]:
    """The papers that were brought into the file of a record, newest first, for those who may see the file."""
    papers: QuerySet[StoredFile] = StoredFile.objects.visible_to(actor).filter(file_id=record.file_id)
    papers = papers.exclude(kind=LETTER_COPY)
    return papers.order_by("-stored_at", "id")


def content_of(actor: Actor, paper: StoredFile) -> bytes:
    """The content in clear, whole or not at all.

    Which rights it takes depends on whose file it lies in (``codes.rights_to_read``). The read is audited with the others
    of its request.
    """
    ring = vault.current_ring()
    if ring is None:
        raise RuntimeError("content_of needs a ring, so that reads are audited")
    fields = grants.granted_fields(actor, [paper.file_id]).get(paper.file_id, frozenset())
    if not _holds_rights(actor, paper) or not fields & {"*", CONTENT}:
        raise NotPermitted
    content = _unsealed(paper)
    ring.reads.append((str(paper.file_id), CONTENT))
    return content


def open_words(actor: Actor, letter: Letter) -> str:
    """The words of a letter in a file of the public work, by the rights of that file; audited as any read."""
    ring = vault.current_ring()
    if ring is None:
        raise RuntimeError("open_words needs a ring, so that reads are audited")
    is_visible = Letter.objects.visible_to(actor).filter(pk=letter.pk).exists()
    if letter.file.kind not in set(OF_PUBLIC_WORK) or not is_visible:
        raise NotPermitted
    if not actor.permissions >= rights_to_read(letter.file.kind):
        raise NotPermitted
    open_sealed(letter, only=("text",))
    ring.reads.append((str(letter.file_id), "documents.letter.text"))
    return str(letter.text)


def _holds_rights(actor: Actor, paper: StoredFile) -> bool:
    if actor.permissions >= rights_to_read(paper.file.kind):
        return True
    owned = grants.valid_grants(actor, frozenset({Relation.OWNER})).filter(file_id=paper.file_id)
    return paper.file.kind in set(OF_PUBLIC_WORK) and owned.exists()


def published_content(paper: StoredFile) -> bytes:
    """The content of a paper of nobody, for whomever its room lets read it: the room asks before it calls.

    From the file of anybody nothing is ever published.
    """
    if paper.file.kind not in set(OF_NOBODY):
        raise NotPermitted
    return _unsealed(paper)


def _unsealed(paper: StoredFile) -> bytes:
    with store.open_sealed_file(paper.place) as stream:
        return b"".join(vault.unseal_bytes(vault.key_for(paper.file_id), paper.content_place, stream))


def letters_about(actor: Actor, record: Guarded, subject_code: str) -> list[Letter]:
    """What was made in the file of a record about one thing, newest first, for those who may see the file."""
    rows = Letter.objects.visible_to(actor).filter(file_id=record.file_id, subject_code=subject_code)
    return list(rows.select_related("made_by", "recipient_body").order_by("-made_at", "-place_in_year"))


def translations_for(actor: Actor, record: Guarded, language: str) -> list[Translation]:
    """What was said of texts of a record for papers in one language, the newest last; shut."""
    rows = Translation.objects.visible_to(actor).filter(file_id=record.file_id, language=language)
    return list(rows.order_by("made_at", "id"))


def opened_translations_for(actor: Actor, record: Guarded, language: str) -> list[Translation]:
    """The same, opened, in a file of the public work: by the rights of that file, or for whoever owns it; audited as any
    read.
    """
    ring = vault.current_ring()
    if ring is None:
        raise RuntimeError("opened_translations_for needs a ring, so that reads are audited")
    kind, rows = record.file.kind, translations_for(actor, record, language)
    owned = grants.valid_grants(actor, frozenset({Relation.OWNER})).filter(file_id=record.file_id)
    if kind not in set(OF_PUBLIC_WORK) or not (actor.permissions >= rights_to_read(kind) or owned.exists()):
        raise NotPermitted
    for row in rows:
        open_sealed(row, only=("original", "words"))
        ring.reads.append((str(row.file_id), "documents.translation.words"))
    return rows


@dataclass(frozen=True)
class CheckedLetter:
    """All that a stranger with the number learns."""

    organisation: Organisation
    issued_on: date
    withdrawn_on: date | None


def letter_to_check(number: str) -> CheckedLetter | None:
    """Whether a letter under this number left; nothing for what a family holds, and nothing of what stands in it."""
    found = Letter.objects.filter(code=normalise_code(number) or "-", recipient__in=CHECKED_BY_NUMBER)
    letter = found.select_related("organisation").first()
    if letter is None:
        return None
    back = letter.withdrawn_at
    return CheckedLetter(
        letter.organisation, localtime(letter.made_at).date(), localtime(back).date() if back else None
    )


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """One's own drafts, shut, newest first."""
    own: QuerySet[Draft] = Draft.objects.visible_to(actor, frozenset({Relation.OWNER}))
    return own.filter(person_id=actor.id).order_by("-updated_at")


def unsent_texts(person_id: uuid.UUID | str, organisation_id: uuid.UUID | str) -> QuerySet[Draft]:
    """What somebody typed and did not send at this office; an old one that knows no office counts everywhere."""
    of_office = Q(organisation_id=organisation_id) | Q(organisation__isnull=True)
    found: QuerySet[Draft] = Draft.objects.filter(of_office, person_id=person_id)
    return found


def unsent_texts_of(person_id: uuid.UUID | str, organisation_id: uuid.UUID | str) -> int:
    """How many texts were typed and not sent by somebody, who alone can read them: a number, whoever asks."""
    return unsent_texts(person_id, organisation_id).count()


def views_of(actor: Actor, page: str) -> list[SavedView]:
    """One's own views of a list, opened, in the order of their making."""
    if not actor.is_person:
        return []
    own = SavedView.objects.visible_to(actor, frozenset({Relation.OWNER})).filter(person_id=actor.id, page=page)
    views = list(own.order_by("written_at"))
    with vault.ring():
        for view in views:
            open_sealed(view)
    return views


def draft_for(actor: Actor, form: str, subject_code: str = "") -> Draft | None:
    """One's own draft, opened. Whatever the role: a person wrote it oneself."""
    if not actor.is_person:
        return None
    draft = drafts_of(actor).filter(form=form, subject_code=subject_code).first()
    if draft is not None:
        with vault.ring():
            open_sealed(draft)
    return draft
