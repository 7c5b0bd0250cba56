"""Fifty times a person writes, and the server or the session dies under it: no text is lost, and none is there twice."""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from panah.casework.cases.codes import Domain
from tests.pages import WRONG, PageForm
from tests.reliability.browsing import Answer, Browser, cut_off
from tests.reliability.installation import Installation
from tests.reliability.other_hand import PASSWORD

pytestmark = [
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(bool(os.environ.get("PANAH_DATABASE")), reason="an installation of its own, always on SQLite"),
]
ROUNDS = 50
FORMS = (("contact/", "text"), ("plan/", "goal"), ("service/", "what_was_done"), ("assess/{area}/", "observed"))
AREAS = [str(area) for area in Domain]


@pytest.fixture(scope="module")
def panah(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("panah"))
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


@dataclass
class Round:
    """One person before one form."""

    panah: Installation
    chance: random.Random
    page: str
    area: str
    text: str
    browser: Browser = field(init=False)

    def __post_init__(self) -> None:
        self.browser = self.panah.signed_in()

    def form(self) -> PageForm:
        return self.browser.follow(self.browser.get(self.page)).form(self.area)

    def written(self) -> PageForm:
        form = self.form()
        form.fill(self.area, self.text)
        return form

    def autosave(self, form: PageForm) -> None:
        answer = self.browser.post("/app/drafts/keep/", [*form.pairs, ("draft_at", self.page)], self.page)
        assert answer.status == 204, answer.status

    def restart(self) -> None:
        self.panah.kill()
        self.panah.start()

    def in_records(self) -> int:
        return int(self.panah.behind("count", self.text))

    def ends_well(self) -> None:
        """The text stands in the record, or in the form from where it can be sent: then in exactly one record."""
        assert self.in_records() <= 1
        if self.in_records() == 0:
            form = self.form()
            assert form.text(self.area) == self.text, "neither in a record nor in its form"
            form.fill(self.area, self.text)
            answer = self.browser.send(self.page, form)
            assert answer.status == 302, answer.problems()
        assert self.in_records() == 1
        assert self.form().text(self.area) in ("", self.text) or self.text not in self.form().text(self.area)


def killed_after_the_autosave(at: Round) -> None:
    at.autosave(at.written())
    at.restart()


def killed_while_it_is_sent(at: Round) -> None:
    """At any moment between the first byte and the answer."""
    form = at.written()
    at.autosave(form)

    def die() -> None:
        time.sleep(at.chance.uniform(0, 0.09))
        at.panah.kill()

    cut_off(lambda: at.browser.send(at.page, form), die)
    at.panah.start()


def killed_after_it_was_sent_and_sent_again(at: Round) -> None:
    """The answer never reached the browser, which sends the same form once more."""
    form = at.written()
    at.browser.send(at.page, form)
    at.restart()
    at.browser.send(at.page, form)


def session_deleted_before_it_is_sent(at: Round) -> None:
    """Signed out elsewhere; nothing was saved on the way."""
    form = at.written()
    at.panah.behind("end", at.browser.cookies["s"])
    sent_in_vain(at, at.browser.send(at.page, form))
    at.panah.signed_in(at.browser)


def session_deleted_after_the_autosave(at: Round) -> None:
    form = at.written()
    at.autosave(form)
    at.panah.behind("end", at.browser.cookies["s"])
    at.panah.signed_in(at.browser)


def locked_while_writing(at: Round) -> None:
    form = at.written()
    at.panah.behind("leave_alone", at.browser.cookies["s"])
    answer = at.browser.send(at.page, form)
    sent_in_vain(at, answer)
    door = at.browser.follow(answer)
    assert at.text not in door.text
    found = [form for form in [door] if "password" in form.text]
    assert found, "no lock"
    token = door.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    pairs = [("csrfmiddlewaretoken", token), ("password", PASSWORD), ("next", at.page)]
    assert at.browser.post("/app/lock/open/", pairs, "/app/lock/").location == at.page


def token_of_an_old_session(at: Round) -> None:
    form = at.written()
    at.browser.cookies.pop("f", None)
    answer = at.browser.send(at.page, form)
    assert answer.status == 403
    assert at.text not in answer.text


def refused_and_then_killed(at: Round) -> None:
    """Something else was missing in the form; before it is mended the power fails."""
    form = at.written()
    for name in list(form.values):
        if name.endswith("_year") or name in ("situation", "kind", "service_type"):
            form.values[name] = [WRONG]
    assert at.browser.send(at.page, form).status == 200
    at.restart()


def sent_in_vain(at: Round, answer: Answer) -> None:
    assert answer.status == 302
    assert "kept=1" in answer.location
    assert at.in_records() == 0


WAYS = (
    killed_after_the_autosave,
    killed_while_it_is_sent,
    killed_after_it_was_sent_and_sent_again,
    session_deleted_before_it_is_sent,
    session_deleted_after_the_autosave,
    locked_while_writing,
    token_of_an_old_session,
    refused_and_then_killed,
)


def test_fifty_deaths_lose_no_text(panah: Installation) -> None:
    chance = random.Random(20261122)
    for number in range(ROUNDS):
        way = WAYS[number % len(WAYS)]
        page, area = chance.choice(FORMS)
        page = f"/app/c/{panah.code}/{page.format(area=chance.choice(AREAS))}"
        words = chance.choice(
            ["Ол бүгін ұйықтай алды", "Сказала: хочу в школу", "Two lines\nof it", "😀 «тырнақша» <b>&amp;"]
        )
        at = Round(panah, chance, page, area, f"{words} №{number:02d}")
        try:
            way(at)
            at.ends_well()
        except AssertionError as lost:
            raise AssertionError(f"round {number}, {way.__name__}, {page}: {lost}") from lost
