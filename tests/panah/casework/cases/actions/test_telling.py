from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Interview, ToldFact
from panah.casework.cases.queries import already_told, told_facts, words_of_child
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office, answered, closed, met, opened

SAID = "Canarytold: works at night"


def told(office: Office, case: Case, **changes: Any) -> ToldFact:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "topic": "days",
        "source": "volunteered",
        "happened_on": clock.today(),
        "text": SAID,
    }
    return actions.record_told(**(usual | changes))


def questioned(office: Office, case: Case, **changes: Any) -> Interview:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "held_on": clock.today(),
        "body": "police",
        "held_by": "Canaryofficer",
        "topics": ("harm", "people"),
        "present": "Canarypsychologist",
    }
    return actions.record_interview(**(usual | changes))


def test_what_the_child_said_is_kept_with_its_day_and_source(office: Office) -> None:
    case = opened(office)
    fact = told(office, case, happened_on=clock.today() - timedelta(days=4))
    kept = ToldFact.objects.get(pk=fact.pk)
    open_sealed(kept)
    assert (kept.text, kept.source, kept.written_by) == (SAID, "volunteered", office.aigul.person)
    assert (clock.today() - kept.happened_on).days == 4


@pytest.mark.safeguard("S5", "that a child spoke of something is a whole record, without a word of what it said")
def test_no_word_of_what_was_said_is_asked_for(office: Office) -> None:
    case = opened(office)
    assert told(office, case, text="").pk
    assert questioned(office, case, held_by="", topics=(), present="").pk


def test_what_was_told_tomorrow_is_a_slip(office: Office) -> None:
    case = opened(office)
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(actions.WrongDay):
        told(office, case, happened_on=tomorrow)
    with pytest.raises(actions.WrongDay):
        questioned(office, case, held_on=tomorrow)


@pytest.mark.safeguard("S5", "a third interview without a reason")
def test_a_third_interview_needs_a_reason_in_a_code_and_in_words(office: Office) -> None:
    case = opened(office)
    questioned(office, case)
    questioned(office, case, body="ngo")
    for reason, text in (("", ""), ("court_demands", ""), ("", "because"), ("court_demands", "  ")):
        with pytest.raises(actions.NotYet) as refused:
            questioned(office, case, reason=reason, reason_text=text)
        assert refused.value.reasons == ("interview_reason",)
    assert questioned(office, case, reason="court_demands", reason_text="The court of Shymkent").pk
    assert Interview.objects.filter(case=case).count() == 3


def test_interviews_of_another_child_do_not_count(office: Office) -> None:
    one, other = opened(office), opened(office)
    for _ in range(2):
        questioned(office, one)
    assert questioned(office, other).pk


@pytest.mark.safeguard("S14", "what a child said is written days later, and after the case was closed")
def test_late_paper_is_welcome_also_after_the_end_and_starts_no_clock(office: Office) -> None:
    case = closed(office)
    before = Timer.objects.running().count()
    assert told(office, case, happened_on=clock.today() - timedelta(days=2)).pk
    assert questioned(office, case, held_on=clock.today() - timedelta(days=2)).pk
    assert Timer.objects.running().count() == before


def test_a_second_click_writes_nothing_twice(office: Office) -> None:
    case = opened(office)
    first = told(office, case, idempotency_key="k1")
    assert told(office, case, idempotency_key="k1").pk == first.pk
    held = questioned(office, case, idempotency_key="k2")
    assert questioned(office, case, idempotency_key="k2").pk == held.pk


def test_only_who_works_on_the_case_writes_and_the_audit_names_no_word(office: Office) -> None:
    case = opened(office)
    for stranger in (office.lazzat, office.nurzhan, office.gulnar):
        with pytest.raises(NotPermitted):
            told(office, case, by=stranger.actor)
        with pytest.raises(NotPermitted):
            questioned(office, case, by=stranger.actor)
    told(office, case)
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.subject_code) == ("cases.record_told", case.code)
    assert "text" in event.fields
    assert "Canary" not in str(event.fields)


@pytest.mark.safeguard("S5", "an outsider who wants to question the child reads what it said")
def test_the_counts_tell_days_and_topics_and_hold_no_word_of_content(office: Office) -> None:
    with clock.standing_at(datetime(2026, 11, 20, 7, tzinfo=UTC)):
        case = opened(office)
        told(office, case, happened_on=clock.today() - timedelta(days=3))
        told(office, case, source="observed")
        told(office, case, topic="home", happened_on=clock.today() - timedelta(days=1))
        questioned(office, case, was_recorded="yes")
        found = already_told(case)
    assert [(one.topic, one.times, one.sources) for one in found.topics] == [
        ("days", 2, ("volunteered", "observed")),
        ("home", 1, ("volunteered",)),
    ]
    assert [(one.body, one.was_recorded, one.topics) for one in found.interviews] == [
        ("police", "yes", ("harm", "people"))
    ]
    assert "Canary" not in repr(found)
    assert bool(found)
    assert not already_told(opened(office))


def test_facts_come_newest_first_and_the_assessments_words_stand_beside_them(office: Office) -> None:
    case = opened(office)
    old = told(office, case, happened_on=clock.today() - timedelta(days=9))
    new = told(office, case)
    assert told_facts(case) == [new, old]
    met(office, case)
    answered(office, case, child_says="I like school")
    assert len(words_of_child(case)) == 8


def test_every_topic_has_words_in_the_six_languages_of_the_families() -> None:
    topics = code_list("told_topics")
    for code in topics.codes:
        assert all(topics.row(code).labels.get(language) for language in ("kk", "ru", "en", "uz", "ky", "tg")), code
