import pytest

from panah.programme.training.rules.naming import initials_of


@pytest.mark.parametrize(("name", "initials"), [("Айгерім Үлгібаева", "А. Ү."), ("  ли  ", "Л."), ("", "")])
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials
