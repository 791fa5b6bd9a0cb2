from __future__ import annotations

import invented_ledgers
import pytest

from desktop.checks.base import Severity
from desktop.checks.engine import Engine
from desktop.drafting.draft import draft
from desktop.drafting.insertion import apply_insertion, section_text, section_to_insert
from desktop.drafting.known_facts import facts_of
from desktop.drafting.places import places_to_fill
from desktop.report.model import Kind, Role
from desktop.report.parse import parse
from desktop.text.document import Document

ENGINE = Engine()
SECTIONS = {
    Kind.NOTICE: (Role.INTRODUCTION, Role.ORGANIZATION, Role.REMAINING, Role.NEXT_STEPS, Role.CONTACT),
    Kind.REPORT: (Role.ORGANIZATION, Role.REMAINING, Role.NEXT_STEPS),
    Kind.SELF_EXAMINATION: (Role.BASICS, Role.WORK, Role.NEXT_STEPS),
}


def without(lines: tuple[str, ...], sections: dict[Role, int], role: Role, *, signed: int = 2) -> list[str]:
    """The draft without one section, its signature kept, headings numbered as before (and so with a gap or none)."""
    start = sections[role]
    end = min([line for line in sections.values() if line > start], default=len(lines) - signed + 1)
    return [*lines[: start - 1], *lines[end - 1 :]]


@pytest.mark.parametrize(("kind", "role"), [(k, r) for k, roles in SECTIONS.items() for r in roles], ids=str)
def test_a_section_taken_out_comes_back_where_it_stood(kind: Kind, role: Role) -> None:
    ledger = invented_ledgers.make(7, 8)
    whole = draft(kind, invented_ledgers.FACTS, ledger)
    report = parse(Document.from_lines(without(whole.lines, whole.sections, role)))
    assert report.kind is kind
    insertion = section_to_insert(report, role, invented_ledgers.FACTS, ledger)
    assert insertion is not None
    assert apply_insertion(report.document.lines, insertion) == list(whole.lines)


def test_the_headings_behind_move_on_by_one() -> None:
    lines = [
        "中共清河区城市更新局党组关于巡察整改情况的报告",
        "2025年7月3日，区委第二巡察组向清河区城市更新局党组反馈了巡察意见。现将整改情况报告如下。",
        "一、反馈问题整改落实情况",
        "1.关于“台账不清”的问题",
        "整改情况：一是清理台账。二是补齐手续。",
        "二、下一步工作打算",
        "持续抓好后续整改，巩固整改成果。",
        "中共清河区城市更新局党组",
        "2025年10月15日",
    ]
    report = parse(Document.from_lines(lines))
    insertion = section_to_insert(report, Role.ORGANIZATION, facts_of(report))
    assert insertion is not None
    assert insertion.after_line == 2
    assert insertion.lines[0] == "一、整改工作组织情况"
    mended = apply_insertion(lines, insertion)
    assert "二、反馈问题整改落实情况" in mended
    assert "三、下一步工作打算" in mended
    again = parse(Document.from_lines(mended))
    assert again.section(Role.ORGANIZATION) is not None
    places = places_to_fill(mended)
    assert [
        f.message
        for f in ENGINE.run(again)
        if f.severity is not Severity.INFO and not any(p.overlaps(f.span) for p in places)
    ] == []


def test_the_contact_goes_before_signature_and_date_and_is_seen() -> None:
    lines = [
        "中共清河区城市更新局党组关于巡察整改情况的通报",
        "2025年7月3日，区委第二巡察组向清河区城市更新局党组反馈了巡察意见。现将整改情况予以公布。",
        "一、反馈问题整改落实情况",
        "1.关于“台账不清”的问题",
        "整改情况：一是清理台账。二是补齐手续。",
        "二、下一步工作打算",
        "持续抓好后续整改，巩固整改成果。",
        "",
        "中共清河区城市更新局党组",
        "2025年10月15日",
    ]
    report = parse(Document.from_lines(lines))
    insertion = section_to_insert(report, Role.CONTACT, facts_of(report))
    assert insertion is not None
    assert insertion.after_line == 7
    assert "【待填：联系电话】" in insertion.lines[0]
    assert parse(Document.from_lines(apply_insertion(lines, insertion))).section(Role.CONTACT) is not None


def test_a_report_whose_first_level_is_in_brackets_gets_a_section_of_its_style() -> None:
    lines = [
        "中共清河区城市更新局党组关于巡察整改情况的报告",
        "2025年7月3日，区委第二巡察组向清河区城市更新局党组反馈了巡察意见。现将整改情况报告如下。",
        "（一）整改工作组织情况",
        "局党组召开会议，研究部署整改工作。",
        "（二）反馈问题整改落实情况",
        "1.关于“台账不清”的问题",
        "整改情况：一是清理台账。二是补齐手续。",
        "2.关于“收费不规范”的问题",
        "整改情况：公示收费标准。",
    ]
    report = parse(Document.from_lines(lines))
    insertion = section_to_insert(report, Role.NEXT_STEPS, facts_of(report))
    assert insertion is not None
    assert insertion.after_line == 9
    assert insertion.lines[0] == "（三）下一步工作打算"
    assert insertion.lines[1].startswith("1.")
    assert insertion.lines[2].startswith("2.")


def test_what_is_there_is_not_inserted_again_and_other_kinds_borrow_a_section() -> None:
    whole = draft(Kind.NOTICE, invented_ledgers.FACTS, invented_ledgers.make(7, 8))
    report = parse(Document.from_lines(whole.lines))
    assert section_to_insert(report, Role.CONTACT, invented_ledgers.FACTS) is None
    text = section_text(Role.CONTACT, Kind.REPORT, invented_ledgers.FACTS)
    assert "010-61234567" in text[0]
    remaining = section_text(Role.REMAINING, Kind.OTHER, invented_ledgers.FACTS, number=3)
    assert remaining[0] == "三、需要进一步整改的事项"
    assert "未完成原因：【待填：未完成原因】" in remaining


@pytest.mark.parametrize("between", [[], [""]])
def test_the_section_is_set_as_the_report_is(between: list[str]) -> None:
    text = [
        "中共清河区城市更新局党组关于巡察整改情况的通报",
        "　　2025年7月3日，区委第二巡察组向清河区城市更新局党组反馈了巡察意见。现将整改情况予以公布。",
        "　　一、反馈问题整改落实情况",
        "　　1.关于“台账不清”的问题",
        "　　整改情况：一是清理台账，逐项核对各科室报送的材料；二是补齐手续，完善制度。",
        "　　二、下一步工作打算",
        "　　持续抓好后续整改，巩固整改成果，把整改的要求落到日常工作的每一个环节。",
    ]
    lines = [part for line in text for part in (line, *between)]
    report = parse(Document.from_lines(lines))
    insertion = section_to_insert(report, Role.CONTACT, facts_of(report))
    assert insertion is not None
    mended = apply_insertion(lines, insertion)
    added = [line for line in mended if "联系电话" in line]
    assert len(added) == 1
    assert added[0].startswith("　　欢迎")
    at = mended.index(added[0])
    assert mended[at - 1] == (between[0] if between else text[-1])
