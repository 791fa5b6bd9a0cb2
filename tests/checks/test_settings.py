"""What an office sets for itself holds for every check."""

from __future__ import annotations

import pytest
from test_examples import split_marks

from desktop.checks import deadlines, own_words
from desktop.checks.base import Check, Example, Finding, Severity
from desktop.checks.catalogue import ALL, OFFERED, by_code
from desktop.checks.engine import Engine, all_certain_edits
from desktop.checks.settings import CheckSettings, OwnWords, SectionRule, UnitRules
from desktop.checks.suppression import Suppression
from desktop.report.model import Kind, Role, Status
from desktop.report.parse import parse
from desktop.resources import sample_path
from desktop.text.document import Document
from desktop.text.edits import apply_edits

OWN = CheckSettings(words=own_words.EXAMPLE_WORDS, unit=deadlines.EXAMPLE_RULES)
OFFICE = (*own_words.CHECKS, *deadlines.CHECKS)
BAD = [pytest.param(c, e, id=f"{c.code}-bad{i}") for c in OFFICE for i, e in enumerate(c.bad)]
GOOD = [pytest.param(c, e, id=f"{c.code}-good{i}") for c in OFFICE for i, e in enumerate(c.good)]


def run(text: str, settings: CheckSettings, checks: tuple[Check, ...] = ()) -> tuple[Finding, ...]:
    engine = Engine(checks, settings)
    found = engine.run(parse(Document.from_lines(text.split("\n"))))
    assert engine.failures == ()
    return found


def sample() -> str:
    return sample_path().read_text("utf-8")


@pytest.mark.parametrize(("check", "example"), BAD)
def test_a_check_made_from_settings_finds_and_mends_its_bad_examples(check: Check, example: Example) -> None:
    lines, marked = split_marks(example.text)
    found = [f for f in run("\n".join(lines), OWN) if f.rule == check.code]
    assert [(f.span.line, f.span.start, f.span.end) for f in found] == marked
    edits = all_certain_edits(found)
    if example.mended is None:
        assert not edits
    else:
        mended = "\n".join(apply_edits(lines, edits))
        assert mended == example.mended
        assert not run(mended, OWN)


@pytest.mark.parametrize(("check", "example"), GOOD)
def test_a_check_made_from_settings_leaves_its_good_examples_alone(check: Check, example: Example) -> None:
    assert not [f for f in run(example.text, OWN) if f.rule == check.code]


def test_without_settings_no_check_of_an_office_runs() -> None:
    assert not run("区更新局的整改工作圆满收官。", CheckSettings())
    assert not {check.code for check in ALL} & {check.code for check in OFFICE}
    assert {check.code for check in OFFICE} < {check.code for check in OFFERED}
    assert by_code("w901") is own_words.CHECKS[0]


def test_a_check_that_is_switched_off_is_not_run() -> None:
    before = run(sample(), CheckSettings(), ALL)
    assert any(f.rule == "P101" for f in before)

    settings = CheckSettings().switched("P101", on=False)
    after = run(sample(), settings, ALL)
    assert after == tuple(f for f in before if f.rule != "P101")
    assert settings.switched("P101", on=True) == CheckSettings()


def test_all_findings_of_a_check_take_the_gravity_the_office_gives_it() -> None:
    settings = CheckSettings().weighed("S101", Severity.INFO)
    found = [f for f in run(sample(), settings, ALL) if f.rule == "S101"]
    assert {f.severity for f in found} == {Severity.INFO}
    assert settings.weighed("S101", None) == CheckSettings()


def test_an_allowed_word_silences_findings_of_wording_that_lie_within_it_and_no_others() -> None:
    words = OwnWords(right=(("更新局", "城市更新局"), ("圆满", "如期")), allowed=frozenset({"圆满收官"}))
    found = run("更新局的整改圆满收官，任务圆满。", CheckSettings(words=words))
    assert [(f.text, f.span.start) for f in found] == [("更新局", 0), ("圆满", 13)]
    assert CheckSettings().allowing(" 圆满收官 ").words.allowed == {"圆满收官"}
    assert CheckSettings().allowing("  ") == CheckSettings()
    # a placeholder is no matter of wording
    settings = CheckSettings().allowing("受理群众诉求XX件")
    assert any(f.rule == "P101" for f in run("受理群众诉求XX件。", settings, ALL))


