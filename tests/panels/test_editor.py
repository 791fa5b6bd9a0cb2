import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QInputMethodEvent, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.app.look import Look
from desktop.app.theme import DARK, LIGHT
from desktop.checks.base import Finding, Severity
from desktop.panels.editor import Editor
from desktop.panels.paper import BlockSet, BlockStyle, label_of, style_of, styles_of
from desktop.report.model import Heading, Report
from desktop.report.parse import parse
from desktop.text.document import Document, Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

LINES = ["关于整改的通报", "反馈的10个问题，目前已完成7个。", "𠮷野同志回应诉求XX件。", ""]


def finding(line, start, end, severity=Severity.ERROR):
    return Finding("C101", "count-body", severity, Span(line, start, end), LINES[line - 1][start:end], "不一致")


@pytest.fixture
def editor(qtbot):
    editor = Editor(Look(QApplication.instance(), LIGHT))
    qtbot.addWidget(editor)
    editor.resize(900, 700)
    editor.show()
    editor.set_lines(LINES)
    return editor


def preedit(editor, text, commit=""):
    event = QInputMethodEvent(text, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def test_a_paragraph_is_a_block(editor):
    assert editor.lines() == LINES
    assert editor.document().blockCount() == 4
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_edits_are_one_undo_step_and_exact_after_rare_characters(editor):
    editor.show_findings(LINES, [finding(3, 8, 10)])
    assert editor.apply_edits([Edit(Span(3, 8, 10), "12"), Edit(Span(2, 3, 5), "9"), Edit(Span(4, 0, 0), "完")])
    assert editor.lines() == ["关于整改的通报", "反馈的9个问题，目前已完成7个。", "𠮷野同志回应诉求12件。", "完"]
    editor.undo()
    assert editor.lines() == LINES
    assert not editor.document().isUndoAvailable()


def test_an_edit_of_words_that_changed_meanwhile_is_refused(editor):
    editor.show_findings(LINES, [finding(2, 3, 5)])
    cursor = QTextCursor(editor.document().findBlockByNumber(1))
    cursor.setPosition(cursor.position() + 4)
    cursor.insertText("0")
    assert not editor.apply_edits([Edit(Span(2, 3, 5), "9")])
    assert editor.lines()[1] == "反馈的100个问题，目前已完成7个。"


def test_a_place_is_selected_where_it_stands_now(editor):
    editor.show_findings(LINES, [finding(3, 8, 10)])
    QTextCursor(editor.document()).insertText("新的一段\n𠮷")
    editor.go_to(Span(3, 8, 10))
    assert editor.textCursor().selectedText() == "XX"
    assert editor.caret_span() == Span(4, 10, 10)


def test_text_under_way_is_no_edit(editor, qtbot):
    editor.show_findings(LINES, [finding(2, 3, 5)])
    editor.go_to_line(2)
    with qtbot.assertNotEmitted(editor.edited):
        preedit(editor, "zheng")
        preedit(editor, "zhenggai")
    assert editor.composing()
    assert len(editor.marks.marks) == 1
    with qtbot.waitSignal(editor.edited):
        preedit(editor, "", "整改")
    assert not editor.composing()
    assert editor.lines()[1].startswith("整改反馈的10个")
    mark = editor.marks.marks[0]
    assert editor.document().toRawText()[mark.start : mark.end] == "10"


def test_cancelled_input_leaves_everything(editor, qtbot):
    editor.show_findings(LINES, [finding(2, 3, 5)])
    editor.go_to(Span(2, 4, 4))
    with qtbot.assertNotEmitted(editor.edited):
        preedit(editor, "zheng")
        preedit(editor, "")
    assert editor.lines() == LINES
    assert len(editor.marks.marks) == 1


def test_the_candidate_box_stands_at_the_caret(editor):
    editor.go_to(Span(2, 6, 6))
    told = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    true = editor.cursorRect().translated(editor.viewport().pos())
    assert abs(told.x() - true.x()) <= 2
    assert abs(told.y() - true.y()) <= 2


def test_a_click_between_two_lines_takes_the_nearer_one(editor, qtbot):
    editor.set_lines(["整改情况" * 60])
    layout = editor.document().firstBlock().layout()
    top = editor.blockBoundingGeometry(editor.document().firstBlock()).translated(editor.contentOffset()).top()
    for number in range(layout.lineCount() - 1):
        line = layout.lineAt(number)
        for away in (-14, 0, 14):
            y = round(top + line.naturalTextRect().center().y() + away)
            qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, y))
            position = editor.textCursor().positionInBlock()
            assert line.textStart() <= position <= line.textStart() + line.textLength(), (number, away)


