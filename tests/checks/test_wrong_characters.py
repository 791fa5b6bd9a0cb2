"""Wrong characters and words typed twice, planted in the text of an invented bureau."""

from __future__ import annotations

import pytest

from desktop.checks import confusables
from desktop.checks.base import Finding, Severity
from desktop.checks.engine import Engine, all_certain_edits
from desktop.checks.repeats import CHECKS as REPEATS
from desktop.checks.typos import CHECKS as TYPOS
from desktop.checks.wrong_characters import CHECKS as WRONG
from desktop.report.parse import parse
from desktop.text.document import Document
from desktop.text.edits import apply_edits

TEXT = [
    "清河区城市更新局党组坚决扛起整改主体责任，多次召开专题会议研究部署整改工作，明确责任领导和责任科室。",
    "针对项目资金管理不规范的问题，建立健全财务管理制度，严格执行审批程序，加强监督检查，完善长效机制。",
    "组织党员干部认真学习党章党规，开展警示教育，提高政治站位，推动全面从严治党向纵深发展。",
    "区委第二巡察组反馈意见以来，局党组制定整改方案，建立整改台账，逐项明确整改措施和完成时限。",
]
PLANTED_TEXT = """
=
部署=布暑 落实=落石 措施=措失 制度=制渡 监督=监都 完善=完擅 严格=严革 问题=问提 健全=键全 机制=机治
巡察组=巡察祖 台账=台帐 资金=资今 反馈=反溃 警示=警视 程序=程续 方案=方按 学习=学刁 责任=则任 推动=推懂
"""
PLANTED = [tuple(pair.split("=")) for pair in PLANTED_TEXT.split()]


def findings(lines: list[str]) -> tuple[Finding, ...]:
    engine = Engine((*WRONG, *TYPOS, *REPEATS))
    found = engine.run(parse(Document.from_lines(lines)))
    assert engine.failures == ()
    return tuple(f for f in found if f.severity is not Severity.INFO)


def test_a_right_text_is_silent() -> None:
    assert findings(TEXT) == ()


def test_nine_in_ten_wrong_characters_are_seen_where_they_stand() -> None:
    seen, missed = 0, []
    pairs = [(right, wrong) for right, wrong in PLANTED if any(right in line for line in TEXT)]
    for right, wrong in pairs:
        number, line = next((n, line) for n, line in enumerate(TEXT, 1) if right in line)
        lines = [*TEXT]
        lines[number - 1] = line.replace(right, wrong, 1)
        at = line.index(right)
        found = findings(lines)
        hit = any(f.span.line == number and f.span.start < at + len(wrong) and at < f.span.end for f in found)
        seen += hit
        if not hit:
            missed.append(wrong)
    assert len(pairs) >= 15
    assert seen / len(pairs) >= 0.9, missed


def test_a_form_used_twice_in_a_report_is_taken_for_meant() -> None:
    wrong = [f for f in findings([*TEXT, "局党组布暑工作。", "各科室布暑工作。"]) if f.rule == "W102"]
    assert not wrong


@pytest.mark.parametrize("word", ["进一步", "整改", "工作", "制度", "落实", "监督检查", "领导"])
def test_a_word_typed_twice_is_seen_anywhere(word: str) -> None:
    for line in TEXT:
        at = line.find(word)
        if at < 0:
            continue
        doubled = line[:at] + word + line[at:]
        assert any(f.kind == "word-repeat" for f in findings([doubled])), doubled


def test_certain_fixes_mend_and_then_nothing_is_left_to_mend() -> None:
    lines = ["全面布署整改，建立台帐，群众反映的的问题己全部整改，签定责任书。"]
    mended = apply_edits(lines, all_certain_edits(findings(lines)))
    assert mended == ["全面部署整改，建立台账，群众反映的问题已全部整改，签订责任书。"]
    assert findings(mended) == ()


def test_characters_are_alike_in_sound_or_look() -> None:
    assert confusables.same_sound("署", "暑")
    assert confusables.near_sound("神", "审")
    assert confusables.near_sound("政", "争")
    assert confusables.look_alike("己", "已")
    assert not confusables.alike("整", "国")
