"""A Word file is read as its reader sees it."""

import contextlib

import pytest
from docx import Document as NewDocument
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from word_builder import RELATIONS, WordBuilder, entries, numbered, paragraph, replaced, run

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Format
from desktop.documents.word_reader import load_word, read_word
from desktop.text.document import Cell, Origin

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(builder):
    _, mapped = load_word(builder.bytes())
    for entry in mapped.paragraphs:
        check_pieces(entry)
    return [entry.paragraph for entry in mapped.paragraphs]


def check_pieces(entry):
    """The pieces cover the text after the label, and each w:t holds just its characters."""
    at = len(entry.paragraph.label)
    for piece in entry.pieces:
        assert piece.start == at
        at = piece.end
    assert at == len(entry.paragraph.text)


def texts(*markup):
    return [p.text for p in read(WordBuilder().add(*markup))]


def test_inserted_text_stays_and_deleted_goes():
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>42</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2" w:author="a">{run("43")}</w:ins>'
    away = f'<w:moveFrom w:id="3" w:author="a">{run("移走")}</w:moveFrom>'
    here = f'<w:moveTo w:id="4" w:author="a">{run("移来")}</w:moveTo>'
    assert texts(paragraph(run("反馈问题") + gone + come + run("个") + away + here)) == ["反馈问题43个移来"]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph():
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert texts(paragraph(run("上"), mark), paragraph(run("下")), paragraph(run("尾"), mark)) == ["上下", "尾"]


def test_a_deleted_row_and_a_deleted_cell_go():
    row = "<w:tr><w:tc>{}</w:tc></w:tr>".format(paragraph(run("留")))
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>{paragraph(run("删"))}</w:tc></w:tr>'
    cell = '<w:tr><w:tc><w:tcPr><w:cellDel w:id="1" w:author="a"/></w:tcPr><w:p/></w:tc></w:tr>'
    assert texts(f"<w:tbl>{gone}{cell}{row}</w:tbl>") == ["留"]


def test_breaks_tabs_and_hyphens():
    inner = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:cr/></w:r>"
    page = '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:softHyphen/><w:t>戊</w:t></w:r>'
    assert texts(paragraph(inner + page)) == ["甲\t乙\n丙-丁\n戊"]


def test_blanks_count_as_word_counts_them():
    kept = '<w:r><w:t xml:space="preserve"> 甲 </w:t></w:r>'
    assert texts(paragraph("<w:r><w:t> 乙\n丙 </w:t></w:r>" + kept)) == ["乙 丙 甲 "]