def test_paragraphs_are_set_as_printed(editor):
    editor.set_lines(["通报", "整改情况" * 30, "　　自带空格", "二、整改"])
    editor.set_styles({1: (BlockStyle.TITLE, 0), 4: (BlockStyle.SECTION, 0)})
    QApplication.processEvents()
    title, body, own, section = (editor.document().findBlockByNumber(n) for n in range(4))
    for block in (title, body, own, section):
        editor.blockBoundingGeometry(block)
    lines = [body.layout().lineAt(n) for n in range(3)]
    assert lines[0].x() - lines[1].x() == pytest.approx(34)
    assert lines[1].y() - lines[0].y() == pytest.approx(32)
    assert own.layout().lineAt(0).x() == pytest.approx(lines[1].x())
    assert title.layout().lineAt(0).naturalTextRect().center().x() == pytest.approx(
        lines[1].x() + lines[1].width() / 2, abs=1
    )
    assert style_of(section) is BlockStyle.SECTION
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_a_title_is_broken_between_words_into_lines_of_about_one_length(editor):
    title = "中共清河区城市更新局党组关于巡察整改进展情况的通报"
    editor.set_lines([title, "正文"])
    editor.set_styles({1: (BlockStyle.TITLE, 0)})
    block = editor.document().firstBlock()
    editor.blockBoundingGeometry(block)
    lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
    assert len(lines) == 2
    assert title[lines[1].textStart() - 1 : lines[1].textStart() + 1] != "关于"
    assert lines[1].naturalTextWidth() > lines[0].naturalTextWidth() * 0.6


def test_the_head_of_the_page_stays_with_the_first_paragraph(editor, qtbot):
    editor.set_lines(["甲", "乙"])

    def tops():
        blocks = [editor.document().findBlockByNumber(n) for n in range(editor.document().blockCount())]
        return [editor.blockBoundingGeometry(b).top() + b.layout().lineAt(0).y() for b in blocks]

    before = tops()
    editor.go_to_line(1)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [b - a for a, b in zip(tops(), tops()[1:], strict=False)] == [32.0, 32.0]
    assert tops()[0] == before[0]
    editor.undo()
    assert tops() == before


def test_marks_are_drawn_where_the_words_stand(editor):
    editor.show_findings(LINES, [finding(2, 3, 5)])
    block = editor.document().findBlockByNumber(1)
    (rect,) = editor.line_rects(block, block.position() + 3, block.position() + 5)
    top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).topLeft()
    center = rect.translated(top).center().toPoint()
    assert editor.mark_at(center).finding == finding(2, 3, 5)
    assert editor.mark_at(center + QPoint(60, 0)) is None
    image = editor.viewport().grab().toImage()
    colours = {image.pixelColor(center.x() + dx, center.y() + dy).name() for dx in (-8, 0, 8) for dy in range(-12, 13)}
    assert LIGHT.error_soft.lower() in colours


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_card_under_the_pointer_says_what_is_wrong(editor):
    editor.show_findings(LINES, [finding(2, 3, 5)])
    block = editor.document().findBlockByNumber(1)
    (rect,) = editor.line_rects(block, block.position() + 3, block.position() + 5)
    top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).topLeft()
    point = rect.translated(top).center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point))
    QApplication.sendEvent(editor.viewport(), event)
    assert "错误" in QToolTip.text()
    assert "不一致" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("width", [420, 560, 1000])
def test_nothing_is_cut_at_the_edge_of_a_narrow_page(editor, width):
    editor.set_lines(["整" * 200])
    editor.resize(width, 500)
    QApplication.processEvents()
    block = editor.document().firstBlock()
    editor.blockBoundingGeometry(block)
    line = block.layout().lineAt(1)
    right = round(line.x() + line.naturalTextWidth())
    assert right <= editor.viewport().width() - 12
    y = round(editor.contentOffset().y() + line.y() + line.height() / 2)
    image = editor.viewport().grab().toImage()
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()
    strip = {image.pixelColor(x, y + dy).name() for x in range(right - 15, right) for dy in range(-8, 8)}
    assert len(strip) > 1, "the last character of the line is painted"


