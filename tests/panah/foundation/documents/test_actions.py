import errno
import os
import stat
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from panah.foundation.documents import rules, store
from panah.foundation.documents.actions import (
    DraftRefused,
    FormHasArrived,
    NoRoom,
    drop_draft,
    keep_draft,
    keep_file,
    sweep_drafts,
    sweep_orphans,
)
from panah.foundation.documents.codes import Media
from panah.foundation.documents.models import ArrivedForm, Draft, StoredFile
from panah.foundation.documents.queries import CONTENT, content_of, draft_for, papers_of
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
PAPER = rules.CheckedFile("свидетельство.pdf", Media.PDF, b"%PDF-1.7 Canary of a paper" + os.urandom(3 * 1024 * 1024))


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path


def _keep(lead: Actor) -> StoredFile:
    record = given.name(given.file_of(lead))
    return keep_file(by=lead, record=record, kind="birth_certificate", paper=PAPER)


def test_a_paper_comes_back_whole_to_those_who_lead_and_the_read_is_noted() -> None:
    lead = given.actor()
    paper = StoredFile.objects.get(pk=_keep(lead).pk)
    with vault.ring() as ring:
        assert content_of(lead, paper) == PAPER.content
        assert ring.reads == [(str(paper.file_id), CONTENT)]
    assert (paper.media_type, paper.size, paper.stored_by) == ("application/pdf", len(PAPER.content), lead.id)
    assert AuditEvent.objects.get().subject_code == paper.file.code


def test_the_disk_holds_a_paper_sealed_under_a_name_that_says_nothing() -> None:
    paper = _keep(given.actor())
    path = store.path_of(paper.place)
    assert b"Canary" not in path.read_bytes()
    assert path.read_bytes()[100:200] not in PAPER.content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(paper.pk) not in str(path)
    with pytest.raises(StillSealed):
        _ = StoredFile.objects.get(pk=paper.pk).name


def test_papers_are_listed_for_those_who_see_the_file() -> None:
    lead, colleague = given.actor(), given.actor()
    paper = _keep(lead)
    assert list(papers_of(lead, paper)) == [paper]
    assert list(papers_of(colleague, paper)) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MONITORING_OFFICER])
def test_who_may_not_read_names_reads_no_paper(role: Role) -> None:
    somebody = given.actor(role)
    paper = _keep(given.actor())
    grants.grant(paper.file, PrincipalKind.PERSON, somebody.id, Relation.LEAD)
    with vault.ring(), pytest.raises(NotPermitted):
        content_of(somebody, paper)


def test_a_paper_opens_only_where_the_grant_names_it() -> None:
    receiver, paper = given.actor(), _keep(given.actor())
    grants.grant(paper.file, PrincipalKind.PERSON, receiver.id, Relation.RECEIVER, fields=["people.name.full"])
    with vault.ring(), pytest.raises(NotPermitted):
        content_of(receiver, paper)
    grants.grant(paper.file, PrincipalKind.PERSON, receiver.id, Relation.RECEIVER, fields=[CONTENT])
    with vault.ring():
        assert content_of(receiver, paper) == PAPER.content


def test_a_stranger_and_one_who_only_sent_the_child_keep_no_paper() -> None:
    stranger, sender = given.actor(), given.actor()
    record = given.name(given.file_of(sender, relation=Relation.SENDER))
    for actor in (stranger, sender, Actor.public()):
        with pytest.raises(NotPermitted):
            keep_file(by=actor, record=record, kind="other", paper=PAPER)
    assert list(store.older_than(timezone.now() + timedelta(days=1))) == []


def test_a_sealed_paper_put_in_the_place_of_another_does_not_open() -> None:
    lead = given.actor()
    one, two = _keep(lead), _keep(lead)
    store.path_of(two.place).write_bytes(store.path_of(one.place).read_bytes())
    with vault.ring(), pytest.raises(vault.DoesNotOpen):
        content_of(lead, two)


def test_a_new_name_leaves_the_content_open() -> None:
    lead = given.actor()
    paper = _keep(lead)
    paper.name = "other.pdf"
    paper.save()
    with vault.ring():
        assert content_of(lead, StoredFile.objects.get(pk=paper.pk)) == PAPER.content


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    lead = given.actor()
    record = given.name(given.file_of(lead))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NoRoom):
            keep_file(by=lead, record=record, kind="other", paper=PAPER)
    assert not StoredFile.objects.exists()
    assert list(store.older_than(timezone.now() + timedelta(days=1))) == []


def test_the_sweep_removes_only_what_no_row_names_and_no_transaction_can_still_claim() -> None:
    kept = _keep(given.actor())
    with transaction.atomic():
        lost = _keep(given.actor())
        transaction.set_rollback(True)
    assert store.path_of(lost.place).exists()
    assert sweep_orphans(by=given.SYSTEM) == 0
    with clock.standing_at(timezone.now() + timedelta(hours=25)):
        assert sweep_orphans(by=given.SYSTEM) == 1
    assert not store.path_of(lost.place).exists()
    assert store.path_of(kept.place).exists()


