"""The words of a status cell as real ledgers write them: 已销号, √, 进行中, 80%."""

from __future__ import annotations

import re

from desktop.report.model import Status
from desktop.report.status import classify

_WORDS = {
    **dict.fromkeys(
        (
            "√",
            "✓",
            "✔",
            "是",
            "已销号",
            "销号",
            "完成",
            "已完结",
            "办结",
            "已验收",
            "已整改",
            "已完成整改",
            "已完成销号",
            "整改完成",
        ),
        Status.DONE,
    ),
    **dict.fromkeys(
        ("×", "✗", "✘", "否", "未销号", "待整改", "未开始", "未启动", "申请延期", "延期", "未整改", "超期"), Status.OPEN
    ),
    **dict.fromkeys(
        ("进行中", "正在进行", "正在推进", "推进中", "持续整改", "持续推进", "在办", "办理中", "整改中"), Status.DOING
    ),
}
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)[%％]")
_LONGEST = 20
_AHEAD = ("待", "拟", "申请", "被", "草稿", "计划")
"""Words of a work flow (待销号, 被驳回) say nothing of the work itself."""

_WHOLE = 100.0
_ORDER = (Status.OPEN, Status.DOING, Status.STAGE, Status.MOSTLY, Status.DONE_LONG, Status.DONE)


def read_status(text: str) -> Status | None:
    """The status that a cell states, None for an empty cell and for words that are no status."""
    text = text.strip().strip("。；;")
    if not text:
        return None
    try:
        status = Status(text)
    except ValueError:
        status = Status.UNSTATED
    if status is not Status.UNSTATED:
        return status
    if text in _WORDS:
        return _WORDS[text]
    percent = _PERCENT.fullmatch(text)
    if percent:
        value = float(percent[1])
        return Status.DONE if value >= _WHOLE else Status.DOING if value else Status.OPEN
    if len(text) > _LONGEST or text.startswith(_AHEAD):
        return None
    status = classify(text)
    return None if status is Status.UNSTATED else status


def least(statuses: set[Status]) -> Status:
    """The one that has come the least far: a problem is finished with its last measure."""
    return next(status for status in _ORDER if status in statuses)
