"""A child of an outing that comes by sealed post: whoever wrote it may have no session any more, so the token speaks."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from panah.casework.outings.actions import record_child_met
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import OutingChild
from panah.casework.outings.queries import bearer_of, providers_for, taken_under
from panah.foundation.security.access import Refusal
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.outings.forms import ChildForm


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
    form = ChildForm(_mended(arrived), providers=providers_for(bearer_of(taken), taken.outing))
    if not form.is_valid():
        raise NotWhole
    made = record_child_met(
        by=bearer_of(taken), outing=taken.outing, met=form.met(met_at=arrived.sealed_at, was_sealed=True),
        idempotency_key=arrived.key,
    )  # fmt: skip
    return Receipt(made.code if isinstance(made, OutingChild) else taken.outing.code)


def _mended(arrived: Arrived) -> QueryDict:
    """Nobody can be asked again: too many signs lose the last, and somebody urgent without an address goes to the desk."""
    data = QueryDict(mutable=True)
    for name, texts in arrived.posted.items():
        data.setlist(name, texts)
    data.setlist("signs", data.getlist("signs")[:6])
    if data.get("contact_ok") == "yes" and not str(data.get("contact", "")).strip():
        data["contact_ok"] = "unknown"
    if data.get("decision") == Decision.URGENT and not _names_who_was_asked(data):
        data["decision"] = Decision.REFER
    return data


def _names_who_was_asked(data: QueryDict) -> bool:
    named = all(str(data.get(name, "")).strip() for name in ("provider", "hand_over"))
    return named and (data.get("hand_over") == "no_answer" or bool(str(data.get("who_took", "")).strip()))
