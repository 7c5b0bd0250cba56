"""How often specialists were trained: one person in two trainings is two attendances."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.rules import Count, Indicator, Window
from panah.programme.training.queries import trained_adults


def _total(window: Window, organisation: str) -> float:
    of = Organisation.objects.get(pk=organisation) if organisation else None
    return sum(one.attendances for one in trained_adults(window.first, window.last, of))


def _count(window: Window, organisation: str) -> Count:
    return Count(_total(window, organisation))


TRAINING_ATTENDANCES = Indicator(
    code="training_attendances",
    title=_("Attendances of specialists at trainings"),
    definition=_(
        "Somebody who was trained in two trainings is counted twice here, and once among the specialists trained."
    ),
    unit=Unit.ATTENDANCES,
    count=_count,
    total=_total,
)
