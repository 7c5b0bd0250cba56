"""The steps of the report: which form each has, what was answered so far, and the report that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.actions import ChildTold, ConcernDetails
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import place_label
from panah.web.public.forms import (
    UNKNOWN,
    ChildForm,
    DangerForm,
    NightForm,
    SeenForm,
    StepForm,
    YouForm,
    child_field,
    children_in,
    normalised_phone,
)

CALL = "call"  # in danger: whom to call before anything else; it asks nothing and counts as no step
CHECK = "check"
Answers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Step:
    name: str
    form: type[StepForm]
    title: str | Promise


STEPS = (
    Step("danger", DangerForm, _("Danger now?")),
    Step("night", NightForm, _("Tonight")),
    Step("seen", SeenForm, _("What you saw")),
    Step("child", ChildForm, _("The child")),
    Step("you", YouForm, _("You")),
)
NAMES = (*(step.name for step in STEPS), CHECK)


@dataclass(frozen=True)
class Line:
    """A question and its answer on the page that is checked before sending."""

    step: str
    term: str
    value: str


def step_named(name: str) -> Step | None:
    return next((step for step in STEPS if step.name == name), None)


def is_danger(answers: Answers) -> bool:
    return answers.get("is_danger_now") == ["yes"]


def after(name: str, answers: Answers) -> str:
    way = _way(answers)
    return way[min(way.index(name) + 1, len(way) - 1)] if name in way else STEPS[0].name


def before(name: str, answers: Answers) -> str:
    way = _way(answers)
    return way[max(way.index(name) - 1, 0)] if name in way else STEPS[0].name


def _way(answers: Answers) -> tuple[str, ...]:
    """The pages in their order: whoever tells of danger is told first whom to call."""
    first, *others = NAMES
    return (first, CALL, *others) if is_danger(answers) else NAMES


def first_wrong(answers: Answers) -> Step | None:
    """The first step that cannot be sent as it is."""
    return next((step for step in STEPS if not step.form(answers, is_checked=True).is_valid()), None)


def lines_of(answers: Answers) -> list[Line]:
    """All answers in words, for the check page and for a report that is sent again with changes."""
    role = _one(answers, "reporter_role") or "not_said"
    lines = [
        ("danger", gettext("Danger now"), _label(answers, "is_danger_now", "danger_now")),
        ("night", gettext("Where the child sleeps tonight"), _label(answers, "sleeps_tonight", "sleeps_tonight")),
        ("night", gettext("With whom"), _one(answers, "sleeps_with")),
        ("seen", gettext("Signs"), "\n".join(code_list("public_signs").labels(answers.get("signs", [])))),
        ("seen", gettext("What was seen"), _one(answers, "what_was_seen")),
        ("child", gettext("Where the child is now"), _place_words(answers)),
        *_lines_of_children(answers),
        ("you", gettext("Phone"), _contact_words(answers)),
        ("you", gettext("When to call"), _label(answers, "safe_time", "safe_time")),
        ("you", gettext("Who you are"), code_list("reporter_roles").label(role)),
    ]
    return [Line(*line) for line in lines]


def _lines_of_children(answers: Answers) -> list[tuple[str, str, str]]:
    """Of one child each answer on its line; of several one line each."""
    count = children_in(answers)
    if count == 1:
        terms = (gettext("Age"), gettext("Girl or boy"), gettext("Language"), gettext("Name"))
        return [("child", term, words) for term, words in zip(terms, _words_of_child(answers, 1), strict=True)]
    lines = [
        (
            "child",
            gettext("Child %(number)s") % {"number": number},
            "\n".join(filter(None, _words_of_child(answers, number))),
        )
        for number in range(1, count + 1)
    ]
    return [*lines, ("child", gettext("One family"), _label(answers, "is_same_family", "yes_no_unknown"))]


def _words_of_child(answers: Answers, number: int) -> tuple[str, str, str, str]:
    return (
        _label(answers, child_field("age_band", number), "age_band"),
        _label(answers, child_field("sex", number), "sex_of_child"),
        _label(answers, child_field("child_language", number), "languages_spoken"),
        _one(answers, child_field("name", number)),
    )


def words_of(answers: Answers) -> str:
    return "\n".join(f"{line.term}: {line.value}" for line in lines_of(answers) if line.value)


def details_of(answers: Answers, *, is_unverified: bool) -> ConcernDetails:
    """The report. Answers are those of steps that were found right."""
    place = _one(answers, "place")
    return ConcernDetails(
        signs=tuple(answers.get("signs", [])),
        language=(get_language() or "kk")[:5],
        is_danger_now=_one(answers, "is_danger_now") or UNKNOWN,
        what_was_seen=_one(answers, "what_was_seen"),
        children=tuple(_child_told(answers, number) for number in range(1, children_in(answers) + 1)),
        place=None if place == UNKNOWN else Place.objects.filter(pk=place).first(),
        where_child_is=_one(answers, "where_child_is"),
        reporter_role=_one(answers, "reporter_role") or "not_said",
        reporter_contact=normalised_phone(_one(answers, "reporter_contact")),
        stays_anonymous=bool(_one(answers, "stays_anonymous")),
        safe_time=_one(answers, "safe_time"),
        is_unverified=is_unverified,
        sleeps_tonight=_one(answers, "sleeps_tonight") or UNKNOWN,
        sleeps_with=_one(answers, "sleeps_with"),
        is_same_family=_one(answers, "is_same_family") or UNKNOWN,
    )


def _child_told(answers: Answers, number: int) -> ChildTold:
    return ChildTold(
        age_band=_one(answers, child_field("age_band", number)) or UNKNOWN,
        sex=_one(answers, child_field("sex", number)) or UNKNOWN,
        language=_one(answers, child_field("child_language", number)) or UNKNOWN,
        name=_one(answers, child_field("name", number)),
    )


def _one(answers: Answers, name: str) -> str:
    found = answers.get(name) or [""]
    return found[-1].strip()


def _label(answers: Answers, name: str, codes: str) -> str:
    code = _one(answers, name)
    return code_list(codes).label(code) if code else ""


def _place_words(answers: Answers) -> str:
    code = _one(answers, "place")
    place = gettext("I do not know") if code == UNKNOWN else place_label(code) if code else ""
    return "\n".join(words for words in (place, _one(answers, "where_child_is")) if words)


def _contact_words(answers: Answers) -> str:
    if _one(answers, "stays_anonymous"):
        return gettext("I want to stay anonymous")
    return normalised_phone(_one(answers, "reporter_contact"))
