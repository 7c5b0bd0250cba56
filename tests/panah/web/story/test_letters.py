import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from panah.casework.cases.codes import LetterKind
from panah.casework.cases.models import Case
from panah.casework.people.codes import Safety
from panah.casework.services.actions import ProviderDetails, add_provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.models import Letter
from panah.foundation.notices.models import Notice
from panah.foundation.reference.codes import content_files, content_table
from panah.foundation.security import clock
from tests.panah.casework.cases.actions.test_lettering import FAMILY, MOTHER, adult_of
from tests.panah.casework.cases.actions.test_telling import SAID, told
from tests.panah.casework.cases.office import NAME, SEEN, SYSTEM, Office, answered, in_plan, met, opened, served
from tests.panah.web.cases.visiting import key_in, signed_in, text_of, title_of, words_of
from tests.panah.web.papers.standing import as_written, keys_asked

SIX = ("kk", "ru", "en", "uz", "ky", "tg")
SHELTER = "Canaryshelter in Canaryplace street"
FORBIDDEN = (
    FAMILY.home,
    MOTHER.citizenship,
    MOTHER.migration_status,
    MOTHER.workplace,
    SHELTER,
    SAID,
    SEEN,
    "Canarynote",
)
TOPICS = (
    "traffick",
    "victim",
    "exploit",
    "құрбан",
    "сауда",
    "жертв",
    "торговл",
    "эксплуатац",
    "приют",
    "баспана",
    "shelter",
)


def story(office: Office) -> Case:
    """A child in whose record every kind of canary rests, with a plan, a service and a place in a shelter."""
    Organisation.objects.filter(pk=office.organisation.pk).update(duty_phone="+7 000 555 11 22")
    case = opened(office)
    adult_of(office, case)
    met(office, case)
    answered(office, case, observed="Canarynote seen", child_says="Canarynote said")
    told(office, case)
    details = ProviderDetails(
        dict.fromkeys(("kk", "ru", "en"), SHELTER), ("shelter",), office.district, "+7 000", ("kk",)
    )
    place = add_provider(by=SYSTEM, organisation=office.other, details=details)
    in_plan(office, case, service_type="shelter", provider=place, goal="To sleep")
    in_plan(office, case, goal="To go to school")
    served(office, case, what_was_done="Canarynote done")
    return Case.objects.get(pk=case.pk)


def form_of(kind: str, language: str = "", **more: str) -> dict[str, str]:
    filled: dict[str, dict[str, str]] = {
        "child-card": {"is_safe_to_carry": "yes", "first_name": "Aigul", "phone": "+7 000 555 11 22"},
        "consent-form": {"scope": "case_services", "with_pictures": "on"},
        "transfer-form": {"to": "Another organisation", "summary": "Needs a school"},
    }
    team = kind in ("assessment-summary", "transfer-form")
    first = {"language": language or ("ru" if team else "uz"), "recipient": "child"}
    return first | filled.get(kind, {}) | more


def made(client: Client, case: Case, kind: str, **more: str) -> Any:
    where = reverse("case-letter-new", args=[case.code, kind])
    sent = form_of(kind, **more) | {"once": key_in(client.get(where))}
    page = client.post(where, sent, follow=True)
    asked = keys_asked(page)
    return client.post(where, sent | as_written(asked), follow=True) if asked else page


def slugs() -> list[str]:
    return [kind.replace("_", "-") for kind in LetterKind]


@pytest.mark.safeguard("S12", "a letter, its title, address or file name names the child, a shelter or a topic")
@pytest.mark.safeguard("S1", "a letter holds the citizenship, status, home or workplace of the parents")
@pytest.mark.parametrize("kind", slugs())
def test_no_letter_tells_what_no_paper_may_hold(office: Office, kind: str) -> None:
    case, client = story(office), signed_in(office.aigul)
    page = made(client, case, kind)
    letter = Letter.objects.get()
    article = re.findall(r"<article.*?</article>", text_of(page), re.DOTALL)[0]
    for canary in FORBIDDEN:
        assert canary not in text_of(page), canary
    assert title_of(page) == letter.code  # a browser names the saved file by it
    assert page.redirect_chain[0][0] == reverse("letter", args=[letter.code])
    if kind != "extract":
        assert NAME not in text_of(page)
    if kind == "child-card":
        assert not any(topic in article.lower() for topic in TOPICS)
        assert case.code not in article
        assert letter.code not in article
    messages = " ".join(str(row) for row in Notice.objects.values())
    assert "Canary" not in messages


@pytest.mark.safeguard("S12", "the words of a letter rest in clear on the disk")
def test_no_letter_rests_in_clear(office: Office) -> None:
    case, client = story(office), signed_in(office.aigul)
    made(client, case, "transfer-form", summary="Canarysummary typed")
    on_disk = [path.read_bytes() for path in Path(settings.PANAH_DATA).rglob("*") if path.is_file()]
    assert not any(b"Canarysummary" in content for content in on_disk)


