"""三张清单 and the sign-off forms as Word documents: a table each, everything in its place, nothing invented."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest
from docx import Document
from ledger_samples import sample_ledger

from desktop.documents.errors import DocumentError
from desktop.documents.ledger_texts import lines_as_word, remaining_lines
from desktop.documents.word_lists import write_word_lists
from desktop.documents.word_sign_off import write_sign_off_forms
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES

C = Column


def texts(table) -> list[list[str]]:
    return [["\n".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in table.rows]


def test_each_list_is_a_table_with_every_problem():
    ledger = sample_ledger(size=20)
    document = Document(io.BytesIO(write_word_lists(ledger)))
    heads = [p.text for p in document.paragraphs if p.text.endswith(("清单", "事项"))]
    assert [head.removeprefix(ledger.unit) for head in heads] == [
        "问题清单",
        "任务清单",
        "责任清单",
        "需进一步整改事项",
    ]
    opened = [row for row in ledger.rows if row.status not in DONE_STATUSES]
    for table, rows in zip(document.tables, (ledger.rows, ledger.rows, ledger.rows, opened), strict=True):
        lines = texts(table)
        numbers = [line[0] for line in lines[1:] if line[0].isdigit()]
        assert numbers == [row[C.NUMBER] for row in rows]
    assert texts(document.tables[2])[0][:3] == ["序号", "反馈问题", "具体问题"]


def test_a_list_without_rows_is_left_out():
    done = Ledger("整改台账", rows=(Row({C.NUMBER: "1", C.PROBLEM: "甲", C.STATUS: "已完成"}),))
    assert len(Document(io.BytesIO(write_word_lists(done))).tables) == 3


def test_a_form_a_problem_with_room_to_sign():
    ledger = sample_ledger(size=4)
    hostile = Row({C.NUMBER: "9", C.PROBLEM: "<甲>&\x0b乙", C.MEASURES: "=1+1\n\ud800"})
    document = Document(io.BytesIO(write_sign_off_forms(ledger, [*ledger.rows[:2], hostile])))
    assert len(document.tables) == 3
    first = {line[0]: line[1] for line in texts(document.tables[0])}
    assert first["反馈问题"] == ledger.rows[0][C.PROBLEM]
    assert first["整改措施"] == ledger.rows[0][C.MEASURES]
    assert "签字（盖章）" in first["责任单位（部门）意见"]
    last = {line[0]: line[1] for line in texts(document.tables[2])}
    assert last["反馈问题"] == "<甲>&\n乙"
    assert last["整改措施"] == "=1+1\n\ufffd"
    assert last["整改完成情况"] == ""
    assert sum("w:pageBreakBefore" in p._p.xml for p in document.paragraphs) == 2


def test_what_remains_as_the_section_of_a_report():
    lines = remaining_lines(sample_ledger(size=12))
    assert lines[0].endswith("整改的事项")
    assert any("完成时限" in line for line in lines)
    assert Document(io.BytesIO(lines_as_word(lines, titled=False))).paragraphs[0].text == lines[0]
    with pytest.raises(DocumentError, match="不需要列"):
        remaining_lines(Ledger("整改台账", rows=(Row({C.PROBLEM: "甲", C.STATUS: "已完成"}),)))


def forms_of_all_lengths() -> list[Row]:
    row, words = sample_ledger(size=1).rows[0], "组织集中学习12次，邀请教师授课2次，撰写心得体会68篇，纳入年度考核。"
    return [row.changed(C.MEASURES, (words * 60)[:length]) for length in range(0, 1500, 60)]


def sizes(forms: bytes) -> list[int]:
    """The type of each form, in half points."""
    tables = Document(io.BytesIO(forms)).tables
    return [int(table.rows[0].cells[1].paragraphs[0].runs[0].font.size.pt * 2) for table in tables]


def test_a_form_is_set_as_large_as_its_page_allows():
    rows = forms_of_all_lengths()
    found = sizes(write_sign_off_forms(sample_ledger(size=1), rows))
    on_one_page = found[: found.index(18) + found.count(18)]
    assert on_one_page == sorted(on_one_page, reverse=True)
    assert set(on_one_page) == {24, 21, 18}
    assert set(found[len(on_one_page) :]) == {21}  # too long for a page at any size


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_takes_two_pages_only_when_its_text_is_too_long(tmp_path):
    forms = write_sign_off_forms(sample_ledger(size=1), forms_of_all_lengths())
    found = sizes(forms)
    one = found.index(18) + found.count(18)
    (tmp_path / "forms.docx").write_bytes(forms)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "forms.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "forms.pdf").read_bytes()))
    assert pages == one + 2 * (len(found) - one)
