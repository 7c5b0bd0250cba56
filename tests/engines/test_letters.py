"""Whatever stands in a letter stands on the paper, as it is, and a reader of the screen finds it."""

import io
from datetime import timedelta
from typing import Any

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from panah.engines.letters.model import (
    Block,
    Boxes,
    Card,
    Check,
    Diploma,
    Diplomas,
    Face,
    Faces,
    Facts,
    Gaps,
    Grid,
    Heading,
    Items,
    Letter,
    Pictured,
    Pictures,
    Signs,
    Slip,
    Table,
    Text,
)
from panah.engines.letters.press import CannotPrint, data_of
from panah.engines.letters.signs import LOST, printable
from tests.engines.paper import FRAME, MOMENT, press, squeezed, words_in

LETTERS_OF = {
    "kk": "ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І № ₸ «» — …",
    "ru": "ё й ъ ы э Ё Й Ъ Ы Э № «»",
    "uz": "oʻ gʻ Oʻ Gʻ nomaʼlum ў ғ ҳ қ Ў Ғ Ҳ Қ",
    "ky": "ң ү ө Ң Ү Ө",
    "tg": "ғ ӣ қ ӯ ҳ ҷ Ғ Ӣ Қ Ӯ Ҳ Ҷ",
    "en": "“quoted” ’s – — €",
}
MARKED = "#let x = 1 $y^2$ *b* _i_ `r` @a <lab> \\n \\u{41} // c /* d */ [e] {f} = g - h + i ~ ' \" -- --- ..."
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
EVERYTHING: list[Block] = [
    Heading("Heading"), Text("Plain"), Text("Strong", is_strong=True), Facts([("Term", "Value"), ("Empty", "")]),
    Table(["A", "B"], [["one", "2"]], (1,)), Items(["item"]), Boxes(["box", "box to write"], [0, 2]),
    Faces([(Face.YES, "Yes"), (Face.NO, "No"), (Face.STOP, "Stop")]), Gaps(["Own number"]), Signs(["Name", "Day"]),
    Grid(["To fill", "In"], ["First line", ""]), Pictures([Pictured(SQUARE, "A line with its picture")]),
]  # fmt: skip


def letter(*blocks: Block, **changes: Any) -> Letter:
    usual: dict[str, Any] = {"language": "kk", "title": "Хат", "blocks": blocks, "frame": FRAME}
    return Letter(**(usual | changes))


def whole() -> Letter:
    return letter(
        *EVERYTHING, number="2026-0042", day="22.11.2026", sender=["Бірлестік", "+7 7252 12 34 56"],
        recipient=["Орган"], remark="Аударманы машина жасаған", slip=Slip("Жауап", EVERYTHING),
        check=Check("https://panah.example/kk/check/K7Q4-2MX9/", "Хатты тексеру", "K7Q4-2MX9"),
    )  # fmt: skip


def test_every_kind_of_block_is_printed_accessibly() -> None:
    pdf = press().pdf(whole(), MOMENT)
    said = words_in(pdf)
    for text in ("Heading", "Plain", "Strong", "Term", "Value", "item", "box to write", "Own number", "2026-0042"):
        assert text in said
    for text in ("Бірлестік", "Орган", "Аударманы машина жасаған", "Жауап", "K7Q4-2MX9", "Құпия, тек алушыға арналған"):
        assert text in said
    reader = PdfReader(io.BytesIO(pdf))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "kk"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "№ 2026-0042"  # says nothing of what it is about
    assert b"pdfuaid:part" in bytes(catalogue["/Metadata"].get_data())


def test_the_same_letter_at_the_same_moment_gives_the_same_bytes() -> None:
    pdf = press().pdf(whole(), MOMENT)
    assert press().pdf(whole(), MOMENT) == pdf
    assert press().pdf(whole(), MOMENT + timedelta(days=1)) != pdf


@pytest.mark.parametrize("language", LETTERS_OF)
def test_the_letters_of_each_language_are_printed(language: str) -> None:
    text = LETTERS_OF[language]
    pdf = press().pdf(letter(Text(text), Facts([("x", text)]), title=text, language=language), MOMENT)
    assert squeezed(words_in(pdf)).count(squeezed(text)) == 3
    assert LOST not in words_in(pdf)


