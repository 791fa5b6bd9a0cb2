"""Find the heading rows of a sheet and what each column is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.ledger.columns import Column
from desktop.ledger.deadlines import Sort, find_days, sort_of
from desktop.ledger.grid import Grid
from desktop.ledger.headings import CERTAIN, DOUBTFUL, LIKELY, Meaning, plain_heading, read_heading
from desktop.ledger.status_words import read_status

_SEARCHED_ROWS = 40
_MOST_HEADER_ROWS = 3
_LEAST_COLUMNS = 2
_SAMPLE = 200
_MOSTLY = 0.8
_HEADING_LENGTH = 40
_SHORT = 14
_CORE = frozenset({Column.PROBLEM, Column.DETAIL, Column.MEASURES})
JOINED = frozenset(
    {Column.MEASURES, Column.PROGRESS, Column.PROOF, Column.REMARK, Column.CAUSE, Column.DETAIL, Column.REASON_OPEN}
)
"""Several columns of a sheet may go into one of these."""

_LEADING = ("牵头", "主责", "主办")
_ANSWERING = ("责任", "落实", "配合")
_BESIDE_LEAD = LIKELY + 0.01
"""How sure the meaning of 责任单位 beside 牵头单位 is: sure enough to need no check."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a column of the sheet was taken for.

    index: 1-based. heading: as it stands there, the rows of a two-row heading joined by /. column: None for
    one without a place in the ledger; what stands in it goes to 备注 under its heading, unless `ignored`.
    confidence: 1 the very words, lower a guess, 0 none.
    """

    index: int
    heading: str
    column: Column | None
    confidence: float = 0.0
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a sheet is read: its heading rows (first one 1-based, how many) and what each column is."""

    sheet: str
    header_row: int
    header_rows: int
    columns: tuple[ColumnChoice, ...]

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.header_row + self.header_rows

    def of(self, column: Column) -> tuple[int, ...]:
        """The sheet's columns that were taken for this one."""
        return tuple(choice.index for choice in self.columns if choice.column is column)

    def found(self) -> frozenset[Column]:
        """The ledger's columns that the sheet has."""
        return frozenset(choice.column for choice in self.columns if choice.column is not None)

    def duty_beside_lead(self) -> tuple[ColumnChoice, ColumnChoice] | None:
        """牵头单位 and the 责任单位 beside it, where a sheet has both.

        The one that leads answers to the office above: it is our 责任单位. Those that carry the work out with it
        stand as 配合单位; in a row without 牵头单位 the 责任单位 answers itself.
        """
        lead = next((c for c in self.columns if c.column is Column.DEPARTMENT and _says(c, _LEADING)), None)
        duty = next((c for c in self.columns if c.column is Column.PARTNER and _says(c, ("责任", "落实"))), None)
        return (lead, duty) if lead is not None and duty is not None and not _says(duty, ("配合",)) else None

    def is_own(self) -> bool:
        """Whether it is a ledger as this program writes it: all columns, in our order, under our headings."""
        return [choice.heading for choice in self.columns[: len(Column)]] == [column.value for column in Column]


def _says(choice: ColumnChoice, words: tuple[str, ...]) -> bool:
    return any(word in choice.heading for word in words)


def find_header(grid: Grid, known: Mapping[str, Column | None] | None = None) -> SheetMapping | None:
    """The headings of a sheet, None where there are none. known: what a person said of headings, by plain_heading."""
    best: tuple[float, SheetMapping] | None = None
    rows = grid.used_rows()[:_SEARCHED_ROWS]
    for row in rows:
        for depth in range(1, _MOST_HEADER_ROWS + 1):
            if depth > 1 and not _goes_on(grid, row, depth):
                break
            mapping = _read(grid, row, depth, known or {})
            score = _score(mapping, depth)
            if score and (best is None or score > best[0] + 1e-6):
                best = score, mapping
    if best is None:
        return None
    return _by_content(grid, _resolve(best[1]))


def header_at(grid: Grid, row: int, rows: int = 1) -> SheetMapping:
    """The columns of a sheet whose headings stand in these rows (1-based), as a person says, whatever they mean."""
    return _by_content(grid, _resolve(_read(grid, row, max(1, min(rows, _MOST_HEADER_ROWS)), {})))


def _goes_on(grid: Grid, row: int, depth: int) -> bool:
    """Whether the heading that begins in `row` still stands in the row depth - 1 below."""
    lower = row + depth - 1
    upper = lower - 1
    columns = grid.used_columns()
    wide = any(
        (merge := grid.merge(upper, column)) is not None and merge.right > merge.left and merge.bottom == upper
        for column in columns
        if grid.text(upper, column)
    )
    tall = any(
        (merge := grid.merge(lower, column)) is not None and row <= merge.top < lower and grid.text(lower, column)
        for column in columns
    )
    texts = [text for column in columns if (text := grid.rows.get(lower, {}).get(column))]
    short = all(len(text) <= _HEADING_LENGTH and not text.isdigit() for text in texts)
    return bool(texts) and short and (wide or tall) and any(read_heading([t]).column for t in texts)


def _read(grid: Grid, row: int, depth: int, known: Mapping[str, Column | None]) -> SheetMapping:
    choices = []
    for index in grid.used_columns():
        parts: list[str] = []
        places: list[object] = []
        for at in range(row, row + depth):
            text, place = grid.text(at, index).strip(), grid.merge(at, index)
            if text and (place is None or place not in places):
                parts.append(text)
                places.append(place)
        heading = "/".join(part.replace("\n", "") for part in parts)
        if plain_heading(heading) in known:
            column = known[plain_heading(heading)]
            choices.append(ColumnChoice(index, heading, column, CERTAIN, ignored=column is None))
            continue
        meaning = read_heading(parts)
        choices.append(ColumnChoice(index, heading, meaning.column, meaning.confidence))
    return SheetMapping(grid.name, row, depth, tuple(choices))


