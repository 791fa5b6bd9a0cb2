import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from word_builder import WordBuilder, numbered, paragraph, run

from desktop.documents.word_reader import load_word
from desktop.panels.paper import BlockStyle, style_of
from desktop.windows.block_editing import BlockEditing
from desktop.windows.renumber_dialog import RenumberDialog

FIRST = "关于“窗口服务态度生硬”问题的整改"
SECOND = "关于“物业维修资金监管不严”问题的整改"


@pytest.fixture
def blocks(opened):
    return next(feature for feature in opened.features if isinstance(feature, BlockEditing))


def line_of(window, words):
    return next(n for n, line in enumerate(window.editor.lines(), 1) if words in line)


def test_a_problem_moves_with_its_text_by_key_and_back_by_one_undo(opened, blocks):
    before = opened.editor.lines()
    opened.editor.go_to_line(line_of(opened, FIRST))
    opened.menus.action("下移").trigger()
    lines = opened.editor.lines()
    at = line_of(opened, SECOND)
    assert lines[at - 1] == f"1.{SECOND}"
    assert lines[at + 2] == f"2.{FIRST}"
    assert "文明" not in lines[at + 3]
    assert lines[at + 3].startswith("整改情况：一是开展窗口作风专项整治")
    assert opened.editor.caret_span().line == at + 3
    assert "已下移，编号改了 2 处" in opened.status.currentMessage()
    opened.editor.undo()
    assert opened.editor.lines() == before
    assert not opened.editor.document().isUndoAvailable()


def test_steps_follow_one_another_without_waiting_for_the_check(opened, blocks):
    before = opened.editor.lines()
    opened.editor.go_to_line(line_of(opened, FIRST))
    blocks.do("下移")
    blocks.do("上移")
    assert opened.editor.lines() == before
    blocks.do("下移")
    blocks.do("下移")
    assert "已经在最后面" in opened.status.currentMessage()


def test_a_step_asked_for_while_the_text_is_being_read_is_made_then(opened, blocks, checked):
    opened.editor.go_to_line(line_of(opened, FIRST))
    opened.editor.textCursor().insertText("")
    cursor = opened.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfBlock)
    cursor.insertText("情况")
    opened.editor.setTextCursor(cursor)
    blocks.do("下移")
    checked(opened)
    assert f"2.{FIRST}情况" in opened.editor.lines()


def test_how_a_heading_is_set_goes_with_it(opened, blocks):
    line = line_of(opened, "一、组织")
    opened.editor.go_to_line(line)
    blocks.do("下移")
    now = line_of(opened, "二、组织整改情况")
    document = opened.editor.document()
    assert style_of(document.findBlockByNumber(now - 1)) is BlockStyle.SECTION
    assert style_of(document.findBlockByNumber(now)) is BlockStyle.BODY
    assert style_of(document.findBlockByNumber(line - 1)) is BlockStyle.SECTION


def test_a_paragraph_moves_alone(opened, blocks):
    before = opened.editor.lines()
    opened.editor.go_to_line(2)
    blocks.do("下移")
    assert opened.editor.lines()[1:3] == [before[2], before[1]]
    assert opened.editor.caret_span().line == 3
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_levels_change_and_text_says_why_not(opened, blocks, checked):
    opened.editor.go_to_line(line_of(opened, SECOND))
    blocks.do("升级")
    assert f"（二）{SECOND}" in opened.editor.lines()
    checked(opened)
    blocks.do("降级")
    assert f"2.{SECOND}" in opened.editor.lines()
    opened.editor.go_to_line(2)
    checked(opened)
    blocks.do("升级")
    assert "把光标放到标题" in opened.status.currentMessage()


def test_places_that_speak_of_a_changed_number_are_told(opened, blocks, checked):
    cursor = opened.editor.document().find("。")
    cursor.insertText("，其中第1个问题已完成。")
    checked(opened)
    blocks.do("下移", line_of(opened, FIRST))
    assert "“第1个问题”" in blocks.bar.label.text()
    assert blocks.bar.isVisible()
    blocks.bar.acted.emit()
    assert opened.editor.textCursor().selectedText() == "第1个问题"
    assert not blocks.bar.isVisible()


