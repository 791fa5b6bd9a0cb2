"""读作: the menu by which a person says what a line is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.app.readings import roles_of
from desktop.checks.settings import ROLE_NAMES
from desktop.report.corrections import Correction, ReadAs
from desktop.report.model import Kind

Choose = Callable[[Correction | None], None]

_LABELS = {ReadAs.PROBLEM: "问题", ReadAs.ASPECT: "方面", ReadAs.TEXT: "正文（不是标题）"}


def correction_text(correction: Correction) -> str:
    """What a line is read as: 问题, 正文（不是标题）, 部分：引言."""
    if correction.read_as is ReadAs.SECTION:
        return f"部分：{ROLE_NAMES[correction.role]}" if correction.role is not None else "部分"
    return _LABELS[correction.read_as]


def fill_reading_menu(menu: QMenu, kind: Kind, now: Correction | None, choose: Choose, prefix: str = "读作") -> None:
    """Put the choices into a menu.

    kind: of the report, for the parts it can have. now: the correction that
    holds, None where the program decides. prefix: what stands before the
    choices, "" in a submenu whose own title says it.
    """
    group = QActionGroup(menu)

    def add(to: QMenu, text: str, correction: Correction | None) -> QAction:
        action = to.addAction(text)
        action.setCheckable(True)
        action.setChecked(correction == now)
        group.addAction(action)
        action.triggered.connect(lambda checked=False: choose(correction))
        return action

    for read_as, label in _LABELS.items():
        add(menu, f"{prefix}{label}", Correction(read_as))
    parts = menu.addMenu(f"{prefix}部分")
    for role in roles_of(kind):
        add(parts, ROLE_NAMES[role], Correction(ReadAs.SECTION, role))
    menu.addSeparator()
    add(menu, "恢复自动判断" if now is not None else "自动判断", None).setEnabled(now is not None)
