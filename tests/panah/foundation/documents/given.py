"""Files as people bring them, and as those bring them who mean harm."""

import io
import zipfile
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
CANARY = b"43.2551N 76.9126E Canary"
TYPES = '<?xml version="1.0"?><Types><Override ContentType="{0}"/></Types>'
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, 200 if mode in ("L", "I;16") else None).save(stream, form, **options)
    return stream.getvalue()


def telling_photo() -> bytes:
    """A photo that says where and by what it was taken, has a comment, and something behind its end."""
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = CANARY.decode()
    return picture(exif=exif, comment=CANARY, icc_profile=CANARY) + CANARY


def telling_png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", CANARY.decode())
    info.add_itxt("Author", CANARY.decode(), zip=False)
    return picture("PNG", pnginfo=info, icc_profile=CANARY) + CANARY


def office(kind: str = "docx", parts: dict[str, bytes] | None = None, types: str = "plain") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(types))
        archive.writestr(MAIN[kind], b"<document/>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def archive_of(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return stream.getvalue()
