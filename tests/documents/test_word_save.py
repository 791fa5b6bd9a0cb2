"""An edited text goes back into its Word file; whatever was not edited stays byte for byte."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_builder import WordBuilder, entries, numbered, pack, paragraph, replaced, run
from word_form import word_form

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.documents.reading import read
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.word_reader import load_word
from desktop.documents.word_save import save_word
from desktop.text.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
BOLD = '<w:b/><w:sz w:val="32"/>'
LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'


def open_bytes(data):
    _, mapped = load_word(data)
    document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
    return Opened(Path("报告.docx"), Format.WORD, document, Fingerprint(0, 0, ""))


def save(data, lines, *, exact=True):
    """Save, and hold what the file now reads against the lines; every part but the text's own must be the same."""
    before = entries(data)
    saved = save_word(open_bytes(data), lines, data)
    after = entries(saved.data)
    assert list(before) == list(after)
    own = {MAIN, "word/footnotes.xml", "word/endnotes.xml"}
    assert [name for name in before if before[name] != after[name] and name not in own] == []
    assert saved.document == open_bytes(saved.data).document
    if exact:
        assert saved.document.lines == tuple(lines)
    return saved


def main(data):
    return entries(data)[MAIN].decode()


def edit(builder, change, **rest):
    """Save the document with its lines changed; what it was, what it is, the notes."""
    data = builder.bytes() if isinstance(builder, WordBuilder) else builder
    lines = list(open_bytes(data).document.lines)
    change(lines)
    saved = save(data, lines, **rest)
    return main(data), main(saved.data), saved.notes


def put(index, text):
    def change(lines):
        lines[index] = text

    return change


def formats(data, index=0):
    """Each character of a paragraph with whether it is bold."""
    entry = load_word(data)[1].paragraphs[index]
    text = entry.paragraph.text
    return [(text[i], p.run.find(f"{W}rPr/{W}b") is not None) for p in entry.pieces for i in range(p.start, p.end)]


def test_nothing_edited_is_nothing_written():
    data = WordBuilder().text("标题", "正文").bytes()
    assert save_word(open_bytes(data), ["标题", "正文"], data).data == data


def test_an_edit_changes_its_characters_and_not_one_other():
    builder = WordBuilder().add(paragraph(run("共反馈") + run("43个", BOLD) + run("问题")), paragraph(run("后文")))
    before, after, notes = edit(builder, put(0, "共反馈42个问题"))
    assert after == before.replace("43个", "42个")
    assert notes == ()


@pytest.mark.parametrize(
    ("new", "bold"),
    [
        ("共反馈了43个问题", "43个"),  # at the border, insertions join the left
        ("共反馈43个大问题", "43个大"),
        ("共反馈442个问题", "442个"),
        ("今共反馈43个问题", "43个"),
        ("共反馈43个问题。", "43个"),
        ("共反馈个问题", "个"),
        ("共反馈问题", ""),
        ("共报问题", ""),
        ("共反馈𠮷43个问题", "43个"),
    ],
)
def test_the_format_around_an_edit_is_kept(new, bold):
    data = WordBuilder().add(paragraph(run("共反馈") + run("43个", BOLD) + run("问题"))).bytes()
    saved = save(data, [new])
    assert "".join(char for char, is_bold in formats(saved.data) if is_bold) == bold


def test_the_first_run_takes_what_is_put_before_it():
    data = WordBuilder().add(paragraph(run("43个", BOLD) + run("问题"))).bytes()
    assert formats(save(data, ["共43个问题"]).data)[0] == ("共", True)


def test_a_change_over_three_runs_takes_the_first_ones_format():
    data = WordBuilder().add(paragraph(run("甲乙") + run("丙", BOLD) + run("丁戊"))).bytes()
    assert formats(save(data, ["甲新文字戊"]).data) == [(c, False) for c in "甲新文字戊"]


