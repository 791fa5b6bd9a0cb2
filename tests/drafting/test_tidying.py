import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from desktop.drafting.tidying import tidy


@pytest.mark.parametrize(
    ("line", "tidied"),
    [
        ("局党组先后 召开会议,研究整改;", "局党组先后召开会议，研究整改；"),
        ("共３７个问题(含上次２个)。", "共37个问题（含上次2个）。"),
        ("    整改情况：已完成。 ", "整改情况：已完成。"),
        ("　　整改情况：已完成。", "　　整改情况：已完成。"),
        ("\xa0\u3000 整改情况", "　　整改情况"),
        ("完善\u200b制度\xad建设", "完善制度建设"),
        ("巩固整改成果。点击下载全文", "巩固整改成果。"),
        ("张 三参加，Word 2016版", "张 三参加，Word 2016版"),
        ("联 系 人：张三　电 话：1234567", "联 系 人：张三　电 话：1234567"),
        ("序号\t问题\t状态", "序号\t问题\t状态"),
        ("比例为3.5:1，见(1)款，电话0571-8800", "比例为3.5:1，见(1)款，电话0571-8800"),
        ("", ""),
    ],
)
def test_a_paragraph_is_tidied_as_the_checks_ask(line, tidied):
    assert tidy([line]).lines == [tidied]


def test_what_was_done_is_told_by_sorts():
    done = tidy(["局党组 先后,召开会议研究整改", "", "", "【关闭】", "　　正文 ", "", "正文", "正文"])
    assert done.lines == ["局党组先后，召开会议研究整改", "　　正文", "正文", "正文"]
    assert done.words() == "1 处网页残留、2 处多余空格、1 处半角标点、3 处空行"


def test_single_blank_lines_between_parts_stay():
    lines = ["标题", "", *["正文一段。"] * 8, "", "清河区城市更新局"]
    assert tidy(lines).lines == lines
    assert tidy(lines).counts == ()


def test_a_blank_line_after_every_paragraph_goes():
    assert tidy(["甲段。", "", "乙段。", "", "丙段。", ""]).lines == ["甲段。", "乙段。", "丙段。"]
    assert tidy(["", ""]).lines == ["", ""]


def test_lines_broken_by_a_page_are_joined_and_known_by_place():
    words = "局党组高度重视巡察反馈意见多次召开会议专题研究整改工作逐项明确责任领导责任科室和完成时限"
    lines = [words[i % 7 :][:30] for i in range(12)]
    lines[5] = lines[5][:12] + "。"
    done = tidy(lines)
    assert len(done.lines) == 2
    assert [stretch for stretch, _ in done.parts] == [range(6), range(6, 12)]
    assert done.words() == "10 处断开的行"


def test_a_stopped_run_leaves_the_rest():
    assert tidy(["局党组 先后"], stop=lambda: True).lines == ["局党组 先后"]


@example(["3"] * 7 + ["】\u3000““"])
@given(st.lists(st.text("整改情况，,.;()（）:!“” 　\t\xa0\u200b１２a3%【】关闭-", max_size=24), max_size=8))
def test_tidying_twice_changes_nothing_more(lines):
    done = tidy(lines)
    assert sum(len(stretch) for stretch, _ in done.parts) == len(lines)
    again = tidy(done.lines)
    assert again.lines == done.lines


@example(["3"] * 7 + ["】\u3000““"])
@given(st.lists(st.text("整改情况a1，,. 　\t\xa0", max_size=24), max_size=8))
def test_no_word_is_lost(lines):
    words = [c for line in tidy(lines).lines for c in line if c.isalnum()]
    assert words == [c for line in lines for c in line if c.isalnum()]
