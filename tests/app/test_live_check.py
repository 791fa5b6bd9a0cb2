import threading

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.app.analysis import Analysis, Cancelled, document_of
from desktop.app.live_check import LiveCheck
from desktop.report.model import Report
from desktop.text.document import Document, Paragraph


class Worker:
    """An analysis that waits until it is let go."""

    def __init__(self):
        self.gate = threading.Event()
        self.gate.set()
        self.seen = []
        self.stopped = 0
        self.error = None

    def __call__(self, document, cancel, corrections):
        self.seen.append(document.lines)
        self.gate.wait(5)
        if cancel():
            self.stopped += 1
            raise Cancelled
        if self.error:
            raise self.error
        return Analysis(Report(document))


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def document(qapp):
    document = QTextDocument()
    document.documentLayout()  # without one a document tells of no change
    document.setPlainText("一\n二")
    return document


@pytest.fixture
def live(worker, document, qtbot):
    live = LiveCheck(worker, lambda: False)
    document.contentsChange.connect(live.text_changed)
    live.results = []
    live.checked.connect(live.results.append)
    yield live
    worker.gate.set()
    live.close()


def test_a_document_is_checked_at_once(live, document, worker, qtbot):
    live.watch(document)
    qtbot.waitUntil(lambda: len(live.results) == 1)
    assert live.results[0].lines == ("一", "二")


def test_the_result_of_an_older_text_is_dropped(live, document, worker, qtbot):
    worker.gate.clear()
    live.watch(document)
    qtbot.waitUntil(lambda: len(worker.seen) == 1)
    QTextCursor(document).insertText("三")
    worker.gate.set()
    qtbot.waitUntil(lambda: len(live.results) == 1)
    assert live.results[0].lines == ("三一", "二")
    assert worker.stopped == 1


def test_many_changes_are_one_pass(live, document, worker, qtbot):
    live.watch(document)
    qtbot.waitUntil(lambda: len(live.results) == 1)
    for _ in range(5):
        QTextCursor(document).insertText("改")
    qtbot.waitUntil(lambda: len(live.results) == 2)
    assert len(worker.seen) == 2
    assert live.results[1].lines[0] == "改改改改改一"
    assert live.up_to_date


def test_nothing_is_checked_while_an_input_method_is_open(worker, document, qtbot):
    open_ = [True]
    live = LiveCheck(worker, lambda: open_[0])
    with qtbot.assertNotEmitted(live.checked, wait=400):
        live.watch(document)
    assert worker.seen == []
    open_[0] = False
    with qtbot.waitSignal(live.checked):
        pass
    live.close()


def test_a_pass_that_breaks_is_told_and_the_next_one_runs(live, document, worker, qtbot):
    worker.error = KeyError("x")
    with qtbot.waitSignal(live.failed) as told:
        live.watch(document)
    assert told.args[0].startswith("KeyError")
    worker.error = None
    live.check_now()
    qtbot.waitUntil(lambda: len(live.results) == 1)


def test_it_can_be_closed_while_a_pass_runs(live, document, worker, qtbot):
    worker.gate.clear()
    live.watch(document)
    qtbot.waitUntil(lambda: len(worker.seen) == 1)
    threading.Timer(0.05, worker.gate.set).start()
    live.close()
    assert live.results == []


def test_unchanged_paragraphs_keep_where_they_came_from():
    origin = [
        Paragraph("一、", "一、", heading_level=1),
        Paragraph("甲"),
        Paragraph("乙", heading_level=2),
        Paragraph("丙"),
    ]
    now = document_of(["一、", "新", "乙", "甲", "丙"], origin)
    assert [p.heading_level for p in now.paragraphs] == [1, None, 2, None, None]
    assert now.paragraphs[0].label == "一、"
    assert now.lines == ("一、", "新", "乙", "甲", "丙")
    assert document_of(["一"], ()) == Document.from_lines(["一"])


def test_an_edited_paragraph_keeps_its_automatic_number_as_long_as_it_begins_with_it():
    origin = [Paragraph("甲"), Paragraph("一、乙", "一、", heading_level=1), Paragraph("丙")]
    edited = document_of(["甲", "一、乙乙", "丙"], origin)
    assert edited.paragraphs[1] == Paragraph("一、乙乙", "一、", heading_level=1)
    assert document_of(["甲", "二、乙", "丙"], origin).paragraphs[1].label == ""
