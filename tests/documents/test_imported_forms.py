"""Old Word, WPS, RTF, OpenDocument and PDF files give their text as their reader sees it."""

import shutil
import zipfile
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.documents.doc_reader import read_doc
from desktop.documents.doc_structures import modifiers
from desktop.documents.errors import DocumentError
from desktop.documents.odt_reader import read_odt
from desktop.documents.opened import Format
from desktop.documents.pdf_lines import Line, Mark, join_paragraphs, page_lines, without_furniture
from desktop.documents.pdf_reader import read_pdf
from desktop.documents.reading import read
from desktop.documents.rtf_reader import read_rtf
from desktop.text.document import Origin

FORMS = Path(__file__).resolve().parent.parent / "fixtures" / "forms"
# numbered, tracked, hidden, in a table and in a footnote; saved by LibreOffice in each of the forms
LINES = (
    "清河区城市更新局整改情况的报告",
    "共反馈43个问题。",
    "一、整改工作情况",
    "（一）加强领导",
    "（二）狠抓落实",
    "1.“账实不符”问题",
    "（1）整改措施",
    "2.问题二",
    "二、下一步打算",
    "问题",
    "措施一",
    "措施二",
    "张三",
    "12月",
    "地址：清河区\n电话：\t0123-4567890",
    "本次巡察为常规巡察",
)
CELLS = [(0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("报告.doc", Format.OLD_WORD), ("报告.rtf", Format.RTF), ("报告.odt", Format.ODT)],
)
def test_numbers_changes_tables_and_notes_are_read_as_shown(name, kind):
    opened = read(FORMS / name)
    assert opened.format is kind
    assert opened.format.is_imported
    assert opened.document.lines == LINES
    paragraphs = opened.document.paragraphs
    assert [(p.cell.table, p.cell.row, p.cell.column) for p in paragraphs if p.cell] == CELLS
    assert paragraphs[-1].origin is Origin.FOOTNOTE
    assert "另存为新的 Word 文件" in opened.notes[0]
    assert any("修订" in note for note in opened.notes)
    assert any("隐藏" in note for note in opened.notes)


def test_a_pdf_gives_whole_paragraphs_without_page_numbers():
    opened = read(FORMS / "公文.pdf")
    lines = opened.document.lines
    assert opened.format is Format.PDF
    assert lines[0] == "清河区城市更新局整改情况的报告"
    assert lines[2].startswith("（一）加强领导。局党组把巡察整改作为重大政治任务，先后召开“专题会”3次，研究部署")
    assert lines[5:13] == ("全力抓好整改落实，做到举一反三、标本兼治，不断巩固和扩大整改成果。" * 3,) * 8
    assert lines[-2:] == ("清河区城市更新局", "2026年2月9日")
    assert any("页码" in note for note in opened.notes)


@pytest.mark.parametrize("name", ["报告.doc", "报告.rtf", "报告.odt", "公文.pdf"])
@pytest.mark.parametrize("ending", [".docx", ".wps", ".txt", ".pdf", ""])
def test_a_wrong_ending_is_no_hindrance(tmp_path, name, ending):
    path = shutil.copy(FORMS / name, tmp_path / f"改名{ending}")
    assert read(Path(path)).document == read(FORMS / name).document


def test_wps_files_are_of_the_old_word_family(tmp_path):
    path = Path(shutil.copy(FORMS / "报告.doc", tmp_path / "报告.wps"))
    opened = read(path)
    assert opened.format is Format.WPS
    assert "WPS" in opened.notes[0]


def test_a_folder_is_checked_with_its_other_forms(tmp_path, capsys):
    for path in FORMS.iterdir():
        shutil.copy(path, tmp_path)
    main(["check", str(tmp_path)])
    out = capsys.readouterr().out
    assert all(path.name in out for path in FORMS.iterdir())
    assert "无法检查" not in out


def rtf(body, head=r"\ansi\ansicpg936"):
    return read_rtf(f"{{\\rtf1{head} {body}}}".encode("ascii"))


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"\'d5\'fb\'b8\'c4\par \u25972?\u25913?\par", ["整改", "整改"]),
        (r"{\fonttbl{\f1\fcharset134 SimSun;}}{\f1\'d5\'fb}\par", ["整"]),
        (r"\uc2\u25972\'d5\'fb\uc1\u25913 ?\par", ["整改"]),
        (r"\u-10179?\u-8704?\par", ["\U0001f600"]),
        (r"{\*\unknown x}{\info{\title t}}{\header h}a\par", ["a"]),
        (r"a{\deleted b}{\v c}d\par", ["ad"]),
        (r"{\field{\*\fldinst DATE}{\fldrslt 2026}}\par", ["2026"]),
        (r"{\listtext 1.\tab}\'ce\'ca\par", ["1.问"]),
        (r"\ldblquote a\rdblquote\emdash b\~c\line d\tab e\par", ["“a”—b\u00a0c\nd\te"]),
        (r"a{\footnote b}c\par", ["ac", "b"]),
        (r"\{a\}\\\par", ["{a}\\"]),
        (r"no end", ["no end"]),
        (r"{\pict\bin4 }}{{x}a\par", ["a"]),
    ],
)
def test_rtf_words(body, lines):
    assert [p.text for p in rtf(body).document.paragraphs] == lines


