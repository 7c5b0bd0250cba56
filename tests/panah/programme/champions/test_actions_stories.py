"""A story waits, wherever a champion may write one, and papers that hold it are taken back."""

from collections.abc import Callable

import pytest

from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.documents.queries import opened_translations_for
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.programme.champions import actions
from panah.programme.champions.actions import Told
from panah.programme.champions.codes import Clearance, Paper
from panah.programme.champions.models import Act, Champion, PlannedAct, QuarterReport
from panah.programme.champions.rules import Quarter
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import planned, post

Pair = tuple[Champion, Colleague]
Words = Act | PlannedAct | QuarterReport


def an_act(one: Champion, account: Colleague, tells_story: bool) -> Act:
    details = post(tells_story=tells_story, note="Invented story")
    return actions.record_act(by=account.actor, champion=one, details=details)


def something_planned(one: Champion, account: Colleague, tells_story: bool) -> PlannedAct:
    year = clock.today().year
    return actions.plan_act(by=account.actor, champion=one, year=year, planned=planned(4, tells_story=tells_story))


def a_report(one: Champion, account: Colleague, tells_story: bool) -> QuarterReport:
    quarter = Quarter.of(clock.today()).before
    told = Told("Invented story", tells_story=tells_story)
    return actions.send_report(by=account.actor, champion=one, quarter=quarter, told=told)


WRITTEN: tuple[Callable[[Champion, Colleague, bool], Words], ...] = (an_act, something_planned, a_report)


@pytest.mark.safeguard("S16", "a story in a plan or a report of a champion counts as cleared because nobody asked")
@pytest.mark.parametrize("write", WRITTEN)
def test_what_tells_a_story_waits(pair: Pair, write: Callable[[Champion, Colleague, bool], Words]) -> None:
    one, account = pair
    made = write(one, account, True)
    assert type(made).objects.get(pk=made.pk).clearance == Clearance.WAITS


@pytest.mark.parametrize("write", WRITTEN)
def test_who_reads_a_story_that_nobody_ticked_holds_it_back(
    bureau: Bureau, pair: Pair, write: Callable[[Champion, Colleague, bool], Words]
) -> None:
    one, account = pair
    made = write(one, account, False)
    assert made.clearance == Clearance.NOT_NEEDED
    for nobody in (account, bureau.dana, bureau.bakyt):
        with pytest.raises(NotPermitted):
            actions.hold_words(by=nobody.actor, words=made)
    actions.hold_words(by=bureau.madina.actor, words=made)
    assert type(made).objects.get(pk=made.pk).clearance == Clearance.WAITS


def _paper(bureau: Bureau, one: Champion, kind: Paper) -> Letter:
    return actions.write_paper(by=bureau.madina.actor, champion=one, kind=kind, language="kk", text="{}")


def test_papers_that_hold_a_story_are_taken_back_and_others_are_not(bureau: Bureau, pair: Pair) -> None:
    one, account = pair
    report, plan, thanks = (_paper(bureau, one, kind) for kind in (Paper.REPORT, Paper.PLAN, Paper.THANKS))
    actions.hold_words(by=bureau.madina.actor, words=a_report(one, account, tells_story=False))
    back = set(Letter.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
    assert back == {report.pk}
    actions.hold_words(by=bureau.madina.actor, words=something_planned(one, account, tells_story=False))
    back = set(Letter.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
    assert back == {report.pk, plan.pk}
    assert Letter.objects.get(pk=thanks.pk).withdrawn_at is None


def test_a_report_that_is_sent_anew_with_a_story_takes_its_papers_back(bureau: Bureau, pair: Pair) -> None:
    one, account = pair
    report = a_report(one, account, tells_story=False)
    paper = _paper(bureau, one, Paper.REPORT)
    actions.return_report(by=bureau.madina.actor, report=report, because="Толықтырыңыз")
    a_report(one, account, tells_story=True)
    assert Letter.objects.get(pk=paper.pk).withdrawn_at is not None


def test_a_translation_opens_for_the_writer_and_who_keeps_the_cohort_alone(bureau: Bureau, pair: Pair) -> None:
    one, account = pair
    said = [SaidOfText("Мектепте әңгіме", "kk", "ru", Wording.TRANSLATED, "Беседа в школе")]
    actions.say_of_own_texts(by=account.actor, champion=one, said=said)
    actions.say_of_champion_texts(by=bureau.madina.actor, champion=one, said=said)
    assert Translation.objects.count() == 2
    one = Champion.objects.get(pk=one.pk)
    for reader in (account, bureau.madina):
        with vault.ring() as ring:
            rows = opened_translations_for(reader.actor, one, "ru")
            assert [row.words for row in rows] == ["Беседа в школе"] * 2
            assert len(ring.reads) == 2
    with vault.ring(), pytest.raises(NotPermitted):
        opened_translations_for(bureau.bakyt.actor, one, "ru")
    with vault.ring():
        assert opened_translations_for(bureau.dana.actor, one, "ru") == []
    with pytest.raises(NotPermitted):
        actions.say_of_own_texts(by=bureau.madina.actor, champion=one, said=said)
