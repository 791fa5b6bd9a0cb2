"""Automatic numbers are read as their reader sees them."""

import shutil
import subprocess
import tempfile

import pytest
from word_builder import NS, WordBuilder, level, numbered, paragraph, run

from desktop.documents.number_formats import format_number
from desktop.documents.word_reader import read_word


def lines(builder, tmp_path):
    return list(read_word(builder.save(tmp_path / "编号.docx")).document.lines)


TWIN = [
    (0, "一、", "整改工作组织情况"),
    (1, "（一）", "加强组织领导"),
    (2, "1.", "成立领导小组"),
    (3, "（1）", "主要负责同志任组长"),
    (4, "①", "召开专题会议"),
    (4, "②", "印发整改方案"),
    (3, "（2）", "分管负责同志任副组长"),
    (2, "2.", "建立台账"),
    (3, "（1）", "逐项登记"),
    (1, "（二）", "压实整改责任"),
    (2, "1.", "明确责任人"),
    (0, "二、", "反馈问题整改落实情况"),
    (1, "（一）", "党的领导方面"),
]


def test_five_levels_read_like_their_typed_twin(tmp_path):
    automatic = WordBuilder().four_levels()
    automatic.add(*(numbered(text, 1, index) for index, _, text in TWIN))
    typed = WordBuilder().text(*(label + text for _, label, text in TWIN))
    typed_lines = lines(typed, tmp_path)
    assert lines(automatic, tmp_path) == typed_lines == [label + text for _, label, text in TWIN]
    document = read_word(tmp_path / "编号.docx").document
    assert [p.label for p in document.paragraphs] == [label for _, label, _ in TWIN]


def test_two_lists_of_one_abstract_list_count_on(tmp_path):
    builder = WordBuilder().four_levels().list(2, 1)
    builder.add(numbered("甲", 1), numbered("乙", 2), numbered("丙", 1))
    assert lines(builder, tmp_path) == ["一、甲", "二、乙", "三、丙"]


def test_a_start_override_begins_anew_once(tmp_path):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    builder = WordBuilder().four_levels().list(2, 1, override)
    builder.add(numbered("甲", 1), numbered("乙", 2), numbered("丙", 2), numbered("丁", 1))
    assert lines(builder, tmp_path) == ["一、甲", "五、乙", "六、丙", "七、丁"]


def test_an_overridden_level_replaces_the_abstract_one(tmp_path):
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1项：")}</w:lvlOverride>'
    builder = WordBuilder().four_levels().list(2, 1, override).add(numbered("甲", 2), numbered("乙", 2))
    assert lines(builder, tmp_path) == ["第1项：甲", "第2项：乙"]


def test_a_deeper_level_restarts_under_a_new_item_unless_told_not_to(tmp_path):
    never = level(1, "decimal", "%2.", extra='<w:lvlRestart w:val="0"/>')
    only_first = level(2, "decimal", "（%3）", extra='<w:lvlRestart w:val="1"/>')
    builder = WordBuilder().abstract(1, level(0, "chineseCounting", "%1、") + never + only_first).list(1, 1)
    builder.add(*(numbered(f"项{i}", 1, i) for i in (0, 1, 2, 1, 2, 0, 1, 2)))
    assert lines(builder, tmp_path) == [
        "一、项0",
        "1.项1",
        "（1）项2",
        "2.项1",
        "（2）项2",
        "二、项0",
        "3.项1",
        "（1）项2",
    ]


def test_a_legal_level_shows_all_numbers_in_arabic(tmp_path):
    levels = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "%1.%2", extra="<w:isLgl/>")
    builder = WordBuilder().abstract(1, levels).list(1, 1)
    builder.add(numbered("总则", 1), numbered("目的", 1, 1))
    assert lines(builder, tmp_path) == ["第一章总则", "1.1目的"]


