"""What was corrected in the basics of a child, in words: old and new in codes, what identifies only as corrected."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.casework.cases.models import Correction
from panah.foundation.reference.queries import place_label
from panah.web.components.grown_words import label_for, suited

LABELS: dict[str, str | Promise] = {
    "sex": gettext_lazy("Girl or boy"),
    "birth_year": gettext_lazy("Year of birth"),
    "is_birth_year_about": gettext_lazy("Year of birth is an estimate"),
    "age_band_at_entry": gettext_lazy("Age when the child came"),
    "standing": gettext_lazy("Child or adult"),
    "language": gettext_lazy("Language"),
    "further_languages": gettext_lazy("Further languages"),
    "has_papers": gettext_lazy("Has papers"),
    "place_id": gettext_lazy("Lives"),
    "safe_contact_method": gettext_lazy("Safe way to reach the child"),
    "safe_contact_time": gettext_lazy("Safe time"),
    "birth_date": gettext_lazy("Birth date"),
    "birth_month": gettext_lazy("Birth date"),
    "safe_contact": gettext_lazy("Safe contact"),
}
LISTS = {
    "sex": "sex_of_child", "age_band_at_entry": "age_band", "standing": "standing", "language": "languages_spoken",
    "further_languages": "languages_spoken", "has_papers": "yes_no_unknown", "safe_contact_method": "contact_methods",
    "safe_contact_time": "safe_time",
}  # fmt: skip


def correction_words(row: Correction, standing: str) -> str:
    """One line of the timeline: what, old → new."""
    label = suited(LABELS.get(row.field, row.field), standing)
    if not row.old and not row.new:
        corrected = _("corrected")
        return f"{label}: {corrected}"
    return f"{label}: {_words(row.field, row.old, standing)} → {_words(row.field, row.new, standing)}"


def _words(field: str, value: str, standing: str) -> str:
    if not value:
        return _("not known")
    if field == "place_id":
        return place_label(value)
    if field == "is_birth_year_about":
        return _("yes") if value == "True" else _("no")
    if field in LISTS:
        return ", ".join(label_for(LISTS[field], code, standing) for code in value.split(","))
    return value
