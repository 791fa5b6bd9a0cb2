"""Fixes go out as tracked changes: accepted they are the fixed text, refused the original."""

import datetime
import re
import shutil
import subprocess

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_builder import WordBuilder, entries, numbered, paragraph, run

from desktop.documents.reading import read
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.word_reader import load_word, read_word
from desktop.documents.word_revisions import find_traces, write_revisions
from desktop.text.edits import Edit, apply_edits
from desktop.text.spans import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOLD = '<w:b/><w:sz w:val="32"/>'
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WHEN = datetime.datetime(2026, 3, 1, 9, 30)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CONTENT = (
    run("共反馈")
    + run("43个", BOLD)
    + '<w:hyperlink w:anchor="x">{}</w:hyperlink>'.format(run("问题见表"))
    + "<w:r><w:t>，已</w:t><w:tab/><w:t>完成</w:t><w:br/><w:t>31个</w:t></w:r>"
    + FIELD.format("begin")
    + FIELD.format("separate")
    + run("2026年")
    + FIELD.format("end")
    + f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    + run("。")
)
SAMPLE = WordBuilder().four_levels().add(paragraph(CONTENT), "<w:p/>", numbered("学习不深入", 1))


def lines_of(data, revisions):
    return [entry.paragraph.text for entry in load_word(data, revisions)[1].paragraphs]


def edit(line, start, end, text):
    return Edit(Span(line, start, end), text)


@pytest.fixture
def sample(tmp_path):
    return read(SAMPLE.save(tmp_path / "报告.docx"))


def test_accepted_they_are_the_fix_and_refused_the_original(sample):
    edits = [edit(1, 3, 5, "42"), edit(1, 2, 2, "共"), edit(2, 0, 0, "新"), edit(3, 2, 4, "研讨")]
    revised = write_revisions(sample, edits, "办公室", when=WHEN)
    assert (revised.count, revised.notes) == (4, ())
    assert lines_of(revised.data, "accepted") == apply_edits(sample.document.lines, edits)
    assert lines_of(revised.data, "original") == list(sample.document.lines)
    root = etree.fromstring(entries(revised.data)["word/document.xml"])
    marks = list(root.iter(W + "ins", W + "del"))
    assert {(e.get(W + "author"), e.get(W + "date")) for e in marks} == {("办公室", "2026-03-01T09:30:00Z")}
    assert len({e.get(W + "id") for e in marks}) == len(marks) == 6
    bold = [r for r in root.iter(W + "r") if r.find(f"{W}rPr/{W}b") is not None]
    assert "".join("".join(r.itertext()) for r in bold) == "4342个"  # deleted and inserted look as the words around


def test_only_the_paragraph_changes(sample):
    before = entries(sample.path.read_bytes())
    after = entries(write_revisions(sample, [edit(3, 2, 4, "研讨")]).data)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    head, tail = (before["word/document.xml"].decode().split('<w:t xml:space="preserve">学习不深入')[i] for i in (0, 1))
    text = after["word/document.xml"].decode()
    assert text.startswith(head[: -len("<w:r>")])
    assert text.endswith(tail[len("</w:t></w:r>") :])
    assert write_revisions(sample, []).data == sample.path.read_bytes()


def test_what_cannot_be_tracked_is_told(sample):
    revised = write_revisions(sample, [edit(3, 0, 1, "二"), edit(3, 2, 4, "研讨")])
    assert revised.count == 1
    assert "自动编号" in revised.notes[0]


def test_an_insertion_of_someone_else_is_not_nested(tmp_path):
    other = f'<w:ins w:id="9" w:author="甲" w:date="2026-01-01T00:00:00Z">{run("插入的话")}</w:ins>'
    opened = read(WordBuilder().add(paragraph(run("前") + other)).save(tmp_path / "a.docx"))
    revised = write_revisions(opened, [edit(1, 3, 4, "了")])
    assert lines_of(revised.data, "accepted") == ["前插入了话"]
    assert lines_of(revised.data, "original") == ["前"]
    root = etree.fromstring(entries(revised.data)["word/document.xml"])
    assert not [e for e in root.iter(W + "ins") if next(e.iterancestors(W + "ins"), None) is not None]
    assert next(root.iter(W + "del")).get(W + "id") != "9"


