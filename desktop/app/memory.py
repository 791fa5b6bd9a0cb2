"""What is remembered of the open report beside its file: corrections of the reading, ignored findings. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from desktop.app import readings
from desktop.checks.base import Finding
from desktop.checks.suppression import Ignored, Suppression
from desktop.documents.errors import DocumentError
from desktop.documents.side_data import SideData, SideDataStore
from desktop.report.corrections import Correction
from desktop.text.document import Document


class ReportMemory:
    """The corrections and ignored findings of one report.

    What is to last is written at once where the report has a file; a new
    report's is kept in memory until it is saved. Methods that write raise
    DocumentError where the user's data folder cannot be written to; what was
    asked holds all the same while the report is open.
    """

    def __init__(self, store: SideDataStore) -> None:
        self._store = store
        self._path: Path | None = None
        self._sha256 = ""
        self._data = SideData()
        self._suppression = Suppression()
        self._read: Document | None = None

    @property
    def corrections(self) -> readings.Corrections:
        """What a person said of single lines."""
        return self._data.corrections

    def open(self, path: Path | None, sha256: str = "") -> None:
        """Remember another report from now on. path: None for one without a file of its own."""
        self._path, self._sha256 = path, sha256
        self._data = SideData() if path is None else self._store.load(path, sha256)
        self._suppression = self._data.suppression
        self._read = None

    def saved(self, path: Path | None, sha256: str) -> None:
        """The report now stands in this file with this content."""
        self._path, self._sha256 = path, sha256
        if self._data != SideData():
            self._keep(self._data)

    # corrections

    def corrections_of(self, document: Document) -> readings.Corrections:
        """The corrections, held to the words of the text as it is now."""
        if self._data.corrections:
            if self._read is not None:
                # written down when the text is: a text that is thrown away leaves the file's own lines corrected
                followed = readings.carried(self._data.corrections, self._read, document)
                self._data = replace(self._data, corrections=followed)
            self._read = document
        return self._data.corrections

    def correct(self, document: Document, line: int, correction: Correction | None) -> None:
        """A person's word on a 1-based line of the text as it is now; None: read it as the program does."""
        before = self.corrections_of(document)
        self._read = document
        self._keep(replace(self._data, corrections=readings.corrected(before, document, line, correction)))

    def forget_corrections(self) -> None:
        """Read every line as the program does."""
        self._keep(replace(self._data, corrections=()))

    # the ledger

    @property
    def ledger(self) -> Path | None:
        """The workbook that the report's ledger is kept in."""
        return Path(self._data.ledger) if self._data.ledger else None

    def keep_ledger(self, path: Path | None) -> None:
        """The report's ledger is kept in this workbook from now on; None: in none."""
        text = "" if path is None else str(path.absolute())
        if text != self._data.ledger:
            self._keep(replace(self._data, ledger=text))

    # ignored findings

    @property
    def suppression(self) -> Suppression:
        """What is ignored as of now."""
        return self._suppression

    def ignore(self, finding: Finding, document: Document, *, always: bool) -> None:
        """Do not show a finding while the report is open, or ever again."""
        now = self._suppression
        self._suppress(now.ignoring_always(finding, document) if always else now.ignoring_once(finding, document))

    def bring_back(self, items: Iterable[Ignored]) -> None:
        """Show what these hide again."""
        self._suppress(self._suppression.bringing_back(items))

    def _suppress(self, suppression: Suppression) -> None:
        self._suppression = suppression
        data = self._data.with_ignored(suppression)
        if data != self._data:
            self._keep(data)

    def _keep(self, data: SideData) -> None:
        self._data = data
        if self._path is not None:
            try:
                self._store.save(self._path, data, self._sha256)
            except OSError as error:
                raise DocumentError("写不进本程序的数据文件夹，请检查磁盘是否已满、是否有权限。") from error
