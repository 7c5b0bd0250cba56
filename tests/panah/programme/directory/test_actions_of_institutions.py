"""A reference that several organisations read: each changes what it brought, and adds its own beside what others did."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from panah.foundation.accounts.actions import add_organisation
from panah.foundation.security.access import Actor, NotPermitted
from panah.programme.directory import actions
from panah.programme.directory.actions import InstitutionDetails, institutions
from panah.programme.directory.codes import Basis, Part
from panah.programme.directory.models import Institution, Responsibility
from tests.panah.programme.bureau import SYSTEM, Bureau


def at_hand(bureau: Bureau) -> tuple[Institution, Responsibility]:
    place = bureau.taraz
    akimat = actions.add_institution(
        by=bureau.madina.actor, details=InstitutionDetails("akimat", name_kk="Үлгі әкімдігі", place=place)
    )
    return akimat, said(bureau.madina.actor, akimat, stage="signal")


def said(by: Actor, to: Institution, **more: Any) -> Responsibility:
    told: dict[str, Any] = {"part": Part.LEADS, "basis": Basis.AGREEMENT, "source": "Хаттама №3"} | more
    return actions.give_responsibility(by=by, institution=to, **told)


def test_what_others_brought_is_read_and_not_changed(bureau: Bureau) -> None:
    akimat, duty = at_hand(bureau)
    dana, changed = bureau.dana.actor, InstitutionDetails("akimat", name_kk="Басқа атау")
    with pytest.raises(NotPermitted):
        actions.change_institution(by=dana, institution=akimat, details=changed, version=akimat.version)
    with pytest.raises(NotPermitted):
        actions.say_closed(by=dana, institution=akimat, is_closed=True, version=akimat.version)
    with pytest.raises(NotPermitted):
        actions.end_responsibility(by=dana, responsibility=duty, until=date(2026, 1, 1))
    with pytest.raises(NotPermitted):
        actions.take_responsibility(by=dana, responsibility=duty)
    assert Institution.objects.visible_to(dana).get() == akimat
    own = said(dana, akimat, stage="plan")  # what one has agreed oneself
    assert own.brought_by == bureau.there
    with pytest.raises(NotPermitted):
        actions.take_responsibility(by=bureau.madina.actor, responsibility=own)
    actions.take_responsibility(by=dana, responsibility=own)


def test_what_is_said_of_an_organisation_it_may_end_itself(bureau: Bureau) -> None:
    details = InstitutionDetails("ngo", name_kk="Сол жақ қоры", organisation=bureau.there)
    fund = actions.add_institution(by=bureau.madina.actor, details=details)
    duty = said(bureau.madina.actor, fund, stage="signal")
    actions.end_responsibility(by=bureau.dana.actor, responsibility=duty, until=date(2026, 1, 1))
    actions.change_institution(
        by=bureau.dana.actor, institution=fund, details=replace(details, name_ru="Фонд"), version=fund.version
    )
    assert fund.brought_by == bureau.here


def test_what_nobody_wrote_down_is_taken_on(bureau: Bureau) -> None:
    akimat, _duty = at_hand(bureau)
    Institution.objects.update(brought_by=None)
    akimat.refresh_from_db()
    details = InstitutionDetails("akimat", name_kk="Үлгі әкімдігі", phone="+7 000 000 00 01", place=bureau.taraz)
    actions.change_institution(by=bureau.dana.actor, institution=akimat, details=details, version=akimat.version)
    assert Institution.objects.get().brought_by == bureau.there


def test_a_partnership_is_ended_by_who_wrote_it_down_or_the_partner(bureau: Bureau) -> None:
    by, since = bureau.madina.actor, date(2023, 9, 18)
    third = add_organisation(by=SYSTEM, code="third", kind="ngo", names=dict.fromkeys(("kk", "ru", "en"), "Third"))
    ours, theirs = (
        actions.begin_partnership(by=by, organisation=one, paper="№7", since=since) for one in (third, bureau.there)
    )
    with pytest.raises(NotPermitted):
        actions.end_partnership(by=bureau.dana.actor, partnership=ours, until=date(2026, 1, 1))
    actions.end_partnership(by=bureau.dana.actor, partnership=theirs, until=date(2026, 1, 1))
    actions.end_partnership(by=by, partnership=ours, until=date(2026, 1, 1))


def test_the_law_is_written_by_nobody_here(bureau: Bureau) -> None:
    akimat, _duty = at_hand(bureau)
    with pytest.raises(institutions.LawIsContent):
        said(bureau.madina.actor, akimat, stage="plan", basis=Basis.LAW)
