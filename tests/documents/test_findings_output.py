"""What is wrong in many reports, as one page to print and as one workbook to work through."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop import cli
from desktop.checks.base import Finding, Fix, Related, Severity
from desktop.checks.engine import Engine
from desktop.documents.findings_workbook import FINDINGS, SUMMARY, write_findings_workbook
from desktop.documents.folder_check import check_file
from desktop.documents.html_output import write_html
from desktop.documents.json_output import CheckedFile
from desktop.report.model import Kind, Report
from desktop.resources import sample_path
from desktop.text.document import Document
from desktop.text.spans import Span

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\"' onmouseover='x' &lt;b&gt; &amp; <!-- -->",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "#N/A",
    "'引号",
    "\t制表",
    "001",
    "12:30",
    "_x0041_",
    "\x00\x07\ufffe\ud800\u202e倒",
    "甲\n乙\r\n丙\u2028丁",
    "长" * 40_000,
)


def hostile_file(text: str) -> CheckedFile:
    document = Document.from_lines(["第一段", "前" + text + "后", text or "空"])
    place = Span(2, 1, 1 + len(document.line(2)) - 2)
    finding = Finding(
        "X999",
        "typo",
        Severity.ERROR,
        place,
        document.line(2)[place.start : place.end],
        text,
        (Fix(text, ()),),
        (Related(Span(3, 0, 1), text),),
    )
    return CheckedFile(
        f"/甲/{text[:40]}.txt", report=Report(document, title=text, kind=Kind.NOTICE), findings=(finding,)
    )


class Tags(HTMLParser):
    """Collects the tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.text += data


# fmt: off
ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "a", "section", "table", "thead",
    "tbody", "tr", "th", "td", "div", "span", "mark", "br",
}
# fmt: on


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_the_page(text: str) -> None:
    page = write_html([hostile_file(text), CheckedFile("坏.txt", error=text)])
    page.encode("utf-8")
    read = Tags()
    read.feed(page)
    assert not read.open, "all tags are closed"
    assert {tag for tag, _ in read.tags} <= ALLOWED_TAGS
    for _, attributes in read.tags:
        assert set(attributes) <= {"class", "id", "href", "lang", "charset", "name", "content", "http-equiv", "colspan"}
        assert attributes.get("href", "#").startswith("#")
    shown = text[:20].replace("\r\n", "\n").replace("\u2028", "\n")
    if shown.isprintable():
        assert shown in read.text


def test_the_page_needs_nothing_else_and_shows_the_words_in_their_context() -> None:
    page = write_html([check_file(sample_path(), Engine())], datetime(2021, 6, 30, 8, 5))
    assert "2021年6月30日08:05" in page
    assert "http:" not in page
    assert "https:" not in page
    assert "受理并办结群众诉求<mark>XX</mark>件" in page
    assert "第30段" in page
    assert "依据：" in page
    assert "@media print" in page


def test_a_page_of_many_reports_has_a_summary_and_a_section_for_each() -> None:
    files = [check_file(sample_path(), Engine()), CheckedFile("坏.docx", error="打不开。"), CheckedFile("好.txt")]
    page = write_html(files)
    assert page.count('<section class="report"') == 3
    assert "合计" in page
    assert page.count("无法检查：打不开。") == 2
    assert "没有发现问题。" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_the_workbook(text: str) -> None:
    data = write_findings_workbook([hostile_file(text), CheckedFile("坏.txt", error=text or "无")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name), name
    book = load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                assert cell.data_type in "sn", cell.coordinate
                if cell.data_type == "n" and cell.value is not None:
                    assert cell.column == 1 or sheet.title == SUMMARY
    told = book[FINDINGS].cell(2, 7).value
    if text.isprintable() and len(text) < 1000:
        assert told.startswith(text)


def test_the_workbook_has_one_row_a_finding_and_a_summary_by_group() -> None:
    file = check_file(sample_path(), Engine())
    files = [file, CheckedFile("坏.docx", error="打不开。")]
    book = load_workbook(io.BytesIO(write_findings_workbook(files)))
    assert book.sheetnames == [SUMMARY, FINDINGS]
    rows = list(book[FINDINGS].values)
    assert rows[0][:3] == ("序号", "文件", "位置")
    assert rows[0][-1] == "处理情况"
    assert len(rows) == 1 + len(file.findings)
    residue = next(row for row in rows if row[5] == "R101")
    assert residue[7] == "【更多公文 素材，微信：wengao 01】"
    assert book[FINDINGS].freeze_panes == "C2"
    assert book[FINDINGS].auto_filter.ref == f"A1:L{len(rows)}"
    summary = list(book[SUMMARY].values)
    heads = summary[0]
    assert heads[4:8] == ("错", "疑", "提示", "合计")
    assert (
        summary[1][7]
        == len(file.findings)
        == sum(n or 0 for n in summary[1][4:7])
        == sum(n or 0 for n in summary[1][8:-1])
    )
    assert "无法检查：打不开。" in summary[2]
    assert summary[3][1] == "合计"
    assert summary[3][7] == len(file.findings)


@pytest.mark.parametrize(("wanted", "head"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK")])
def test_the_command_line_writes_both(capsys, tmp_path: Path, wanted: str, head: bytes) -> None:
    output = tmp_path / f"结果.{wanted}"
    status = cli.main(["check", str(sample_path()), "--format", wanted, "--output", str(output)])
    assert status == 1
    assert output.read_bytes().startswith(head)
    assert capsys.readouterr().out == ""


def test_a_workbook_is_not_put_on_the_screen(capsys) -> None:
    assert cli.main(["check", str(sample_path()), "--format", "xlsx"]) == 2
    assert "--output" in capsys.readouterr().err
