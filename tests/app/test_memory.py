"""What is remembered of a report: corrections of the reading, ignored findings, the office's settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.app.memory import ReportMemory
from desktop.app.office_settings import OfficeSettings
from desktop.app.readings import carried, corrected, corrected_lines, roles_of
from desktop.checks.base import Finding, Severity
from desktop.checks.settings import DEFAULTS
from desktop.documents.errors import DocumentError
from desktop.documents.settings_file import settings_path
from desktop.documents.side_data import SideDataStore
from desktop.paths import app_paths
from desktop.report.corrections import Correction, ReadAs
from desktop.report.model import Kind, Role
from desktop.report.reading import read_report
from desktop.text.document import Document
from desktop.text.spans import Span

LINES = (
    "中共清河区城市更新局党组关于巡察整改进展情况的通报",
    "一、反馈问题整改落实情况",
    "窗口服务",
    "整改情况：一是开展专项整治。",
    "窗口服务",
    "整改情况：已完成。",
)
BROKEN = (
    "中共清河区城市更新局党组关于巡察整改",
    "进展情况的通报",
    "根据区委统一部署，2025年3月10日至5月",
    "20日，区委第二巡察组对区城市更新局党组",
    "开展了巡察。7月3日，区委第二巡察组向局",
    "党组反馈了巡察意见。按照要求，现将整改",
    "进展情况予以公布，欢迎干部群众对巡察整",
    "改落实情况进行监督，有意见请及时反映。",
    "一、反馈问题整改落实情况",
    "（一）关于窗口服务态度生硬的问题。局里",
    "组织培训四场，设置办不成事反映窗口，回",
    "应群众诉求三十件，群众满意度明显上升。",
)
PROBLEM, ASPECT = Correction(ReadAs.PROBLEM), Correction(ReadAs.ASPECT)


def doc(*lines):
    return Document.from_lines(lines)


def finding(line, start, rule="P101", text="XX"):
    return Finding(rule, "placeholder", Severity.ERROR, Span(line, start, start + len(text)), text, "未填写")


@pytest.fixture
def store(tmp_path):
    return SideDataStore(tmp_path / "reports")


def test_a_correction_holds_until_it_is_taken_back():
    items = corrected((), doc(*LINES), 5, PROBLEM)
    assert corrected_lines(doc(*LINES), items) == {5: PROBLEM}
    items = corrected(items, doc(*LINES), 5, ASPECT)
    assert corrected_lines(doc(*LINES), items) == {5: ASPECT}
    assert corrected(items, doc(*LINES), 5, None) == ()
    assert corrected((), doc("", "甲"), 1, PROBLEM) == (), "a blank line is nothing to hold on to"


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (("新的一段", *LINES), 6),
        ((*LINES[:4], "窗口服务态度", *LINES[5:]), 5),
        ((*LINES[:3], "整改情况：改过。", *LINES[4:]), 5),
        (LINES[2:], 3),
    ],
)
def test_a_correction_follows_its_line_through_an_edit(after, line):
    before = doc(*LINES)
    items = corrected((), before, 5, PROBLEM)
    assert corrected_lines(doc(*after), carried(items, before, doc(*after))) == {line: PROBLEM}


def test_a_line_that_was_deleted_is_corrected_again_when_it_comes_back():
    before, without = doc(*LINES), doc(*LINES[:1], *LINES[2:])
    items = corrected((), before, 2, PROBLEM)
    gone = carried(items, before, without)
    assert corrected_lines(without, gone) == {}
    assert corrected_lines(before, carried(gone, without, before)) == {2: PROBLEM}


@given(st.lists(st.sampled_from(["甲", "乙", ""]), max_size=8), st.lists(st.sampled_from(["甲", "丙", ""]), max_size=8))
def test_following_an_edit_never_fails_and_keeps_every_correction(before, after):
    first, second = doc("题", *before), doc("题", *after)
    items = corrected((), first, min(3, len(first.lines)), PROBLEM)
    assert len(carried(items, first, second)) == len(items)


def test_in_a_text_of_broken_lines_the_paragraph_is_meant():
    document = doc(*BROKEN)
    assert read_report(document).document.lines == BROKEN
    items = corrected((), document, 11, Correction(ReadAs.TEXT))
    assert corrected_lines(document, items) == {10: Correction(ReadAs.TEXT)}
    whole = doc(*("".join(BROKEN[a:b]) for a, b in ((0, 2), (2, 8), (8, 9), (9, 12))))
    assert corrected_lines(whole, items) == {4: Correction(ReadAs.TEXT)}
    assert corrected(items, document, 12, None) == ()


def test_each_kind_of_report_has_its_own_parts():
    assert Role.WORK in roles_of(Kind.SELF_EXAMINATION)
    assert Role.WORK not in roles_of(Kind.NOTICE)


def test_what_was_said_of_a_report_is_there_when_it_is_opened_again(store, tmp_path):
    memory = ReportMemory(store)
    path, document = tmp_path / "通报.txt", doc("诉求XX件", *LINES)
    memory.open(path, "aa")
    memory.correct(document, 3, PROBLEM)
    memory.ignore(finding(1, 2), document, always=True)
    memory.ignore(finding(1, 2, "Z999"), document, always=False)
    again = ReportMemory(store)
    again.open(path, "bb")
    assert again.corrections == memory.corrections
    shown, hidden = again.suppression.split((finding(1, 2), finding(1, 2, "Z999")), document)
    assert [f.rule for f in hidden] == ["P101"]
    assert [f.rule for f in shown] == ["Z999"]
    moved = ReportMemory(store)
    moved.open(tmp_path / "改了名.txt", "aa")
    assert moved.corrections == memory.corrections, "known by its content"


def test_what_was_said_of_a_new_report_is_kept_when_it_is_saved(store, tmp_path):
    memory = ReportMemory(store)
    memory.open(None)
    memory.correct(doc(*LINES), 3, PROBLEM)
    assert not (tmp_path / "reports").exists()
    memory.saved(tmp_path / "新.txt", "cc")
    again = ReportMemory(store)
    again.open(tmp_path / "新.txt")
    assert again.corrections == memory.corrections


def test_an_edit_that_is_thrown_away_takes_no_correction_with_it(store, tmp_path):
    memory, path = ReportMemory(store), tmp_path / "通报.txt"
    edited = doc(*LINES[:4], "窗口服务态度", *LINES[5:])
    memory.open(path)
    memory.correct(doc(*LINES), 5, PROBLEM)
    assert corrected_lines(edited, memory.corrections_of(edited)) == {5: PROBLEM}
    again = ReportMemory(store)
    again.open(path)
    assert corrected_lines(doc(*LINES), again.corrections) == {5: PROBLEM}
    memory.saved(path, "dd")
    again.open(path)
    assert corrected_lines(edited, again.corrections) == {5: PROBLEM}


def test_a_report_of_which_nothing_was_said_leaves_no_trace(store, tmp_path):
    memory = ReportMemory(store)
    memory.open(tmp_path / "通报.txt", "aa")
    memory.saved(tmp_path / "通报.txt", "bb")
    memory.corrections_of(doc(*LINES))
    assert not (tmp_path / "reports").exists()


def test_an_ignored_finding_is_brought_back(store):
    memory = ReportMemory(store)
    memory.open(None)
    document = doc("诉求XX件，培训XX场")
    memory.ignore(finding(1, 2), document, always=False)
    ((item, hidden),) = memory.suppression.listed([finding(1, 2)], document)
    assert hidden == finding(1, 2)
    memory.bring_back([item])
    assert memory.suppression.split([finding(1, 2)], document) == ((finding(1, 2),), ())


def test_where_nothing_can_be_written_the_word_holds_all_the_same(tmp_path):
    (tmp_path / "reports").write_text("a file where the folder should be")
    memory = ReportMemory(SideDataStore(tmp_path / "reports"))
    memory.open(tmp_path / "通报.txt")
    with pytest.raises(DocumentError):
        memory.correct(doc(*LINES), 3, PROBLEM)
    assert memory.corrections


def test_settings_are_remembered_and_what_cannot_be_read_is_put_aside(app_home):
    paths = app_paths()
    settings = OfficeSettings(paths)
    assert settings() == DEFAULTS
    settings.change(settings().switched("N109", on=False))
    assert OfficeSettings(paths)().off == {"N109"}
    settings_path(paths).write_text("[checks\n", encoding="utf-8")
    broken = OfficeSettings(paths)
    assert broken() == DEFAULTS
    assert "第1行" in broken.problem
    broken.change(DEFAULTS.switched("N109", on=False))
    assert OfficeSettings(paths)().off == {"N109"}
    kept = [file.read_text(encoding="utf-8") for file in settings_path(paths).parent.iterdir()]
    assert "[checks\n" in kept
