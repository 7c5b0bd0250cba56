"""A message in the first person, and the pictures on walls by which it comes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from panah.casework.concerns.actions import (
    ConcernDetails,
    MessageMissing,
    PosterIncomplete,
    TextTooLong,
    UnknownCode,
    end_poster,
    make_poster,
    release_sentence,
    report_concern,
)
from panah.casework.concerns.models import Concern, Poster
from panah.casework.concerns.queries import (
    answer_of,
    phone_of_desk,
    poster_of,
    posters_at,
    receipt_of,
    sentences_for,
    shown_of,
    told_hash_of,
)
from panah.casework.concerns.rules import LIMITS, about_so_many, came_until_this_month
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import reveal
from tests.panah.casework.concerns.office import PUBLIC, Office, actor_for, details_of, person_in, reported

pytestmark = pytest.mark.django_db


def own(**changes: Any) -> ConcernDetails:
    usual: dict[str, Any] = {
        "signs": (), "language": "uz", "what_was_seen": "Canarywords", "stays_anonymous": True, "about_whom": "me",
        "safe_way": "here",
    }  # fmt: skip
    return ConcernDetails(**{**usual, **changes})


def wrote(form: str = "own-1", **changes: Any) -> Concern:
    return report_concern(by=PUBLIC, details=own(**changes), idempotency_key=form)


@pytest.fixture
def head(office: Office) -> Actor:
    return actor_for(person_in(office.organisation, Role.HEAD_OF_ORGANISATION, "head"))


def test_the_message_alone_is_required(office: Office) -> None:
    concern = wrote(about_whom="not_said", safe_way="")
    assert concern.is_first_person
    assert Timer.objects.running().get(file=concern.file_id).kind == TimerKind.CONCERN_FIRST_LOOK
    for changes in ({"what_was_seen": " "}, {"about_whom": "somebody"}, {"safe_way": "by_pigeon"}):
        with pytest.raises(MessageMissing):
            wrote("own-2", **changes)
    with pytest.raises(TextTooLong):
        wrote("own-2", safe_when="x" * 501)


def test_a_report_of_somebody_else_still_needs_a_sign(office: Office) -> None:
    with pytest.raises(Refusal):
        reported(office, signs=())
    assert not reported(office).is_first_person


def test_how_and_when_it_is_safe_rests_sealed_and_opens_for_the_desk(office: Office) -> None:
    concern = wrote(reporter_contact="Canaryphone", stays_anonymous=False, safe_way="call", safe_when="Canarywhen")
    found = Concern.objects.get(pk=concern.pk)
    with vault.ring():
        reveal(office.elsewhere, found)
    assert (found.safe_when, found.reporter_contact) == ("Canarywhen", "Canaryphone")


def test_the_same_message_with_another_hour_is_another_telling(office: Office) -> None:
    assert told_hash_of(own().told()) != told_hash_of(own(safe_when="after lessons").told())
    assert "first_person" not in details_of(office).told()


@pytest.mark.safeguard("S7", "words of danger in a child's own message raise its urgency by a machine's guess")
def test_no_machine_guesses_danger_from_the_words(office: Office) -> None:
    assert wrote(what_was_seen="опасность, помогите, меня бьют, қауіп").urgency == "normal"


def test_today_says_of_whom_it_tells(office: Office) -> None:
    assert shown_of(wrote(about_whom="friend")).fact == "about_whom:friend"


def test_the_child_is_answered_from_a_list_of_its_own(office: Office) -> None:
    concern, other = wrote(place=office.district), reported(office)
    assert set(sentences_for(concern).codes).isdisjoint(set(sentences_for(other).codes) - {"you_did_right"})
    with pytest.raises(UnknownCode):
        release_sentence(by=office.duty, concern=concern, sentence="write_if_new")
    release_sentence(by=office.duty, concern=concern, sentence="look_tomorrow")
    found = answer_of(receipt_of("own-1"))
    assert found is not None
    assert found.speaks_to_child
    assert (found.sentence, found.words) == ("look_tomorrow", sentences_for(concern).label("look_tomorrow"))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_a_count_is_shown_in_whole_fives(count: int, shown: int) -> None:
    assert about_so_many(count) == shown


@pytest.mark.safeguard(
    "S12", "a school sends four messages itself and waits for the count to turn: then a pupil has written"
)
def test_the_count_of_a_picture_stands_still_until_the_month_is_over(office: Office, head: Actor) -> None:
    def shown() -> int:
        found = Poster.objects.get()
        return came_until_this_month(found.came, found.came_before, found.counted_in, clock.today())

    poster = make_poster(by=head, hangs_at="Canaryschool 12", place=office.district)
    first = datetime(2026, 9, 3, 12, tzinfo=UTC)
    counts = []
    for number, day in enumerate((first, first, first + timedelta(days=20), first + timedelta(days=40))):
        with clock.standing_at(day):
            report_concern(
                by=Actor.public(), details=own(place=office.district, poster=poster), idempotency_key=f"p{number}"
            )
            counts.append(shown())
    assert counts == [0, 0, 0, 3]
    with clock.standing_at(first + timedelta(days=90)):
        assert shown() == Poster.objects.get().came == 4


@pytest.mark.safeguard("S12", "a school asks which of its pupils wrote, and the message says by which picture it came")
def test_a_message_keeps_the_district_and_not_the_picture(office: Office, head: Actor) -> None:
    poster = make_poster(by=head, hangs_at="Canaryschool 12", place=office.district)
    concern = wrote(place=office.district, poster=poster)
    wrote(place=office.district, poster=poster)
    assert Poster.objects.get().came == 1, "the same form sent twice counts once"
    assert concern.organisation == office.organisation
    values = [str(value) for value in Concern.objects.filter(pk=concern.pk).values().get().values()]
    assert [value for value in values if poster.code in value or str(poster.pk) in value or "Canary" in value] == []


def test_a_picture_that_was_taken_down_counts_no_more_and_finds_nothing(office: Office, head: Actor) -> None:
    poster = make_poster(by=head, hangs_at="School", place=office.district)
    assert poster_of(poster.code.lower().replace("-", "")) == poster
    end_poster(by=head, poster=poster)
    first = Poster.objects.get().ended_at
    end_poster(by=head, poster=poster)
    assert Poster.objects.get().ended_at == first
    wrote(poster=poster)
    assert Poster.objects.get().came == 0
    assert poster_of(poster.code) is None
    assert poster_of("nonsense") is None


def test_a_picture_needs_a_place_to_hang_and_belongs_to_its_office(office: Office, head: Actor) -> None:
    for words, refusal in ((" ", PosterIncomplete), ("x" * (LIMITS["hangs_at"] + 1), TextTooLong)):
        with pytest.raises(refusal):
            make_poster(by=head, hangs_at=words, place=office.district)
    once = [make_poster(by=head, hangs_at="School", place=office.district, idempotency_key="k") for _ in range(2)]
    assert list(posters_at(head)) == [once[0]]
    assert not posters_at(office.elsewhere).exists()
    with pytest.raises(Refusal):
        make_poster(by=office.duty, hangs_at="School", place=office.district)


def test_the_phone_is_that_of_the_desk_of_the_place(office: Office) -> None:
    type(office.organisation).objects.filter(pk=office.organisation.pk).update(duty_phone="+7 000 000 00 07")
    assert phone_of_desk(office.district) == "+7 000 000 00 07"
    assert phone_of_desk(None) == ""
