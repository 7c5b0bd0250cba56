"""A material as paper: Kazakh and Russian beside each other, the telephone, and the squares that lead to the public report."""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.engines.letters.model import Check, Poster, Side
from panah.foundation.security import clock
from panah.programme.outreach.models import CampaignMaterial
from panah.programme.outreach.queries import known_hotlines
from panah.programme.outreach.rules import fits_on_poster
from panah.web.library.words import spoken
from panah.web.outreach.words import hotlines_of
from panah.web.papers.press import press
from panah.web.papers.words import Words
from panah.web.public.poster import words_in

PAPER = "campaign_poster"
LANGUAGES = ("kk", "ru")


def why_not_yet(material: CampaignMaterial) -> str:
    """What keeps it from the press; nothing where it can be printed."""
    if material.missing:
        return _("A poster hangs in both languages. Missing: %(languages)s") % {"languages": spoken(material.missing)}
    if not fits_on_poster((material.heading_kk, material.text_kk, material.heading_ru, material.text_ru)):
        return _("This is too long for a poster: at most 1,200 letters in both languages together.")
    return ""


def pdf_of(material: CampaignMaterial, address: str, *, is_leaflet: bool) -> bytes:
    """``address`` is that of the public report without a language: the telephone of whoever scans it chooses."""
    check = Check(address, "", address.partition("://")[2]) if material.has_report_code else None
    sides = [_side(material, language) for language in LANGUAGES]
    poster = Poster(LANGUAGES[0], material.code, sides, check, is_leaflet=is_leaflet)
    return press().pdf(poster, clock.now())


def _side(material: CampaignMaterial, language: str) -> Side:
    own = Words(PAPER, language)
    with translation.override(language):
        calls = [f"{own['call']}: {line}" for line in _lines(material)] if material.has_hotline else []
    if material.is_neutral:
        neutral = words_in(language)
        return Side(language, neutral.title, neutral.lead, calls, own["scan_neutral"])
    is_ru = language == "ru"
    heading = material.heading_ru if is_ru else material.heading_kk
    text = material.text_ru if is_ru else material.text_kk
    scan = own["scan"] if material.has_report_code else ""
    return Side(language, heading or text, text if heading else "", calls, scan)


def _lines(material: CampaignMaterial) -> list[str]:
    """The numbers with their words in the language of the side; of a neutral paper the digits alone."""
    campaign, numbers = material.campaign, known_hotlines()
    known = hotlines_of(campaign)
    if material.is_neutral:
        known = [numbers[code] for code in campaign.hotlines if code in numbers]
    return [*known, *([campaign.other_hotline] if campaign.other_hotline else [])]
