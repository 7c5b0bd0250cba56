"""How files arrive: in memory and no further than the limit; judged before anything is locked or written.

Django would put what is large into a temporary file in clear. Here a file beyond the limit is read to its end
and dropped, so that the rest of the form, which somebody may have written for an hour, still arrives; the
page finds out by ``too_large``.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.shapes import Fault
from panah.foundation.documents import rules
from panah.foundation.documents.codes import Unfit
from panah.foundation.security.access import Refusal, Sentence

LARGEST_REQUEST = 2 * rules.LARGEST_FILE  # what all files of one form may hold in memory
HOPELESS = 100 * rules.MEGABYTE  # no form of ours is that long: the connection is cut
_MARK = "panah.uploads_too_large"

SENTENCES: dict[Unfit, Sentence] = {
    Unfit.EMPTY: _("The file is empty. Choose it again."),
    Unfit.TOO_LARGE: _("The file is larger than 10 MB. Send a smaller one, for example a photo with fewer details."),
    Unfit.KIND_UNKNOWN: _("This kind of file cannot be kept. Send a photo (jpg, png), pdf, docx, xlsx or txt."),
    Unfit.PICTURE_TOO_LARGE: _("The picture is larger than 25 megapixels. Make it smaller and send it again."),
    Unfit.BROKEN: _("The file is damaged. Open it on your device, save it again and send it."),
    Unfit.LOCKED: _("The file is locked with a password. Take the password off and send it again."),
    Unfit.PROGRAM_INSIDE: _("The file holds a program (macro). Save it as docx or xlsx without macros and send it."),
    Unfit.UNPACKS_TOO_LARGE: _("The file unpacks to far more than its size. Save it again and send it."),
}


class UploadRefused(Refusal):
    code = "upload_refused"

    def __init__(self, problem: Unfit) -> None:
        super().__init__(SENTENCES[problem])
        self.problem = problem


class FaultyFile(Refusal):
    """Everything that is wrong with the file; nothing of it was written."""

    code = "faulty_file"
    sentence = _("The file has faults. Nothing was written.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()


if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile


class HeldUpload(Upload):
    """A file that lies in memory; one beyond the limit has its size and no content."""

    is_too_large = False


class SealingUploadHandler(FileUploadHandler):
    """Lets no clear byte of a file reach the disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._held = io.BytesIO()
        self._held_in_request = 0
        self._request_length = 0
        self._is_too_large = False

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self._request_length = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = io.BytesIO()
        self._is_too_large = False
        if self._request_length > HOPELESS:
            self._mark()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        total = self._held_in_request + len(raw_data)
        if start + len(raw_data) > rules.LARGEST_FILE or total > LARGEST_REQUEST:
            self._drop()
        if not self._is_too_large:
            self._held.write(raw_data)
            self._held_in_request = total

    def _drop(self) -> None:
        if not self._is_too_large:
            self._held_in_request -= self._held.tell()
            self._held = io.BytesIO()
            self._is_too_large = True
            self._mark()

    def _mark(self) -> None:
        if self.request is not None:
            names = self.request.META.get(_MARK, ())
            self.request.META[_MARK] = (*names, self.field_name or "")

    def file_complete(self, file_size: int) -> HeldUpload:
        self._held.seek(0)
        upload = HeldUpload(self._held, self.file_name, self.content_type, file_size, self.charset)
        upload.is_too_large = self._is_too_large
        return upload


def too_large(request: HttpRequest) -> tuple[str, ...]:
    """The names of the form's fields whose file was dropped because it is too large."""
    marked: tuple[str, ...] = request.META.get(_MARK, ())
    return marked


def checked(upload: Upload) -> rules.CheckedFile:
    """Judge an upload before it is kept, outside of any transaction: painting a picture anew takes a while."""
    if getattr(upload, "is_too_large", False) or (upload.size or 0) > rules.LARGEST_FILE:
        raise UploadRefused(Unfit.TOO_LARGE)
    upload.seek(0)
    try:
        return rules.check_file(upload.name or "", upload.read())
    except rules.NotFit as error:
        raise UploadRefused(error.problem) from error