@pytest.mark.parametrize(
    "block",
    [Heading(MARKED), Text(MARKED), Facts([("x", MARKED)]), Table(["x"], [[MARKED]]), Items([MARKED]), Boxes([MARKED], [1]),
     Grid([MARKED, "x"], [MARKED]), Pictures([Pictured(SQUARE, MARKED)]),
     Gaps([MARKED]), Signs([MARKED]), Faces([(Face.YES, MARKED)])],
    ids=lambda block: type(block).__name__,
)  # fmt: skip
def test_what_looks_like_markup_is_printed_as_it_is(block: Block) -> None:
    assert squeezed(MARKED) in squeezed(words_in(press().pdf(letter(block), MOMENT)))
    around = letter(title=MARKED, sender=[MARKED], recipient=[MARKED], remark=MARKED, number=MARKED)
    assert squeezed(words_in(press().pdf(around, MOMENT))).count(squeezed(MARKED)) >= 4
    assert squeezed(MARKED) in squeezed(words_in(press().pdf(Card("kk", "Карточка", [Text(MARKED)]), MOMENT)))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from([*"#$*_@<>\\`[]{}/=-+~'\"&%^;:,.?!()", *"abәғқңөұүһі №«»"]), max_size=60))
def test_no_name_is_ever_read_as_markup(text: str) -> None:
    said = squeezed(words_in(press().pdf(letter(Text(f"({text})")), MOMENT)))
    assert squeezed(f"({text})") in said


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    press().pdf(letter(Text(text), Facts([(text, text)]), sender=[text], title=text), MOMENT)
    press().pdf(Card("ru", "Карточка", [Text(text)]), MOMENT)


def test_a_sign_that_cannot_be_printed_is_marked_and_said() -> None:
    said = words_in(press().pdf(letter(Text("Ата 😀 漢")), MOMENT))
    assert f"Ата {LOST} {LOST}" in said
    assert FRAME.unprintable in said
    assert FRAME.unprintable not in words_in(press().pdf(letter(Text("Ата")), MOMENT))


def test_letters_are_composed_and_signs_that_turn_text_are_dropped() -> None:
    known = frozenset("абйк k")
    assert printable("и\u0306\u202eа\r\nб\tк\u200d", known) == ("йа\nб к", True)


def test_four_thousand_signs_without_a_blank_stay_on_the_paper() -> None:
    text = "ұзақсөз" * 600
    document = letter(Text(text), Facts([("Мән", text)]))
    pdf = press().pdf(document, MOMENT)
    assert squeezed(words_in(pdf)).replace("2026", "").count("ұзақсөз") >= 1150
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1


def test_every_page_says_which_of_how_many_it_is() -> None:
    pages = PdfReader(io.BytesIO(press().pdf(letter(*[Text("жол\n" * 40)] * 4, number="2026-0042"), MOMENT))).pages
    for place, page in enumerate(pages, 1):
        said = " ".join(page.extract_text().split())
        assert f"Бет {place}/{len(pages)}" in said
        assert "№ 2026-0042" in said


def test_the_card_is_of_the_size_of_a_pocket_and_holds_its_lines_alone() -> None:
    card = Card("kk", "Карточка", [Text("Айгүл", is_strong=True), Text("+7 701 123 45 67")])
    page = PdfReader(io.BytesIO(press().pdf(card, MOMENT))).pages[0]
    assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == (74, 105)
    assert page.extract_text().split() == ["Айгүл", "+7", "701", "123", "45", "67"]


def test_a_diploma_has_a_page_for_each_person_and_no_more_than_was_given() -> None:
    check = Check("http://localhost/kk/check/K7Q4-2MX9/", "Тексеру:", "K7Q4-2MX9")
    pages = [Diploma(name, check) for name in ("Айгерім Үлгібаева", MARKED)]
    paper = Diplomas("kk", "Сертификат", "Үміт", "беріледі", "қатысты", "Оқыту", [("Көлемі", "16")], ["Қолы"], pages)
    made = press().pdf(paper, MOMENT)
    assert len(PdfReader(io.BytesIO(made)).pages) == 2
    assert squeezed(MARKED) in squeezed(words_in(made))
    assert made == press().pdf(paper, MOMENT)


def test_the_picture_holds_the_address_and_nothing_else() -> None:
    check = whole().check
    assert check is not None
    drawn = data_of(whole(), frozenset("x"))["check"]["picture"]
    assert drawn == segno.make_qr(check.address, error="m").svg_inline(border=0, omitsize=True)
    assert check.address not in drawn


def test_a_refusal_of_the_press_quotes_no_word_of_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def compile(self, *args: Any, **options: Any) -> bytes:
            raise RuntimeError("Canaryname stands here")

    broken = press().__class__.__new__(press().__class__)
    broken.__dict__.update(press().__dict__)
    monkeypatch.setattr(broken, "_compiler", Broken())
    with pytest.raises(CannotPrint) as refused:
        broken.pdf(letter(Text("Canaryname")), MOMENT)
    assert "Canary" not in str(refused.value)
    assert refused.value.__cause__ is None
