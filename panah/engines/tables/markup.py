"""Walk through XML without building it and without obeying it: a document type or an entity is refused at sight."""

from collections.abc import Callable
from xml.parsers import expat

from panah.engines.tables.shapes import Fault, TableFault, Unreadable

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def _refuse_document_type(*_: object) -> None:
    raise Unreadable(Fault(TableFault.FILE_DECLARES_ENTITIES))


def local_name(name: str) -> str:
    """``x:row`` and ``row`` are one: a prefix is only a habit of the program that wrote the file."""
    return name.rpartition(":")[2]


def walk(content: bytes, *, start: Start | None = None, end: End | None = None, text: Text | None = None) -> None:
    """Always as UTF-8, whatever the part declares: here and in the library the same bytes must be the same letters."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable(Fault(TableFault.FILE_BROKEN)) from error
