"""An entry as it stands and as its body says it is, side by side."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from panah.casework.services.queries import Offer
from panah.foundation.reference.codes import code_list
from panah.web.components.values import Column, Table, TableRow
from panah.web.services.forms import CorrectionForm

CODES = {"service_types": "service_types", "languages": "languages_spoken", "opening_days": "opening_days"}


def stands(offer: Offer) -> dict[str, Any]:
    """What the entry says of what a body may correct."""
    names = [name for name in CorrectionForm.base_fields if name not in ("service_types", "name_and_post")]
    return {"service_types": list(offer.service_types), **{name: getattr(offer.provider, name) for name in names}}


def differences(offer: Offer, said: Mapping[str, Any]) -> Table:
    now = stands(offer)
    rows = [
        TableRow([str(CorrectionForm.base_fields[name].label), shown(name, now[name]), shown(name, said[name])])
        for name in now
        if name in said
    ]
    return Table([Column(_("What")), Column(_("The entry says")), Column(_("They say"))], rows)


def shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if name in CODES:
        codes = code_list(CODES[name])
        return ", ".join(codes.labels(list(value))) if isinstance(value, list | tuple) else codes.label(value)
    return str(value) if value else "—"
