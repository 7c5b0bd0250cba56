"""Not every client is a child (S10): every page of the case of a grown person, read word by word."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.cases.codes import Domain, LetterKind
from panah.casework.cases.models import Transfer
from panah.foundation.accounts.models import Person
from panah.foundation.security.roles import Role
from tests.house.visits import VISITS
from tests.panah.casework.cases.office import Office, hired
from tests.panah.web.cases.visiting import day, key_in
from tests.panah.web.grown.adults import Grown, made_grown
from tests.panah.web.grown.reading import lines_of, lines_of_a_child

LANGUAGES = ("en", "kk", "ru")
OF_THE_CASE = {"case", "adult", "planned", "service", "told", "interview", "paper", "track", "letter"}
OF_THE_BOSS = ("case-lead", "case-access", "override")
OF_ONE_CASE = {
    "new": ("case", "case-contact", "case-sleep", "case-told", "family", "case-consent", "case-share", "case-plan"),
    "help": ("case", "case-depth", "case-help-close", "case-plan", "case-service", "case-contact", "case-consent"),
    "closing": ("case", "case-close"),
    "closed": ("case", "case-reopen", "case-check", "case-told"),
    "moving": ("case", "case-transfer"),
    "paused": ("case", "case-pause"),
    "young": (
        "case",
        "case-consent",
        "case-told",
        "case-plan",
        "case-close",
        "case-letters",
        "case-basics",
        "case-sleep",
    ),
}
ALL_PRINTED = ("name", "basics", "plan", "services", "assessment", "told", "papers", "timeline")
SHOWN_TO_HELPERS = ["name", "needs", "goals", "safe_contact", "told", "helpers"]


class Reader:
    """Somebody at work who goes to pages and remembers every line that speaks of a child."""

    def __init__(self, person: Person, language: str) -> None:
        Person.objects.filter(pk=person.pk).update(language=language)
        self.client, self.language = Client(), language
        self.client.force_login(Person.objects.get(pk=person.pk))
        self.found: dict[str, list[str]] = {}

    def reads(self, name: str, *args: Any, method: str = "get", data: Any = None) -> str:
        return self.goes_to(reverse(name, args=args), name, method, data)

    def goes_to(self, address: str, name: str, method: str = "get", data: Any = None) -> str:
        answer = getattr(self.client, method)(address, data or {}, follow=True)
        assert answer.status_code == 200, (name, answer.status_code)
        page = str(answer.content.decode())
        for line in lines_of_a_child(page, self.language):
            self.found.setdefault(line, []).append(name)
        return page


@pytest.fixture
def grown(office: Office) -> Grown:
    return made_grown(office)


def addresses(grown: Grown) -> Iterator[tuple[str, str, str]]:
    """Every address of the fullest case that the access table knows: a page that is new is read here by itself."""
    records = {"case": grown.cases["full"], **grown.records}
    for name, visit in VISITS.items():
        roots = {value.partition(".")[0] for value in visit.values.values() if "." in value}
        if not roots or not roots <= {*OF_THE_CASE, "part", "override"} or name.startswith("helper-"):
            continue
        parts = {key: value.partition(".") for key, value in visit.values.items()}
        kwargs = {key: str(getattr(records[one], of)) if of else one for key, (one, _dot, of) in parts.items()}
        if visit.method == "get" or name in ("case-name", "family-names"):
            yield name, reverse(name, kwargs=kwargs), visit.method


@pytest.mark.safeguard(
    "S10", "a grown client is called a child, or asked for a guardian, an assent or a parent's consent"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_grown_persons_case_speaks_of_a_child(office: Office, grown: Grown, language: str) -> None:
    lead, boss = Reader(office.aigul.person, language), Reader(office.saule.person, language)
    for name, address, method in addresses(grown):
        reader = boss if name in OF_THE_BOSS else lead
        reader.goes_to(address, name, method)
        if method == "get":
            reader.goes_to(f"{address}?blank=1", f"{name} on paper")
    for key, pages in OF_ONE_CASE.items():
        for name in pages:
            lead.reads(name, grown.cases[key].code)
    boss.reads("case-close", grown.cases["closing"].code)
    for area in Domain:
        lead.reads("case-domain", grown.cases["full"].code, str(area))
    assert lead.found | boss.found == {}


@pytest.mark.safeguard("S10", "a form comes back with its faults and speaks to a grown client as to a child")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_that_comes_back_speaks_of_a_child(office: Office, grown: Grown, language: str) -> None:
    lead, full = Reader(office.aigul.person, language), grown.cases["full"].code
    names = (
        "close",
        "review",
        "interview",
        "told",
        "contact",
        "sleep",
        "reach",
        "consent",
        "override",
        "plan",
        "agree",
    )
    for name in (*names, "complete", "basics", "name-add", "depth", "pause", "papers", "track-new"):
        lead.reads(f"case-{name}", full, method="post")
    third = {"body": "police", "was_recorded": "no", **day("held_on")}
    lead.reads("case-interview", full, method="post", data=third)
    lead.reads("case-agree", grown.cases["new"].code, method="post", data=day("agreed_on"))
    lead.reads("case-cancel", grown.records["planned"].pk, method="post")
    assert lead.found == {}


@pytest.mark.safeguard("S10", "a paper for a grown client names a child, or keeps a line for a caregiver to sign")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_paper_for_a_grown_person_speaks_of_a_child(office: Office, grown: Grown, language: str) -> None:
    lead, full = Reader(office.aigul.person, language), grown.cases["full"].code
    filled = {
        "language": language, "recipient": "child", "scope": "case_services", "first_name": "А", "phone": "1",
        "is_safe_to_carry": "yes", "to": "x", "summary": "y",
    }  # fmt: skip
    for kind in LetterKind:
        slug = kind.replace("_", "-")
        lead.reads("case-letter-new", full, slug, method="post", data={"language": language})
        page = lead.client.get(reverse("case-letter-new", args=[full, slug]))
        lead.reads("case-letter-new", full, slug, method="post", data=filled | {"once": key_in(page)})
    page = lead.client.get(reverse("case-print", args=[full]))
    printed = {"reason": "meeting", "parts": ALL_PRINTED, "once": key_in(page)}
    assert "<main" in lead.reads("case-print", full, method="post", data=printed)
    assert lead.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_helps_or_is_asked_to_lead_reads_of_a_person(office: Office, grown: Grown, language: str) -> None:
    lead, helps = Reader(office.aigul.person, language), Reader(office.lazzat.person, language)
    head = Reader(hired(office.other, Role.SUPERVISOR, "head").person, language)
    full, part, moving = grown.cases["full"].code, grown.records["part"].code, Transfer.objects.get().code
    asked = {"whom": f"person:{office.nurzhan.person.pk}", "request": "x", "parts": SHOWN_TO_HELPERS, "go": "look"}
    lead.reads("case-share-new", full, "legal", method="post", data=asked)
    elsewhere = {"organisation": "there", "reason": "nearer", "summary": "x", "go": "look"}
    lead.reads("case-transfer", full, method="post", data=elsewhere)
    for name in ("helper-part", "helper-service", "helper-note", "helper-back"):
        helps.reads(name, part)
    helps.reads("helper-name", part, method="post")
    for name in ("transfer", "transfer-accept", "transfer-refuse"):
        head.reads(name, moving)
    assert lead.found | helps.found | head.found == {}


@pytest.mark.safeguard("S10", "a grown client without a safe adult is reported to the guardianship body")
def test_nobody_tells_the_guardianship_body_of_a_grown_person(office: Office, grown: Grown) -> None:
    lead = Reader(office.aigul.person, "en")
    for key in ("full", "young"):
        code = grown.cases[key].code
        for name in ("case-guardian", *(["case-eighteen"] if key == "full" else [])):
            answer = lead.client.get(reverse(name, args=[code]))
            assert answer.headers["Location"] == reverse("case", args=[code])


@pytest.mark.safeguard("S10", "the yes of a grown client is asked of somebody else")
def test_a_grown_person_is_asked_for_their_own_yes_alone(office: Office, grown: Grown) -> None:
    for key in ("full", "young"):
        page = Reader(office.aigul.person, "en").reads("case-consent", grown.cases[key].code)
        assert 'type="hidden" name="form" value="adult_consent"' in page
        assert 'type="hidden" name="speaker" value="self"' in page
        assert "Only a safe adult can decide" not in page


def test_the_readers_notice_a_line_about_a_child() -> None:
    page = "<nav>Children</nav><main><p>Ask <b>the child</b></p><p>Own child</p></main>"
    assert lines_of_a_child(page, "en") == ["Ask the child"]
    assert lines_of_a_child("<main>Детский сад и ребёнок</main>", "ru") == ["Детский сад и ребёнок"]
    assert lines_of_a_child("<main>Балабақша, баламалы жол</main>", "kk") == []


def test_a_form_on_paper_keeps_its_answers_for_a_grown_person(office: Office, grown: Grown) -> None:
    lead, code = Reader(office.aigul.person, "en"), grown.cases["new"].code
    told = list(lines_of(lead.goes_to(f"{reverse('case-told', args=[code])}?blank=1", "told")))
    assert "☐\xa0Said so unasked".replace("\xa0", " ") in told
    closing = list(lines_of(lead.goes_to(f"{reverse('case-close', args=[code])}?blank=1", "close")))
    assert "Has a safe place" in closing
