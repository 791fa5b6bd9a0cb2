"""Checking many files: on all cores, in order, each on its own so that one that fails does not stop the rest.

Processes, not threads: the work is all Python. They are started afresh
(spawn) on every system, because a fork of a program that already has threads
may hang.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.checks.settings import CheckSettings
from desktop.checks.suppression import Suppression
from desktop.documents.errors import DocumentError
from desktop.documents.json_output import CheckedFile
from desktop.documents.reading import is_report_file, read
from desktop.documents.side_data import SideDataStore
from desktop.documents.word_reader import Revisions
from desktop.ledger.model import Ledger

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_CHUNK = 4
"""Files a process takes at a time: few, so that the order costs no waiting and an interruption is soon obeyed."""

_WORTH_A_PROCESS = 20
"""Files that take about as long as one more process takes to start and to load its word lists."""


def report_files(folder: Path) -> Iterator[Path]:
    """The reports of a folder by name, all the way down; not those that Word has locked or that no reader knows."""
    for at, inner, names in os.walk(folder):
        inner.sort()
        for name in sorted(names):
            file = Path(at) / name
            if is_report_file(file):
                yield file


def check_file(
    path: Path, engine: Engine, store: SideDataStore | None = None, revisions: Revisions = "accepted"
) -> CheckedFile:
    """Read and check one file; what goes wrong stands in the result, in Chinese.

    store: where it is remembered which of its findings are ignored. revisions: how tracked changes are read.
    """
    try:
        opened = read(path, revisions)
        checked = review(opened.document, engine)
        suppression = store.load(path, opened.fingerprint.sha256).suppression if store else Suppression()
        shown, ignored = suppression.split(checked.findings, opened.document)
    except DocumentError as error:
        return CheckedFile(str(path), error=str(error))
    except Exception as error:  # one bad file must not stop sixty others, and nobody wants a traceback
        return CheckedFile(str(path), error=f"检查这个文件时程序出错（{type(error).__name__}），请把文件交给维护人员。")
    return CheckedFile(
        str(path), report=checked.report, findings=shown, ignored=ignored, failures=tuple(engine.failures)
    )


def check_files(
    paths: Sequence[Path],
    settings: CheckSettings,
    store: SideDataStore | None = None,
    processes: int | None = None,
    revisions: Revisions = "accepted",
    ledger: Ledger | None = None,
) -> Iterator[CheckedFile]:
    """Check the files, each result as soon as it and all before it are there.

    processes: how many to use at most, by default as many as there are cores;
    few files are checked in this process. ledger: to hold every file against.
    """
    wanted = min(processes or _cores(), len(paths) // _WORTH_A_PROCESS if processes is None else len(paths))
    if wanted > 1:
        yield from _in_processes(paths, _Work(settings, store, revisions, ledger), wanted)
        return
    engine = _engine(settings, ledger)
    for at, path in enumerate(paths):
        yield check_file(path, engine, store, revisions)
        if not at:
            spare_loaded_data()


def spare_loaded_data() -> None:
    """Keep the garbage collector from looking through the word lists, which stay for good, again and again.

    Saves an eighth of the time. Does nothing in the window, which collects in its own way.
    """
    if gc.isenabled() and not gc.get_freeze_count():
        gc.freeze()


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Work:
    """What every process needs besides its files."""

    settings: CheckSettings
    store: SideDataStore | None
    revisions: Revisions
    ledger: Ledger | None


def _engine(settings: CheckSettings, ledger: Ledger | None) -> Engine:
    if ledger is None:
        return Engine(settings=settings)
    from desktop.documents.ledger_check import ledger_engine

    return ledger_engine(ledger, settings)


def _in_processes(paths: Sequence[Path], work: _Work, processes: int) -> Iterator[CheckedFile]:
    from concurrent.futures.process import BrokenProcessPool

    chunks = [tuple(paths[at : at + _CHUNK]) for at in range(0, len(paths), _CHUNK)]
    done = 0
    while done < len(chunks):
        pool = _pool(min(processes, len(chunks) - done))
        try:
            futures = [pool.submit(_check_chunk, chunk, work) for chunk in chunks[done:]]
            for future in futures:
                yield from future.result()
                done += 1
        except BrokenProcessPool:
            # a process died: the chunk that was due is taken file by file, to name the culprit
            yield from _one_by_one(chunks[done], work)
            done += 1
        finally:
            pool.shutdown(cancel_futures=True)


def _one_by_one(paths: Sequence[Path], work: _Work) -> Iterator[CheckedFile]:
    from concurrent.futures.process import BrokenProcessPool

    for path in paths:
        pool = _pool(1)
        try:
            yield from pool.submit(_check_chunk, (path,), work).result()
        except BrokenProcessPool:
            yield CheckedFile(str(path), error="检查这个文件时程序意外中止，请单独打开它，或把文件交给维护人员。")
        finally:
            pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    """Ctrl-C reaches all processes at once; only the first one shall answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_chunk(paths: Sequence[Path], work: _Work) -> list[CheckedFile]:
    engine = _engine(work.settings, work.ledger)
    checked = [check_file(path, engine, work.store, work.revisions) for path in paths[:1]]
    spare_loaded_data()
    return checked + [check_file(path, engine, work.store, work.revisions) for path in paths[1:]]
