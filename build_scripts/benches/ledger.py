"""The ledger: to Excel and back, to Word, scrolled, sorted; memory.

- 10,000 rows to Excel against the same cells written by XlsxWriter (only where it is installed: it is no part of the
  program), and read back against openpyxl reading the same file's values;
- 1,000 rows to Word against the fastest way of python-docx, a formatted row copied and its texts exchanged;
- 10,000 rows in the window, offscreen: a frame while scrolling, sorting, filtering, one edit; median, p99, in
  processor time.
"""

from __future__ import annotations

import importlib
import io
import multiprocessing
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import benches

if TYPE_CHECKING:
    from desktop.ledger.model import Ledger

_ROWS, _WORD_ROWS = 10_000, 1_000
_FRAMES = 400
_ROUNDS = 3
_PEOPLE = ("周宁", "韩立", "沈言", "陆晓舟", "邵平", "方可")
_DEPARTMENTS = ("办公室", "更新科", "政务服务科", "物业科", "机关党总支", "人事科、办公室")
_DEADLINES = ("2025年9月30日", "2025年12月底前", "立行立改", "2026.10.31", "长期坚持", "2026年6月底")
_STATUSES = ("已完成", "正在整改", "基本完成", "未完成", "")


def invented_ledger(count: int) -> Ledger:
    """So many rows with texts as long as real ones, in all columns that real ledgers fill."""
    from desktop.ledger.columns import Column
    from desktop.ledger.model import Ledger, Row

    c = Column

    rng = random.Random(count)
    rows = []
    for number in range(1, count + 1):
        said = [benches._sentence(rng) for _ in range(3)]
        rows.append(
            Row(
                {
                    c.NUMBER: str(number),
                    c.ASPECT: f"第{number % 17 + 1}方面的问题",
                    c.PROBLEM: f"{rng.choice(_DEPARTMENTS)}第{number}项工作落实不到位",
                    c.CAUSE: said[0],
                    c.MEASURES: f"1.{said[1]}\n2.{said[2]}",
                    c.GOAL: "制度健全，责任到人",
                    c.LEADER: rng.choice(_PEOPLE),
                    c.DEPARTMENT: rng.choice(_DEPARTMENTS),
                    c.PERSON: rng.choice(_PEOPLE),
                    c.TYPE: "限期整改",
                    c.DEADLINE: rng.choice(_DEADLINES),
                    c.PROGRESS: said[2],
                    c.STATUS: rng.choice(_STATUSES),
                }
            )
        )
    return Ledger("整改台账", "清河区城市更新局", "2025年9月30日", tuple(rows))


def _best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _peak() -> int:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def excel() -> None:
    """To Excel and back."""
    import openpyxl

    from desktop.documents.excel_ledger import write_excel
    from desktop.documents.excel_reader import read_excel_bytes

    ledger = invented_ledger(_ROWS)
    write_excel(invented_ledger(10))
    before = _peak()
    data = write_excel(ledger)
    grown = _peak() - before
    ours = _best(lambda: write_excel(ledger))
    sheets = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    cells = {s.title: [list(row) for row in s.iter_rows(values_only=True)] for s in sheets.worksheets}
    count = sum(len(row) for rows in cells.values() for row in rows)
    size = f"{count} cells, {len(cells)} sheets, {len(data) >> 10} KB"
    print(f"{_ROWS} rows to Excel: {ours:.2f} s, {size}, +{grown} MB   ", end="")
    try:
        importlib.import_module("xlsxwriter")
    except ImportError:
        print("XlsxWriter is not installed: no ratio")
    else:
        theirs = _best(lambda: _xlsxwriter(cells))
        print(f"XlsxWriter {theirs:.2f} s   ratio {ours / theirs:.2f}")
    before = _peak()
    back = read_excel_bytes(data).ledger
    grown = _peak() - before
    assert len(back.rows) == _ROWS
    ours = _best(lambda: read_excel_bytes(data), 2)

    def values() -> None:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass

    theirs = _best(values, 2)
    print(f"and back: {ours:.2f} s, +{grown} MB   openpyxl values only {theirs:.2f} s   ratio {ours / theirs:.2f}")


def _xlsxwriter(cells: dict[str, list[list[object]]]) -> bytes:
    """The same cells in the same sheets with the formats of a ledger."""
    xlsxwriter = importlib.import_module("xlsxwriter")

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain = book.add_format({"font_name": "宋体", "font_size": 11, "border": 1, "text_wrap": True, "valign": "vcenter"})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(3, 3)
        for at, row in enumerate(rows):
            sheet.set_row(at, 60)
            for column, value in enumerate(row):
                if isinstance(value, (int, float)):
                    sheet.write_number(at, column, value, plain)
                elif value:
                    sheet.write_string(at, column, str(value), plain)
                else:
                    sheet.write_blank(at, column, None, plain)
    book.close()
    return out.getvalue()


