"""Read the rows of a sheet under its headings: carried values, gathered measures, rows that are none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.ledger.columns import TYPE_CHOICES, Column
from desktop.ledger.grid import Grid
from desktop.ledger.headings import plain_heading
from desktop.ledger.model import Row
from desktop.ledger.status_words import least, read_status
from desktop.ledger.table_header import JOINED, ColumnChoice, SheetMapping
from desktop.report.model import Status

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|总\s*数)[：:]?")
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表说明|填报说明|填表人|填报人|制表|审核|审核人|单位负责人|主要负责人|联系人|联系电话|负责人签|签字|分管领导签|"
    r"抄送|报送)[：:（(\d]|^[※*★]|^注[：:]?"
)
_LABEL = re.compile(
    r"^\s*(?:[（(]?\s*[一二三四五六七八九十]{1,3}\s*[）)、.．]|第[一二三四五六七八九十]{1,3}(?:方面|部分|类)[：:、]?|[一二三四五六七八九十]{1,3}、)\s*"
)
_ARABIC = re.compile(r"^\s*[（(]?\d{1,3}[）)、.．]\s*")
_MEASURE_LABEL = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[）)、.．]|[①-⑳]|[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_415
_DAY_COLUMNS = frozenset({Column.DEADLINE, Column.DONE_ON, Column.STRUCK_OFF})
BLANK = "只有序号的空行"
"""Why a row numbered ahead was left out."""

_WIDE = 3
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not read as a problem, 1-based, why, and how it begins."""

    row: int
    reason: str
    text: str = ""


@dataclass(slots=True)
class _Gathered:
    """The rows of a sheet that make one row of the ledger."""

    first: int
    cells: dict[Column, list[str]] = field(default_factory=dict)
    statuses: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    rows: int = 0


@dataclass(slots=True)
class TableRows:
    """What was read: rows with the sheet row each began in, what was left out, what was done on the way."""

    rows: list[Row] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    gathered: int = 0
    carried: int = 0
    statuses: dict[str, str] = field(default_factory=dict)
    struck: int = 0
    serials: int = 0
    answering: int = 0
    unknown_statuses: Counter[str] = field(default_factory=Counter)
    mixed: list[str] = field(default_factory=list)


def read_rows(grid: Grid, mapping: SheetMapping) -> TableRows:
    """The rows below the headings."""
    return _Reader(grid, mapping).read()


