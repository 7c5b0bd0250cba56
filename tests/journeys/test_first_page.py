"""The first page in a real browser: it calls nobody, breaks no policy, and needs no script."""

import pytest

from tests.journeys.conftest import Arrives

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("javascript", [True, False])
def test_the_first_page_is_whole_on_a_phone_in_every_language(
    arrives: Arrives, language: str, javascript: bool
) -> None:
    visitor = arrives(javascript=javascript, phone=True, language=language)
    page = visitor.goes_to(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    width = page.evaluate("document.documentElement.scrollWidth") if javascript else 0
    assert width <= 390
    visitor.picture(f"first-page-{language}")


def test_a_page_that_calls_another_host_is_noticed(arrives: Arrives) -> None:
    visitor = arrives()
    visitor.context.route("http://elsewhere.invalid/**", lambda route: route.fulfill(body=""))
    page = visitor.goes_to("/en/")
    page.goto("http://elsewhere.invalid/")
    assert visitor.faults == ["called http://elsewhere.invalid/"]
    visitor.faults.clear()