def word() -> None:
    """To Word."""
    from desktop.documents.word_ledger import write_word_ledger
    from desktop.documents.word_ledger_layout import shown_columns

    ledger = invented_ledger(_WORD_ROWS)
    columns = shown_columns(ledger)
    texts = [[line for column in columns for line in row[column].split("\n")] for row in ledger.rows]
    model = write_word_ledger(replace(ledger, rows=ledger.rows[:1]))
    ours = _best(lambda: write_word_ledger(ledger))
    theirs = _best(lambda: _python_docx(model, texts))
    print(
        f"{_WORD_ROWS} rows to Word: {ours:.2f} s   python-docx, rows copied {theirs:.2f} s   ratio {ours / theirs:.2f}"
    )


def _python_docx(model: bytes, texts: Sequence[Sequence[str]]) -> bytes:
    """A table of one formatted row, copied for every other, its texts exchanged: the fastest way of python-docx.

    model: a document whose last row is formatted as ours are.
    """
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(model))
    table = document.tables[0]
    form = deepcopy(table.rows[-1]._tr)
    tag = qn("w:t")
    for line in texts:
        row = deepcopy(form)
        for node, text in zip(row.iter(tag), line, strict=True):
            node.text = text
        table._tbl.append(row)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _window() -> None:
    """The table with 10,000 rows, in a process of its own, in processor time, which other work does not lengthen."""
    clock = time.process_time
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from desktop.app.gui_gc import GuiGarbageCollector
    from desktop.app.ledger_table import Group
    from desktop.app.look import Look
    from desktop.app.theme import LIGHT
    from desktop.ledger.columns import Column
    from desktop.panels.ledger_panel import LedgerPanel

    app = QApplication([])
    look = Look(app, LIGHT)
    app.setStyle("Fusion")
    app.setPalette(look.palette())
    app.setStyleSheet(look.style_sheet())
    GuiGarbageCollector(app)  # as the program has it
    before = _peak()
    panel = LedgerPanel(look)
    panel.resize(1180, 760)
    panel.show()
    app.processEvents()
    ledger = invented_ledger(_ROWS)
    began = clock()
    panel.show_ledger(ledger)
    app.processEvents()
    took = clock() - began
    print(f"{_ROWS} rows shown in {took * 1000:.0f} ms, +{_peak() - before} MB")
    bar = panel.view.verticalScrollBar()
    rng = random.Random(1)
    for name, step in (("a wheel's step", 60), ("a page", bar.pageStep())):
        bar.setValue(0)
        app.processEvents()
        times = []
        for _ in range(_FRAMES):
            began = clock()
            bar.setValue((bar.value() + step) % bar.maximum())
            app.processEvents()
            times.append((clock() - began) * 1000)
        _told(f"scrolled by {name}", times)
    times = []
    for _ in range(_FRAMES):
        began = clock()
        bar.setValue(rng.randrange(bar.maximum()))
        app.processEvents()
        times.append((clock() - began) * 1000)
    _told("scrolled anywhere", times)
    wanted = replace(panel.model.wanted, group=Group.NONE)
    for column in (Column.PROBLEM, Column.DEADLINE, Column.MEASURES, Column.STATUS, Column.NUMBER):
        times = []
        for down in (False, True, False):
            began = clock()
            panel.want(replace(wanted, sort=(column, down)))
            app.processEvents()
            times.append((clock() - began) * 1000)
        print(f"sorted by {column.value}: {', '.join(f'{t:.0f}' for t in times)} ms")
    panel.want(wanted)
    app.processEvents()
    times = []
    for at in range(40):
        began = clock()
        panel.commands.set_cells({(at * 7, Column.STATUS): "基本完成" if at % 2 else "未完成"})
        app.processEvents()
        times.append((clock() - began) * 1000)
    _told("one cell written", times)
    times = []
    for words in ("落实", "物业科第9", "周宁 限期", ""):
        began = clock()
        panel.want(replace(wanted, words=words))
        app.processEvents()
        times.append((clock() - began) * 1000)
    _told("searched", times)


def _told(name: str, times: list[float]) -> None:
    times.sort()
    print(
        f"{name}: median {statistics.median(times):.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms, "
        f"most {times[-1]:.1f} ms"
    )
    sys.stdout.flush()


def run(texts: list[str]) -> None:
    """Measure all; the texts are not needed."""
    context = multiprocessing.get_context("spawn")
    for work in (excel, word, _window):
        process = context.Process(target=work)
        process.start()
        process.join()
