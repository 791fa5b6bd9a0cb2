"""Two texts side by side, paragraph beside paragraph, with the changed characters shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.app.differences import DifferenceRow, Differences, Piece, Side
from desktop.app.look import Look

_MOST_ROWS = 400


class DifferenceView(QTextBrowser):
    """A table of what differs; read only."""

    def __init__(self, look: Look, old_title: str, new_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._titles = old_title, new_title
        self._shown: Differences | str = ""
        self.setObjectName("difference_view")
        self.setAccessibleName(f"逐段比较：左边是{old_title}，右边是{new_title}")
        self.setOpenLinks(False)
        look.changed.connect(self._restyle)

    def tell(self, words: str) -> None:
        """Show a sentence in the place of a comparison."""
        self._shown = words
        self._restyle()

    def show_differences(self, found: Differences, old_title: str = "", new_title: str = "") -> None:
        """Show a comparison."""
        self._titles = old_title or self._titles[0], new_title or self._titles[1]
        self._shown = found
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.document().setDefaultFont(self._look.font(13))
        if isinstance(self._shown, str):
            self.setHtml(f"<p style='color:{self._color('muted')}'>{escape(self._shown)}</p>")
        else:
            self.setHtml(self._table(self._shown))

    def _table(self, found: Differences) -> str:
        if not found:
            return f"<p style='color:{self._color('muted')}'>两边文字完全相同。</p>"
        head = "".join(f"<th width='50%' align='left'>{escape(title)}</th>" for title in self._titles)
        rows = [self._row(row) for row in found.rows[:_MOST_ROWS]]
        if len(found.rows) > _MOST_ROWS:
            rows.append(self._gap(f"不同的地方太多，只列到这里（共{found.summary}）"))
        line = self._color("line")
        return (
            f"<style>td, th {{ border: 1px solid {line}; padding: 6px; }}</style>"
            f"<table width='100%' cellspacing='0' style='border-collapse:collapse'>"
            f"<tr>{head}</tr>{''.join(rows)}</table>"
        )

    def _row(self, row: DifferenceRow) -> str:
        if row.skipped:
            return self._gap(f"…… 相同的 {row.skipped} 段 ……")
        return f"<tr>{self._cell(row, row.old, '− ', 'error')}{self._cell(row, row.new, '＋ ', 'done')}</tr>"

    def _gap(self, words: str) -> str:
        return f"<tr><td colspan='2' align='center' style='color:{self._color('muted')}'>{escape(words)}</td></tr>"

    def _cell(self, row: DifferenceRow, side: Side | None, sign: str, color: str) -> str:
        if side is None:
            return f"<td bgcolor='{self._color('background')}'></td>"
        alone = row.changed and (row.old is None or row.new is None)
        ground = f" bgcolor='{self._color(color + '_soft')}'" if alone else ""
        paragraphs = "<br>".join(self._words(paragraph, color, plain=alone) for paragraph in side.paragraphs)
        shade = "text" if row.changed else "muted"
        number = f"<span style='color:{self._color('muted')}'>第{side.line}段 {sign if row.changed else ''}</span>"
        return f"<td valign='top'{ground}><span style='color:{self._color(shade)}'>{number}{paragraphs}</span></td>"

    def _words(self, pieces: Sequence[Piece], color: str, *, plain: bool) -> str:
        strike = ";text-decoration:line-through" if color == "error" else ";text-decoration:underline"
        style = f"background-color:{self._color(color + '_soft')};color:{self._color(color)}{strike}"
        return "".join(
            f"<span style='{style}'>{_html(piece.text)}</span>" if piece.changed and not plain else _html(piece.text)
            for piece in pieces
        )

    def _color(self, name: str) -> str:
        return self._look.color(name).name()


def _html(text: str) -> str:
    return escape(text).replace("\u3000", "&#12288;").replace("\n", "<br>")
