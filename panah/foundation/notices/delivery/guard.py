"""No machine is called but those that an administrator wrote down, whatever a library, a redirect or a name service wants.

Python tells an audit hook of each name that is looked for and each call that is made, before it is. While a message is
sent, all of this process that is not on the list is refused there. A hook cannot be taken back, so there is one, which
looks only then.
"""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from panah.foundation.notices import rules
from panah.foundation.notices.delivery.faults import NotSent

NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
CALLS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
PROGRAMS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"})


class TargetRefused(NotSent, OSError):
    """``target`` is a machine that is not on the list. To a library it is a machine that cannot be reached, so that it
    lets go of what it holds."""

    code = "target_refused"

    def __init__(self, target: str) -> None:
        self.target = target
        super().__init__(
            _("%(target)s is not among the machines that this installation may call: PANAH_TARGETS.")
            % {"target": target}
        )


@dataclass
class _Watch:
    """What may be called, and the first that may not and was wanted: a library may swallow the refusal."""

    targets: Collection[rules.Target]
    refused: str = ""

    def look(self, event: str, args: tuple[Any, ...]) -> None:
        if event in NAMES:
            host = _text(args[0])
            self._check(not host or rules.is_name_allowed(self.targets, host), host)
        elif event in CALLS:
            number, port = _number_and_port(args[1] if len(args) > 1 else None)
            self._check(rules.is_call_allowed(self.targets, number, port), f"{number}:{port}")
        elif event in PROGRAMS:
            self._check(False, event)

    def _check(self, is_allowed: bool, target: str) -> None:
        if not is_allowed:
            self.refused = self.refused or target
            raise TargetRefused(target)


def _text(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")


def _number_and_port(address: Any) -> tuple[str, int]:
    if isinstance(address, tuple) and len(address) >= 2:
        return _text(address[0]), int(address[1])
    return _text(address), 0  # a socket of this machine: nothing that we send goes there


@dataclass
class _Post:
    """Where the watch of this process stands."""

    turn: Lock = field(default_factory=Lock)
    watch: _Watch | None = None
    is_hooked: bool = False
    process: int = 0


_post = _Post()


def _hook(event: str, args: tuple[Any, ...]) -> None:
    watch = _post.watch
    if watch is not None and _post.process == os.getpid():
        watch.look(event, args)


@contextmanager
def guarded() -> Iterator[None]:
    """Within, only the machines of ``PANAH_TARGETS`` are called. One message at a time in a process."""
    targets = rules.targets_of(settings.PANAH_TARGETS)
    with _post.turn:
        if not _post.is_hooked:
            sys.addaudithook(_hook)
            _post.is_hooked = True
        watch = _post.watch = _Watch(targets)
        _post.process = os.getpid()
        try:
            yield
        finally:
            _post.watch = None
            if watch.refused:
                raise TargetRefused(watch.refused)


def must_be_listed(scheme: str, host: str, port: int) -> None:
    """Refused in words before anything is tried."""
    if not rules.is_name_allowed(rules.targets_of(settings.PANAH_TARGETS), host, port):
        raise TargetRefused(rules.address_of(scheme, host, port))
