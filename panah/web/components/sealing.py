"""What a page checks by itself before it seals a form: nobody can put right what is sealed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Sentence = str | Promise


def rule(
    *names: str, least: int = 0, most: int | None = None, few: Sentence = "", many: Sentence = ""
) -> dict[str, Any]:
    """Of these fields at least so many and at most so many are filled in; ``few`` and ``many`` say what to do."""
    found: dict[str, Any] = {"names": list(names), "least": least, "few": str(few)}
    return found if most is None else found | {"most": most, "many": str(many)}


def asked_before_sealing(forms_of_page: Iterable[forms.Form]) -> list[dict[str, Any]]:
    """What the fields say of themselves: required, and no longer than fits."""
    rules = []
    for form in forms_of_page:
        for name, field in form.fields.items():
            full = form.add_prefix(name)
            if field.required:
                rules.append(rule(full, least=1, few=field.error_messages["required"]))
            limit = getattr(field, "limit", None)
            if limit:
                few = _("This text is too long. Shorten it: it stays here until you do.")
                rules.append({"names": [full], "limit": limit, "few": few})
    return rules
