"""The zip around a workbook: counted before it is unpacked, unpacked only as far as it declared itself.

A directory that lies about sizes gains nothing: reading stops at the declared size and the checksum no longer fits.
"""

import io
import zipfile
import zlib

from panah.engines.tables.shapes import (
    MAX_ARCHIVE_MEMBERS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKING_RATIO,
    MEGABYTE,
    Fault,
    TableFault,
    Unreadable,
)

PARTS_READ = (".xml", ".rels")
MAGIC = b"PK\x03\x04"


def _checked(members: list[zipfile.ZipInfo], packed_bytes: int) -> list[zipfile.ZipInfo]:
    if len(members) > MAX_ARCHIVE_MEMBERS or len({member.filename for member in members}) != len(members):
        raise Unreadable(Fault(TableFault.FILE_BROKEN))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(Fault(TableFault.FILE_LOCKED_OR_OLD))
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > 16 * MEGABYTE and unpacked > packed_bytes * MAX_UNPACKING_RATIO
    if unpacked > MAX_UNPACKED_BYTES or is_bomb:
        values = {"megabytes": unpacked // MEGABYTE, "limit": MAX_UNPACKED_BYTES // MEGABYTE}
        raise Unreadable(Fault(TableFault.FILE_UNPACKS_TOO_LARGE, values=values))
    return [member for member in members if member.filename.lower().endswith(PARTS_READ)]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook by name. Pictures, macros and everything else stay packed and are never looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _checked(archive.infolist(), len(content))
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(Fault(TableFault.FILE_BROKEN)) from error
