from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.programme.outreach import rules
from panah.programme.outreach.codes import CampaignState, Lack, PostState, Tongue, Went
from panah.programme.outreach.rules import Draft, Outcome

WHOLE = Draft(text_kk="Сөз", text_ru="Слово", has_time=True)


@pytest.mark.parametrize(
    ("kk", "ru", "missing"),
    [("Сөз", "Слово", ()), ("Сөз", " ", (Tongue.RU,)), ("", "", (Tongue.KK, Tongue.RU))],
)
def test_the_second_language_is_missing_until_it_is_written(kk: str, ru: str, missing: tuple[Tongue, ...]) -> None:
    assert rules.missing_tongues(kk, ru) == missing


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [
        (None, None, False),
        (date(2026, 11, 23), None, True),
        (date(2026, 11, 23), date(2026, 11, 23), True),
        (date(2026, 11, 23), date(2026, 11, 22), False),
    ],
)
def test_a_campaign_ends_no_sooner_than_it_begins(begins: date | None, ends: date | None, fits: bool) -> None:
    assert rules.is_span(begins, ends) is fits


def test_a_campaign_goes_one_step_at_a_time() -> None:
    planned, running, ended = CampaignState
    assert rules.may_become(planned, running)
    assert rules.may_become(running, ended)
    assert rules.may_become(ended, running)
    assert not rules.may_become(planned, ended)
    assert not rules.may_become(planned, planned)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (" https://www.instagram.com/p/Abc/?igsh=1 ", "https://www.instagram.com/p/Abc/?igsh=1"),
        ("http://example.kz:8080/a", "http://example.kz:8080/a"),
        ("instagram.com/p/Abc", ""),
        ("https://", ""),
        ("https://localhost/a", ""),
        ("javascript:alert(1)", ""),
        ("https://a.kz/one two", ""),
        ("https://user:word@a.kz/", ""),
        ("https://a.kz:notaport/", ""),
        ("https://[a.kz/", ""),
        ("https://a.kz/" + "x" * 500, ""),
        ("", ""),
    ],
)
def test_a_link_is_one_that_a_browser_opens(typed: str, link: str) -> None:
    assert rules.plain_link(typed) == link


def test_whoever_knows_the_networks_says_which_links_are_one() -> None:
    one, other = "https://A.kz/p/1/?utm_source=x", "https://a.kz/p/1/"
    assert rules.same_link(one) != rules.same_link(other)
    assert rules.same_link(other) == rules.same_link("https://a.kz/p/1")
    assert rules.same_link(one, lambda link: link.partition("?")[0]) == rules.same_link(other, lambda link: link)


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (WHOLE, ()),
        (Draft(text_kk="Сөз", has_time=True), (Lack.RU,)),
        (Draft(text_kk="Сөз", text_ru="Слово"), (Lack.TIME,)),
        (
            Draft("Сөз", "Слово", has_image=True, has_time=True),
            (Lack.ALT_KK, Lack.ALT_RU, Lack.FACES),
        ),
        (Draft("Сөз", "Слово", has_image=True, alt_kk="Кітап", alt_ru="Книга", is_image_safe=True, has_time=True), ()),
        (Draft("Сөз", "Слово", has_story=True, has_time=True), (Lack.CLEARANCE,)),
        (Draft("Сөз", "Слово", has_story=True, is_cleared=True, has_time=True), ()),
    ],
)
def test_what_keeps_a_post_back_is_named(draft: Draft, missing: tuple[Lack, ...]) -> None:
    assert rules.lacks(draft) == missing


def test_only_what_is_ready_and_whole_is_published() -> None:
    assert rules.may_publish(PostState.READY, ())
    assert not rules.may_publish(PostState.READY, (Lack.CLEARANCE,))
    assert not rules.may_publish(PostState.DRAFT, ())


def test_a_week_begins_on_monday() -> None:
    weeks = rules.weeks_of(2026, 11)
    assert weeks[0][0] == date(2026, 10, 26)
    assert weeks[-1][-1] == date(2026, 12, 6)
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)


@pytest.mark.parametrize(
    ("here", "step", "there"), [((2026, 12), 1, (2027, 1)), ((2026, 1), -1, (2025, 12)), ((2026, 5), 0, (2026, 5))]
)
def test_months_follow_each_other(here: tuple[int, int], step: int, there: tuple[int, int]) -> None:
    assert rules.month_beside(*here, step) == there


outcomes = st.lists(
    st.builds(
        Outcome, st.sampled_from(list(Went)), st.integers(0, 10_000), st.sampled_from(["", "KZ-31", "KZ-79"]),
        st.sampled_from(["kk", "ru", "both"]), st.integers(0, 10**6), st.integers(0, 600),
    )
)  # fmt: skip


@given(outcomes)
def test_every_breakdown_adds_up_to_its_total(rows: list[Outcome]) -> None:
    numbers = rules.numbers_of(rows)
    assert sum(numbers.distributed_by_place.values()) == numbers.distributed
    assert sum(numbers.distributed_by_tongue.values()) == numbers.distributed
    assert sum(numbers.airings_by_tongue.values()) == numbers.airings
    assert sum(numbers.posts_by_tongue.values()) == numbers.posts
    assert sum(numbers.reach_by_way.values()) == numbers.reach == sum(row.reach for row in rows)


def test_what_has_no_place_is_counted_under_none() -> None:
    numbers = rules.numbers_of([Outcome(Went.DISTRIBUTION, 3, "", "kk"), Outcome(Went.DISTRIBUTION, 4, "KZ-31", "ru")])
    assert numbers.distributed_by_place == {"": 3, "KZ-31": 4}


def test_a_poster_is_no_brochure() -> None:
    assert rules.fits_on_poster(["Көрсеңіз, айтыңыз", "x" * 1_000])
    assert not rules.fits_on_poster(["x" * 800, "y" * 800])
