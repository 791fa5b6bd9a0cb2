"""Documents, meetings, sums and people of a problem's text, each with its place."""

import pytest

from desktop.report.facts import find_facts
from desktop.report.model import FactKind
from desktop.report.parse import parse
from desktop.text.document import Document


@pytest.mark.parametrize(
    ("text", "kind", "written", "value", "detail"),
    [
        ("印发《学习制度》（清更发〔2025〕8号），", FactKind.DOCUMENT, "《学习制度》", None, "清更发〔2025〕8号"),
        ("修订《贯彻〈条例〉办法》。", FactKind.DOCUMENT, "《贯彻〈条例〉办法》", None, ""),
        ("召开党组会议3次。", FactKind.MEETING, "召开党组会议3次", 3, "党组会议"),
        ("召开专题推进会。", FactKind.MEETING, "召开专题推进会", 1, "专题推进会"),
        ("清退费用1,200.50元。", FactKind.MONEY, "1,200.50元", 1200.5, "元"),
        ("追回资金0.86万元。", FactKind.MONEY, "0.86万元", 8600, "万元"),
        ("对3名责任人进行提醒谈话。", FactKind.PEOPLE, "3名", 3, "责任人进行提醒谈"),
        ("培训40余人次。", FactKind.PEOPLE, "40余人次", 40, ""),
        ("约谈两人。", FactKind.PEOPLE, "两人", 2, ""),
    ],
)
def test_a_fact(text, kind, written, value, detail):
    found = [f for f in find_facts(text, 1) if f.kind is kind]

    assert [(f.text, f.value, f.detail) for f in found] == [(written, value, detail)]
    assert text[found[0].span.start : found[0].span.end].startswith(written)


@pytest.mark.parametrize("text", ["第3人民医院", "贯彻条例", "《", "服务人民", "10人大代表建议"])
def test_what_is_no_fact(text):
    assert list(find_facts(text, 1)) == []


def test_facts_belong_to_their_problem_and_stand_where_they_say():
    lines = [
        "二、整改落实情况",
        "1.关于“学习不够系统”问题",
        "整改情况：一是印发《学习制度》。二是召开会议2次。",
        "2.关于“账目不清”问题",
        "整改情况：清退0.5万元，对2人诫勉谈话。",
    ]

    first, second = parse(Document.from_lines(lines)).problems

    assert [f.kind for f in first.facts] == [FactKind.DOCUMENT, FactKind.MEETING]
    assert [f.value for f in second.facts] == [5000, 2]
    for fact in (*first.facts, *second.facts):
        assert lines[fact.span.line - 1][fact.span.start : fact.span.end] == fact.text
