"""公文排版: the elements chosen, the page seen, the Word file written, the office's way remembered."""

import pytest
from word_builder import entries

from desktop.app.typeset_text import Tail, tail_of, with_tail
from desktop.documents.typeset_settings import PageNumber
from desktop.report.parse import parse
from desktop.text.document import Document

MAIN = "word/document.xml"


@pytest.fixture
def dialog(opened, qtbot):
    function = next(f for f in opened.features if type(f).__name__ == "Typesetting")
    opened.menus.action("公文排版…").trigger()
    qtbot.waitUntil(lambda: function.dialog is not None and function.dialog.is_drawn(), timeout=30_000)
    yield function.dialog
    if function.dialog is not None:
        function.dialog.accept()


def drawn(dialog, qtbot):
    qtbot.waitUntil(dialog.is_drawn, timeout=30_000)
    return [line for page in dialog.view._layout.pages for line in page.lines]


def test_the_page_shows_what_is_chosen(dialog, qtbot):
    assert any("整改进展情况的通报" in line for line in drawn(dialog, qtbot))
    dialog.form.header.setChecked(True)
    dialog.form.issuer.setText("清河区城市更新局文件")
    dialog.form.number.setText("清更〔2025〕号")
    dialog.form.imprint.setChecked(True)
    dialog.form.copies.setText("区委巡察办")
    dialog.form.signature.setText("清河区城市更新局")
    dialog.form.date.setText("2025年10月15日")
    lines = drawn(dialog, qtbot)
    assert "清河区城市更新局文件" in lines
    assert "抄送：区委巡察办。" in lines
    assert lines.index("清河区城市更新局") < lines.index("2025年10月15日")
    assert "发文字号还没有填序号" in dialog.told.text()
    dialog.forth.click()
    assert dialog.view.number == min(2, dialog.view.count)
    assert not dialog.grab().isNull()


def test_the_word_file_is_exported_with_what_is_chosen(dialog, opened, qtbot, asked, tmp_path):
    dialog.form.header.setChecked(True)
    dialog.form.issuer.setText("清河区城市更新局文件")
    dialog.form.page_number.setCurrentText(PageNumber.NONE.value)
    dialog.form.fonts["body"].setCurrentText("仿宋")
    target = asked.answers["ask_save"] = tmp_path / "公文.docx"
    dialog.word.click()
    qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
    parts = entries(target.read_bytes())
    assert "清河区城市更新局文件".encode() in parts[MAIN]
    assert "word/footer1.xml" not in parts
    assert 'w:eastAsia="仿宋"'.encode() in parts["word/styles.xml"]
    told = next(call for call in asked if call[0] == "tell_exported")
    assert told[1].name == "公文.docx"


def test_the_next_document_finds_the_office_and_not_the_old_number(dialog, opened, qtbot):
    dialog.form.header.setChecked(True)
    dialog.form.issuer.setText("清河区城市更新局文件")
    dialog.form.number.setText("清更〔2025〕3号")
    dialog.form.copy_number.setText("000002")
    dialog.form.bold_third.setChecked(True)
    dialog.accept()
    function = next(f for f in opened.features if type(f).__name__ == "Typesetting")
    opened.menus.action("公文排版…").trigger()
    qtbot.waitUntil(lambda: function.dialog is not None and function.dialog.is_drawn(), timeout=30_000)
    form = function.dialog.form
    assert (form.issuer.text(), form.number.text(), form.copy_number.text()) == (
        "清河区城市更新局文件",
        "清更〔2025〕号",
        "",
    )
    assert form.bold_third.isChecked()
    form.usual.click()
    assert form.settings().fonts.body == "仿宋_GB2312"


def test_an_empty_report_is_not_set(window, asked, checked, qtbot):
    window.new_report()
    checked(window)
    window.menus.action("公文排版…").trigger()
    qtbot.waitUntil(lambda: bool(asked))
    assert "空的" in asked[-1][1]


@pytest.mark.parametrize(
    ("lines", "tail", "end"),
    [
        (["关于整改的通报", "正文。"], Tail("水务局", "2025年3月1日"), ["正文。", "水务局", "2025年3月1日"]),
        (["关于整改的通报", "正文。", "2025年3月1日"], Tail("水务局"), ["正文。", "水务局", "2025年3月1日"]),
        (["关于整改的通报", "正文。", "水务局"], Tail("", "2025年3月1日"), ["正文。", "水务局", "2025年3月1日"]),
        (["关于整改的通报", "正文。"], Tail(), ["关于整改的通报", "正文。"]),
    ],
)
def test_a_missing_signature_or_date_comes_to_the_end(lines, tail, end):
    report = with_tail(parse(Document.from_lines(lines)), tail)
    assert list(report.document.lines[-len(end) :]) == end


def test_what_the_text_has_is_found():
    report = parse(Document.from_lines(["关于整改的通报", "正文。", "清河区水务局", "2025年3月1日"]))
    assert tail_of(report) == Tail("清河区水务局", "2025年3月1日")
