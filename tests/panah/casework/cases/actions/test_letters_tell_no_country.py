"""No letter tells a family's citizenship, home or work: in whatever language, script or quotation marks (S1)."""

import pytest

from panah.casework.cases.actions.lettering import TellsTooMuch
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.people.actions import FamilyDetails, RelativeDetails, add_relative, begin_family
from panah.web.papers.sheet import Sheet
from tests.panah.casework.cases.actions.test_lettering import written
from tests.panah.casework.cases.office import Office, opened


@pytest.mark.safeguard("S1", "a summary on paper names the country of which the parents are citizens")
@pytest.mark.parametrize(
    "summary",
    [
        "The parents are citizens of Uzbekistan", "Родители — граждане Узбекистана", "Ата-анасы Өзбекстан азаматтары",
        "Works at the Samal bakery", "живут: улица «Тополиная», 5",
    ],
)  # fmt: skip
def test_a_letter_names_no_country_home_or_work_however_it_is_written(office: Office, summary: str) -> None:
    case = opened(office)
    home = FamilyDetails(home='улица "Тополиная", 5')
    family = begin_family(by=office.aigul.actor, child=case.child, details=home)
    mother = RelativeDetails(relation="mother", citizenship="UZ", workplace='"Самал" bakery')
    add_relative(by=office.aigul.actor, family=family, details=mother)
    with pytest.raises(TellsTooMuch):
        written(
            office, case, LetterKind.TRANSFER_FORM, recipient=LetterRecipient.TEAM,
            text=Sheet("Transfer").text(summary).to_text(),
        )  # fmt: skip


def test_our_own_country_is_no_secret(office: Office) -> None:
    case = opened(office)
    family = begin_family(by=office.aigul.actor, child=case.child, details=FamilyDetails())
    add_relative(by=office.aigul.actor, family=family, details=RelativeDetails(relation="mother", citizenship="KZ"))
    assert written(office, case, text=Sheet("Plan").text("Фонд «Қазақстан балалары»").to_text()).pk
