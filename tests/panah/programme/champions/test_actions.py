from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.queries import letter_to_check, open_words
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import EVERYTHING
from panah.programme.champions import actions
from panah.programme.champions.actions import refusals
from panah.programme.champions.codes import ApplicationState, ChampionState
from panah.programme.champions.models import Application, Champion
from panah.programme.champions.queries import (
    application_of_receipt,
    letter_under,
    lookalikes_of,
    open_calls,
    ranked,
    receipt_of,
)
from panah.programme.directory.models import Adult
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.champions.cohort import (
    applied,
    call_details,
    champion,
    decided,
    opened,
    with_account,
)

JOB = Actor.system("test", EVERYTHING)
SELECTED, RESERVE, NO = ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED


def test_a_call_says_everything_in_both_languages(bureau: Bureau) -> None:
    for faulty in ({"title_kk": " "}, {"text_ru": ""}, {"places": 0}, {"closes_on": clock.today() - timedelta(days=1)}):
        with pytest.raises(refusals.CallRefused):
            opened(bureau, **faulty)
    with pytest.raises(refusals.WeightsRefused):
        opened(bureau, weights={"reasons": 90})
    with pytest.raises(refusals.CallRefused):
        opened(bureau, regions=[bureau.district])
    call = opened(bureau, regions=[bureau.taraz])
    assert open_calls() == [call]
    assert (call.said("title", "kk"), call.said("title", "en")) == ("Чемпион іздейміз", "Ищем чемпионов")


def test_what_is_weighed_stays_once_somebody_applied(bureau: Bureau) -> None:
    call = opened(bureau)
    applied(bureau, call)
    longer = call_details(closes_on=call.closes_on + timedelta(days=7))
    call = actions.change_call(by=bureau.madina.actor, call=call, details=longer, version=call.version)
    with pytest.raises(refusals.CallHasApplications):
        actions.change_call(
            by=bureau.madina.actor, call=call, details=call_details(weights={"reasons": 100}), version=call.version
        )


