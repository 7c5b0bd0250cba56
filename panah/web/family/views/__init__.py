"""The pages of a family and of what is known of a child: who they are, what they agreed to, growing up."""

from panah.web.family.views.adults import adult, adult_change, adult_new, adult_safety, adult_sealed
from panah.web.family.views.consents import ask_anew, consent, withdraw
from panah.web.family.views.growing import eighteen
from panah.web.family.views.home import change, family, join, leave, names
from panah.web.family.views.knowing import basics, category, name_add, reach
from panah.web.family.views.overriding import override, override_new

__all__ = [
    "adult",
    "adult_change",
    "adult_new",
    "adult_safety",
    "adult_sealed",
    "ask_anew",
    "basics",
    "category",
    "change",
    "consent",
    "eighteen",
    "family",
    "join",
    "leave",
    "name_add",
    "names",
    "override",
    "override_new",
    "reach",
    "withdraw",
]
