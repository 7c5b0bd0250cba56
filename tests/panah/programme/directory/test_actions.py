from typing import Any

import pytest

from panah.foundation.security import vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.directory import actions
from panah.programme.directory.actions import AdultDetails, InstitutionDetails
from panah.programme.directory.codes import Basis, PairState, Part
from panah.programme.directory.models import Adult, AdultKey, AdultPair, Institution, Responsibility
from panah.programme.directory.queries import find_adults
from tests.panah.programme.bureau import Bureau, known, teacher
from tests.panah.programme.directory.actions_of_links import typed

PHONE = "+7 701 000 11 22"


def test_one_person_is_one_entry_under_two_spellings(bureau: Bureau) -> None:
    first = known(bureau, "Айгерім Серікқызы Үлгібаева", phone=PHONE)
    again = known(bureau, "Aigerim Ulgibayeva", phone="8 (701) 000-11-22", by=bureau.dana)
    assert again == first
    assert Adult.objects.count() == 1
    assert not AdultPair.objects.exists()


def test_what_was_not_known_is_added_and_what_was_stands(bureau: Bureau) -> None:
    known(bureau, sex="unknown", post="мұғалім")
    again = known(bureau, phone=PHONE, post="директор", sex="female")
    assert (again.post, again.sex) == ("мұғалім", "female")
    assert known(bureau, "Айгерім Үлгібаева", phone=PHONE, workplace="") == again


def test_who_may_be_the_same_waits_for_a_person_and_both_count(bureau: Bureau) -> None:
    first = known(bureau, phone=PHONE)
    second = known(bureau, phone="+7 701 000 33 44")
    pair = AdultPair.objects.get()
    assert (pair.first, pair.second, pair.state) == (first, second, PairState.OPEN)
    assert Adult.objects.counted().count() == 2


def test_a_decision_counts_once_and_can_be_taken_back(bureau: Bureau) -> None:
    first, second = known(bureau, phone=PHONE), known(bureau, phone="+7 701 000 33 44")
    third = known(bureau, phone="+7 701 000 55 66")
    one, two = AdultPair.objects.get(first=first, second=second), AdultPair.objects.get(first=second, second=third)
    one = actions.decide_pair(by=bureau.madina.actor, pair=one, is_same=True, version=one.version)
    actions.decide_pair(by=bureau.madina.actor, pair=two, is_same=True, version=two.version)
    assert list(Adult.objects.counted()) == [first]
    one = AdultPair.objects.get(pk=one.pk)
    actions.take_back_decision(by=bureau.madina.actor, pair=one, version=one.version)
    assert set(Adult.objects.counted()) == {first, second}
    assert Adult.objects.get(pk=third.pk).same_as == second


