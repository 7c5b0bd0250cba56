"""One report, one to nine children: buttons that need no script, and no word that gets lost."""

from typing import Any

import pytest

from panah.casework.concerns.models import Concern, ConcernChild
from panah.foundation.security import vault
from panah.foundation.security.sealed import reveal
from panah.web.public import children, throttle
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.visitor import Visitor


def at_the_children(language: str = "en") -> Visitor:
    throttle.REPORTS.forget()
    visitor = Visitor(language)
    visitor.opens()
    for fields in ({}, {}, {"signs": "works"}):
        visitor.presses(**fields)
    assert visitor.step == "child"
    return visitor


def names(office: Office) -> list[str]:
    rows = list(ConcernChild.objects.order_by("position"))
    with vault.ring():
        reveal(office.elsewhere, *rows)
    return [row.name for row in rows]


def sends(visitor: Visitor, **fields: Any) -> None:
    visitor.presses(place="unknown", **fields)
    visitor.presses(stays_anonymous="on")
    visitor.presses("send")


@pytest.mark.safeguard("S8", "siblings are torn into reports that know nothing of each other")
def test_two_siblings_and_a_newborn_without_a_name_are_one_report(office: Office) -> None:
    visitor = at_the_children()
    visitor.presses("add-child", name="Canaryone", age_band="6_11", place="unknown")
    text = visitor.presses("add-child", name="Canaryone", name_2="Canarytwo", sex_2="female", place="unknown")
    assert "Canaryone" in text
    assert "Canarytwo" in text
    sends(
        visitor, name="Canaryone", age_band="6_11", name_2="Canarytwo", sex_2="female", child_language_2="uz",
        age_band_3="under_1", is_same_family="yes",
    )  # fmt: skip
    concern = Concern.objects.get()
    assert concern.is_same_family == "yes"
    assert names(office) == ["Canaryone", "Canarytwo", ""]
    assert list(ConcernChild.objects.order_by("position").values_list("age_band", "sex", "language")) == [
        ("6_11", "unknown", "unknown"),
        ("unknown", "female", "uz"),
        ("under_1", "unknown", "unknown"),
    ]


def test_nine_fit_and_the_tenth_is_told_in_words(office: Office) -> None:
    visitor = at_the_children()
    for _ in range(9):
        text = visitor.presses("add-child", place="unknown")
    assert text.count('role="group"') == 9
    assert 'value="add-child"' not in text
    assert "Nine children fit" in text
    sends(visitor)
    assert ConcernChild.objects.count() == 9


def test_a_child_taken_out_by_mistake_is_put_back_with_every_word(office: Office) -> None:
    visitor = at_the_children()
    visitor.presses("add-child")
    visitor.presses("add-child", name="Canaryone", name_2="Canarytwo")
    text = visitor.presses("remove-1", name="Canaryone", name_2="Canarytwo", name_3="Canarythree", place="unknown")
    assert "Canaryone" not in text
    assert text.index("Canarytwo") < text.index("Canarythree")
    text = visitor.presses("put-back", name="Canarytwo", name_2="Canarythree")
    assert "Canaryone" in text
    sends(visitor, name="Canarytwo", name_2="Canarythree", name_3="Canaryone")
    assert names(office) == ["Canarytwo", "Canarythree", "Canaryone"]


def test_the_last_child_stays_and_a_made_up_button_does_nothing() -> None:
    answers = {"name": ["Canaryone"]}
    for button in ("remove-1", "remove-2", "remove-x", "put-back", "remove-٣"):
        assert children.changed(answers, button) == answers
    assert children.changed({"children": ["9"]}, "add-child") == {"children": ["9"]}
    assert children.changed({"children": ["99999"]}, "add-child") == {"children": ["99999"]}


def test_a_state_that_cannot_be_read_loses_no_child_that_stands_on_the_page(office: Office) -> None:
    visitor = at_the_children()
    visitor.presses("add-child")
    text = visitor.presses(state="broken", children="2", name="Canaryone", name_2="Canarytwo")
    assert "could not be read" in text
    for fields in ({}, {}, {"signs": "works"}):
        text = visitor.presses(**fields)
    assert "Canaryone" in text
    assert "Canarytwo" in text


def test_the_check_shows_the_children_side_by_side(office: Office) -> None:
    visitor = at_the_children()
    visitor.presses("add-child")
    visitor.presses(place="unknown", sex="male", sex_2="female", name_2="Canarytwo", is_same_family="yes")
    text = visitor.presses(stays_anonymous="on")
    for words in ("Child 1", "Child 2", "Girl\nCanarytwo", "One family"):
        assert words in text


def test_another_language_keeps_all_children(office: Office) -> None:
    visitor = at_the_children()
    visitor.presses("add-child")
    text = visitor.switches("tg", name="Canaryone", name_2="Canarytwo", children="2")
    assert '<html lang="tg"' in text
    assert "Canaryone" in text
    assert "Canarytwo" in text
