"""Papers of a house: numbered, kept in the file of the stay or of the house, and nobody else's."""

import pytest

from panah.casework.services.actions import OfAnotherOrganisation
from panah.casework.stays.actions import (
    NotAnswered,
    keep_house_letter,
    write_exit,
    write_guest_letter,
    write_month_letter,
)
from panah.casework.stays.codes import HousePaper
from panah.casework.stays.queries import house_letter, letters_of_guest, letters_of_months
from panah.foundation.documents.models import Letter
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.codes import FileKind
from tests.panah.casework.stays.house import House, admitted, leaving, made_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return made_house()


def test_a_paper_of_a_guest_lies_in_the_file_of_the_stay(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    paper = write_guest_letter(by=by, stay=stay, kind=HousePaper.ADMISSION, language="kk", text="{}")
    assert (paper.file_id, paper.subject_code, paper.recipient) == (stay.file_id, stay.code, "house")
    assert letters_of_guest(by, stay, HousePaper.ADMISSION) == [paper]
    assert letters_of_guest(by, stay, HousePaper.EXIT) == []
    assert house_letter(by, paper.code) == paper
    assert house_letter(house.kamila.actor, paper.code) is None


def test_nobody_takes_an_exit_letter_along_before_they_leave(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    for kind in (HousePaper.EXIT, HousePaper.MONTH):
        with pytest.raises(NotAnswered):
            write_guest_letter(by=by, stay=stay, kind=kind, language="kk", text="{}")
    write_exit(by=by, stay=stay, leaving=leaving())
    stay.refresh_from_db()
    assert write_guest_letter(by=by, stay=stay, kind=HousePaper.EXIT, language="ru", text="{}").recipient == "child"


def test_the_months_of_a_house_lie_in_one_file_of_its_own(house: House) -> None:
    by = house.zhanna.actor
    first, second = (
        write_month_letter(by=by, provider=house.provider, language="kk", text="{}", idempotency_key=key)
        for key in ("1", "2")
    )
    again = write_month_letter(by=by, provider=house.provider, language="kk", text="{}", idempotency_key="2")
    assert again == second
    assert first.file_id == second.file_id
    assert first.file.kind == FileKind.HOUSE
    assert letters_of_months(by, house.provider) == [second, first]
    assert letters_of_months(house.kamila.actor, house.provider) == []


def test_another_house_writes_and_keeps_none_of_them(house: House) -> None:
    stay, theirs = admitted(house), house.kamila.actor
    with pytest.raises(NotPermitted):
        write_guest_letter(by=theirs, stay=stay, kind=HousePaper.ADMISSION, language="kk", text="{}")
    with pytest.raises(OfAnotherOrganisation):
        write_month_letter(by=theirs, provider=house.provider, language="kk", text="{}")
    paper = write_month_letter(by=house.zhanna.actor, provider=house.provider, language="kk", text="{}")
    with pytest.raises(NotPermitted):
        keep_house_letter(by=theirs, letter=paper, pdf=b"%PDF")
    paper.kind = "extract"
    paper.save(update_fields=["kind"])
    with pytest.raises(OfAnotherOrganisation):
        keep_house_letter(by=house.zhanna.actor, letter=paper, pdf=b"%PDF")
    assert Letter.objects.get().copy is None
