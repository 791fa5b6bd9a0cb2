"""对账 with the clerk's ledger beside the report."""

import pytest

from desktop.app.claim_model import ClaimColumn
from desktop.ledger.columns import Column
from desktop.ledger.comparison import Sort
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Verdict
from desktop.windows.reckoning_work import ReckoningWork

ASPECT = "群众身边腐败问题和不正之风方面"


def row(number, problem, status, **more):
    cells = {Column.NUMBER: number, Column.ASPECT: ASPECT, Column.PROBLEM: problem, Column.STATUS: status}
    return Row({**cells, **{Column[name]: text for name, text in more.items()}})


@pytest.fixture
def opened(window, report_file, checked):
    """A report whose numbers agree with its body."""
    text = report_file.read_bytes().decode("gb18030")
    report_file.write_text(text.replace("1个方面3个问题", "1个方面2个问题"), encoding="utf-8")
    window.open_path(report_file)
    checked(window)
    return window


@pytest.fixture
def reckon(opened, qtbot):
    """Put a ledger beside the report and wait for the reckoning."""
    work = next(feature for feature in opened.features if isinstance(feature, ReckoningWork))

    def with_ledger(*rows):
        opened.show_view(2)
        opened.workspace.ledger.working.adopt(Ledger("整改台账", rows=rows), None)
        qtbot.waitUntil(lambda: not work.busy)
        return opened.workspace.reckon

    with_ledger.work = work
    return with_ledger


def differing(panel, sort):
    return [row for row in panel.disagreements.rows if row.sort is sort]


def button(view, number, column, text):
    holder = view.indexWidget(view.model().index(number, column))
    return next(b for b in holder.findChildren(type(holder.layout().itemAt(0).widget())) if b.text() == text)


def test_without_a_ledger_of_the_clerk_there_is_no_such_column(opened):
    opened.show_view(2)
    assert ClaimColumn.LEDGER not in opened.workspace.reckon.model.columns
    assert opened.workspace.reckon.disagreements.rows == ()


def test_a_stated_number_stands_beside_body_and_ledger(reckon):
    panel = reckon(row("1", "窗口服务态度生硬", "已完成"), row("2", "物业维修资金监管不严", "正在整改"))
    told = {row.subject: (row.stated, row.body, row.ledger, row.verdict) for row in panel.model.rows}
    assert told["反馈问题"] == ("2", "2", "2", Verdict.OK)
    assert told["已完成"] == ("1", "1", "1", Verdict.OK)
    assert ClaimColumn.LEDGER in panel.model.columns


def test_what_is_right_by_the_body_is_not_changed_after_the_ledger(reckon):
    panel = reckon(row("1", "窗口服务态度生硬", "正在整改"), row("2", "物业维修资金监管不严", "正在整改"))
    done = next(row for row in panel.model.rows if row.subject == "已完成")
    assert (done.verdict, done.reason, done.fix) == (Verdict.WRONG, "与台账不一致", None)


def test_a_status_is_mended_in_the_ledger_with_its_place_in_the_log(reckon, opened, qtbot):
    panel = reckon(row("1", "窗口服务态度生硬", "正在整改"), row("2", "物业维修资金监管不严", "正在整改"))
    (found,) = differing(panel, Sort.STATUS)
    assert (found.in_text, found.in_ledger) == ("已完成", "正在整改")
    assert found.problem == "1. 窗口服务态度生硬"
    panel.show_page(1)
    button(panel.other, panel.disagreements.rows.index(found), 4, "改台账").click()
    qtbot.waitUntil(lambda: not reckon.work.busy and not differing(panel, Sort.STATUS))
    working = opened.workspace.ledger.working
    assert working.ledger.rows[0][Column.STATUS] == "已完成"
    assert [(c.old, c.new) for c in working.ledger.changes] == [("正在整改", "已完成")]


def test_a_status_is_mended_in_the_text(reckon, opened, checked, qtbot):
    panel = reckon(row("1", "窗口服务态度生硬", "正在整改"), row("2", "物业维修资金监管不严", "正在整改"))
    (found,) = differing(panel, Sort.STATUS)
    panel.fix_asked.emit(found.text_fix)
    checked(opened)
    assert "整改状态：正在整改。" in opened.editor.lines()[9]
    qtbot.waitUntil(lambda: not reckon.work.busy and not differing(panel, Sort.STATUS))


