"""The menu of a row of the ledger: what can be done to its cells, its rows and its place in the report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.ledger.columns import Column
from desktop.ledger.editing import pieces_of
from desktop.panels.ledger_bar import add_fill_actions, short_words

if TYPE_CHECKING:
    from desktop.panels.ledger_panel import LedgerPanel


def make_row_menu(panel: LedgerPanel, at: int | None, column: Column | None) -> QMenu:
    """What can be done at a 0-based row of the ledger and a column; without a row, to the chosen ones."""
    menu = QMenu(panel.view)
    view, rows = panel.view, panel.view.chosen_rows()
    if at is not None and column is not None:
        said = panel.model.conflict(at, column)
        if said is not None:
            menu.addAction(f"改用正文的：{short_words(said)}", partial(panel.working.take_from_report, at, column))
            menu.addAction("保留台账的，不再提示", partial(panel.working.keep_mine, at, column))
            menu.addSeparator()
    view.keys_of(menu.addAction("剪切", partial(view.do, "cut")), "cut")
    view.keys_of(menu.addAction("复制", view.copy), "copy")
    view.keys_of(menu.addAction("粘贴", view.paste), "paste")
    view.keys_of(menu.addAction("清空内容", view.clear), "clear")
    if len(rows) > 1:
        view.keys_of(menu.addAction("向下填充", view.fill_down), "fill_down")
    if rows:
        fill = menu.addMenu("批量填写" if len(rows) > 1 else "填写")
        add_fill_actions(fill, panel.fill)
    menu.addSeparator()
    menu.addAction("增加一行", panel.add_row)
    if at is not None and len(rows) <= 1:
        split = menu.addMenu("拆分这一行")
        for by, words in ((Column.MEASURES, "按整改措施"), (Column.DETAIL, "按具体问题")):
            count = len(pieces_of(panel.model.ledger.rows[at], by))
            text = f"{words}（{count}行）" if count else f"{words}（分成两行再填）"
            split.addAction(text, partial(panel.commands.split, at, by))
    if len(rows) > 1:
        menu.addAction(f"合并这{len(rows)}行", partial(panel.commands.merge, rows))
    view.keys_of(menu.addAction("上移", partial(panel.move_rows, rows, -1)), "up")
    view.keys_of(menu.addAction("下移", partial(panel.move_rows, rows, 1)), "down")
    menu.addAction(f"删除{len(rows)}行…" if len(rows) > 1 else "删除这一行…", panel.delete_rows)
    menu.addSeparator()
    if at is not None:
        jump = menu.addAction("看正文", partial(panel.jump, at))
        jump.setEnabled(panel.model.ledger.rows[at].line is not None)
        view.keys_of(jump, "jump")
        menu.addAction("修改记录…", partial(panel.history_asked.emit, at))
    return menu
