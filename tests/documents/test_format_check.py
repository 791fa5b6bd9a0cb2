"""A Word file's format held against GB/T 9704—2012, and mended."""

import json
import shutil

import pytest
from lxml import etree
from word_builder import WordBuilder, entries, numbered, paragraph, replaced, run

from desktop.cli import main
from desktop.documents.errors import DocumentError
from desktop.documents.format_check import check_format, mend_format
from desktop.documents.reading import read
from desktop.documents.typeset_settings import Fonts, PageNumber, TypesetSettings
from desktop.documents.word_looks import Looks
from desktop.documents.word_reader import load_word
from desktop.documents.word_typeset import typeset
from desktop.report.reading import read_report
from desktop.text.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = [
    "关于清河区城市更新局落实巡察反馈意见整改情况的报告",
    "",
    "区委第二巡察组：",
    "根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对我局开展了巡察。现将整改情况报告如下。",
    "一、整改工作组织情况",
    "（一）提高政治站位。局党组把巡察整改作为重大政治任务，收到反馈意见后第一时间研究部署。",
    "1.成立领导小组",
    "（1）关于学习不深入的问题",
    "整改情况：已完成。一是修订规则；二是开展学习。",
    "附件：1.清河区城市更新局巡察整改台账",
    "",
    "清河区城市更新局",
    "2026年2月9日",
]
RULES = {"page-size", "margins", "characters-per-line", "page-number-missing", "font", "size", "indent", "alignment",
         "spacing", "line-spacing", "blank-line", "tail-place"}  # fmt: skip