def test_the_structure_and_the_page_offer_the_steps(opened, blocks):
    line = line_of(opened, SECOND)
    outline = opened.workspace.outline
    row = next(
        row for row in (outline.model.row(outline.model.index(n)) for n in range(20)) if row and row.line == line
    )
    menu = opened.checking.by_hand.row_menu(row)
    entry = next(action for action in menu.actions() if action.text().startswith("上移"))
    entry.trigger()
    assert opened.editor.lines()[line_of(opened, SECOND) - 1] == f"1.{SECOND}"
    page = opened.editor.menu(None)
    assert "移动和级别" in [action.text() for action in page.actions()]
    assert isinstance(page, QMenu)


def test_a_problem_is_drawn_to_another_place_in_the_structure(opened, blocks, qtbot):
    outline = opened.workspace.outline
    rows = {outline.model.row(outline.model.index(n)).line: n for n in range(outline.model.rowCount())}
    first, second = line_of(opened, FIRST), line_of(opened, SECOND)
    view = outline.view

    def middle(line, share=0.5):
        rect = view.visualRect(outline.model.index(rows[line]))
        return QPoint(rect.center().x(), round(rect.top() + rect.height() * share))

    def draw(source, target):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(source))
        for place in (middle(source, 0.9), middle(target, 0.6), middle(target, 0.8)):
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(place) + QPointF(30, 0),
                view.viewport().mapToGlobal(QPointF(place)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(view.viewport(), move)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(target, 0.8))

    draw(first, second)
    lines = opened.editor.lines()
    assert lines[first - 1] == f"1.{SECOND}"
    assert f"2.{FIRST}" in lines
    assert "已移动，编号改了 2 处" in opened.status.currentMessage()
    opened.editor.undo()
    draw(line_of(opened, "（一）群众"), 2)
    assert opened.editor.lines()[first - 1] == f"1.{FIRST}"


def test_numbers_of_word_are_left_to_word(window, checked, tmp_path, qtbot):
    path = tmp_path / "通报.docx"
    builder = WordBuilder().four_levels()
    builder.add(
        paragraph(run("清河区水务局整改通报")),
        numbered("组织领导", 1),
        numbered("专题研究整改工作", 1, 1),
        paragraph(run("召开会议3次。")),
        numbered("压实整改责任", 1, 1),
        paragraph(run("分解任务4项。")),
    )
    builder.save(path)
    window.open_path(path)
    checked(window)
    blocks = next(feature for feature in window.features if isinstance(feature, BlockEditing))
    blocks.do("下移", 3)
    assert window.editor.lines()[2:6] == [
        "（一）压实整改责任",
        "分解任务4项。",
        "（二）专题研究整改工作",
        "召开会议3次。",
    ]
    checked(window)
    blocks.do("降级", 5)
    assert "请在 Word 里调整级别" in window.status.currentMessage()
    window.saving.save()
    qtbot.waitUntil(lambda: not window.editor.document().isModified() and not window.jobs.busy)
    _, mapped = load_word(path.read_bytes())
    assert [(entry.paragraph.text, entry.paragraph.label) for entry in mapped.paragraphs][2:6] == [
        ("（一）压实整改责任", "（一）"),
        ("分解任务4项。", ""),
        ("（二）专题研究整改工作", "（二）"),
        ("召开会议3次。", ""),
    ]


def test_wrong_numbers_are_shown_and_put_right_in_one_step(opened, blocks, checked, qtbot, monkeypatch):
    cursor = opened.editor.document().find("三、下一步")
    cursor.insertText("五、下一步")
    opened.editor.document().find("2.关于").insertText("4.关于")
    checked(opened)
    before = opened.editor.lines()
    shown = []

    def take_all_but_the_first(dialog):
        shown.extend(dialog.list.item(n).text() for n in range(dialog.list.count()))
        dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.go.text() == "重排 1 处"
        return True

    monkeypatch.setattr(RenumberDialog, "exec", take_all_but_the_first)
    opened.menus.action("各级编号重排…").trigger()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[0].startswith("4. → 2.")
    assert shown[1].startswith("五、 → 三、　下一步工作打算")
    assert "4.关于" in "".join(opened.editor.lines())
    assert line_of(opened, "三、下一步")
    opened.editor.undo()
    assert opened.editor.lines() == before


def test_right_numbers_need_nothing(opened, blocks, qtbot):
    opened.menus.action("各级编号重排…").trigger()
    qtbot.waitUntil(lambda: "都连续" in opened.status.currentMessage())
