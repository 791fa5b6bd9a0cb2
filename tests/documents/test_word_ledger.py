"""The ledger as a Word table."""

import io
import re
import time
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from ledger_samples import FROM_REPORT, FULL, sample_ledger

import desktop.documents.word_ledger as word_ledger_module
from desktop.documents.word_ledger import save_word_ledger, write_word_ledger
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Status


def opened(ledger: Ledger, **options: Any) -> Any:
    return docx.Document(io.BytesIO(write_word_ledger(ledger, **options)))


def texts(row: Any) -> list[str]:
    """The texts of a w:tr, cell by cell, paragraphs joined by line breaks."""
    return [
        "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in tc.iter(qn("w:p")))
        for tc in row.iter(qn("w:tc"))
    ]


def rows_of(document: Any) -> list[Any]:
    return list(document.tables[0]._tbl.tr_lst)


def test_every_problem_is_there_with_all_its_text():
    ledger = sample_ledger(FROM_REPORT)
    document = opened(ledger)
    heading, *rest = (texts(row) for row in rows_of(document))
    shown = [Column(words) for words in heading]
    problems = [cells for cells in rest if len(cells) > 1]
    assert [[row[c] for c in shown] for row in ledger.rows] == problems


def test_aspects_stand_in_rows_of_their_own_with_their_counts():
    bands = [cells[0] for cells in map(texts, rows_of(opened(sample_ledger(FROM_REPORT)))) if len(cells) == 1]
    assert len(bands) == 4
    assert re.fullmatch(r"落实党的理论和路线方针政策、党中央重大决策部署方面（15个问题，已办结\d+个）", bands[0])


def test_aspects_claim_no_progress_where_no_status_is_stated():
    columns = FROM_REPORT - {Column.STATUS}
    bands = [cells[0] for cells in map(texts, rows_of(opened(sample_ledger(columns)))) if len(cells) == 1]
    assert bands[0].endswith("（15个问题）")


def test_only_filled_and_essential_columns_are_shown():
    heading = texts(rows_of(opened(sample_ledger(frozenset({Column.PROBLEM, Column.CAUSE}))))[0])
    assert heading == ["序号", "反馈问题", "原因分析", "整改措施", "责任单位(部门)", "完成时限", "整改状态"]


def test_few_columns_go_on_a4_many_on_a3():
    few = opened(sample_ledger(FROM_REPORT)).sections[0]
    many = opened(sample_ledger(FULL)).sections[0]
    assert (round(few.page_width.mm), round(few.page_height.mm)) == (297, 210)
    assert (round(many.page_width.mm), round(many.page_height.mm)) == (420, 297)
    assert few.orientation == many.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE


@pytest.mark.parametrize("columns", [FROM_REPORT, FULL, frozenset[Column]()])
def test_grid_columns_fill_the_page_between_its_margins(columns: frozenset[Column]):
    document = opened(sample_ledger(columns))
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 635  # EMU a twip
    widths = [int(c.get(qn("w:w"))) for c in document.tables[0]._tbl.tblGrid]
    assert len(widths) == len(texts(rows_of(document)[0]))
    assert sum(widths) == pytest.approx(room, abs=len(widths))
    assert min(widths) > 400


def test_heading_is_repeated_and_short_rows_are_kept_whole():
    rows = rows_of(opened(sample_ledger(FROM_REPORT)))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, False, False]
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    giant = max(range(len(rows)), key=lambda n: sum(map(len, texts(rows[n]))))
    short = min(range(2, len(rows)), key=lambda n: sum(map(len, texts(rows[n]))))
    assert not whole[giant]
    assert whole[short]


def test_page_number_stands_between_dashes():
    footer = opened(sample_ledger(size=3)).sections[0].footer.paragraphs[0]
    assert "".join(t.text for t in footer._p.iter(qn("w:t"))) == "— 1 —"
    assert [i.text.strip() for i in footer._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_title_unit_date_and_sum_stand_around_the_table():
    ledger = Ledger(
        "整改台账",
        "清河区城市更新局",
        "2025年10月9日",
        (Row({Column.STATUS: "已完成"}), Row({Column.STATUS: "正在整改"})),
    )
    paragraphs = [p.text for p in opened(ledger).paragraphs]
    assert paragraphs == [
        "整改台账",
        "填报单位：清河区城市更新局\t填报日期：2025年10月9日",
        "共2个问题：已完成1个，正在整改1个；已办结1个，完成率50.0%。",
    ]
    more = opened(ledger, done={Status.DONE, Status.DOING})
    assert more.paragraphs[-1].text.endswith("已办结2个，完成率100.0%。")


def test_no_rate_is_given_while_statuses_are_missing():
    ledger = Ledger("整改台账", rows=(Row({Column.STATUS: "已完成"}), Row()))
    assert opened(ledger).paragraphs[-1].text == "共2个问题：已完成1个，整改状态未填1个。"
    assert opened(Ledger("整改台账")).paragraphs[-1].text == "台账中没有问题。"


def test_chinese_fonts_are_set_for_every_run():
    document = opened(sample_ledger(size=3))
    fonts = {r.get(qn("w:eastAsia")) for r in document.element.body.iter(qn("w:rFonts"))}
    assert fonts == {"仿宋", "黑体"}
    runs = list(document.element.body.iter(qn("w:r")))
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is not None for run in runs)


def test_hostile_text_is_written_as_it_reads():
    row = Row({Column.PROBLEM: "<w:p>&amp; ]]>\x00\x0b孤\ud800\uffff", Column.STATUS: "已完成"})
    cells = texts(rows_of(opened(Ledger("<台账> & \x01", "<局>", rows=(row,))))[1])
    assert cells[1] == "<w:p>&amp; ]]>\n孤\ufffd"


def test_document_names_the_program():
    properties = opened(sample_ledger(size=1)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("对账", "对账", "")


def test_saving_replaces_the_file_as_a_whole(tmp_path: Path):
    save_word_ledger(sample_ledger(size=3), tmp_path / "台账.docx")
    assert len(docx.Document(str(tmp_path / "台账.docx")).tables) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["台账.docx"]


def test_a_thousand_problems_are_written_in_a_moment():
    write_word_ledger(sample_ledger(size=1))
    ledger = sample_ledger(size=1000)
    start = time.process_time()
    write_word_ledger(ledger)
    assert time.process_time() - start < 3


def test_cells_are_never_reached_one_by_one():
    """python-docx's table.cell takes minutes for a thousand rows."""
    source = Path(word_ledger_module.__file__).read_text(encoding="utf-8")
    assert not re.search(r"\.cell\(|add_row\(|\.cells\b", source)
