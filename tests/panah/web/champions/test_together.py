"""The form asks whether two held it together; who keeps the cohort sees what nobody decided."""

from typing import Any

from django.test import Client
from django.urls import reverse

from panah.foundation.security import clock
from panah.programme.champions import actions
from panah.programme.champions.models import Act, Champion
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import champion, event
from tests.panah.web.cases.visiting import day, text_of, words_of

Pair = tuple[Champion, Colleague]
ASKED = "Say whether you held it together"


def form(bureau: Bureau, **known: Any) -> dict[str, Any]:
    return {
        "type": "event", **day("happened_on", clock.today()), "venue": "school", "place": bureau.district.pk,
        "spot": "12-мектеп", "language": "kk", "women": "3", "once": "k",
    } | known  # fmt: skip


def told_by_another(bureau: Bureau) -> Act:
    other = champion(bureau, "Болат Садыков", phone="+7 701 000 33 44")
    return actions.record_act_for(by=bureau.madina.actor, champion=other, details=event(bureau.district))


def test_a_champion_is_asked_and_says_together(own: Client, bureau: Bureau) -> None:
    first = told_by_another(bureau)
    page = own.post(reverse("champion-add"), form(bureau))
    shown = words_of(page)
    assert ASKED in shown
    assert "№12 мектеп" in shown
    assert "Садыков" not in shown, "of whom it is nothing is said"
    assert "12-мектеп" in text_of(page), "and nothing is lost"
    assert Act.objects.count() == 1
    own.post(reverse("champion-add"), form(bureau, together="AAAA-AAAA"))
    assert Act.objects.count() == 1
    answer = own.post(reverse("champion-add"), form(bureau, together=first.code), follow=True)
    assert "it counts once for all of us" in words_of(answer)
    assert Act.objects.exclude(pk=first.pk).get().held_with == first


def test_a_champion_says_another_one(own: Client, bureau: Bureau) -> None:
    first = told_by_another(bureau)
    own.post(reverse("champion-add"), form(bureau, together="no"))
    made = Act.objects.exclude(pk=first.pk).get()
    assert (made.held_with, made.is_apart) == (None, True)


def test_of_another_place_nothing_is_asked(own: Client, bureau: Bureau) -> None:
    told_by_another(bureau)
    own.post(reverse("champion-add"), form(bureau, venue="college"))
    made = Act.objects.get(venue="college")
    assert (made.held_with, made.is_apart) == (None, False)


def test_the_coordinator_sees_what_is_undecided_and_decides(madina: Client, bureau: Bureau, pair: Pair) -> None:
    first = told_by_another(bureau)
    later = actions.record_act(by=pair[1].actor, champion=pair[0], details=event(bureau.district))
    assert "Perhaps held together" in words_of(madina.get(reverse("champion-list")))
    page = words_of(madina.get(reverse("champion-together")))
    assert "Undecided: 1" in page
    assert first.code in page
    answer = madina.post(reverse("champion-act-join", args=[later.code, first.code]), follow=True)
    assert "Nothing is undecided" in words_of(answer)
    page = words_of(madina.get(reverse("champion-act-read", args=[later.code])))
    assert "Counts as one with" in page
    madina.post(reverse("champion-act-apart", args=[later.code]))
    later.refresh_from_db()
    assert (later.held_with, later.is_apart) == (None, True)
    wrong = madina.post(reverse("champion-act-join", args=[later.code, later.code]), follow=True)
    assert "cannot be one" in words_of(wrong)
