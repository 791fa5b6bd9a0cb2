"""The ledger's columns."""

from __future__ import annotations

import enum

from desktop.report.model import Status


class Column(enum.Enum):
    """A column of the ledger, in the order of the table; the value is its heading."""

    NUMBER = "序号"
    ASPECT = "方面"
    PROBLEM = "反馈问题"
    DETAIL = "具体问题"
    CAUSE = "原因分析"
    MEASURES = "整改措施"
    GOAL = "整改目标"
    LEADER = "牵头领导"
    DEPARTMENT = "责任单位(部门)"
    PERSON = "责任人"
    PARTNER = "配合单位"
    TYPE = "整改类型"
    DEADLINE = "完成时限"
    PROGRESS = "整改进展"
    STATUS = "整改状态"
    DONE_ON = "完成时间"
    PROOF = "佐证材料"
    STRUCK_OFF = "销号时间"
    REASON_OPEN = "未完成原因"
    REMARK = "备注"

    __hash__ = object.__hash__
    """That of Enum is Python code: a table of ten thousand rows looks columns up a million times."""


class RectificationType(enum.Enum):
    """整改类型."""

    AT_ONCE = "立行立改"
    LIMITED = "限期整改"
    LONG = "长期坚持"


STATUS_CHOICES = tuple(status.value for status in Status if status is not Status.UNSTATED)
"""What the status drop-down offers; where the text states no status the cell stays empty."""

TYPE_CHOICES = tuple(kind.value for kind in RectificationType)
"""What the drop-down of 整改类型 offers."""
