"""Somebody who learned asks to be forgotten: the name goes everywhere, what was issued stays true, and the count stays."""

from datetime import date

from panah.foundation.security import clock
from panah.foundation.security.sealed import open_sealed
from panah.foundation.security.vault import ring
from panah.programme.directory.actions import forget_adult
from panah.programme.directory.models import Adult
from panah.programme.training import actions
from panah.programme.training.codes import EnrolmentState
from panah.programme.training.models import Certificate, Enrolment, PracticeCheck, Trainer
from panah.programme.training.queries import certificate_to_check, numbers_of, trained_adults
from panah.programme.training.queries.practice import checks_of
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.training.class_of import AFTERWARDS, a_trainer, enrolled, opened, was_there

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def forgotten(bureau: Bureau, adult: Adult) -> Adult:
    adult.refresh_from_db()
    return forget_adult(by=bureau.madina.actor, adult=adult, is_sure=True, version=adult.version)


def certified(bureau: Bureau) -> Enrolment:
    event = opened(bureau, has_test=False)
    one = enrolled(event, may_be_asked=True)
    was_there(bureau, event, one)
    with clock.standing_at(AFTERWARDS):
        actions.issue_certificates(by=bureau.timur.actor, event=event)
    return one


def test_the_name_leaves_the_certificate_which_stays_real(bureau: Bureau) -> None:
    one = certified(bureau)
    before = (numbers_of(one.event), trained_adults(*YEAR))
    forgotten(bureau, one.adult)
    made = Certificate.objects.get()
    assert (made.name, made.name_removed_at is not None, made.withdrawn_at) == ("", True, None)
    found = certificate_to_check(made.code)
    assert found is not None
    assert (found.initials, found.is_name_removed, found.hours, found.withdrawn_on) == ("", True, 8, None)
    assert (numbers_of(one.event), trained_adults(*YEAR)) == before
    assert len(before[1]) == 1


def test_nobody_is_asked_later_and_own_words_go(bureau: Bureau) -> None:
    one = certified(bureau)
    check = PracticeCheck(file=one.event.file, enrolment=one, asked_at=AFTERWARDS)
    check.answered_at, check.used, check.words = AFTERWARDS, "yes", "Мен №12 мектепте жалғыз психологпын"
    with ring():
        check.save()
    forgotten(bureau, one.adult)
    check.refresh_from_db()
    with ring():
        open_sealed(check)
    one.refresh_from_db()
    assert (check.words, check.used, one.may_be_asked) == ("", "yes", False)


def test_no_certificate_is_issued_to_nobody(bureau: Bureau) -> None:
    event = opened(bureau, has_test=False)
    one, other = enrolled(event), enrolled(event, "Гүлнар Үлгібаева")
    was_there(bureau, event, one, other)
    forgotten(bureau, one.adult)
    with clock.standing_at(AFTERWARDS):
        actions.issue_certificates(by=bureau.timur.actor, event=event)
    assert [made.enrolment for made in Certificate.objects.all()] == [other]


def test_a_place_that_nobody_comes_to_is_free_again(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event)
    forgotten(bureau, one.adult)
    one.refresh_from_db()
    assert one.state == EnrolmentState.CANCELLED
    assert one.ended_at is not None


def test_a_trainer_leaves_the_pool(bureau: Bureau) -> None:
    trainer = a_trainer(bureau)
    forgotten(bureau, trainer.adult)
    assert not Trainer.objects.in_pool().exists()


def test_nobody_reminds_or_calls_who_is_forgotten_or_took_the_yes_back(bureau: Bureau) -> None:
    one = certified(bureau)
    PracticeCheck.objects.create(file=one.event.file, enrolment=one, asked_at=AFTERWARDS)
    assert len(checks_of(bureau.timur.actor, one.event)) == 1
    forgotten(bureau, one.adult)
    assert checks_of(bureau.timur.actor, one.event) == []
