"""A report becomes an official document by GB/T 9704—2012."""

import collections
import io
import itertools
import re
import shutil
import struct
import subprocess
import zlib

import docx
import pytest
from lxml import etree
from word_builder import WordBuilder, entries, paragraph, run

from desktop.cli import main
from desktop.documents.reading import read
from desktop.documents.title_breaks import break_title, width_of
from desktop.documents.typeset_roles import Part, place
from desktop.documents.typeset_settings import Fonts, HeaderBand, Imprint, PageNumber, TypesetSettings
from desktop.documents.word_reader import load_word
from desktop.documents.word_typeset import missing_fonts, typeset
from desktop.report.reading import read_report
from desktop.text.document import Document
from desktop.text.segmentation import dictionary

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = [
    "关于清河区城市更新局落实巡察反馈意见整改情况的报告",
    "",
    "区委第二巡察组：",
    "　　根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对我局开展了巡察。现将整改情况报告如下。",
    "一、整改工作组织情况",
    "（一）提高政治站位。局党组把巡察整改作为重大政治任务，收到反馈意见后第一时间研究部署。",
    "1.成立领导小组",
    "（1）关于学习不深入的问题",
    "整改情况：已完成。一是修订规则；二是开展学习。",
    "附件：1.清河区城市更新局巡察整改台账以及与之相关的各项制度文件清单和说明材料汇编",
    "2.整改制度清单",
    "",
    "清河区城市更新局",
    "2026年2月9日",
    "（此件公开发布）",
    "附件1",
    "清河区城市更新局巡察整改台账",
    "台账内容另行印制。",
]
PARTS = [
    *(Part.TITLE, Part.BLANK, Part.ADDRESSEE, Part.BODY, Part.HEADING_1, Part.BODY, Part.HEADING_3, Part.HEADING_4),
    *(Part.BODY, Part.ATTACHMENTS, Part.ATTACHMENTS_NEXT, Part.BLANK, Part.SIGNATURE, Part.DATE, Part.NOTE),
    *(Part.ATTACHMENT, Part.ATTACHMENT_TITLE, Part.BODY),
]
# free fonts as wide and high as those of the offices stand in for them: every Chinese character is a square
STAND_INS = Fonts(*["Noto Serif CJK SC"] * 2, "Noto Sans CJK SC", *["Noto Serif CJK SC"] * 3)


def report_of(lines):
    return read_report(Document.from_lines(lines))


def made(lines=LINES, **settings):
    return typeset(report_of(lines), TypesetSettings(**settings), fonts=())


def body_of(data):
    return etree.fromstring(entries(data)["word/document.xml"])[0]


def paragraphs(data):
    """Style and text of each paragraph."""
    return [
        (p.find(f"{W}pPr/{W}pStyle").get(W + "val"), "".join(t.text for t in p.iter(W + "t")))
        for p in body_of(data).iter(W + "p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
    ]


def test_every_paragraph_finds_its_part():
    placed = place(LINES, report_of(LINES))
    assert [p.part for p in placed] == PARTS
    assert placed[5].text[: placed[5].head] == "（一）提高政治站位。"


def test_parts_become_styles_and_no_word_is_lost():
    data = made().data
    text = [p.paragraph.text.replace("\n", "") for p in load_word(data)[1].paragraphs]
    assert [line for line in text if line] == [line.strip("　") for line in LINES if line]
    styles = {text: style for style, text in paragraphs(data)}
    assert styles["一、整改工作组织情况"] == "Heading1"
    assert styles["区委第二巡察组："] == "GwAddressee"
    assert styles["附件1"] == "GwAttachment"
    known = {s.get(W + "styleId") for s in etree.fromstring(entries(data)["word/styles.xml"]).iter(W + "style")}
    assert {style for style, _ in paragraphs(data)} <= known
    levels = [p.paragraph.heading_level for p in load_word(data)[1].paragraphs if p.paragraph.heading_level]
    assert levels == [1, 3, 4]


def test_blank_lines_stand_where_the_standard_wants_them():
    texts = [text for _, text in paragraphs(made().data)]
    assert texts[:2] == ["", ""]  # two above the title
    assert texts[3] == ""  # one above the addressee
    for text in (
        "附件：1.清河区城市更新局巡察整改台账以及与之相关的各项制度文件清单和说明材料汇编",
        "清河区城市更新局",
    ):
        assert texts[texts.index(text) - 1] == ""
    assert texts[texts.index("附件1") + 1] == ""


def test_the_page_is_the_standards():
    section = body_of(made().data).find(W + "sectPr")
    margins = {k.rpartition("}")[2]: int(v) for k, v in section.find(W + "pgMar").attrib.items()}
    mm = {side: margins[side] / 20 / 72 * 25.4 for side in ("top", "left", "bottom", "right")}
    assert {side: round(length) for side, length in mm.items()} == {"top": 37, "left": 28, "bottom": 35, "right": 26}
    grid = section.find(W + "docGrid")
    assert grid.get(W + "type") == "linesAndChars"
    assert 22 * int(grid.get(W + "linePitch")) <= 16838 - margins["top"] - margins["bottom"]
    assert 28 * (16 + int(grid.get(W + "charSpace")) / 4096) <= (11906 - margins["left"] - margins["right"]) / 20


def indents(data, text):
    p = next(p for p in body_of(data).iter(W + "p") if "".join(t.text for t in p.iter(W + "t")) == text)
    return {k.rpartition("}")[2]: int(v) for k, v in p.find(f"{W}pPr/{W}ind").attrib.items()}


def test_signature_and_date_with_and_without_seal():
    plain, sealed = made().data, made(seal=True).data
    assert indents(plain, "清河区城市更新局")["rightChars"] == 200
    # eight characters end two from the right; the date, six wide, begins two right of their begin
    assert indents(plain, "2026年2月9日")["rightChars"] == 200
    assert indents(sealed, "2026年2月9日")["rightChars"] == 400
    assert indents(sealed, "清河区城市更新局")["rightChars"] == 300  # centred over the date
    short = made([*LINES[:12], "区更新局", "2026年12月19日"]).data
    assert indents(short, "2026年12月19日")["rightChars"] == 200
    assert indents(short, "区更新局")["rightChars"] == 700


def test_settings_of_the_house():
    styles = etree.fromstring(entries(made(bold_third=True).data)["word/styles.xml"])
    bold = [s.get(W + "styleId") for s in styles.iter(W + "style") if s.find(f"{W}rPr/{W}b") is not None]
    assert bold == ["Heading3"]
    assert "word/footer1.xml" not in entries(made(page_number=PageNumber.NONE).data)
    assert "—" not in entries(made(page_number=PageNumber.PLAIN).data)["word/footer1.xml"].decode()
    parts = entries(made().data)
    assert b'w:jc w:val="right"' in parts["word/footer1.xml"]
    assert b'w:jc w:val="left"' in parts["word/footer2.xml"]
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]


