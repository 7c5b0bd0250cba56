"""What was corrected in the basics of a child: codes and years in words, what identifies only as "corrected"."""

from collections.abc import Mapping

from panah.casework.cases.models import Case, Correction
from panah.casework.people.models import Child

IN_CLEAR = (
    "sex", "birth_year", "is_birth_year_about", "age_band_at_entry", "standing", "language", "further_languages",
    "has_papers", "place_id", "safe_contact_method", "safe_contact_time",
)  # fmt: skip
SHUT = ("birth_date", "birth_month", "safe_contact")


def basics_now(child: Child) -> Mapping[str, str]:
    """The basics as a correction compares them; the child must be opened. What is sealed never leaves the memory."""
    return {name: _text(getattr(child, name)) for name in (*IN_CLEAR, *SHUT)}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(sorted(str(one) for one in value))
    return "" if value is None else str(value)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(field, old, new); the values of what is sealed are left out."""
    names = [name for name in after if before.get(name, "") != after[name]]
    return [(name, "", "") if name in SHUT else (name, before.get(name, "")[:80], after[name][:80]) for name in names]


def corrections_of(case: Case, limit: int = 200) -> list[Correction]:
    """What was corrected, newest first."""
    rows = Correction.objects.filter(case=case).select_related("written_by").order_by("-written_at", "-id")
    return list(rows[:limit])
