"""Adding a child to a report and taking one out again, by buttons of the form: nothing that was typed gets lost."""

from collections.abc import Mapping

from django.http import QueryDict

from panah.casework.concerns.rules import MOST_CHILDREN
from panah.web.public.forms import COUNT, OF_A_CHILD, child_field, children_in

ADD, REMOVE, PUT_BACK = "add-child", "remove-", "put-back"
REMOVED = "removed"  # the answers about the child that was taken out last, as long as they may be put back
Answers = Mapping[str, list[str]]


def is_about_children(button: str) -> bool:
    return button in {ADD, PUT_BACK} or button.startswith(REMOVE)


def counted(posted: QueryDict) -> dict[str, list[str]]:
    """How many children the page asked about that was sent: it knows even where what it carried cannot be read."""
    return {COUNT: [str(children_in({COUNT: posted.getlist(COUNT)}))]} if COUNT in posted else {}


def changed(answers: Answers, button: str) -> dict[str, list[str]]:
    """The answers after a button: one child more, one less, or the last one back."""
    count = children_in(answers)
    if button == ADD and count < MOST_CHILDREN:
        return {**answers, COUNT: [str(count + 1)]}
    if button == PUT_BACK and answers.get(REMOVED) and count < MOST_CHILDREN:
        return _put_back(answers, count + 1)
    number = button.removeprefix(REMOVE)
    if button.startswith(REMOVE) and count > 1 and number.isdecimal() and 1 <= int(number) <= count:
        return _without(answers, int(number), count)
    return dict(answers)


def _without(answers: Answers, number: int, count: int) -> dict[str, list[str]]:
    """Those behind move up by one; the answers about the one that is gone are kept to be put back."""
    left = dict(answers)
    kept = [(left.get(child_field(name, number)) or [""])[-1] for name in OF_A_CHILD]
    for place in range(number, count):
        for name in OF_A_CHILD:
            left[child_field(name, place)] = left.get(child_field(name, place + 1), [])
    for name in OF_A_CHILD:
        left.pop(child_field(name, count), None)
    return {**left, COUNT: [str(count - 1)], REMOVED: kept}


def _put_back(answers: Answers, number: int) -> dict[str, list[str]]:
    back = dict(answers)
    for name, words in zip(OF_A_CHILD, back.pop(REMOVED), strict=False):
        back[child_field(name, number)] = [words] if words else []
    return {**back, COUNT: [str(number)]}