def test_header_band_and_imprint():
    header = HeaderBand("清河区城市更新局文件", "清更〔2026〕5号", "000001", "机密★1年", "特急", ("周明远",))
    data = made(header=header, imprint=Imprint("区委办公室", "局办公室", "2026年2月9日")).data
    texts = [text for _, text in paragraphs(data)]
    assert texts[:3] == ["000001", "机密★1年", "特急"]
    assert texts[4] == "清河区城市更新局文件"
    assert any(text.startswith("\u3000清更〔2026〕5号签发人：周明远") for text in texts)
    assert texts[-2:] == ["抄送：区委办公室。", "局办公室2026年2月9日印发"]
    load_word(data)


def test_tables_are_as_wide_as_the_type_area(tmp_path):
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("1", "理论学习不够深入的问题", "已完成"))
    path = (
        WordBuilder()
        .text("台账")
        .add(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")
        .save(tmp_path / "a.docx")
    )
    data = typeset(read_report(read(path).document), fonts=()).data
    widths = [int(c.get(W + "w")) for c in body_of(data).iter(W + "gridCol")]
    assert sum(widths) == 8844
    assert max(widths) == widths[1]
    assert len(list(body_of(data).iter(W + "tblHeader"))) == 1


def test_missing_fonts_are_named_and_never_replaced():
    settings = TypesetSettings()
    assert missing_fonts(settings, ["黑体", "宋体", "times new roman", "仿宋_GB2312", "楷体_GB2312"]) == [
        "方正小标宋简体"
    ]
    word = typeset(report_of(LINES), settings, fonts=["黑体"])
    assert "仿宋_GB2312" in word.notes[0]
    assert "仿宋_GB2312" in entries(word.data)["word/styles.xml"].decode()
    assert typeset(report_of(LINES), settings, fonts=settings.fonts.names()).notes == ()


def words(text):
    return dictionary().read(text)[1]


@pytest.mark.parametrize(
    "title",
    [
        "中共清河区城市更新局党组关于区委第二巡察组巡察反馈意见整改情况的通报",
        "中共清河区城市更新局党组关于巡察整改进展情况的通报",
        "清河区城市更新局关于落实《关于进一步加强城市更新工作的意见》情况的自查汇报",
        "中共清河市第一人民医院委员会关于市委第三巡察组巡察反馈意见集中整改进展情况的报告（公开稿）",
    ],
)
def test_titles_break_at_word_sense(title):
    lines = break_title(title, words)
    assert "".join(lines) == title
    assert all(width_of(line) <= 20 for line in lines)
    assert not any(line[0] in "的、，》）" or line.startswith(("党组", "委员会")) for line in lines)
    assert not any(line.endswith("第") for line in lines)
    cuts = [len("".join(lines[:n])) for n in range(1, len(lines))]
    ends, at = set(), 0
    for word in words(title):
        at += len(word)
        ends.add(at)
    assert all(cut in ends or title[cut:].startswith(("关于", "《")) for cut in cuts)


def test_short_titles_stay_whole_and_given_breaks_are_liked():
    assert break_title("关于整改情况的报告", words) == ["关于整改情况的报告"]
    title = "中共清河区城市更新局党组关于巡察整改情况的通报"
    assert break_title(title, words, given=[12]) == [title[:12], title[12:]]
    assert break_title("长" * 45, lambda text: [text])  # no word is too long


def test_the_command(tmp_path, capsys):
    report = tmp_path / "报告.txt"
    report.write_text("\n".join(LINES), encoding="utf-8")
    out = tmp_path / "公文.docx"
    assert main(["typeset", str(report), "--output", str(out), "--seal", "--issuer", "清河区城市更新局文件"]) == 0
    assert "清河区城市更新局文件" in [p.paragraph.text for p in load_word(out.read_bytes())[1].paragraphs]
    assert main(["typeset", str(report), "--output", str(tmp_path / "公文.txt")]) == 2
    assert main(["typeset", str(report), "--output", str(out), "--number", "清更〔2026〕5号"]) == 2
    assert "--issuer" in capsys.readouterr().err


MM = 25.4 / 72


def pdf_lines(folder, data):
    """Of each page its lines: (left, right, middle in mm, text)."""
    (folder / "a.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "a.docx")], check=True, capture_output=True, timeout=200
    )
    command = ["pdftotext", "-bbox", str(folder / "a.pdf"), "-"]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for page in re.findall(r"<page .*?</page>", found, re.S):
        rows = collections.defaultdict(list)
        for x, y, right, bottom, text in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)', page
        ):
            rows[round((float(y) + float(bottom)) / 2)].append((float(x) * MM, float(right) * MM, text))
        yield [
            (min(row)[0], max(r for _, r, _ in row), y * MM, "".join(t for *_, t in sorted(row)))
            for y, row in sorted(rows.items())
        ]


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="LibreOffice is not here"
)
def test_the_printed_page(tmp_path):
    text = "清河区城市更新局坚持把巡察整改作为重大政治任务来抓并且一件一件推进落实到位" * 60
    data = typeset(report_of([*LINES[:4], text, *LINES[4:]]), TypesetSettings(fonts=STAND_INS), fonts=()).data
    pages = list(pdf_lines(tmp_path, data))
    full = pages[1]
    assert len(full) == 23  # and the page number
    assert all(len(line[3]) == 28 for line in full[:22])
    assert abs(min(line[0] for line in full[:22]) - 28) < 1
    assert abs(max(line[1] for line in full[:22]) - (210 - 26)) < 1
    pitches = [b[2] - a[2] for a, b in itertools.pairwise(full[:22])]
    assert abs(sum(pitches) / 21 - 225 / 22) < 0.05
    half = 225 / 44
    assert abs(full[0][2] - half - 37) < 2  # glyphs stand a little below the middle of their line
    assert abs(full[21][2] + half - (297 - 35)) < 2
    for number, page in enumerate(pages, 1):
        left, right, middle, text = page[-1]
        assert text == f"—{number}—"
        assert abs(middle - (297 - 35 + 7)) < 1
        if number % 2:
            assert abs(right - (210 - 26 - 4.94)) < 1
        else:
            assert abs(left - (28 + 4.94)) < 1
    fonts = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True).stdout
    assert "NotoSerifCJK" in fonts
    assert "NotoSansCJK" in fonts


