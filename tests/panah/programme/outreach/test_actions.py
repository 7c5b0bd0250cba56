from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.programme.library.codes import UserKind
from panah.programme.library.queries import newest, uses_of
from panah.programme.outreach import actions
from panah.programme.outreach.actions import (
    AiringDetails,
    CampaignDetails,
    DistributionDetails,
    campaigns,
    materials,
    outcomes,
)
from panah.programme.outreach.codes import CampaignState, Tongue
from panah.programme.outreach.models import Campaign, CampaignMaterial
from panah.programme.outreach.queries import campaign_numbers, campaign_reach_over, campaigns_of, known_hotlines
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.library.shelf import approved, renewed
from tests.panah.programme.outreach.stage import POSTER, account, marathon, planned, poster, today


def given(bureau: Bureau, material: CampaignMaterial, quantity: int = 10, **more: Any) -> Any:
    details = DistributionDetails(today(), quantity, Tongue.KK, bureau.district)
    return actions.record_distribution(by=bureau.madina.actor, material=material, details=replace(details, **more))


def aired(bureau: Bureau, campaign: Campaign, **more: Any) -> Any:
    details = AiringDetails("radio", "Үлгі радиосы", today(), Tongue.RU, time(8, 30), 45, bureau.taraz)
    return actions.record_airing(by=bureau.madina.actor, campaign=campaign, details=replace(details, **more))


def ends() -> list[Timer]:
    return list(Timer.objects.running().filter(kind=TimerKind.CAMPAIGN_ENDS))


