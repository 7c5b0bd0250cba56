from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from panah.casework.people.models import Child, Name
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock, vault
from panah.foundation.security.sealed import SealedText, StillSealed, open_sealed
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db


def _raw(record: Name, field: str = "full") -> Any:
    """The ciphertext as it rests in the database."""
    return Name.objects.values_list(field, flat=True).get(pk=record.pk)


def _put_raw(record: Name, sealed: Any, field: str = "full") -> None:
    Name.objects.filter(pk=record.pk).update(**{field: sealed})


def test_a_value_reads_back_before_and_after_it_was_saved() -> None:
    record = given.name(given.file_of(), "Алия")
    assert record.full == "Алия"
    found = given.shut(record)
    open_sealed(found)
    assert found.full == "Алия"


def test_the_database_holds_no_clear_value() -> None:
    assert "Алия".encode() not in _raw(given.name(given.file_of(), "Алия"))


def test_a_shut_value_raises_and_shows_as_nothing_in_a_template() -> None:
    found = given.shut(given.name(given.file_of(), "Алия"))
    with pytest.raises(StillSealed):
        _ = found.full
    assert StillSealed.silent_variable_failure


def test_an_empty_value_needs_no_key_and_is_empty() -> None:
    found = given.shut(given.name(given.file_of(), "Алия"))
    assert found.family == ""
    child = Child.objects.get(pk=found.child_id)
    assert child.birth_date is None


def test_dates_and_structures_come_back_as_what_they_were() -> None:
    child = given.child(given.file_of())
    child.birth_date = date(2016, 3, 5)
    child.save()
    content = {"text": "Не помнит", "days": [1, 2], "ок": None}
    draft = Draft.objects.create(
        file=child.file, person=given.person(), form="plan", content=content, updated_at=clock.now()
    )
    found, again = Child.objects.get(pk=child.pk), Draft.objects.get(pk=draft.pk)
    open_sealed(found, again)
    assert found.birth_date == date(2016, 3, 5)
    assert again.content == content


def test_a_changed_secret_raises_the_version_and_seals_every_secret_of_the_row_anew() -> None:
    record = given.name(given.file_of(), "Алия", family="Тестова")
    before = _raw(record, "family")
    found = given.shut(record)
    found.full = "Әлия"
    found.save()
    assert given.shut(record).version == 2
    assert _raw(record, "family") != before
    again = given.shut(record)
    open_sealed(again)
    assert (again.full, again.family) == ("Әлия", "Тестова")


def test_saving_one_plain_field_leaves_ciphertext_and_version_alone() -> None:
    record = given.name(given.file_of(), "Алия")
    before = _raw(record)
    found = given.shut(record)
    found.kind = "document"
    found.save()
    found.save(update_fields=["kind"])
    assert (_raw(record), given.shut(record).version) == (before, 1)


def test_a_change_of_a_code_alone_is_noticed_where_the_save_names_the_version() -> None:
    record = given.name(given.file_of(), "Алия", family="Тестова")
    found = given.shut(record)
    found.kind = "document"
    found.save(update_fields=["kind", "version"])
    again = given.shut(record)
    open_sealed(again)
    assert (again.kind, again.version) == ("document", 2)
    assert (again.full, again.family) == ("Алия", "Тестова")


def test_a_changed_secret_is_saved_whole_even_where_update_fields_names_one() -> None:
    record = given.name(given.file_of(), "Алия", family="Тестова")
    found = given.shut(record)
    found.full = "Әлия"
    found.save(update_fields=["full"])
    again = given.shut(record)
    open_sealed(again)
    assert (again.full, again.family, again.version) == ("Әлия", "Тестова", 2)


def test_a_secret_that_was_not_loaded_is_sealed_anew_with_the_others() -> None:
    record = given.name(given.file_of(), "Алия", family="Тестова")
    found = Name.objects.only("full").get(pk=record.pk)
    found.full = "Әлия"
    found.save()
    again = given.shut(record)
    open_sealed(again)
    assert (again.full, again.family) == ("Әлия", "Тестова")


