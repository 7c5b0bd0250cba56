"""A half-written form in words: what was being done, and what a reader wrote of it. No raw code, no heap of numbers."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list, code_list_names

Words = str | Promise
_DONE: dict[str, Words] = {
    "adult-change": _("Change what is known of this adult"),
    "adult-new": _("Add an adult"),
    "adult-safety": _("Are the children safe with this adult?"),
    "authority-request-decide": _("Decide on the request"),
    "authority-request-given": _("What was given"),
    "authority-request-new": _("Request by an authority"),
    "call-change": _("Record of a call"),
    "call-new": _("New call"),
    "call-pass-on": _("Pass the call on as a concern"),
    "case-close": _("Closure"),
    "case-consent": _("Consent"),
    "case-contact": _("Contact or note"),
    "case-domain": _("Assessment"),
    "case-interview": _("Interview with the child"),
    "case-new": _("Open a case"),
    "case-override": _("Act without consent"),
    "case-plan": _("Plan"),
    "case-planned": _("Record a service"),
    "case-review": _("Review"),
    "case-service": _("Record a service"),
    "case-told": _("Already told"),
    "case-transfer": _("Hand the case over"),
    "family": _("Family"),
    "family-change": _("Change the family"),
    "help-new": _("Help now"),
    "refer-case": _("Referral"),
    "refer-concern": _("Referral"),
    "referral-called": _("We called"),
    "referral-talk": _("Answer to the wish to talk to the child"),
    "referral-told": _("Write down an answer"),
    "shift-hand-over": _("Hand over the shift"),
}
_PARTS_OF_A_DAY = ("_day", "_month", "_year")


def form_words(form: str) -> Words:
    """What was being written, by the name of its address; nothing for a rare form."""
    return _DONE.get(form, "")


def written_words(content: Mapping[str, Any]) -> list[str]:
    """What somebody typed. Choices and days stay in the draft and come back with its page."""
    return [text for text in _texts(content) if len(text) > 1 and text not in _codes()]


def _texts(content: Mapping[str, Any]) -> Iterator[str]:
    for name, value in content.items():
        if not name.endswith(_PARTS_OF_A_DAY):
            yield from (str(one) for one in (value if isinstance(value, list) else [value]))


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for name in code_list_names() for code in code_list(name).codes)
