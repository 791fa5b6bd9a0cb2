"""A report in Word with automatic numbers and split runs is read as its typed twin."""

import pytest
from invented_reports import layouts, make
from word_form import word_form

from desktop.documents.reading import read
from desktop.report.reading import read_report
from desktop.text.document import Document

LAYOUTS = layouts()


@pytest.mark.parametrize("index", range(0, len(LAYOUTS), 4))
def test_automatic_numbers_change_nothing(index, tmp_path):
    lines, _ = make(LAYOUTS[index], seed=index)
    path = tmp_path / "报告.docx"
    path.write_bytes(word_form(lines, seed=index))

    document = read(path).document

    assert document.lines == tuple(lines)
    assert any(p.label for p in document.paragraphs)
    typed, automatic = read_report(Document.from_lines(lines)), read_report(document)
    assert automatic.problems == typed.problems
    assert automatic.sections == typed.sections
    assert automatic.claims == typed.claims
