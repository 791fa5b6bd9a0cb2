"""The charts of an exported ledger stand over the sums, group by group."""

from __future__ import annotations

import io

import openpyxl
import pytest
from ledger_samples import sample_ledger

from desktop.documents.excel_ledger import write_excel
from desktop.ledger.model import Ledger


@pytest.fixture(scope="module")
def workbook():
    return openpyxl.load_workbook(io.BytesIO(write_excel(sample_ledger())))


def series(workbook, at):
    chart = workbook["图表"]._charts[at]
    return [(s.cat.strRef or s.cat.numRef).f for s in chart.ser], [s.val.numRef.f for s in chart.ser]


def test_four_charts_over_all_groups_and_no_others(workbook):
    assert len(workbook["图表"]._charts) == 4
    for at, sheet in enumerate(("汇总", "汇总", "部门与时限汇总", "部门与时限汇总")):
        categories, values = series(workbook, at)
        for reference in {*categories, *values}:
            name, area = reference.rsplit("!", 1)
            assert name.strip("'") == sheet
            column = workbook[sheet][area.replace("$", "")]
            words = [cell.value for (cell,) in column]
            assert None not in words
            assert not any(str(word).startswith(("合计", "注：")) for word in words)


def test_an_empty_ledger_has_no_charts():
    book = openpyxl.load_workbook(io.BytesIO(write_excel(Ledger("整改台账"))))
    assert "图表" not in book.sheetnames
