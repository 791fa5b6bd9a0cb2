"""The sheet 部门与时限汇总: how many problems by responsible department and by month of the deadline, as formulas.

A month cannot be read out of 2025年9月底前 by a formula: each wording of a deadline is counted for itself at the
sheet's right, beside the month it means, and the months add these up.
"""

from __future__ import annotations

from collections.abc import Collection

from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text, line_count
from desktop.documents.excel_cells import A4, Sheet, grid_border, put_text, set_up_landscape
from desktop.ledger import deadlines
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Status

BREAKDOWN = "部门与时限汇总"
NO_DEPARTMENT, NO_MONTH, LASTING = "未写责任单位", "未写时限", "长期坚持"
_TOP = 3
_WORDS_COLUMN = 7
_HEADS = ("合计", "已办结", "未办结", "完成率")


def month_of(text: str) -> str:
    """The month a deadline falls into (2025年9月), 长期坚持, 未写时限, or the words themselves."""
    last = deadlines.last_day(text)
    if last is not None:
        return f"{last.year}年{last.month}月"
    if not text.strip():
        return NO_MONTH
    return LASTING if deadlines.sort_of(text) is deadlines.Sort.LASTING else "其他时限"


def write_breakdown(
    sheet: Sheet, ledger: Ledger, done: Collection[Status], rows_sheet: str, first: int, last: int
) -> dict[str, float | str]:
    """Fill the sheet; returns the value of every formula by cell. first, last: the rows the formulas cover."""
    return _Board(sheet, ledger, done, rows_sheet, first, last).write()


