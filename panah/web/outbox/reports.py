"""The report of a concern that comes by sealed post. Whoever wrote it cannot be asked again, so no part of it is refused."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import translation

from panah.casework.concerns.actions import report_concern
from panah.casework.concerns.queries import receipt_of
from panah.casework.concerns.rules import MOST_CHILDREN, grouped_receipt
from panah.foundation.security.access import Actor
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.outbox.mending import Answers, add_left, language_of, mend, texts_of
from panah.web.public import steps
from panah.web.public.forms import COUNT, OF_A_CHILD, UNKNOWN, YouForm, child_field

OTHER_SIGN = "other"


def receive_report(arrived: Arrived) -> Receipt:
    """A concern with its receipt; what does not fit the questions of today is added to it in words."""
    with translation.override(language_of(arrived)):
        answers, left = mended(answers_in(arrived.posted))
        details = steps.details_of(answers, is_unverified=arrived.is_flood)
        details = replace(details, written_at=arrived.waited_since)
        actor, receipt = Actor.public(language_of(arrived)), receipt_of(arrived.key)
        report_concern(by=actor, details=details, idempotency_key=arrived.key)
        add_left(actor, receipt, arrived.key, left)
    return Receipt(grouped_receipt(receipt))


def answers_in(posted: Mapping[str, list[str]]) -> Answers:
    """The answers of a page with room for nine children: as many are counted as something was told of."""
    told = [
        number for number in range(1, MOST_CHILDREN + 1)
        if any(text.strip() for name in OF_A_CHILD for text in posted.get(child_field(name, number), []))
    ]  # fmt: skip
    count: Answers = {COUNT: [str(max(told, default=1))]}
    return count | texts_of(posted, [name for step in steps.STEPS for name in step.form(count).fields])


def mended(answers: Answers) -> tuple[Answers, list[str]]:
    """Answers that can be sent.

    A page that lay in a phone for months may ask what we ask no more. Whoever gave a phone and wished to stay anonymous too
    stays anonymous: the phone is not kept.
    """
    mended, left = mend(answers, [step.form(answers, is_checked=True) for step in steps.STEPS])
    if not mended.get("signs"):
        mended["signs"] = [OTHER_SIGN]
    if not mended.get("place"):
        mended["place"] = [UNKNOWN]
    if mended.get("stays_anonymous"):
        mended["reporter_contact"] = []
        left = [words for words in left if not _tells_contact(words)]
    elif not mended.get("reporter_contact"):
        mended["stays_anonymous"] = ["on"]
    return mended, left


def _tells_contact(words: str) -> bool:
    label = YouForm.base_fields["reporter_contact"].label
    return words.startswith(f"{label}: ")
