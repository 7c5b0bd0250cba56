from django.db.models import QuerySet

from panah.foundation.documents import store
from panah.foundation.documents.models import Draft, SavedView, StoredFile
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import Guarded, open_sealed

CONTENT = "documents.storedfile.content"
_RIGHTS = frozenset({Permission.IDENTITY_READ, Permission.NARRATIVE_READ})


def papers_of(actor: Actor, record: Guarded) -> QuerySet[StoredFile]:
    """The papers in the file of a record, newest first, for those who may see the file."""
    papers: QuerySet[StoredFile] = StoredFile.objects.visible_to(actor).filter(file_id=record.file_id)
    return papers.order_by("-stored_at", "id")


def content_of(actor: Actor, paper: StoredFile) -> bytes:
    """The content in clear, whole or not at all.

    A paper may hold anything, so it takes the rights to names and to stories. The read is audited with the others
    of its request.
    """
    ring = vault.current_ring()
    if ring is None:
        raise RuntimeError("content_of needs a ring, so that reads are audited")
    fields = grants.granted_fields(actor, [paper.file_id]).get(paper.file_id, frozenset())
    if not actor.permissions >= _RIGHTS or not fields & {"*", CONTENT}:
        raise NotPermitted
    with store.open_sealed_file(paper.place) as stream:
        content = b"".join(vault.unseal_bytes(vault.key_for(paper.file_id), paper.content_place, stream))
    ring.reads.append((str(paper.file_id), CONTENT))
    return content


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """One's own drafts, shut, newest first."""
    own: QuerySet[Draft] = Draft.objects.visible_to(actor, frozenset({Relation.OWNER}))
    return own.filter(person_id=actor.id).order_by("-updated_at")


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
