"""Icons, garbage on the window's thread, what the status bar says of the text's own numbers."""

import gc

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from desktop import resources
from desktop.app.gui_gc import GuiGarbageCollector
from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.summary import claim_text, is_wrong, main_claim
from desktop.app.theme import LIGHT
from desktop.report.model import Claim, ClaimPart, Report, Status, Verdict
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


def test_the_claim_of_the_status_bar_is_the_one_the_body_can_answer():
    def claim(total, body, *parts, scope=None):
        return Claim(Span(1, 0, 1), "", "反馈问题", total, parts, body=body, scope_line=scope)

    done = ClaimPart("已完成整改", 7, Span(1, 0, 1), Status.DONE)
    told = claim(10, Verdict.WRONG, done)
    others = (claim(8, Verdict.UNCLEAR, done, done), claim(3, Verdict.OK, scope=4), claim(10, Verdict.OK))
    report = Report(Document.from_lines(["x"]), claims=(*others, told))
    assert main_claim(report) is told
    assert is_wrong(told)
    assert claim_text(told) == "文中称 10 个，已完成 7"
    assert main_claim(Report(Document.from_lines([""]))) is None