def test_breaks_and_tabs_come_and_go():
    data = WordBuilder().add(paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>")).bytes()
    assert "<w:br/>" not in main(save(data, ["甲\t乙丙"]).data)
    assert "<w:t>甲</w:t><w:t>乙</w:t><w:br/>" in main(save(data, ["甲乙\n丙"]).data)
    assert "<w:tab/><w:tab/>" in main(save(data, ["甲\t\t乙\n\n丙"]).data)
    save(data, ["\n甲\t乙\n丙\n"])
    save(data, [" 甲 \t 乙\n 丙 "])


def test_signs_of_xml_and_illegal_characters():
    data = WordBuilder().text("甲").bytes()
    assert "&lt;甲&amp;]]&gt;" in main(save(data, ["<甲&]]>"]).data)
    saved = save(data, ["甲\x07乙\x00"], exact=False)
    assert saved.document.lines == ("甲乙",)
    assert any("控制字符" in note for note in saved.notes)


def test_links_fields_controls_and_tracked_changes_survive():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ).format(run("2026年"))
    control = f"<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2" w:author="a">{run("插入")}</w:ins>'
    simple = f'<w:fldSimple w:instr="PAGE">{run("9")}</w:fldSimple>'
    comment = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'.format(run("批"))
    content = run("前") + LINK.format(run("链接")) + field + control + gone + come + simple + comment + run("后")
    data = WordBuilder().add(paragraph(content)).bytes()
    whole = "前链接2026年控件插入9批后"
    assert open_bytes(data).document.lines == (whole,)
    for new in ("前链旧接2026年控件插入9批后", "前链接2026年控新件插入9批后", "前链接2026年控件插间入9批后"):
        assert re.sub("[旧新间]", "", main(save(data, [new]).data)) == main(data)
    outside = main(save(data, ["前链接外2026年外控件外插入9外批后"]).data)
    tree = etree.fromstring(outside.encode())
    assert "".join(next(tree.iter(W + "hyperlink")).itertext()) == "链接"
    assert "".join(next(tree.iter(W + "sdtContent")).itertext()) == "控件"
    assert "".join(next(tree.iter(W + "fldSimple")).itertext()) == "9"
    for name in ("del", "ins", "commentRangeStart", "commentRangeEnd"):
        assert len(list(tree.iter(W + name))) == 1
    notes = save(data, [whole.replace("2026", "2027")]).notes
    assert any("更新域" in note for note in notes)


def test_a_field_whose_text_is_deleted_goes_whole():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    whole = field.format("begin") + field.format("separate") + run("2026年") + field.format("end")
    data = WordBuilder().add(paragraph(run("前") + whole + run("后"))).bytes()
    assert "fldChar" not in main(save(data, ["前后"]).data)
    data = WordBuilder().add(paragraph(run("前") + LINK.format(run("链接")) + run("后"))).bytes()
    assert "hyperlink" not in main(save(data, ["前后"]).data)


def test_a_prompt_that_was_typed_over_is_no_prompt_and_a_bound_control_is_let_loose():
    inner = "<w:sdtPr><w:dataBinding w:xpath='/a'/><w:showingPlcHdr/></w:sdtPr>"
    data = WordBuilder().add(paragraph(f"<w:sdt>{inner}<w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>")).bytes()
    saved = save(data, ["清河区"])
    assert "showingPlcHdr" not in main(saved.data)
    assert "dataBinding" not in main(saved.data)
    assert any("绑定" in note for note in saved.notes)


def test_new_paragraphs_look_like_their_neighbours():
    heading = '<w:pStyle w:val="Heading1"/>'
    body = '<w:ind w:firstLine="640"/><w:rPr><w:b/></w:rPr>'
    builder = WordBuilder().add(paragraph(run("一、标题"), heading), paragraph(run("正文", BOLD), body))
    data = builder.bytes()
    after = main(save(data, ["一、标题", "新段", "正文", "二、又一标题", "尾"]).data)
    made = re.findall(r"<w:p>(?:(?!</w:p>).)*(?:新段|又一标题|尾)(?:(?!</w:p>).)*</w:p>", after)
    assert ["firstLine" in p for p in made] == [True, False, True]
    assert ["Heading1" in p for p in made] == [False, True, False]
    assert "<w:b/>" in made[0]


