from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm


class AskForm(OnceForm):
    """Whom they should call. Nothing of the child is asked for, so that nothing of the child is sent."""

    call = forms.CharField(
        label=_("Whom should they call, and where"), max_length=200,
        help_text=_("A name and a phone number of your office. Write nothing about the child here: say it in the call."),
    )  # fmt: skip


class AnswerForm(OnceForm):
    answer = forms.ChoiceField(
        label=_("What do you say after the call?"),
        choices=code_list("linking_answer").choices(),
        widget=forms.RadioSelect,
    )


class SameForm(OnceForm):
    """The other code, to compare both before anything is decided."""

    code = forms.CharField(label=_("The other code"), max_length=20)