@pytest.mark.parametrize("language", SIX)
@pytest.mark.parametrize(
    "kind", ["child-card", "consent-form", "plan-copy", "closure-letter", "extract", "access-list"]
)
def test_what_a_family_reads_is_in_its_language_and_a_machines_words_are_marked(
    office: Office, kind: str, language: str
) -> None:
    case, client = story(office), signed_in(office.aigul)
    page = made(client, case, kind, language=language)
    assert f'lang="{language}"' in text_of(page)
    assert ("To be reviewed" in words_of(page)) == (language in ("uz", "ky", "tg"))
    assert 'class="no-print"' in text_of(page)


def test_every_word_of_a_letter_is_there_in_all_its_languages() -> None:
    for path in content_files("letters"):
        words = content_table(path)["words"]
        languages = {tuple(texts) for texts in words.values()}
        assert languages <= {SIX} or languages == {("kk", "ru", "en")}, path
        assert all(text.strip() for texts in words.values() for text in texts.values()), path


@pytest.mark.safeguard("S3", "the page of a letter is sent for an adult who is suspected or whom nobody has found safe")
@pytest.mark.parametrize("safety", [Safety.SUSPECTED, None])
@pytest.mark.parametrize("kind", ["consent-form", "plan-copy", "closure-letter", "extract", "access-list"])
def test_an_adult_who_is_not_safe_is_not_offered_and_refused_with_a_sentence(
    office: Office, kind: str, safety: Safety | None
) -> None:
    case, client = opened(office), signed_in(office.aigul)
    adult = adult_of(office, case, safety)
    where = reverse("case-letter-new", args=[case.code, kind])
    first = client.get(where)
    assert f'value="{adult.pk}"' not in text_of(first)
    assert "Not offered" in words_of(first)
    page = client.post(where, form_of(kind, recipient=str(adult.pk)) | {"once": key_in(first)})
    sentence = "This adult is suspected" if safety else "Nobody has decided yet whether this adult is safe"
    assert sentence in words_of(page)
    assert not Letter.objects.exists()


def test_a_safe_adult_is_offered_by_relation_and_never_by_name(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    adult = adult_of(office, case)
    page = text_of(client.get(reverse("case-letter-new", args=[case.code, "extract"])))
    assert f'value="{adult.pk}"' in page
    assert "Mother" in page
    made(client, case, "extract", recipient=str(adult.pk))
    assert Letter.objects.get().recipient == "relative"


@pytest.mark.safeguard("S12", "the question whether a card is safe to carry is answered by the form itself")
def test_the_card_is_not_made_unless_somebody_says_yes(office: Office) -> None:
    case, client = opened(office), signed_in(office.aigul)
    where = reverse("case-letter-new", args=[case.code, "child-card"])
    first = text_of(client.get(where))
    assert re.search(r'value="no"[^>]*checked', first)
    assert not re.search(r'value="yes"[^>]*checked', first)
    page = client.post(where, form_of("child-card", is_safe_to_carry="no") | {"once": "k"})
    assert "Then no card is made" in words_of(page)
    assert not Letter.objects.exists()


def test_the_plan_says_who_does_what_by_when_and_no_risk(office: Office) -> None:
    case, client = story(office), signed_in(office.aigul)
    page = words_of(made(client, case, "plan-copy", language="ru"))
    assert "To go to school" in page
    assert "Безопасное место" in page
    assert f"{clock.today():%d.%m.%Y}" in page
    assert "Риск" not in page


def test_who_looked_is_told_by_role_and_organisation_alone(office: Office) -> None:
    case = story(office)
    signed_in(office.saule).get(reverse("case", args=[case.code]))
    page = words_of(made(signed_in(office.aigul), case, "access-list", language="en"))
    assert "Caseworker" in page
    assert "Supervisor" in page
    assert "Aigul" not in page.split("Who looked")[-1].split("If you think")[0]


def test_letters_of_others_are_not_there(office: Office) -> None:
    case = story(office)
    made(signed_in(office.aigul), case, "plan-copy")
    letter = Letter.objects.get()
    for stranger in (office.lazzat, office.nurzhan):
        client = signed_in(stranger)
        assert client.get(reverse("letter", args=[letter.code])).status_code == 404
        assert client.get(reverse("case-letters", args=[case.code])).status_code == 404
    assert signed_in(office.aigul).get(reverse("case-letter-new", args=[case.code, "poster"])).status_code == 404


def test_a_text_that_tells_too_much_is_refused_and_stays(office: Office) -> None:
    case, client = story(office), signed_in(office.aigul)
    summary = f"They live at {FAMILY.home}"
    page = made(client, case, "transfer-form", summary=summary)
    assert "no paper holds that" in words_of(page)
    assert summary in text_of(page)
    assert not Letter.objects.exists()
