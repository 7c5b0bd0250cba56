"""The forms by which a sender writes down what came by telephone, messenger, in person or on paper (S13)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.actions.refusals import SENTENCES
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.rules import LIMITS
from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm
from panah.web.fields import DateParts, DatePartsField
from panah.web.public.forms import PLAIN_CHOICE, WordsField
from panah.web.referrals.forms import radios, select, sometimes, words


class ToldForm(OnceForm):
    """What the body said, who there, how and when."""

    status = forms.ChoiceField(
        label=_("What did they say?"), widget=forms.RadioSelect, error_messages=PLAIN_CHOICE
    )  # fmt: skip
    channel = radios("told_by", _("How did the answer come?"))
    name_and_post = WordsField(
        LIMITS["name_and_post"], label=_("Who said it: name and post"), required=True,
        error_messages={"required": _("Write who said it, so that they can be asked again.")},
    )  # fmt: skip
    happened_on = DatePartsField(
        label=_("On which day?"), help_text=_("Late paper is welcome: the day on which it was said counts."),
        may_be_future=False, widget=DateParts(quick_days=True),
    )  # fmt: skip
    at = forms.TimeField(
        label=_("At what time?"), required=False, widget=forms.TimeInput({"type": "time", "class": "in-4"}, format="%H:%M")
    )  # fmt: skip
    own_number = WordsField(LIMITS["own_number"], label=_("Their own number for it"))
    reason = sometimes(select("refusal_reasons", _("If they said no: why"), required=False))
    where_next = sometimes(
        select("where_next", _("If they said no: where the child should be sent next"), required=False)
    )  # fmt: skip
    remark = words("remark", _("Their words"), _("If they need to know more: what they ask."), rows=3)

    def __init__(self, *args: Any, answers: Sequence[str] = (), **kwargs: Any) -> None:
        """``answers`` are those that the body may still give."""
        super().__init__(*args, **kwargs)
        labels = code_list("hand_over_step")
        self.fields["status"].choices = [(str(one), labels.label(one)) for one in answers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == ReferralStatus.REFUSED:
            for name, sentence in (("reason", "reason_missing"), ("where_next", "where_next_missing")):
                if not data.get(name):
                    self.add_error(name, ValidationError(str(SENTENCES[sentence])))
        if data.get("status") == ReferralStatus.NEED_MORE and not data.get("remark"):
            self.add_error("remark", ValidationError(_("Write what they need to know.")))
        return data


class CalledForm(OnceForm):
    """We called: nobody answered, or we asked how it goes."""

    remark = words(
        "remark", _("Whom did you reach, and what was said?"), _("No name of a child and no address."), rows=2
    )
    is_settled = forms.BooleanField(label=_("No further call is needed"), required=False)

    def __init__(self, *args: Any, may_settle: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_settle:
            del self.fields["is_settled"]


class TalkForm(OnceForm):
    """What we say to an authority that asks to talk to the child."""

    text = words(
        "told", _("Your answer"),
        _("When, where and with which psychologist; or why not now. Nothing about the family. They read it behind their link."),
        required=True,
    )  # fmt: skip