def test_controls_links_fields_and_tags_are_read():
    control = f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink w:anchor="x">{run("链接")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr="DATE">{run("2026年")}</w:fldSimple>'
    tag = f'<w:smartTag w:element="d">{run("标记")}</w:smartTag>'
    block = f"<w:sdt><w:sdtContent>{paragraph(run('块控件'))}</w:sdtContent></w:sdt>"
    assert texts(paragraph(control + link + simple + tag), block) == ["控件链接2026年标记", "块控件"]


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_a_field_only_the_result_is_read():
    code = "<w:r><w:instrText>IF </w:instrText></w:r>"
    nested = char("begin") + code + char("separate") + run("内层") + char("end")
    field = char("begin") + code + nested + char("separate") + run("结果") + char("end")
    assert texts(paragraph(run("前") + field + run("后"))) == ["前结果后"]


def test_a_field_over_several_paragraphs_and_a_damaged_one_lose_nothing():
    start = paragraph(char("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + char("separate") + run("目录一"))
    assert texts(start, paragraph(run("目录二") + char("end")), paragraph(run("正文"))) == ["目录一", "目录二", "正文"]
    assert texts(paragraph(char("end") + char("begin") + run("码")), paragraph(run("正文"))) == ["", "正文"]


def test_hidden_text_is_left_out_and_noted(tmp_path):
    hidden = run("密", "<w:vanish/>") + run("不密", '<w:vanish w:val="0"/>') + run("样式密", '<w:rStyle w:val="Gone"/>')
    builder = WordBuilder().style("Gone", "<w:rPr><w:vanish/></w:rPr>", "character").add(paragraph(hidden))
    opened = read_word(builder.save(tmp_path / "a.docx"))
    assert opened.document.lines == ("不密",)
    assert any("隐藏文字" in note for note in opened.notes)


def test_the_choice_is_read_and_the_fallback_is_not():
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run("新")}</mc:Choice>'
        f"<mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(paragraph(alternate)) == ["新"]


def test_symbols_ruby_and_formulas_are_read():
    inner = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/></w:r>'
    ruby = f"<w:r><w:ruby><w:rt>{run('qū')}</w:rt><w:rubyBase>{run('区')}</w:rubyBase></w:ruby></w:r>"
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    assert texts(paragraph(inner + ruby + formula)) == ["☑①区x+1"]


def box(text, shape="w:pict"):
    content = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    if shape == "w:pict":
        return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return f"<w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>"


def test_text_boxes_come_once_and_after_the_body():
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box("框", "w:drawing")}</mc:Choice>'
        f"<mc:Fallback>{box('框')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(WordBuilder().add(paragraph(run("锚") + twice), paragraph(run("尾"))))
    assert [(p.text, p.origin) for p in found] == [
        ("锚", Origin.BODY),
        ("尾", Origin.BODY),
        ("框", Origin.TEXT_BOX),
    ]


def test_a_box_in_a_box_is_read_once():
    inner = f"<w:r>{box('内')}</w:r>"
    content = f"<w:txbxContent>{paragraph(run('外') + inner)}</w:txbxContent>"
    outer = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(paragraph(outer)) == ["", "外", "内"]


def test_notes_come_last_in_the_order_of_their_references():
    builder = WordBuilder().notes("footnote", {1: "甲注", 2: "乙注", 3: "没有引用"}).notes("endnote", {1: "尾注"})
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    refs = '<w:r><w:footnoteReference w:id="2"/></w:r>' + end + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    found = read(builder.add(paragraph(run("正文") + refs + f"<w:r>{box('框')}</w:r>")))
    assert [p.text for p in found] == ["正文", "框", "乙注", "尾注", "甲注"]
    assert found[2].origin is Origin.FOOTNOTE


def test_tables_stand_in_their_place_and_merged_cells_once():
    document = NewDocument()
    document.add_paragraph("前")
    table = document.add_table(3, 3)
    for index, cell in enumerate(table._cells):
        cell.text = f"格{index}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横并"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖并"
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "套"
    document.add_paragraph("后")
    builder = WordBuilder()
    builder.document = document
    found = [(p.text, p.cell) for p in read(builder)]
    assert found == [
        ("前", None),
        ("横并", Cell(0, 0, 0)),
        ("格2", Cell(0, 0, 2)),
        ("格3", Cell(0, 1, 0)),
        ("套", Cell(1, 0, 0)),
        ("", Cell(0, 1, 0)),
        ("格4", Cell(0, 1, 1)),
        ("竖并", Cell(0, 1, 2)),
        ("格6", Cell(0, 2, 0)),
        ("格7", Cell(0, 2, 1)),
        ("后", None),
    ]
    assert {p.origin for p in read(builder) if p.cell} == {Origin.TABLE}


def test_headings_have_their_level():
    builder = WordBuilder()
    builder.style("Own", '<w:basedOn w:val="Heading2"/>')
    builder.add(
        paragraph(run("一"), '<w:pStyle w:val="Heading1"/>'),
        paragraph(run("二"), '<w:pStyle w:val="Own"/>'),
        paragraph(run("三"), '<w:outlineLvl w:val="2"/>'),
        paragraph(run("文"), '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'),
        paragraph(run("文")),
    )
    assert [p.heading_level for p in read(builder)] == [1, 2, 3, None, None]


def test_revisions_and_comments_are_noted(tmp_path):
    builder = WordBuilder().add(paragraph(run("问题") + f'<w:ins w:id="2" w:author="a">{run("43")}</w:ins>'))
    document = builder.document
    document.add_comment(document.paragraphs[0].runs, text="核对", author="王")
    opened = read_word(builder.save(tmp_path / "a.docx"))
    assert opened.format is Format.WORD
    assert [note[:8] for note in opened.notes] == ["文中有 1 处修", "文中有 1 条批"]


def test_the_pieces_of_a_map_hold_their_characters():
    builder = WordBuilder().four_levels().add(numbered("反馈问题", 1), paragraph(run("共", "<w:b/>") + run("43个")))
    _, mapped = load_word(builder.bytes())
    first, second = mapped.paragraphs
    assert [(p.start, p.end, p.run.tag) for p in first.pieces] == [(2, 6, f"{{{W}}}r")]
    assert [second.paragraph.text[p.start : p.end] for p in second.pieces] == ["共", "43个"]


def test_a_strict_file_is_read():
    data = WordBuilder().four_levels().add(numbered("整改情况", 1)).bytes()
    strict = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
        )
        for name, content in entries(data).items()
        if name.endswith((".xml", ".rels"))
    }
    _, mapped = load_word(replaced(data, strict))
    assert [entry.paragraph.text for entry in mapped.paragraphs] == ["一、整改情况"]


def test_a_template_from_elsewhere_is_noted_and_a_link_is_not(tmp_path):
    builder = WordBuilder().text("整改情况")
    part = builder.document.part
    part.relate_to("https://example.org/", RELATIONS + "hyperlink", is_external=True)
    assert read_word(builder.save(tmp_path / "a.docx")).notes == ()
    part.relate_to("file:///x/y.png", RELATIONS + "image", is_external=True)
    assert "外部" in read_word(builder.save(tmp_path / "a.docx")).notes[0]


def test_another_office_file_is_told():
    data = replaced(WordBuilder().bytes(), {"word/document.xml": b"<workbook/>"})
    with pytest.raises(DocumentError, match="Excel"):
        load_word(data)


WORD = WordBuilder().four_levels().add(numbered("整改情况", 1), paragraph(run("反馈问题43个"))).bytes()


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_in_words(damages):
    data = bytearray(WORD)
    for at, new in damages:
        data[at : at + len(new)] = new
    with contextlib.suppress(DocumentError):
        load_word(bytes(data))


MARKUP = st.recursive(
    st.sampled_from(
        [
            *("<w:p/>", paragraph(run("文")), "<w:r/>", run("字"), "<w:t>裸</w:t>", "<w:tbl/>"),
            *(char("begin"), char("end"), '<w:sym w:char="zz"/>', "<w:ruby/>", "<w:sdt/>", "<mc:AlternateContent/>"),
            *("<w:pict/>", "<w:fldChar/>", "<w:footnoteReference/>"),
            '<w:pPr><w:numPr><w:numId w:val="1"/><w:ilvl w:val="x"/></w:numPr></w:pPr>',
        ]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "hyperlink", "txbxContent"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"),
    max_leaves=20,
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(MARKUP, max_size=5))
def test_whatever_stands_where_is_read_without_a_crash(markup):
    body = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    body += f"<w:body>{''.join(markup)}</w:body></w:document>"
    _, mapped = load_word(replaced(WORD, {"word/document.xml": body.encode()}))
    for entry in mapped.paragraphs:
        check_pieces(entry)