def test_the_word_being_typed_is_left_alone(editor, qtbot):
    editor.show_findings(LINES, [finding(2, 3, 5), finding(3, 8, 10)])
    editor.go_to(Span(2, 5, 5))
    first, second = editor.marks.marks
    assert not editor.is_held_back(first)
    qtbot.keyClicks(editor, "a")
    first, second = editor.marks.marks
    assert not editor.is_held_back(second)
    editor.go_to(Span(2, 3, 3))
    qtbot.keyClicks(editor, "a")
    assert editor.is_held_back(editor.marks.marks[0])
    qtbot.waitUntil(lambda: not editor.is_held_back(editor.marks.marks[0]))


def test_shift_enter_starts_a_paragraph_and_pasted_line_ends_do_too(editor, qtbot):
    editor.set_lines(["甲乙"])
    editor.go_to(Span(1, 1, 1))
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.lines() == ["甲", "乙"]
    data = QMimeData()
    data.setText("一\r\n二\r三\u2028四")
    editor.selectAll()
    editor.insertFromMimeData(data)
    assert editor.lines() == ["一", "二", "三", "四"]


def test_the_strip_jumps_to_a_mark(editor, qtbot):
    editor.set_lines(["字"] * 400)
    far = Finding("C101", "count-body", Severity.ERROR, Span(300, 0, 1), "字", "")
    editor.show_findings(["字"] * 400, [far])
    y = round(editor.strip.height_of(editor.marks.marks[0])) + 2
    with qtbot.waitSignal(editor.mark_clicked) as told:
        qtbot.mouseClick(editor.strip, Qt.MouseButton.LeftButton, pos=QPoint(7, y))
    assert told.args == [far]
    qtbot.mouseClick(editor.strip, Qt.MouseButton.LeftButton, pos=QPoint(7, 10))
    assert editor.caret_span().line < 40


@pytest.mark.parametrize("paragraphs", [3, 300])
def test_the_paper_stays_in_the_middle(editor, paragraphs):
    editor.set_lines(["整改"] * paragraphs)
    for width in (1200, 760, 520):
        editor.resize(width, 600)
        QApplication.processEvents()
        paper = editor.viewport().geometry()
        bar = editor.verticalScrollBar()
        right = (bar.width() if bar.isVisible() else 0) + editor.strip.width()
        assert abs(paper.left() - (width - right - paper.right())) <= 4
        assert paper.width() <= 722


def test_both_schemes_paint_the_paper_in_their_own_colour(qtbot):
    for theme in (LIGHT, DARK):
        editor = Editor(Look(QApplication.instance(), theme))
        qtbot.addWidget(editor)
        editor.resize(800, 500)
        editor.show()
        image = editor.viewport().grab().toImage()
        assert image.pixelColor(10, 10).name() == theme.paper.lower()


def test_a_long_report_opens_and_styles_without_laying_out_everything(editor):
    editor.set_lines(["整改情况" * 30] * 3000)
    editor.set_styles(dict.fromkeys(range(1, 3000, 5), (BlockStyle.SECTION, 0)))
    QApplication.processEvents()
    assert editor.document().findBlockByNumber(2502).layout().lineCount() == 0


def test_of_a_heading_that_runs_into_its_text_only_the_first_sentence_is_set_as_one():
    def heading(line, start, end, depth):
        return Heading(line, None, lines[line - 1][start:end], Span(line, start, end), depth)

    lines = ["一、整改情况", "（一）加强领导。局党组高度重视。", "（二）压实责任" + "做" * 80, "1.关于甲问题"]
    report = Report(
        Document.from_lines(lines),
        headings=(heading(1, 2, 6, 0), heading(2, 3, 15, 1), heading(3, 3, 87, 1), heading(4, 2, 7, 2)),
    )
    assert styles_of(report) == {1: BlockSet(BlockStyle.SECTION), 2: BlockSet(BlockStyle.ASPECT, 7)}


def test_an_empty_paragraph_is_indented_as_the_text_typed_into_it_will_be(editor, qtbot):
    editor.set_lines([""])
    block = editor.document().firstBlock()
    editor.blockBoundingGeometry(block)
    before = block.layout().lineAt(0).x()
    qtbot.keyClicks(editor, "a")
    assert block.layout().lineAt(0).x() == before