def test_a_text_becomes_a_word_file_first(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text("关于整改的通报\n共反馈43个问题\n", encoding="utf-8")
    opened = read(path)
    revised = write_revisions(opened, [edit(2, 3, 5, "42")])
    assert lines_of(revised.data, "accepted")[1] == "共反馈42个问题"
    assert lines_of(revised.data, "original")[1] == "共反馈43个问题"


def test_a_changed_file_is_refused(sample):
    sample.path.write_bytes(WordBuilder().text("别的").bytes())
    with pytest.raises(ChangedOnDiskError):
        write_revisions(sample, [])


def test_read_as_original(tmp_path):
    mark = '<w:rPr><w:ins w:id="1" w:author="a"/></w:rPr>'
    gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>42</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="3" w:author="乙">{run("43")}</w:ins>'
    row = '<w:tr><w:trPr><w:ins w:id="4" w:author="a"/></w:trPr><w:tc>{}</w:tc></w:tr>'.format(paragraph(run("新行")))
    old = '<w:tr><w:trPr><w:del w:id="5" w:author="a"/></w:trPr><w:tc>{}</w:tc></w:tr>'.format(paragraph(run("旧行")))
    body = (paragraph(run("上"), mark), paragraph(run("下") + gone + come), f"<w:tbl>{row}{old}</w:tbl>", "<w:p/>")
    path = WordBuilder().add(*body).save(tmp_path / "a.docx")
    assert read_word(path).document.lines == ("上", "下43", "新行", "")
    original = read_word(path, revisions="original")
    assert original.document.lines == ("上下42", "旧行", "")
    assert any("修订以前" in note for note in original.notes)
    traces = find_traces(path.read_bytes())
    assert traces.revisions == {("a", "插入"): 2, ("a", "删除"): 2, ("乙", "插入"): 1}
    assert (traces.revision_count, traces.comment_count, traces.hidden, traces.tracking) == (5, 0, False, False)


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_edits_can_be_accepted_and_refused(sample, data):
    lines = sample.document.lines
    edits, at = [], 0
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(at, len(lines[0])))
        end = data.draw(st.integers(start, min(start + 5, len(lines[0]))))
        edits.append(edit(1, start, end, data.draw(st.text(st.sampled_from("整改𠮷 \t\n<&"), min_size=1, max_size=4))))
        at = end + 1
        if at > len(lines[0]):
            break
    revised = write_revisions(sample, edits)
    assert revised.count == len(edits)
    assert lines_of(revised.data, "accepted") == apply_edits(lines, edits)
    assert lines_of(revised.data, "original") == list(lines)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_sees_the_changes(tmp_path, sample):
    edits = [edit(1, 3, 5, "42"), edit(1, 2, 2, "共"), edit(3, 2, 4, "研讨")]
    path = tmp_path / "revised.docx"
    path.write_bytes(write_revisions(sample, edits, when=WHEN).data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=200)
    root = etree.parse(tmp_path / "revised.fodt").getroot()
    kinds = {region.get(TEXT + "id"): etree.QName(region[0]).localname for region in root.iter(TEXT + "changed-region")}
    assert sorted(kinds.values()) == ["deletion", "deletion", "insertion", "insertion", "insertion"]
    fixed, original = ("".join(lines) for lines in (apply_edits(sample.document.lines, edits), sample.document.lines))
    # the automatic number is no text of the file
    assert shown(root, kinds, "deletion") == re.sub(r"\s|一、", "", fixed)
    assert shown(root, kinds, "insertion") == re.sub(r"\s|一、", "", original)


def shown(root, kinds, without):
    """The body's text in an OpenDocument file, without what stands in changes of a kind."""
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"))
    inside, out = set(), []
    for element in body.iter(etree.Element):
        if any(e.tag == TEXT + "tracked-changes" for e in (element, *element.iterancestors())):
            continue
        change = element.get(TEXT + "change-id")
        if element.tag == TEXT + "change-start":
            inside.add(change)
        elif element.tag == TEXT + "change-end":
            inside.discard(change)
        elif element.text and not any(kinds[one] == without for one in inside):
            out.append(element.text)
        if element.tail and not any(kinds[one] == without for one in inside):
            out.append(element.tail)
    return re.sub(r"\s", "", "".join(out))
