"""What is said: of people's texts their language, to whoever listens to the page; of a page's heading no more than a tab may."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from panah.casework.people.codes import Standing
from panah.engines.languages.guessing import passages_of
from panah.web.components.grown_pairs import Words
from panah.web.components.grown_words import suited

register = template.Library()


@register.filter
def spoken(text: str) -> SafeString:
    """Line by line; each stretch in another language than the page's is marked as such, for a voice that reads aloud."""
    own = get_language() or ""
    return format_html_join(
        "", "{}", ((_stretch(one.text, "" if one.may_be_in(own) else one.language),) for one in passages_of(text))
    )


def _stretch(text: str, language: str) -> SafeString:
    lines = linebreaksbr(text, autoescape=True)
    return format_html('<span lang="{}">{}</span>', language, lines) if language else lines


@register.filter
def for_tab(title: Words) -> str:
    """The heading of a page as its tab and the history of the browser say it: of nobody as of a child (S12)."""
    return suited(title, Standing.ADULT)
