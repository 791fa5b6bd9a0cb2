"""The program with its window: start, look, language, and what happens to errors nobody expected."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.app.gui_gc import GuiGarbageCollector
from desktop.app.icons import Icons
from desktop.app.input_method import settle_input_method
from desktop.app.look import Look
from desktop.app.services import Services, real_services
from desktop.app.single_instance import SingleInstance
from desktop.app.theme import Theme
from desktop.app.view_state import VIEW_FILE, load_view, settle_scale
from desktop.paths import app_paths
from desktop.windows.loading import furnish_gradually
from desktop.windows.main_window import MainWindow
from desktop.windows.open_windows import OpenWindows
from desktop.windows.running import Running

_PICTURE_SECONDS = 60.0
_SWITCH_SECONDS = 0.001


class Program(QObject):
    """What lives as long as the program: look, language, windows. window: the first one."""

    def __init__(self, app: QApplication, services: Services, theme: Theme | None = None) -> None:
        """theme: a fixed one; without it the system's scheme is followed."""
        super().__init__(app)
        self._app = app
        self.services = services
        app.setApplicationName("duizhang")
        app.setApplicationDisplayName("")
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            app.installTranslator(translator)
        app.setStyle(QStyleFactory.create("Fusion"))
        self.look = Look(app, theme)
        self._dress()
        self.look.changed.connect(self._dress)
        self.icons = Icons(self.look, services.icon_file)
        app.setWindowIcon(self.icons.app_icon())
        self.others = OpenWindows(services, self.look, self.icons, self)
        self.window = MainWindow(services, self.look, self.icons, self.others)
        self.errors = self.others.errors

    def show(self) -> None:
        """Show the window; what the first check needs is loaded after the first paint."""
        self.window.show()
        furnish_gradually(self.window, lambda: self.window.checking.live.warm_up())  # noqa: PLW0108 (is made meanwhile)

    @Slot()
    def _dress(self) -> None:
        self._app.setPalette(self.look.palette())
        for name in ("QCheckBox", "QRadioButton"):
            self._app.setPalette(self.look.box_palette(), name)  # type: ignore[arg-type]  # the stub asks for bytes
        self._app.setFont(self.look.font())
        self._app.setStyleSheet(self.look.style_sheet())


def run(argv: list[str]) -> int:
    """Open the window, with the reports that are named; gives the exit status when the last window is closed."""
    app = qt_application(argv)
    paths = app_paths()
    names = [Path(argument).absolute() for argument in argv if not argument.startswith("-")]
    instance = SingleInstance(paths.data)
    instance.become_first()
    program = Program(app, real_services(paths))
    program.errors.catch()
    collector = GuiGarbageCollector(
        program, lambda: any(w.furnished and w.checking.live.busy for w in program.others.windows)
    )
    # a check in the background lets go of the interpreter more often, so that typing does not wait for it
    sys.setswitchinterval(_SWITCH_SECONDS)
    running = Running(program.others, program.look, instance, paths, program)
    program.show()
    running.begin(names)
    status = app.exec()
    running.end()
    collector.stop()
    return status


def take_picture(report: Path | None, png: Path) -> None:
    """Draw the window with a checked report, or the start page, into a file, 1440 by 900, without any screen.

    Raises RuntimeError where the report cannot be read or the check does not end.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = qt_application([])
    services = real_services(app_paths())
    program = Program(app, services)
    # as in run(): garbage that is collected in the checking thread would take widgets with it
    collector = GuiGarbageCollector(program)
    window = program.window
    window.resize(1440, 900)
    window.show()
    try:
        if report is not None:
            is_sample = report.resolve() == services.sample.resolve()
            window.take_opened(services.read(report.absolute()), is_sample=is_sample)
            wait_until_checked(window)
        QCoreApplication.processEvents()
        if not window.grab().save(str(png)):
            raise RuntimeError(f"cannot write {png}")
    finally:
        if window.furnished:
            window.editor.document().setModified(False)
        window.close()
        collector.stop()


def wait_until_checked(window: MainWindow) -> None:
    """Let the window work until the check of its text is shown. Raises RuntimeError after a minute."""
    end = time.monotonic() + _PICTURE_SECONDS
    while not window.is_checked or window.jobs.busy:
        if time.monotonic() > end:
            raise RuntimeError("the check did not end")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    settle()


def settle() -> None:
    """Let the window paint and put away what it no longer needs."""
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def qt_application(argv: list[str]) -> QApplication:
    """The one Qt application of this process."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    settle_input_method(os.environ, plugins, Path.home(), sys.platform)
    settle_scale(os.environ, load_view(app_paths().config / VIEW_FILE))
    return QApplication(["duizhang", *argv])
