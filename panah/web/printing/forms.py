from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.web.components.forms import OnceForm

USUAL = ("basics", "plan", "services")


class PrintForm(OnceForm):
    """The name and the stories are chosen on purpose, or stay out."""

    reason = forms.ChoiceField(
        label=_("What the paper is for"), choices=code_list("print_reasons").choices(), widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label=_("Which parts"),
        choices=code_list("print_parts").choices(),
        widget=forms.CheckboxSelectMultiple,
        initial=USUAL,
        help_text=_("Only what is needed there. Paper can be copied, lost and read by others."),
    )
