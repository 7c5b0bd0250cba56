"""One person under several entries: who counts, who reads a telephone, who left, who was forgotten."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from panah.foundation.security import vault
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.directory import actions
from panah.programme.directory.actions.adults import IsForgotten, NobodyLikeThis
from panah.programme.directory.actions.forgetting import NotSure
from panah.programme.directory.actions.pairs import StillOne, ToldApartBefore
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultKey, AdultPair
from panah.programme.directory.queries import adults_like, entries_of, find_adults
from tests.panah.programme.bureau import Bureau, Colleague, known, teacher

PHONE = "+7 701 000 11 22"
KEPT = frozenset({"phone", "email"})
OTHER_PHONE, THIRD_PHONE = "+7 701 000 33 44", "+7 701 000 55 66"


def decided(bureau: Bureau, one: Adult, other: Adult, *, is_same: bool) -> AdultPair:
    pair = AdultPair.objects.filter(first__in=[one, other], second__in=[one, other]).first()
    pair = pair or actions.compare_adults(by=bureau.madina.actor, one=one, other=other)
    return actions.decide_pair(by=bureau.madina.actor, pair=pair, is_same=is_same, version=pair.version)


def three(bureau: Bureau) -> tuple[Adult, Adult, Adult]:
    return known(bureau, phone=PHONE), known(bureau, phone=OTHER_PHONE), known(bureau, phone=THIRD_PHONE)


def read(colleague: Colleague, adult: Adult) -> str:
    seen = Adult.objects.visible_to(colleague.actor).get(pk=adult.pk)
    with vault.ring():
        reveal(colleague.actor, seen)
    try:
        return str(seen.phone)
    except StillSealed:
        return "sealed"


def test_nobody_counts_under_somebody_who_counts_under_another(bureau: Bureau) -> None:
    first, second, third = three(bureau)
    decided(bureau, second, third, is_same=True)
    decided(bureau, first, second, is_same=True)
    assert {entry.person_id for entry in Adult.objects.all()} == {first.pk}
    assert not AdultPair.objects.waiting().exists()  # first and third: the other two decisions have answered it
    third.refresh_from_db()
    assert list(entries_of(bureau.dana.actor, third)) == [first, second, third]


def test_two_who_were_told_apart_are_never_one_through_a_third(bureau: Bureau) -> None:
    first, second, third = three(bureau)
    decided(bureau, first, third, is_same=False)
    decided(bureau, first, second, is_same=True)
    with pytest.raises(ToldApartBefore):
        decided(bureau, second, third, is_same=True)
    assert Adult.objects.counted().count() == 2
    pair = AdultPair.objects.get(first=first, second=third)
    actions.take_back_decision(by=bureau.madina.actor, pair=pair, version=pair.version)
    decided(bureau, second, third, is_same=True)
    with pytest.raises(StillOne):
        decided(bureau, first, third, is_same=False)
    assert Adult.objects.counted().count() == 1


def test_whoever_comes_again_meets_the_entry_that_counts(bureau: Bureau) -> None:
    first, second = known(bureau, phone=PHONE), known(bureau, phone=OTHER_PHONE)
    decided(bureau, first, second, is_same=True)
    again = known(bureau, phone=OTHER_PHONE, by=bureau.dana, post="завуч")
    assert (again, again.post) == (first, "завуч")
    assert [one.adult for one in adults_like(teacher(phone=OTHER_PHONE).facts)] == [first]
    actions.change_adult(by=bureau.dana.actor, adult=again, details=teacher(), version=again.version, keeps=KEPT)


def test_a_joined_person_is_found_under_each_of_the_names(bureau: Bureau) -> None:
    first, second = known(bureau, "Сәуле Үлгібаева"), known(bureau, "Сәуле Ахметова", phone=PHONE)
    pair = decided(bureau, first, second, is_same=True)
    assert list(find_adults(bureau.dana.actor, text="ахмет")) == [first]
    actions.take_back_decision(by=bureau.madina.actor, pair=pair, version=pair.version)
    assert list(find_adults(bureau.dana.actor, text="ахмет")) == [second]


def test_a_name_from_the_list_opens_no_telephone_of_another_organisation(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE, email="a@example.org")
    again = known(bureau, by=bureau.dana)  # name, school, district and sector stand in the list that everybody sees
    assert again == adult
    assert read(bureau.dana, adult) == "sealed"
    assert read(bureau.madina, adult) == "+77010001122"
    changed = actions.change_adult(
        by=bureau.dana.actor, adult=again, details=teacher(post="завуч"), version=again.version, keeps=KEPT
    )
    assert read(bureau.madina, changed) == "+77010001122"
    assert read(bureau.dana, changed) == "sealed"


def test_whoever_wrote_a_telephone_reads_it(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    known(bureau, by=bureau.dana, phone=PHONE)
    assert read(bureau.dana, adult) == "+77010001122"
    third = known(bureau, "Гүлнар Садыкова", workplace="№7 мектеп")
    known(bureau, "Гүлнар Садыкова", workplace="№7 мектеп", by=bureau.dana)
    third.refresh_from_db()
    details = teacher("Гүлнар Садыкова", workplace="№7 мектеп", phone=OTHER_PHONE)
    actions.change_adult(by=bureau.dana.actor, adult=third, details=details, version=third.version)
    assert read(bureau.dana, third) == "+77010003344"


def test_what_is_added_to_a_known_person_overtakes_a_form_that_is_open(bureau: Bureau) -> None:
    adult = known(bureau)
    known(bureau, post="завуч", email="a@example.org")
    with pytest.raises(EditedMeanwhile):
        actions.change_adult(by=bureau.madina.actor, adult=adult, details=teacher(), version=adult.version)


def test_a_person_says_who_it_is(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    details = teacher(phone=OTHER_PHONE, place=bureau.district)  # may be the same: another telephone
    met = actions.register_known_adult(by=bureau.dana.actor, details=details, adult=adult)
    assert (met, Adult.objects.count(), AdultPair.objects.count()) == (adult, 1, 0)
    with pytest.raises(NobodyLikeThis):
        actions.register_known_adult(by=bureau.dana.actor, details=teacher("Болат Садыков"), adult=adult)


def test_a_person_says_that_it_is_somebody_else(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    details = teacher(place=bureau.district)
    other = actions.register_adult(by=bureau.dana.actor, details=details, apart_from=[adult.code])
    pair = AdultPair.objects.get()
    assert (pair.first, pair.second, pair.state) == (adult, other, PairState.DIFFERENT)
    assert Adult.objects.counted().count() == 2


def test_a_former_name_stays_known_after_a_wedding_and_not_after_a_slip(bureau: Bureau) -> None:
    by, adult = bureau.madina.actor, known(bureau, "Сәуле Үлгібаева")
    adult = actions.change_adult(
        by=by, adult=adult, details=teacher("Сәуле Ахметова", place=bureau.district), version=1, is_renamed=True
    )
    assert known(bureau, "Сәуле Үлгібаева") == adult
    assert list(find_adults(by, text="үлгі")) == [adult]
    adult.refresh_from_db()
    slip = teacher("Сәуле Ахмедова", place=bureau.district)
    adult = actions.change_adult(by=by, adult=adult, details=slip, version=adult.version)
    assert adult.earlier_names == ["Сәуле Үлгібаева"]
    assert not find_adults(by, text="ахмето").exists()


def test_who_left_stands_in_no_list_and_counts_until_coming_again(bureau: Bureau) -> None:
    by, adult = bureau.madina.actor, known(bureau)
    adult = actions.say_left(by=by, adult=adult, has_left=True, version=1)
    assert not find_adults(by).exists()
    assert list(find_adults(by, has_left=True)) == [adult]
    assert Adult.objects.counted().count() == 1
    with pytest.raises(EditedMeanwhile):
        actions.say_left(by=by, adult=adult, has_left=False, version=1)
    assert known(bureau).is_active


def test_of_who_asks_to_be_forgotten_only_the_count_is_left(bureau: Bureau) -> None:
    by = bureau.madina.actor
    first, second, third = three(bureau)
    decided(bureau, first, second, is_same=True)
    first.refresh_from_db()
    with pytest.raises(NotSure):
        actions.forget_adult(by=by, adult=first, is_sure=False, version=first.version)
    with pytest.raises(NotPermitted):
        actions.forget_adult(by=bureau.dana.actor, adult=first, is_sure=True, version=first.version)
    with pytest.raises(EditedMeanwhile):
        actions.forget_adult(by=by, adult=first, is_sure=True, version=first.version + 1)
    gone = actions.forget_adult(by=by, adult=second, is_sure=True, version=second.version)  # by whichever entry
    for row in Adult.objects.filter(pk__in=[first.pk, second.pk]).values():
        assert not any([row["name"], row["post"], row["workplace"], row["phone"], row["phone_mark"], row["email"]])
        assert (row["sex"], row["sector"], row["place_id"]) == ("female", "education", bureau.district.pk)
    assert not AdultKey.objects.filter(adult__in=[first, second]).exists()
    assert list(find_adults(by)) == [third]
    assert not find_adults(by, has_left=True).exists()
    assert Adult.objects.counted().count() == 2
    assert [pair.reasons for pair in AdultPair.objects.all()] == [
        []
    ]  # that two entries are one stays, and why does not
    assert AuditEvent.objects.filter(verb="directory.forget_adult", subject_code=gone.code).exists()
    assert known(bureau, phone=PHONE) == known(bureau, phone=PHONE) != first


def test_of_a_forgotten_one_nothing_can_be_written(bureau: Bureau) -> None:
    by, adult = bureau.madina.actor, known(bureau)
    adult = actions.forget_adult(by=by, adult=adult, is_sure=True, version=1)
    refused: tuple[type[Exception], ...] = (NotPermitted, IsForgotten)
    with pytest.raises(refused):
        actions.change_adult(by=by, adult=adult, details=teacher(), version=adult.version)
    with pytest.raises(refused):
        actions.compare_adults(by=by, one=known(bureau), other=adult)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adult.objects.filter(pk=adult.pk).update(name="Айгерім")


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [("А. Үлгібаева", "Айгерім Үлгібаева", 1), ("Ан Ю", "Ю Ан", 1), ("Айгерім", "Aigerim", 1), ("Айгерім", "Сәуле", 0)],
)
def test_short_names_meet_too(bureau: Bureau, first: str, second: str, pairs: int) -> None:
    for one, other in ((first, second), (second, first)):
        known(bureau, one), known(bureau, other)
        assert AdultPair.objects.count() == pairs
        AdultPair.objects.all().delete(), AdultKey.objects.all().delete()


def test_what_is_asked_of_the_list_is_answered_together(bureau: Bureau) -> None:
    by = bureau.madina.actor
    here, there = known(bureau, "Қайрат Үлгібаев", sex="male"), known(bureau, "Болат Садыков", by=bureau.dana)
    asked: list[tuple[dict[str, Any], set[Adult]]] = [
        ({"known_to": bureau.here.pk}, {here}),
        ({"known_to": bureau.there.pk}, {there}),
        ({"known_to": bureau.here.pk, "text": "болат"}, set()),
        ({"region": "KZ-31", "sector": "education"}, {here, there}),
        ({"region": "KZ-61"}, set()),
    ]
    for words, found in asked:
        assert set(find_adults(by, **words)) == found
