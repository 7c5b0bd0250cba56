"""Who carries out the steps: this process, several on this machine, or the workers of a Dask cluster. The result is the same."""

import importlib
import ipaddress
import logging
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, Protocol
from urllib.parse import urlsplit

from panah import __version__
from panah.commands.registers.steps import Run, Step

SECONDS_TO_ANSWER = 20
MOST_TRIES = 5
PROBE = "probe"
_GOES_ON = "What is done stays: --resume goes on, --discard throws the run away."


class NoWorkers(Exception):
    """Nobody is there to carry out the steps."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Workers(Protocol):
    def carry_out(self, run: Run, steps: Iterable[Step]) -> Iterator[str]:
        """The names of results, as they come."""


class OneProcess:
    def carry_out(self, run: Run, steps: Iterable[Step]) -> Iterator[str]:
        for step in steps:
            yield step(run)


class Processes:
    """On this machine."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def carry_out(self, run: Run, steps: Iterable[Step]) -> Iterator[str]:
        try:
            for done in as_completed([self.pool.submit(step, run) for step in steps]):
                yield done.result()
        except BrokenProcessPool:
            raise NoWorkers(f"A process of the run was ended from outside, perhaps for want of memory. {_GOES_ON}") from None


class Cluster:
    """Workers of Dask. One that dies is replaced by another: steps are done again, and what was written stays."""

    def __init__(self, distributed: Any, client: Any) -> None:
        self.distributed, self.client = distributed, client

    def carry_out(self, run: Run, steps: Iterable[Step]) -> Iterator[str]:
        self._look(run)
        futures = [self.client.submit(step, run, pure=False, retries=MOST_TRIES) for step in steps]
        try:
            for future in self.distributed.as_completed(futures, loop=self.client.loop):
                yield str(future.result())
                future.release()
        except self.distributed.KilledWorker:
            raise NoWorkers(f"Workers of the cluster ended again and again, perhaps for want of memory. {_GOES_ON}") from None
        except (OSError, self.distributed.CancelledError):
            raise NoWorkers(f"The scheduler no longer answers. {_GOES_ON}") from None

    def _look(self, run: Run) -> None:
        """Every worker has this Panah and sees this folder."""
        try:
            self.client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
        except TimeoutError:
            raise NoWorkers(f"The scheduler has no workers. {_GOES_ON}") from None
        run.folder.write(PROBE, [])
        answers = self.client.run(seen_by, run, on_error="return").values()
        if any(isinstance(answer, BaseException) for answer in answers):
            raise NoWorkers(f"A worker of the cluster cannot run Panah: install the same release there. {_GOES_ON}")
        if {version for version, _ in answers} - {__version__}:
            raise NoWorkers(f"A worker has another release of Panah than {__version__}. {_GOES_ON}")
        if not all(sees for _, sees in answers):
            raise NoWorkers(f"A worker does not see the folder {run.place}. Choose one that all share: --work FOLDER.")


def seen_by(run: Run) -> tuple[str, bool]:
    return __version__, run.place.is_dir() and run.folder.has(PROBE)


@contextmanager
def workers(count: int, scheduler: str, *, is_trusted: bool) -> Iterator[Workers]:
    with ExitStack() as stack:
        if scheduler:
            yield stack.enter_context(_cluster(scheduler, is_trusted=is_trusted))
        elif count > 1:
            pool = ProcessPoolExecutor(
                count, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
            )
            yield Processes(stack.enter_context(_ended(pool)))
        else:
            yield OneProcess()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for ever, with the key of the run in its memory."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def _ended(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """Where the run breaks off nothing that waits is begun any more."""
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _cluster(address: str, *, is_trusted: bool) -> AbstractContextManager[Workers]:
    """The key of the run goes to the workers through the scheduler, so the way there is closed to others."""
    parts = urlsplit(address)
    try:
        is_known = parts.scheme in ("tcp", "tls") and bool(parts.hostname) and parts.port is not None
    except ValueError:
        is_known = False
    if not is_known:
        raise NoWorkers("The address of a scheduler looks like tcp://127.0.0.1:8786 or tls://name:8786.")
    if parts.scheme == "tcp" and not is_trusted and not _is_this_machine(str(parts.hostname)):
        raise NoWorkers(
            "Over tcp:// the key of the run travels in clear. Use tls:// (docs/registers.md), or say --trusted-network where "
            "nobody else is on that network."
        )
    return _connected(address)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _connected(address: str) -> Iterator[Workers]:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise NoWorkers(
            "Dask is not installed. Install it (pip install 'panah[registers]'), or leave out --scheduler: this machine does "
            "the same by itself."
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError):
        raise NoWorkers(f"No scheduler answers at {address}.") from None
    with client:
        yield Cluster(distributed, client)
