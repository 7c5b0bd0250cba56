"""No form asks what was done to a child, and none requires a story of it: what is offered is recorded, with its source (S5)."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import translation

from tests.house.source import nothing

PROMPTS = re.compile(
    r"what (has )?(was|been) done to|what happened to (the child|you)|who (hurt|harmed|abused|beat)|"
    r"how (was|were) .* (hurt|harmed|abused|exploited)|describe (the )?(abuse|violence|exploitation|event)|"
    r"ask the child (about|what|how|who|to tell)",
    re.IGNORECASE,
)
WARNINGS = re.compile(r"(do not ask|nothing about)[^.]*", re.IGNORECASE)  # say the contrary
NEEDED = {
    "AsideForm.note": "what the desk did, and why it goes no further",
    "AskForm.remark": "what a body needs to know of the sender",
    "AuthorityStep.told": "what an authority is told, on a ground that a person named",
    "CallForm.text": "what a body said to a coordinator on the telephone",
    "CallForm.text_kk": "whom we look for as a champion",
    "CallForm.text_ru": "whom we look for as a champion",
    "CameForm.asked": "what an authority asks for",
    "CameForm.legal_basis": "on which law an authority asks",
    "CheckForm.text": "how the child is, after the end",
    "DecideForm.minutes": "on what the choice of a champion rests",
    "DecideForm.reason": "why an authority is given something or not",
    "ElsewhereForm.request": "what another service is asked for",
    "EndForm.result": "what came of a campaign",
    "GivenForm.given": "exactly what an authority was given",
    "HouseIncidentForm.what": "what somebody in the house saw or heard, and not what is guessed",
    "InformForm.told": "what an authority is told, on a ground that a person named",
    "InformationForm.note": "what the desk did",
    "ItemForm.kk": "a question of a test for grown people",
    "ItemForm.ru": "a question of a test for grown people",
    "JoinForm.motivation": "why a grown person would like to be a champion",
    "KitForm.text_kk": "a text for posts: of nobody",
    "KitForm.text_ru": "a text for posts: of nobody",
    "LessonForm.change": "what is done otherwise from now on",
    "LessonForm.happened": "what happened in the work, without names",
    "LessonForm.learned": "what was learned of it",
    "MessageForm.message": "what a reporter adds unasked",
    "MoreForm.text": "what the sender adds for the receiver",
    "OverrideForm.explanation": "the danger now, and to whom what was given",
    "OwnMessageForm.message": "what somebody young adds unasked",
    "OwnWordsForm.what_was_seen": "what somebody young wants to say of their own accord; nothing else is required of them",
    "PlannedForm.activity": "what a champion plans",
    "ReceiverStep.request": "what a service is asked for",
    "RemarkForm.text": "what is corrected of an outing after its report was closed",
    "ReopenForm.reason": "why the case goes on",
    "ReportForm.difficulties": "what was hard in a training: of nobody",
    "ReportForm.recommendations": "what is to be done otherwise in the next training",
    "ReportForm.result": "what came of a champion's quarter",
    "ReturnForm.because": "what is still missing in a champion's report",
    "ReturnForm.remark": "what the supervisor still misses",
    "ReviewForm.text": "what the team and the child found, not what was done to it",
    "SecondPersonForm.reason": "why a guest is to leave with this adult",
    "ShareForm.request": "what a helper is asked for",
    "TalkForm.text": "what an authority that wants to talk to the child is answered",
    "TalkForm.why": "why an authority wants to talk to the child at all",
    "ToLeadForm.text": "what a helper wants the lead to know",
    "TransferForm.summary": "what the next lead needs",
    "WithdrawForm.why": "why a paper of the library no longer holds",
}
"""``"Form.field"``: what a required text is about, where it is no story of the child."""


def every_form() -> list[type[forms.Form]]:
    assert get_resolver().url_patterns  # every page is loaded, and its forms with it
    return [form for form in _below(forms.Form) if form.__module__.startswith("panah.web")]


def _below(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def required_stories(found: Iterable[type[forms.Form]], needed: Iterable[str] = NEEDED) -> Iterator[str]:
    """Long texts that must be written, but for those of which it is said what they are about."""
    for form in found:
        for name, field in form.base_fields.items():
            is_story = field.required and isinstance(field.widget, forms.Textarea)
            if is_story and f"{form.__name__}.{name}" not in needed and not form.__name__.startswith("_"):
                yield f"{form.__name__}.{name} must be written: say in NEEDED what it is about, or let it be empty"


def prompts(found: Iterable[type[forms.Form]]) -> Iterator[str]:
    """Labels and hints that make somebody ask."""
    for form in found:
        for name, field in form.base_fields.items():
            words = WARNINGS.sub("", f"{field.label or ''} {field.help_text or ''}")
            if PROMPTS.search(words):
                yield f"{form.__name__}.{name} asks: {words.strip()}"


@pytest.mark.safeguard("S5", "a form requires somebody to write down what was done to the child")
def test_no_form_requires_a_story_of_what_was_done() -> None:
    nothing(sorted(set(required_stories(every_form()))))


@pytest.mark.safeguard("S5", "a question of a form makes a worker ask the child what was done to it")
def test_no_question_asks_what_was_done_to_a_child() -> None:
    with translation.override("en"):
        nothing(sorted(set(prompts(every_form()))))


def test_no_exception_outlives_its_field() -> None:
    there = {f"{form.__name__}.{name}" for form in every_form() for name in form.base_fields}
    assert [name for name in NEEDED if name not in there] == []


def test_a_planted_question_and_a_planted_story_are_found() -> None:
    class Planted(forms.Form):
        story = forms.CharField(widget=forms.Textarea, label="Story")
        open = forms.CharField(widget=forms.Textarea, required=False, label="Describe the abuse")
        quiet = forms.CharField(required=False, label="What happened", help_text="Do not ask the child to tell again.")

    assert len(list(required_stories([Planted]))) == 1
    assert len(list(prompts([Planted]))) == 1
