"""A ledger on its way through LibreOffice: recalculated for every real report, changed there and read back."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from ledger_samples import sample_ledger

from desktop.documents.excel_breakdown import BREAKDOWN, NO_DEPARTMENT, month_of
from desktop.documents.excel_ledger import write_excel
from desktop.documents.excel_reader import read_excel
from desktop.ledger.changes import record_changes
from desktop.ledger.columns import Column
from desktop.ledger.comparison import compare
from desktop.ledger.editing import set_cells
from desktop.ledger.from_report import make_ledger
from desktop.ledger.model import Change, Ledger
from desktop.ledger.totals import DONE_STATUSES, count_ledger
from desktop.report.reading import read_report
from desktop.resources import sample_path
from desktop.text.document import Document

C = Column
OFFICE = "xlsx:Calc MS Excel 2007 XML"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def converted(folder: Path, names: list[str], form: str) -> Path:
    """Files opened in LibreOffice and saved by it; gives the folder they are in."""
    out = folder / f"out-{form.split(':')[0]}"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(out), *(str(folder / name) for name in names)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return out


def without_values(data: bytes, path: Path) -> None:
    """Write the workbook with formulas that have no values, so that nothing but their calculation can be read."""
    path.write_bytes(data)
    workbook = openpyxl.load_workbook(path)
    workbook.save(path)


def ledger_of(text: str) -> Ledger:
    return make_ledger(read_report(Document.from_lines(text.split("\n"))))


def test_sums_recalculated_equal_the_programs_for_every_real_report(corpus, tmp_path):
    ledgers = {path.stem: ledger_of(path.read_text("utf-8")) for path in sorted((corpus / "texts").glob("*.txt"))}
    for name, ledger in ledgers.items():
        without_values(write_excel(ledger), tmp_path / f"{name}.xlsx")
    out = converted(tmp_path, [f"{name}.xlsx" for name in ledgers], OFFICE)
    for name, ledger in ledgers.items():
        workbook = openpyxl.load_workbook(out / f"{name}.xlsx", data_only=True)
        totals = count_ledger(ledger)
        rows = {row[0]: row[1:] for row in workbook["汇总"].iter_rows(values_only=True) if row[0]}
        for aspect, counts in {**totals.by_aspect, "合计": totals.overall}.items():
            found = [value for value in rows[aspect.strip()] if value is not None]
            expected = [*counts.by_status.values(), counts.total, counts.done]
            assert found[: len(expected)] == expected, (name, aspect)
        departments = Counter(row[C.DEPARTMENT].strip() or NO_DEPARTMENT for row in ledger.rows)
        months = Counter(month_of(row[C.DEADLINE]) for row in ledger.rows)
        table = {row[0]: row[1:3] for row in workbook[BREAKDOWN].iter_rows(values_only=True, max_col=5) if row[0]}
        for group, count in {**departments, **months}.items():
            assert table[group][0] == count, (name, group)
        done = sum(row.status in DONE_STATUSES for row in ledger.rows)
        assert table["合计"][1] == done, name


def test_a_report_becomes_a_ledger_is_changed_in_libreoffice_and_every_change_is_found(tmp_path):
    made = ledger_of(sample_path().read_text("utf-8"))
    kept = set_cells(made, {(0, C.REMARK): "已报局党组"}, "2025-09-30T10:00")
    (tmp_path / "台账.xlsx").write_bytes(write_excel(kept))
    sheet = converted(tmp_path, ["台账.xlsx"], "fods") / "台账.fods"
    text = sheet.read_text("utf-8")
    problem, other = (kept.rows[at][C.PROBLEM] for at in (1, 4))
    changed = text.replace(f"<text:p>{problem}</text:p>", f"<text:p>{problem}（改写）</text:p>")
    changed = changed.replace(f"<text:p>{kept.rows[1][C.LEADER]}</text:p>", "<text:p>新任领导</text:p>")
    assert changed != text
    (tmp_path / "改过.fods").write_text(changed, "utf-8")
    back = read_excel(converted(tmp_path, ["改过.fods"], OFFICE) / "改过.xlsx").ledger

    assert len(back.rows) == len(kept.rows)
    assert back.changes == kept.changes
    leader = kept.rows[1][C.LEADER]
    expected = [
        {
            c: (
                f"{row[c]}（改写）"
                if c is C.PROBLEM and row[c] == problem
                else "新任领导"
                if c is C.LEADER and row[c] == leader
                else row[c]
            )
            for c in Column
        }
        for row in kept.rows
    ]
    assert [{c: row[c] for c in Column} for row in back.rows] == expected
    logged = record_changes(kept, back, "2025-10-08T09:00").changes[len(kept.changes) :]
    number = kept.rows[1][C.NUMBER]
    assert Change("2025-10-08T09:00", number, problem, C.PROBLEM, problem, f"{problem}（改写）") in logged
    assert {change.column for change in logged} == {C.PROBLEM, C.LEADER}
    assert {difference.column for difference in compare(kept, back)} == {C.PROBLEM, C.LEADER}
    assert other in [row[C.PROBLEM] for row in back.rows]


def test_a_ledger_with_all_columns_and_a_log_goes_through_libreoffice_whole(tmp_path):
    ledger = set_cells(sample_ledger(), {(3, C.STATUS): "未完成", (3, C.REASON_OPEN): "=1+1\n待批"}, "2025-09-30T10:00")
    (tmp_path / "台账.xlsx").write_bytes(write_excel(ledger))
    back = read_excel(converted(tmp_path, ["台账.xlsx"], OFFICE) / "台账.xlsx").ledger
    assert [dict(row.cells) for row in back.rows] == [{c: t for c, t in row.cells.items() if t} for row in ledger.rows]
    assert back.changes == ledger.changes
