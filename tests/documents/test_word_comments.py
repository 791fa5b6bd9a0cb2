"""A comment stands on exactly its words and changes nothing else."""

import dataclasses
import datetime
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_builder import WordBuilder, entries, numbered, paragraph, replaced, run

from desktop.documents.reading import read
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.word_comments import Comment, annotate
from desktop.documents.word_reader import load_word
from desktop.text.document import Document
from desktop.text.spans import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHEN = datetime.datetime(2026, 3, 1, 9, 30)
FORMATTED = (
    run("共反馈")
    + run("43个问题", '<w:b/><w:sz w:val="32"/>')
    + run("，已完成整改31个，", '<w:sz w:val="28"/>')
    + run("正在整改13个。", "<w:i/>")
)


FORMATTED_WORD = WordBuilder().add(paragraph(FORMATTED)).bytes()


def opened_of(builder, folder, name="报告.docx"):
    return read(builder.save(Path(folder) / name))


def on(opened, words, line=1, text="核对", **rest):
    start = opened.document.line(line).index(words)
    return Comment(Span(line, start, start + len(words)), text, **rest)


def body_of(data):
    return etree.fromstring(entries(data)["word/document.xml"])


def comments_of(data):
    """Id to author and text of each comment."""
    root = etree.fromstring(entries(data)["word/comments.xml"])
    return {
        c.get(W + "id"): (c.get(W + "author"), "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in c))
        for c in root
    }


def words_of(data):
    """What each comment covers, in the order of the comments' ids; every comment has its three marks."""
    body = body_of(data)
    found, opened = {}, set()
    for element in body.iter():
        if element.tag == W + "commentRangeStart":
            opened.add(element.get(W + "id"))
            found.setdefault(element.get(W + "id"), "")
        elif element.tag == W + "commentRangeEnd":
            opened.remove(element.get(W + "id"))
        elif element.tag == W + "t":
            for comment_id in opened:
                found[comment_id] += element.text or ""
    references = [e.get(W + "id") for e in body.iter(W + "commentReference")]
    assert not opened
    assert sorted(references) == sorted(found) == sorted(comments_of(data))
    return [found[key] for key in sorted(found, key=int)]


def looks_of(data):
    """Each character of the file with the properties of its run."""
    out = []
    for t in body_of(data).iter(W + "t"):
        properties = t.getparent().find(W + "rPr")
        look = b"" if properties is None else etree.tostring(properties, exclusive=True)
        out += [(character, look) for character in t.text or ""]
    return out


def test_comments_stand_on_their_words_over_any_runs(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    wanted = ["43个问题", "反馈43", "整改31个，正在", "13个", "共", "。", "个"]
    data = annotate(opened, [on(opened, words, text=words) for words in wanted])
    assert sorted(words_of(data)) == sorted(wanted)
    by_id = comments_of(data)
    assert words_of(data) == [by_id[key][1] for key in sorted(by_id, key=int)]


def test_every_character_keeps_its_look_and_the_text_is_the_same(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    data = annotate(opened, [on(opened, "馈43个问"), on(opened, "个问题，已完"), on(opened, "改13个")])
    assert looks_of(data) == looks_of(opened.path.read_bytes())
    _, mapped = load_word(data)
    assert tuple(e.paragraph.text for e in mapped.paragraphs) == opened.document.lines


def test_all_other_parts_stay_byte_for_byte(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    before, after = entries(opened.path.read_bytes()), entries(annotate(opened, [on(opened, "43个")]))
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert before.keys() <= after.keys()
    assert list(after)[: len(before)] == list(before)


def test_without_comments_the_document_is_as_it_was(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    assert entries(annotate(opened, [])) == entries(opened.path.read_bytes())


def test_author_date_and_lines_of_a_comment(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    comment = on(opened, "43个", text="总数不符\n31+13=44\x00", author="审核人")
    data = annotate(opened, [comment, on(opened, "共", text="另")], when=WHEN)
    assert set(comments_of(data).values()) == {("对账", "另"), ("审核人", "总数不符\n31+13=44")}
    assert b'w:date="2026-03-01T09:30:00Z"' in entries(data)["word/comments.xml"]


def test_several_comments_on_one_word_all_stay_in_order(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    data = annotate(opened, [on(opened, "43个", text=str(n)) for n in range(3)])
    assert words_of(data) == ["43个"] * 3
    references = [e.get(W + "id") for e in body_of(data).iter(W + "commentReference")]
    assert [comments_of(data)[key][1] for key in references] == ["0", "1", "2"]


def test_comments_that_are_there_stay_and_ids_are_unique(tmp_path):
    builder = WordBuilder().add(paragraph(FORMATTED))
    first = builder.document.paragraphs[0]
    builder.document.add_comment(first.runs[1], text="原有批注", author="王")
    opened = opened_of(builder, tmp_path)
    data = annotate(opened, [on(opened, "3个问"), on(opened, "43个问题")])
    assert sorted(words_of(data)) == sorted(["43个问题", "3个问", "43个问题"])
    assert comments_of(data)["0"] == ("王", "原有批注")
    assert len(comments_of(data)) == 3
    # and a second round on its own result
    again = tmp_path / "再.docx"
    again.write_bytes(data)
    assert len(words_of(annotate(read(again), [on(read(again), "31个")]))) == 4


def test_the_side_parts_of_newer_word_list_new_comments_too(tmp_path):
    builder = WordBuilder().add(paragraph(FORMATTED))
    builder.document.add_comment(builder.document.paragraphs[0].runs[1], text="原有", author="王")
    for kind, space in (("commentsExtended", "2012/wordml"), ("commentsIds", "2016/wordml/cid")):
        builder._part(kind, f'<x:list xmlns:x="http://schemas.microsoft.com/office/word/{space}"/>')
    opened = opened_of(builder, tmp_path)
    parts = entries(annotate(opened, [on(opened, "31个"), on(opened, "13个")]))
    new = [
        p.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId")
        for p in etree.fromstring(parts["word/comments.xml"]).iter(W + "p")
    ]
    new = [paragraph_id for paragraph_id in new if paragraph_id]
    assert len(set(new)) == 2
    for name in ("word/commentsExtended.xml", "word/commentsIds.xml"):
        listed = [value for row in etree.fromstring(parts[name]) for key, value in row.items() if "paraId" in key]
        assert listed == new
    assert all(0 < int(paragraph_id, 16) < 0x80000000 for paragraph_id in new)


def test_inserted_text_links_and_controls_can_be_commented(tmp_path):
    inner = run("问题") + f'<w:ins w:id="1" w:author="a">{run("43")}</w:ins>' + run("个，")
    inner += f'<w:hyperlink w:anchor="x">{run("见附件")}</w:hyperlink>'
    inner += f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    opened = opened_of(WordBuilder().add(paragraph(inner)), tmp_path)
    wanted = ["43", "题4", "附", "件控", "控件"]
    assert sorted(words_of(annotate(opened, [on(opened, words) for words in wanted]))) == sorted(wanted)


def test_an_automatic_number_gives_its_comment_to_the_words_after_it(tmp_path):
    opened = opened_of(WordBuilder().four_levels().add(numbered("反馈问题43个", 1)), tmp_path)
    comments = [Comment(Span(1, 0, 2), "编号"), Comment(Span(1, 0, 4), "都有"), on(opened, "43")]
    assert sorted(words_of(annotate(opened, comments))) == sorted(["反馈问题43个", "反馈", "43"])


def test_empty_spans_empty_paragraphs_and_places_outside_lose_no_comment(tmp_path):
    builder = WordBuilder().add(paragraph(run("标题", "<w:b/>") + run("后半")), paragraph("")).four_levels()
    opened = opened_of(builder.add(numbered("", 1)), tmp_path)
    spans = [Span(1, 0, 0), Span(1, 3, 3), Span(1, 4, 4), Span(2, 0, 0), Span(3, 0, 2), Span(99, 5, 9), Span(1, 2, 99)]
    data = annotate(opened, [Comment(span, f"{span.line}-{span.start}") for span in spans])
    assert sorted(words_of(data)) == sorted(["标题", "半", "半", "", "", "", "后半"])
    assert len(comments_of(data)) == len(spans)


def test_a_document_without_a_paragraph_takes_a_comment(tmp_path):
    opened = opened_of(WordBuilder(), tmp_path)
    assert words_of(annotate(opened, [Comment(Span(1, 0, 0), "缺少内容")])) == [""]


def test_boxes_and_notes_are_commented_at_their_anchor_with_the_words(tmp_path):
    content = f"<w:txbxContent>{paragraph(run('框内43个'))}</w:txbxContent>"
    anchor = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    builder = WordBuilder().notes("footnote", {1: "注里44个"}).add(paragraph(run("正文") + anchor + reference))
    opened = opened_of(builder, tmp_path)
    data = annotate(opened, [on(opened, "43个", 2), on(opened, "44个", 3)])
    assert [text for _, text in comments_of(data).values()] == [
        "（文本框内“43个”）核对",
        "（脚注内“44个”）核对",
    ]
    body = body_of(data)
    for mark in body.iter(W + "commentRangeStart"):
        assert mark.getparent().getparent() is body.find(W + "body")


def test_table_cells_and_breaks_within_paragraphs(tmp_path):
    cell = paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>尾</w:t></w:r>")
    opened = opened_of(WordBuilder().add(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>", "<w:p/>"), tmp_path)
    wanted = ["一行\n第二", "行\t尾"]
    data = annotate(opened, [on(opened, words) for words in wanted])
    assert sorted(words_of(data)) == sorted(words.replace("\n", "").replace("\t", "") for words in wanted)
    _, mapped = load_word(data)
    assert tuple(e.paragraph.text for e in mapped.paragraphs) == opened.document.lines


def test_a_text_file_becomes_a_plain_word_file_first(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text("整改通报\n\n共反馈\x1f问题43个，已完成31个。\n", encoding="utf-8")
    opened = read(path)
    data = annotate(opened, [on(opened, "43个", 3), Comment(Span(1, 0, 0), "缺少联系方式")])
    assert words_of(data) == ["整改通报", "43个"]
    _, mapped = load_word(data)
    assert [e.paragraph.text for e in mapped.paragraphs] == ["整改通报", "", "共反馈问题43个，已完成31个。"]


def test_a_word_file_edited_since_gets_its_comments_on_the_edited_text(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    edited = dataclasses.replace(opened, document=Document.from_lines(["改后44个"]))
    assert words_of(annotate(edited, [on(edited, "44个")])) == ["44个"]


def test_a_file_changed_on_disk_is_not_annotated(tmp_path):
    opened = opened_of(WordBuilder().add(paragraph(FORMATTED)), tmp_path)
    WordBuilder().text("另一份").save(opened.path)
    with pytest.raises(ChangedOnDiskError, match="重新打开"):
        annotate(opened, [on(opened, "43个")])


def test_macros_do_not_come_along(tmp_path):
    data = WordBuilder().add(paragraph(FORMATTED)).bytes()
    parts = entries(data)
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    override = b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    relation = b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    changes = {
        "[Content_Types].xml": types.replace(b"</Types>", override),
        "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(
            b"</Relationships>", relation + b'Target="vbaProject.bin"/></Relationships>'
        ),
        "word/vbaProject.bin": b"macro",
    }
    path = tmp_path / "宏.docm"
    path.write_bytes(replaced(data, changes))
    opened = read(path)
    assert any("宏" in note for note in opened.notes)
    after = entries(annotate(opened, [on(opened, "43个")]))
    assert "word/vbaProject.bin" not in after
    assert b"macroEnabled" not in after["[Content_Types].xml"]
    assert b"vbaProject" not in after["[Content_Types].xml"] + after["word/_rels/document.xml.rels"]


PARTS = [
    run("整改"),
    run("问题43个", "<w:b/>"),
    "<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:noBreakHyphen/></w:r>",
    f'<w:ins w:id="5" w:author="a">{run("新增")}</w:ins>',
    f'<w:hyperlink w:anchor="x">{run("链接")}{run("二", "<w:i/>")}</w:hyperlink>',
    f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
    f"<w:r><w:ruby><w:rt>{run('qu')}</w:rt><w:rubyBase>{run('区县')}</w:rubyBase></w:ruby></w:r>",
    "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
    (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:t>域</w:t><w:fldChar w:fldCharType="separate"/><w:t>果</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    ),
    '<w:del w:id="6" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>',
]


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(PARTS), max_size=5), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 25), st.integers(0, 12)), min_size=1, max_size=6),
)
def test_wherever_comments_stand_text_and_looks_stay(tmp_path, paragraphs, places):
    builder = WordBuilder().four_levels().add(*(paragraph("".join(parts)) for parts in paragraphs))
    opened = opened_of(builder, tmp_path)
    comments = [Comment(Span(line, start, start + length), "注") for line, start, length in places]
    data = annotate(opened, comments)
    assert len(words_of(data)) == len(comments)
    assert looks_of(data) == looks_of(opened.path.read_bytes())
    _, mapped = load_word(data)
    assert tuple(e.paragraph.text for e in mapped.paragraphs) == opened.document.lines


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 9)), min_size=1, max_size=5))
def test_a_comment_within_the_text_covers_its_characters_and_no_other(tmp_path, places):
    path = tmp_path / "报告.docx"
    path.write_bytes(FORMATTED_WORD)
    opened = read(path)
    line = opened.document.line(1)
    spans = [Span(1, start, min(start + length, len(line))) for start, length in places]
    data = annotate(opened, [Comment(span, line[span.start : span.end]) for span in spans])
    by_id = comments_of(data)
    assert words_of(data) == [by_id[key][1] for key in sorted(by_id, key=int)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_each_comment_on_its_words(tmp_path):
    builder = WordBuilder().four_levels().add(numbered("整改工作组织情况", 1), paragraph(FORMATTED))
    builder.document.add_comment(builder.document.paragraphs[1].runs[0], text="原有", author="王")
    opened = opened_of(builder, tmp_path)
    wanted = ["43个问题", "整改31个，正在", "个", "组织"]
    comments = [on(opened, words, 1 if words == "组织" else 2, text=f"批：{words}") for words in wanted]
    (tmp_path / "批注.docx").write_bytes(annotate(opened, comments))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "fodt"),
                *("--outdir", tmp_path, tmp_path / "批注.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    root = etree.parse(str(tmp_path / "批注.fodt")).getroot()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    shown, running = {}, {}

    def walk(element):
        if element.tag == office + "annotation":
            running[element.get(office + "name")] = ["".join(element.find("{*}p").itertext()), ""]
        elif element.tag == office + "annotation-end":
            text, words = running.pop(element.get(office + "name"))
            shown[text] = words
        else:
            add(element.text)
            for inner in element:
                walk(inner)
        add(element.tail if element.tag != office + "body" else None)

    def add(text):
        for entry in running.values():
            entry[1] += (text or "").strip("\n")

    walk(root.find(office + "body"))
    assert shown == {"原有": "共反馈", **{f"批：{words}": words for words in wanted}}
