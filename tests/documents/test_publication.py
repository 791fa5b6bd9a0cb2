"""Before publishing: what a Word file carries besides its text, and the copy without it."""

import io
import json
import zipfile

import pytest
from docx import Document as WordDocument
from lxml import etree
from word_builder import RELATIONS, WordBuilder, entries, paragraph, replaced, run

from desktop.checks.base import Severity
from desktop.cli import main
from desktop.documents.errors import DocumentError
from desktop.documents.publication_check import CleanChoices, Trace, check_publication, clean_copy
from desktop.documents.reading import read
from desktop.documents.revision_settling import settle
from desktop.documents.word_comments import Comment, annotate
from desktop.documents.word_reader import load_word
from desktop.text.spans import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = W[1:-1]
INSERTED = '<w:ins w:id="1" w:author="李四">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="王五">{}</w:del>'
GONE_MARK = '<w:rPr><w:del w:id="3" w:author="王五"/></w:rPr>'
NEW_MARK = '<w:rPr><w:ins w:id="4" w:author="李四"/></w:rPr>'


def deleted(text):
    return DELETED.format(f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def sample():
    builder = WordBuilder().add(
        paragraph(run("共反馈") + INSERTED.format(run("43")) + deleted("42") + run("个问题")),
        paragraph(run("看得见") + run("看不见", "<w:vanish/>")),
        paragraph(run("甲"), GONE_MARK),
        paragraph(run("乙"), NEW_MARK),
        paragraph(run("丙")),
    )
    properties = builder.document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "张三", "赵六", ""
    return builder


def written(tmp_path, data, name="报告.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def with_comment(tmp_path):
    opened = written(tmp_path, sample().bytes(), "无批注.docx")
    return annotate(opened, [Comment(Span(1, 0, 2), "请核对", "审核人")])


def test_everything_is_listed(tmp_path):
    found = check_publication(written(tmp_path, with_comment(tmp_path)))
    told = {one.trace: one.message for one in found}
    assert "插入 2 处、删除 2 处" in told[Trace.REVISION]
    assert "李四、王五" in told[Trace.REVISION]
    assert "审核人" in told[Trace.COMMENT]
    assert {Trace.HIDDEN, Trace.THUMBNAIL, Trace.CUSTOM, Trace.HISTORY} <= set(told)
    authors = [one.message for one in found if one.trace is Trace.AUTHOR]
    assert any("张三" in message for message in authors)
    assert any("赵六" in message for message in authors)
    assert [one.trace for one in found] == sorted((one.trace for one in found), key=list(Trace).index)


@pytest.mark.parametrize(
    ("revisions", "lines"),
    [
        ("accept", ("共反馈43个问题", "看得见", "甲乙", "丙")),
        ("refuse", ("共反馈42个问题", "看得见", "甲", "乙丙")),
    ],
)
def test_the_copy_holds_nothing_but_the_text(tmp_path, revisions, lines):
    opened = written(tmp_path, with_comment(tmp_path))
    before = opened.path.read_bytes()
    made = clean_copy(opened, CleanChoices(revisions=revisions))
    copy = written(tmp_path, made.data, "副本.docx")
    assert copy.document.lines == lines
    assert check_publication(copy) == []
    assert opened.path.read_bytes() == before
    markup = b"".join(entries(made.data).values())
    assert not any(word.encode() in markup for word in ("张三", "李四", "王五", "赵六", "审核人", "看不见", "rsid"))
    assert [p.text for p in WordDocument(io.BytesIO(made.data)).paragraphs] == list(lines)
    assert len(made.done) >= 6


def test_what_is_not_chosen_stays(tmp_path):
    opened = written(tmp_path, with_comment(tmp_path))
    nothing = CleanChoices("keep", *[False] * 7)
    assert clean_copy(opened, nothing).data == opened.path.read_bytes()
    only = CleanChoices("keep", comments=True, **dict.fromkeys(
        ("hidden", "properties", "history", "custom", "thumbnail", "printer"), False))  # fmt: skip
    old, new = entries(opened.path.read_bytes()), entries(clean_copy(opened, only).data)
    assert "word/comments.xml" not in new
    changed = {name for name in new if new[name] != old[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_parts_and_links_are_listed_and_cleaned(tmp_path):
    data = WordBuilder().text("整改情况").bytes()
    parts = entries(data)
    rels = parts["word/_rels/document.xml.rels"].decode()
    added = (
        f'<Relationship Id="t1" Type="{RELATIONS}oleObject" Target="embeddings/a.bin"/>'
        f'<Relationship Id="t2" Type="{RELATIONS}image" Target="file:///C:/Users/zhang/a.png" TargetMode="External"/>'
        f'<Relationship Id="t3" Type="{RELATIONS}hyperlink" Target="\\\\server\\x.docx" TargetMode="External"/>'
        f'<Relationship Id="t5" Type="{RELATIONS}printerSettings" Target="p.bin"/></Relationships>'
    )
    settings_rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{RELATIONS}attachedTemplate" Target="file:///C:/模板.dotx" TargetMode="External"/></Relationships>'
    )
    settings = parts["word/settings.xml"].decode()
    at = settings.index(">", settings.index("<w:settings")) + 1
    variables = '<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'
    data = replaced(data, {
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", added).encode(),
        "word/_rels/settings.xml.rels": settings_rels.encode(),
        "word/settings.xml": (settings[:at] + variables + settings[at:]).encode(),
        "word/embeddings/a.bin": b"x",
        "word/p.bin": b"x",
    })  # fmt: skip
    opened = written(tmp_path, data)
    found = {one.trace: one for one in check_publication(opened)}
    assert {Trace.EMBEDDED, Trace.LINK, Trace.PRINTER, Trace.CUSTOM} <= set(found)
    made = clean_copy(opened)
    left = check_publication(written(tmp_path, made.data, "副本.docx"))
    assert {one.trace for one in left} == {Trace.EMBEDDED, Trace.LINK}
    assert not any(one.cleaned for one in left)
    assert len(made.notes) == 2
    assert "word/p.bin" not in entries(made.data)


def test_macros_go_from_the_copy(tmp_path):
    data = WordBuilder().text("整改").bytes()
    parts = entries(data)
    types = parts["[Content_Types].xml"].decode().replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )  # fmt: skip
    rels = parts["word/_rels/document.xml.rels"].decode()
    macro = (
        '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v.bin"/>'
    )
    data = replaced(data, {
        "[Content_Types].xml": types.encode(), "word/v.bin": b"x",
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", macro + "</Relationships>").encode(),
    })  # fmt: skip
    opened = written(tmp_path, data, "报告.docm")
    assert any(one.trace is Trace.MACRO for one in check_publication(opened))
    made = clean_copy(opened)
    assert "word/v.bin" not in entries(made.data)
    assert check_publication(written(tmp_path, made.data, "副本.docx")) == []


def settled(markup, *, accept):
    root = etree.fromstring(f'<w:body xmlns:w="{NS}">{markup}</w:body>')
    settle(root, accept=accept)
    return "".join(etree.tostring(e).decode().replace(f' xmlns:w="{NS}"', "") for e in root)


@pytest.mark.parametrize(
    ("markup", "accepted", "refused"),
    [
        ("<w:p><w:moveFrom><w:r/></w:moveFrom></w:p>", "<w:p/>", "<w:p><w:r/></w:p>"),
        ("<w:p><w:moveTo><w:r/></w:moveTo></w:p>", "<w:p><w:r/></w:p>", "<w:p/>"),
        (
            "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr></w:r>",
            "<w:r><w:rPr><w:b/></w:rPr></w:r>",
            "<w:r><w:rPr><w:i/></w:rPr></w:r>",
        ),
        (
            "<w:p><w:pPr><w:jc/><w:rPr><w:b/></w:rPr><w:pPrChange><w:pPr><w:ind/></w:pPr></w:pPrChange></w:pPr></w:p>",
            "<w:p><w:pPr><w:jc/><w:rPr><w:b/></w:rPr></w:pPr></w:p>",
            "<w:p><w:pPr><w:ind/><w:rPr><w:b/></w:rPr></w:pPr></w:p>",
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr></w:tr><w:tr><w:trPr><w:del/></w:trPr></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:trPr/></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:trPr/></w:tr></w:tbl>",
        ),
        ("<w:tbl><w:tr><w:trPr><w:ins/></w:trPr></w:tr></w:tbl>", "<w:tbl><w:tr><w:trPr/></w:tr></w:tbl>", ""),
        (
            "<w:tc><w:tcPr><w:cellIns/></w:tcPr></w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr></w:tc>",
            "<w:tc><w:tcPr/></w:tc>",
            "<w:tc><w:tcPr/></w:tc>",
        ),
        ("<w:p><w:moveFromRangeStart/><w:moveFromRangeEnd/></w:p>", "<w:p/>", "<w:p/>"),
        ("<w:p><w:ins><w:r/><w:del><w:r/></w:del></w:ins></w:p>", "<w:p><w:r/></w:p>", "<w:p/>"),
    ],
)
def test_each_sort_of_change_is_settled(markup, accepted, refused):
    assert settled(markup, accept=True) == accepted
    assert settled(markup, accept=False) == refused


def test_settled_text_is_the_text_as_read(tmp_path):
    table = (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('留'))}</w:tc></w:tr><w:tr><w:trPr><w:del w:id='9' w:author='a'/></w:trPr>"
        f"<w:tc>{paragraph(deleted('删行'))}</w:tc></w:tr></w:tbl>"
    )
    data = (
        WordBuilder()
        .add(paragraph(deleted("全删"), GONE_MARK), table, paragraph(run("尾") + INSERTED.format(run("增"))))
        .bytes()
    )
    for how, reading in (("accept", "accepted"), ("refuse", "original")):
        made = clean_copy(written(tmp_path, data), CleanChoices(revisions=how)).data
        want = [e.paragraph.text for e in load_word(data, reading)[1].paragraphs]
        assert [e.paragraph.text for e in load_word(made)[1].paragraphs] == want


