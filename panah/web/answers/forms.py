from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.rules import LIMITS
from panah.web.fields import DateParts, DatePartsField
from panah.web.public.forms import WordsField, plain
from panah.web.referrals.forms import select, words

LONGEST = 500  # of each line of a wish to talk to the child


class PinForm(forms.Form):
    use_required_attribute = False
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits. Whoever sent you the link tells you them by voice."),
        max_length=200,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "in-4"}),
        error_messages={"required": _("Enter the six digits.")},
    )


class AnswerForm(forms.Form):
    """One answer of a body without account: who answers, and what the answer needs."""

    use_required_attribute = False

    name_and_post = WordsField(
        LIMITS["name_and_post"], label=_("Your name and post"), required=True,
        error_messages={"required": _("Write your name and post, so that the sender knows who answered.")},
    )  # fmt: skip
    own_number = WordsField(LIMITS["own_number"], label=_("Your own number for this request"))
    happened_on = DatePartsField(
        label=_("On which day?"), required=False, may_be_future=False, widget=DateParts(quick_days=True)
    )  # fmt: skip

    field_order = ("reason", "where_next", "remark", "name_and_post", "own_number", "happened_on")

    def __init__(self, answer: ReferralStatus, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answer is ReferralStatus.REFUSED:
            self.fields["reason"] = select("refusal_reasons", _("Why not"))
            self.fields["where_next"] = select("where_next", _("Where the child should be sent next"))
        if answer is not ReferralStatus.ACKNOWLEDGED:
            asks = answer is ReferralStatus.NEED_MORE
            label = _("What do you need to know?") if asks else _("A word to the sender")
            self.fields["remark"] = words(
                "remark", label, _("No name of a child and no address."), required=asks, rows=3
            )
        self.order_fields(self.field_order)


class WordForm(forms.Form):
    """The body itself to what was told to the sender in its name."""

    use_required_attribute = False

    name_and_post = WordsField(
        LIMITS["name_and_post"], label=_("Your name and post"), required=True,
        error_messages={"required": _("Write your name and post, so that the sender knows who answered.")},
    )  # fmt: skip
    remark = words("remark", _("A word to the sender"), _("No name of a child and no address."), rows=3)


class TalkForm(forms.Form):
    """Why the child is to be asked again, when, and who will be there."""

    use_required_attribute = False

    why = WordsField(
        LONGEST, label=_("Why must the child be asked?"), required=True, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is still missing after all that was told already. No name and no address."),
    )  # fmt: skip
    when = WordsField(LONGEST, label=_("When and where?"), required=True)
    present = WordsField(
        LONGEST, label=_("Who will be there?"), required=True, help_text=_("A psychologist or teacher, whom the child trusts.")
    )  # fmt: skip
    name_and_post = WordsField(
        LIMITS["name_and_post"], label=_("Your name and post"), required=True,
        error_messages={"required": _("Write your name and post, so that the sender knows who asks.")},
    )  # fmt: skip


def typed(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What stands in a posted page, to be shown again without saying what is wrong with it."""
    return {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}


def cleaned(data: QueryDict) -> QueryDict:
    """The posted texts without signs that cannot be seen."""
    copy = QueryDict(mutable=True)
    for name, values in data.lists():
        copy.setlist(name, [plain(value) for value in values])
    return copy
