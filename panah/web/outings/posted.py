"""A child of an outing that comes by sealed post: whoever wrote it may have no session any more, so the token speaks."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from panah.casework.outings.actions import record_child_met
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import OutingChild
from panah.casework.outings.queries import bearer_of, providers_for, taken_under
from panah.casework.outings.rules import MOST_SIGNS
from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.permissions import Permission
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.outings.forms import UNKNOWN, ChildForm

READER = Actor.system("outing", {Permission.DIRECTORY_VIEW})
"""Whom the page named when it was taken along; whoever bears the token may read nothing."""


class NotTakenAlong(Refusal):
    code = "not_taken_along"
    sentence = _("The time for which this form was taken along is over. Please call your leader, and write it again.")


class NotWhole(Refusal):
    code = "not_whole"
    sentence = _("Something is missing in this form. Please call your leader, and write it again.")


def receive_child(arrived: Arrived) -> Receipt:
    """Of who needed no more than a word the receipt is the code of the outing: there is nothing else to name."""
    taken = taken_under(arrived.one("token"))
    if taken is None:
        raise NotTakenAlong
    by = bearer_of(taken)
    form = mended(arrived, providers_for(READER, taken.outing))
    if not form.is_valid():
        raise NotWhole
    made = record_child_met(
        by=by, outing=taken.outing, met=form.met(met_at=arrived.sealed_at, was_sealed=True), idempotency_key=arrived.key
    )
    return Receipt(made.code if isinstance(made, OutingChild) else taken.outing.code)


def mended(arrived: Arrived, providers: list[Provider]) -> ChildForm:
    """Nobody can be asked again. What does not fit our questions of today is not known, and somebody urgent of whom nobody
    can tell any more who was asked goes to the desk of the place.
    """
    data = QueryDict(mutable=True)
    for name, texts in arrived.posted.items():
        data.setlist(name, texts)
    data.setlist("signs", data.getlist("signs")[:MOST_SIGNS])
    form = ChildForm(data, providers=providers)
    if form.is_valid():
        return form
    for name in form.errors:
        _mend(data, form, name)
    if data.get("contact_ok") == "yes" and not str(data.get("contact", "")).strip():
        data["contact_ok"] = UNKNOWN
    if data.get("decision") == Decision.URGENT and set(form.errors) & set(ChildForm.OF_URGENT):
        data["decision"] = Decision.REFER
    return ChildForm(data, providers=providers)


def _mend(data: QueryDict, form: ChildForm, name: str) -> None:
    field = form.fields.get(name)
    if isinstance(field, forms.MultipleChoiceField):
        data.setlist(name, [code for code in data.getlist(name) if field.valid_value(code)])
    elif isinstance(field, forms.ChoiceField) and name != "decision":
        data[name] = ""
    elif isinstance(field, forms.CharField) and field.max_length:
        data[name] = str(data.get(name, ""))[: field.max_length]