def pixel():
    """A PNG of one pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def test_pictures_come_along_on_lines_of_their_own(tmp_path):
    builder = WordBuilder().text(*LINES[:5])
    builder.document.add_picture(io.BytesIO(pixel()), width=9_000_000)
    builder.document.add_paragraph("图后的正文，说明整改情况。").add_run().add_picture(io.BytesIO(pixel()), width=9_525)
    builder.add("<w:tbl><w:tr><w:tc><w:p><w:r><w:pict/></w:r></w:p></w:tc></w:tr></w:tbl>")
    opened = read(builder.save(tmp_path / "报告.docx"))
    set_word = typeset(read_report(opened.document), fonts=(), source=opened)
    parts = entries(set_word.data)
    assert [parts[f"word/media/picture{number}.png"] for number in (1, 2)] == [pixel()] * 2
    assert any("2 张图片" in note for note in set_word.notes)
    assert any("1 处图片" in note for note in set_word.notes)
    again = docx.Document(io.BytesIO(set_word.data))
    shapes = again.inline_shapes
    assert [shape.width for shape in shapes] == [5_615_940, 9_525]
    after = [p.text for p in again.paragraphs if p.text or p._p.xpath(".//w:drawing")][-3:]
    assert after == ["", "图后的正文，说明整改情况。", ""]


def test_pictures_of_an_edited_text_are_told_of(tmp_path):
    builder = WordBuilder().text(*LINES)
    builder.document.add_picture(io.BytesIO(pixel()))
    opened = read(builder.save(tmp_path / "报告.docx"))
    set_word = typeset(report_of([*LINES, "新的一段。"]), fonts=(), source=opened)
    assert any("1 处图片" in note for note in set_word.notes)
