import io
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from panah.foundation.documents import rules, uploads
from panah.foundation.documents.codes import Unfit
from tests.panah.foundation.documents import given

LIMIT = rules.LARGEST_FILE


@pytest.fixture
def temporary_folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where anything that spills to the disk would be found."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _request(**fields: Any) -> HttpRequest:
    files = {
        name: SimpleUploadedFile(f"{name}.bin", value) if isinstance(value, bytes) else value
        for name, value in fields.items()
    }
    return RequestFactory().post("/app/", files)


def test_files_arrive_whole_beside_the_words_of_the_form(temporary_folder: Path) -> None:
    content = os.urandom(3 * rules.MEGABYTE + 17)
    request = _request(before="қазір", paper=content, small=b"x", after="потом")
    assert request.FILES["paper"].read() == content  # type: ignore[union-attr]
    assert request.FILES["small"].read() == b"x"  # type: ignore[union-attr]
    assert (request.POST["before"], request.POST["after"]) == ("қазір", "потом")
    assert uploads.too_large(request) == ()


def test_no_byte_of_a_file_touches_the_disk(temporary_folder: Path) -> None:
    request = _request(paper=os.urandom(9 * rules.MEGABYTE))
    assert request.FILES["paper"].size == 9 * rules.MEGABYTE  # type: ignore[union-attr]
    assert list(temporary_folder.iterdir()) == []


def test_a_file_over_the_limit_is_dropped_and_the_rest_of_the_form_is_kept(temporary_folder: Path) -> None:
    request = _request(before="long text", paper=bytes(LIMIT + 1), other=b"kept", after="more text")
    assert (request.POST["before"], request.POST["after"]) == ("long text", "more text")
    assert uploads.too_large(request) == ("paper",)
    dropped: Any = request.FILES["paper"]
    assert dropped.is_too_large
    assert (dropped.size, dropped.read()) == (LIMIT + 1, b"")
    assert request.FILES["other"].read() == b"kept"  # type: ignore[union-attr]
    assert list(temporary_folder.iterdir()) == []


def test_a_file_of_just_the_limit_is_kept() -> None:
    request = _request(paper=bytes(LIMIT))
    request.FILES.keys()
    assert uploads.too_large(request) == ()


def test_many_files_of_one_form_share_a_limit() -> None:
    request = _request(**{f"paper{number}": bytes(LIMIT) for number in range(4)})
    request.FILES.keys()
    assert uploads.too_large(request) == ("paper2", "paper3")
    files: list[Any] = list(request.FILES.values())
    assert sum(len(file.read()) for file in files) == 2 * LIMIT


def test_a_form_that_is_hopelessly_long_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "HOPELESS", 1000)
    request = _request(before="text", paper=bytes(2000))
    assert request.POST["before"] == "text"
    assert dict(request.FILES) == {}
    assert uploads.too_large(request) == ("paper",)


def test_an_upload_is_judged_before_it_is_kept() -> None:
    paper: Any = _request(paper=given.telling_photo()).FILES["paper"]
    checked = uploads.checked(paper)
    assert (checked.name, checked.media.value) == ("paper.jpg", "image/jpeg")
    assert given.CANARY not in checked.content


def test_a_dropped_upload_is_refused_as_too_large() -> None:
    paper: Any = _request(paper=bytes(LIMIT + 1)).FILES["paper"]
    with pytest.raises(uploads.UploadRefused) as refusal:
        uploads.checked(paper)
    assert refusal.value.problem is Unfit.TOO_LARGE


@pytest.mark.parametrize("problem", Unfit)
def test_every_refusal_says_what_to_do(problem: Unfit) -> None:
    with translation.override("en"):
        sentence = str(uploads.UploadRefused(problem).sentence)
    assert sentence.count(".") >= 2


def test_an_upload_read_before_is_read_from_its_beginning() -> None:
    upload = SimpleUploadedFile("x.txt", b"text")
    upload.read()
    assert uploads.checked(upload).content == b"text"
    assert uploads.checked(uploads.HeldUpload(io.BytesIO(b"text"), "x.txt", "text/plain", 4)).content == b"text"