def test_private_text_is_told_but_not_cut(tmp_path):
    opened = written(tmp_path, WordBuilder().text("身份证号11010519491231002X").bytes())
    found = [one for one in check_publication(opened) if one.trace is Trace.PERSONAL]
    assert found[0].severity is Severity.ERROR
    assert found[0].text == "11010519491231002X"
    assert "1 处" in clean_copy(opened).notes[-1]


def test_a_text_file_is_looked_through_but_gives_no_copy(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("秘密★1年", "utf-8")
    assert [one.trace for one in check_publication(read(path))] == [Trace.SECRECY]
    with pytest.raises(DocumentError, match="另存为 Word"):
        clean_copy(read(path))


def test_the_command_line(tmp_path, capsys):
    opened = written(tmp_path, with_comment(tmp_path))
    target = tmp_path / "副本.docx"
    assert main(["publish", str(opened.path), "--output", str(target), "--format", "json"]) == 1
    out = capsys.readouterr()
    assert {item["kind"] for item in json.loads(out.out)["found"]} >= {"revision", "comment", "hidden", "author"}
    assert "副本已写入" in out.err
    assert main(["publish", str(target)]) == 0
    assert "没有发现" in capsys.readouterr().out
    assert main(["check", str(opened.path), "--revisions", "original", "--format", "json"]) in {0, 1}
    assert zipfile.is_zipfile(target)