def written(tmp_path, data, name="报告.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def set_by_us(**settings):
    return typeset(read_report(Document.from_lines(LINES)), TypesetSettings(**settings), fonts=()).data


def changed(data, *pairs, part="word/document.xml"):
    markup = entries(data)[part].decode()
    for old, new in pairs:
        assert old in markup
        markup = markup.replace(old, new, 1)
    return replaced(data, {part: markup.encode()})


def rules(check):
    return {d.rule for d in check.departures}


@pytest.mark.parametrize("settings", [{}, {"seal": True}, {"bold_third": True}, {"page_number": PageNumber.PLAIN}])
def test_what_we_set_departs_nowhere(tmp_path, settings):
    opened = written(tmp_path, set_by_us(**settings))
    assert check_format(opened, TypesetSettings(**settings)).departures == ()
    assert mend_format(opened, settings=TypesetSettings(**settings)).data == opened.path.read_bytes()


def test_a_plain_file_departs_everywhere_and_one_mend_puts_it_right(tmp_path):
    opened = written(tmp_path, WordBuilder().text(*LINES).bytes())
    found = check_format(opened)
    assert rules(found) == RULES
    body = next(d for d in found.departures if d.rule == "font" and d.element == "正文")
    assert body.lines == (4, 6, 9)
    assert body.message == "正文（第 4、6、9 段）：字体是宋体，应为仿宋体（仿宋_GB2312）（GB/T 9704—2012 7.3.3）。"
    mended = mend_format(opened)
    assert set(mended.mended) == set(found.departures)
    after = written(tmp_path, mended.data, "改好.docx")
    assert check_format(after).departures == ()
    assert [t for t in after.document.lines if t] == [t for t in LINES if t]


def test_only_what_was_chosen_is_mended(tmp_path):
    opened = written(tmp_path, WordBuilder().text(*LINES).bytes())
    size = [d for d in check_format(opened).departures if d.rule == "page-size"]
    mended = mend_format(opened, size)
    old, new = entries(opened.path.read_bytes()), entries(mended.data)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
    one, other = (etree.fromstring(parts["word/document.xml"]) for parts in (old, new))
    for root in (one, other):
        size_element = next(root.iter(W + "pgSz"))
        size_element.getparent().remove(size_element)
    assert etree.tostring(one) == etree.tostring(other)


@pytest.mark.parametrize(
    ("old", "new", "rule", "found"),
    [
        ('<w:pgMar w:top="2098"', '<w:pgMar w:top="1440"', "margins", "上 25.4"),
        ('w:w="11906"', 'w:w="12240"', "page-size", "215.9×297"),
        ('w:charSpace="-849"', 'w:charSpace="0"', None, ""),  # the styles squeeze the characters themselves
        (">整改情况：", "><w:rPr>" + '<w:color w:val="FF0000"/></w:rPr><w:t>整改情况：', None, ""),
    ],
)
def test_single_departures(tmp_path, old, new, rule, found):
    if ">整改情况" in old:
        data = changed(
            set_by_us(), ("<w:r><w:t>整改情况", '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>整改情况')
        )
        rule, found = "colour", "不是黑色"
    else:
        data = changed(set_by_us(), (old, new))
    departures = check_format(written(tmp_path, data)).departures
    assert [d.rule for d in departures] == ([rule] if rule else [])
    assert all(found in d.found for d in departures)


def body_with(properties, run_properties=""):
    """A set document with one paragraph of running text made otherwise."""
    old = '<w:p><w:pPr><w:pStyle w:val="GwBody"/></w:pPr><w:r><w:t>整改情况'
    style = '<w:pStyle w:val="GwBody"/>'
    head = f"<w:rPr>{run_properties}</w:rPr>" if run_properties else ""
    new = f"<w:p><w:pPr>{style}{properties}</w:pPr><w:r>{head}<w:t>整改情况"
    return changed(set_by_us(), (old, new))


@pytest.mark.parametrize(
    ("properties", "run_properties", "rule", "found"),
    [
        ('<w:ind w:firstLineChars="0" w:firstLine="0"/>', "", "indent", "没有空字"),
        ('<w:ind w:leftChars="100" w:left="316"/>', "", "indent", "首行空3字"),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', "", "line-spacing", "1.5 倍行距"),
        ('<w:spacing w:line="600" w:lineRule="exact"/>', "", "line-spacing", "固定值 30 磅，每页 21 行"),
        ('<w:spacing w:before="200"/>', "", "spacing", "段前 10 磅"),
        ("", '<w:rFonts w:eastAsia="宋体"/>', "font", "宋体"),
        ("", '<w:rFonts w:eastAsia="仿宋"/>', None, ""),
        ("", '<w:sz w:val="28"/>', "size", "4号（14磅）"),
        ("", "<w:b/>", None, ""),
    ],
)
def test_departures_of_running_text(tmp_path, properties, run_properties, rule, found):
    opened = written(tmp_path, body_with(properties, run_properties))
    departures = check_format(opened).departures
    assert [(d.rule, found in d.found) for d in departures] == ([(rule, True)] if rule else [])
    if rule:
        mended = written(tmp_path, mend_format(opened).data, "改好.docx")
        assert check_format(mended).departures == ()


def test_bold_headings_depart_unless_the_office_wants_them(tmp_path):
    data = changed(set_by_us(), ("<w:r><w:t>1.成立", "<w:r><w:rPr><w:b/></w:rPr><w:t>1.成立"))
    opened = written(tmp_path, data)
    assert rules(check_format(opened)) == {"bold"}
    assert rules(check_format(opened, TypesetSettings(bold_third=True))) == set()


def test_an_office_may_have_its_own_fonts(tmp_path):
    opened = written(tmp_path, set_by_us(fonts=Fonts(body="华文中宋")))
    assert rules(check_format(opened)) == {"font"}
    assert rules(check_format(opened, TypesetSettings(fonts=Fonts(body="华文中宋")))) == set()


def test_a_heading_that_runs_on_is_cut_from_its_text(tmp_path):
    old = set_by_us()
    markup = entries(old)["word/document.xml"].decode()
    start = markup.index("<w:r><w:rPr><w:rFonts")
    end = markup.index("</w:p>", start)
    one_run = "<w:r><w:t>（一）提高政治站位。</w:t><w:t>局党组把</w:t><w:tab/><w:t>巡察整改</w:t></w:r>"
    data = replaced(old, {"word/document.xml": (markup[:start] + one_run + markup[end:]).encode()})
    opened = written(tmp_path, data)
    (departure,) = check_format(opened).departures
    assert (departure.element, departure.rule) == ("二级标题", "font")
    package, mapped = load_word(mend_format(opened).data)
    looks = Looks(package)
    entry = next(e for e in mapped.paragraphs if e.paragraph.text.startswith("（一）"))
    fonts = {(p.start, looks.run(p.run, entry.elements[0]).font) for p in entry.pieces}
    assert fonts == {(0, "楷体_GB2312"), (10, "仿宋_GB2312"), (14, "仿宋_GB2312"), (15, "仿宋_GB2312")}
    assert entry.paragraph.text == "（一）提高政治站位。局党组把\t巡察整改"


def test_a_signature_at_the_left_is_moved_and_one_pushed_by_blanks_is_told(tmp_path):
    data = changed(set_by_us(), ('<w:pStyle w:val="GwDate"/>', '<w:pStyle w:val="GwDate"/><w:jc w:val="left"/>'))
    opened = written(tmp_path, data)
    assert [(d.rule, d.element) for d in check_format(opened).departures] == [("tail-place", "成文日期")]
    assert check_format(written(tmp_path, mend_format(opened).data, "改好.docx")).departures == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "rule"),
    [
        ("word/footer1.xml", 'w:val="right"', 'w:val="center"', "page-number-place"),
        ("word/footer2.xml", 'w:val="left"', 'w:val="center"', "page-number-place"),
        ("word/footer1.xml", "— ", "- ", "page-number-form"),
        ("word/footer1.xml", " PAGE ", " NUMPAGES ", "page-number-missing"),
        ("word/footer2.xml", " PAGE ", " NUMPAGES ", "page-number-missing"),
        ("word/settings.xml", "<w:evenAndOddHeaders/>", "", "page-number-place"),
        ("word/styles.xml", '<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style></w:styles>',
         '<w:sz w:val="21"/></w:rPr></w:style></w:styles>', "page-number-font"),
    ],
)  # fmt: skip
def test_page_numbers(tmp_path, part, old, new, rule):
    opened = written(tmp_path, changed(set_by_us(), (old, new), part=part))
    assert rule in rules(check_format(opened))
    mended = written(tmp_path, mend_format(opened).data, "改好.docx")
    assert check_format(mended).departures == ()


