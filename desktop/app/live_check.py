"""Checks the text of one editor in the background: newest text only, one pass at a time."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QTextDocument

from desktop.app.analysis import Analysis, Cancel, Cancelled, document_of
from desktop.app.editor_text import from_editor
from desktop.app.jobs import Token
from desktop.app.readings import Corrections
from desktop.text.document import Document, Paragraph

QUICK_MS = 250
SLOW_MS = 600
_SLOW_SECONDS = 0.3
_MOMENT = 3.0

Analyse = Callable[[Document, Cancel, Corrections], Analysis]
_WARMING = "整改情况：一是完善制度。"


@dataclass(frozen=True, slots=True)
class _Result:
    version: int
    analysis: Analysis | None = None
    error: str = ""


class _Pass(QRunnable):
    """Sees only text and frozen data; the signal belongs to the controller, not to this."""

    def __init__(
        self,
        analyse: Analyse,
        version: int,
        raw: str,
        origin: Sequence[Paragraph],
        corrections: Corrections,
        token: Token,
        done: SignalInstance,
    ) -> None:
        super().__init__()
        self._analyse, self._version, self._raw = analyse, version, raw
        self._origin, self._corrections = origin, corrections
        self._token, self._done = token, done

    def run(self) -> None:
        try:
            document = document_of(from_editor(self._raw), self._origin)
            result = _Result(self._version, self._analyse(document, self._token.cancelled, self._corrections))
        except Cancelled:
            result = _Result(self._version)
        except Exception as error:
            result = _Result(self._version, None, f"{type(error).__name__}: {error}")
        try:
            self._done.emit(result)
        except RuntimeError:
            return  # the controller is gone


class _Warming(QRunnable):
    def __init__(self, analyse: Analyse) -> None:
        super().__init__()
        self._analyse = analyse

    def run(self) -> None:
        # a failure here will show, and be told, in the first real pass
        with contextlib.suppress(Exception):
            self._analyse(Document.from_lines([_WARMING]), _never, ())


def _never() -> bool:
    return False


def _none(raw: str) -> Corrections:
    return ()


class LiveCheck(QObject):
    """Watches a text document and hands out the analysis of its newest text.

    checked(Analysis): of exactly the text the document holds now. began(): a
    pass started. failed(str): a pass ended in an exception; the text is the
    exception's own, for the details.
    """

    checked = Signal(object)
    began = Signal()
    failed = Signal(str)
    _done = Signal(object)

    def __init__(
        self,
        analyse: Analyse,
        composing: Callable[[], bool],
        parent: QObject | None = None,
        corrections: Callable[[str], Corrections] | None = None,
    ) -> None:
        """corrections: what a person said of lines of a raw text, asked in the window's thread."""
        super().__init__(parent)
        self._analyse = analyse
        self._composing = composing
        self._corrections = corrections or _none
        self._document: QTextDocument | None = None
        self._origin: tuple[Paragraph, ...] = ()
        self._version = 0
        self._edited_at = -_MOMENT
        self._running = False
        self._token = Token()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUICK_MS)
        self._timer.timeout.connect(self._start)
        self._done.connect(self._finish)

    @property
    def up_to_date(self) -> bool:
        """Whether no pass runs or is due."""
        return not self._running and not self._timer.isActive()

    @property
    def busy(self) -> bool:
        """Whether the text is being worked on: a pass runs or is due, or the last edit is a moment ago."""
        return not self.up_to_date or time.monotonic() - self._edited_at < _MOMENT

    def warm_up(self) -> None:
        """Load what a check needs, in the worker, before the first text is there."""
        if self._document is None:
            self._pool.start(_Warming(self._analyse))

    def watch(self, document: QTextDocument, origin: Sequence[Paragraph] = ()) -> None:
        """Check this document from now on, at once. origin: the paragraphs of the file it shows."""
        self._document = document
        self._origin = tuple(origin)
        self.check_now()

    def follow(self, origin: Sequence[Paragraph]) -> None:
        """From now on these are the paragraphs of the file, which was saved; the check that is due sees them."""
        if tuple(origin) != self._origin:
            self._origin = tuple(origin)
            self.text_changed()

    @Slot()
    def text_changed(self) -> None:
        """The document has another text now; to be called for every change but an open preedit."""
        self._edited_at = time.monotonic()
        self._version += 1
        self._token.cancel()
        self._timer.start()

    @Slot()
    def check_now(self) -> None:
        """Check without waiting for a pause in typing."""
        self._version += 1
        self._token.cancel()
        self._timer.stop()
        self._start()

    def close(self) -> None:
        """Stop, and wait for the worker, at most two seconds."""
        self._document = None
        self._timer.stop()
        self._token.cancel()
        self._pool.waitForDone(2000)

    @Slot()
    def _start(self) -> None:
        if self._document is None or self._running:
            return  # _finish starts the next pass
        if self._composing():
            self._timer.start()
            return
        self._running = True
        self._token = Token()
        self.began.emit()
        # toRawText keeps no-break spaces and tells line breaks from paragraph ends
        raw = self._document.toRawText()
        corrections = self._corrections(raw)
        self._pool.start(_Pass(self._analyse, self._version, raw, self._origin, corrections, self._token, self._done))

    @Slot(object)
    def _finish(self, result: _Result) -> None:
        self._running = False
        if self._document is None:
            return
        if result.version != self._version:
            if not self._timer.isActive():
                self._start()
        elif result.error:
            self.failed.emit(result.error)
        elif result.analysis is not None:
            slow = result.analysis.seconds > _SLOW_SECONDS
            self._timer.setInterval(SLOW_MS if slow else QUICK_MS)
            self.checked.emit(result.analysis)
