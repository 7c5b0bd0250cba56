import re

import pytest
from django.test import Client

from panah.foundation.reference.codes import code_list
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.visitor import Visitor

TOPIC_WORDS = {
    "en": ("traffick", "victim", "abuse", "child", "harm", "police", "slave", "exploit"),
    "ru": ("торгов", "жертв", "насил", "ребён", "ребен", "дет", "полици", "рабств", "эксплуат"),
    "kk": ("сауда", "құрбан", "зорлық", "бала", "полиц", "құлдық", "қанау"),
    "uz": ("savdo", "qurbon", "zoʻravon", "bola", "politsiya", "qullik"),
    "ky": ("соода", "курман", "зордук", "бала", "полиц", "кулчулук"),
    "tg": ("савдо", "қурбон", "зӯровар", "кӯдак", "политс", "ғулом"),
}
PAGES = ["", "signs/", "safety/", "answer/", "refer/", "refer/?blank=1"]


def test_the_bare_address_leads_to_the_first_page_in_the_visitors_language(office: Office) -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/kk/"
    assert client.get("/", headers={"accept-language": "ru-KZ,ru"}).headers["Location"] == "/ru/"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", sorted(TOPIC_WORDS))
def test_public_pages_answer_in_their_language_without_any_cookie(office: Office, language: str, page: str) -> None:
    response = Client().get(f"/{language}/{page}")
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in text
    assert not response.cookies
    assert "<form" not in text or "csrfmiddlewaretoken" not in text


@pytest.mark.safeguard("S12", "a husband or an employer looks at the tabs and the history of the reporter's phone")
@pytest.mark.parametrize("language", sorted(TOPIC_WORDS))
def test_no_title_or_address_of_a_public_page_says_what_it_is_about(office: Office, language: str) -> None:
    visitor = Visitor(language)
    texts = [Client().get(f"/{language}/{page}").content.decode() for page in PAGES]
    visitor.reaches_the_check(danger={"is_danger_now": "no"})
    texts += [visitor.text, visitor.presses("send")]
    texts.append(Client().post(f"/{language}/answer/", {"receipt": visitor.receipt}).content.decode())
    for text in texts:
        title = text[text.index("<title>") + 7 : text.index("</title>")].lower()
        assert not [word for word in TOPIC_WORDS[language] if word in title], title
        addresses = " ".join(re.findall(r'(?:href|action|formaction)="(/[^"]*)"', text)).lower()
        assert not [word for word in TOPIC_WORDS["en"] if word in addresses], addresses


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
