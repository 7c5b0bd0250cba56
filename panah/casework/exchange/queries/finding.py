from panah.casework.exchange.models import ImportedRecord
from panah.casework.exchange.queries.comparing import record_key
from panah.casework.exchange.rules.keys import key_of_id
from panah.casework.people.models import Child
from panah.foundation.security.access import Actor


def find_by_record_id(actor: Actor, text: str) -> list[Child]:
    """The record under an id of one's own organisation's former system; only whom ``actor`` may see. Opens nothing."""
    if not text.strip() or not actor.organisation:
        return []
    key = key_of_id(text, actor.organisation, record_key())
    rows = ImportedRecord.objects.visible_to(actor).filter(organisation_id=actor.organisation, key_hash=key)
    return [row.child for row in rows.select_related("child")]


def imported_record_of(child: Child) -> ImportedRecord | None:
    """The row that this record came from, still sealed; its age and date as written need no opening."""
    record: ImportedRecord | None = ImportedRecord.objects.filter(child=child).select_related("batch").first()
    return record
