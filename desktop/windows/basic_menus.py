"""What every window's menus hold; features add theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from desktop.windows.menus import MenuName, Needs
from desktop.windows.workspace import LEDGER

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


def fill_menus(window: MainWindow) -> None:
    """Put the toolbar's actions and the usual ones where they belong."""
    add, take, bar, document = window.menus.add, window.menus.take, window.toolbar, window.editor.document
    take(MenuName.FILE, 0, bar.new, needs=Needs.NOTHING)
    take(MenuName.FILE, 0, bar.open, needs=Needs.NOTHING)
    take(MenuName.FILE, 1, bar.save)
    add(MenuName.FILE, 1, "另存为…", window.saving.save_as, "Ctrl+Shift+S")
    add(MenuName.FILE, 9, "关闭", window.close, QKeySequence.StandardKey.Close, needs=Needs.NOTHING)
    take(MenuName.EDIT, 0, bar.undo, ready=lambda: _can_go(window, document().isUndoAvailable(), back=True))
    take(MenuName.EDIT, 0, bar.redo, ready=lambda: _can_go(window, document().isRedoAvailable(), back=False))
    take(MenuName.CHECK, 0, bar.check)
    take(MenuName.CHECK, 0, bar.fix_all, ready=lambda: window.standing.certain > 0)
    add(MenuName.CHECK, 2, "已忽略的问题…", window.side.show_ignored)
    take(MenuName.CHECK, 3, bar.settings, needs=Needs.NOTHING)
    take(MenuName.HELP, 0, bar.help, needs=Needs.NOTHING)


def _can_go(window: MainWindow, in_text: bool, *, back: bool) -> bool:
    """Whether a step can be taken back, or done again, in the view that is shown."""
    if window.workspace.tabs.currentIndex() != LEDGER:
        return in_text
    working = window.workspace.ledger.working
    return bool(working.undo_name if back else working.redo_name)
