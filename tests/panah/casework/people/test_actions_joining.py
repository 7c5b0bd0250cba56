from panah.casework.people import queries
from panah.casework.people.actions import SpokenName
from tests.panah.casework.cases.office import NAME, Office, opened
from tests.panah.casework.people.test_actions import child_of


def test_the_best_match_comes_first_however_common_its_family_name_is(office: Office) -> None:
    for number in range(40):
        child_of(office, names=(SpokenName(f"Ұлан{number} Үлгібаев"),))
    wanted = child_of(office, names=(SpokenName("Қайрат Үлгібаев"),))
    found = queries.find_by_name(office.saule.actor, "Ulgibaev Kairat")
    assert found[0] == wanted
    assert len(found) == 25


def test_elsewhere_tells_the_organisation_of_a_whole_name_and_nothing_else(office: Office) -> None:
    opened(office, names=(SpokenName(NAME),))
    assert queries.exists_elsewhere(office.lazzat.actor, NAME) == ["here"]
    assert queries.exists_elsewhere(office.nurzhan.actor, NAME) == ["here"]
    assert queries.exists_elsewhere(office.aigul.actor, NAME) == []
    assert queries.exists_elsewhere(office.lazzat.actor, "Қайрат") == []
    assert queries.exists_elsewhere(office.lazzat.actor, NAME + " Ержан") == []