def undo_all(editor):
    texts = []
    while editor.document().isUndoAvailable():
        texts.append("".join(editor.lines()))
        editor.undo()
    return texts


def test_what_is_typed_in_one_go_is_one_step_up_to_the_end_of_a_sentence(editor, qtbot):
    editor.set_lines([""])
    for part in ("整改", "到位", "。", "继续", "坚持"):
        preedit(editor, "x")
        preedit(editor, "", part)
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert undo_all(editor) == ["整改到位。继续坚持a", "整改到位。继续坚持abc", "整改到位。"]


def test_a_paste_and_typing_elsewhere_are_steps_of_their_own(editor, qtbot):
    editor.set_lines(["甲乙"])
    qtbot.keyClicks(editor, "ab")
    data = QMimeData()
    data.setText("一\n二")
    editor.insertFromMimeData(data)
    qtbot.keyClicks(editor, "c")
    editor.go_to_line(1)
    qtbot.keyClicks(editor, "d")
    assert undo_all(editor) == ["dab一二c甲乙", "ab一二c甲乙", "ab一二甲乙", "ab甲乙"]


def test_a_saved_text_is_reached_again_by_undoing(editor, qtbot):
    editor.set_lines([""])
    qtbot.keyClicks(editor, "ab")
    editor.document().setModified(False)
    qtbot.keyClicks(editor, "cd")
    assert editor.document().isModified()
    editor.undo()
    assert editor.lines() == ["ab"]
    assert not editor.document().isModified()


def test_typing_over_a_selection_is_one_step(editor, qtbot):
    editor.set_lines(["甲乙丙"])
    editor.go_to(Span(1, 1, 2))
    preedit(editor, "", "整改")
    assert editor.lines() == ["甲整改丙"]
    assert undo_all(editor) == ["甲整改丙"]
    assert editor.lines() == ["甲乙丙"]


def test_copied_text_comes_back_with_its_line_breaks_and_spaces(editor):
    editor.set_lines(["甲\n乙 10\xa0km", "丙"])
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "甲\n乙 10\xa0km\n丙"
    assert not data.hasHtml()
    editor.insertFromMimeData(data)
    assert editor.lines() == ["甲\n乙 10\xa0km", "丙"]


def test_pasted_html_comes_in_as_clean_text_and_is_told_of(editor, qtbot):
    editor.set_lines(["头尾"])
    editor.go_to(Span(1, 1, 1))
    data = QMimeData()
    data.setHtml("<p><b>甲</b>&nbsp;</p><p style='display:none'>藏</p><p>乙</p>")
    data.setText("别的")
    with qtbot.waitSignal(editor.pasted) as told:
        editor.insertFromMimeData(data)
    assert editor.lines() == ["头甲 ", "乙尾"]
    assert told.args == [(1, 5)]


def test_the_caret_stays_in_view_while_a_line_breaks_at_the_foot(editor, qtbot):
    editor.set_lines(["整改"] * 60)
    editor.go_to_line(60)
    for _ in range(30):
        preedit(editor, "", "落实整改")
        assert editor.cursorRect().bottom() <= editor.viewport().height()


def test_the_wheel_with_control_asks_for_another_size(editor, qtbot):
    asked = []
    editor.zoom_asked.connect(asked.append)
    for delta in (60, 60, -120, 240):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(editor.viewport(), event)
    assert asked == [1, -1, 2]


def test_the_page_is_shown_larger_without_any_edit(editor):
    editor.set_lines(["通报", *["整改情况" * 30] * 200])
    editor.set_styles({1: (BlockStyle.TITLE, 0), 60: (BlockStyle.SECTION, 0)})
    editor.go_to_line(50)
    QApplication.processEvents()
    top = editor.firstVisibleBlock().blockNumber()
    block = editor.document().findBlockByNumber(59)
    editor.set_zoom(1.5)
    QApplication.processEvents()
    assert abs(editor.firstVisibleBlock().blockNumber() - top) <= 1
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()
    editor.blockBoundingGeometry(block)
    lines = [block.layout().lineAt(n) for n in range(2)]
    assert lines[1].y() - lines[0].y() == pytest.approx(48)
    assert block.layout().formats()[0].format.fontPointSize() == pytest.approx(17 * 0.75 * 1.5)
    editor.set_lines(["另一份"])
    block = editor.document().firstBlock()
    assert editor.paper.pitch(block) == 48
    editor.set_zoom(1.0)
    assert editor.paper.pitch(block) == 32


