"""A year after the decision a number is left of who was not selected; of who was forgotten nothing that tells who it was."""

from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.models import Timer
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.sealed import open_sealed
from panah.foundation.security.vault import ring
from panah.programme.champions import actions
from panah.programme.champions.actions import refusals
from panah.programme.champions.codes import ApplicationState
from panah.programme.champions.models import Advice, Application, ApplicationMark, Scoring
from panah.programme.champions.queries import application_of_receipt, ranked, receipt_of
from panah.programme.champions.rules import AdvisoryResult
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.champions.cohort import ALL_FIVE, advised, applied, decided, opened

JOB = Actor.system("test", EVERYTHING)
WORDS = ("name", "phone", "email", "motivation", "minutes")


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path


def words_of(application: Application) -> list[str]:
    found = Application.objects.get(pk=application.pk)
    with ring():
        open_sealed(found)
    return [word for name in WORDS if (word := getattr(found, name))]


def not_selected(bureau: Bureau) -> Application:
    made = applied(bureau, opened(bureau))
    actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE, remark="Ескерту")
    advised(bureau, made, AdvisoryResult(50, 3, 0))
    made = decided(bureau, made, ApplicationState.NOT_SELECTED)
    letter = actions.answer_application(by=bureau.madina.actor, application=made, language="kk", text="Айгерім")
    actions.keep_paper(by=bureau.madina.actor, letter=letter, pdf=b"%PDF-1.7 Canary")
    return Application.objects.get(pk=made.pk)


def test_a_year_after_the_decision_only_a_number_is_left(bureau: Bureau) -> None:
    made = not_selected(bureau)
    with clock.standing_at(clock.now() + timedelta(days=364)):
        assert actions.sweep_applications(by=JOB) == 0
        assert "Айгерім Үлгібаева" in words_of(made)
    with clock.standing_at(clock.now() + timedelta(days=366)):
        assert actions.sweep_applications(by=JOB) == 1
        assert actions.sweep_applications(by=JOB) == 0
    assert words_of(made) == []
    assert not ApplicationMark.objects.exists()
    assert not StoredFile.objects.exists()
    letter = Letter.objects.get()
    with ring():
        rows = (letter, Scoring.objects.get(), Advice.objects.get())
        for row in rows:
            open_sealed(row)
        assert (rows[0].text, rows[1].remark, rows[2].brought_by) == ("", "", "")
    assert letter.number
    (left,) = ranked(bureau.madina.actor, made.call)
    assert (left.application.state, left.application.region, left.application.sex) == (
        "not_selected",
        made.region,
        "female",
    )
    assert application_of_receipt(receipt_of("form")) is None


def test_with_an_emptied_application_nothing_is_done_any_more(bureau: Bureau) -> None:
    made = applied(bureau, opened(bureau))
    with clock.standing_at(clock.now() + timedelta(days=400)):
        assert actions.sweep_applications(by=JOB) == 1, "nobody decided within a year of the call's end"
        made = Application.objects.get(pk=made.pk)
        with pytest.raises(refusals.WordsAreGone):
            decided(bureau, made, ApplicationState.SELECTED)
        with pytest.raises(refusals.WordsAreGone):
            actions.score_application(by=bureau.madina.actor, application=made, points=ALL_FIVE)
        assert actions.watch_champions(by=JOB) == 0, "nobody is asked to answer whom nobody knows any more"
        assert not Timer.objects.running().exists()


def test_who_was_selected_stays(bureau: Bureau) -> None:
    made = decided(bureau, applied(bureau, opened(bureau)), ApplicationState.SELECTED)
    with clock.standing_at(clock.now() + timedelta(days=500)):
        assert actions.sweep_applications(by=JOB) == 0
    assert "Айгерім Үлгібаева" in words_of(made)


@pytest.mark.parametrize("state", [ApplicationState.RESERVE, ApplicationState.WITHDRAWN])
def test_a_reserve_and_what_was_taken_back_go_too(bureau: Bureau, state: ApplicationState) -> None:
    made = applied(bureau, opened(bureau))
    if state == ApplicationState.WITHDRAWN:
        actions.withdraw_application(by=bureau.madina.actor, application=made)
    else:
        decided(bureau, made, state)
    with clock.standing_at(clock.now() + timedelta(days=366)):
        assert actions.sweep_applications(by=JOB) == 1
    assert words_of(made) == []
