"""What an earlier run of the program left unsaved is offered, and brought back into windows of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.app.jobs import Token
from desktop.app.look import Look
from desktop.app.recovery import LeftOver
from desktop.app.report_file import ReportFile
from desktop.app.restoring import rebuilt
from desktop.windows import dialogs
from desktop.windows.open_windows import OpenWindows

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow
    from desktop.windows.recovery_dialog import RecoveryDialog


class Recovering(QObject):
    """Offers what is there. ended(): everything is dealt with, or put off."""

    ended = Signal()

    def __init__(self, others: OpenWindows, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._others = others
        self._look = look
        self.dialog: RecoveryDialog | None = None

    def offer(self, window: MainWindow) -> bool:
        """Ask about what was left behind; False where nothing was."""
        items = self._others.copies.left_over()
        if not items:
            return False
        from desktop.windows.recovery_dialog import RecoveryDialog

        dialog = self.dialog = RecoveryDialog(items, self._look, window)
        dialog.recover_asked.connect(self._recover)
        dialog.save_asked.connect(self._save)
        dialog.forget_asked.connect(self._forget)
        dialog.finished.connect(self._finished)
        dialog.open()
        return True

    @Slot()
    def _finished(self) -> None:
        self.ended.emit()

    @Slot(object)
    def _recover(self, item: LeftOver) -> None:
        window = self._window_for(item)
        self._take_out(item)

        def done(result: tuple[ReportFile, tuple[str, ...]]) -> None:
            restore(window, item, *result)

        def failed(message: str) -> None:
            dialogs.show_error(window, message)

        window.jobs.run(f"正在恢复 {item.copy.name}", lambda token: rebuilt(item), done, failed)

    def _window_for(self, item: LeftOver) -> MainWindow:
        """The one that shows the file already, without changes of its own; else an empty one."""
        path = item.copy.path
        shown = None if path is None else self._others.window_of(path)
        if shown is not None and not shown.jobs.busy and not shown.editor.document().isModified():
            return shown
        return self._others.free_window()

    @Slot(object)
    def _save(self, item: LeftOver) -> None:
        """Write what was recovered to a file of its own, without opening it."""
        from desktop.app.report_file import written
        from desktop.documents.safe_write import write_bytes

        window = self._others.windows[0]
        name = f"{item.copy.path.stem if item.copy.path else item.copy.name}（恢复）"
        word = item.copy.path is None or item.copy.path.suffix.lower() != ".txt"
        filters = dialogs.SAVE_WORD_FIRST if word else dialogs.SAVE_TEXT_FIRST
        folder = item.copy.path.parent if item.copy.path else dialogs.documents_folder()
        target = dialogs.ask_save(
            self.dialog or window, "另存为", folder / f"{name}{'.docx' if word else '.txt'}", filters
        )
        if target is None:
            return

        def work(token: Token) -> None:
            file, _ = rebuilt(item)
            write_bytes(target, written(file, target, item.copy.lines, file.form()).data)

        def done(_: None) -> None:
            self._others.copies.forget(item)
            self._take_out(item)
            dialogs.tell_exported(window, target)

        def failed(message: str) -> None:
            dialogs.show_error(self.dialog or window, message)

        window.jobs.run(f"正在保存 {target.name}", work, done, failed)

    @Slot(object)
    def _forget(self, item: LeftOver) -> None:
        if self.dialog is not None and dialogs.ask_forget_copy(self.dialog, item.copy.name):
            self._others.copies.forget(item)
            self._take_out(item)

    def _take_out(self, item: LeftOver) -> None:
        if self.dialog is not None:
            self.dialog.take_out(item)


def restore(window: MainWindow, item: LeftOver, file: ReportFile, notes: tuple[str, ...] = ()) -> None:
    """Show what was recovered as a change of its file that is not saved, and can be taken back as one step."""
    copy = item.copy
    window.take(file)
    if list(copy.lines) != window.editor.lines():
        window.editor.replace_lines(copy.lines, 1)
    cursor = window.editor.textCursor()
    cursor.setPosition(min(copy.caret, window.editor.document().characterCount() - 1))
    window.editor.setTextCursor(cursor)
    window.editor.centerCursor()
    window.recovery.restore_parts(copy)
    if copy.view < window.workspace.tabs.count():
        window.show_view(copy.view)
    told = f"已恢复到 {copy.saved.replace('T', ' ')[:16]} 的内容，还没有保存。核对后请按 Ctrl+S 保存。"
    window.workspace.notice.tell(told, *notes, *file.notices)
    window.recovery.replaces(item)
