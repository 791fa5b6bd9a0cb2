import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from desktop.report.reading import read_report
from desktop.report.renumbering import references, renumber, written
from desktop.report.restructuring import NotPossibleError, change_level, move_part, outline_of, place_part
from desktop.text.document import Document
from desktop.text.edits import apply_edits

LINES = """关于巡察整改情况的通报
反馈的2个方面4个问题，现通报如下。
一、组织整改情况
局党组成立领导小组，见第二部分。
二、整改落实情况
（一）作风建设方面
1.关于“服务态度生硬”问题的整改
整改情况：组织培训4场。
2.关于“材料多头报送”问题的整改
整改情况：合并报表3张，第2个问题已整改。
（二）资金监管方面
1.关于“维修资金监管不严”问题的整改
整改情况：修订办法。
2.关于“招标程序不全”问题的整改
整改情况：补齐程序。
三、下一步打算
持续整改。
清河区城市更新局
2025年9月30日""".splitlines()


def outline(lines=LINES):
    return outline_of(read_report(Document.from_lines(lines)))


def moved(line, lines=LINES, **how):
    found = outline(lines)
    step = move_part(found, lines, found.at(line), **how)
    out = step.applied(lines)
    assert step.outline.headings == outline(out).headings
    return out


def levelled(line, lines=LINES, **how):
    found = outline(lines)
    return change_level(found, lines, found.at(line), **how).applied(lines)


def heads(lines):
    return [line for line in lines if line[0] in "一二三四（123456"]


def test_a_problem_changes_places_with_the_one_below_and_takes_its_number():
    out = moved(7, up=False)
    assert out[6:10] == [
        "1.关于“材料多头报送”问题的整改",
        "整改情况：合并报表3张，第2个问题已整改。",
        "2.关于“服务态度生硬”问题的整改",
        "整改情况：组织培训4场。",
    ]
    assert out[:6] + out[10:] == LINES[:6] + LINES[10:]
    assert moved(9, up=True) == out


def test_the_last_problem_goes_to_the_head_of_the_next_aspect_and_back():
    out = moved(9, up=False)
    assert heads(out[5:15]) == [
        "（一）作风建设方面",
        "1.关于“服务态度生硬”问题的整改",
        "（二）资金监管方面",
        "1.关于“材料多头报送”问题的整改",
        "2.关于“维修资金监管不严”问题的整改",
        "3.关于“招标程序不全”问题的整改",
    ]
    assert moved(10, lines=out, up=True) == LINES


def test_numbers_that_run_on_keep_running_on():
    lines = [line.replace("1.关于“维修", "3.关于“维修").replace("2.关于“招标", "4.关于“招标") for line in LINES]
    assert heads(moved(9, lines=lines, up=False)[5:15]) == [
        "（一）作风建设方面",
        "1.关于“服务态度生硬”问题的整改",
        "（二）资金监管方面",
        "2.关于“材料多头报送”问题的整改",
        "3.关于“维修资金监管不严”问题的整改",
        "4.关于“招标程序不全”问题的整改",
    ]
    assert heads(moved(6, lines=lines, up=False)[5:15])[:2] == [
        "（一）资金监管方面",
        "1.关于“维修资金监管不严”问题的整改",
    ]


def test_a_section_moves_with_all_under_it_and_leaves_the_signature():
    out = moved(16, up=True)
    assert heads(out)[:3] == ["一、组织整改情况", "二、下一步打算", "三、整改落实情况"]
    assert out[-2:] == LINES[-2:]
    assert out[-3] == "整改情况：补齐程序。"


@pytest.mark.parametrize(("line", "up"), [(3, True), (16, False)])
def test_there_is_nowhere_beyond_the_first_and_the_last(line, up):
    with pytest.raises(NotPossibleError, match="已经在最"):
        moved(line, up=up)


def placed(line, before, lines=LINES):
    found = outline(lines)
    at = next((i for i, h in enumerate(found.headings) if h.line == before), len(found.headings))
    step = place_part(found, lines, found.at(line), at)
    out = step.applied(lines)
    assert step.outline.headings == outline(out).headings
    return out


def test_a_part_is_put_anywhere_its_level_allows():
    assert heads(placed(7, 14)[5:15]) == [
        "（一）作风建设方面",
        "1.关于“材料多头报送”问题的整改",
        "（二）资金监管方面",
        "1.关于“维修资金监管不严”问题的整改",
        "2.关于“服务态度生硬”问题的整改",
        "3.关于“招标程序不全”问题的整改",
    ]
    assert placed(7, 12) == moved(9, lines=moved(7, up=False), up=False)
    assert placed(3, 0)[-4:] == ["三、组织整改情况", LINES[3], *LINES[-2:]]


@pytest.mark.parametrize(("line", "before"), [(7, 3), (6, 9), (6, 7), (3, 7), (7, 9), (7, 0)])
def test_a_part_is_not_put_where_its_level_does_not_fit(line, before):
    with pytest.raises(NotPossibleError):
        placed(line, before)


def test_numbers_of_word_stay_as_they_are():
    out = moved(7, up=False, automatic={7, 9})
    assert out[6] == "2.关于“材料多头报送”问题的整改"


