"""A passage copied to another problem is one finding, with nothing that only comes along with it."""

from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.text.document import Document

COPIED = "三是召开全局干部大会，通报档案管理检查情况，明确档案室工作要求，逐项落实整改责任，补齐登记手续二十三份。"
LINES = [
    "二、巡察反馈问题整改落实情况",
    "1.关于“档案管理不规范”的问题",
    "整改情况：一是制定《档案管理办法》，明确专人负责。二是开展专项检查两次，逐卷核对登记。" + COPIED,
    "2.关于“公务用车管理不规范”的问题",
    "整改情况：一是修订《公务用车管理办法》，严格派车审批。二是安装定位系统，按月公示行车里程。",
]


def _found(lines):
    return [(f.span.line, f.kind) for f in review(Document.from_lines(lines), Engine()).findings]


def test_only_the_copy_is_told_where_a_sentence_was_copied():
    copied = [*LINES[:-1], LINES[-1] + COPIED.replace("三是", "五是")]
    copied[2] = copied[2].replace("三是", "五是")

    assert [kind for line, kind in _found(copied) if line == 5] == ["text-duplicate"]


def test_what_stands_beside_the_copy_is_told():
    lines = [*LINES[:-1], LINES[-1] + COPIED + "四是公开办事XX件。"]

    assert (5, "placeholder") in _found(lines)


def test_only_the_copy_is_told_where_it_breaks_the_series_of_an_earlier_problem():
    copied = [*LINES]
    copied[2] = copied[2].replace(COPIED, "三是补齐柜架，更换消防器材。") + COPIED
    copied[4] += COPIED

    found = _found(copied)

    assert [kind for line, kind in found if line == 5] == ["text-duplicate"]
    assert [kind for line, kind in found if line == 3] == []


def test_a_fault_of_the_passage_itself_is_told_where_it_stood_first():
    passage = "三是召开全局干部大会，通报档案管理检查情况，明确要求；五是逐项落实整改责任，补齐登记手续二十三份。"
    lines = [*LINES]
    lines[2] = lines[2].replace(COPIED, passage)
    lines[4] += passage

    assert [kind for line, kind in _found(lines) if line == 3 and kind.startswith("number")] == ["number-gap"]


def test_a_title_with_a_word_typed_twice_is_told_once():
    lines = [*LINES, "3.关于“值班管理不规范”的问题", "整改情况：严格执行《公务用车用车管理办法》，落实值班要求。"]

    assert [kind for line, kind in _found(lines) if line == 7] == ["word-repeat"]
