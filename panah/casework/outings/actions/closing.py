"""The report: read once more, corrected, signed on paper by everybody, and closed."""

from panah.casework.outings import rules
from panah.casework.outings.actions.refusals import (
    CheckNotSaid,
    NotOfThisOuting,
    OutingClosed,
    OutingIncomplete,
    TextTooLong,
)
from panah.casework.outings.actions.telling import settle, tell
from panah.casework.outings.codes import MigrationCheck, OutingPaper
from panah.casework.outings.models import Outing, OutingRemark
from panah.casework.outings.queries import SIGNED_PAPER
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.documents.actions import issue_letter, keep_copy, keep_file
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.documents.rules import CheckedFile
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission


@action(Permission.OUTING_LEAD, on="outing")
def write_remark(*, by: Actor, outing: Outing, text: str, idempotency_key: str = "") -> OutingRemark:
    """A correction. What comes after the closing is marked, and changes nothing that stands."""
    if not text.strip():
        raise OutingIncomplete
    if fault := rules.too_long({"remark": text}):
        raise TextTooLong(*fault)
    return OutingRemark.objects.create(
        file=outing.file, outing=outing, text=text, written_by_id=by.person_id, written_at=clock.now(),
        is_after_closing=not outing.is_open,
    )  # fmt: skip


@action(Permission.OUTING_LEAD, on="outing")
def close_outing(
    *, by: Actor, outing: Outing, migration_check: str, check_note: str = "", idempotency_key: str = ""
) -> Outing:  # fmt: skip
    """After this only a marked correction comes to it. A migration check is said here, and whoever leads the office sees it."""
    if not outing.is_open:
        raise OutingClosed
    is_made = migration_check == MigrationCheck.MADE
    if migration_check not in set(MigrationCheck) or (is_made and not check_note.strip()):
        raise CheckNotSaid
    if fault := rules.too_long({"check_note": check_note}):
        raise TextTooLong(*fault)
    outing.closed_at, outing.closed_by = clock.now(), by.id
    outing.migration_check, outing.check_note = migration_check, check_note if is_made else ""
    outing.save(update_fields=["closed_at", "closed_by", "migration_check", "check_note"])
    settle(by=by, outing=outing, kind=TimerKind.OUTING_REPORT, outcome="closed")
    if is_made:
        tell(by=by, outing=outing, kind=TimerKind.OUTING_CHECK)
    return outing


@action(Permission.OUTING_LEAD, on="outing")
def write_report(*, by: Actor, outing: Outing, language: str, text: str, idempotency_key: str = "") -> Letter:
    """The joint report as it was printed, under the next number of the office: its words and their hash stay."""
    if outing.is_open:
        raise CheckNotSaid
    return issue_letter(
        by=by, record=outing, subject_code=outing.code, kind=OutingPaper.REPORT, language=language, text=text,
        recipient="team",
    )  # fmt: skip


@action(Permission.OUTING_LEAD, on="letter")
def keep_report(*, by: Actor, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press, with its hash: the first copy is the one that is signed."""
    if letter.kind != OutingPaper.REPORT:
        raise NotOfThisOuting
    return keep_copy(by=by, letter=letter, pdf=pdf)


@action(Permission.OUTING_LEAD, on="outing")
def keep_signed(*, by: Actor, outing: Outing, paper: CheckedFile, idempotency_key: str = "") -> StoredFile:
    """The signed paper comes back as a picture or a PDF, sealed in the file of the outing."""
    if outing.is_open:
        raise CheckNotSaid
    office = Actor(
        ActorKind.SYSTEM, by.id, organisation=by.organisation, permissions=frozenset({Permission.DOCUMENT_KEEP})
    )
    stored = keep_file(by=office, record=outing, kind=SIGNED_PAPER, paper=paper)
    outing.signed_at = outing.signed_at or stored.stored_at
    outing.save(update_fields=["signed_at"])
    return stored
