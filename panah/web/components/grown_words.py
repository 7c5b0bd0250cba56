"""The words of a case whose person is grown: no page calls an adult a child (S10)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.functional import Promise, lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.casework.people.codes import Standing
from panah.casework.people.models import Child
from panah.casework.people.queries import is_grown
from panah.foundation.reference.codes import LANGUAGES, code_list, code_list_names
from panah.web.components.child_words import is_surely_grown
from panah.web.components.grown_pairs import FURTHER_PAIRS, Words

OF_THE_WAY: tuple[tuple[Words, Words], ...] = (
    (_("Where the child is"), _("Where this person is")),
    (_("What was promised to the child"), _("What was promised to this person")),
    (
        _(
            "For example what calms the child, whom it trusts, what you promised. Whoever leads the case reads it, and those "
            "who supervise here; if the case goes to another organisation, these people there too. It is not printed."
        ),
        _(
            "For example what calms this person, whom they trust, what you promised. Whoever leads the case reads it, and "
            "those who supervise here; if the case goes to another organisation, these people there too. It is not printed."
        ),
    ),
    (_("A card for the child"), _("A card to carry")),
    (_("Concern for a child"), _("A concern")),
    (_("About the child"), _("About this person")),
    (_("How to reach the child safely"), _("How to get in touch safely")),
    (_("How to reach the child"), _("How to get in touch")),
    (_("The same child under another code?"), _("The same person under another code?")),
    (_("The same child has another code"), _("The same person has another code")),
    (_("Is it the same child?"), _("Is it the same person?")),
    (_("The same child, both codes go on"), _("The same person, both codes go on")),
    (
        _("The same child, work goes on under the other code"),
        _("The same person, work goes on under the other code"),
    ),
    (_("These are two children: undo"), _("These are two people: undo")),
    (
        _("Nothing is moved. Both codes open the child, who counts once. It can be undone at any time."),
        _("Nothing is moved. Both codes open the person, who counts once. It can be undone at any time."),
    ),
    (_("Where the child sleeps tonight"), _("Where this person sleeps tonight")),
    (_("Where the child sleeps"), _("Where this person sleeps")),
    (
        _("Who that is to the child, or a first name. A shelter’s address is never written."),
        _("Who that is, or a first name. A shelter’s address is never written."),
    ),
    (_("What the child says"), _("What they say themselves")),
    (_("What the child says of it"), _("What they say of it themselves")),
    (_("What the child thinks of it"), _("What they think of it themselves")),
    (_("What the child thinks and wishes"), _("What they think and wish themselves")),
    (_("Only what the child offers by itself."), _("Only what was offered unasked.")),
    (_("Goal, in the child's words"), _("Goal, in their own words")),
    (_("What the team and the child found"), _("What was found together")),
    (
        _("Only what is needed. Do not ask the child to tell again what is written here."),
        _("Only what is needed. Do not ask again what is written here."),
    ),
    (_("This was written before. Do not ask the child again."), _("This was written before. Do not ask again.")),
    (
        _("This was written before. Still true? Then only save. Do not ask the child again."),
        _("This was written before. Still true? Then only save. Do not ask again."),
    ),
    (
        _("“Not known” is a full answer. Write what was seen or offered; do not ask the child to tell again."),
        _("“Not known” is a full answer. Write what was seen or offered; do not ask to tell again."),
    ),
    (
        _("If the child has died, leave the rest empty. Nobody will call, and the notices stop."),
        _("If the person has died, leave the rest empty. Nobody will call, and the notices stop."),
    ),
    (_("When we call to ask how the child is"), _("When we call to ask how things are")),
    (_("How the child is"), _("How things are")),
    (_("No, the child is fine"), _("No, all is well")),
)


PAIRS = OF_THE_WAY + FURTHER_PAIRS


def standing_of(child: Child) -> Standing:
    """As a page speaks of somebody: a grown person too who came as a child and has surely turned 18 since."""
    return Standing.ADULT if is_grown(child) else Standing.CHILD


def standing_from(birth_year: int | None, age_band: str, *, is_about: bool = False) -> Standing:
    """The same of a row of a list, which knows a year or a band alone, and whether the year is a guess."""
    return Standing.ADULT if is_surely_grown(birth_year, age_band, is_about=is_about) else Standing.CHILD


def suited(words: Words, standing: str) -> str:
    """The words as they stand; of a grown person those that call nobody a child."""
    said = str(words)
    if standing != Standing.ADULT:
        return said
    pair = next((str(grown) for child, grown in PAIRS if str(child) == said), "")
    return pair or grown_labels((get_language() or LANGUAGES[0]).split("-")[0]).get(said, said)


def label_for(codes: str, code: str, standing: str, language: str | None = None) -> str:
    """The label of a code, of a grown person the one that the list keeps for it."""
    rows = code_list(codes)
    return rows.label_of_grown(code, language) if standing == Standing.ADULT else rows.label(code, language)


def labels_for(codes: str, several: list[str], standing: str) -> list[str]:
    """The same of several codes, in the order of the list."""
    order = code_list(codes).codes
    known = sorted(several, key=lambda code: order.index(code) if code in order else len(order))
    return [label_for(codes, code, standing) for code in known]


@cache
def grown_labels(language: str) -> dict[str, str]:
    """Label of a child -> label of a grown person, and the same for hints, out of all code lists."""
    found: dict[str, str] = {}
    for name in code_list_names():
        for row in code_list(name).rows.values():
            found |= _pair(row.label(language), row.extra.get("grown", {}), language)
            found |= _pair(row.hint(language), row.extra.get("grown_hint", {}), language)
    return found


def _pair(child: str, grown: Mapping[str, str], language: str) -> dict[str, str]:
    return {child: grown[language]} if language in grown else {}


@cache
def _of_children() -> frozenset[tuple[str, str]]:
    """Codes with their labels, in each language, that no grown person is asked about: a guardian, an assent."""
    return frozenset(
        (row.code, row.label(language))
        for name in code_list_names()
        for row in code_list(name).rows.values()
        if row.extra.get("only_of_children")
        for language in LANGUAGES
    )


def suit(form: forms.BaseForm, standing: str) -> None:
    """Labels, hints, answers and faults of a form. Django keeps a label beside the field once the form was checked."""
    form.standing = standing  # type: ignore[attr-defined]  # its twin on paper is read from the class
    if standing != Standing.ADULT:
        return
    for name, asked in form.fields.items():
        bound = form[name]
        asked.label = bound.label = suited(bound.label, standing)
        asked.help_text = bound.help_text = suited(bound.help_text or "", standing)
        if isinstance(asked, forms.ChoiceField):
            answers: Any = asked.choices
            asked.choices = [pair for value, label in answers for pair in _answer(value, label, standing)]
    if form.is_bound:
        for faults in form.errors.values():
            faults.data = [forms.ValidationError(suited(str(words), standing)) for words in faults]


def _answer(value: Any, label: Any, standing: str) -> list[tuple[Any, Any]]:
    """One choice, or a group of them; none where it is never said of a grown person."""
    if isinstance(label, list | tuple):
        return [(value, [pair for one, words in label for pair in _answer(one, words, standing)])]
    if (str(value), str(label)) in _of_children():
        return []
    if isinstance(label, Promise):  # what is lazy is known as ours, also on paper
        return [(value, lazystr(suited(label, standing)))]
    return [(value, suited(label, standing) if isinstance(label, str) else label)]