def test_a_decision_on_an_older_state_is_refused(bureau: Bureau) -> None:
    known(bureau, phone=PHONE), known(bureau, phone="+7 701 000 33 44")
    pair = AdultPair.objects.get()
    actions.decide_pair(by=bureau.madina.actor, pair=pair, is_same=False, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.decide_pair(by=bureau.madina.actor, pair=pair, is_same=True, version=1)


def test_what_was_decided_is_not_asked_again(bureau: Bureau) -> None:
    known(bureau, phone=PHONE), known(bureau, phone="+7 701 000 33 44")
    pair = AdultPair.objects.get()
    actions.decide_pair(by=bureau.madina.actor, pair=pair, is_same=False, version=1)
    second = Adult.objects.get(pk=pair.second_id)
    actions.change_adult(by=bureau.madina.actor, adult=second, details=teacher(post="завуч"), version=second.version)
    assert AdultPair.objects.get().state == PairState.DIFFERENT


def test_nobody_counts_as_an_own_double(bureau: Bureau) -> None:
    adult = known(bureau)
    with pytest.raises(actions.pairs.SameEntry):
        actions.compare_adults(by=bureau.madina.actor, one=adult, other=adult)
    pair = actions.compare_adults(by=bureau.madina.actor, one=adult, other=known(bureau, "Гүлнар Садыкова"))
    with pytest.raises(actions.pairs.NothingDecided):
        actions.take_back_decision(by=bureau.madina.actor, pair=pair, version=1)


def test_a_telephone_opens_for_those_who_know_the_person_and_nobody_else(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    for colleague, may_read in ((bureau.timur, True), (bureau.bakyt, False), (bureau.dana, False)):
        seen = Adult.objects.visible_to(colleague.actor).get(pk=adult.pk)
        with vault.ring():
            reveal(colleague.actor, seen)
        if may_read:
            assert seen.phone == "+77010001122"
        else:
            with pytest.raises(StillSealed):
                _ = seen.phone


def test_only_who_knows_a_person_changes_the_entry(bureau: Bureau) -> None:
    adult = known(bureau)
    with pytest.raises(NotPermitted):
        actions.change_adult(by=bureau.dana.actor, adult=adult, details=teacher(), version=1)
    with pytest.raises(NotPermitted):
        actions.register_adult(by=bureau.bakyt.actor, details=teacher())
    with pytest.raises(NotPermitted):
        actions.register_adult(by=Actor.public(), details=teacher())


def test_no_telephone_rests_in_clear(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE, email="a@example.org")
    row = Adult.objects.filter(pk=adult.pk).values().get()
    assert b"7010001122" not in bytes(row["phone"])
    assert "701" not in row["phone_mark"] or len(row["phone_mark"]) == 64


@pytest.mark.parametrize("faulty", [{"name": "12"}, {"name": " "}, {"sex": "other"}])
def test_an_entry_without_its_facts_is_refused(bureau: Bureau, faulty: dict[str, Any]) -> None:
    with pytest.raises(actions.AdultRefused):
        known(bureau, **faulty)
    with pytest.raises(actions.adults.NoTelephone):
        known(bureau, phone="12")
    assert not Adult.objects.exists()


def test_adults_are_found_in_any_script(bureau: Bureau) -> None:
    known(bureau, "Қайрат Үлгібаев"), known(bureau, "Гүлнар Садыкова")
    for asked in ("кайр", "Qairat", "kayrat ulg", "ҮЛГІ"):
        assert [adult.name for adult in find_adults(bureau.dana.actor, text=asked)] == ["Қайрат Үлгібаев"], asked
    assert find_adults(bureau.dana.actor, text="абв").count() == 0
    assert find_adults(bureau.dana.actor, region=bureau.taraz.pk).count() == 2
    assert find_adults(bureau.dana.actor, sector="health").count() == 0


def test_keys_follow_a_changed_name(bureau: Bureau) -> None:
    adult = known(bureau, "Қайрат Үлгібаев")
    actions.change_adult(by=bureau.madina.actor, adult=adult, details=teacher("Болат Садыков"), version=1)
    assert not AdultKey.objects.filter(adult=adult, key="f:kairat").exists()
    assert find_adults(bureau.madina.actor, text="bolat").count() == 1


def test_an_institution_is_there_once_under_any_spelling(bureau: Bureau) -> None:
    details = InstitutionDetails("education", name_kk="№12 мектеп", place=bureau.district)
    school = actions.add_institution(by=bureau.madina.actor, details=details)
    with pytest.raises(actions.institutions.InstitutionIsThere):
        actions.add_institution(by=bureau.madina.actor, details=details)
    with pytest.raises(actions.InstitutionRefused):
        actions.add_institution(by=bureau.madina.actor, details=InstitutionDetails("education", name_ru=" "))
    changed = InstitutionDetails("education", name_kk="№12 мектеп", name_ru="Школа 12", place=bureau.district)
    actions.change_institution(by=bureau.madina.actor, institution=school, details=changed, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.change_institution(by=bureau.madina.actor, institution=school, details=changed, version=1)
    assert list(Institution.objects.visible_to(bureau.timur.actor).named("shkola")) == [school]
    for name in ("№11 мектеп", "№1 мектеп"):
        actions.add_institution(
            by=bureau.madina.actor, details=InstitutionDetails("education", name, place=bureau.district)
        )


def test_a_responsibility_names_its_paper(bureau: Bureau) -> None:
    details = InstitutionDetails("akimat", name_kk="Әкімдік", place=bureau.taraz)
    akimat = actions.add_institution(by=bureau.madina.actor, details=details)
    said: dict[str, Any] = {"institution": akimat, "stage": "screening", "part": Part.LEADS, "basis": Basis.AGREEMENT}
    with pytest.raises(actions.institutions.ResponsibilityRefused):
        actions.give_responsibility(by=bureau.madina.actor, source=" ", **said)
    given = actions.give_responsibility(by=bureau.madina.actor, source="Хаттама №3, 12.02.2024", **said)
    with pytest.raises(actions.institutions.SaidAlready):
        actions.give_responsibility(by=bureau.madina.actor, source="Хаттама №4", **said)
    actions.take_responsibility(by=bureau.madina.actor, responsibility=given)
    assert not Responsibility.objects.exists()


def test_nobody_empties_or_renames_a_person_whom_others_wrote_down(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    claimed = actions.register_known_adult(by=bureau.dana.actor, details=teacher(place=bureau.district), adult=adult)
    assert claimed.pk == adult.pk
    with pytest.raises(actions.adults.OfOthers):
        actions.change_adult(by=bureau.dana.actor, adult=adult, details=teacher("Болат Садыков"), version=adult.version)
    with pytest.raises(actions.forgetting.OthersKnow):
        actions.forget_adult(by=bureau.dana.actor, adult=adult, is_sure=True, version=adult.version)
    with pytest.raises(actions.forgetting.OthersKnow):
        actions.forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)
    actions.stop_knowing(by=bureau.dana.actor, adult=adult)
    actions.forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)
    assert Adult.objects.get(pk=adult.pk).name == ""


def test_a_double_of_ones_own_does_not_reach_the_entry_of_others(bureau: Bureau) -> None:
    theirs = known(bureau, phone=PHONE)
    dummy = known(bureau, "Ойдан Шығарылған", by=bureau.dana)
    pair = actions.compare_adults(by=bureau.dana.actor, one=dummy, other=theirs)
    actions.decide_pair(by=bureau.dana.actor, pair=pair, is_same=True, version=pair.version)
    dummy.refresh_from_db()
    with pytest.raises(actions.forgetting.OthersKnow):
        actions.forget_adult(by=bureau.dana.actor, adult=dummy, is_sure=True, version=dummy.version)


def test_what_somebody_types_without_an_account_changes_no_entry(bureau: Bureau) -> None:
    adult = known(bureau)  # without a telephone
    typed = teacher(place=bureau.district, phone="+7 701 999 99 99", post="директор")
    made = _typed_by_link(bureau, typed)
    assert made.pk != adult.pk
    adult.refresh_from_db()
    assert (adult.phone_mark, adult.post) == ("", "")
    assert AdultPair.objects.get().state == PairState.OPEN
    phoned = known(bureau, "Үлгібаев Ерлан", sex="male", phone=PHONE)
    again = _typed_by_link(bureau, teacher("Ерлан Улгибаев", sex="male", phone=PHONE, post="директор"))
    assert again.pk == phoned.pk
    assert Adult.objects.get(pk=phoned.pk).post == ""


def _typed_by_link(bureau: Bureau, details: AdultDetails) -> Adult:
    link = Actor.link("a-hash", {Permission.TRAINING_ENROL})
    return typed(by=link, details=details, organisation=bureau.here)
