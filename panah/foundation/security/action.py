"""The verb of the house: ``@action``. Nothing is written but through one.

An action checks the right on the record, runs in one transaction with the record locked and fresh, writes its
audit event in the same transaction, and answers a repeated request with the first result.
"""

import hashlib
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import models

from panah.foundation.security import audit, clock, vault
from panah.foundation.security.access import Actor, require
from panah.foundation.security.models import CompletedRequest, File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.turn import writing

P = ParamSpec("P")
R = TypeVar("R")
_NOTHING = "nothing"  # stands for the model of a result where an action gives none


@dataclass
class _Work:
    events: list[audit.Event] = field(default_factory=list)


_work: ContextVar[_Work | None] = ContextVar("work", default=None)


@dataclass(frozen=True)
class ActionCard:
    permission: Permission
    on: str | None


def action(
    permission: Permission, *, on: str | None, is_audited: bool = True
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function with ``by=`` the way to do one thing. ``on`` names the record that it is done to.

    ``Permission.WITHIN_ACTION`` marks a step that only another action may take: that one has checked the right already.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        verb = f"{_room_of(function.__module__)}.{function.__name__}"
        remembers = "idempotency_key" in inspect.signature(function).parameters

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{verb} takes keywords only")
            values = cast(dict[str, Any], kwargs)
            by: Actor = values["by"]
            key = values.get("idempotency_key", "") if remembers else ""
            _check(by, permission, None)
            with vault.ring(), writing():
                request = _begin(verb, by, key, values[on] if on else None)
                if request is not None and request.result_model:
                    return cast(R, _earlier_result(request))
                record = _lock(values[on]) if on else None
                if record is not None:
                    _check(by, permission, record)
                result = _run_in_work(
                    lambda: function(*args, **kwargs),
                    lambda made: [_event(by, verb, record, made, values)] if is_audited else [],
                )
                if request is not None:
                    _finish(request, result)
                return result

        run.__action__ = ActionCard(permission, on)  # type: ignore[attr-defined]
        return run

    return decorate


def _room_of(module: str) -> str:
    """The room of ``panah.casework.cases.actions`` or of a file in that folder."""
    parts = module.split(".")
    return parts[parts.index("actions") - 1] if "actions" in parts else parts[-2]


def _check(by: Actor, permission: Permission, record: models.Model | None) -> None:
    if permission is not Permission.WITHIN_ACTION:
        require(by, permission, record)
    elif _work.get() is None:
        raise RuntimeError("this step belongs inside another action")


def _run_in_work(function: Callable[[], R], events: Callable[[R], list[audit.Event]]) -> R:
    """Run; the outermost action chains the events of all inner ones at its end, when the head is locked last."""
    outer = _work.get()
    if outer is not None:
        before = len(outer.events)
        try:
            result = function()
        except BaseException:
            del outer.events[before:]  # what was rolled back did not happen, even if the outer action goes on
            raise
        outer.events.extend(events(result))
        return result
    work = _Work()
    token = _work.set(work)
    try:
        result = function()
    finally:
        _work.reset(token)
    audit.append([*work.events, *events(result)])
    return result


def _lock(record: models.Model) -> models.Model:
    """Take the row and see it as it is now, so that two people cannot both be first."""
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update())
    return record


def _event(by: Actor, verb: str, record: models.Model | None, result: Any, values: dict[str, Any]) -> audit.Event:
    subject = record if record is not None else result if isinstance(result, models.Model) else None
    hidden = {"by", "idempotency_key"}
    given = [name for name, value in values.items() if name not in hidden and value not in (None, "", [], ())]
    return audit.Event(by, verb, type(subject).__name__.lower() if subject is not None else "", code_of(subject), given)


def code_of(subject: Any) -> str:
    """The public code of what was done to, else of its file; never a name, never an id that could be counted."""
    code = getattr(subject, "code", "")
    if isinstance(code, str) and code:
        return code
    file = getattr(subject, "file", None)
    return file.code if isinstance(file, File) else ""


def _begin(verb: str, by: Actor, key: str, record: models.Model | None) -> CompletedRequest | None:
    """The same key on another record is no repeat: it would be taken for done there, and leave no trace."""
    if not key:
        return None
    place = f":{record.pk}" if record is not None else ""
    digest = hashlib.sha256(f"{by.kind}:{by.id}:{key}{place}".encode()).hexdigest()
    row, _ = CompletedRequest.objects.select_for_update().get_or_create(
        verb=verb, key=digest, defaults={"at": clock.now()}
    )
    return row


def _earlier_result(request: CompletedRequest) -> models.Model | None:
    if request.result_model == _NOTHING:
        return None
    found: models.Model = apps.get_model(request.result_model)._default_manager.get(pk=request.result_id)
    return found


def _finish(request: CompletedRequest, result: Any) -> None:
    if result is not None and not isinstance(result, models.Model):
        raise TypeError("an action that may be repeated gives a record or nothing: a replay must give the same")
    request.result_model = _NOTHING if result is None else result._meta.label
    request.result_id = "" if result is None else str(result.pk)
    request.save(update_fields=["result_model", "result_id"])