class _Board:
    def __init__(
        self, sheet: Sheet, ledger: Ledger, done: Collection[Status], rows_sheet: str, first: int, last: int
    ) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self.sheet, self.ledger, self.done = sheet, ledger, done
        self._area = f"'{rows_sheet}'!${{0}}${first}:${{0}}${last}"
        self._fonts = {
            head: Font(name="黑体" if head else "宋体", size=11, bold=head, color=colours.TEXT)
            for head in (True, False)
        }
        self._fill = PatternFill("solid", fgColor=colours.HEADER_SOFT)
        self._centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self._border = grid_border()
        self.values: dict[str, float | str] = {}

    def write(self) -> dict[str, float | str]:
        from openpyxl.styles import Alignment, Font

        sheet = self.sheet
        sheet.merge_cells("A1:E1")
        title = put_text(sheet["A1"], clean_text(f"{self.ledger.unit}{BREAKDOWN}"))
        title.font = Font(name="黑体", size=18, color=colours.TEXT)
        title.alignment = Alignment(horizontal="center", vertical="center")
        sheet.row_dimensions[1].height = 38
        rows = [row for row in self.ledger.rows if any(row[c] for c in (Column.NUMBER, Column.PROBLEM, Column.DETAIL))]
        end = self._departments(rows)
        end = self._months(rows, end + 2)
        for letter, width in (("A", 30.0), ("B", 10.0), ("C", 10.0), ("D", 10.0), ("E", 10.0), ("F", 4.0), ("G", 26.0)):
            sheet.column_dimensions[letter].width = width
        for letter in "HIJ":
            sheet.column_dimensions[letter].width = 12.0
        sheet.print_area = f"A1:E{end}"
        set_up_landscape(sheet, A4, _TOP)
        sheet.page_setup.orientation = "portrait"
        return self.values

    # -- tables --------------------------------------------------------------------------------------

    def _departments(self, rows: list[Row]) -> int:
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row[Column.DEPARTMENT].strip(), []).append(row)
        self._head(_TOP, "责任单位（部门）")
        at = _TOP
        for name, group in groups.items():
            at += 1
            self._text(at, 1, name or NO_DEPARTMENT, left=True)
            self.sheet.row_dimensions[at].height = max(22.0, 16.0 * line_count(name, 14) + 8)
            test = f"EXACT({self._cells(Column.DEPARTMENT)},{f'$A{at}' if name else chr(34) * 2})"
            total = f"=SUMPRODUCT({test}*{self._counted()})"
            closed = f"=SUMPRODUCT({test}*{self._counted()}*{self._finished()})"
            self._numbers(at, total, closed, len(group), self._count(group))
        return self._sum(_TOP, at, rows)

    def _months(self, rows: list[Row], top: int) -> int:
        texts: dict[str, list[Row]] = {}
        for row in rows:
            texts.setdefault(row[Column.DEADLINE].strip(), []).append(row)
        self._text(top, _WORDS_COLUMN, "时限写法", head=True)
        for step, words in enumerate(("所属月份", "合计", "已办结"), 1):
            self._text(top, _WORDS_COLUMN + step, words, head=True)
        months: dict[str, list[Row]] = {}
        at = top
        for text, group in sorted(texts.items(), key=lambda item: _order(month_of(item[0]), item[0])):
            at += 1
            month = month_of(text)
            months.setdefault(month, []).extend(group)
            self._text(at, _WORDS_COLUMN, text, left=True)
            self._text(at, _WORDS_COLUMN + 1, month)
            test = f"EXACT({self._cells(Column.DEADLINE)},$G{at})"
            self._formula(at, 9, f"=SUMPRODUCT({test}*{self._counted()})", len(group))
            closed = f"=SUMPRODUCT({test}*{self._counted()}*{self._finished()})"
            self._formula(at, 10, closed, self._count(group))
        bottom = max(at, top + 1)
        self._head(top, "完成时限所在月份")
        at = top
        for month, group in months.items():
            at += 1
            self._text(at, 1, month, left=True)
            total, closed = (
                f"=SUMIF($H${top + 1}:$H${bottom},$A{at},{c}${top + 1}:{c}${bottom})" for c in ("$I", "$J")
            )
            self._numbers(at, total, closed, len(group), self._count(group))
        return max(self._sum(top, at, rows), bottom)

    def _head(self, row: int, first: str) -> None:
        for at, words in enumerate((first, *_HEADS), 1):
            self._text(row, at, words, head=True)
        self.sheet.row_dimensions[row].height = 26

    def _sum(self, top: int, last: int, rows: list[Row]) -> int:
        row = last + 1
        self._text(row, 1, "合计", head=True)
        total, closed = (f"=SUM({letter}{top + 1}:{letter}{last})" if last > top else "=0" for letter in "BC")
        self._numbers(row, total, closed, len(rows), self._count(rows))
        return row

    def _numbers(self, row: int, total: str, closed: str, n: int, finished: int) -> None:
        self._formula(row, 2, total, n)
        self._formula(row, 3, closed, finished)
        self._formula(row, 4, f"=B{row}-C{row}", n - finished)
        rate = self._formula(row, 5, f'=IF(B{row}=0,"",C{row}/B{row})', finished / n if n else "")
        rate.number_format = "0.0%"

    # -- cells ---------------------------------------------------------------------------------------

    def _cells(self, column: Column) -> str:
        from openpyxl.utils import get_column_letter

        return self._area.format(get_column_letter(list(Column).index(column) + 1))

    def _counted(self) -> str:
        written = "+".join(f"LEN({self._cells(c)})" for c in (Column.NUMBER, Column.PROBLEM, Column.DETAIL))
        return f"({written}>0)"

    def _finished(self) -> str:
        tests = [f'EXACT({self._cells(Column.STATUS)},"{s.value}")' for s in Status if s in self.done]
        return f"({'+'.join(tests) or '0'})"

    def _count(self, rows: list[Row]) -> int:
        return sum(row.status in self.done for row in rows)

    def _text(self, row: int, column: int, text: str, *, head: bool = False, left: bool = False) -> None:
        cell = put_text(self.sheet.cell(row, column), clean_text(text))
        cell.font = self._fonts[head]
        cell.alignment = self._left if left else self._centre
        cell.border = self._border
        if head:
            cell.fill = self._fill

    def _formula(self, row: int, column: int, formula: str, value: float | str) -> Sheet:
        cell = self.sheet.cell(row, column, formula)
        cell.font = self._fonts[False]
        cell.alignment = self._centre
        cell.border = self._border
        self.values[cell.coordinate] = value
        return cell


def _order(month: str, text: str) -> tuple[int, int, str]:
    last = deadlines.last_day(text)
    if last is not None:
        return 0, last.year * 100 + last.month, text
    return (1 if month == LASTING else 2 if text else 3), 0, text
