from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.web.components.child_words import language_now


class FilterForm(forms.Form):
    service = forms.ChoiceField(
        label=_("Service"), choices=[("", ""), *code_list("service_types").choices()], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(place.pk, place.label(language_now())) for place in Place.objects.regions()]
        self.fields["region"].choices = [("", ""), *regions]  # type: ignore[attr-defined]
