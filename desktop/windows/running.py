"""The program while it runs: what the last run left, the session, requests of further starts, the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSysInfo,
    Qt,
    QtMsgType,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication, QSessionManager

from desktop.app.look import Look
from desktop.app.run_log import RunLog, crash_traces, take_crash_traces
from desktop.app.single_instance import SingleInstance
from desktop.panels.action_bar import Action, ActionBar
from desktop.paths import AppPaths
from desktop.windows.open_windows import OpenWindows, bring_up
from desktop.windows.recovering import Recovering
from desktop.windows.session_keeper import SessionKeeper

_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Running(QObject):
    """Begins when the first window is shown and ends after the last one is closed."""

    def __init__(
        self, others: OpenWindows, look: Look, instance: SingleInstance, paths: AppPaths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._others = others
        self._instance = instance
        self._paths = paths
        self.log = RunLog(paths.log)
        self.session = SessionKeeper(others, self)
        self.recovering = Recovering(others, look, self)
        self.recovering.ended.connect(self._tell_of_last_end)
        others.changed.connect(self._refresh)
        self.bar = ActionBar(look, "上次运行")
        instance.asked.connect(self._asked)

    def begin(self, names: Sequence[Path]) -> None:
        """Take up what the last run left; open the reports that are named, without any those of the session."""
        self._log_the_system()
        window = self._others.windows[0]
        window.pages.add_bar(self.bar)
        session = self._others.session
        self.session.take_up(reports=not names and session.ended and session.reopen)
        if not session.ended:
            self._others.copies.clear_beside(self.session.left_open)
        self.session.start()
        for name in names:
            self._others.open(name)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._log_off, Qt.ConnectionType.DirectConnection)
        self._instance.listen()
        if not self.recovering.offer(window):
            self._tell_of_last_end()

    def end(self) -> None:
        """The program ends as it should."""
        self.session.end()
        self._others.copies.close()
        self._instance.close()
        self.log.note("end", "closed")
        qInstallMessageHandler(None)

    @Slot(object)
    def _asked(self, paths: list[Path]) -> None:
        """Another start of the program hands over its files."""
        for path in paths:
            self._others.open(path)
        if not paths and self._others.windows:
            bring_up(self._others.windows[-1])

    @Slot()
    def _tell_of_last_end(self) -> None:
        """Say quietly that the last run did not end as it should, and offer what helps."""
        session = self._others.session
        crashed = any(crash_traces(self._paths.log))
        left = self.session.left_open if not session.ended else []
        if not crashed and not left:
            self.bar.hide()
            return
        actions: list[Action] = []
        if left:
            words = f"打开上次的报告（{len(left)} 份）" if len(left) > 1 else f"打开上次的报告“{left[0].name}”"
            actions.append((words, self.session.reopen))
        if crashed:
            actions.append(("复制技术记录", self._copy_trace))
        actions.append(("不用管", self._put_traces_aside))
        note = "上次程序意外关闭" if crashed else "上次程序没有正常关闭"
        more = "，留有一份技术记录（不含报告文字），可以复制给维护人员" if crashed else ""
        self.bar.tell(f"{note}{more}。", actions)

    @Slot()
    def _refresh(self) -> None:
        """What is recovered or opened by now is not offered any more."""
        if not self.bar.isHidden():
            self._tell_of_last_end()

    def _copy_trace(self) -> None:
        words = f"{take_crash_traces(self._paths.log)}\n{self.log.last_lines()}"
        QGuiApplication.clipboard().setText(words)

    def _put_traces_aside(self) -> None:
        take_crash_traces(self._paths.log)

    @Slot(QSessionManager)
    def _log_off(self, manager: QSessionManager) -> None:
        """The computer is shut down: what is unsaved is copied aside before any question can be in the way."""
        for window in self._others.windows:
            if window.furnished:
                window.recovery.write_now()
        self._others.copies.wait()
        self.session.keep()

    def _log_the_system(self) -> None:
        screen = QGuiApplication.primaryScreen()
        size, scale = screen.size(), screen.devicePixelRatio()
        self.log.note(
            "system",
            f"Qt {qVersion()}, {QSysInfo.prettyProductName()}, {QGuiApplication.platformName()}, "
            f"{size.width()}x{size.height()} x{scale:g}",
        )
        log = self.log

        def note(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
            if kind in _SERIOUS:
                log.note("qt", words)

        qInstallMessageHandler(note)