def test_paragraphs_are_split_and_joined_with_all_they_hold():
    content = run("共反馈问题") + LINK.format(run("四十三个", BOLD)) + run("，已完成整改。正在推进落实。")
    data = WordBuilder().add(paragraph(content, '<w:jc w:val="both"/>'), paragraph(run("后"))).bytes()
    saved = save(data, ["共反馈问题四十", "三个，已完成整改。", "正在推进落实。", "后"])
    assert main(saved.data).count("<w:hyperlink") == 2
    assert main(saved.data).count('<w:jc w:val="both"/>') == 3
    assert [f for i in range(3) for f in formats(saved.data, i)] == formats(data)
    joined = save(saved.data, ["共反馈问题四十三个，已完成整改。正在推进落实。", "后"])
    assert formats(joined.data) == formats(data)
    assert main(joined.data).count("<w:jc") == 1


def test_deleted_paragraphs_go_and_their_bookmarks_stay():
    marked = '<w:bookmarkStart w:id="7" w:name="甲"/>' + run("删去的一段文字")
    data = WordBuilder().add(paragraph(marked), paragraph(run("留") + '<w:bookmarkEnd w:id="7"/>')).bytes()
    after = main(save(data, ["留"]).data)
    assert "删去" not in after
    assert after.count('w:id="7"') == 2


def test_a_paragraph_with_a_picture_or_a_section_stays_as_an_empty_one():
    picture = paragraph(run("图") + "<w:r><w:drawing/></w:r>")
    data = WordBuilder().add(picture, paragraph(run("正文一段"))).bytes()
    saved = save(data, ["正文一段"], exact=False)
    assert saved.document.lines == ("", "正文一段")
    assert any("图片" in note for note in saved.notes)
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    data = WordBuilder().add(paragraph(run("前面")), paragraph(run("节尾"), section), paragraph(run("后面"))).bytes()
    after = save(data, ["前面", "后面"])
    assert main(after.data).count("16838") == main(data).count("16838")
    assert main(save(data, ["前面", "节尾", "新的", "后面"]).data).count("16838") == main(data).count("16838")


