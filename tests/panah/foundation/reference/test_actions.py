from datetime import UTC, date, datetime

import pytest

from panah.foundation.reference.actions import load_places, set_calendar_day
from panah.foundation.reference.codes import PlaceKind
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.reference.queries import place_choices, place_label, public_holidays, working_calendar
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import Permission

pytestmark = pytest.mark.django_db
LOADER = Actor.system("reference", {Permission.REFERENCE_LOAD})


@pytest.fixture
def places() -> None:
    load_places(by=LOADER)


def test_loading_twice_changes_nothing(places: None) -> None:
    before = list(Place.objects.order_by("code").values())
    assert load_places(by=LOADER) == len(before)
    assert list(Place.objects.order_by("code").values()) == before


def test_a_reader_may_not_load() -> None:
    with pytest.raises(NotPermitted):
        load_places(by=Actor.public())


def test_every_place_is_there_with_its_parent(places: None) -> None:
    assert Place.objects.regions("KZ").count() == 20
    assert Place.objects.filter(kind=PlaceKind.DISTRICT).count() == 71
    assert {code: Place.objects.regions(code).count() for code in ("UZ", "KG", "TJ", "TM")} == {
        "UZ": 14,
        "KG": 9,
        "TJ": 5,
        "TM": 6,
    }
    assert not Place.objects.exclude(kind=PlaceKind.COUNTRY).filter(parent=None).exists()
    assert not Place.objects.filter(search_key="").exists()


SEARCHES = [
    ("Сарыағаш", "615400000"), ("сарыагаш", "615400000"), ("Saryagash", "615400000"), ("САРЫ-АГАШ", "615400000"),
    ("Түркістан", "KZ-61"), ("Туркестан", "KZ-61"), ("turkistan", "KZ-61"), ("Turkestan", "KZ-61"),
    ("Оңтүстік Қазақстан", "KZ-61"), ("южно-казах", "KZ-61"), ("South Kaz", "KZ-61"),
    ("Жамбыл", "KZ-31"), ("Jambyl", "KZ-31"), ("Zhambyl", "KZ-31"), ("Джамбул", "KZ-31"),
    ("Жетісу", "KZ-33"), ("Jetisu", "KZ-33"), ("Zhetysu", "KZ-33"),
    ("Шымкент", "KZ-79"), ("Чимкент", "KZ-79"), ("shymk", "KZ-79"),
    ("алма-ата", "KZ-75"), ("Nur-Sultan", "KZ-71"), ("Нұр-Сұлтан", "KZ-71"),
    ("Әуезов", "KZ-75-03"), ("Ауэзов", "KZ-75-03"), ("Auezov", "KZ-75-03"),
    ("Ферғана", "UZ-FA"), ("Fargʻona", "UZ-FA"), ("Farg'ona", "UZ-FA"), ("Ысык-Көл", "KG-Y"), ("Иссык-Куль", "KG-Y"),
    ("Суғд", "TJ-SU"), ("Согдийская", "TJ-SU"), ("Aşgabat", "TM-S"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), SEARCHES)
def test_a_place_is_found_in_every_spelling_and_by_its_old_name(places: None, text: str, code: str) -> None:
    assert code in [place.code for place in Place.objects.search(text)[:4]]


@pytest.mark.parametrize("text", ["", "   ", "😀", "%", "_", "нет такого места", "' OR 1=1"])
def test_what_is_no_place_finds_nothing(places: None, text: str) -> None:
    assert list(Place.objects.search(text)) == []


def test_regions_come_before_districts_and_in_the_order_of_the_kazakh_alphabet(places: None) -> None:
    assert [place.code for place in Place.objects.search("Жамбыл")] == ["KZ-31", "KZ-19-05", "KZ-31-03"]
    names = [place.kk for place in Place.objects.regions("KZ")]
    assert names[:5] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы", "Алматы қаласы", "Алматы облысы"]


@pytest.mark.parametrize(
    ("language", "label"), [("kk", "Сарыағаш ауданы"), ("en", "Saryagash district"), ("uz", "Сарыагашский район")]
)
def test_a_place_is_named_in_the_language(places: None, language: str, label: str) -> None:
    assert Place.objects.get(pk="615400000").label(language) == label
    assert place_label("615400000", language) == label


def test_an_unknown_place_is_its_own_label() -> None:
    assert place_label("XX-1", "kk") == "XX-1"


def test_a_place_knows_its_region(places: None) -> None:
    district = Place.objects.get(pk="615400000")
    region = district.region()
    assert region is not None
    assert region.code == "KZ-61"
    assert region.region() == region
    assert Place.objects.get(pk="KZ").region() is None


def test_choices_are_grouped_by_region_and_start_with_the_region_itself(places: None) -> None:
    groups = dict(place_choices("ru"))
    assert len(groups) == 20
    assert groups["Туркестанская область"][0] == ("KZ-61", "Туркестанская область")
    assert ("615400000", "Сарыагашский район") in groups["Туркестанская область"]


def test_the_calendar_knows_the_holidays_of_kazakhstan() -> None:
    calendar = working_calendar(datetime(2026, 11, 21, tzinfo=UTC))
    assert not calendar.is_working_day(date(2026, 12, 16))  # Independence Day, a Wednesday
    assert not calendar.is_working_day(date(2027, 3, 22))  # Nauryz
    assert calendar.is_working_day(date(2026, 12, 17))
    assert public_holidays(2026)[date(2026, 12, 16)]


def test_the_office_corrects_the_calendar() -> None:
    set_calendar_day(by=LOADER, day=date(2026, 12, 16), is_working=True, names={}, source="order 1")
    set_calendar_day(by=LOADER, day=date(2026, 12, 17), is_working=False, names={"kk": "Демалыс"}, source="order 1")
    set_calendar_day(by=LOADER, day=date(2026, 12, 17), is_working=False, names={"kk": "Демалыс"}, source="order 2")
    assert CalendarDay.objects.count() == 2
    calendar = working_calendar(datetime(2026, 11, 21, tzinfo=UTC))
    assert calendar.is_working_day(date(2026, 12, 16))
    assert not calendar.is_working_day(date(2026, 12, 17))
