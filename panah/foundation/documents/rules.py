"""Which files may be kept, under which name, how a letter is numbered, and how large a draft may be."""

import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from panah.foundation.documents.codes import Media, Unfit, Wording

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
MOST_PIXELS = 25_000_000
MOST_MEMBERS = 2_000
MOST_UNPACKED = 100 * MEGABYTE
LARGEST_RATIO = 100  # office files of people stay far below; a bomb is above 1,000
SMALL_ENOUGH = 4 * MEGABYTE  # below it no ratio is a danger
LONGEST_NAME = 100
LONGEST_VIEW = 400
LONGEST_TITLE = 60
LARGEST_DRAFT = 200 * 1024
LONGEST_TRANSLATION = 20_000

ENDINGS = {
    Media.JPEG: ("jpg", "jpeg"),
    Media.PNG: ("png",),
    Media.PDF: ("pdf",),
    Media.DOCX: ("docx",),
    Media.XLSX: ("xlsx",),
    Media.TEXT: ("txt", "csv"),
}
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {"word/document.xml": Media.DOCX, "xl/workbook.xml": Media.XLSX}
_BINARY_SIGNS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_BROKEN_PICTURE = (OSError, ValueError, SyntaxError, EOFError, zlib.error, OverflowError)


class NotFit(Exception):
    def __init__(self, problem: Unfit) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: a safe name, its true kind, and its bytes as they are to be kept."""

    name: str
    media: Media
    content: bytes


def check_file(name: str, content: bytes) -> CheckedFile:
    """Look into a file as it came. Raises NotFit with the reason."""
    if not content:
        raise NotFit(Unfit.EMPTY)
    if len(content) > LARGEST_FILE:
        raise NotFit(Unfit.TOO_LARGE)
    media = media_of(content)
    if media in (Media.JPEG, Media.PNG):
        content = plain_picture(content, media)
    return CheckedFile(safe_name(name, media), media, content)


def media_of(content: bytes) -> Media:
    """What the bytes are, by their first signs and, for office files, by what is packed in them."""
    if content.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if content.startswith(b"%PDF-"):
        return Media.PDF
    if content.startswith(b"PK\x03\x04"):
        return _office_media(content)
    if _is_text(content):
        return Media.TEXT
    raise NotFit(Unfit.KIND_UNKNOWN)


def _is_text(content: bytes) -> bool:
    """UTF-8, UTF-16 with its mark, or the Cyrillic of old Windows: without the signs that only binary files have."""
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", "cp1251"]
    for encoding in encodings:
        try:
            return not _BINARY_SIGNS.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def _office_media(content: bytes) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist(), len(content))
            names = {name.lower() for name in archive.namelist()}
            found = [media for part, media in _MAIN_PARTS.items() if part in names]
            if len(found) != 1 or _CONTENT_TYPES.lower() not in names:
                raise NotFit(Unfit.KIND_UNKNOWN)
            with archive.open(_CONTENT_TYPES) as part:
                types = part.read(MEGABYTE).lower()
    except _BROKEN_ZIP as error:
        raise NotFit(Unfit.BROKEN) from error
    except KeyError as error:
        raise NotFit(Unfit.KIND_UNKNOWN) from error
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name for name in names):
        raise NotFit(Unfit.PROGRAM_INSIDE)
    return found[0]


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Judge by the directory before anything is unpacked; one that lies is read no further than it says."""
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > SMALL_ENOUGH and unpacked > packed * LARGEST_RATIO
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or is_bomb:
        raise NotFit(Unfit.UNPACKS_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise NotFit(Unfit.LOCKED)
    if len({member.filename.lower() for member in members}) != len(members):
        raise NotFit(Unfit.BROKEN)


def plain_picture(content: bytes, media: Media) -> bytes:
    """The picture painted anew: no place, no time, no camera, no comment, nothing behind its end."""
    try:
        with Image.open(io.BytesIO(content), formats=[media.name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotFit(Unfit.PICTURE_TOO_LARGE)
            plain = _plain_colours(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotFit(Unfit.PICTURE_TOO_LARGE) from error
    except _BROKEN_PICTURE as error:
        raise NotFit(Unfit.BROKEN) from error
    plain.info.clear()
    stream = io.BytesIO()
    if media is Media.JPEG:
        plain.convert("L" if plain.mode == "L" else "RGB").save(stream, "JPEG", quality=88)
    else:
        plain.save(stream, "PNG")
    return stream.getvalue()


def _plain_colours(picture: Image.Image) -> Image.Image:
    """One of grey, colour, or colour with transparency; sixteen-bit scans keep their shades."""
    if picture.mode.startswith(("I", "F")):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture.copy()
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBa"):
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def safe_name(name: str, media: Media) -> str:
    """A name to give back later: no path, no invisible or turning signs, and the ending that the content deserves."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _is_shown(sign))
    seen = re.sub(r'[<>:"|?*]', "_", seen).strip()
    stem, dot, ending = seen.rpartition(".")
    if not dot or len(ending) > 5 or " " in ending:
        stem, ending = seen, ""
    endings = ENDINGS[media]
    chosen = ending.lower() if ending.lower() in endings else endings[0]
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME].strip(". ")
    return f"{stem or 'file'}.{chosen}"


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def letter_number(year: int, place: int) -> str:
    """As it is printed and said on the telephone: the year, and the place in the book of that year."""
    return f"{year}-{place:04d}"


def is_draft_place(form: str, subject_code: str) -> bool:
    """Whether a draft may be kept under this name of a form and this code of what it is about."""
    return bool(re.fullmatch(r"[a-z0-9-]{1,40}", form) and re.fullmatch(r"[A-Za-z0-9-]{0,40}", subject_code))


def is_view_part(name: str, value: str) -> bool:
    """Whether a word of a list's address may rest: codes and numbers only, never what somebody typed."""
    return bool(re.fullmatch(r"[a-z_]{1,40}", name) and re.fullmatch(r"[A-Za-z0-9_:.-]{1,60}", value))


def is_view_query(query: str) -> bool:
    """Whether a view may be saved under this query."""
    parts = [part.partition("=") for part in query.split("&")] if query else []
    return len(query) <= LONGEST_VIEW and bool(parts) and all(is_view_part(name, value) for name, _, value in parts)


def fits_a_draft(content: Mapping[str, Any]) -> bool:
    return len(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")) <= LARGEST_DRAFT


@dataclass(frozen=True)
class SaidOfText:
    """What somebody says of one free text for papers in ``language``."""

    original: str
    written_in: str
    language: str
    wording: Wording
    words: str = ""


def is_whole(said: SaidOfText) -> bool:
    """Whether it can be kept: a translation has words; a text is in the language of the paper, or it is not."""
    is_same = said.written_in == said.language
    if said.wording is Wording.TRANSLATED:
        return not is_same and 0 < len(said.words.strip()) <= LONGEST_TRANSLATION
    return is_same == (said.wording is Wording.NOT_NEEDED)
