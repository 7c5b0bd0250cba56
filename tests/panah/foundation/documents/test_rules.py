import contextlib
import io
import struct
import warnings
import zlib

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from PIL import Image

from panah.foundation.documents import rules
from panah.foundation.documents.codes import Media, Unfit, Wording
from tests.panah.foundation.documents import given


def _problem(content: bytes, name: str = "x") -> Unfit:
    with pytest.raises(rules.NotFit) as refusal:
        rules.check_file(name, content)
    return refusal.value.problem


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (given.picture("JPEG"), Media.JPEG),
        (given.picture("PNG"), Media.PNG),
        (given.PDF, Media.PDF),
        (given.office("docx"), Media.DOCX),
        (given.office("xlsx"), Media.XLSX),
        ("Әйгерім, 9 жаста".encode(), Media.TEXT),
        ("Айгерим, 9 лет".encode("cp1251"), Media.TEXT),
        ("Әйгерім".encode("utf-16"), Media.TEXT),
        (b"\xef\xbb\xbfname;age\r\n\tx;9\r\n", Media.TEXT),
    ],
)
def test_a_file_is_known_by_its_content_whatever_its_name(content: bytes, media: Media) -> None:
    for name in ("photo.jpg", "letter.docx", "x.exe", "", "no ending"):
        checked = rules.check_file(name, content)
        assert checked.media is media
        assert checked.name.rpartition(".")[2] in rules.ENDINGS[media]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Unfit.EMPTY),
        (b"MZ\x90\x00\x03\x00", Unfit.KIND_UNKNOWN),
        (b"\x7fELF\x02\x01\x01\x00", Unfit.KIND_UNKNOWN),
        (b"GIF89a\x01\x00\x01\x00", Unfit.KIND_UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", Unfit.KIND_UNKNOWN),
        (b"\x00" * 100, Unfit.KIND_UNKNOWN),
        (given.archive_of("a.txt"), Unfit.KIND_UNKNOWN),
        (given.archive_of("word/document.xml"), Unfit.KIND_UNKNOWN),
        (given.archive_of("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), Unfit.KIND_UNKNOWN),
        (given.archive_of("[content_types].xml", "word/document.xml"), Unfit.KIND_UNKNOWN),
        (b"PK\x03\x04 not really", Unfit.BROKEN),
        (given.office()[:-30], Unfit.BROKEN),
        (b"\xff\xd8\xff\xe0 not really", Unfit.BROKEN),
        (given.picture("JPEG", (400, 300))[:200], Unfit.BROKEN),
        (given.picture("PNG")[:40], Unfit.BROKEN),
        (b"a" * (rules.LARGEST_FILE + 1), Unfit.TOO_LARGE),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(content: bytes, problem: Unfit) -> None:
    assert _problem(content) is problem


def test_ten_megabytes_are_kept() -> None:
    assert len(rules.check_file("x.txt", b"a" * rules.LARGEST_FILE).content) == rules.LARGEST_FILE


@pytest.mark.parametrize("content", [given.telling_photo(), given.telling_png()])
def test_a_picture_loses_what_the_camera_wrote_into_it(content: bytes) -> None:
    assert given.CANARY in content
    plain = rules.check_file("x", content).content
    assert given.CANARY not in plain
    with Image.open(io.BytesIO(plain)) as picture:
        assert not picture.getexif()
        assert not {"exif", "comment", "icc_profile", "Comment", "Author"} & set(picture.info)


def test_a_picture_taken_upright_stays_upright() -> None:
    plain = rules.check_file("x", given.telling_photo()).content
    with Image.open(io.BytesIO(plain)) as picture:
        assert picture.size == (30, 40)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "1"])
def test_photos_in_all_colours_are_painted_anew(mode: str) -> None:
    assert rules.check_file("x", given.picture("JPEG", mode="L" if mode == "1" else mode)).media is Media.JPEG


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_scans_in_all_colours_are_painted_anew(mode: str) -> None:
    plain = rules.check_file("x", given.picture("PNG", mode=mode)).content
    with Image.open(io.BytesIO(plain)) as picture:
        assert picture.mode in ("L", "RGB", "RGBA")


def test_a_scan_of_sixteen_bits_keeps_its_shades() -> None:
    stream = io.BytesIO()
    Image.new("I;16", (2, 2), 0x8000).save(stream, "PNG")
    with Image.open(io.BytesIO(rules.check_file("x", stream.getvalue()).content)) as picture:
        assert picture.getpixel((0, 0)) == 0x80


def _png_of(width: int, height: int) -> bytes:
    """A few bytes that promise a picture of any size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "size", [(5001, 5000), (10_000, 10_000), (50_000, 50_000), (2_000_000_000, 1), (65_000, 65_000)]
)
def test_a_picture_that_would_burst_the_memory_is_refused_unread(size: tuple[int, int]) -> None:
    assert _problem(_png_of(*size)) is Unfit.PICTURE_TOO_LARGE


def test_a_picture_of_twenty_five_megapixels_is_small_enough() -> None:
    assert _problem(_png_of(5000, 5000)) is Unfit.BROKEN  # it is judged further, and has no rows


@pytest.mark.parametrize(
    "content",
    [
        given.office(parts={"word/vbaProject.bin": b"x"}),
        given.office("xlsx", parts={"xl/VBAPROJECT.BIN": b"x"}),
        given.office(types="application/vnd.ms-word.document.macroEnabled.main+xml"),
        given.office("xlsx", types="application/vnd.ms-excel.sheet.MacroEnabled.main+xml"),
        given.office(types="application/vnd.ms-office.vbaProject"),
    ],
)
def test_office_files_with_programs_in_them_are_refused(content: bytes) -> None:
    assert _problem(content, "letter.docx") is Unfit.PROGRAM_INSIDE


def test_a_zip_bomb_is_refused_unpacked_no_further_than_its_directory() -> None:
    assert _problem(given.office(parts={"word/a.xml": bytes(9 * rules.MEGABYTE)})) is Unfit.UNPACKS_TOO_LARGE


def test_too_many_members_are_refused() -> None:
    members = {f"word/{number}.xml": b"" for number in range(rules.MOST_MEMBERS)}
    assert _problem(given.office(parts=members)) is Unfit.UNPACKS_TOO_LARGE


def test_two_members_of_one_name_are_refused() -> None:
    assert _problem(given.office(parts={"WORD/document.xml": b"x"})) is Unfit.BROKEN


def test_an_office_file_with_a_password_is_refused() -> None:
    content = bytearray(given.office())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert _problem(bytes(content)) is Unfit.LOCKED


@for_all(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"])
)
def test_noise_is_kept_or_refused_and_never_raises_anything_else(noise: bytes, start: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(rules.NotFit):
            assert rules.check_file("noise", start + noise).content


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("scan.PDF", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\скан.pdf", "скан.pdf"),
        ("photo\u202efdp.exe", "photofdp.pdf"),
        ("a\u200bb\x00c\r\nd.pdf", "abc d.pdf"),
        ("  .hidden.pdf ", "hidden.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("Акт от 21.11.2026", "Акт от 21.11.pdf"),
        ("report.final version", "report.final version.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("Й.pdf", "Й.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert rules.safe_name(name, Media.PDF) == safe


@for_all(st.text(max_size=60), st.sampled_from(Media))
def test_no_name_leads_elsewhere_or_hides_its_kind(name: str, media: Media) -> None:
    safe = rules.safe_name(name, media)
    assert not set(safe) & set('/\\\x00\r\n\u202e\u200b<>:"|?*')
    assert safe.rpartition(".")[0]
    assert safe.rpartition(".")[2] in rules.ENDINGS[media]
    assert rules.safe_name(safe, media) == safe


@pytest.mark.parametrize(
    ("form", "subject", "good"),
    [
        ("plan", "", True), ("plan-2", "K7Q4-2MX9", True), ("", "", False), ("Plan", "", False), ("plan/../x", "", False),
        ("p" * 41, "", False), ("plan", "x" * 41, False), ("plan", "а", False), ("plan\n", "", False),
    ],
)  # fmt: skip
def test_a_draft_has_a_plain_place(form: str, subject: str, good: bool) -> None:
    assert rules.is_draft_place(form, subject) is good


def test_a_draft_holds_two_hundred_kilobytes() -> None:
    assert rules.fits_a_draft({"a": "x" * (rules.LARGEST_DRAFT - 20)})
    assert not rules.fits_a_draft({"a": "x" * rules.LARGEST_DRAFT})
    assert not rules.fits_a_draft({"a": "ж" * (rules.LARGEST_DRAFT // 2)})


@pytest.mark.parametrize(
    ("written_in", "wording", "words", "is_whole"),
    [
        ("kk", Wording.TRANSLATED, "Нужно место", True),
        ("kk", Wording.TRANSLATED, " \n", False),
        ("kk", Wording.TRANSLATED, "я" * rules.LONGEST_TRANSLATION, True),
        ("kk", Wording.TRANSLATED, "я" * (rules.LONGEST_TRANSLATION + 1), False),
        ("kk", Wording.AS_WRITTEN, "", True),
        ("kk", Wording.NOT_NEEDED, "", False),
        ("ru", Wording.NOT_NEEDED, "", True),
        ("ru", Wording.TRANSLATED, "Нужно место", False),
        ("ru", Wording.AS_WRITTEN, "", False),
    ],
)
def test_a_text_in_another_language_is_translated_or_stands_as_written(
    written_in: str, wording: Wording, words: str, is_whole: bool
) -> None:
    said = rules.SaidOfText("Орын керек", written_in, "ru", wording, words)
    assert rules.is_whole(said) is is_whole
