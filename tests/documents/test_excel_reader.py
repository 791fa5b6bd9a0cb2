"""Ledgers out of the workbooks of any office."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from ledger_samples import sample_ledger
from office_workbooks import Case, column_sets, nasty_workbooks

from desktop.documents.errors import DocumentError
from desktop.documents.excel_ledger import write_excel
from desktop.documents.excel_reader import read_excel
from desktop.ledger.columns import Column
from desktop.ledger.table_header import ColumnChoice

CASES = [*column_sets(), *nasty_workbooks()]


@pytest.fixture
def book(tmp_path: Path):
    def write(data: bytes, name: str = "台账.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_an_office_filled_in_is_read(case: Case, book):
    read = read_excel(book(case.data))
    rows = read.ledger.rows
    for column, texts in case.cells.items():
        assert tuple(row[column] for row in rows) == texts, column.value
    if not case.cells:
        assert rows == ()
    assert len(read.figures) == case.figures
    assert len(read.left_out) == case.left_out, read.left_out
    if case.title:
        assert read.ledger.title == case.title
    assert read.ledger.unit == case.unit
    for words in case.notes:
        assert any(words in note for note in read.notes), (words, read.notes)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_text_of_the_body_is_in_the_ledger_or_told(case: Case, book):
    """Nothing an office wrote below the headings disappears without a word."""
    read = read_excel(book(case.data))
    if read.mapping is None:
        return
    kept = "\n".join(text for row in read.ledger.rows for text in row.cells.values())
    sheet = openpyxl.load_workbook(io.BytesIO(case.data), data_only=True)[read.mapping.sheet]
    told = {left.row for left in read.left_out}
    for cells in sheet.iter_rows(min_row=read.mapping.first_row, max_row=400, max_col=20):
        for cell in cells:
            text = cell.value.strip() if isinstance(cell.value, str) else ""
            if not text or cell.row in told or read_status_words(text):
                continue
            assert text in kept or text.split("、", 1)[-1] in kept or text[3:] in kept, cell.coordinate


def read_status_words(text: str) -> bool:
    from desktop.ledger.status_words import read_status

    return read_status(text) is not None


def test_own_ledger_comes_back_without_loss(book):
    ledger = sample_ledger()
    read = read_excel(book(write_excel(ledger)))
    assert (read.ledger.title, read.ledger.unit, read.ledger.date) == (ledger.title, ledger.unit, ledger.date)
    assert [row.cells for row in read.ledger.rows] == [row.cells for row in ledger.rows]
    assert read.notes == ()
    assert read.left_out == ()
    assert {choice.confidence for choice in read.mapping.columns} == {1.0}


def test_empty_cells_of_an_own_ledger_stay_empty(book):
    ledger = sample_ledger(size=6)
    rows = list(ledger.rows)
    rows[2] = replace(rows[2], cells={Column.NUMBER: "3", Column.STATUS: "已完成"})
    rows[4] = replace(rows[4], cells={Column.NUMBER: "5", Column.PROBLEM: rows[3][Column.PROBLEM]})
    read = read_excel(book(write_excel(replace(ledger, rows=tuple(rows)))))
    assert [row.cells for row in read.ledger.rows] == [row.cells for row in rows]


def test_mapping_by_hand_goes_before_what_was_found(book):
    path = book(column_sets()[0].data)
    mapping = read_excel(path).mapping
    changed = tuple(
        replace(choice, column=Column.DETAIL) if choice.column is Column.PERSON else choice
        for choice in mapping.columns
    )
    read = read_excel(path, replace(mapping, columns=changed))
    assert read.ledger.rows[0][Column.DETAIL] == "陆晓舟"
    assert read.ledger.rows[0][Column.PERSON] == ""


def test_another_sheet_can_be_chosen(book):
    path = book(nasty_workbooks()[2].data)
    mapping = read_excel(path).mapping
    read = read_excel(path, replace(mapping, sheet="整改台账(旧)"))
    assert {row[Column.STATUS] for row in read.ledger.rows} == {"正在整改"}
    with pytest.raises(DocumentError, match="没有名为“不存在”的工作表"):
        read_excel(path, replace(mapping, sheet="不存在"))


def test_headings_said_before_are_remembered(book):
    path = book(column_sets()[9].data)
    read = read_excel(path, known={"党组书记牵头": Column.TYPE, "责任领导": None})
    assert read.ledger.rows[0][Column.TYPE] == "√"
    assert all(row[Column.LEADER] == row[Column.REMARK] == "" for row in read.ledger.rows)


def test_a_sheet_without_known_headings_can_be_read_by_hand(book):
    workbook = openpyxl.Workbook()
    workbook.active.append(["甲", "乙"])
    workbook.active.append(["窗口服务态度生硬", "开展整治"])
    out = io.BytesIO()
    workbook.save(out)
    path = book(out.getvalue())
    with pytest.raises(DocumentError, match="没有认出台账"):
        read_excel(path)
    from desktop.ledger.table_header import SheetMapping

    columns = (ColumnChoice(1, "甲", Column.PROBLEM), ColumnChoice(2, "乙", Column.MEASURES))
    read = read_excel(path, SheetMapping("Sheet", 1, 1, columns))
    assert [(r[Column.PROBLEM], r[Column.MEASURES]) for r in read.ledger.rows] == [("窗口服务态度生硬", "开展整治")]


def test_formulas_without_values_are_told(book):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["序号", "反馈问题", "整改措施", "完成时限"])
    sheet.append(["=ROW()-1", "学习不深入", "制定计划", "=TODAY()"])
    out = io.BytesIO()
    workbook.save(out)
    read = read_excel(book(out.getvalue()))
    assert any("2个公式没有计算结果" in note for note in read.notes)
    assert read.ledger.rows[0][Column.PROBLEM] == "学习不深入"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "台账.xlsx", "空的"),
        (b"hello", "台账.xlsx", "已损坏"),
        (OLE, "台账.xls", "旧版 Excel"),
        (OLE, "台账.xlsx", "旧版 Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "台账.xlsx", "打开密码"),
        (column_sets()[0].data[:900], "台账.xlsx", "已损坏"),
        (b"%PDF-1.7", "台账.pdf", "不是 Excel 工作簿"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(data: bytes, name: str, words: str, book):
    with pytest.raises(DocumentError, match=words):
        read_excel(book(data, name))


def with_part(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, change(content) if entry.filename == name else content)
    return out.getvalue()


def test_entity_bombs_are_refused(book):
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    data = with_part(column_sets()[0].data, "xl/worksheets/sheet1.xml", lambda part: bomb + part)
    with pytest.raises(DocumentError, match="不安全"):
        read_excel(book(data))


def test_broken_parts_are_told(book):
    data = with_part(column_sets()[0].data, "xl/worksheets/sheet1.xml", lambda part: part[:300])
    with pytest.raises(DocumentError, match="已损坏"):
        read_excel(book(data))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("own", [True, False])
def test_nothing_is_lost_when_libreoffice_saves_it(own: bool, tmp_path: Path):
    cases = [("0.xlsx", write_excel(sample_ledger()))] if own else [(f"{n}.xlsx", c.data) for n, c in enumerate(CASES)]
    for name, data in cases:
        (tmp_path / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    command += [str(tmp_path / name) for name, _ in cases]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    for name, _ in cases:
        before, after = read_excel(tmp_path / name), read_excel(tmp_path / "out" / name)
        assert [row.cells for row in after.ledger.rows] == [row.cells for row in before.ledger.rows], name
        assert after.ledger.title == before.ledger.title
        assert after.ledger.changes == before.ledger.changes