def _score(mapping: SheetMapping, depth: int) -> float:
    best: dict[Column, float] = {}
    for choice in mapping.columns:
        if choice.column is not None:
            best[choice.column] = max(best.get(choice.column, 0.0), choice.confidence)
    if len(best) < _LEAST_COLUMNS or not best.keys() & _CORE:
        return 0.0
    long = sum(len(choice.heading) > _HEADING_LENGTH for choice in mapping.columns)
    named = sum(choice.column is not None for choice in mapping.columns)
    return max(0.0, sum(best.values()) + 0.2 * named - long - 0.05 * depth)


def _resolve(mapping: SheetMapping) -> SheetMapping:
    """Give each column of ours to one column of the sheet, where several claim it."""
    choices = list(mapping.columns)
    for column in Column:
        claiming = [at for at, choice in enumerate(choices) if choice.column is column]
        if len(claiming) < _LEAST_COLUMNS or column in JOINED:
            continue
        if column is Column.PARTNER and any(choices[at].confidence == _BESIDE_LEAD for at in claiming):
            continue  # 牵头单位, 责任单位 and 配合单位: the last two share a column, told apart in it
        claiming.sort(key=lambda at: -_claim(choices[at], column))
        for at in claiming[1:]:
            lead = choices[claiming[0]]
            choices[at] = _second(choices[at], column, {c.column for c in choices}, lead)
    found = {choice.column for choice in choices}
    if Column.DETAIL in found and Column.PROBLEM not in found:
        first = next(at for at, choice in enumerate(choices) if choice.column is Column.DETAIL)
        choices[first] = replace(choices[first], column=Column.PROBLEM)
    return replace(mapping, columns=tuple(choices))


def _claim(choice: ColumnChoice, column: Column) -> float:
    lead = column in (Column.DEPARTMENT, Column.LEADER) and _says(choice, _LEADING)
    task = column is Column.PROBLEM and "任务" in choice.heading
    return choice.confidence + (0.5 if lead else 0.0) - (0.3 if task else 0.0)


def _second(choice: ColumnChoice, column: Column, taken: set[Column | None], first: ColumnChoice) -> ColumnChoice:
    """What a column is whose first meaning another column, `first`, has."""
    other: Column | None = None
    if column is Column.DEPARTMENT and _says(first, _LEADING) and _says(choice, _ANSWERING):
        return replace(choice, column=Column.PARTNER, confidence=_BESIDE_LEAD)
    if column is Column.DEPARTMENT and _says(choice, _ANSWERING):
        other = Column.PARTNER
    elif column is Column.LEADER and any(word in choice.heading for word in ("责任", "负责")):
        other = Column.PERSON
    elif column is Column.PROBLEM:
        other = Column.GOAL if "任务" in choice.heading else Column.DETAIL
    elif column is Column.DEADLINE and "完成" in choice.heading:
        other = Column.DONE_ON
    if other is None or (other in taken and other not in JOINED):
        return replace(choice, column=None, confidence=0.0, ignored=column is Column.NUMBER)
    return replace(choice, column=other, confidence=min(choice.confidence, DOUBTFUL))


def _by_content(grid: Grid, mapping: SheetMapping) -> SheetMapping:
    """Let the cells below decide where a heading leaves it open, or is missing."""
    rows = [row for row in grid.used_rows() if row >= mapping.first_row][:_SAMPLE]
    choices = list(mapping.columns)
    for at, choice in enumerate(choices):
        texts = [text for row in rows if (text := grid.rows.get(row, {}).get(choice.index, "").strip())]
        taken = {c.column for c in choices}
        better = _better(choice, texts, taken)
        if better is not None:
            choices[at] = replace(choice, column=better.column, confidence=better.confidence)
    return replace(mapping, columns=tuple(choices))


def _better(choice: ColumnChoice, texts: Sequence[str], taken: set[Column | None]) -> Meaning | None:
    if not texts:
        return None
    statuses = _share(texts, lambda text: len(text) <= _SHORT and read_status(text) is not None)
    if choice.column is Column.PROGRESS and Column.STATUS not in taken and statuses >= _MOSTLY:
        return Meaning(Column.STATUS, LIKELY)
    if choice.column is Column.STATUS and Column.PROGRESS not in taken and statuses < 1 - _MOSTLY:
        long = _share(texts, lambda text: len(text) > _SHORT)
        return Meaning(Column.PROGRESS, LIKELY) if long >= _MOSTLY else None
    if choice.column is Column.DONE_ON and Column.DEADLINE not in taken:
        ahead = _share(texts, lambda text: text.endswith(("前", "底", "内")) or sort_of(text) is not Sort.DAY)
        return Meaning(Column.DEADLINE, DOUBTFUL) if "实际" not in choice.heading and ahead >= 0.5 else None
    if choice.column is not None or choice.ignored or choice.heading:
        return None
    if Column.NUMBER not in taken and _share(texts, str.isdigit) >= _MOSTLY:
        return Meaning(Column.NUMBER, DOUBTFUL)
    if Column.STATUS not in taken and statuses >= _MOSTLY:
        return Meaning(Column.STATUS, DOUBTFUL)
    days = _share(texts, lambda text: len(text) <= 2 * _SHORT and bool(find_days(text)))
    if Column.DEADLINE not in taken and days >= _MOSTLY:
        return Meaning(Column.DEADLINE, DOUBTFUL)
    return None


def _share(texts: Sequence[str], test: object) -> float:
    assert callable(test)
    return sum(bool(test(text)) for text in texts) / len(texts)