def test_a_problem_becomes_an_aspect_with_those_behind_it_under_it():
    assert heads(levelled(12, up=True)[5:16]) == [
        "（一）作风建设方面",
        "1.关于“服务态度生硬”问题的整改",
        "2.关于“材料多头报送”问题的整改",
        "（二）资金监管方面",
        "（三）关于“维修资金监管不严”问题的整改",
        "1.关于“招标程序不全”问题的整改",
        "三、下一步打算",
    ]


def test_the_space_behind_a_number_goes_with_it():
    lines = [line.replace("1.关于“维修", "1. 关于“维修") for line in LINES]
    assert levelled(12, lines=lines, up=True)[11] == "（三）关于“维修资金监管不严”问题的整改"


def test_an_aspect_goes_under_the_one_before_with_its_problems():
    assert heads(levelled(11, up=False)[5:16]) == [
        "（一）作风建设方面",
        "1.关于“服务态度生硬”问题的整改",
        "2.关于“材料多头报送”问题的整改",
        "3.资金监管方面",
        "（1）关于“维修资金监管不严”问题的整改",
        "（2）关于“招标程序不全”问题的整改",
        "三、下一步打算",
    ]


def test_levels_have_ends():
    with pytest.raises(NotPossibleError, match="最高一级"):
        levelled(3, up=True)
    with pytest.raises(NotPossibleError, match="没有同一级"):
        levelled(6, up=False)
    with pytest.raises(NotPossibleError, match="Word 自动编号"):
        levelled(9, up=False, automatic={9})


@pytest.mark.parametrize(
    ("label", "value", "text"),
    [
        ("（三）", 11, "（十一）"),
        ("3.", 12, "12."),
        ("３．", 12, "１２．"),
        ("(3)", 4, "(4)"),
        ("③", 4, "④"),
        ("㊿", 51, ""),
        ("第二方面", 3, "第三方面"),
        ("二十、", 21, "二十一、"),
    ],
)
def test_a_number_keeps_its_marks_and_digits(label, value, text):
    assert written(label, value) == text


WRONG = """关于巡察整改情况的通报
一、组织整改情况
局党组成立领导小组。
三、整改落实情况
（一）作风建设方面
1.关于“服务态度生硬”问题的整改
整改情况：组织培训4场，见第3个问题。
3.关于“材料多头报送”问题的整改
整改情况：合并报表3张。
（三）资金监管方面
1.关于“维修资金监管不严”问题的整改
整改情况：修订办法。
1.关于“招标程序不全”问题的整改
整改情况：补齐程序。
四、下一步打算
持续整改。""".splitlines()


def test_every_wrong_number_is_put_right_and_told():
    changes = renumber(Document.from_lines(WRONG))
    assert [(change.old, change.new) for change in changes] == [
        ("三、", "二、"),
        ("3.", "2."),
        ("（三）", "（二）"),
        ("1.", "2."),
        ("四、", "三、"),
    ]
    assert changes[1].title == "关于“材料多头报送”问题的整改"
    spoken = references(WRONG, changes)
    assert [WRONG[span.line - 1][span.start : span.end] for span in spoken] == ["第3个问题"]


def test_right_numbers_are_left_alone():
    assert renumber(Document.from_lines(LINES)) == []
    part = LINES[4:]
    assert renumber(Document.from_lines(part)) == []


def test_numbers_of_word_are_counted_but_not_written():
    changes = renumber(Document.from_lines(WRONG), automatic={8})
    assert all(change.span.line != 8 for change in changes)


@st.composite
def reports(draw):
    """A report with sections, aspects and problems whose numbers are right or wrong."""
    digits = st.integers(1, 6)
    lines = ["关于巡察整改情况的通报"]
    for name in ("组织整改情况", "整改落实情况", "下一步打算")[: draw(st.integers(1, 3))]:
        lines.append(written("一、", draw(digits)) + name)
        lines.append("局党组高度重视，完成3项任务。")
        for aspect in range(draw(st.integers(0, 3))):
            lines.append(written("（一）", draw(digits)) + f"第{aspect}类工作方面")
            for problem in range(draw(st.integers(0, 4))):
                lines.append(written(draw(st.sampled_from(["1.", "1、"])), draw(digits)) + f"关于“问题{problem}”的整改")
                lines.append("整改情况：组织培训4场。")
    return lines


@given(reports())
def test_renumbering_twice_changes_nothing_more(lines):
    changes = renumber(Document.from_lines(lines))
    after = apply_edits(lines, [change.edit for change in changes])
    assert renumber(Document.from_lines(after)) == []
    for change in changes:
        line = lines[change.span.line - 1]
        assert line[change.span.start : change.span.end] == change.old
    assert [_words(line) for line in after] == [_words(line) for line in lines]


@given(reports(), st.integers(0, 30), st.booleans(), st.booleans())
def test_a_step_keeps_every_word(lines, which, up, level):
    found = outline(lines)
    assume(found.headings)
    index = which % len(found.headings)
    try:
        step = (change_level if level else move_part)(found, lines, index, up=up)
    except NotPossibleError:
        return
    out = step.applied(lines)
    assert sorted(map(_words, out)) == sorted(map(_words, lines))
    assert out[step.now_at - 1].endswith(_words(lines[step.first - 1]))
    for heading in step.outline.headings:
        if heading.label is not None:
            line = out[heading.line - 1]
            assert line[heading.label.span.start : heading.label.span.end] == heading.label.text


def _words(line):
    return line.lstrip("一二三四五六七八九十（）0123456789.、①②③④⑤⑥⑦")
