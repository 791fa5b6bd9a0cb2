"""The sheet 汇总: how many problems, by status and by aspect, as formulas over the rows of the ledger.

SUMPRODUCT with EXACT, not COUNTIF: COUNTIF reads * ? < and = in a heading as
wildcards and operators and refuses texts over 255 characters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text, line_count
from desktop.documents.excel_cells import A4, Sheet, grid_border, put_text, set_up_landscape
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES, NO_ASPECT, Totals, count_ledger
from desktop.report.model import Status

SUMMARY = "汇总"
_TOP = 4
_LABEL_WIDTH = 38.0
_COUNT_WIDTH = 11.5
_LABEL_CHARACTERS = 18


class _Sheet:
    """Puts styled texts and formulas into the sheet and remembers the formulas' values."""

    def __init__(self, sheet: Sheet) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._border = grid_border()
        self._centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self._plain = Font(name="宋体", size=11, color=colours.TEXT)
        self._bold = Font(name="黑体", size=11, bold=True, color=colours.TEXT)
        self._head_fill = PatternFill("solid", fgColor=colours.HEADER_SOFT)
        self.sheet = sheet
        self.values: dict[str, float | str] = {}

    def text(self, row: int, column: int, text: str, *, head: bool = False, left: bool = False) -> None:
        cell = put_text(self.sheet.cell(row, column), text)
        cell.font = self._bold if head else self._plain
        cell.alignment = self._left if left else self._centre
        cell.border = self._border
        if head:
            cell.fill = self._head_fill

    def formula(self, row: int, column: int, formula: str, value: float | str, *, percent: bool = False) -> str:
        """Put a formula and its present value; returns the cell's address."""
        cell = self.sheet.cell(row, column, formula)
        cell.font = self._plain
        cell.alignment = self._centre
        cell.border = self._border
        if percent:
            cell.number_format = "0.0%"
        self.values[cell.coordinate] = value
        return str(cell.coordinate)


def write_summary(
    sheet: Sheet,
    ledger: Ledger,
    done: Collection[Status] = DONE_STATUSES,
    rows_sheet: str = "整改台账",
    first: int = 4,
    last: int = 4,
    notes: Sequence[str] = (),
) -> dict[str, float | str]:
    """Fill the sheet; returns the value of every formula by cell.

    first, last: the rows of `rows_sheet` that the formulas cover, 1-based,
    last included. Blank rows among them count as nothing.
    """
    from openpyxl.utils import get_column_letter

    totals = count_ledger(ledger, done)
    statuses = list(totals.overall.by_status)
    order = list(Column)

    def cells(column: Column) -> str:
        letter = get_column_letter(order.index(column) + 1)
        return f"'{rows_sheet}'!${letter}${first}:${letter}${last}"

    written = "+".join(f"LEN({cells(c)})" for c in (Column.NUMBER, Column.PROBLEM, Column.DETAIL))
    counted = f"({written}>0)"
    board = _Sheet(sheet)
    width = len(statuses) + 4
    _head(sheet, ledger, width, done)

    def status_test(words: str, address: str) -> str:
        test = f"EXACT({cells(Column.STATUS)},{address})"
        return f'({test}+EXACT({cells(Column.STATUS)},""))' if words == Status.UNSTATED.value else test

    def aspect_test(words: str, address: str) -> str:
        test = f"EXACT({cells(Column.ASPECT)},{address})"
        return f'({test}+EXACT({cells(Column.ASPECT)},""))' if words == NO_ASPECT else test

    head = ["方面", *statuses, "合计", "已办结", "完成率"]
    for at, words in enumerate(head, start=1):
        board.text(_TOP, at, words, head=True)

    def line(row: int, counts: Totals, aspect: str | None) -> None:
        group = [] if aspect is None else [aspect_test(aspect, f"$A{row}")]
        for at, words in enumerate(statuses, start=2):
            address = f"{get_column_letter(at)}${_TOP}"
            tests = "*".join([*group, status_test(words, address), counted])
            board.formula(row, at, f"=SUMPRODUCT({tests})", counts.by_status.get(words, 0))
        at = len(statuses) + 2
        total = board.formula(row, at, f"=SUMPRODUCT({'*'.join([*group, counted])}*1)", counts.total)
        finished = [
            f"{get_column_letter(statuses.index(status.value) + 2)}{row}" for status in Status if status in done
        ]
        closed = board.formula(row, at + 1, "=" + ("+".join(finished) or "0"), counts.done)
        rate = counts.rate
        formula = f'=IF({total}=0,"",{closed}/{total})'
        board.formula(row, at + 2, formula, "" if rate is None else rate, percent=True)

    row = _TOP
    for aspect, counts in totals.by_aspect.items():
        row += 1
        board.text(row, 1, aspect, left=True)
        sheet.row_dimensions[row].height = max(24.0, 16.0 * line_count(aspect, _LABEL_CHARACTERS) + 8)
        line(row, counts, aspect)
    row += 1
    board.text(row, 1, "合计", head=True)
    sheet.row_dimensions[row].height = 26
    line(row, totals.overall, None)
    total_row = row
    row = _by_status(board, statuses, total_row, totals.overall, row + 2)
    _foot(sheet, notes, row + 1, width)
    _set_up_page(sheet, width)
    return board.values


