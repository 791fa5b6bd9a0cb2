"""How the rows of 对账 are drawn: stated numbers, and problems told differently."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from desktop.app.claim_model import ROW, ClaimColumn, ClaimModel, ClaimRow
from desktop.app.disagreements import COLUMNS, Disagreement, DisagreementColumn
from desktop.checks.base import Severity
from desktop.panels.tables import CellDelegate, Index
from desktop.report.model import Verdict


class ClaimDelegate(CellDelegate):
    """Wrong numbers in red on a red ground, with ✗ beside; links in the accent colour."""

    def ink(self, index: Index) -> QColor:
        """The colour that says something, never alone."""
        row, column = index.data(ROW), _column(index)
        if column is ClaimColumn.PLACE:
            return self._look.color("accent")
        if isinstance(row, ClaimRow) and column in (ClaimColumn.RESULT, ClaimColumn.STATED):
            if row.verdict is Verdict.WRONG:
                return self._look.color("error")
            if column is ClaimColumn.RESULT:
                return self._look.color("done" if row.verdict is Verdict.OK else "muted")
        return self._look.color("text")

    def font(self, index: Index) -> QFont:
        """The stated number is heavier."""
        stated = _column(index) is ClaimColumn.STATED
        return self._look.font(13, QFont.Weight.Bold if stated else QFont.Weight.Normal)

    def ground(self, index: Index) -> QColor | None:
        """A wrong row stands on a soft red."""
        row = index.data(ROW)
        if isinstance(row, ClaimRow) and row.verdict is Verdict.WRONG:
            return self._look.color("error_soft", 130)
        return None


class DisagreementDelegate(CellDelegate):
    """What differs in the colour of its weight; the problem as a link to its place."""

    def ink(self, index: Index) -> QColor:
        """The colour that says something, never alone."""
        row, column = index.data(ROW), COLUMNS[index.column()]
        if column is DisagreementColumn.PROBLEM:
            return self._look.color("accent")
        if column is DisagreementColumn.WHAT and isinstance(row, Disagreement):
            names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "muted"}
            return self._look.color(names[row.severity])
        return self._look.color("text")


def _column(index: Index) -> ClaimColumn:
    model = index.model()
    assert isinstance(model, ClaimModel)
    return model.columns[index.column()]
