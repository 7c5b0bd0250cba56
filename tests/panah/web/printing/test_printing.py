import pytest
from django.urls import reverse

from panah.casework.cases.models import Printout
from tests.panah.casework.cases.actions.test_telling import SAID, told
from tests.panah.casework.cases.office import NAME, SEEN, Office, met, opened, served
from tests.panah.web.cases.visiting import key_in, reads, signed_in, text_of, title_of, words_of


@pytest.mark.safeguard("S12", "a whole case is printed and nobody said what for")
def test_a_case_is_shown_for_printing_only_after_somebody_said_what_for(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    met(office, case)
    where = reverse("case-print", args=[case.code])
    first = client.get(where)
    assert SEEN not in text_of(first)
    again = client.post(where, {"once": key_in(first), "parts": ["timeline"]})
    assert SEEN not in text_of(again)
    assert not Printout.objects.exists()
    shown = client.post(where, {"once": key_in(first), "parts": ["timeline"], "reason": "meeting"})
    assert SEEN in text_of(shown)
    assert "A meeting of specialists" in words_of(shown)
    assert Printout.objects.get().printed_by == office.aigul.person


def test_only_the_chosen_parts_are_shown_and_the_name_only_when_chosen(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    met(office, case)
    told(office, case)
    served(office, case)
    where = reverse("case-print", args=[case.code])
    key = key_in(client.get(where))
    page = text_of(client.post(where, {"once": key, "parts": ["services"], "reason": "meeting"}))
    for canary in (NAME, SEEN, SAID):
        assert canary not in page
    every = ["name", "basics", "plan", "services", "assessment", "told", "papers", "timeline"]
    before = len(reads())
    page = text_of(client.post(where, {"once": "other", "parts": every, "reason": "archive"}))
    for canary in (NAME, SEEN, SAID):
        assert canary in page
    assert len(reads()) > before


def test_the_title_and_the_footer_hold_the_code_alone(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    where = reverse("case-print", args=[case.code])
    page = client.post(where, {"once": "k", "parts": ["name"], "reason": "archive"})
    assert title_of(page) == f"Case — {case.code} — Panah"
    assert f'<p class="paper"><span>{case.code}' in text_of(page)


def test_others_print_nothing(office: Office) -> None:
    case = opened(office)
    for stranger, status in ((office.lazzat, 404), (office.nurzhan, 404), (office.gulnar, 403)):
        client = signed_in(stranger)
        where = reverse("case-print", args=[case.code])
        assert client.get(where).status_code == status
        assert client.post(where, {"once": "k", "parts": ["name"], "reason": "archive"}).status_code == status
    assert not Printout.objects.exists()
