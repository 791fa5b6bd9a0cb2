"""Pages as the standard wants them: lines, characters, marks at the right edges, tables over pages."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.app.page_layout import LayoutStopped, lay_out
from desktop.app.page_lines import NEVER_FIRST, NEVER_LAST, break_lines, is_western
from desktop.documents.page_model import Align, Face, PageSetup, Para, Printable, Rule, Run, Table, TableCell
from desktop.documents.set_pages import set_report
from desktop.documents.typeset_settings import HeaderBand, Imprint, PageNumber, TypesetSettings
from desktop.report.parse import parse
from desktop.text.document import Cell, Document, Origin, Paragraph

FACE = Face("仿宋_GB2312", "Times New Roman", 320, -6)
WIDTH = PageSetup().inner_width
LINES_OF_A_PAGE = 22


def measure(face, sign):
    return face.size / 2 if is_western(sign) else face.size


def para(text, **rest):
    return Para((Run(text, FACE),), **rest)


def texts(text, **rest):
    return [line.text for line in break_lines(para(text, **rest), WIDTH, measure)]


def pages(lines, settings=None, split=list):
    report = parse(Document.from_lines(lines))
    printable = set_report(report, settings or TypesetSettings(), split_words=split)
    return lay_out(printable, measure).pages


def test_a_line_holds_28_characters_and_a_page_22_lines():
    assert [len(line) for line in texts("国" * 84)] == [28, 28, 28]
    made = lay_out(Printable("", PageSetup(), tuple(para("国") for _ in range(45))), measure).pages
    assert [len(page.texts) for page in made] == [LINES_OF_A_PAGE, LINES_OF_A_PAGE, 1]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("国" * 28 + "。后", ["国" * 27, "国。后"]),  # nothing in the line gives room for the mark
        ("国，" * 14 + "。后", ["国，" * 14 + "。", "后"]),
        ("国" * 27 + "（国）", ["国" * 27, "（国）"]),
        ("国" * 26 + "2025年", ["国" * 26 + "2025", "年"]),
        ("国" * 27 + "2025年", ["国" * 27, "2025年"]),
        ("国" * 27 + "——国", ["国" * 27, "——国"]),
        ("国\n中", ["国", "中"]),
        ("", [""]),
        ("国\n", ["国", ""]),
    ],
)
def test_lines_break_as_chinese_is_printed(text, broken):
    assert texts(text) == broken


@given(st.text("国中，。（）“”…—A1 \n", max_size=120), st.sampled_from(Align), st.sampled_from([-900, 0, 632]))
def test_no_text_is_lost_and_no_mark_stands_at_the_wrong_edge(text, align, first):
    lines = texts(text, align=align, first=first, left=max(0, -first))
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    flowing = texts(text.replace("\n", ""))
    for before, after in itertools.pairwise(flowing):
        if before.strip() and after and set(before + after) - NEVER_FIRST - NEVER_LAST:
            ends_badly = before[-1] in NEVER_LAST and len(before.strip("".join(NEVER_LAST))) > 0
            assert not ends_badly or after[0] in NEVER_LAST | NEVER_FIRST


def test_a_full_line_reaches_both_edges_and_the_last_one_keeps_its_pitch():
    first, last = break_lines(para("国，" * 10 + "2025年" + "国" * 20, first=632), WIDTH, measure)
    end = first.pieces[-1]
    assert end.x + sum(measure(FACE, sign) + end.gap for sign in end.text) - end.gap == pytest.approx(WIDTH, abs=1)
    assert last.pieces[-1].gap == FACE.spacing


def test_an_official_document_stands_where_the_standard_wants_it():
    settings = TypesetSettings(
        header=HeaderBand("中共清河区水务局党组文件", "清水党〔2025〕3号", signers=("王远",)),
        imprint=Imprint("区委巡察办", "清河区水务局办公室", "2025年3月1日"),
    )
    lines = ["关于整改情况的通报", "各科室：", "一、组织领导", "正文。" * 30, "清河区水务局", "2025年3月1日"]
    made = pages(lines, settings)
    page = made[0]
    by_text = {placed.line.text: placed for placed in page.texts if placed.line.text}
    assert by_text["关于整改情况的通报"].line.pieces[0].face.east == "方正小标宋简体"
    assert by_text["各科室："].line.pieces[0].x == 0
    assert by_text["一、组织领导"].line.pieces[0].x == 632
    assert by_text["一、组织领导"].line.pieces[0].face.east == "黑体"
    red = [stroke for stroke in page.strokes if stroke.rule.color == "#FF0000"]
    assert [(s.x1, s.x2) for s in red] == [(1588, 1588 + WIDTH)]
    assert made[-1].lines[-2:] == ["抄送：区委巡察办。", "清河区水务局办公室2025年3月1日印发"]
    setup = PageSetup()
    assert max(s.y2 for s in made[-1].strokes) == pytest.approx(setup.top + setup.inner_height, abs=1)


def test_a_heading_does_not_stay_behind_alone():
    lines = ["关于整改情况的通报", *["正文。"] * (LINES_OF_A_PAGE - 5), "一、组织领导", "下一段。"]
    made = pages(lines)
    assert made[1].lines == ["一、组织领导", "下一段。"]


def test_a_table_of_the_report_keeps_its_text_its_merged_cells_and_its_head_on_every_page():
    cells = [("序号", 0, 0), ("问题", 0, 1)]
    for row in range(1, 60):
        cells += [(str(row), row, 0), ("窗口服务态度生硬" * 4, row, 1)]
    table = [Paragraph(text, origin=Origin.TABLE, cell=Cell(0, row, column)) for text, row, column in cells]
    report = parse(Document((Paragraph("关于整改的通报"), *table, Paragraph("完。"))))
    printable = set_report(report, TypesetSettings(page_number=PageNumber.NONE), split_words=list)
    made = lay_out(printable, measure).pages
    assert len(made) > 2
    joined = "".join(line for page in made for line in page.lines)
    assert joined.count("窗口服务态度生硬") == 59 * 4
    assert [page.lines.count("序号") for page in made] == [1] * len(made)
    bottom = PageSetup().top + PageSetup().inner_height
    assert max(s.y2 for page in made for s in page.strokes) <= bottom + 10


def test_a_row_higher_than_a_page_runs_on_and_a_merged_cell_spans_its_rows():
    tall = TableCell(0, tuple(para("国") for _ in range(50)))
    spanned = TableCell(0, tuple(para("中") for _ in range(4)), rows=2)
    sides = [TableCell(1, (para("一"),)), TableCell(1, (para("二"),))]
    table = Table((4000, 4000), ((tall,), (spanned, sides[0]), (sides[1],)))
    made = lay_out(Printable("", PageSetup(), (table,)), measure).pages
    assert sum(page.lines.count("国") for page in made) == 50
    last = made[-1]
    ys = {placed.line.text: placed.y for placed in last.texts}
    assert ys["一"] < ys["二"]
    assert [placed.line.text for placed in last.texts].count("中") == 4


def test_a_table_that_stays_whole_begins_on_the_next_page():
    rows = tuple((TableCell(0, (para("国"),)),) for _ in range(4))
    table = Table((4000,), rows, edge=Rule(10), whole=True)
    blocks = (*(para("文") for _ in range(20)), table)
    assert [len(p.texts) for p in lay_out(Printable("", PageSetup(), blocks), measure).pages] == [20, 4]
    parted = lay_out(Printable("", PageSetup(), (*blocks[:-1], replace(table, whole=False))), measure)
    assert len(parted.pages[0].texts) > 20


def test_a_preview_lays_out_what_it_shows_and_can_be_stopped():
    printable = Printable("", PageSetup(), tuple(para("国") for _ in range(1000)))
    assert len(lay_out(printable, measure, most_pages=2).pages) == 2
    with pytest.raises(LayoutStopped):
        lay_out(printable, measure, cancelled=lambda: True)


def test_the_head_of_a_table_does_not_stay_behind_alone():
    rows = tuple((TableCell(0, (para(text),)),) for text in ("头", "行"))
    blocks = (*(para("文") for _ in range(LINES_OF_A_PAGE - 2)), Table((4000,), rows, 1))
    assert [page.lines[-2:] for page in lay_out(Printable("", PageSetup(), blocks), measure).pages][1] == ["头", "行"]
