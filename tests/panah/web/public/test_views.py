import pytest
from django.test import Client
from django.utils.translation import override

from panah.foundation.reference.codes import code_list
from tests.panah.casework.concerns.office import Office

PAGES = ["", "signs/", "safety/", "answer/", "refer/", "refer/?blank=1"]


def test_the_bare_address_leads_to_the_first_page_in_the_visitors_language(office: Office) -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/kk/"
    assert client.get("/", headers={"accept-language": "ru-KZ,ru"}).headers["Location"] == "/ru/"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_public_pages_answer_in_their_language_without_any_cookie(office: Office, language: str, page: str) -> None:
    response = Client().get(f"/{language}/{page}")
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in text
    assert not response.cookies
    assert "<form" not in text or "csrfmiddlewaretoken" not in text


@pytest.mark.parametrize("page", PAGES)
def test_public_titles_are_neutral(office: Office, page: str) -> None:
    """S12: whoever looks at the tabs or the history of a phone learns no topic."""
    with override("en"):
        text = Client().get(f"/en/{page}").content.decode()
    title = text[text.index("<title>") + 7 : text.index("</title>")].lower()
    for word in ("traffick", "victim", "abuse", "report", "child", "harm", "police"):
        assert word not in title


def test_the_way_out_and_the_phones_stand_on_every_public_page(office: Office) -> None:
    for page in PAGES:
        text = Client().get(f"/ru/{page}").content.decode()
        assert "data-exit" in text
        assert 'href="tel:102"' in text


def test_the_sheet_of_signs_has_all_twelve(office: Office) -> None:
    text = Client().get("/kk/signs/").content.decode()
    signs = code_list("public_signs")
    assert all(signs.label(code, "kk") in text for code in signs.codes if code != "other")
    assert len(signs.codes) == 13
