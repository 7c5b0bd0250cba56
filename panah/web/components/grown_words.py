"""The words of a case whose person is grown: no page calls an adult a child (S10)."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.people.codes import Standing

Words = str | Promise

PAIRS: tuple[tuple[Words, Words], ...] = (
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


def suited(words: Words, standing: str) -> str:
    """The words as they stand; of a grown person those that call nobody a child."""
    said = str(words)
    if standing != Standing.ADULT:
        return said
    return next((str(grown) for child, grown in PAIRS if str(child) == said), said)


def suit(form: forms.BaseForm, standing: str) -> None:
    """Labels, hints and answers of a form. Django keeps a label beside the field once the form was checked."""
    if standing != Standing.ADULT:
        return
    for name, asked in form.fields.items():
        bound = form[name]
        asked.label = bound.label = suited(bound.label, standing)
        asked.help_text = bound.help_text = suited(bound.help_text or "", standing)
        if isinstance(asked, forms.ChoiceField):
            answers: Any = asked.choices
            asked.choices = [
                (value, suited(label, standing) if isinstance(label, Words) else label) for value, label in answers
            ]
