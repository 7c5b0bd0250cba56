"""A champion asks to be forgotten: name, reach and own words go, the account opens nothing, and what was done counts on."""

from typing import Any

import pytest

from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import Letter, StoredFile, Translation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.sealed import open_sealed
from panah.foundation.security.vault import ring
from panah.programme.champions import actions
from panah.programme.champions.actions import Told, refusals
from panah.programme.champions.codes import ApplicationState, ChampionState, Paper
from panah.programme.champions.models import Act, Application, Champion, PlannedAct, QuarterReport, Renewal
from panah.programme.champions.queries import acts_over, champion_of_account, champions_over
from panah.programme.champions.rules import Quarter
from panah.programme.directory.actions import forget_adult
from panah.programme.directory.models import Adult
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import (
    applied,
    champion,
    decided,
    event,
    opened,
    picture,
    planned,
    post,
    with_account,
)

JOB = Actor.system("test", EVERYTHING)
WORKED = "https://www.instagram.com/p/Cx1/"


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path


def chosen(bureau: Bureau) -> tuple[Champion, Colleague]:
    """Selected out of a call, with a plan, acts, a report, papers and a photo."""
    decided(bureau, applied(bureau, opened(bureau), email="aigerim@example.org"), ApplicationState.SELECTED)
    one = Champion.objects.get()
    Champion.objects.update(since=Quarter.of(clock.today()).before.first)
    one.refresh_from_db()
    account = with_account(bureau, one)
    by = account.actor
    one = Champion.objects.get(pk=one.pk)
    actions.plan_act(by=by, champion=one, year=clock.today().year, planned=planned(4))
    actions.record_act(by=by, champion=one, details=post(WORKED, note="Сөз"))
    act = actions.record_act(by=by, champion=one, details=event(bureau.district, note="Сөз"))
    actions.add_photo(by=by, act=act, paper=picture(), is_nobody_known=True)
    quarter = Quarter.of(clock.today()).before
    actions.send_report(by=by, champion=one, quarter=quarter, told=Told("Нәтиже", "Қиындық", "Әрі қарай"))
    actions.renew_champion(by=bureau.madina.actor, champion=one, note="Сөз")
    letter = actions.write_paper(by=bureau.madina.actor, champion=one, kind=Paper.THANKS, language="kk", text="Айгерім")
    actions.keep_paper(by=bureau.madina.actor, letter=letter, pdf=b"%PDF-1.7 Canary")
    return one, account


def forget(bureau: Bureau, one: Champion) -> None:
    adult = Adult.objects.get(pk=one.adult_id)
    forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)


def left(model: Any) -> list[str]:
    """Everything sealed that still says something."""
    found = []
    with ring():
        for row in model.objects.all():
            open_sealed(row)
            found += [str(value) for field in row.sealed_fields() if (value := getattr(row, field.attname))]
    return found


@pytest.mark.safeguard("S12", "a champion who asked to be forgotten stays in plans, reports, photos and papers")
def test_nothing_tells_who_it_was_and_the_numbers_stay(bureau: Bureau) -> None:
    one, account = chosen(bureau)
    day = clock.today()
    before = (len(champions_over(day, day)), [(row.type, row.reached) for row in acts_over(one.since, day)])
    forget(bureau, one)
    assert champion_of_account(account.actor) is None
    for model in (Application, PlannedAct, Act, QuarterReport, Renewal):
        assert left(model) == [], model
    assert set(Act.objects.values_list("spot", "authority", "link", "recorded_by")) == {("", "", "", "")}
    assert not Act.objects.exclude(photo=None).exists()
    actions.sweep_applications(by=JOB)
    assert left(Letter) == []
    assert not StoredFile.objects.exists()
    assert not Translation.objects.exists()
    assert not Timer.objects.running().exists()
    one.refresh_from_db()
    assert (one.person, one.state, one.until) == (None, ChampionState.ENDED, day)
    assert before == (len(champions_over(day, day)), [(row.type, row.reached) for row in acts_over(one.since, day)])
    assert QuarterReport.objects.get().numbers["event"] >= 0
    with pytest.raises(refusals.ForgottenAtOwnWish):
        actions.write_paper(by=bureau.madina.actor, champion=one, kind=Paper.THANKS, language="kk", text="{}")


def test_a_post_of_who_was_forgotten_is_not_counted_again(bureau: Bureau) -> None:
    one, _account = chosen(bureau)
    forget(bureau, one)
    other = champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    with pytest.raises(refusals.AlreadyCounted):
        actions.record_act_for(by=bureau.madina.actor, champion=other, details=post(WORKED))
