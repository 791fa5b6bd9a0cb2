"""What is printed beside the report: the check sheet with its reviewers, and the ledger, as tables on pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from desktop.checks.base import Severity
from desktop.documents import finding_words as words
from desktop.documents import print_colours as colours
from desktop.documents.cell_text import clean_text
from desktop.documents.json_output import CheckedFile
from desktop.documents.page_model import (
    MM,
    Align,
    Block,
    Face,
    Numbering,
    PageSetup,
    Para,
    Printable,
    Rule,
    Run,
    Table,
    TableCell,
)
from desktop.documents.word_ledger_layout import LINE_HEIGHT, lay_out, shown_columns
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES, count_rows
from desktop.report.model import Status

_MARGIN = 15 * MM
_SIZE = 200.0
_WESTERN = "Times New Roman"
_CENTRED = frozenset(
    {
        Column.NUMBER,
        Column.LEADER,
        Column.DEPARTMENT,
        Column.PERSON,
        Column.PARTNER,
        Column.TYPE,
        Column.DEADLINE,
        Column.STATUS,
        Column.DONE_ON,
        Column.STRUCK_OFF,
    }
)
_INK = {Severity.ERROR: "#C62828", Severity.WARNING: "#8A5200", Severity.INFO: "#1F5FAE"}
_SHEET_COLUMNS = (("序号", 11.5), ("位置", 15.0), ("轻重", 13.0), ("问题和原文", 92.0), ("改法", 33.0), ("处理", 18.0))
_GRID = Rule(10, "#555555")


def check_sheet(file: CheckedFile, when: datetime | None = None) -> Printable:
    """The findings as a sheet to work through and to sign: who reviewed it at each of the three stages, and when."""
    moment = when or datetime.now()
    heads = tuple(_cell(at, name, "黑体", Align.CENTER, fill="#E8EDF3") for at, (name, _) in enumerate(_SHEET_COLUMNS))
    rows = [heads, *(_finding_row(number, file, at) for number, at in enumerate(range(len(file.findings)), 1))]
    setup = _setup(210 * MM, 297 * MM)
    name = Path(file.path).name
    counted = "，".join(
        f"{word} {n} 处"
        for severity, word in words.SEVERITY_WORDS.items()
        if (n := words.count(file.findings, severity))
    )
    about = f"文件：{name}　检查时间：{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"
    found = f"检查结果：{counted or '没有发现问题'}" + (f"，另有 {len(file.ignored)} 处已忽略" if file.ignored else "")
    blocks: list[Block] = [
        _para("检查清单", "黑体", 360, Align.CENTER, 640),
        _para(words.report_title(file), "楷体_GB2312", 240, Align.CENTER, 420),
        _para(about, "仿宋_GB2312", 210, Align.LEFT, 340),
        _para(found, "仿宋_GB2312", 210, Align.LEFT, 400),
    ]
    if file.findings:
        blocks.append(Table(_widths([width for _, width in _SHEET_COLUMNS], setup), tuple(rows), 1, _GRID, pad_x=70))
    blocks += [_para("", "仿宋_GB2312", 210, Align.LEFT, 300), _signatures(setup)]
    return Printable(f"检查清单 {name}", setup, tuple(blocks))


def ledger_pages(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> Printable:
    """The ledger as it is exported to Word: the columns in which something stands, on A4 or A3 in landscape."""
    columns = shown_columns(ledger)
    layout = lay_out(columns, ledger)
    setup = _setup(layout.paper.width * MM, layout.paper.height * MM, 18 * MM)
    size = layout.size * 20
    line = size * LINE_HEIGHT
    widths = _widths([layout.widths[column] for column in columns], setup)
    heads = tuple(
        _cell(at, c.value, "黑体", Align.CENTER, size, line, f"#{colours.HEADER_SOFT}") for at, c in enumerate(columns)
    )
    fills = {word: f"#{ground}" for word, (_, ground) in colours.status_colours(done).items()}
    rows: list[tuple[TableCell, ...]] = [heads]
    for aspect, group in groupby(ledger.rows, key=lambda row: row[Column.ASPECT].strip()):
        members = list(group)
        if aspect:
            told = f"{clean_text(aspect)}（{len(members)}个问题）"
            band = _cell(0, told, "黑体", Align.LEFT, size, line, f"#{colours.BAND_SOFT}", span=len(columns))
            rows.append((band,))
        for row in members:
            texts = [clean_text(row[column]).strip() for column in columns]
            rows.append(
                tuple(
                    _cell(
                        at,
                        text,
                        "仿宋_GB2312",
                        Align.CENTER if column in _CENTRED else Align.LEFT,
                        size,
                        line,
                        fills.get(text, "") if column is Column.STATUS else "",
                    )
                    for at, (column, text) in enumerate(zip(columns, texts, strict=True))
                )
            )
    totals = count_rows(ledger.rows, done)
    summed = f"共{totals.total}个问题，已办结{totals.done}个。"
    head = f"填报单位：{clean_text(ledger.unit)}\t填报日期：{clean_text(ledger.date)}"
    blocks: list[Block] = [
        _para(clean_text(ledger.title) or "整改台账", "黑体", 400, Align.CENTER, 700),
        _para(head, "仿宋_GB2312", 240, Align.LEFT, 440),
        Table(widths, tuple(rows), 1, _GRID, pad_x=70),
        _para(summed, "仿宋_GB2312", size, Align.LEFT, line * 1.6),
    ]
    return Printable(ledger.title or "整改台账", setup, tuple(blocks))


def _setup(width: float, height: float, margin: float = _MARGIN) -> PageSetup:
    face = Face("宋体", "宋体", 180)
    return PageSetup(width, height, margin, margin, margin, margin, Numbering.PAGE_OF, face)


def _widths(shares: Sequence[float], setup: PageSetup) -> tuple[float, ...]:
    whole = sum(shares)
    return tuple(share / whole * setup.inner_width for share in shares)


def _para(text: str, font: str, size: float, align: Align, line: float) -> Para:
    return Para((Run(text, Face(font, _WESTERN, size)),), align, line)


def _cell(
    column: int,
    text: str,
    font: str,
    align: Align,
    size: float = _SIZE,
    line: float = 290,
    fill: str = "",
    *,
    span: int = 1,
) -> TableCell:
    paras = tuple(_para(part, font, size, align, line) for part in text.split("\n"))
    return TableCell(column, paras, span, fill=fill)


def _finding_row(number: int, file: CheckedFile, at: int) -> tuple[TableCell, ...]:
    finding = file.findings[at]
    grave = words.SEVERITY_WORDS[finding.severity]
    ink = Face("黑体", _WESTERN, _SIZE, color=_INK[finding.severity])
    told = [_para(clean_text(finding.message), "仿宋_GB2312", _SIZE, Align.LEFT, 290)]
    told += list(_context(file, at, ink))
    return (
        _cell(0, str(number), "仿宋_GB2312", Align.CENTER),
        _cell(1, words.place(finding), "仿宋_GB2312", Align.CENTER),
        TableCell(2, (Para((Run(grave, ink),), Align.CENTER, 290), *_family(file, at))),
        TableCell(3, tuple(told)),
        _cell(4, clean_text(words.fixes(finding)), "仿宋_GB2312", Align.LEFT),
        _cell(5, "□ 已改\n□ 不改", "仿宋_GB2312", Align.CENTER),
    )


def _family(file: CheckedFile, at: int) -> Iterator[Para]:
    yield _para(words.family(file.findings[at]), "仿宋_GB2312", 170, Align.CENTER, 240)


def _context(file: CheckedFile, at: int, ink: Face) -> Iterator[Para]:
    shown = words.context(file.report, file.findings[at])
    plain = Face("楷体_GB2312", _WESTERN, _SIZE)
    if shown.marked:
        parts = ((shown.before, plain), (shown.marked, ink), (shown.after, plain))
        yield Para(tuple(Run(clean_text(text), face) for text, face in parts if text), Align.LEFT, 290)
    other = words.elsewhere(file.findings[at])
    if other:
        yield _para(clean_text(other), "仿宋_GB2312", 170, Align.LEFT, 240)


def _signatures(setup: PageSetup) -> Table:
    """三级审查: each stage with name, opinion and date to be written in."""
    titles = ("审查", "姓名", "意见", "时间")
    rows = [tuple(_cell(at, title, "黑体", Align.CENTER, fill="#E8EDF3") for at, title in enumerate(titles))]
    rows += [
        tuple(
            _cell(at, text, "仿宋_GB2312", Align.CENTER, line=420)
            for at, text in enumerate((stage, "", "", "　　年　　月　　日"))
        )
        for stage in ("一审（起草人）", "二审（核稿人）", "三审（负责人）")
    ]
    return Table(_widths((34, 34, 72, 40), setup), tuple(rows), 0, _GRID, pad_x=70, whole=True)