def test_a_campaign_is_seen_by_its_organisation_and_kept_by_its_coordinator(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    assert list(campaigns_of(bureau.madina.actor)) == list(campaigns_of(bureau.bakyt.actor)) == [campaign]
    assert list(campaigns_of(bureau.dana.actor)) == []
    details = CampaignDetails("marathon", "x", begins_on=today())
    for stranger in (bureau.dana, bureau.bakyt, bureau.timur):
        with pytest.raises(NotPermitted):
            actions.change_campaign(by=stranger.actor, campaign=campaign, details=details, version=campaign.version)
    with pytest.raises(EditedMeanwhile):
        actions.change_campaign(by=bureau.madina.actor, campaign=campaign, details=details, version=99)
    changed = actions.change_campaign(by=bureau.madina.actor, campaign=campaign, details=details, version=1)
    assert (changed.title("ru"), changed.version, list(changed.places.all())) == ("x", 2, [])


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title_kk": " ", "title_ru": "…"}, campaigns.CampaignRefused),
        ({"kind": "invented"}, campaigns.CampaignRefused),
        ({"begins_on": None}, campaigns.SpanRefused),
        ({"ends_on": today() - timedelta(days=30)}, campaigns.SpanRefused),
        ({"hotlines": ["invented"]}, campaigns.HotlineRefused),
        ({"other_hotline": "+7 000 111 22 33"}, campaigns.HotlineRefused),
        ({"other_hotline": "call us", "is_hotline_called": True}, campaigns.HotlineRefused),
    ],
)
def test_a_campaign_with_a_fault_is_told_which(bureau: Bureau, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        marathon(bureau, **wrong)
    assert not Campaign.objects.exists()


def test_a_number_of_ones_own_is_carried_once_somebody_has_called_it(bureau: Bureau) -> None:
    campaign = marathon(bureau, other_hotline="+7 000 111 22 33", is_hotline_called=True)
    details = CampaignDetails("marathon", "x", begins_on=today(), other_hotline="+7 000  111 22 33")
    changed = actions.change_campaign(by=bureau.madina.actor, campaign=campaign, details=details, version=1)
    assert changed.other_hotline == "+7 000 111 22 33"


def test_the_numbers_are_those_of_the_installation(settings: Any) -> None:
    settings.PANAH_EMERGENCY_PHONES = {"police": "102", "rescue": ""}
    settings.PANAH_NIGHT_PHONE = "+7 000 000 00 00"
    assert known_hotlines() == {"police": "102", "night": "+7 000 000 00 00"}


def test_a_campaign_ends_with_what_came_of_it(bureau: Bureau) -> None:
    campaign = marathon(bureau, ends_on=None)
    assert ends() == []
    with pytest.raises(campaigns.StateRefused):
        actions.move_campaign(by=bureau.madina.actor, campaign=campaign, state=CampaignState.ENDED, result="x")
    actions.move_campaign(by=bureau.madina.actor, campaign=campaign, state=CampaignState.RUNNING)
    with pytest.raises(campaigns.ResultRefused):
        actions.move_campaign(by=bureau.madina.actor, campaign=campaign, state=CampaignState.ENDED, result=" ")
    campaign = actions.move_campaign(
        by=bureau.madina.actor, campaign=campaign, state=CampaignState.ENDED, result="40 мектеп"
    )
    assert (campaign.result, campaign.ends_on) == ("40 мектеп", today())


def test_its_last_day_stands_on_today_until_it_has_ended(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    (timer,) = ends()
    assert timer.due_at.date() == campaign.ends_on
    actions.move_campaign(by=bureau.madina.actor, campaign=campaign, state=CampaignState.RUNNING)
    actions.move_campaign(by=bureau.madina.actor, campaign=campaign, state=CampaignState.ENDED, result="x")
    assert ends() == []


def test_a_material_says_which_language_it_lacks(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    assert poster(bureau, campaign).missing == ()
    only_kk = poster(bureau, campaign, heading_ru="", text_ru="")
    assert only_kk.missing == (Tongue.RU,)
    assert poster(bureau, campaign, heading_kk="", heading_ru="", text_kk="", text_ru="", is_neutral=True).missing == ()
    changed = actions.change_material(by=bureau.madina.actor, material=only_kk, details=POSTER, version=1)
    assert changed.missing == ()
    with pytest.raises(EditedMeanwhile):
        actions.change_material(by=bureau.madina.actor, material=only_kk, details=POSTER, version=1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"heading_kk": "", "heading_ru": "", "text_kk": " ", "text_ru": ""}, materials.MaterialRefused),
        ({"kind": "invented"}, materials.MaterialRefused),
        ({"text_kk": "x" * 4_001}, materials.MaterialRefused),
        ({"quantity": 10_000_001}, materials.TooManyCopies),
        ({"cost": Decimal(-1)}, materials.TooManyCopies),
    ],
)
def test_a_material_with_a_fault_is_told_which(bureau: Bureau, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    campaign = marathon(bureau)
    with pytest.raises(refusal):
        poster(bureau, campaign, **wrong)


def test_never_more_is_given_out_than_there_is(bureau: Bureau) -> None:
    material = poster(bureau, marathon(bureau))
    first = given(bureau, material, 60)
    with pytest.raises(outcomes.MoreThanMade):
        given(bureau, material, 41)
    given(bureau, material, 40)
    with pytest.raises(materials.FewerThanGiven):
        actions.change_material(
            by=bureau.madina.actor, material=material, details=replace(POSTER, quantity=99), version=1
        )
    actions.take_back_distribution(by=bureau.madina.actor, distribution=first)
    assert campaign_numbers(material.campaign).distributed == 40


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"on": today() + timedelta(days=1)}, outcomes.NotYet),
        ({"quantity": 0}, outcomes.HowMany),
        ({"reach": 100}, outcomes.HowEstimated),
        ({"reach": 100, "reach_how": "invented"}, outcomes.HowEstimated),
    ],
)
def test_what_was_given_out_is_told_rightly(bureau: Bureau, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    material = poster(bureau, marathon(bureau))
    with pytest.raises(refusal):
        given(bureau, material, **wrong)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"on": today() + timedelta(days=1)}, outcomes.NotYet),
        ({"station": " "}, outcomes.StationRefused),
        ({"medium": "invented"}, outcomes.StationRefused),
        ({"seconds": 0}, outcomes.TooLongOnAir),
        ({"seconds": 14_401}, outcomes.TooLongOnAir),
        ({"reach": 5}, outcomes.HowEstimated),
    ],
)
def test_what_was_on_the_air_is_told_rightly(bureau: Bureau, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    campaign = marathon(bureau)
    with pytest.raises(refusal):
        aired(bureau, campaign, **wrong)


def test_numbers_add_up_by_place_and_by_language(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    material = poster(bureau, campaign, quantity=None)
    given(bureau, material, 10, reach=50, reach_how="guess")
    given(bureau, material, 20, tongue=Tongue.RU, place=bureau.taraz)
    given(bureau, material, 5, tongue=Tongue.BOTH, place=None)
    aired(bureau, campaign, reach=1_000, reach_how="station_audience")
    slip = aired(bureau, campaign, tongue=Tongue.KK)
    actions.take_back_airing(by=bureau.madina.actor, airing=slip)
    own = account(bureau)
    post = actions.ready_post(by=bureau.madina.actor, post=planned(bureau, own, campaign=campaign))
    actions.publish_post(by=bureau.madina.actor, post=post, link="https://example.kz/p/1")
    actions.estimate_reach(by=bureau.madina.actor, post=post, reach=300, how="network_counter")
    planned(bureau, own, campaign=campaign)
    numbers = campaign_numbers(campaign)
    assert (numbers.distributed, numbers.airings, numbers.seconds, numbers.posts) == (35, 1, 45, 1)
    assert numbers.distributed_by_place == {"": 5, "KZ-31": 30}
    assert numbers.distributed_by_tongue == {"both": 5, "kk": 10, "ru": 20}
    assert numbers.airings_by_tongue == {"ru": 1}
    assert numbers.posts_by_tongue == {"both": 1}
    assert numbers.reach_by_way == {"distribution": 50, "airing": 1_000, "post": 300}
    assert numbers.reach == 1_350


def test_a_time_takes_in_what_lies_in_it(bureau: Bureau) -> None:
    campaign = marathon(bureau)
    material = poster(bureau, campaign, quantity=None)
    given(bureau, material, 7)
    given(bureau, material, 9, on=today() - timedelta(days=2))
    found = campaign_reach_over(today(), today())
    assert (found.campaigns, found.numbers.distributed) == (1, 7)
    assert campaign_reach_over(today() - timedelta(days=2), today()).numbers.distributed == 16
    gone = campaign_reach_over(today() - timedelta(days=99), today() - timedelta(days=90))
    assert (gone.campaigns, gone.numbers.distributed, gone.numbers.reach) == (0, 0, 0)


def test_the_library_knows_of_which_version_a_material_was_made(bureau: Bureau) -> None:
    item, other = approved(bureau), approved(bureau, title_kk="Басқа")
    first, of_other = newest(item), newest(other)
    material = poster(bureau, marathon(bureau), library_version=first)
    use = uses_of(bureau.madina.actor, item).get()
    assert (use.version, use.event, use.kind) == (first, material.code, UserKind.EVENT)
    renewed(bureau, item)
    assert Timer.objects.running().filter(kind=TimerKind.LIBRARY_TELL).count() == 1
    details = replace(POSTER, library_version=of_other)
    material = actions.change_material(by=bureau.madina.actor, material=material, details=details, version=1)
    assert not uses_of(bureau.madina.actor, item).exists()
    assert uses_of(bureau.madina.actor, other).get().event == material.code
    assert not Timer.objects.running().filter(kind=TimerKind.LIBRARY_TELL).exists()
    details = replace(POSTER, library_version=None)
    actions.change_material(by=bureau.madina.actor, material=material, details=details, version=2)
    assert not uses_of(bureau.madina.actor, other).exists()
