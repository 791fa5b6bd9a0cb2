"""Where the problems of a new report come from, and what was understood of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.drafting.feedback import read_feedback, to_ledger
from desktop.drafting.problems import Counts, count_items, items_of
from desktop.ledger.model import Ledger

_NO_FEEDBACK = (
    "没有读出逐条的问题。请核对是不是反馈意见：其中的问题要有序号，或写成“一是……二是……”。可以先不选，以后再填。"
)
_NO_ROWS = "“{}”里没有读出问题。请核对是不是整改台账，列名要有“反馈问题”或“具体问题”。"


@dataclass(frozen=True, slots=True)
class ProblemSource:
    """The problems and what they add up to.

    name: what they were read from, for people. workbook: where that is a ledger in a file.
    """

    name: str
    ledger: Ledger
    counts: Counts
    workbook: Path | None = None

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None]:
        """How many aspects, problems and details; None where there are none."""
        counts = self.counts
        return counts.aspects or None, counts.problems, counts.details or None

    @property
    def understood(self) -> str:
        """3 个方面、12 个问题（细化为 24 项）."""
        aspects, problems, details = self.numbers
        words = f"{aspects} 个方面、{problems} 个问题" if aspects else f"{problems} 个问题"
        return f"{words}（细化为 {details} 项）" if details else words


def of_ledger(name: str, ledger: Ledger) -> ProblemSource:
    """A ledger as the source. Raises DocumentError where it has no problems."""
    counts = count_items(items_of(ledger))
    if not counts.problems:
        raise DocumentError(_NO_ROWS.format(name))
    return ProblemSource(name, ledger, counts)


def of_workbook(path: Path) -> ProblemSource:
    """The ledger of a workbook. Raises DocumentError."""
    from desktop.documents.excel_reader import read_excel

    return replace(of_ledger(path.name, read_excel(path).ledger), workbook=path)


def of_feedback_file(path: Path) -> ProblemSource:
    """The problems of a feedback in a file. Raises DocumentError."""
    from desktop.documents.reading import read

    return of_feedback_text("\n".join(read(path).document.lines), path.name)


def of_feedback_text(text: str, name: str = "粘贴的反馈意见") -> ProblemSource:
    """The problems of a feedback's text. Raises DocumentError."""
    problems = read_feedback(text.splitlines())
    if not problems:
        raise DocumentError(_NO_FEEDBACK)
    return of_ledger(name, to_ledger(problems))


def of_file(path: Path) -> ProblemSource:
    """A ledger for a workbook, a feedback for any other file. Raises DocumentError."""
    return of_workbook(path) if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".et") else of_feedback_file(path)
