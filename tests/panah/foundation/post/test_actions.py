from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from panah.foundation.post import queries, rules
from panah.foundation.post.actions import KEPT_FOR, remember_item, sweep_posted
from panah.foundation.post.models import PostedItem
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission
from tests.panah.foundation.post.sealing import sealed_form

POST = Actor.system("post", {Permission.POST_TAKE})
WORKER = Actor.system("worker", {Permission.CLOCK_WORK})
pytestmark = pytest.mark.django_db


def test_an_item_is_remembered_with_its_first_receipt() -> None:
    assert queries.earlier_receipt("a" * 64) is None
    remember_item(by=POST, kind="concern", item="a" * 64, receipt="1111 2222")
    remember_item(by=POST, kind="concern", item="a" * 64, receipt="3333 4444")
    assert queries.earlier_receipt("a" * 64) == "1111 2222"
    assert PostedItem.objects.count() == 1


def test_the_receipt_rests_sealed_and_opens_for_its_item_alone() -> None:
    row = remember_item(by=POST, kind="concern", item="a" * 64, receipt="1111 2222")
    assert b"1111" not in bytes(row.receipt)
    PostedItem.objects.update(item="b" * 64)
    assert queries.earlier_receipt("b" * 64) is None


def test_only_the_post_remembers() -> None:
    with pytest.raises(NotPermitted):
        remember_item(by=Actor.public(), kind="concern", item="a" * 64, receipt="1")


def test_what_no_phone_can_still_hold_is_forgotten() -> None:
    remember_item(by=POST, kind="concern", item="a" * 64, receipt="1")
    remember_item(by=POST, kind="concern", item="b" * 64, receipt="1")
    PostedItem.objects.filter(item="a" * 64).update(at=clock.now() - KEPT_FOR - timedelta(days=1))
    assert sweep_posted(by=WORKER) == 1
    assert PostedItem.objects.get().item == "b" * 64


def test_what_was_sealed_for_an_old_key_opens_after_a_new_one_was_made(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_KEYS = tmp_path
    old = queries.current_key()
    body = sealed_form("concern", {"a": "b"}, key=old)
    KeyFolder(tmp_path).bytes("post-2")
    assert queries.current_key().id != old.id
    assert rules.open_item(rules.read_item(body), queries.all_keys()).fields == {"a": ["b"]}
    assert len(queries.all_keys()) == 2


def test_other_files_of_the_folder_are_no_keys_of_the_post(tmp_path: Path) -> None:
    for name in ("post-1", "post-12", "post-x", "post-0", "poster-3", "post"):
        (tmp_path / f"{name}.key").write_text("")
    assert KeyFolder(tmp_path).series("post") == [1, 12]
