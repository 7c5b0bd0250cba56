"""What the reporter is told: four states and at most one sentence of a list (S4)."""

import pytest

from panah.casework.concerns import actions, queries
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.concerns.office import PUBLIC, Office, reported


def told() -> tuple[AnswerStatus, str]:
    answer = queries.answer_of(queries.receipt_of("form-1"))
    assert answer is not None
    return answer.status, answer.sentence


def test_one_sentence_may_be_released_changed_only_after_it_was_taken_back(office: Office) -> None:
    concern = reported(office)
    assert told() == (AnswerStatus.RECEIVED, "")
    for _ in range(2):
        actions.release_sentence(by=office.duty, concern=concern, sentence="takes_time")
    assert told() == (AnswerStatus.RECEIVED, "takes_time")
    with pytest.raises(actions.SentenceIsOut):
        actions.release_sentence(by=office.duty, concern=concern, sentence="you_did_right")
    actions.take_back_sentence(by=office.duty, concern=concern)
    assert told() == (AnswerStatus.RECEIVED, "")
    with pytest.raises(actions.NothingToTakeBack):
        actions.take_back_sentence(by=office.duty, concern=concern)
    actions.release_sentence(by=office.duty, concern=concern, sentence="you_did_right")
    assert told()[1] == "you_did_right"


@pytest.mark.safeguard("S4", "a kind duty worker writes to the reporter, who is the employer, where the child is")
def test_no_own_words_reach_the_answer_page(office: Office) -> None:
    concern = reported(office)
    with pytest.raises(actions.UnknownCode):
        actions.release_sentence(by=office.duty, concern=concern, sentence="She is in the shelter in Shymkent")
    Concern.objects.update(released_sentence="She is in the shelter in Shymkent")
    assert told()[1] == ""


def test_nobody_but_the_duty_office_releases_a_sentence(office: Office) -> None:
    concern = reported(office)
    for stranger in (office.elsewhere, PUBLIC):
        with pytest.raises(NotPermitted):
            actions.release_sentence(by=stranger, concern=concern, sentence="takes_time")


@pytest.mark.safeguard("S4", "a sentence of the list names a body, a place or an outcome")
@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
@pytest.mark.parametrize("names", ["answer_sentences", "answer_sentences_to_you"])
def test_no_sentence_of_the_list_names_a_body_a_place_or_an_outcome(language: str, names: str) -> None:
    sentences = code_list(names)
    assert 5 <= len(sentences.codes) <= 7
    telling = [
        code_list(name).label(code, language).lower()
        for name in (
            "organisation_kinds",
            "service_types",
            "sectors",
            "concern_status",
            "nothing_reasons",
            "sex_of_child",
        )
        for code in code_list(name).codes
    ]
    for code in sentences.codes:
        words = sentences.row(code).labels[language].lower()
        assert not [label for label in telling if len(label) > 4 and label in words]
        assert not any(char.isdigit() for char in words)