def _by_status(board: _Sheet, statuses: list[str], total_row: int, counts: Totals, row: int) -> int:
    """The second table: every status with its number and share, taken from the first table's last line."""
    from openpyxl.utils import get_column_letter

    for at, words in enumerate(("整改状态", "数量", "占比"), start=1):
        board.text(row, at, words, head=True)
    board.sheet.row_dimensions[row].height = 26
    total = f"{get_column_letter(len(statuses) + 2)}{total_row}"
    for at, words in enumerate(statuses, start=2):
        row += 1
        number = counts.by_status[words]
        board.text(row, 1, words, left=True)
        address = board.formula(row, 2, f"={get_column_letter(at)}{total_row}", number)
        share = number / counts.total if counts.total else ""
        board.formula(row, 3, f'=IF({total}=0,"",{address}/{total})', share, percent=True)
        board.sheet.row_dimensions[row].height = 22
    return row


def _head(sheet: Sheet, ledger: Ledger, width: int, done: Collection[Status]) -> None:
    from openpyxl.styles import Alignment, Font

    counted = "、".join(status.value for status in Status if status in done) or "无"
    facts = [f"填报单位：{ledger.unit}", f"填报日期：{ledger.date}", f"计为已办结：{counted}"]
    title = ledger.title.removesuffix("台账") + "情况汇总" if ledger.title.endswith("台账") else ledger.title + "汇总"
    for row, text, size, height in ((1, title, 18, 38), (2, "      ".join(facts), 11, 24)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        cell = put_text(sheet.cell(row, 1), clean_text(text))
        cell.font = Font(name="黑体" if row == 1 else "宋体", size=size, color=colours.TEXT)
        cell.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
        sheet.row_dimensions[row].height = height
    sheet.row_dimensions[3].height = 6
    sheet.row_dimensions[_TOP].height = 36


def _foot(sheet: Sheet, notes: Sequence[str], row: int, width: int) -> None:
    from openpyxl.styles import Alignment, Font

    texts = ["本表数字由公式从“整改台账”表中统计，台账改动后自动更新。", *notes]
    for at, text in enumerate(texts, start=row):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
        cell = put_text(sheet.cell(at, 1), "注：" + text)
        cell.font = Font(name="宋体", size=10, color=colours.MUTED)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.row_dimensions[at].height = 20


def _set_up_page(sheet: Sheet, width: int) -> None:
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions["A"].width = _LABEL_WIDTH
    for at in range(2, width + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _COUNT_WIDTH
    sheet.freeze_panes = sheet.cell(_TOP + 1, 2)
    set_up_landscape(sheet, A4, _TOP)
