"""The report of a concern that comes by sealed post. Whoever wrote it cannot be asked again, so no part of it is refused."""

from collections.abc import Mapping
from dataclasses import replace

from django import forms
from django.conf import settings
from django.utils import translation

from panah.casework.concerns.actions import add_message, report_concern
from panah.casework.concerns.queries import receipt_of
from panah.casework.concerns.rules import LIMITS, MOST_CHILDREN, grouped_receipt
from panah.foundation.security.access import Actor
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.public import steps
from panah.web.public.forms import COUNT, OF_A_CHILD, UNKNOWN, StepForm, WordsField, child_field, plain

OTHER_SIGN = "other"
Answers = dict[str, list[str]]


def receive_report(arrived: Arrived) -> Receipt:
    """A concern with its receipt; what does not fit the questions of today is added to it in words."""
    language = arrived.language if arrived.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        answers, left = mended(answers_in(arrived.posted))
        details = steps.details_of(answers, is_unverified=arrived.is_flood)
        details = replace(details, written_at=arrived.waited_since)
        actor, receipt = Actor.public(language), receipt_of(arrived.key)
        report_concern(by=actor, details=details, idempotency_key=arrived.key)
        for number, piece in enumerate(_pieces("\n".join(left)), start=1):
            add_message(by=actor, receipt=receipt, text=piece, idempotency_key=f"{arrived.key}:{number}")
    return Receipt(grouped_receipt(receipt))


def answers_in(posted: Mapping[str, list[str]]) -> Answers:
    """The answers of a page with room for nine children: as many are counted as something was told of."""
    told = [
        number for number in range(1, MOST_CHILDREN + 1)
        if any(text.strip() for name in OF_A_CHILD for text in posted.get(child_field(name, number), []))
    ]  # fmt: skip
    answers: Answers = {COUNT: [str(max(told, default=1))]}
    for step in steps.STEPS:
        for name in step.form(answers).fields:
            texts = [plain(text) for text in posted.get(name, [])]
            answers[name] = [text for text in texts if text.strip()]
    return answers


def mended(answers: Answers) -> tuple[Answers, list[str]]:
    """Answers that can be sent, and in words what of them could not stand where it was written.

    A page that lay in a phone for months may ask what we ask no more. Whoever gave a phone and wished to stay anonymous too
    stays anonymous: the phone is not kept.
    """
    mended: Answers = dict(answers)
    left: list[str] = []
    for step in steps.STEPS:
        form = step.form(answers, is_checked=True)
        for name in form.errors:
            if name in form.fields and mended.get(name):
                left += _mend(mended, form, name)
    if not mended.get("signs"):
        mended["signs"] = [OTHER_SIGN]
    if not mended.get("place"):
        mended["place"] = [UNKNOWN]
    if mended.get("stays_anonymous"):
        mended["reporter_contact"] = []
    elif not mended.get("reporter_contact"):
        mended["stays_anonymous"] = ["on"]
    return mended, left


def _mend(answers: Answers, form: StepForm, name: str) -> list[str]:
    """Take out what is wrong in one field and give it back in words."""
    field, texts = form.fields[name], answers[name]
    if isinstance(field, forms.ChoiceField):
        wrong = [text for text in texts if not field.valid_value(text)]
        answers[name] = [text for text in texts if text not in wrong]
        return [f"{field.label}: {text}" for text in wrong]
    if isinstance(field, WordsField) and len(texts[-1]) > field.limit:
        answers[name] = [texts[-1][: field.limit]]
        return [f"{field.label}: {texts[-1]}"]
    return []  # a phone against the wish to stay anonymous


def _pieces(text: str) -> list[str]:
    """As many messages as it takes."""
    size = LIMITS["message"]
    return [text[at : at + size] for at in range(0, len(text), size) if text[at : at + size].strip()]
