"""The program with its window: start, look, language, and what happens to errors nobody expected."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEventLoop, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.app.gui_gc import GuiGarbageCollector
from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.services import Services, real_services
from desktop.app.theme import Theme
from desktop.paths import app_paths
from desktop.windows import dialogs
from desktop.windows.main_window import MainWindow

_PICTURE_SECONDS = 60.0
_SWITCH_SECONDS = 0.001


class Program(QObject):
    """What lives as long as the program: look, language, window."""

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
        self.window = MainWindow(services, self.look, self.icons)
        self._showing_error = False

    def show(self) -> None:
        """Show the window; what the first check needs is loaded after the first paint."""
        self.window.show()
        QTimer.singleShot(0, self.window.checking.live.warm_up)

    def catch_errors(self) -> None:
        """Show errors nobody expected and go on; what was told of them before is told still."""
        before = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                self._app.quit()
                return
            before(kind, error, trace)
            self.show_error("".join(traceback.format_exception(kind, error, trace)))

        sys.excepthook = hook

    def show_error(self, details: str) -> None:
        """A calm message, one at a time."""
        if self._showing_error:
            return
        self._showing_error = True
        try:
            dialogs.show_crash(self.window, details)
        finally:
            self._showing_error = False

    @Slot()
    def _dress(self) -> None:
        self._app.setPalette(self.look.palette())
        for name in ("QCheckBox", "QRadioButton"):
            self._app.setPalette(self.look.box_palette(), name)  # type: ignore[arg-type]  # the stub asks for bytes
        self._app.setFont(self.look.font())
        self._app.setStyleSheet(self.look.style_sheet())


def run(argv: list[str]) -> int:
    """Open the window, with a report if one is named; gives the exit status when it is closed."""
    app = qt_application(argv)
    program = Program(app, real_services(app_paths()))
    program.catch_errors()
    collector = GuiGarbageCollector(program)
    # a check in the background lets go of the interpreter more often, so that typing does not wait for it
    sys.setswitchinterval(_SWITCH_SECONDS)
    program.show()
    names = [argument for argument in argv if not argument.startswith("-")]
    if names:
        program.window.open_path(Path(names[0]).absolute())
    status = app.exec()
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
        window.editor.document().setModified(False)
        window.close()


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
    return app if isinstance(app, QApplication) else QApplication(["duizhang", *argv])
