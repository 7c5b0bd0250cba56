"""A form that was sealed cannot be put right by its writer: what of it fits today's questions is taken, the rest kept in words."""

from collections.abc import Iterable, Mapping

from django import forms
from django.conf import settings

from panah.casework.concerns.actions import add_message
from panah.casework.concerns.rules import pieces_of
from panah.foundation.security.access import Actor
from panah.web.components.sealed_post import Arrived
from panah.web.public.forms import StepForm, WordsField, plain

Answers = dict[str, list[str]]


def language_of(arrived: Arrived) -> str:
    """That of the page; whatever else stands there, the first of ours."""
    return arrived.language if arrived.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def texts_of(posted: Mapping[str, list[str]], names: Iterable[str]) -> Answers:
    """What a page posted for these fields, without signs that cannot be shown."""
    found = {name: [plain(text) for text in posted.get(name, [])] for name in names}
    return {name: [text for text in texts if text.strip()] for name, texts in found.items()}


def mend(answers: Answers, checked: Iterable[StepForm]) -> tuple[Answers, list[str]]:
    """Answers that fit their fields, and in words what did not."""
    mended: Answers = dict(answers)
    left: list[str] = []
    for form in checked:
        for name in form.errors:
            if name in form.fields and mended.get(name):
                left += _mend_field(mended, form.fields[name], name)
    return mended, left


def _mend_field(answers: Answers, field: forms.Field, name: str) -> list[str]:
    texts = answers[name]
    if isinstance(field, forms.ChoiceField):
        wrong = [text for text in texts if not field.valid_value(text)]
        answers[name] = [text for text in texts if text not in wrong]
        return [f"{field.label}: {text}" for text in wrong]
    if isinstance(field, WordsField) and len(texts[-1]) > field.limit:
        answers[name] = [texts[-1][: field.limit]]
        return [f"{field.label}: {texts[-1]}"]
    return []  # a phone against the wish to stay anonymous


def add_left(actor: Actor, receipt: str, key: str, left: list[str]) -> None:
    """As many messages as it takes; each under a key of its own, so that a replay adds none."""
    for number, piece in enumerate(pieces_of("\n".join(left)), start=1):
        add_message(by=actor, receipt=receipt, text=piece, idempotency_key=f"{key}:{number}")
