"""What is remembered of a report survives a restart and a moved file, and never stops one from opening."""

import pytest

from desktop.checks.base import Finding, Severity
from desktop.checks.suppression import Ignored, ignored_form, split_ignored
from desktop.documents.side_data import SideData, SideDataStore
from desktop.report.corrections import AnchoredCorrection, Correction, ReadAs
from desktop.report.model import Role
from desktop.text.document import Document
from desktop.text.spans import Span

DATA = SideData(
    corrections=(
        AnchoredCorrection("台账登记混乱", "前一段", Correction(ReadAs.PROBLEM)),
        AnchoredCorrection("三、附则", "", Correction(ReadAs.SECTION, Role.CONTACT)),
    ),
    ignored=(Ignored("P101", "XX", "诉求", "件"), Ignored("S101", "", "", "", "没有联系方式")),
    ledger="/台账/整改台账.xlsx",
)


def test_it_is_there_again_after_a_restart(tmp_path):
    path = tmp_path / "报告.docx"

    SideDataStore(tmp_path / "side").save(path, DATA)

    assert SideDataStore(tmp_path / "side").load(path) == DATA
    assert SideDataStore(tmp_path / "side").load(tmp_path / "另一份.docx") == SideData()


def test_a_moved_file_is_known_by_its_content(tmp_path):
    store = SideDataStore(tmp_path / "side")
    store.save(tmp_path / "旧名.txt", DATA, sha256="abc")

    assert store.load(tmp_path / "新名.txt", sha256="abc") == DATA
    assert store.load(tmp_path / "新名.txt", sha256="other") == SideData()


def test_nothing_to_remember_writes_nothing(tmp_path):
    SideDataStore(tmp_path / "side").save(tmp_path / "a.txt", SideData())

    assert not (tmp_path / "side").exists()


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", '{"version": 9}', '{"version": 1, "corrections": [{}, 3], "ignored": [1]}']
)
def test_a_broken_record_is_as_good_as_none(tmp_path, broken):
    store = SideDataStore(tmp_path / "side")
    store.save(tmp_path / "a.txt", DATA)
    [file] = (tmp_path / "side").iterdir()
    file.write_text(broken, "utf-8")

    assert store.load(tmp_path / "a.txt") == SideData()


def _finding(line, start, end, text, message="占位符"):
    return Finding("P101", "placeholder", Severity.ERROR, Span(line, start, end), text, message)


def test_an_ignored_finding_stays_away_when_the_text_around_it_moves():
    document = Document.from_lines(["回应群众诉求XX件。", "另有XX件。"])
    first, second = _finding(1, 6, 8, "XX"), _finding(2, 2, 4, "XX")
    ignored = ignored_form(first, document)

    assert split_ignored([first, second], document, []) == ((first, second), ())
    assert split_ignored([first, second], document, [ignored]) == ((second,), (first,))

    edited = Document.from_lines(["新的一段。", *document.lines])
    first, second = _finding(2, 6, 8, "XX"), _finding(3, 2, 4, "XX")
    assert split_ignored([first, second], edited, [ignored]) == ((second,), (first,))
