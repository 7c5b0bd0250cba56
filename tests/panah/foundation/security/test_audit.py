import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.audit import Event, verify
from panah.foundation.security.models import AuditEvent, AuditHead
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
LENGTH = 30
OTHER_MAC = bytes(range(32))


@pytest.fixture
def chain() -> None:
    audit.append([Event(given.SYSTEM, "cases.open", "case", f"CODE-{number}", ["a"]) for number in range(LENGTH // 2)])
    for number in range(LENGTH - LENGTH // 2):
        audit.append_alone(Event(Actor.public("ru"), "read", "file", f"C-{number}", ["people.name.full"], count=number))
    audit.checkpoint_now()


def _problems() -> set[str]:
    return {finding.problem for finding in verify()[1]}


def _row(number: int) -> AuditEvent:
    return AuditEvent.objects.get(number=number)


def _change(row: int, /, **values: object) -> None:
    AuditEvent.objects.filter(number=row).update(**values)


def _rewind_head(number: int) -> None:
    mac = _row(number).mac if number else bytes(32)
    AuditHead.objects.update(number=number, mac=mac)


def _cut_after(number: int) -> None:
    AuditEvent.objects.filter(number__gt=number).delete()
    _rewind_head(number)


def test_an_untouched_chain_is_whole(chain: None) -> None:
    assert verify() == (LENGTH, [])


def test_an_empty_chain_is_whole() -> None:
    assert verify() == (0, [])


EDITS: dict[str, object] = {
    "at": datetime(2020, 1, 1, tzinfo=UTC), "actor_kind": "person", "actor": "x", "role": "lawyer", "organisation": "x",
    "verb": "cases.close", "subject_kind": "x", "subject_code": "x", "fields": ["b"], "count": 99, "mac": OTHER_MAC,
}  # fmt: skip


@pytest.mark.parametrize("column", EDITS)
def test_an_edit_of_any_column_is_found_at_its_row(chain: None, column: str) -> None:
    for number in random.Random(column).sample(range(1, LENGTH), 8):
        with transaction.atomic():
            _change(number, **{column: EDITS[column]})
            assert audit.Finding(number, "edited") in verify()[1]
            transaction.set_rollback(True)


def _swap(one: int, two: int) -> None:
    _change(one, number=1000)
    _change(two, number=one)
    _change(1000, number=two)


def _swap_contents(one: int, two: int) -> None:
    first, second = _row(one), _row(two)
    first.number, second.number = two, one
    first.save()
    second.save()


def _delete_and_close_the_gap(number: int) -> None:
    _row(number).delete()
    for later in range(number + 1, LENGTH + 1):
        _change(later, number=later - 1)
    AuditHead.objects.update(number=F("number") - 1)


TAMPERINGS: dict[str, Callable[[int], object]] = {
    "deleted": lambda number: _row(number).delete(),
    "deleted and renumbered": _delete_and_close_the_gap,
    "swapped with the next": lambda number: _swap(number, number + 1),
    "swapped with a far one": lambda number: _swap(number, LENGTH),
    "contents swapped": lambda number: _swap_contents(number, number + 1),
    "linked elsewhere": lambda number: _change(number, previous=OTHER_MAC),
    "copied over": lambda number: _change(number, mac=_row(number + 1).mac, previous=_row(number + 1).previous),
    "cut off with the head rewound": _cut_after,
    "all gone": lambda number: _cut_after(0),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_tampering_is_found_wherever_it_happens(chain: None, kind: str) -> None:
    for number in random.Random(kind).sample(range(1, LENGTH - 1), 8):
        with transaction.atomic():
            TAMPERINGS[kind](number)
            assert _problems()
            transaction.set_rollback(True)


def test_missing_rows_are_named(chain: None) -> None:
    AuditEvent.objects.filter(number__in=[7, 8]).delete()
    missing = [finding.number for finding in verify()[1] if finding.problem == "missing"]
    assert missing == [7, 8]


def test_a_row_put_in_at_the_end_is_found_with_and_without_the_head(chain: None) -> None:
    last = _row(LENGTH)
    last.number, last.previous = LENGTH + 1, last.mac
    last.save(force_insert=True)
    assert _problems() == {"inserted"}
    AuditHead.objects.update(number=LENGTH + 1)
    assert _problems() == {"edited"}


def test_a_cut_end_is_found_by_the_checkpoint_alone(chain: None) -> None:
    _cut_after(12)
    assert verify() == (12, [audit.Finding(LENGTH, "truncated")])


def test_a_cut_end_that_grew_again_is_found(chain: None) -> None:
    _cut_after(12)
    audit.append([Event(given.SYSTEM, "cases.open")] * LENGTH)
    assert audit.Finding(LENGTH, "checkpoint") in verify()[1]


@pytest.mark.parametrize("change", [{"number": LENGTH - 1}, {"number": LENGTH + 1}, {"mac": OTHER_MAC}])
def test_a_changed_head_is_found(chain: None, change: dict[str, object]) -> None:
    AuditHead.objects.update(**change)
    assert "head" in _problems()


def test_a_head_that_is_gone_is_found(chain: None) -> None:
    AuditHead.objects.all().delete()
    assert {"inserted", "truncated"} <= _problems()


@pytest.mark.parametrize(
    "edit",
    [
        lambda line: line.replace("30 ", "29 ", 1),
        lambda line: line[:-4] + "AAA=",
        lambda line: line.replace(line.split(" ")[1], OTHER_MAC.hex()),
        lambda line: "no line of ours",
        lambda line: "",
        lambda line: "әәә",
    ],
)
def test_an_edited_line_of_checkpoints_is_found(chain: None, edit: Callable[[str], str]) -> None:
    path = audit.checkpoint_path()
    path.write_text(edit(path.read_text().strip()) + "\n", encoding="utf-8")
    assert "checkpoint" in _problems()


def test_checkpoints_that_are_gone_are_missed_once_there_must_have_been_one(chain: None) -> None:
    audit.checkpoint_path().unlink()
    assert _problems() == set()
    audit.append([Event(given.SYSTEM, "x")] * audit.CHECKPOINT_EVERY)
    assert _problems() == {"checkpoint"}


def test_a_hundred_events_leave_a_checkpoint(django_capture_on_commit_callbacks: Callable[..., object]) -> None:
    audit.append([Event(given.SYSTEM, "x")])
    audit.checkpoint_now()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        audit.append([Event(given.SYSTEM, "x")] * 98)
    assert len(audit.checkpoint_path().read_text().splitlines()) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        audit.append([Event(given.SYSTEM, "x")] * 2)
    assert len(audit.checkpoint_path().read_text().splitlines()) == 2
    assert verify() == (101, [])


def test_five_minutes_leave_a_checkpoint(django_capture_on_commit_callbacks: Callable[..., object]) -> None:
    audit.append([Event(given.SYSTEM, "x")])
    audit.checkpoint_now()
    with (
        clock.standing_at(timezone.now() + audit.CHECKPOINT_AFTER + timedelta(seconds=5)),
        django_capture_on_commit_callbacks(execute=True),  # type: ignore[attr-defined]
    ):
        audit.append([Event(given.SYSTEM, "x")])
    assert len(audit.checkpoint_path().read_text().splitlines()) == 2


def test_verifying_does_not_blame_those_who_write_meanwhile(chain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = audit._faults

    def write_and_judge(row: AuditEvent, *rest: object) -> object:
        if row.number == 5:
            audit.append([Event(given.SYSTEM, "meanwhile")])
        return judge(row, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "_faults", write_and_judge)
    assert verify() == (LENGTH, [])


def test_an_event_holds_names_of_fields_sorted_and_once() -> None:
    audit.append_alone(Event(given.SYSTEM, "x", fields=["b", "a", "b"]))
    assert _row(1).fields == ["a", "b"]


def test_nothing_to_say_writes_nothing() -> None:
    audit.append([])
    assert not AuditHead.objects.exists()