def test_an_application_is_sealed_and_has_a_number(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    row = Application.objects.filter(pk=made.pk).values().get()
    assert b"\xd2" not in bytes(row["name"])[:1]
    assert "Үлгібаева".encode() not in bytes(row["name"])
    assert not Adult.objects.exists()
    assert application_of_receipt(receipt_of("form")) == made
    assert application_of_receipt("1234 5678 9012 3456") is None


def test_a_form_that_is_sent_twice_is_one_application(bureau: Bureau) -> None:
    call = opened(bureau)
    assert applied(bureau, call) == applied(bureau, call)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("faulty", "refusal"),
    [
        ({"is_of_age": False}, refusals.ApplicationRefused),
        ({"accepts_safeguarding": False}, refusals.ApplicationRefused),
        ({"name": "12"}, refusals.ApplicationRefused),
        ({"phone": "12"}, refusals.ApplicationRefused),
        ({"language": "uz"}, refusals.ApplicationRefused),
        ({"motivation": " "}, refusals.ApplicationRefused),
        ({"motivation": "сөз " * 201}, refusals.TooManyWords),
    ],
)
def test_an_application_without_its_answers_is_refused(
    bureau: Bureau, faulty: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        applied(bureau, opened(bureau), **faulty)
    assert not Application.objects.exists()


def test_a_call_takes_its_regions_and_its_days(bureau: Bureau) -> None:
    call = opened(bureau, regions=[bureau.taraz])
    applied(bureau, call)
    with pytest.raises(refusals.NotInRegion):
        applied(bureau, call, "two", region=type(bureau.taraz).objects.get(pk="KZ-75"))
    with clock.standing_at(clock.now() + timedelta(days=15)), pytest.raises(refusals.CallIsClosed):
        applied(bureau, call, "three")


def test_the_same_person_under_two_spellings_is_one_applicant(bureau: Bureau) -> None:
    call = opened(bureau)
    first = applied(bureau, call)
    later = applied(bureau, call, "two", name="Aigerim Ulgibayeva", phone="8 701 000 11 22")
    maybe = applied(bureau, call, "three", phone="+7 701 000 33 44")
    assert (later.repeats, maybe.repeats) == (first, None)
    assert {one.application for one in ranked(bureau.madina.actor, call)} == {first, maybe}
    assert [one for one, _again in lookalikes_of(maybe)] == [first, later]
    actions.join_applications(by=bureau.madina.actor, application=maybe, other=first)
    assert [one.application for one in ranked(bureau.madina.actor, call)] == [first]
    later = actions.part_applications(by=bureau.madina.actor, application=later)
    assert {one.application for one in ranked(bureau.madina.actor, call)} == {first, later}


def test_everybody_is_answered_when_a_call_is_over(bureau: Bureau) -> None:
    call = opened(bureau)
    made = applied(bureau, call)
    actions.watch_champions(by=JOB)
    assert not Timer.objects.exists()
    with clock.standing_at(clock.now() + timedelta(days=20)):
        assert actions.watch_champions(by=JOB) == 1
        assert actions.watch_champions(by=JOB) == 0
        timer = Timer.objects.get(kind=TimerKind.CHAMPION_ANSWERS)
        with pytest.raises(refusals.NotDecided):
            actions.answer_application(by=bureau.madina.actor, application=made, language="kk", text="{}")
        made = decided(bureau, made, NO)
        letter = actions.answer_application(by=bureau.madina.actor, application=made, language="kk", text="{}")
        assert letter.recipient == "champion"
        assert letter_to_check(letter.code) is not None
        letter = letter_under(bureau.madina.actor, letter.code) or letter
        letter.refresh_from_db()
        with vault.ring():
            assert open_words(bureau.madina.actor, letter) == "{}"
            for stranger in (bureau.bakyt, bureau.dana):
                with pytest.raises(NotPermitted):
                    open_words(stranger.actor, letter)
        timer.refresh_from_db()
        assert timer.stopped_at


def test_an_account_is_linked_once_and_opens_its_own_record_alone(bureau: Bureau) -> None:
    one, other = champion(bureau), champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    account = with_account(bureau, one)
    assert list(Champion.objects.visible_to(account.actor)) == [one]
    with pytest.raises(refusals.AccountRefused):
        actions.link_account(by=bureau.madina.actor, champion=other, person=account.person)
    with pytest.raises(refusals.AccountRefused):
        actions.link_account(by=bureau.madina.actor, champion=other, person=bureau.timur.person)
    assert list(Champion.objects.visible_to(bureau.dana.actor)) == []
    assert Champion.objects.visible_to(bureau.bakyt.actor).count() == 2


def test_a_champion_is_renewed_or_ends_and_sees_nothing_more(bureau: Bureau) -> None:
    one = champion(bureau)
    account = with_account(bureau, one)
    one = actions.say_trained(by=bureau.madina.actor, champion=one, on=clock.today())
    assert one.state == ChampionState.TRAINED
    actions.renew_champion(by=bureau.madina.actor, champion=one, note="жақсы жыл")
    with pytest.raises(refusals.ActRefused):
        actions.end_champion(by=bureau.madina.actor, champion=one, on=clock.today(), reason="none")
    actions.end_champion(by=bureau.madina.actor, champion=one, on=clock.today(), reason="own_wish")
    one.refresh_from_db()
    assert (one.state, one.person) == (ChampionState.ENDED, None)
    assert not Champion.objects.visible_to(account.actor).exists()
    with pytest.raises(refusals.HasEnded):
        actions.renew_champion(by=bureau.madina.actor, champion=one)


def test_nobody_is_a_champion_twice_at_a_time(bureau: Bureau) -> None:
    champion(bureau, phone="+7 701 000 33 44")
    with pytest.raises(refusals.IsChampionAlready):
        champion(bureau, phone="+7 701 000 33 44")


def test_days_ahead_are_refused(bureau: Bureau) -> None:
    with pytest.raises(refusals.DayRefused):
        champion(bureau, since=clock.today() + timedelta(days=1))
    one = champion(bureau)
    with pytest.raises(refusals.DayRefused):
        actions.say_trained(by=bureau.madina.actor, champion=one, on=clock.today() + timedelta(days=1))
