"""The versions of the open report: looked at, compared, brought back, saved elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.app.editor_changes import bring_in
from desktop.app.jobs import Token
from desktop.app.saved_text import changes_after_saving
from desktop.documents.safe_write import write_bytes
from desktop.documents.versions import Version
from desktop.windows import dialogs
from desktop.windows.menus import MenuName

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow
    from desktop.windows.versions_dialog import VersionsDialog


class VersionWork(QObject):
    """文件: 历史版本."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._store = window.others.versions
        self.dialog: VersionsDialog | None = None
        window.menus.add(
            MenuName.FILE, 2, "历史版本…", self.show, ready=lambda: window.file.path is not None,
            tip="以前保存过的内容，可以比较、恢复",
        )  # fmt: skip
        window.taken.connect(window.menus.refresh)
        window.written.connect(window.menus.refresh)

    @Slot()
    def show(self) -> None:
        """Show what was saved before."""
        from desktop.windows.versions_dialog import VersionsDialog

        window, path = self._window, self._window.file.path
        if path is None:
            return
        store = self._store
        dialog = self.dialog = VersionsDialog(
            store.of(path), store.content, window.services.read, window.editor.lines(), window.look, window
        )
        dialog.restore_asked.connect(self._restore)
        dialog.save_asked.connect(self._save)
        dialog.open()

    @Slot(object, str)
    def _restore(self, lines: Sequence[str], told: str) -> None:
        """Put the text of a version in the place of the present one, as one undo step."""
        window = self._window
        now = window.editor.lines()
        replace_text(window, lines)
        if window.editor.lines() != now:
            window.workspace.notice.tell(f"已换成 {told} 的版本，还没有保存；按 Ctrl+Z 可以退回。")

    @Slot(object)
    def _save(self, version: Version) -> None:
        """The file as it was, byte by byte."""
        window, path = self._window, self._window.file.path
        if path is None:
            return
        stamp = version.saved.replace(":", "").replace("T", "_")[:15]
        filters = f"原来的格式 (*{version.suffix})"
        suggested = path.with_name(f"{path.stem}（{stamp}的版本）{version.suffix}")
        target = dialogs.ask_save(self.dialog or window, "另存为", suggested, filters)
        if target is None:
            return
        if window.others.window_of(target) is not None:
            dialogs.show_error(self.dialog or window, "请另取一个名字：这份文件正开着。")
            return
        content = self._store.content(version)

        def work(token: Token) -> None:
            write_bytes(target, content.read_bytes())

        def done(_: None) -> None:
            dialogs.tell_exported(self.dialog or window, target)

        def failed(message: str) -> None:
            dialogs.show_error(self.dialog or window, message)

        window.jobs.run(f"正在保存 {target.name}", work, done, failed)


def replace_text(window: MainWindow, lines: Sequence[str]) -> None:
    """Make the text of the window this one, as one undo step, with the caret and everything equal left in place."""
    now = window.editor.lines()
    changes = changes_after_saving(now, list(lines) or [""], now)
    bring_in(window.editor.document(), changes, own_step=True)
