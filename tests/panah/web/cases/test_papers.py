from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from panah.foundation.documents.models import StoredFile
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.house.scene import OTHER, OWN, Scene, made_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return made_scene()


def client_of(scene: Scene, organisation: str, role: Role) -> Client:
    client = Client()
    client.force_login(scene.people[organisation, role])
    return client


def kept(client: Client, code: str, name: str, content: bytes) -> int:
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("case-papers", args=[code]), {"kind": "letter", "file": upload}).status_code


def test_a_paper_is_kept_encrypted_and_comes_back_as_it_was(scene: Scene) -> None:
    client, code = client_of(scene, OWN, Role.CASEWORKER), scene.records["case"].code
    secret = "Canarypaper Үлгібаева туралы хат".encode()
    assert kept(client, code, "Canaryname.txt", secret) == 302
    paper = StoredFile.objects.latest("stored_at")
    on_disk = [path.read_bytes() for path in Path(settings.PANAH_DATA).rglob("*") if path.is_file()]
    assert not any(b"Canarypaper" in content for content in on_disk)
    response = client.get(reverse("case-paper", args=[paper.pk]))
    assert response.content == secret
    assert response.headers["Content-Disposition"] == f'attachment; filename="{code}.txt"'
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(verb="read", fields__icontains="documents.storedfile.content").exists()


def test_the_name_of_a_paper_is_shown_to_those_who_work_on_the_case_only(scene: Scene) -> None:
    code = scene.records["case"].code
    client = client_of(scene, OWN, Role.CASEWORKER)
    kept(client, code, "Canaryname.txt", b"letter")
    page = client.get(reverse("case-papers", args=[code])).content.decode()
    assert "Canaryname.txt" in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Canaryname" not in title


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION])
def test_another_organisation_finds_no_paper(scene: Scene, role: Role) -> None:
    client = client_of(scene, OTHER, role)
    assert client.get(reverse("case-papers", args=[scene.records["case"].code])).status_code == 404
    assert client.get(reverse("case-paper", args=[scene.records["paper"].pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("program.exe", b"MZ\x90\x00"), ("large.txt", b"x" * (10 * 1024 * 1024 + 1))],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(scene: Scene, name: str, content: bytes) -> None:
    client, code = client_of(scene, OWN, Role.CASEWORKER), scene.records["case"].code
    before = StoredFile.objects.count()
    assert kept(client, code, name, content) == 200
    assert StoredFile.objects.count() == before
