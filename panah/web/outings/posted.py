"""A child of an outing that comes by sealed post: whoever wrote it may have no session any more, so the token speaks."""

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from panah.casework.outings.actions import NotTakenAlong, record_child_met
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import OutingChild
from panah.casework.outings.queries import bearer_of, providers_for, taken_when
from panah.casework.outings.rules import MOST_SIGNS
from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.permissions import Permission
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.outings.forms import UNKNOWN, ChildForm
from panah.web.public.forms import plain

READER = Actor.system("outing", {Permission.DIRECTORY_VIEW})
"""Whom the page named when it was taken along; whoever bears the token may read nothing."""


class NotWhole(Refusal):
    code = "not_whole"
    sentence = _("Something is missing in this form. Please call your leader, and write it again.")


def receive_child(arrived: Arrived) -> Receipt:
    """Of who needed no more than a word the receipt is the code of the outing: there is nothing else to name."""
    taken = taken_when(arrived.one("token"), arrived.sealed_at)
    if taken is None:
        raise NotTakenAlong
    by = bearer_of(taken)
    with translation.override(by.language):
        form, left = mended(arrived, providers_for(READER, taken.outing))
        if not form.is_valid():
            raise NotWhole
        is_danger = arrived.one("decision") == Decision.URGENT
        met = form.met(met_at=arrived.sealed_at, was_sealed=True)
        made = record_child_met(
            by=by, outing=taken.outing, met=replace(met, is_danger=is_danger, more="\n".join(left)),
            idempotency_key=arrived.key,
        )  # fmt: skip
    return Receipt(made.code if isinstance(made, OutingChild) else taken.outing.code)


def mended(arrived: Arrived, providers: list[Provider]) -> tuple[ChildForm, list[str]]:
    """Nobody can be asked again. What does not fit our questions of today is not known, and added in words; somebody urgent
    of whom nobody can tell any more who was asked goes to the desk of the place.
    """
    data, left = QueryDict(mutable=True), list[str]()
    for name, texts in arrived.posted.items():
        data.setlist(name, [plain(text) for text in texts])
    form = ChildForm(data, providers=providers)
    if form.is_valid():
        return form, left
    for name in form.errors:
        left += _mend(data, form, name)
    if data.get("contact_ok") == "yes" and not str(data.get("contact", "")).strip():
        data["contact_ok"] = UNKNOWN
    if data.get("decision") == Decision.URGENT and set(form.errors) & set(ChildForm.OF_URGENT):
        data["decision"] = Decision.REFER
        left += [
            f"{form.fields[name].label}: {words}" for name in ("hand_over", "who_took") if (words := data.get(name))
        ]
    return ChildForm(data, providers=providers), left


def _mend(data: QueryDict, form: ChildForm, name: str) -> list[str]:
    """Makes one answer fit, and gives in words what of it does not. A contact is kept only where somebody said yes."""
    field, texts = form.fields.get(name), data.getlist(name)
    if isinstance(field, forms.MultipleChoiceField):
        known = [code for code in texts if field.valid_value(code)]
        data.setlist(name, known[:MOST_SIGNS] if name == "signs" else known)
        lost = [text for text in texts if text not in data.getlist(name)]
        words = dict(field.choices)  # type: ignore[arg-type]
        return [f"{field.label}: {words.get(text, text)}" for text in lost]
    if isinstance(field, forms.ChoiceField) and name != "decision":
        data[name] = ""
        return [f"{field.label}: {text}" for text in texts if text.strip()]
    if isinstance(field, forms.CharField) and field.max_length and len(text := "".join(texts[-1:])) > field.max_length:
        data[name] = text[: field.max_length]
        is_told = not field.widget.is_hidden and (name != "contact" or data.get("contact_ok") == "yes")
        return [f"{field.label}: {text}"] if is_told else []
    return []