def table(*rows):
    cells = ("".join(f"<w:tc>{''.join(paragraph(run(t)) for t in cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{inner}</w:tr>" for inner in cells) + "</w:tbl>"


def test_cells_are_edited_and_stay_whole():
    data = WordBuilder().text("前").add(table([["序号"], ["问题", "第二段"]], [["1"], ["学习不够"]])).text("后").bytes()
    lines = list(open_bytes(data).document.lines)
    assert lines == ["前", "序号", "问题", "第二段", "1", "学习不够", "后"]
    save(data, ["前", "序号", "问题情况", "第二段", "新段", "1", "学习不深入", "后"])
    save(data, ["前", "序号", "问题", "1", "学习不够", "后"])
    assert save(data, ["前", "序号", "问题", "第二段", "后"]).data  # a whole row
    assert "<w:tbl>" not in main(save(data, ["前", "后"]).data)
    saved = save(data, ["前", "序号", "问题", "第二段", "学习不够", "后"], exact=False)
    assert saved.document.lines[4] == ""
    assert any("单元格" in note for note in saved.notes)
    save(data, ["前", "序号", "问题", "第二段", "1", "学习不够", "表后新段", "后"])
    save(data, ["前", "表前新段", "序号", "问题", "第二段", "1", "学习不够", "后"])


def test_tables_stay_apart():
    data = WordBuilder().add(table([["甲"]]), paragraph(run("隔开两个表格")), table([["乙"]])).text("后").bytes()
    saved = save(data, ["甲", "乙", "后"], exact=False)
    assert saved.document.lines == ("甲", "", "乙", "后")


def box(text, fallback=None):
    content = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    other = f"<w:txbxContent>{paragraph(run(fallback or text))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{other}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_edited_in_both_their_forms():
    data = WordBuilder().add(paragraph(run("正文") + box("框内43个"))).bytes()
    after = main(save(data, ["正文", "框内42个"]).data)
    assert after.count("框内42个") == 2
    assert main(save(data, ["正文", "框内43个", "又一段"]).data).count("又一段") == 2
    saved = save(WordBuilder().add(paragraph(run("正文") + box("框内", "别样"))).bytes(), ["正文", "框内新"])
    assert any("文本框" in note for note in saved.notes)


def test_footnotes_are_edited_in_their_own_part():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = WordBuilder().notes("footnote", {2: "见附件"}).add(paragraph(run("正文") + reference)).bytes()
    saved = save(data, ["正文", "见附件一"])
    assert main(saved.data) == main(data)
    assert "见附件一" in entries(saved.data)["word/footnotes.xml"].decode()
    assert save(data, ["正文"], exact=False).document.lines == ("正文", "")


NUMBERED = WordBuilder().four_levels().add(numbered("甲事项", 1), numbered("乙事项", 1), numbered("丙事项", 1)).bytes()


def test_automatic_numbers_stay_automatic():
    assert open_bytes(NUMBERED).document.lines == ("一、甲事项", "二、乙事项", "三、丙事项")
    saved = save(NUMBERED, ["一、甲事项", "二、乙的事项", "三、丙事项"])
    assert main(saved.data) == main(NUMBERED).replace("乙事项", "乙的事项")
    saved = save(NUMBERED, ["一、甲事项", "三、丙事项"], exact=False)
    assert saved.document.lines == ("一、甲事项", "二、丙事项")
    assert any("1 处编号" in note for note in saved.notes)


def test_a_number_typed_over_stays_and_one_removed_goes():
    saved = save(NUMBERED, ["一、甲事项", "五、乙大事项", "三、丙事项"], exact=False)
    assert saved.document.lines == ("一、甲事项", "二、乙大事项", "三、丙事项")
    assert any("自动编号" in note for note in saved.notes)
    saved = save(NUMBERED, ["一、甲事项", "、乙事项", "三、丙事项"], exact=False)
    assert saved.document.lines[1] == "二、乙事项"
    saved = save(NUMBERED, ["一、甲事项", "乙事项", "三、丙事项"], exact=False)
    assert saved.document.lines == ("一、甲事项", "乙事项", "二、丙事项")


def test_a_new_numbered_paragraph_is_numbered_by_word_where_the_number_fits():
    saved = save(NUMBERED, ["一、甲事项", "二、乙事项", "三、丙事项", "四、丁事项"])
    assert saved.document.paragraphs[3].label == "四、"
    saved = save(NUMBERED, ["一、甲事项", "二、乙事项", "三、丙事项", "九、丁事项"])
    assert saved.document.paragraphs[3].label == ""
    saved = save(NUMBERED, ["一、甲事项", "没有编号的话", "二、乙事项", "三、丙事项"])
    assert saved.document.paragraphs[1].label == ""


def test_empty_documents_and_emptied_ones():
    assert save(WordBuilder().bytes(), ["第一段", "第二段"]).document.lines == ("第一段", "第二段")
    data = WordBuilder().add("<w:p/>").bytes()
    save(data, ["一段"])
    data = WordBuilder().text("甲段", "乙段").bytes()
    assert save(data, [""]).document.lines == ("",)
    assert save(data, [], exact=False).document.lines == ("",)


def test_an_empty_paragraph_takes_the_format_of_its_mark():
    data = WordBuilder().add(paragraph("", f"<w:rPr>{BOLD}</w:rPr>")).bytes()
    assert formats(save(data, ["新"]).data) == [("新", True)]


def test_formulas_and_ruby_are_not_cut_in_two():
    ruby = f"<w:r><w:ruby><w:rt>{run('qū')}</w:rt><w:rubyBase>{run('区局')}</w:rubyBase></w:ruby></w:r>"
    data = WordBuilder().add(paragraph(run("甲") + ruby + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>")).bytes()
    saved = save(data, ["甲区x+1"], exact=False)
    assert saved.document.lines == ("甲区局x+1",)
    assert any("Word 中修改" in note for note in saved.notes)
    assert "oMath" not in main(save(data, ["甲区局"]).data)
    save(data, ["甲乙区局丙x+1丁"])


def test_text_in_other_forms_of_the_same_xml(tmp_path):
    data = WordBuilder().text("甲乙").bytes()
    text = main(data)
    prefixless = re.sub(r"(</?)w:", r"\1", text).replace("xmlns:w=", f'xmlns="{W[1:-1]}" xmlns:w=')
    for form in (
        text.replace("<w:t ", "<!-- 注 --><w:t\n ").encode(),
        text.replace('"1.0"', "'1.0'").encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("UTF-8", "UTF-16").encode("utf-16"),
        text.replace("UTF-8", "GB18030").encode("gb18030"),
        prefixless.encode(),
        text.replace("甲", "&#x7532;").replace("乙", "<![CDATA[乙]]>").encode(),
    ):
        changed = replaced(data, {MAIN: form})
        assert open_bytes(changed).document.lines == ("甲乙",)
        save(changed, ["甲𠮷乙"])
        save(changed, ["甲", "乙"])


def test_strict_files_stay_strict():
    text = main(WordBuilder().text("甲").bytes())
    strict = text.replace(W[1:-1], "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = replaced(WordBuilder().text("甲").bytes(), {MAIN: strict.encode()})
    assert main(save(data, ["甲乙", "丙"]).data).count("purl.oclc.org") == strict.count("purl.oclc.org")


def test_a_file_that_changed_on_the_disk_is_refused(tmp_path):
    opened = read(WordBuilder().text("甲").save(tmp_path / "a.docx"))
    WordBuilder().text("乙").save(tmp_path / "a.docx")
    with pytest.raises(ChangedOnDiskError):
        save_word(opened, ["丙"])
    with pytest.raises(DocumentError):
        save_word(Opened(tmp_path / "a.txt", Format.TEXT, Document(()), opened.fingerprint), ["丙"])


def test_revision_mode_and_signatures_are_told_of():
    data = WordBuilder().text("甲").bytes()
    parts = entries(data)
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:zoom", b"<w:trackRevisions/><w:zoom", 1)
    parts["_xmlsignatures/sig1.xml"] = b"<a/>"
    notes = save_word(open_bytes(pack(parts)), ["乙"], pack(parts)).notes
    assert any("修订" in note for note in notes)
    assert any("签名" in note for note in notes)


def test_a_file_with_macros_becomes_a_docx_without_them_where_asked():
    parts = entries(WordBuilder().text("甲").bytes())
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    relation = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation + b'Target="vbaProject.bin"/></Relationships>')
    parts["word/vbaProject.bin"] = b"macro"
    data = pack(parts)
    assert "word/vbaProject.bin" in entries(save_word(open_bytes(data), ["乙"], data).data)
    for lines in (["甲"], ["乙"]):
        made = entries(save_word(open_bytes(data), lines, data, as_docx=True).data)
        assert "word/vbaProject.bin" not in made
        assert b"macroEnabled" not in made[name]


SAMPLE = (
    WordBuilder()
    .notes("footnote", {2: "脚注一则", 3: "脚注二则"})
    .style("Body", '<w:pPr><w:ind w:firstLine="640"/></w:pPr>')
    .add(
        paragraph(run("关于整改进展的通报"), '<w:jc w:val="center"/>'),
        paragraph(
            run("共反馈") + run("43个", BOLD) + run("问题") + LINK.format(run("见表")) + run("。"),
            '<w:pStyle w:val="Body"/>',
        ),
        paragraph(run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("乙丙", BOLD)),
        "<w:p/>",
        table([["序号"], ["问题"]], [["1"], ["学习不够", "二段"]]),
        paragraph(run("已完成") + f'<w:ins w:id="5" w:author="a">{run("三十一")}</w:ins>' + run("个")),
        paragraph(run("一段") + box("框内文字") + '<w:r><w:footnoteReference w:id="3"/></w:r>'),
        f"<w:sdt><w:sdtContent>{paragraph(run('控件一'))}{paragraph(run('控件二'))}</w:sdtContent></w:sdt>",
        paragraph(run("末段文字")),
    )
    .bytes()
)
LINES = open_bytes(SAMPLE).document.lines
PIECE = st.text(st.sampled_from("整改共反馈43个问题𠮷😀\n\t <&\u3000。"), max_size=6)


@st.composite
def edited(draw):
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["type", "type", "type", "new", "delete", "split", "join"]))
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        if kind == "new" or not lines:
            lines.insert(at, draw(PIECE))
        elif kind == "delete":
            del lines[at]
        elif kind == "split":
            cut = draw(st.integers(0, len(lines[at])))
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        elif kind == "join" and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        else:
            start = draw(st.integers(0, len(lines[at])))
            end = draw(st.integers(start, min(len(lines[at]), start + 4)))
            lines[at] = lines[at][:start] + draw(PIECE) + lines[at][end:]
    return lines


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_any_edits_are_read_back(lines):
    saved = save(SAMPLE, lines, exact=False)
    told = sum("空段" in note for note in saved.notes)
    left = list(lines)
    for line in saved.document.lines:  # what must stay is empty, and told of
        if left and left[0] == line:
            left.pop(0)
        else:
            assert line == ""
    assert (left, len(saved.document.lines) - len(lines)) == ([], told)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(LINES) - 1), st.data())