def test_a_cleared_secret_is_gone() -> None:
    record = given.name(given.file_of(), "Алия", family="Тестова")
    record.family = ""
    record.save()
    again = given.shut(record)
    assert again.family == ""
    open_sealed(again)
    assert again.full == "Алия"


def test_only_what_was_asked_for_opens() -> None:
    found = given.shut(given.name(given.file_of(), "Алия", family="Тестова"))
    open_sealed(found, only=["family"])
    assert found.family == "Тестова"
    with pytest.raises(StillSealed):
        _ = found.full


def test_a_partly_opened_record_keeps_its_shut_values_when_saved() -> None:
    found = given.shut(given.name(given.file_of(), "Алия", family="Тестова"))
    open_sealed(found, only=["family"])
    found.family = "Тестбаева"
    found.save()
    again = given.shut(found)
    open_sealed(again)
    assert (again.full, again.family) == ("Алия", "Тестбаева")


def test_refreshing_a_record_shuts_what_was_open_and_loads_what_is_new() -> None:
    record = given.name(given.file_of(), "Алия")
    other = given.shut(record)
    other.full = "Әлия"
    other.save()
    record.refresh_from_db()
    assert record.version == 2
    with pytest.raises(StillSealed):
        _ = record.full
    assert record.family == ""
    open_sealed(record)
    assert record.full == "Әлия"


def test_many_rows_made_at_once_are_sealed() -> None:
    file = given.file_of()
    child = given.child(file)
    made = [Name(file=file, child=child, full=f"Имя {number}", written_at=clock.now()) for number in range(20)]
    Name.objects.bulk_create(made)
    found = list(Name.objects.filter(child=child))
    open_sealed(*found)
    assert {record.full for record in found} == {f"Имя {number}" for number in range(20)}


@pytest.mark.parametrize("field", ["full", "family"])
def test_a_ciphertext_moved_between_rows_fields_or_files_does_not_open(field: str) -> None:
    one, two = given.name(given.file_of(), "Алия"), given.name(given.file_of(), "Дана")
    _put_raw(two, _raw(one), field)
    with pytest.raises(vault.DoesNotOpen):
        open_sealed(given.shut(two))


def test_an_older_ciphertext_put_back_does_not_open() -> None:
    record = given.name(given.file_of(), "Алия")
    old = _raw(record)
    record.full = "Әлия"
    record.save()
    _put_raw(record, old)
    with pytest.raises(vault.DoesNotOpen):
        open_sealed(given.shut(record))


def test_a_clear_value_never_reaches_the_database_by_a_query() -> None:
    record = given.name(given.file_of(), "Алия")
    attempts: list[Callable[[], object]] = [
        lambda: Name.objects.filter(full="Алия").exists(),
        lambda: Name.objects.filter(pk=record.pk).update(full="Алия"),
        lambda: Name.objects.bulk_update([record], ["full"]),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError, match="is sealed"), transaction.atomic():
            attempt()


def test_a_secret_may_be_wiped_by_a_query() -> None:
    record = given.name(given.file_of(), "Алия")
    Name.objects.filter(pk=record.pk).update(full=None)
    assert given.shut(record).full == ""


def test_a_shut_value_is_not_copied_into_a_new_row() -> None:
    found = given.shut(given.name(given.file_of(), "Алия"))
    copy = Name(file=found.file, child_id=found.child_id, written_at=clock.now())
    copy.__dict__["full"] = found.__dict__["full"]
    with pytest.raises(StillSealed):
        copy.save()


def test_an_opened_record_saved_as_a_new_row_opens_there() -> None:
    record = given.name(given.file_of(), "Алия")
    old = record.pk
    record.pk, record._state.adding = Name._meta.pk.get_default(), True
    record.save()
    assert record.pk != old
    again = given.shut(record)
    open_sealed(again)
    assert again.full == "Алия"


def test_only_names_and_stories_are_sealed() -> None:
    with pytest.raises(ValueError, match="only P2 and P3"):
        SealedText(privacy="P1")  # type: ignore[arg-type]


def test_rows_may_be_ordered_and_counted_without_opening() -> None:
    given.name(given.file_of(), "Алия")
    assert Name.objects.filter(full__isnull=False).annotate(again=F("version")).count() == 1