def test_a_footer_with_other_text_is_left_alone(tmp_path):
    pairs = ("— </w:t>", "清河区</w:t>"), ('w:val="right"', 'w:val="center"')
    data = changed(set_by_us(), *pairs, part="word/footer1.xml")
    opened = written(tmp_path, data)
    check = check_format(opened)
    assert [d.mendable for d in check.departures] == [False] * len(check.departures) != []
    mended = mend_format(opened)
    assert mended.data == data


def test_headers_on_even_pages_stay_when_pages_are_parted(tmp_path):
    builder = WordBuilder().text(*LINES)
    builder.document.sections[0].header.paragraphs[0].text = "页眉"
    opened = written(tmp_path, builder.bytes())
    markup = entries(mend_format(opened).data)["word/document.xml"].decode()
    references = list(etree.fromstring(markup.encode()).iter(W + "headerReference"))
    assert {e.get(W + "type") for e in references} == {"default", "even"}
    assert (
        len({e.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") for e in references}) == 1
    )


def test_numbered_and_several_sections(tmp_path):
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    builder = WordBuilder().four_levels().text(*LINES[:4])
    builder.add(numbered("整改情况", 1), numbered("提高站位", 1, 1), paragraph(run("表格页，说明在此。"), section))
    builder.text("后面的正文，也是一段完整的话，说明整改以后的情况。")
    opened = written(tmp_path, builder.bytes())
    assert "font" in rules(check_format(opened))
    mended = mend_format(opened)
    after = written(tmp_path, mended.data, "改好.docx")
    assert rules(check_format(after)) <= {"blank-line"}
    assert [t for t in after.document.lines if t] == [t for t in opened.document.lines if t]


def test_blank_lines_between_paragraphs_go(tmp_path):
    lines = [*LINES[:4], "", LINES[4], "", *LINES[5:]]
    opened = written(tmp_path, WordBuilder().text(*lines).bytes())
    blank = [d for d in check_format(opened).departures if d.found == "段落之间有空行"]
    assert blank[0].lines == (5, 7)
    after = written(tmp_path, mend_format(opened, blank).data, "改好.docx")
    assert after.document.lines == tuple(LINES)


def test_a_text_file_has_no_format(tmp_path):
    (tmp_path / "a.txt").write_text("整改", "utf-8")
    with pytest.raises(DocumentError, match="公文排版"):
        check_format(read(tmp_path / "a.txt"))


def test_theme_fonts_are_followed(tmp_path):
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
        '<a:font script="Hans" typeface="等线"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    builder = WordBuilder().add(paragraph(run("整改", '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')))
    builder._part("theme", theme)
    package, mapped = load_word(builder.bytes())
    entry = mapped.paragraphs[0]
    font = Looks(package).run(entry.pieces[0].run, entry.elements[0]).font
    assert font in {"等线", "宋体"}


def test_the_command_line(tmp_path, capsys):
    opened = written(tmp_path, WordBuilder().text(*LINES).bytes())
    assert main(["typeset", str(opened.path), "--check", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {d["rule"] for d in found["departures"]} == RULES
    target = tmp_path / "改好.docx"
    assert main(["typeset", str(opened.path), "--mend", "--output", str(target)]) == 0
    assert main(["typeset", str(target), "--check"]) == 0
    assert "没有发现" in capsys.readouterr().out
    assert main(["typeset", str(opened.path)]) == 2
    assert "--output" in capsys.readouterr().err


def test_an_automatic_number_looks_like_the_text_behind_it(tmp_path):
    builder = WordBuilder().four_levels().text("关于整改情况的通报")
    mark = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    builder.add(paragraph(run("组织领导"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{mark}'))
    builder.add(numbered("专题研究", 1, 1), paragraph(run("正文。")))
    mended = mend_format(written(tmp_path, builder.bytes()))
    root = etree.fromstring(entries(mended.data)["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    looks = []
    for number in range(1, 3):
        properties = root.findall(f".//{w}body/{w}p")[number].find(f"{w}pPr/{w}rPr")
        looks.append((properties.find(w + "rFonts").get(w + "eastAsia"), properties.find(w + "sz").get(w + "val")))
    assert looks == [("黑体", "32"), ("楷体_GB2312", "32")]


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="LibreOffice is not here"
)
def test_a_mended_page_is_printed_as_the_standard_wants(tmp_path):
    from test_word_typeset import STAND_INS, pdf_lines

    text = "清河区城市更新局坚持把巡察整改作为重大政治任务来抓并且一件一件推进落实到位" * 60
    opened = written(tmp_path, WordBuilder().text(*LINES[:4], text + "。", *LINES[4:]).bytes())
    mended = mend_format(opened, settings=TypesetSettings(fonts=STAND_INS))
    full = list(pdf_lines(tmp_path, mended.data))[1]
    assert len(full) == 23  # and the page number
    assert all(len(line[3]) == 28 for line in full[:22])
    assert abs(min(line[0] for line in full[:22]) - 28) < 1
    assert abs(max(line[1] for line in full[:22]) - (210 - 26)) < 1
    assert full[-1][3] == "—2—"
    assert abs(full[-1][2] - (297 - 35 + 7)) < 1