@pytest.mark.parametrize("zoom", [0.5, 0.8, 1.5, 2.0])
def test_nothing_is_cut_at_any_size(editor, zoom):
    editor.set_lines(["整" * 200])
    editor.set_zoom(zoom)
    for width in (420, 1000):
        editor.resize(width, 500)
        QApplication.processEvents()
        block = editor.document().firstBlock()
        editor.blockBoundingGeometry(block)
        line = block.layout().lineAt(1)
        assert line.x() > 0
        assert round(line.x() + line.naturalTextWidth()) <= editor.viewport().width() - 8


def test_a_number_that_word_counts_is_quieter_and_moves_with_its_paragraph(editor):
    lines = ["引言", "（一）加强领导", "一、整改情况"]
    paragraphs = (Paragraph("引言"), Paragraph("（一）加强领导", "（一）"), Paragraph("一、整改情况", "一、"))
    editor.set_lines(lines)
    editor.set_styles(styles_of(parse(Document(paragraphs))))
    document = editor.document()
    assert [label_of(document.findBlockByNumber(n)) for n in range(3)] == [0, 3, 2]
    muted = editor.look.color("muted")
    (quiet, *_) = document.findBlockByNumber(1).layout().formats()
    assert (quiet.start, quiet.length, quiet.format.foreground().color()) == (0, 3, muted)
    heading = document.findBlockByNumber(2).layout().formats()
    assert [(f.start, f.length) for f in heading] == [(0, 2), (2, 4)]
    editor.textCursor().insertText("新的一段\n")
    assert [label_of(document.findBlockByNumber(n)) for n in (2, 3)] == [3, 2]
    assert not document.findBlockByNumber(0).userState() > 0


def test_text_under_way_is_shown_in_our_colours(editor):
    shouting = QTextCharFormat()
    shouting.setBackground(QColor("black"))
    shouting.setForeground(QColor("white"))
    kind = QInputMethodEvent.AttributeType
    attributes = [
        QInputMethodEvent.Attribute(kind.TextFormat, 0, 5, shouting),
        QInputMethodEvent.Attribute(kind.Cursor, 5, 1, None),
    ]
    editor.go_to_line(2)
    QApplication.sendEvent(editor, QInputMethodEvent("zheng", attributes))
    layout = editor.textCursor().block().layout()
    assert layout.preeditAreaText() == "zheng"
    ranges = layout.formats()
    assert LIGHT.accent_soft.lower() in [given.format.background().color().name() for given in ranges]
    preedit(editor, "", "整")
    assert editor.lines()[1].startswith("整反馈")


def test_nothing_flickers_while_a_word_is_composed_over_a_mark(editor, qtbot):
    """A session over a marked word: preedit, more of it, one taken back, a commit; the mark beside it stays."""
    editor.show_findings(LINES, [finding(2, 3, 5), finding(2, 14, 15)])
    cursor = editor.document().find("10")
    editor.setTextCursor(cursor)
    shown = []
    told = []
    editor.edited.connect(lambda: told.append("".join(editor.lines())))
    for text in ("s", "sh", "shi", "sh", ""):
        preedit(editor, text)
        shown.append([mark.finding.span for mark in editor.marks.marks])
    assert told == ["".join(LINES).replace("10", "", 1)]
    assert all(Span(2, 14, 15) in spans for spans in shown)
    for text in ("s", "shi", "shiyi"):
        preedit(editor, text)
    preedit(editor, "", "十一")
    assert editor.lines()[1] == "反馈的十一个问题，目前已完成7个。"
    assert told[-1] == "".join(editor.lines())
    assert len(told) == 2
    place = editor.marks.marks[-1]
    assert editor.document().toPlainText()[place.start : place.end] == "7"


def test_marks_between_places_that_are_replaced_together_stay(editor, qtbot):
    editor.show_findings(LINES, [finding(2, 3, 5), finding(2, 14, 15), finding(3, 8, 10)])
    with qtbot.waitSignals([editor.edited]):
        editor.apply_edits([Edit(Span(2, 0, 2), "提出"), Edit(Span(3, 8, 10), "12")])
    text = editor.document().toRawText()
    assert [text[mark.start : mark.end] for mark in editor.marks.marks] == ["10", "7"]
