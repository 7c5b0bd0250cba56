"""What stands beside the square picture on a school's wall: nothing that marks who scans it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from panah.web.context import emergency_phones
from panah.web.languages import is_whole


@dataclass(frozen=True)
class PosterWords:
    language: str
    title: str
    lead: str
    call: str


def spoken(*, every: bool) -> Sequence[str]:
    """Kazakh and Russian; all six where somebody asks for them, those without a reader among them."""
    codes = [code for code, _name in settings.LANGUAGES]
    return codes if every else [code for code in codes if is_whole(code) and code != "en"]


def words_in(language: str) -> PosterWords:
    with translation.override(language):
        line = next((phone["number"] for phone in emergency_phones() if phone["number"] == "111"), "")
        return PosterWords(
            language, _("Write to us"), _("About anything, in your own words. You need not give your name."),
            _("Or call: %(number)s") % {"number": line} if line else "",
        )  # fmt: skip
