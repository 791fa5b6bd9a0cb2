"""The sheet 图表: native charts over the sums of the other sheets, so that they follow the ledger as it is changed."""

from __future__ import annotations

from typing import Any, TypeAlias

from desktop.documents.excel_cells import A4, Sheet, set_up_landscape

CHARTS = "图表"
_WIDTH, _HEIGHT, _LINE_HEIGHT = 25.0, 8.0, 0.9
_MOST = 20
"""How many groups a chart still shows readably."""

_ROW_CM = 0.53
_DONE_COLOR, _OPEN_COLOR = "2E7D32", "E09A1A"
_STATUS_COLORS = {
    "已完成": "2E7D32",
    "已完成并长期坚持": "7CB342",
    "基本完成": "E09A1A",
    "阶段性完成": "F0C36D",
    "正在整改": "1F5FAE",
    "未完成": "C62828",
    "未说明": "9AA7B6",
}

Chart: TypeAlias = Any
"""An openpyxl chart, imported only where it is used."""


def write_charts(sheet: Sheet, sums: Sheet, breakdown: Sheet) -> None:
    """Fill the sheet. sums: 汇总; breakdown: 部门与时限汇总; both written already."""
    sheet.sheet_view.showGridLines = False
    at = 1
    for chart, height in (
        _statuses(sums),
        _done_and_open(sums, "各方面整改进展", _table(sums, "方面"), "合计", "已办结"),
        _done_and_open(breakdown, "各责任单位整改进展", _table(breakdown, "责任单位（部门）"), "未办结", "已办结"),
        _done_and_open(breakdown, "各月到期问题", _table(breakdown, "完成时限所在月份"), "未办结", "已办结"),
    ):
        if chart is not None:
            sheet.add_chart(chart, f"A{at}")
            at += round(height / _ROW_CM) + 2
    set_up_landscape(sheet, A4, 1)
    sheet.print_title_rows = None
    sheet.page_setup.orientation = "portrait"


def _table(sheet: Sheet, heading: str) -> tuple[int, int]:
    """The heading row of a table of sums and the last of its groups, (0, 0) where it is not there."""
    top = next((row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == heading), 0)
    last = top
    while top and last < sheet.max_row and _is_group(sheet.cell(last + 1, 1).value):
        last += 1
    return (top, last) if last > top else (0, 0)


def _is_group(value: object) -> bool:
    return isinstance(value, str) and value != "合计" and not value.startswith("注：")


def _statuses(sums: Sheet) -> tuple[Chart | None, float]:
    from openpyxl.chart import PieChart, Reference
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.series import DataPoint

    top, last = _table(sums, "整改状态")
    if not top:
        return None, 0
    chart = PieChart()
    chart.title = "整改状态"
    chart.add_data(Reference(sums, min_col=2, min_row=top, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sums, min_col=1, min_row=top + 1, max_row=last))
    for index, row in enumerate(range(top + 1, last + 1)):
        point = DataPoint(idx=index)
        point.graphicalProperties.solidFill = _STATUS_COLORS.get(str(sums.cell(row, 1).value), "66758A")
        chart.series[0].dPt.append(point)
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    chart.dataLabels.showCatName = chart.dataLabels.showSerName = chart.dataLabels.showLegendKey = False
    chart.dataLabels.showPercent = False
    chart.width, chart.height = _WIDTH, _HEIGHT
    return chart, _HEIGHT


def _done_and_open(
    sums: Sheet, title: str, table: tuple[int, int], second: str, first: str
) -> tuple[Chart | None, float]:
    """Bars of what is done and what is not, one a group; where only totals stand beside it, the total instead."""
    from openpyxl.chart import BarChart, Reference

    top, last = table
    if not top:
        return None, 0
    last = min(last, top + _MOST)
    columns = {str(sums.cell(top, at).value): at for at in range(2, sums.max_column + 1)}
    chart = BarChart()
    chart.type = "bar"
    stacked = second == "未办结"
    chart.grouping = "stacked" if stacked else "clustered"
    chart.overlap = 100 if stacked else 0
    chart.gapWidth = 60
    chart.title = title
    for words, color in ((first, _DONE_COLOR), (second, _OPEN_COLOR if stacked else "9AA7B6")):
        chart.add_data(Reference(sums, min_col=columns[words], min_row=top, max_row=last), titles_from_data=True)
        chart.series[-1].graphicalProperties.solidFill = color
    chart.set_categories(Reference(sums, min_col=1, min_row=top + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorUnit = None
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.width, chart.height = _WIDTH, max(_HEIGHT, 3.5 + _LINE_HEIGHT * (last - top))
    return chart, chart.height
