"""What was not ticked is not told between the lines, in whatever script or ending (S1)."""

import pytest

from panah.casework.referrals.rules import untold_kinds

SEALED = {
    "child_name": ["Қайрат Үлгібаев"],
    "parents_citizenship": ["Өзбекстан", "Узбекистан", "Uzbekistan"],
    "parents_migration_status": ["без регистрации с июля", "тіркеусіз жүр"],
    "home": ["Шымкент, Абай көшесі 15, пәтер 3"],
    "workplace": ["Наурыз базары", "пекарня"],
}


@pytest.mark.safeguard("S1", "a fact about the family, not ticked, in the free text of a request, in another script")
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Қайратқа дәрігер керек", ("child_name",)),
        ("Boy named Kairat needs a doctor", ("child_name",)),
        ("Ulgibaev is the family", ("child_name",)),
        ("мать, гражданка Узбекистана, просит", ("parents_citizenship",)),
        ("parents from UZBEKISTAN", ("parents_citizenship",)),
        ("ата-анасы өзбекстандық", ("parents_citizenship",)),
        ("живут без регистрации", ("parents_migration_status",)),
        ("олар тіркеусіз жүр", ("parents_migration_status",)),
        ("живёт на улице Абая, дом 15", ("home",)),
        ("Abai koshesi 15", ("home",)),
        ("анасы Наурыз базарында істейді", ("workplace",)),
        ("Nauryz bazary, night shift", ("workplace",)),
    ],
)
def test_an_unticked_fact_is_found_in_any_script(text: str, kinds: tuple[str, ...]) -> None:
    assert untold_kinds([text], SEALED, (), shown="Шымкент") == kinds
    assert untold_kinds(["something else", text], SEALED, ("document",), shown="Шымкент") == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Needs a safe place tonight, speaks Uzbek.",
        "Говорит по-узбекски, нужна помощь врача",
        "Мектепке тіркеу керек",  # registration at a school
        "регистрация в школе",
        "Ребёнок 15 лет, Шымкент",
        "Балаға баспана керек, өзбекше сөйлейді",
        "ищет работу на рынке",
        "",
    ],
)
def test_what_betrays_nothing_passes(text: str) -> None:
    assert untold_kinds([text], SEALED, (), shown="Шымкент") == ()


def test_what_was_ticked_may_be_said() -> None:
    text = "Kairat, Abai koshesi 15"
    assert untold_kinds([text], SEALED, ("child_name", "home")) == ()
    assert untold_kinds([text], SEALED, ("home",)) == ("child_name",)


def test_two_texts_make_no_neighbours() -> None:
    assert untold_kinds(["он без", "регистрации нет"], {"parents_migration_status": ["без регистрации"]}, ()) == ()


def test_empty_facts_betray_nothing() -> None:
    assert untold_kinds(["anything at all"], {"home": ["", "–", "5"], "child_name": [""]}, ()) == ()