def test_an_rtf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("desktop.documents.rtf_reader._SECONDS", -1.0)
    with pytest.raises(DocumentError, match="太复杂"):
        rtf("{}" * 20_000)


def odt(content, **parts):
    from io import BytesIO

    names = ["office:1.0", "text:1.0", "table:1.0", "drawing:1.0", "style:1.0"]
    prefixes = ["office", "text", "table", "draw", "style"]
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
        for prefix, name in zip(prefixes, names, strict=True)
    )
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    xml = f"<office:document-content {spaces}>{body}</office:document-content>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", xml)
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_odt_blanks_boxes_and_hidden_changes():
    markup = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>  整 <text:s text:c="2"/>改<text:tab/>一'
        "<text:line-break/>二<office:annotation><text:p>批</text:p></office:annotation></text:p>"
        "<text:section><text:h text:outline-level='2'>标题</text:h></text:section>"
        "<text:p><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>"
    )
    made = read_odt(odt(markup))
    assert [p.text for p in made.document.paragraphs] == ["整   改\t一\n二", "标题", "", "框"]
    assert [p.heading_level for p in made.document.paragraphs][1] == 2
    assert len(made.notes) == 2


@pytest.mark.parametrize(
    "data",
    [
        odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}),
        odt("<text:p>"),
        b"PK\x05\x06" + bytes(18),
    ],
)
def test_an_odt_that_cannot_be_read_is_told(data):
    with pytest.raises(DocumentError):
        read_odt(data)


def test_an_old_word_file_with_a_password_or_damage_is_told():
    data = bytearray((FORMS / "报告.doc").read_bytes())
    at = data.find(b"\xec\xa5")
    data[at + 0x0B] |= 1
    with pytest.raises(DocumentError, match="密码"):
        read_doc(bytes(data))
    data[at + 2 : at + 4] = b"\x65\x00"
    with pytest.raises(DocumentError, match="太旧"):
        read_doc(bytes(data))
    with pytest.raises(DocumentError, match="损坏"):
        read_doc(bytes(data[:1000]))


def test_modifiers_of_every_size_are_passed_over():
    data = b"\x00\x08\x01" + b"\x0b\x46\x02\x00" + b"\x15\xc6\x02ab" + b"\x08\xd6\x03\x00xy" + b"\x16\x24\x01"
    assert [code for code, _ in modifiers(data)] == [0x0800, 0x460B, 0xC615, 0xD608, 0x2416]
    assert list(modifiers(b"\x08\xd6")) == []


def test_a_scan_and_a_broken_pdf_are_told():
    blank = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
    )
    with pytest.raises(DocumentError, match="扫描的图片"):
        read_pdf(blank)
    with pytest.raises(DocumentError, match="损坏"):
        read_pdf(b"%PDF-1.7 nothing")


def test_characters_are_read_by_their_place():
    def row(text, left, base):
        return [Mark(sign, left + 16 * i, left + 16 * i + 16, base, 16) for i, sign in enumerate(text)]

    marks = [*row("关于", 0, 700), *row("问题", 64, 701), Mark("“", 32, 48, 700, 16), Mark("甲", 48, 64, 700.4, 16)]
    assert [line.text for line in page_lines(marks)] == ["关于“甲问题"]
    assert [line.text for line in page_lines([*row("甲", 0, 9), *row("乙", 100, 9)])] == ["甲\t乙"]
    latin = [Mark(sign, x, x + 8, 5, 16) for sign, x in (("a", 0), ("b", 8), ("c", 24))]
    assert [line.text for line in page_lines(latin)] == ["ab c"]


def test_headers_and_page_numbers_go():
    def page(number):
        own = "甲乙丙丁"[number]
        texts = ("内部刊物", f"正文{own}", "正文", f"末行{own}", f"— {number + 1} —")
        return [Line(text, 0, 9, 800 - 100 * at, 16) for at, text in enumerate(texts)]

    pages = [page(number) for number in range(4)]
    kept, taken = without_furniture(pages)
    assert taken == 8
    assert [line.text for line in kept[1]] == ["正文乙", "正文", "末行乙"]


def test_full_lines_go_on_and_indents_begin():
    page = [Line("第一段的字数很多所以写满", 32, 400, 9, 16), Line("了又一行没满。", 0, 200, 8, 16),
            Line("第二段也写满了整整的一行", 32, 400, 7, 16)]  # fmt: skip
    following = [Line("在下一页结束。", 0, 120, 9, 16), Line("标题", 150, 200, 8, 22)]
    joined = list(join_paragraphs([page, following]))
    assert joined == ["第一段的字数很多所以写满了又一行没满。", "第二段也写满了整整的一行在下一页结束。", "标题"]
    assert list(join_paragraphs([[]])) == []
