"""The parts say what they promise, in words and not by colour alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from panah.web.components.values import ActionRow, Bar, Chip, Column, Fact, Steps, Table, TableRow, Tone, WaitingRow
from panah.web.components.when import day_and_distance, when_chip
from panah.web.parts_page import FilterForm, SampleForm, sample
from panah.web.templatetags.parts import grouped

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # 14:00 in Almaty, a Saturday


def draw(text: str, **values: object) -> str:
    return engines["django"].from_string(text).render({"page_now": NOW, **values}, RequestFactory().get("/ru/refer/"))


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


@pytest.mark.parametrize(
    ("due", "tone", "word"),
    [
        (NOW - timedelta(seconds=20), "late", "late by 1 minute"),
        (NOW - timedelta(minutes=59), "late", "late by 59 minutes"),
        (NOW - timedelta(hours=1), "late", "late by 1 hour"),
        (NOW - timedelta(hours=24), "late", "late by 1 day"),
        (NOW - timedelta(days=12), "late", "late by 12 days"),
        (date(2026, 11, 20), "late", "late by 1 day"),
        (date(2026, 11, 21), "due", "today"),
        (NOW + timedelta(minutes=30), "due", "by 14:30"),
        (datetime(2026, 11, 21, 18, 59, tzinfo=UTC), "due", "today"),
        (datetime(2026, 11, 21, 20, 0, tzinfo=UTC), "due", "Sun 22 Nov, 01:00"),
        (datetime(2026, 11, 22, 5, 0, tzinfo=UTC), "info", "Sun 22 Nov, 10:00"),
        (datetime(2026, 11, 22, 18, 59, tzinfo=UTC), "info", "Sun 22 Nov"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "info", "Sun 22 Nov"),
        (date(2026, 11, 23), "info", "Mon 23 Nov"),
        (date(2027, 2, 1), "info", "1 Feb 2027"),
    ],
)
def test_a_moment_is_told_by_a_colour_and_a_word(due: datetime | date, tone: str, word: str) -> None:
    with timezone.override("Asia/Almaty"):
        chip = when_chip(due, NOW)
    assert (chip.tone, chip.word) == (tone, word)


def test_what_is_done_is_never_late() -> None:
    assert when_chip(NOW - timedelta(days=9), NOW, is_done=True) == Chip(Tone.OK, "done")


def test_a_date_is_absolute_and_relative() -> None:
    with timezone.override("Asia/Almaty"):
        assert day_and_distance(date(2026, 11, 20), NOW).endswith("— 1 day ago")
        assert day_and_distance(date(2026, 11, 26), NOW).endswith("— in 5 days")
        assert day_and_distance(NOW, NOW).endswith("— today")
        assert day_and_distance(NOW + timedelta(hours=11), NOW).endswith(", 01:00 — in 11 hours")
        assert day_and_distance(NOW + timedelta(minutes=61), NOW).endswith(", 15:01 — in 1 hour")
        assert day_and_distance(NOW + timedelta(minutes=9), NOW).endswith(", 14:09 — in 9 minutes")
        assert day_and_distance(NOW + timedelta(hours=24), NOW).endswith("— in 1 day")


def test_danger_stands_before_the_hour() -> None:
    row = ActionRow("Look", "/a/", "Open", NOW, alert=Chip(Tone.DANGER, "Danger now"))
    page = draw("{% action_list rows %}", rows=[row])
    assert page.index('class="chip danger">Danger now') < page.rindex('class="chip ')


def test_a_row_of_today_has_exactly_one_button() -> None:
    link = ActionRow("Check", "/a/", "Open", NOW, "K7Q4-2MX9", ("girl, 13",))
    post = ActionRow("Accept", "/b/", "Accept", NOW, post_url="/b/accept/", is_main=True)
    page = draw("{% action_list rows %}", rows=[link, post])
    assert page.count('class="button') == 2
    assert 'method="post" action="/b/accept/"' in page
    assert "csrfmiddlewaretoken" in page
    assert '<span class="unseen">: Check K7Q4-2MX9</span>' in page, "a screen reader hears which row"


def test_an_empty_list_says_so() -> None:
    assert "Nothing waits" in draw('{% action_list rows empty="Nothing waits" %}', rows=[])
    assert "Nobody owes" in draw('{% waiting_list rows empty="Nobody owes" %}', rows=[])


def test_what_others_owe_can_be_asked_for_again() -> None:
    page = draw("{% waiting_list rows %}", rows=[WaitingRow("Clinic", "answer", NOW, remind_url="/r/")])
    assert 'action="/r/"' in page


def test_an_unknown_value_reads_not_known() -> None:
    page = draw("{% summary_list facts %}", facts=[Fact("Language", ""), Fact("Age", 0), Fact("Signs", ["a", "b"])])
    assert page.count("not known") == 1
    assert "a<br>b" in page


def test_text_of_people_is_escaped_everywhere() -> None:
    bad = '<b onclick="x">'
    page = draw(
        "{% page_head bad bad %}{% chip 'late' bad %}{% notice 'ok' bad %}{{ bad }}{% endnotice %}{% fold bad bad %}"
        "{{ bad }}{% endfold %}{% letter bad sender=bad %}{{ bad }}{% endletter %}{% copy_code bad %}"
        "{% data_table t %}",
        bad=bad,
        t=Table([Column("x"), Column("y")], [TableRow((bad, Chip("late", bad)), "/")], bad),
    )
    assert bad not in page


def test_a_table_names_the_column_of_each_cell_for_phones() -> None:
    table = Table([Column("Code"), Column("Age", is_number=True)], [TableRow(("K7Q4-2MX9", 13), "/c/")], "Mine")
    page = draw("{% data_table t %}", t=table)
    assert 'data-label="Age"' in page
    assert '<a href="/c/">K7Q4-2MX9</a>' in page


def test_a_chip_and_steps_can_stand_in_a_cell() -> None:
    assert draw("{{ cell }}", cell=Chip("ok", "ready")).strip() == '<span class="chip ok">ready</span>'
    assert draw("{{ cell }}", cell=Steps([])).startswith("<ol")


def test_a_message_of_django_gets_a_tone() -> None:
    assert 'class="notice ok"' in draw("{% notice 'success' %}x{% endnotice %}")


def test_bars_are_a_table_first() -> None:
    page = draw('{% bars rows "Children" "Region" "Number" %}', rows=[Bar("A", 50), Bar("B", 25)])
    assert 'width="50"' in page
    assert ">25<" in page


@pytest.mark.parametrize(("language", "text"), [("ru", "12\u202f345"), ("kk", "12\u202f345"), ("en", "12,345")])
def test_thousands_are_grouped_as_the_language_does(language: str, text: str) -> None:
    with translation.override(language):
        assert grouped(12345) == text


def test_errors_are_linked_to_their_questions() -> None:
    form = SampleForm({"born_day": "31", "born_month": "2", "born_year": "2016"})
    page = draw("{% error_summary form %}{% fields form %}", form=form)
    for anchor in ("id_phone", "id_danger_0", "id_born_0"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in page
    assert 'role="alert"' in page


def test_what_is_wrong_with_a_whole_form_is_said_once() -> None:
    form = SampleForm({})
    form.add_error(None, "Somebody else has changed this.")
    assert draw("{% error_summary form %}{% fields form %}", form=form).count("Somebody else has changed this.") == 1


def test_the_code_that_leads_back_is_repeated_on_paper_alone() -> None:
    same = draw("{% page_head 'Plan' caption='K7Q4-2MX9' back_url='/' back_label='K7Q4-2MX9' %}")
    other = draw("{% page_head 'Plan' caption='K7Q4-2MX9' back_url='/' back_label='Children' %}")
    assert '<p class="caption on-paper">K7Q4-2MX9</p>' in same
    assert '<p class="caption">K7Q4-2MX9</p>' in other


def test_a_list_to_choose_from_never_begins_with_nothing() -> None:
    class ChosenForm(forms.Form):
        must = forms.ChoiceField(choices=[("", ""), ("a", "A")])
        may = forms.ChoiceField(choices=[("", ""), ("a", "A")], required=False)

    page = draw("{% field form.must %}|{% field form.may %}", form=ChosenForm(initial={"may": "a"}))
    must, may = page.split("|")
    assert '<option value="" selected>Choose</option>' in must
    assert '<option value="">—</option><option value="a" selected>A</option>' in may


def test_only_optional_questions_carry_a_mark() -> None:
    page = draw("{% field form.what %}|{% field form.phone %}", form=SampleForm())
    optional, required = page.split("|")
    assert "(optional)" in optional
    assert "optional" not in required


def test_a_question_can_be_the_heading_of_its_page() -> None:
    assert "<legend><h1>" in draw("{% field form.signs heading=True %}", form=SampleForm())


def test_choices_are_a_group_with_a_legend() -> None:
    page = draw("{% field form.danger %}", form=SampleForm())
    assert page.count("<fieldset") == page.count("<legend>") == 1
    assert page.count('class="choice"') == 3


def test_a_filter_keeps_what_was_chosen_when_turning_pages() -> None:
    values = sample(NOW)
    request = RequestFactory().get("/ru/", {"risk": "high", "page": "2"})
    page = engines["django"].from_string("{% pagination page %}").render({"page": values["page"]}, request)
    assert 'href="?risk=high&amp;page=6"' in page
    assert 'aria-current="page">5<' in page
    assert "25 of 302" in draw("{% filter_panel form 25 302 %}", form=FilterForm())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_living_page_shows_every_part(language: str) -> None:
    with translation.override(language):
        page = render_to_string(
            "me/parts.html", {**sample(NOW), "page_now": NOW}, RequestFactory().get(f"/{language}/")
        )
    for part in ("data-draft", 'id="conflict"', "keep-home", "data-undo"):
        assert part in page
    assert "<style" not in page
    assert "style=" not in page
    assert "onclick" not in page
    assert page.count("<h1") == 1


def test_what_is_said_of_two_questions_names_each_of_them() -> None:
    form = SampleForm({"born_day": "31", "born_month": "2", "born_year": "2016"})
    form.add_error("phone", "Choose one.")
    form.add_error("danger", "Choose one.")
    page = draw("{% error_summary form %}", form=form)
    for name in ("phone", "danger"):
        assert f"{form.fields[name].label} — Choose one." in page
