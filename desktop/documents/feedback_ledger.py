"""A ledger of the problems that a feedback (反馈意见) names, read from its file."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.reading import read
from desktop.drafting.feedback import read_feedback, to_ledger
from desktop.ledger.model import Ledger

_NOTHING = (
    "没有读出逐条的问题。请核对是否选了反馈意见：其中的问题要有序号，或写成“一是……二是……”；"
    "也可以先把问题清单列成 Excel，再用“导入台账”。"
)


def ledger_of_feedback(path: Path) -> Ledger:
    """The problems registered, each a row to be filled. Raises DocumentError, which says what to do."""
    problems = read_feedback(read(path).document.lines)
    if not problems:
        raise DocumentError(_NOTHING)
    return to_ledger(problems)
