"""三张清单, 需进一步整改事项 and the sums by department and month, as sheets of the exported ledger."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from ledger_samples import sample_ledger
from test_excel_ledger import hostile_ledger, recalculated

from desktop.documents.excel_breakdown import month_of
from desktop.documents.excel_ledger import write_excel
from desktop.ledger.columns import Column
from desktop.ledger.totals import DONE_STATUSES

LEDGER = sample_ledger()


def opened(data: bytes, **options):
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def table(sheet) -> list[dict[str, str]]:
    head = [cell.value for cell in sheet[2]]
    return [dict(zip(head, [c.value or "" for c in row], strict=True)) for row in sheet.iter_rows(min_row=3)]


def test_each_list_has_its_columns_and_every_problem():
    workbook = opened(write_excel(LEDGER))
    assert workbook.sheetnames[:3] == ["整改台账", "汇总", "部门与时限汇总"]
    for name, columns in (
        ("问题清单", (Column.ASPECT, Column.PROBLEM, Column.CAUSE)),
        ("任务清单", (Column.PROBLEM, Column.GOAL, Column.MEASURES, Column.DEADLINE)),
        ("责任清单", (Column.LEADER, Column.DEPARTMENT, Column.PERSON, Column.STATUS)),
    ):
        rows = table(workbook[name])
        for column in columns:
            assert [row[column.value] for row in rows] == [row[column] for row in LEDGER.rows], (name, column)


def test_what_remains_is_every_row_that_is_not_done():
    rows = table(opened(write_excel(LEDGER))["需进一步整改事项"])
    remaining = [row for row in LEDGER.rows if row.status not in DONE_STATUSES]
    assert [row["序号"] for row in rows] == [row[Column.NUMBER] for row in remaining]
    assert [row["未完成原因"] for row in rows] == [row[Column.REASON_OPEN] for row in remaining]


def test_a_column_of_details_that_nobody_filled_is_left_out():
    lists = opened(write_excel(sample_ledger(frozenset(Column) - {Column.DETAIL})))
    assert "具体问题" not in [cell.value for cell in lists["问题清单"][2]]


def test_hostile_text_stays_text_in_every_sheet():
    workbook = opened(write_excel(hostile_ledger()))
    for name in ("问题清单", "任务清单", "责任清单", "需进一步整改事项"):
        assert not [c.coordinate for row in workbook[name].iter_rows() for c in row if c.data_type in "fe"]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2025年9月底前", "2025年9月"),
        ("2025.10.31", "2025年10月"),
        ("2025年10月前，长期坚持", "2025年10月"),
        ("长期坚持", "长期坚持"),
        ("", "未写时限"),
        ("立行立改", "其他时限"),
    ],
)
def test_the_month_of_a_deadline(text: str, month: str):
    assert month_of(text) == month


def sums(sheet) -> dict[str, list[float]]:
    return {str(row[0].value): [c.value for c in row[1:4]] for row in sheet.iter_rows(min_row=4) if row[0].value}


def expected(of) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for row in LEDGER.rows:
        counts = out.setdefault(of(row), [0, 0, 0])
        finished = row.status in DONE_STATUSES
        counts[0] += 1
        counts[1] += finished
        counts[2] += not finished
    return out


def check_sums(found: dict[str, list[float]]) -> None:
    departments = expected(lambda row: row[Column.DEPARTMENT] or "未写责任单位")
    months = expected(lambda row: month_of(row[Column.DEADLINE]))
    for name, numbers in {**departments, **months}.items():
        assert found[name] == numbers, name
    assert found["合计"][0] == len(LEDGER.rows)


def test_the_sums_carry_their_values():
    data = write_excel(LEDGER)
    assert opened(data)["部门与时限汇总"]["B4"].value.startswith("=SUMPRODUCT(EXACT(")
    check_sums(sums(opened(data, data_only=True)["部门与时限汇总"]))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_same_sums(tmp_path: Path):
    check_sums(sums(recalculated(write_excel(LEDGER), tmp_path)["部门与时限汇总"]))