def test_a_draft_comes_back_to_its_writer_alone() -> None:
    lead, colleague = given.actor(), given.actor()
    keep_draft(by=lead, form="plan", subject_code="K7Q4-2MX9", content={"goal": "Вернуться в школу"})
    found = draft_for(lead, "plan", "K7Q4-2MX9")
    assert found is not None
    assert found.content == {"goal": "Вернуться в школу"}
    assert draft_for(colleague, "plan", "K7Q4-2MX9") is None
    assert draft_for(lead, "plan") is None
    assert draft_for(Actor.public(), "plan", "K7Q4-2MX9") is None


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MONITORING_OFFICER, Role.DUTY_WORKER])
def test_everybody_who_writes_has_drafts_whatever_the_role(role: Role) -> None:
    somebody = given.actor(role)
    keep_draft(by=somebody, form="staff", content={"a": "b"})
    found = draft_for(somebody, "staff")
    assert found is not None
    assert found.content == {"a": "b"}


def test_what_was_saved_of_a_form_on_its_way_is_no_draft_once_the_form_arrived() -> None:
    lead = given.actor()
    keep_draft(by=lead, form="plan", content={"n": 1}, mark="first")
    assert drop_draft(by=lead, form="plan", mark="first") == 1
    with pytest.raises(FormHasArrived):
        keep_draft(by=lead, form="plan", content={"n": 2}, mark="first")
    assert draft_for(lead, "plan") is None
    keep_draft(by=lead, form="plan", content={"n": 3}, mark="second")
    with clock.standing_at(timezone.now() + timedelta(minutes=3)):  # Back, and typed on
        keep_draft(by=lead, form="plan", content={"n": 4}, mark="first")
    found = draft_for(lead, "plan")
    assert found is not None
    assert found.content == {"n": 4}


def test_of_a_form_that_arrived_an_hour_ago_nothing_rests() -> None:
    drop_draft(by=given.actor(), form="plan", mark="first")
    assert "first" not in ArrivedForm.objects.get().mark_hash
    sweep_drafts(by=given.SYSTEM)
    assert ArrivedForm.objects.count() == 1
    with clock.standing_at(timezone.now() + timedelta(minutes=61)):
        sweep_drafts(by=given.SYSTEM)
    assert not ArrivedForm.objects.exists()


def test_a_later_draft_takes_the_place_of_the_earlier() -> None:
    lead = given.actor()
    for number in range(3):
        keep_draft(by=lead, form="plan", content={"n": number})
    keep_draft(by=lead, form="note", content={"n": 9})
    found = draft_for(lead, "plan")
    assert found is not None
    assert found.content == {"n": 2}
    assert Draft.objects.count() == 2
    assert File.objects.filter(kind=FileKind.PERSON).count() == 1


def test_keeping_a_draft_writes_no_line_of_audit() -> None:
    keep_draft(by=given.actor(), form="plan", content={"a": "b"})
    assert not AuditEvent.objects.exists()


def test_only_people_keep_drafts() -> None:
    for actor in (Actor.public(), Actor.link("x", ())):
        with pytest.raises(NotPermitted):
            keep_draft(by=actor, form="plan", content={})


@pytest.mark.parametrize(("form", "content"), [("../x", {}), ("plan", {"a": "x" * rules.LARGEST_DRAFT})])
def test_a_draft_with_a_strange_place_or_too_long_is_refused(form: str, content: dict[str, str]) -> None:
    with pytest.raises(DraftRefused):
        keep_draft(by=given.actor(), form=form, content=content)


def test_a_dropped_draft_is_gone_and_others_stay() -> None:
    lead, colleague = given.actor(), given.actor()
    for actor in (lead, colleague):
        keep_draft(by=actor, form="plan", content={"a": "b"})
    assert drop_draft(by=lead, form="plan") == 1
    assert drop_draft(by=lead, form="plan") == 0
    assert draft_for(colleague, "plan") is not None


def test_drafts_that_nobody_touched_for_thirty_days_are_thrown_away() -> None:
    lead, now = given.actor(), timezone.now()
    for days, form in ((31, "old"), (29, "fresh")):
        with clock.standing_at(now - timedelta(days=days)):
            keep_draft(by=lead, form=form, content={"a": "b"})
    assert sweep_drafts(by=given.SYSTEM) == 1
    assert draft_for(lead, "fresh") is not None


def test_no_person_may_sweep() -> None:
    head = given.actor(Role.HEAD_OF_ORGANISATION)
    assert Permission.CLOCK_WORK not in head.permissions
    for sweep in (sweep_drafts, sweep_orphans):
        with pytest.raises(NotPermitted):
            sweep(by=head)


@pytest.mark.django_db(transaction=True)
def test_the_first_drafts_of_one_person_written_at_once_make_one_file() -> None:
    lead = given.actor()

    def write(form: str) -> None:
        keep_draft(by=lead, form=form, content={"a": form})
        connection.close()

    writers = [threading.Thread(target=write, args=(f"form-{number}",)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert (Draft.objects.count(), File.objects.filter(kind=FileKind.PERSON).count()) == (4, 1)
