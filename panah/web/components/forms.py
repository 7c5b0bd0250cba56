"""What every form that writes has: a key that makes a second click harmless, and errors that keep the text."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from panah.foundation.security.access import EditedMeanwhile, Refusal
from panah.foundation.security.turn import writing
from panah.web.components import conflict, drafts

R = TypeVar("R")
LONG_TEXT = 20_000


class OnceForm(forms.Form):
    """Carries a fresh key; the action that receives it as ``idempotency_key`` makes nothing twice."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", secrets.token_urlsafe(18))

    @property
    def key(self) -> str:
        return str(self.cleaned_data.get("once", ""))


def long_text(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """A text area with a stated limit."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def carried_out(form: forms.Form, act: Callable[[], R], *, is_whole: bool = True) -> R | None:
    """Run ``act`` if the form is right; a refusal becomes the form's error and the text stays.

    What was done and the end of its draft are one transaction; a form that is not the whole of its page leaves the draft
    to those that are not through yet. Somebody who was overtaken sees both texts.
    """
    if not form.is_valid():
        return None
    try:
        return _done(act) if is_whole else act()
    except EditedMeanwhile as refusal:
        stands: conflict.Stands | None = getattr(form, "stands", None)
        if stands is not None and not conflict.mark_overtaken(form, stands()) and form.is_valid():
            return carried_out(
                form, act, is_whole=is_whole
            )  # the same words stand there already: a late copy of what was sent
        form.add_error(None, str(refusal.sentence))
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
    return None


def _done(act: Callable[[], R]) -> R:
    if drafts.writing_now.get() is None:
        return act()
    with writing():
        result = act()
        drafts.drop_what_arrived()
    return result
