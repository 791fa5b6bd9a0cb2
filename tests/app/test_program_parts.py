"""Icons, garbage on the window's thread, what the status bar says of the text's own numbers."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from desktop import resources
from desktop.app.gui_gc import GuiGarbageCollector
from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.summary import claim_text, is_of_all_problems, is_wrong, main_claim
from desktop.app.theme import LIGHT
from desktop.report.model import Claim, ClaimPart, Problem, Report, Status, Verdict
from desktop.text.document import Document
from desktop.text.spans import Span

NAMES = sorted(path.stem for path in resources.path("icons").glob("*.svg") if path.stem != "app")


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_drawn_in_the_colour_asked_for(qapp, name):
    icons = Icons(Look(QGuiApplication.instance(), LIGHT), lambda file: resources.path("icons", file))
    image = icons.icon(name, QColor("#1F5FAE")).pixmap(24, 24).toImage()
    inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [color for color in inked if color.alpha() > 250]
    assert solid
    assert all(color.blue() > color.red() for color in solid)
    assert not icons.app_icon().isNull()


def test_garbage_is_left_to_the_window_s_own_thread(qapp):
    collector = GuiGarbageCollector()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    gc.disable()


def claims_of(*pairs, problems=9):
    """A report of so many problems that makes these claims, each on a line of its own."""
    lines = [text for _, text in pairs]
    listed = tuple(Problem(1, None, "", Span(1, 0, 0), 1) for _ in range(problems))
    claims = tuple(replace(claim, span=Span(n, 0, len(text))) for n, (claim, text) in enumerate(pairs, 1))
    return Report(Document.from_lines(lines), problems=listed, claims=claims)


def claim(total, body, *parts, scope=None, subject="反馈问题"):
    return Claim(Span(1, 0, 1), "", subject, total, parts, body=body, scope_line=scope, unit="个")


DONE = ClaimPart("已完成整改", 7, Span(1, 0, 1), Status.DONE)


def test_the_claim_of_the_status_bar_is_the_one_the_body_can_answer():
    report = claims_of(
        (claim(3, Verdict.OK, scope=4), "3个问题"),
        (claim(10, Verdict.OK), "反馈的10个问题"),
        (claim(10, Verdict.WRONG, DONE), "反馈的10个问题，已完成整改7个"),
    )
    told = main_claim(report)
    assert told is report.claims[2]
    assert is_wrong(told)
    assert claim_text(told) == "文中称 10 个，已完成 7"
    assert main_claim(Report(Document.from_lines([""]))) is None


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (claim(8, Verdict.UNCLEAR, DONE), "巡察组提出8项立行立改问题，8项问题全部完成"),
        (claim(4, Verdict.UNCLEAR, DONE), "巡察移交的4个立行立改问题，已完成整改3个"),
        (claim(10, Verdict.UNCLEAR), "查找出10个问题"),
        (claim(7, Verdict.UNCLEAR, DONE), "已完成7个"),
        (claim(15, Verdict.UNCLEAR, DONE, subject="已完成问题"), "查找整改15个问题"),
    ],
)
def test_a_number_that_is_not_clearly_of_all_problems_is_left_out(told, text):
    told = replace(told, total_span=Span(1, text.index(str(int(told.total))), text.index(str(int(told.total))) + 1))
    report = claims_of((told, text))
    assert main_claim(report) is None
    assert not is_of_all_problems(report.claims[0], report)


def test_more_problems_than_the_body_lists_are_told_where_their_status_is():
    report = claims_of(
        (claim(41, Verdict.UNCLEAR, DONE), "巡视反馈的41项问题已经整改32项，其中长期坚持3项"), problems=11
    )
    assert main_claim(report) is report.claims[0]