def test_a_level_used_before_its_parent_shows_the_parents_first_number(tmp_path):
    builder = WordBuilder().abstract(1, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")).list(1, 1)
    builder.add(numbered("先", 1, 1), numbered("后", 1, 0))
    assert lines(builder, tmp_path) == ["1.1先", "2.后"]


def test_numbers_come_from_the_style_too(tmp_path):
    levels = level(0, "chineseCounting", "%1、", extra='<w:pStyle w:val="OneTitle"/>')
    levels += level(1, "chineseCounting", "（%2）", extra='<w:pStyle w:val="TwoTitle"/>')
    builder = WordBuilder().abstract(1, levels).list(1, 1)
    builder.style("OneTitle", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>')
    builder.style("TwoTitle", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    builder.style("Derived", '<w:basedOn w:val="TwoTitle"/>')
    builder.style("Bare", '<w:basedOn w:val="OneTitle"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    for style, text in (("OneTitle", "甲"), ("TwoTitle", "乙"), ("Derived", "丙"), ("Bare", "丁"), ("OneTitle", "戊")):
        builder.add(paragraph(run(text), f'<w:pStyle w:val="{style}"/>'))
    builder.add(paragraph(run("己"), '<w:pStyle w:val="OneTitle"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    assert lines(builder, tmp_path) == ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊", "己"]


def test_a_list_style_is_followed(tmp_path):
    builder = WordBuilder()
    builder.abstract(2, '<w:numStyleLink w:val="Items"/>')
    builder.abstract(1, '<w:styleLink w:val="Items"/>' + level(0, "decimalEnclosedCircle", "%1"))
    builder.list(1, 1).list(2, 2)
    builder.style("Items", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering")
    builder.add(numbered("甲", 2), numbered("乙", 2))
    assert lines(builder, tmp_path) == ["①甲", "②乙"]


def test_bullets_and_unknown_lists_give_no_label(tmp_path):
    builder = WordBuilder().abstract(1, level(0, "bullet", "\uf06c")).list(1, 1)
    builder.add(numbered("甲", 1), numbered("乙", 77), numbered("丙", 1, 8))
    assert lines(builder, tmp_path) == ["甲", "乙", "丙"]


def test_the_zeros_of_word_2010_are_kept(tmp_path):
    markup = (
        f'<w:lvl {NS} w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    builder = WordBuilder().abstract(1, markup).list(1, 1).add(numbered("甲", 1), numbered("乙", 1))
    assert lines(builder, tmp_path) == ["009、甲", "010、乙"]


def test_a_deleted_paragraph_is_not_counted(tmp_path):
    builder = WordBuilder().four_levels()
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f'<w:p><w:pPr>{number}<w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:del w:id="2" w:author="a">'
    gone += "<w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    builder.add(numbered("甲", 1), gone, numbered("乙", 1))
    assert lines(builder, tmp_path) == ["一、甲", "二、乙"]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {3: "03", 12: "12"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 43: "四十三", 105: "一百零五", 110: "一百一十"},
        ),
        ("chineseCountingThousand", {1: "一", 10: "十", 16: "十六", 1001: "一千零一", 10500: "一万零五百"}),
        ("japaneseCounting", {3: "三", 14: "十四"}),
        ("taiwaneseCountingThousand", {21: "二十一"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 10: "壹拾", 43: "肆拾叁", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "(21)"}),
        ("decimalEnclosedFullstop", {1: "⒈", 21: "21."}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "(十一)"}),
        ("ideographTraditional", {1: "甲", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("none", {5: ""}),
        ("noSuchFormat", {5: "5"}),
    ],
)
def test_counting_formats(number_format, shown):
    assert {n: format_number(n, number_format) for n in shown} == shown


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_labels_are_those_libreoffice_shows(tmp_path):
    formats = ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "decimal"]
    formats += ["chineseLegalSimplified", "decimalEnclosedCircle", "ideographTraditional", "lowerLetter", "upperRoman"]
    builder = WordBuilder()
    for index, name in enumerate(formats, 2):
        builder.abstract(index, level(0, name, "第%1项：", start=8)).list(index, index)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    builder.four_levels().list(50, 1, override)
    builder.add(*(numbered(text, 1, index) for index, _, text in TWIN), numbered("重起", 50), numbered("续", 50))
    builder.add(*(numbered("内容", index) for index in range(2, 2 + len(formats)) for _ in range(8)))
    path = builder.save(tmp_path / "编号.docx")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{profile}", "--headless"),
                *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path, path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    shown = (tmp_path / "编号.txt").read_text(encoding="utf-8-sig").splitlines()
    assert list(read_word(path).document.lines) == ["".join(line.split()) for line in shown]
