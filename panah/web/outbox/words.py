"""The message of somebody young that comes by sealed post; nothing of it is required but some words."""

from dataclasses import replace

from django.utils import translation

from panah.casework.concerns.actions import report_concern
from panah.casework.concerns.queries import receipt_of
from panah.casework.concerns.rules import grouped_receipt
from panah.foundation.security.access import Actor
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.outbox.mending import add_left, language_of, mend, texts_of
from panah.web.public.write import POSTER, QUESTIONS, details_of


def receive_words(arrived: Arrived) -> Receipt:
    """A concern in the first person. Empty words are refused with a sentence: there is nothing that could be lost."""
    with translation.override(language_of(arrived)):
        names = [name for question in QUESTIONS for name in question.form.base_fields]
        answers = texts_of(arrived.posted, [*names, POSTER])
        answers, left = mend(answers, [question.form(answers, is_checked=True) for question in QUESTIONS])
        details = replace(details_of(answers, is_unverified=arrived.is_flood), written_at=arrived.waited_since)
        actor, receipt = Actor.public(language_of(arrived)), receipt_of(arrived.key)
        report_concern(by=actor, details=details, idempotency_key=arrived.key)
        add_left(actor, receipt, arrived.key, left)
    return Receipt(grouped_receipt(receipt))
