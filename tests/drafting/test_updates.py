from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import invented_ledgers
import pytest

from desktop.drafting.draft import draft
from desktop.drafting.known_facts import facts_of, joined_facts
from desktop.drafting.updates import number_updates
from desktop.ledger.columns import STATUS_CHOICES, Column
from desktop.ledger.model import Ledger
from desktop.report.model import Kind, Report, Verdict
from desktop.report.parse import parse
from desktop.resources import sample_path
from desktop.text.document import Document
from desktop.text.edits import apply_edits

FACTS = invented_ledgers.FACTS


def read(lines) -> Report:
    return parse(Document.from_lines(lines))


def updated(report: Report, facts=None, ledger=None) -> Report:
    return read(apply_edits(report.document.lines, [p.edit for p in number_updates(report, facts, ledger)]))


def summary(report: Report):
    claim = next(c for c in report.claims if c.parts)
    return claim.total, {p.status: p.n for p in claim.parts}, claim.rate


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.REPORT])
def test_numbers_brought_to_a_changed_ledger_agree_with_it(seed: int, kind: Kind) -> None:
    chance = random.Random(seed)
    ledger = invented_ledgers.make(seed, chance.randint(6, 40), grouped=seed % 3 == 2)
    report = read(draft(kind, FACTS, ledger).lines)
    rows = list(ledger.rows)
    stated = {row[Column.STATUS] for row in rows}
    for at in chance.sample(range(len(rows)), 3):
        rows[at] = rows[at].changed(Column.STATUS, chance.choice(sorted(stated)))
    changed = Ledger("台账", rows=tuple(rows))
    proposals = number_updates(report, None, changed)
    for proposal in proposals:
        assert proposal.old != proposal.new
        assert proposal.old in proposal.sentence
        assert proposal.reason
    mended = updated(report, None, changed)
    fresh = read(draft(kind, FACTS, changed).lines)
    if {s for s, n in summary(fresh)[1].items() if n} == set(summary(report)[1]):
        assert summary(mended) == summary(fresh)
    assert [c.text for c in mended.claims if c.arithmetic is Verdict.WRONG] == []
    assert number_updates(mended, None, changed) == []


def test_a_draft_needs_no_update_and_statuses_in_any_mix_are_right() -> None:
    for seed in range(10):
        ledger = invented_ledgers.make(seed, 18, grouped=bool(seed % 2))
        report = read(draft(Kind.NOTICE, FACTS, ledger).lines)
        assert number_updates(report, FACTS, ledger) == []
        assert number_updates(report, FACTS) == []
    assert set(STATUS_CHOICES) >= {row[Column.STATUS] for row in ledger.rows}


BODY = """中共清河区城市更新局党组关于巡察整改情况的通报
根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对清河区城市更新局党组进行了巡察，并于2025年7月3日反馈了巡察意见。现将整改情况予以公布。
一、整改工作组织情况
（一）提高站位。局党组召开党组会议专题研究，2025年7月3日巡察组反馈后立即部署，区教育局党组派人指导。区委第二巡察组全程督导，2019年区委第一巡察组指出的问题一并整改。
二、反馈问题整改落实情况
巡察反馈的{}个方面{}个问题，已完成{}个，正在整改{}个，完成率{}%。
（一）党的领导方面
1.关于“理论学习不够”问题的整改
整改情况：一是完善制度，指出问题14条。二是开展研讨。
整改状态：已完成
2.关于“统筹不足”问题的整改
整改情况：建立机制。
整改状态：已完成
（二）党的建设方面
1.关于“记录不全”问题的整改
整改情况：补齐记录。
整改状态：已完成
2.关于“轮岗不够”问题的整改
整改情况：制定计划。
整改状态：正在整改
三、下一步工作打算
持续抓好后续整改。
联系电话：010-61234567；邮政编码：100085；电子邮箱：a@example.gov.cn。
中共清河区城市更新局党组
2025年10月15日"""


@pytest.mark.parametrize(
    "numbers",
    [(2, 5, 3, 2, 60), (2, 4, 2, 2, 50), (3, 4, 3, 1, 75), (2, 4, 3, 1, 80), (2, 5, 4, 1, 80), (2, 4, 3, 1, 75)],
)
def test_without_a_ledger_the_body_says_what_is_right(numbers) -> None:
    report = read(BODY.format(*numbers).split("\n"))
    proposals = number_updates(report)
    assert {p.line for p in proposals} <= {6}
    assert "巡察反馈的2个方面4个问题，已完成3个，正在整改1个，完成率75%。" in updated(report).document.lines
    assert bool(proposals) == (numbers != (2, 4, 3, 1, 75))


def test_names_and_days_follow_the_facts_and_other_offices_and_former_teams_stay() -> None:
    report = read(BODY.format(2, 4, 3, 1, 75).split("\n"))
    facts = replace(
        facts_of(report),
        unit="清河区住房保障局",
        party_body="党委",
        inspector="区委第五巡察组",
        inspection_end=date(2025, 5, 25),
        feedback_date=date(2025, 7, 8),
        report_date=date(2025, 11, 1),
    )
    mended = updated(report, facts).document.lines
    assert mended[0] == "中共清河区住房保障局党委关于巡察整改情况的通报"
    assert "2025年3月10日至5月25日，区委第五巡察组对清河区住房保障局党委进行了巡察，并于2025年7月8日反馈" in mended[1]
    assert mended[3] == (
        "（一）提高站位。局党委召开党委会议专题研究，2025年7月8日巡察组反馈后立即部署，区教育局党组派人指导。"
        "区委第五巡察组全程督导，2019年区委第一巡察组指出的问题一并整改。"
    )
    assert mended[-2:] == ("中共清河区住房保障局党委", "2025年11月1日")
    assert number_updates(read(mended), facts) == []
    assert number_updates(report, facts_of(report)) == []


def test_the_sample_is_brought_to_its_own_body() -> None:
    lines = sample_path().read_text(encoding="utf-8").splitlines()
    report = read(lines)
    mended = updated(report)
    assert "3个方面9个问题" in "".join(mended.document.lines)
    assert not [c for c in mended.claims if c.body is Verdict.WRONG and c.subject == "反馈问题"]


def test_facts_known_from_the_report_fill_what_a_clerk_left_open() -> None:
    report = read(BODY.format(2, 4, 3, 1, 75).split("\n"))
    facts = joined_facts(replace(FACTS, unit="", inspector="", feedback_date=None), facts_of(report))
    assert (facts.unit, facts.inspector, facts.feedback_date) == (
        "清河区城市更新局",
        "区委第二巡察组",
        date(2025, 7, 3),
    )
    assert facts.phone == FACTS.phone


def test_a_day_of_feedback_without_a_year_is_the_one_after_the_inspection() -> None:
    lines = [
        "中共清河区城市更新局党组关于巡察整改情况的通报",
        "2025年11月10日至12月20日，区委第二巡察组对局党组开展了巡察。1月8日，区委第二巡察组向局党组反馈了意见。",
    ]
    report = parse(Document.from_lines(lines))
    assert facts_of(report).feedback_date == date(2026, 1, 8)
    (found,) = number_updates(report, replace(facts_of(report), feedback_date=date(2026, 1, 9)))
    assert (found.old, found.new) == ("1月8日", "2026年1月9日")