class _Reader:
    def __init__(self, grid: Grid, mapping: SheetMapping) -> None:
        self._grid = grid
        self._mapping = mapping
        self._own = mapping.is_own()
        self._found = mapping.found()
        self._places = {column: mapping.of(column) for column in Column}
        self._indices = [choice.index for choice in mapping.columns]
        self._headings = {choice.index: plain_heading(choice.heading) for choice in mapping.columns if choice.heading}
        self._beside_lead = mapping.duty_beside_lead()
        self._out = TableRows()
        self._aspect = self._problem = ""
        self._under = ""
        self._current: _Gathered | None = None
        self._number = self._leaf = ""

    def read(self) -> TableRows:
        for row in self._grid.used_rows():
            if row >= self._mapping.first_row:
                self._row(row)
        self._close()
        return self._out

    # -- which sort of row -------------------------------------------------------------------------

    def _row(self, row: int) -> None:
        texts = {c: t for c in self._columns(row) if (t := self._grid.text(row, c).strip())}
        if not texts:
            return
        own = {c: t for c, t in self._grid.rows.get(row, {}).items() if t.strip()}
        reason = "" if self._own and len(own) > 1 else self._reason(row, texts, own)
        if reason:
            shown = next(iter(own.values()), "")[:40]
            self._out.left_out.append(LeftOut(row, reason, shown))
            return
        if not self._own and self._is_section(row, own):
            self._section(next(iter(own.values())).strip())
            return
        self._read_row(row)

    def _columns(self, row: int) -> list[int]:
        return self._indices

    def _of(self, column: Column) -> tuple[int, ...]:
        return self._places[column]

    def _reason(self, row: int, texts: dict[int, str], own: dict[int, str]) -> str:
        plain = {c: plain_heading(t) for c, t in own.items()}
        same = sum(self._headings.get(c) == t for c, t in plain.items() if t)
        if same >= _WIDE or (same > 1 and same == len(own)):
            return "重复的表头"
        first = texts[min(texts)]
        if _TOTAL.match(first) or (len(own) > 1 and any(_TOTAL.fullmatch(t.strip()) for t in own.values())):
            return "合计行"
        distinct = set(own.values())
        if len(distinct) <= 2 and _NOTE.match(first) and not self._numbered(row):
            return "表外的说明"
        numbers = self._of(Column.NUMBER)
        if not self._own and numbers and own and set(own) <= set(numbers) and first.replace(".", "").isdigit():
            return BLANK
        ignored = {choice.index for choice in self._mapping.columns if choice.ignored} | set(numbers)
        if not self._own and own and set(own) <= ignored and all(_plain_number(t) for t in own.values()):
            return BLANK
        return ""

    def _numbered(self, row: int) -> bool:
        texts = (self._grid.text(row, index).strip() for index in self._of(Column.NUMBER))
        return any(text and _plain_number(text) for text in texts)

    def _is_section(self, row: int, own: dict[int, str]) -> bool:
        """Whether a row is the heading of the rows below it: one text, over several columns or where numbers stand."""
        if len(own) != 1:
            return False
        ((column, text),) = own.items()
        covered = [c for c in self._columns(row) if c != column and self._grid.text(row, c).strip()]
        merge = self._grid.merge(row, column)
        if merge is not None and merge.right - merge.left + 1 >= min(_WIDE, len(self._columns(row))):
            return True
        if any(self._grid.continued(row, c) for c in covered):
            return False
        in_numbers = column in self._of(Column.NUMBER) or not self._headings.get(column)
        return in_numbers and not _plain_number(text) and len(text) >= _SHORTEST

    def _section(self, text: str) -> None:
        self._close()
        text = " ".join(text.split())
        if Column.PROBLEM not in self._found and (_ARABIC.match(text) or ("问题" in text and self._aspect)):
            self._under = _ARABIC.sub("", text)
            return
        self._aspect = _LABEL.sub("", text)
        self._problem = self._under = ""

    # -- one row -----------------------------------------------------------------------------------

    def _read_row(self, row: int) -> None:
        cells: dict[Column, str] = {}
        for column in self._found:
            texts = [self._cell(row, index, column) for index in self._of(column)]
            cells[column] = "\n".join(dict.fromkeys(text for text in texts if text))
        if self._beside_lead is not None:
            self._answer(row, cells, self._beside_lead[1])
        if self._goes_on(row, cells):
            assert self._current is not None
            self._add(self._current, row, cells)
            self._out.gathered += 1
            return
        self._close()
        if not self._own:
            self._carry(cells)
        self._current = _Gathered(row)
        self._number = cells.get(Column.NUMBER, "")
        self._leaf = cells.get(Column.DETAIL, "") or cells.get(Column.PROBLEM, "")
        self._add(self._current, row, cells)

    def _answer(self, row: int, cells: dict[Column, str], duty: ColumnChoice) -> None:
        """责任单位 beside 牵头单位: it answers where nobody leads, and is told from 配合单位 where both are named."""
        own = self._grid.text(row, duty.index).strip()
        partners = [
            (c, self._grid.text(row, c.index).strip()) for c in self._mapping.columns if c.column is Column.PARTNER
        ]
        named = [(choice, text) for choice, text in partners if text]
        if own and not cells.get(Column.DEPARTMENT) and self._is_first(row):
            cells[Column.DEPARTMENT] = own
            named = [(choice, text) for choice, text in named if choice is not duty]
            cells[Column.PARTNER] = "\n".join(text for _, text in named)
            self._out.answering += 1
        elif len(named) > 1:
            cells[Column.PARTNER] = "\n".join(f"{plain_heading(choice.heading)}：{text}" for choice, text in named)

    def _is_first(self, row: int) -> bool:
        """Whether a row begins a problem of its own: the lead above does not stand for it."""
        places = self._of(Column.PROBLEM) or self._of(Column.DETAIL)
        return not places or any(self._grid.rows.get(row, {}).get(place, "").strip() for place in places)

    def _cell(self, row: int, index: int, column: Column) -> str:
        text = self._grid.text(row, index).strip()
        if column in _DAY_COLUMNS and _SERIAL.fullmatch(text) and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL:
            day = _EPOCH + timedelta(days=int(float(text)))
            self._out.serials += 1
            return f"{day.year}年{day.month}月{day.day}日"
        return text

    def _goes_on(self, row: int, cells: dict[Column, str]) -> bool:
        """Whether the row says more of the problem above."""
        if self._current is None:
            return False
        detail, problem = cells.get(Column.DETAIL, ""), cells.get(Column.PROBLEM, "")
        column = Column.DETAIL if detail else Column.PROBLEM
        places = self._of(column)
        if any(self._grid.continued(row, place) for place in places):
            return column is Column.DETAIL or not detail
        numbers = self._of(Column.NUMBER)
        number = cells.get(Column.NUMBER, "")
        new_number = bool(number) and not any(self._grid.continued(row, place) for place in numbers)
        if self._own:
            return False
        leaf = detail or problem
        if leaf:
            return leaf == self._leaf and (not new_number or number == self._number)
        if not {Column.PROBLEM, Column.DETAIL} & self._found:
            places = self._of(Column.MEASURES)[:1]
            blank = not any(self._grid.rows.get(row, {}).get(place, "").strip() for place in places)
            return blank and not new_number
        return not new_number

    def _carry(self, cells: dict[Column, str]) -> None:
        """Fill what stands once for several rows: the aspect, and the problem over its details."""
        aspect = cells.get(Column.ASPECT, "")
        if aspect:
            if aspect != self._aspect:
                self._problem = ""
            self._aspect = aspect
        elif self._aspect:
            cells[Column.ASPECT] = self._aspect
            self._out.carried += Column.ASPECT in self._found
        if self._under and not cells.get(Column.PROBLEM):
            cells[Column.PROBLEM] = self._under
        if cells.get(Column.PROBLEM):
            self._problem = cells[Column.PROBLEM]
        elif cells.get(Column.DETAIL) and self._problem:
            cells[Column.PROBLEM] = self._problem
            self._out.carried += 1

    def _add(self, into: _Gathered, row: int, cells: dict[Column, str]) -> None:
        into.rows += 1
        for column, text in cells.items():
            if not text:
                continue
            if column is Column.MEASURES:
                if text not in into.measures or not any(self._grid.continued(row, i) for i in self._of(column)):
                    into.measures.append(text)
            elif column is Column.STATUS:
                into.statuses.append(text)
            elif text not in into.cells.setdefault(column, []):
                into.cells[column].append(text)
        for choice in self._mapping.columns:
            if choice.column is None and not choice.ignored:
                text = self._grid.text(row, choice.index).strip()
                said = f"{choice.heading}：{text}" if choice.heading else text
                if text and said not in into.extras:
                    into.extras.append(said)

    # -- the ledger's row --------------------------------------------------------------------------

    def _close(self) -> None:
        group, self._current = self._current, None
        if group is None:
            return
        cells = {column: "\n".join(texts) for column, texts in group.cells.items()}
        for column in (Column.NUMBER, Column.PROBLEM, Column.DETAIL, Column.ASPECT):
            if column not in JOINED and group.cells.get(column):
                cells[column] = group.cells[column][0]
        cells[Column.MEASURES] = _listed(group.measures)
        cells[Column.STATUS] = self._status(group, cells)
        if group.extras:
            cells[Column.REMARK] = "\n".join(filter(None, [cells.get(Column.REMARK, ""), *group.extras]))
        if not cells.get(Column.TYPE) and cells.get(Column.DEADLINE) in TYPE_CHOICES:
            cells[Column.TYPE] = cells[Column.DEADLINE]
        ordered = {column: text for column in Column if (text := cells.get(column, "")).strip()}
        self._out.rows.append(Row(ordered))
        self._out.places.append(group.first)

    def _status(self, group: _Gathered, cells: dict[Column, str]) -> str:
        stated = [(text, self._known(text)) for text in group.statuses]
        known = {status for _, status in stated if status is not None}
        if len(set(group.statuses)) > 1 and known:
            lowest = least(known)
            each = "；".join(f"{n}.{text}" for n, text in enumerate(group.statuses, 1))
            cells[Column.REMARK] = "\n".join(filter(None, [cells.get(Column.REMARK, ""), f"各项措施状态：{each}"]))
            self._out.mixed.append(cells.get(Column.NUMBER) or str(group.first))
            return lowest.value
        if stated:
            text, status = stated[0]
            return text if status is None else status.value
        if Column.STATUS not in self._found and cells.get(Column.STRUCK_OFF):
            struck = cells[Column.STRUCK_OFF]
            status = read_status(struck)
            if status in (None, Status.DONE) and not struck.startswith(("未", "否", "待", "不")):
                self._out.struck += 1
                return Status.DONE.value
        return ""

    def _known(self, text: str) -> Status | None:
        status = read_status(text)
        if status is None:
            self._out.unknown_statuses[text] += 1
        elif status.value != text:
            self._out.statuses.setdefault(text, status.value)
        return status


def measure_label(text: str) -> int:
    """How many characters number a measure at the head of a line (1., ①, 一是), 0 for none."""
    match = _MEASURE_LABEL.match(text)
    return match.end() if match else 0


def _plain_number(text: str) -> bool:
    return bool(re.fullmatch(r"[（(]?[\d.\-—]+[）)、.．]?", text.strip()))


def _listed(measures: list[str]) -> str:
    if len(measures) <= 1:
        return "".join(measures)
    if any(_MEASURE_LABEL.match(text) for text in measures):
        return "\n".join(measures)
    return "\n".join(f"{n}.{text}" for n, text in enumerate(measures, 1))
