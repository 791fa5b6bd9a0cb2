"""A ledger out of the sheets of any workbook: which sheet is one, what its columns mean, what other sheets add."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.deadlines import find_days
from desktop.ledger.grid import Grid
from desktop.ledger.headings import LIKELY
from desktop.ledger.model import Ledger, Row
from desktop.ledger.summary_sheet import Figure, read_figures
from desktop.ledger.table_header import SheetMapping, find_header
from desktop.ledger.table_rows import LeftOut, TableRows, read_rows

MOST_ROWS = 20_000
CHANGE_LOG = "修改记录"
_HEAD_ROWS = 8
_SAME_ROWS = 0.6
_OF_ALL = 0.5
_SHOWN = 12
_TITLE = re.compile(r"台账|清单|一览表|情况表|明细表|统计表|登记表|任务表|方案|表$")
_UNIT = re.compile(
    r"(?:填报|填表|报送|报告|责任|编制|制表)?单位(?:名称)?(?:[（(]盖?公?章?[)）]|[（(]党[组委][)）])*[：:]\s*(?P<words>[^\s：:]*)"
)
_DATE = re.compile(r"(?:填报|填表|报送|制表|更新|统计)?(?:日期|时间)[：:]\s*(?P<words>.*)|截[至止](?P<until>.*)")
_NAMES = re.compile(r"台账|问题清单|清单|整改|问题|任务|责任|措施")
_OLD_NAMES = re.compile(r"旧|原|备份|模板|示例|填表说明|说明|\(\d\)|（\d）|字典|选项|参数")


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """What came of reading a workbook.

    mapping: the sheet that was read and what each of its columns was taken for; joined: sheets that added
    columns. notes: Chinese, what was doubtful or done on the way. left_out: rows that are no problems.
    figures: of a workbook that only holds sums. places: the sheet row of each row of the ledger, 1-based.
    """

    ledger: Ledger
    mapping: SheetMapping | None
    joined: tuple[SheetMapping, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    grid: Grid
    mapping: SheetMapping
    read: TableRows

    @property
    def rows(self) -> list[Row]:
        return self.read.rows


def read_tables(
    grids: Sequence[Grid], mapping: SheetMapping | None = None, known: Mapping[str, Column | None] | None = None
) -> ReadLedger | None:
    """The ledger in these sheets, None where none of them is one.

    mapping: which sheet to read and how, as a person chose it. known: what
    headings mean, as a person said before, by `plain_heading`.
    """
    if mapping is not None:
        grid = next((grid for grid in grids if grid.name == mapping.sheet), None)
        if grid is None:
            return None
        beside = [(other, found) for other in grids if other is not grid and (found := find_header(other, known))]
        others = [_Sheet(other, found, read_rows(other, found)) for other, found in beside]
        return _finished(_Sheet(grid, mapping, read_rows(grid, mapping)), others, grids)
    headed = [(grid, found) for grid in grids if (found := find_header(grid, known)) is not None]
    own = [pair for pair in headed if pair[1].is_own()]  # the lists beside our own ledger say nothing that it does not
    sheets = [_Sheet(grid, found, read_rows(grid, found)) for grid, found in own[:1] or headed]
    sheets = [sheet for sheet in sheets if sheet.rows] or sheets[:1]
    if not sheets:
        return _figures_only(grids)
    sheets.sort(key=_worth, reverse=True)
    return _finished(sheets[0], sheets[1:], grids)


def sheet_worth(grid: Grid, mapping: SheetMapping) -> tuple[bool, bool, bool, float]:
    """How much a sheet looks like the ledger: ours, visible and no old copy, with problems; then by its columns."""
    found = mapping.found()
    named = 0.5 * bool(_NAMES.search(grid.name)) + (1.5 if "台账" in grid.name or grid.name == "问题清单" else 0.0)
    return (
        mapping.is_own(),
        not grid.hidden and not _OLD_NAMES.search(grid.name),
        bool(found & {Column.PROBLEM, Column.DETAIL}),
        len(found) + named,
    )


def _worth(sheet: _Sheet) -> tuple[object, ...]:
    own, current, problems, columns = sheet_worth(sheet.grid, sheet.mapping)
    return own, current, problems, min(len(sheet.rows), 2), columns, len(sheet.rows)


def _figures_only(grids: Sequence[Grid]) -> ReadLedger | None:
    for grid in grids:
        figures = read_figures(grid)
        if figures:
            note = f"工作表“{grid.name}”是汇总表，没有逐条列出问题，只读出了其中的{len(figures)}个数字。"
            return ReadLedger(Ledger(_title(grid, len(grid.rows) + 1)), None, notes=(note,), figures=figures)
    return None


def _finished(best: _Sheet, others: Sequence[_Sheet], grids: Sequence[Grid]) -> ReadLedger:
    notes = _mapping_notes(best) + _row_notes(best.read)
    rows = list(best.rows)
    joined = []
    if not best.mapping.is_own():
        for other in others:
            rows, added = _join(rows, other)
            if added:
                joined.append(other.mapping)
                notes.append(f"已从工作表“{other.grid.name}”补入：{'、'.join(added)}。")
            elif not other.grid.hidden and other.rows and not _OLD_NAMES.search(other.grid.name):
                notes.append(f"工作表“{other.grid.name}”也像台账（{len(other.rows)}行），没有读入；需要时请改选。")
    if len(rows) > MOST_ROWS:
        notes.append(f"台账超过{MOST_ROWS}行，只读入前{MOST_ROWS}行。")
        rows = rows[:MOST_ROWS]
    unit, day = _unit_and_date(best.grid, best.mapping.header_row)
    ledger = Ledger(_title(best.grid, best.mapping.header_row), unit, day, tuple(rows))
    figures = next((f for grid in grids if grid.name != best.grid.name and (f := read_figures(grid))), ())
    places = tuple(best.read.places[: len(rows)])
    return ReadLedger(ledger, best.mapping, tuple(joined), tuple(notes), tuple(best.read.left_out), figures, places)


# -- what the clerk should know ------------------------------------------------------------------


def _mapping_notes(sheet: _Sheet) -> list[str]:
    notes = []
    mapping = sheet.mapping
    doubtful = [c for c in mapping.columns if c.column is not None and c.confidence < LIKELY]
    if doubtful:
        said = "、".join(
            f"“{c.heading or f'第{c.index}列'}”当作“{c.column.value if c.column else ''}”" for c in doubtful
        )
        notes.append(f"这几列的含义没有把握，请核对：{said}。")
    beside = mapping.duty_beside_lead()
    if beside is not None:
        lead, duty = beside
        alone = sheet.read.answering
        notes.append(
            f"表中既有“{lead.heading}”又有“{duty.heading}”：“{lead.heading}”读作“责任单位(部门)”，"
            f"“{duty.heading}”读作“配合单位”"
            + (f"；有{alone}行没写{lead.heading}，“{duty.heading}”读作“责任单位(部门)”。" if alone else "。")
        )
    extra = [c.heading for c in mapping.columns if c.column is None and not c.ignored and c.heading]
    filled = [h for h in extra if any(f"{h}：" in row[Column.REMARK] for row in sheet.rows)]
    if filled:
        notes.append(f"没有对应栏目的列已并入“备注”：{'、'.join(filled)}。")
    if not mapping.found() & {Column.PROBLEM, Column.DETAIL}:
        notes.append("表中没有“反馈问题”一栏，每条措施作为一行读入。")
    hidden = [c.heading for c in mapping.columns if c.index in sheet.grid.hidden_columns and c.column is not None]
    if hidden:
        notes.append(f"隐藏的列也已读入：{'、'.join(hidden)}。")
    return notes


def _row_notes(read: TableRows) -> list[str]:
    notes = []
    if read.gathered:
        notes.append(f"有{read.gathered}行与上一行是同一问题，措施已归到一起。")
    if read.carried:
        notes.append(f"有{read.carried}处空白的方面或问题沿用了上面的内容。")
    if read.statuses:
        said = "、".join(f"“{old}”作“{new}”" for old, new in list(read.statuses.items())[:_SHOWN])
        notes.append(f"整改状态的写法已统一：{said}。")
    if read.unknown_statuses:
        said = "、".join(f"“{words}”" for words, _ in read.unknown_statuses.most_common(_SHOWN))
        notes.append(f"不认识的整改状态，已照原样读入，请核对：{said}。")
    if read.mixed:
        notes.append(f"序号{'、'.join(read.mixed[:_SHOWN])}的各项措施状态不同，按进展最慢的一项计；各项状态写入备注。")
    if read.struck:
        notes.append(f"表中没有“整改状态”一栏，{read.struck}个已销号的问题按“已完成”读入。")
    if read.serials:
        notes.append(f"有{read.serials}处日期在表中存成了数字，已换成日期。")
    reasons: dict[str, int] = {}
    for left in read.left_out:
        reasons[left.reason] = reasons.get(left.reason, 0) + 1
    if reasons:
        notes.append("没有作为问题读入：" + "、".join(f"{reason}{n}行" for reason, n in reasons.items()) + "。")
    return notes


# -- other sheets ----------------------------------------------------------------------------------


def _join(rows: list[Row], other: _Sheet) -> tuple[list[Row], list[str]]:
    """The rows with the columns that another sheet adds to them, and the names of those columns."""
    new = other.mapping.found() - {Column.NUMBER, Column.PROBLEM, Column.ASPECT}
    new = frozenset(column for column in new if not any(row[column].strip() for row in rows))
    if not new:
        return rows, []
    for key in (_problem_key, _detail_key, _number_key):
        by_key: dict[str, Row] = {}
        for row in other.rows:
            if key(row):
                by_key.setdefault(key(row), row)
        matched = [by_key.get(key(row)) if key(row) else None for row in rows]
        used = sum(row is not None for row in matched)
        if used < max(_SAME_ROWS * len(by_key), _OF_ALL * len(rows), 1):
            continue
        if key is _number_key and any(
            row is not None and row[Column.PROBLEM] and rows[at][Column.PROBLEM] for at, row in enumerate(matched)
        ):
            return rows, []
        out = []
        for row, more in zip(rows, matched, strict=True):
            cells = dict(row.cells)
            if more is not None:
                cells.update({column: more[column] for column in new if more[column].strip()})
            out.append(replace(row, cells={column: cells[column] for column in Column if column in cells}))
        return out, [column.value for column in Column if column in new and any(row[column] for row in out)]
    return rows, []


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _problem_key(row: Row) -> str:
    detail = row[Column.DETAIL]
    return _plain(row[Column.PROBLEM]) + ("|" + _plain(detail) if detail else "")


def _detail_key(row: Row) -> str:
    return _plain(row[Column.DETAIL] or row[Column.PROBLEM])


def _number_key(row: Row) -> str:
    return _plain(row[Column.NUMBER]).lstrip("0")


# -- the head --------------------------------------------------------------------------------------


def _head_texts(grid: Grid, before: int) -> list[tuple[int, int, str]]:
    return [
        (row, column, text.strip())
        for row in sorted(r for r in grid.rows if r < before)[:_HEAD_ROWS]
        for column, text in sorted(grid.rows[row].items())
        if text.strip()
    ]


def _title(grid: Grid, before: int) -> str:
    texts = [text for _, _, text in _head_texts(grid, before) if not _UNIT.match(text) and not _DATE.match(text)]
    texts = [text for text in texts if not re.match(r"附件\s*\d*", text) and len(text) <= 80]
    named = [text for text in texts if _TITLE.search(text)]
    return " ".join((named or texts or [""])[0].split()) or "整改台账"


def _unit_and_date(grid: Grid, before: int) -> tuple[str, str]:
    unit = day = ""
    texts = _head_texts(grid, before)
    for at, (row, _, text) in enumerate(texts):
        beside = texts[at + 1][2] if at + 1 < len(texts) and texts[at + 1][0] == row else ""
        found = _UNIT.search(text)
        if found and not unit:
            unit = found["words"] or ("" if _DATE.search(beside) else beside)
        dated = _DATE.search(text)
        if dated and not day:
            words = (dated["words"] or dated["until"] or "").strip(" 　)）")
            day = words or (beside if find_days(beside) else "")
    return unit.strip(), day
