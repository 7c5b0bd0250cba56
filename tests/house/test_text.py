"""Every form of staff that takes text gives it back: each page of the table is opened, each of its forms keeps a draft."""

import html
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from panah.foundation.security.roles import Role
from panah.web.components import drafts
from tests.house.scene import OTHER, OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.visits import VISITS
from tests.pages import PageForm, forms_of

WORDS = "Canarydraft of words"
ROLES = (
    Role.CASEWORKER, Role.SUPERVISOR, Role.DUTY_WORKER, Role.HEAD_OF_ORGANISATION, Role.ADMINISTRATOR,
    Role.HOTLINE_OPERATOR, Role.PROGRAMME_COORDINATOR,
)  # fmt: skip
FIRST, SECOND = "Canaryfirst", "Canarysecond"
KEEP = "/app/drafts/keep/"


@pytest.fixture
def scene(db: None) -> Scene:
    return made_scene()


def pages(scene: Scene) -> Iterator[tuple[str, Client, str]]:
    """Each page below /app/ that somebody of the scene may open, with that person's browser."""
    browsers = {(side, role): Client() for side in (OWN, OTHER) for role in ROLES}
    for key, browser in browsers.items():
        browser.force_login(scene.people[key])
    for name, visit in VISITS.items():
        address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
        if not address.startswith("/app/"):
            continue
        for browser in browsers.values():
            with transaction.atomic():
                status = browser.get(address).status_code
                transaction.set_rollback(True)
            if status == 200:
                yield name, browser, address
                break


def text_forms(browser: Client, address: str) -> list[PageForm]:
    answer = browser.get(address)
    if not answer.headers["Content-Type"].startswith("text/"):
        return []  # a paper to download has no form
    text = answer.content.decode().partition("<main")[2]
    return [form for form in forms_of(text) if form.method.lower() == "post" and words_in(form)]


def words_in(form: PageForm) -> list[str]:
    """Where words are written; a code is none, and one that opens something is never kept."""
    return [name for name in form.typed if name not in drafts.SECRETS]


def lost(name: str, browser: Client, address: str, form: PageForm) -> str:
    """How the form loses its text; empty where it does not."""
    target = html.unescape(form.action).partition("?")[0] or address
    place = drafts.place_at(target)
    if place is None:
        return ""
    if drafts.WRITER not in form.values:
        return f"{name}: the form to {place.form} is not made with {{% fields %}} or {{% field %}}, or lacks to="
    field = words_in(form)[0]
    form.values[field] = [WORDS]
    pairs = {key: values for key, values in form.values.items() if values}
    if browser.post(KEEP, pairs | {drafts.AT: target}).status_code != 204:
        return f"{name}: the draft to {place.form} is not kept"
    back = [one for one in text_forms(browser, address) if one.action == form.action and field in one.values]
    if not any(WORDS in one.text(field) for one in back):
        return f"{name}: the draft to {place.form} is kept and does not come back into {field}"
    return ""


CONFLICTS = {
    "case-domain", "case-reach", "family-change", "adult-change", "adult-sealed", "case-track", "concern-information",
    "concern-aside", "concern-night", "concern-guardian", "case-sleep", "provider-change", "bed",
    "duty-desk", "duty-turn", "case-hand-over-note",
    "call-change",
    "ahead-change", "arrival-change",
    "adult-entry-change", "stakeholder-change",
    "training-change", "training-module-change", "training-version-new", "training-test-name", "training-test-item",
    "champion-call-change", "champion-kit-change",
    "library-change", "campaign-change", "campaign-material-change", "campaign-post-change",
}  # fmt: skip
"""Pages that change what stands: two may have them open. A page with a version that is missing here fails the test."""


def test_two_who_change_one_thing_both_see_both_texts(scene: Scene) -> None:
    faults, tried = [], set()
    for name, browser, address in pages(scene):
        for form in text_forms(browser, address):
            if any(form.values.get("version", [])):
                tried.add(name)
                with transaction.atomic():
                    faults.append(overwritten(name, browser, address))
                    transaction.set_rollback(True)
    nothing(fault for fault in faults if fault)
    nothing(
        f"{name} is a page with a version, or stands in CONFLICTS, and not both" for name in sorted(tried ^ CONFLICTS)
    )


BEGUN_WITH_WORDS = {"referral-elsewhere", "call-pass-on"}  # the request of the body before; what the caller said
"""Forms that begin with words which are no record's, so that nobody can overtake anybody."""


def test_what_stands_is_changed_with_its_version_alone(scene: Scene) -> None:
    begun = {
        name
        for name, browser, address in pages(scene)
        for form in text_forms(browser, address)
        if any(form.text(field) for field in words_in(form)) and "version" not in form.values
    }
    assert begun == BEGUN_WITH_WORDS


def overwritten(name: str, browser: Client, address: str) -> str:
    """How one of two editors loses a text; empty where none does."""
    first, second = (_versioned(browser, address) for _ in range(2))
    field = words_in(first)[0]
    first.fill(field, FIRST)
    second.fill(field, SECOND)
    if browser.post(address, first.sent).status_code != 302:
        return f"{name}: the first save is not taken"
    answer = browser.post(address, second.sent)
    text = answer.content.decode()
    if answer.status_code != 200:
        return f"{name}: the second wrote over the first ({answer.status_code})"
    if FIRST not in text or SECOND not in text:
        return f"{name}: one of both texts is not shown"
    again = next(form for form in forms_of(text) if field in form.values and "version" in form.values)
    again.fill(field, again.text(field))
    if browser.post(address, again.sent).status_code not in (200, 302):
        return f"{name}: cannot go on"
    return ""


def _versioned(browser: Client, address: str) -> PageForm:
    return next(form for form in text_forms(browser, address) if "version" in form.values)


def test_every_form_that_takes_text_keeps_a_draft(scene: Scene) -> None:
    faults, tried = [], 0
    for name, browser, address in pages(scene):
        for form in text_forms(browser, address):
            with transaction.atomic():
                faults.append(lost(name, browser, address, form))
                transaction.set_rollback(True)
            tried += 1
    nothing(fault for fault in faults if fault)
    assert tried > 30