def test_other_words_are_brought_into_the_ledger(reckon, opened, qtbot):
    panel = reckon(row("1", "窗口服务的态度较生硬", "已完成"), row("2", "物业维修资金监管不严", "正在整改"))
    (found,) = differing(panel, Sort.WORDING)
    panel.cell_asked.emit(found.cell_edit)
    qtbot.waitUntil(lambda: not reckon.work.busy and not panel.disagreements.rows)
    assert opened.workspace.ledger.working.ledger.rows[0][Column.PROBLEM] == "窗口服务态度生硬"


def test_a_problem_the_ledger_lacks_is_registered_behind_the_one_before_it(reckon, opened, qtbot):
    panel = reckon(row("1", "窗口服务态度生硬", "已完成"), row("3", "干部轮岗交流不够", "未完成"))
    (found,) = differing(panel, Sort.ONLY_FIRST)
    panel.cell_asked.emit(found.cell_edit)
    qtbot.waitUntil(lambda: not reckon.work.busy and not differing(panel, Sort.ONLY_FIRST))
    names = [row[Column.PROBLEM] for row in opened.workspace.ledger.working.ledger.rows]
    assert names[:2] == ["窗口服务态度生硬", "物业维修资金监管不严"]


def test_a_problem_the_report_lacks_leads_to_its_row(reckon, opened):
    panel = reckon(
        row("1", "窗口服务态度生硬", "已完成"),
        row("2", "物业维修资金监管不严", "正在整改"),
        row("3", "干部轮岗交流不够", "未完成"),
    )
    (found,) = differing(panel, Sort.ONLY_SECOND)
    assert (found.in_ledger, found.what) == ("干部轮岗交流不够", "报告没有写")
    panel.ledger_row_asked.emit(found.ledger_row)
    assert opened.workspace.ledger.isVisible()
    assert opened.workspace.ledger.view.chosen_rows() == [2]


def test_a_problem_the_report_lacks_is_written_beside_its_neighbour(reckon, opened, checked, qtbot):
    panel = reckon(
        row("1", "窗口服务态度生硬", "已完成"),
        row("2", "干部轮岗交流不够", "未完成", MEASURES="1.修订轮岗办法。"),
        row("3", "物业维修资金监管不严", "正在整改"),
    )
    (found,) = differing(panel, Sort.ONLY_SECOND)
    before = opened.editor.lines()
    panel.draft_asked.emit(found.ledger_row)
    checked(opened)
    lines = opened.editor.lines()
    assert lines[10:13] == [
        "2.关于“干部轮岗交流不够”问题的整改",
        "整改情况：修订轮岗办法。",
        "整改状态：未完成",
    ]
    assert lines[13].startswith("3.关于“物业维修资金监管不严”")
    opened.show_view(2)
    qtbot.waitUntil(lambda: not reckon.work.busy and not panel.disagreements.rows)
    assert len(opened.workspace.ledger.working.ledger.rows) == 3
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_a_ledger_of_another_report_is_said_and_not_told_row_by_row(reckon):
    panel = reckon(*(row(str(n), f"{word}问题突出", "已完成") for n, word in enumerate("甲乙丙丁戊己", 1)))
    names = {found.sort for found in panel.disagreements.rows}
    assert names <= {Sort.ONLY_FIRST, Sort.ONLY_SECOND}


def test_all_numbers_are_mended_at_once_as_one_step(reckon, opened, checked):
    opened.editor.selectAll()
    text = "\n".join(opened.editor.lines()).replace("已完成整改1个，正在整改1个", "已完成整改2个，正在整改0个")
    opened.editor.insertPlainText(text)
    opened.editor.document().clearUndoRedoStacks()
    checked(opened)
    before = opened.editor.lines()
    panel = opened.workspace.reckon
    opened.show_view(2)
    fixes = [row.fix for row in panel.model.rows if row.fix]
    assert len(fixes) > 1
    assert panel.fix_all.isVisibleTo(panel)
    panel.fix_all.click()
    checked(opened)
    assert panel.model.wrong == 0
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_agreement_is_said(reckon):
    panel = reckon(row("1", "窗口服务态度生硬", "已完成"), row("2", "物业维修资金监管不严", "正在整改"))
    assert panel.disagreements.rows == ()
    assert "对得上" in panel._empty_words.text()
