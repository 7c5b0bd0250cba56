"""The asking side learns what both have; the bytes that travel hold no word."""

import pytest

from panah.engines.matching.private import intersection
from panah.engines.matching.private.intersection import NotAnIntersection, NotInstalled, answered, asked, shared

needs_link = pytest.mark.skipif(not intersection.is_installed(), reason="the extra panah[link] is not installed")


@needs_link
def test_what_both_have_is_found_and_nothing_else() -> None:
    question = asked([f"word {number}" for number in range(200)])
    answer = answered(question.request, [f"word {number}" for number in range(150, 400)], 200)
    assert shared(question.key, answer, 200) == list(range(150, 200))


@needs_link
def test_a_key_is_fresh_each_time_and_the_same_words_look_different() -> None:
    one, other = asked(["word"]), asked(["word"])
    assert one.key != other.key
    assert one.request != other.request


@needs_link
def test_no_word_travels() -> None:
    question = asked(["kasymova-aigerim"])
    answer = answered(question.request, ["kasymova-aigerim", "qosimova"], 1)
    assert b"aigerim" not in question.request + answer
    assert b"qosimova" not in answer


@needs_link
def test_another_key_finds_nothing() -> None:
    answer = answered(asked(["word"]).request, ["word"], 1)
    assert shared(asked(["word"]).key, answer, 1) == []


@needs_link
@pytest.mark.parametrize("content", [b"", b"x", b"\x08\x01", bytes(400), b"\xff" * 400])
def test_bytes_that_are_no_message_are_refused(content: bytes) -> None:
    with pytest.raises(NotAnIntersection):
        answered(content, ["word"], 3)
    with pytest.raises(NotAnIntersection):
        shared(asked(["word"]).key, content, 3)


@needs_link
def test_a_question_of_another_size_than_declared_is_refused() -> None:
    with pytest.raises(NotAnIntersection):
        answered(asked(["one", "two", "three"]).request, ["word"], 2)


@needs_link
def test_a_question_whose_points_lie_on_no_curve_is_refused() -> None:
    request = asked(["word"]).request
    start = request.index(b"\x21") + 2  # the length of a point, its sign, and then the point
    broken = request[:start] + b"\xff" * 32 + request[start + 32 :]
    with pytest.raises(NotAnIntersection):
        answered(broken, ["word"], 1)


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    intersection._package.cache_clear()
    monkeypatch.setattr(intersection, "PACKAGE", "a_package_that_nobody_has")
    with pytest.raises(NotInstalled):
        asked(["word"])
    assert not intersection.is_installed()
    monkeypatch.undo()
    intersection._package.cache_clear()