def test_a_right_form_that_holds_the_wrong_one_is_left_alone_and_mending_twice_changes_nothing() -> None:
    settings = CheckSettings(words=OwnWords(right=(("更新局", "城市更新局"), ("处理", ""))))
    lines = ["更新局和区城市更新局分别处理信访件。"]
    mended = apply_edits(lines, all_certain_edits(run(lines[0], settings)))
    assert mended == ["城市更新局和区城市更新局分别信访件。"]
    assert not run(mended[0], settings)


def test_words_with_marks_of_patterns_are_taken_as_they_are() -> None:
    settings = CheckSettings(words=OwnWords(forbidden=frozenset({"(.*)", "["})))
    assert [f.text for f in run("甲(.*)乙[丙", settings)] == ["(.*)", "["]


def test_the_parts_a_report_must_have_are_the_offices_own() -> None:
    def missing(*rules: SectionRule) -> list[tuple[str, Severity]]:
        found = run(sample(), CheckSettings(unit=UnitRules(sections=rules)), ALL)
        return [(f.message, f.severity) for f in found if f.rule == "S101"]

    (usual,) = missing()
    assert "联系方式" in usual[0]
    assert usual[1] is Severity.ERROR
    contact = (Role.CONTACT,)
    assert missing(SectionRule(Kind.NOTICE, contact, None)) == []
    assert missing(SectionRule(Kind.NOTICE, contact, Severity.INFO)) == [(usual[0], Severity.INFO)]
    assert missing(SectionRule(Kind.REPORT, contact, None)) == [usual]
    clues = SectionRule(Kind.NOTICE, (Role.CLUES,), Severity.WARNING)
    assert missing(clues) == [usual, ("通报没有“问题线索处置”部分。", Severity.WARNING)]


def test_which_statuses_count_as_done_is_the_offices_own() -> None:
    text = (
        "清河区城市更新局党组关于巡察整改情况的报告\n"
        "区委第二巡察组反馈的2个问题，已完成1个，正在整改1个。\n"
        "一、巡察反馈问题整改落实情况\n"
        "1.关于“理论学习不深入”问题的整改情况\n整改情况：完善制度。\n整改状态：已完成\n"
        "2.关于“审批不严”问题的整改情况\n整改情况：修订办法。"
    )

    def rest(*done: Status) -> list[str]:
        settings = CheckSettings(unit=UnitRules(done=frozenset(done)))
        return [f.message for f in run(text, settings, ALL) if "需要进一步整改的事项”部分" in f.message]

    assert rest(Status.DONE, Status.DONE_LONG)
    assert not rest(Status.DONE, Status.DOING)


def test_what_is_ignored_can_be_listed_and_brought_back() -> None:
    document = Document.from_lines(["受理群众诉求XX件。", "办结群众诉求XX件。"])
    first, second = [f for f in Engine().run(parse(document)) if f.rule == "P101"]
    kept = Suppression().ignoring_once(first, document).ignoring_always(second, document)
    assert kept.split((first, second), document) == ((), (first, second))
    assert [finding for _, finding in kept.listed((first, second), document)] == [second, first]
    assert kept.ignoring_once(second, document) == kept, "for good is more than once"
    assert len(kept.ignoring_always(first, document).always) == 2
    assert kept.bringing_back(kept.once).split((first, second), document) == ((first,), (second,))
    assert kept.bringing_back() == Suppression()
    other = Document.from_lines(["群众诉求全部办结。"])
    assert [finding for _, finding in kept.listed((), other)] == [None, None]


def test_a_status_that_the_office_counts_as_done_is_held_against_the_text() -> None:
    text = (
        "二、反馈问题整改落实情况\n1.关于“台账不清”的问题\n"
        "整改情况：一是修订制度。二是剩余2万元尚未收回。\n整改状态：基本完成"
    )
    checks = tuple(check for check in ALL if check.code == "J101")
    lenient = CheckSettings(unit=UnitRules(done=frozenset({Status.DONE, Status.DONE_LONG, Status.MOSTLY})))

    assert run(text, CheckSettings(), checks) == ()
    assert [f.text for f in run(text, lenient, checks)] == ["尚未收回"]
