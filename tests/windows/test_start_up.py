import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenuBar, QStatusBar, QToolBar, QWidget

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.services import real_services
from desktop.app.theme import LIGHT
from desktop.paths import app_paths
from desktop.windows.loading import furnish_gradually
from desktop.windows.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import sys
from desktop.app.services import real_services
from desktop.paths import app_paths
from desktop.windows import application
app = application.qt_application([])
program = application.Program(app, real_services(app_paths()))
program.window.show()
app.processEvents()
assert "desktop.checks.catalogue" not in sys.modules, "the checks are loaded after the first paint"
heavy = {"docx", "openpyxl", "lxml", "jieba", "PySide6.QtNetwork", "ssl", "socket"}
print(sorted(heavy & set(sys.modules)))
program.window.close()
"""
WAIT = """
import time
end = time.monotonic() + 20
while time.monotonic() < end and "desktop.checks.review" not in sys.modules:
    app.processEvents()
    time.sleep(0.01)
program.window.checking.close()
print("loaded" if "desktop.checks.review" in sys.modules else "not loaded")
"""


def test_the_window_is_built_without_the_heavy_packages():
    done = subprocess.run([sys.executable, "-c", BUILD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_check_needs_is_loaded_after_the_first_paint():
    code = BUILD.replace("program.window.show()", "program.show()").replace("app.processEvents()", "") + WAIT
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "loaded"]


def test_a_picture_of_a_checked_report_can_be_taken_without_a_screen(tmp_path):
    report = tmp_path / "通报.txt"
    report.write_text("通报\n反馈的3个问题，回应诉求XX件。\n", encoding="utf-8")
    code = (
        "from pathlib import Path\nfrom desktop.windows.application import take_picture\n"
        f"take_picture(Path({str(report)!r}), Path({str(tmp_path / 'a.png')!r}))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def bare(qtbot, asked):
    """A window as it is painted first."""
    app = QApplication.instance()
    services = real_services(app_paths())
    look = Look(app, LIGHT)
    window = MainWindow(services, look, Icons(look, services.icon_file))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.checking.close()
    window.jobs.close()


def test_the_start_page_comes_first_and_the_rest_when_it_is_asked_for(bare):
    assert not bare.furnished
    assert not bare.has_report
    assert bare.analysis is None
    told = []
    bare.when_furnished(lambda: told.append(bare.workspace.tabs.count()))
    assert not told
    assert bare.menus.action("打开").isEnabled()
    assert bare.furnished
    assert told == [4]


def test_furnishing_shows_nothing_beside_the_window(bare):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    bare.furnish()
    QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_nothing_of_a_report_is_seen_while_the_start_page_is_shown(bare):
    steps = 0
    while not bare.furnish_step():
        QApplication.processEvents()
        bars = [bare.findChild(kind) for kind in (QMenuBar, QToolBar, QStatusBar)]
        assert not any(bar is not None and bar.isVisible() for bar in bars)
        assert not bare.furnished
        steps += 1
    assert steps > 10
    assert bare.furnished


def test_what_is_asked_for_while_the_window_is_furnished_is_there_at_once(bare):
    for _ in range(4):
        bare.furnish_step()
    assert not bare.furnished
    bare.new_report()
    assert bare.furnished
    assert bare.has_report
    assert bare.toolbar.isVisible()


def test_a_window_furnishes_itself_between_its_events(bare, qtbot):
    told = []
    furnish_gradually(bare, lambda: told.append(bare.furnished))
    assert not bare.furnished
    qtbot.waitUntil(lambda: told == [True])
    assert bare.start_page.isVisible()
