"""Fields whose values rest encrypted, and the base of every record that has them.

Setting a value holds it in clear until the record is saved; what comes from the database stays shut until it
is revealed. Reading a shut value raises ``StillSealed``: forgetting to ask is an error, not an empty string.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P2, P3, Class


class StillSealed(Exception):
    """The value was not revealed. In a template it shows as nothing."""

    silent_variable_failure = True


class _Shut(bytes):
    """A ciphertext as it rests in the database."""


# Django copies a refreshed row attribute by attribute: within, a value is handed over as it is, shut or not.
_is_copying: ContextVar[bool] = ContextVar("is_copying", default=False)


class _Open:
    """A value in clear, with the ciphertext it came from where it is unchanged since."""

    __slots__ = ("sealed", "value")

    def __init__(self, value: Any, sealed: _Shut | None = None) -> None:
        self.value = value
        self.sealed = sealed


class _SealedAttribute(DeferredAttribute):
    field: "_SealedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        state = instance.__dict__.get(self.field.attname)
        if state is None and self.field.attname not in instance.__dict__:
            super().__get__(instance, cls)
            state = instance.__dict__[self.field.attname]
        if _is_copying.get():
            return state
        if isinstance(state, _Shut):
            raise StillSealed(self.field.name)
        return state.value if isinstance(state, _Open) else self.field.blank_value()

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, _Shut | _Open) or value is None:
            instance.__dict__[self.field.attname] = value
        else:
            instance.__dict__[self.field.attname] = _Open(value)


if TYPE_CHECKING:
    _Stored = models.Field[Any, Any]  # what comes out is not bytes
else:
    _Stored = models.BinaryField


class _SealedField(_Stored):
    descriptor_class = _SealedAttribute

    def __init__(self, privacy: Class = P2, **options: Any) -> None:
        if privacy not in (P2, P3):
            raise ValueError("only P2 and P3 are sealed")
        self.privacy = privacy
        options.update(null=True, blank=True, editable=True)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {"privacy": str(self.privacy)} | {k: v for k, v in options.items() if k == "db_column"}

    def blank_value(self) -> Any:
        return None

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else _Shut(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        record = cast(Guarded, model_instance)
        state = record.__dict__.get(self.attname)
        if add and isinstance(state, _Shut):
            raise StillSealed(self.name)  # a shut value in a new row would never open again
        if isinstance(state, _Open) and (add or state.sealed is None):
            if state.value in (None, ""):
                record.__dict__[self.attname] = None
                return None
            key = vault.key_for(record.file_id)
            text = self.to_text(state.value)
            state.sealed = _Shut(vault.seal(key, record.sealing_place(self.attname), text))
        return state.sealed if isinstance(state, _Open) else state

    def get_prep_value(self, value: Any) -> Any:
        """Only what ``pre_save`` sealed reaches the database.

        Not the clear value of a filter, ``update`` or ``bulk_update``.
        """
        if value is not None and not isinstance(value, _Shut):
            raise TypeError(f"{self.name} is sealed: it is written by saving its record and cannot be searched")
        return super().get_prep_value(value)


class SealedText(_SealedField):
    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    def blank_value(self) -> str:
        return ""


class SealedDate(_SealedField):
    if TYPE_CHECKING:
        _pyi_private_set_type: date | None
        _pyi_private_get_type: date | None

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)


class SealedJSON(_SealedField):
    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)


class GuardedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a file: pages reach them only through ``visible_to``."""

    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(grants.visible(actor, relations))


class Guarded(models.Model):
    """A record inside a file. Saving a changed secret raises the version and seals every secret of the row anew.

    So does a save that names ``version``: of a code that somebody else may be changing at the same time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    reading_rights: ClassVar[Mapping[Class, Permission]] = {P2: Permission.IDENTITY_READ, P3: Permission.NARRATIVE_READ}
    """The right that opens each class. What is not of children names another: its readers cannot open a child's name."""

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = [field.attname for field in self.sealed_fields()]
        written = kwargs.get("update_fields")
        is_edited = any(self._is_changed(name) for name in names) or (written is not None and "version" in written)
        if is_edited and not self._state.adding:
            self._open_all(names)
            self.version += 1
            if written is not None:
                kwargs["update_fields"] = {*written, "version", *names}
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        token = _is_copying.set(True)
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            _is_copying.reset(token)

    @classmethod
    def sealed_fields(cls) -> list[_SealedField]:
        return [field for field in cls._meta.fields if isinstance(field, _SealedField)]

    def sealing_place(self, field: str, version: int | None = None) -> str:
        return f"{self.file_id}:{self._meta.label_lower}:{self.pk}:{field}:{version or self.version}"

    def _is_changed(self, name: str) -> bool:
        state = self.__dict__.get(name)
        return isinstance(state, _Open) and state.sealed is None

    def _open_all(self, names: list[str]) -> None:
        not_loaded = [name for name in names if name not in self.__dict__]
        if not_loaded:
            self.refresh_from_db(fields=not_loaded)
        open_sealed(self)
        for name in names:
            state = self.__dict__.get(name)
            if isinstance(state, _Open):
                state.sealed = None


def open_sealed(*records: Guarded, only: Iterable[str] | None = None) -> None:
    """Open values for the work of an action. No right is checked and nothing is audited: pages use ``reveal``."""
    keys = vault.keys_for(record.file_id for record in records)
    for record in records:
        for field in record.sealed_fields():
            state = record.__dict__.get(field.attname)
            if isinstance(state, _Shut) and (only is None or field.attname in only):
                if record.file_id not in keys:
                    raise vault.DoesNotOpen(str(record.file_id))
                text = vault.unseal(keys[record.file_id], record.sealing_place(field.attname), state)
                record.__dict__[field.attname] = _Open(field.from_text(text), state)


def reveal(by: Actor, *records: Guarded, only: Iterable[str] | None = None) -> None:
    """Open what ``by`` may read in these records: class of the field by role, the field itself by grant.

    What may not be read stays shut; with ``only`` what was not asked for too, and the log says no more than that. All
    reads of one request become one row of audit, with codes and field names.
    """
    given = grants.granted_fields(by, [record.file_id for record in records])
    current = vault.current_ring()
    if current is None:
        raise RuntimeError("reveal needs a ring, so that reads are audited")
    vault.keys_for(given)  # all keys in one query
    for record in records:
        label = record._meta.label_lower
        fields = given.get(record.file_id, frozenset())
        readable = [
            field.attname
            for field in record.sealed_fields()
            if record.reading_rights[field.privacy] in by.permissions
            and ("*" in fields or f"{label}.{field.attname}" in fields)
            and (only is None or field.attname in only)
        ]
        open_sealed(record, only=readable)
        current.reads.extend((str(record.file_id), f"{label}.{name}") for name in readable)