def test_one_edited_paragraph_changes_no_other(at, data):
    start = data.draw(st.integers(0, len(LINES[at])))
    lines = list(LINES)
    lines[at] = lines[at][:start] + data.draw(PIECE.filter(bool)) + lines[at][start:]
    saved = save(SAMPLE, lines)
    before, after = load_word(SAMPLE)[1].paragraphs, load_word(saved.data)[1].paragraphs
    hosts = {id(before[at].host)} - {id(None)}
    for index, (one, other) in enumerate(zip(before, after, strict=True)):
        if index != at and not any(p.run in (one.elements[0].iter()) and id(p.run) in hosts for p in one.pieces):
            same = etree.tostring(one.elements[0]) == etree.tostring(other.elements[0])
            assert same or one.elements[0] in before[at].elements[0].iterancestors(W + "p")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_files_that_libreoffice_wrote_take_edits_too(corpus):
    names = sorted((corpus / "texts").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        for name in names:
            lines = name.read_text(encoding="utf-8", errors="replace").splitlines()
            (made / f"{name.stem}.docx").write_bytes(word_form(lines))
        convert(folder, made, "docx")
        for path in sorted((Path(folder) / "out").glob("*.docx")):
            data = path.read_bytes()
            lines = list(open_bytes(data).document.lines)
            assert save_word(open_bytes(data), lines, data).data == data
            at = next(i for i, line in enumerate(lines) if len(line) > 20)
            lines[at] = lines[at][:10] + "改" + lines[at][12:]
            assert save(data, lines).notes == ()


def convert(folder, source, form):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = [str(path) for path in sorted(source.glob("*.docx"))]
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", f"{folder}/out", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
