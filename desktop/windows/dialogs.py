"""Every question the window asks. Each dialog has one static function, which tests replace."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

REPORTS = "报告（Word、WPS、PDF、文本） (*.docx *.docm *.doc *.wps *.rtf *.odt *.pdf *.txt);;所有文件 (*)"
SAVE_WORD_FIRST = "Word 文档 (*.docx);;文本文件 (*.txt)"
SAVE_TEXT_FIRST = "文本文件 (*.txt);;Word 文档 (*.docx)"
EXCEL = "Excel 工作簿 (*.xlsx)"
WORD = "Word 文档 (*.docx)"
SETTINGS = "对账检查设置 (*.toml)"
_SHOWN = 60


class Unsaved(enum.Enum):
    """What to do with unsaved changes."""

    SAVE = "保存"
    DISCARD = "不保存"
    CANCEL = "取消"


class Conflict(enum.Enum):
    """What to do when the file changed on disk."""

    SAVE_AS = "另存为"
    OVERWRITE = "覆盖"
    CANCEL = "取消"


class SaveFailed(enum.Enum):
    """What to do when a file could not be written."""

    RETRY = "重试"
    SAVE_AS = "另存为"
    CANCEL = "取消"


class Locked(enum.Enum):
    """What to do when somebody else has the file open."""

    SAVE_AS = "另存为"
    SAVE = "仍然保存"
    CANCEL = "取消"


def ask_open(parent: QWidget, folder: Path | None) -> Path | None:
    """Which report to open; None to leave it."""
    name, _ = QFileDialog.getOpenFileName(parent, "打开报告", str(folder or documents_folder()), REPORTS)
    return Path(name) if name else None


def ask_file(parent: QWidget, title: str, folder: Path | None, filters: str) -> Path | None:
    """Which file to take something from; None to leave it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), filters)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, suggested: Path, filters: str) -> Path | None:
    """Where to write, with one of the endings the filters name; None to leave it."""
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    if not name:
        return None
    path = Path(name)
    endings = [part.strip("*()") for part in filters.replace(";;", " ").split() if part.strip("()").startswith("*.")]
    if path.suffix.lower() in endings:
        return path
    wanted = next((ending for ending in endings if ending in chosen), endings[0])
    path = path.with_name(path.name + wanted)
    if path.exists() and not _yes(parent, f"“{path.name}”已经存在。要替换它吗？", "替换"):
        return None
    return path


def ask_unsaved(parent: QWidget, name: str) -> Unsaved:
    """保存, 不保存 or 取消."""
    box = _box(parent, QMessageBox.Icon.Question, f"“{name}”有修改没有保存。", "不保存的话，修改会丢失。")
    save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    pressed = _answer(box, save, cancel)
    if pressed is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if pressed is discard else Unsaved.CANCEL


def ask_conflict(parent: QWidget, name: str) -> Conflict:
    """另存为, 覆盖 or 取消."""
    box = _box(
        parent,
        QMessageBox.Icon.Warning,
        f"“{name}”打开以后被别人或别的程序改过（或已移走）。",
        "为了不盖掉别人的修改，建议另存为新文件，再核对两份。",
    )
    save_as = box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole)
    overwrite = box.addButton("覆盖", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    pressed = _answer(box, save_as, cancel)
    if pressed is save_as:
        return Conflict.SAVE_AS
    return Conflict.OVERWRITE if pressed is overwrite else Conflict.CANCEL


def ask_save_elsewhere(parent: QWidget, message: str) -> bool:
    """A failed save: whether to save under another name."""
    box = _box(parent, QMessageBox.Icon.Warning, message, "")
    elsewhere = box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    return _answer(box, elsewhere, cancel) is elsewhere


def ask_save_failed(parent: QWidget, message: str) -> SaveFailed:
    """重试, 另存为 or 取消; the text is still there whatever is answered."""
    box = _box(parent, QMessageBox.Icon.Warning, message, "文字还在这个窗口里，没有丢。")
    retry = box.addButton("重试", QMessageBox.ButtonRole.AcceptRole)
    elsewhere = box.addButton("另存为…", QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    pressed = _answer(box, elsewhere, cancel)
    if pressed is retry:
        return SaveFailed.RETRY
    return SaveFailed.SAVE_AS if pressed is elsewhere else SaveFailed.CANCEL


def ask_locked(parent: QWidget, note: str) -> Locked:
    """另存为, 仍然保存 or 取消. note: who has the file open, as far as can be told."""
    more = "两边都保存会互相覆盖。建议请对方先保存并关闭，或者这里另存为新文件，再核对两份。"
    box = _box(parent, QMessageBox.Icon.Warning, note, more)
    elsewhere = box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole)
    save = box.addButton("仍然保存", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    pressed = _answer(box, elsewhere, cancel)
    if pressed is elsewhere:
        return Locked.SAVE_AS
    return Locked.SAVE if pressed is save else Locked.CANCEL


def ask_plain_word(parent: QWidget, message: str) -> bool:
    """The edits do not go into the opened Word file: whether to save the text as a plain Word file of its own."""
    more = "可以把现在的文字另存为一份新的 Word 文件（统一的简单版式，不带原来的排版）。原文件不会改动。"
    box = _box(parent, QMessageBox.Icon.Warning, message, more)
    anew = box.addButton("另存为新文件…", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    return _answer(box, anew, cancel) is anew


def ask_forget_copy(parent: QWidget, name: str) -> bool:
    """Whether to give recovered text up for good."""
    return _yes(parent, f"“{name}”没有保存的内容不要了吗？删掉以后找不回来。", "不要了")


def ask_reload(parent: QWidget, name: str) -> bool:
    """Whether to give the changes of this window up for what is on the disk."""
    return _yes(parent, f"“{name}”在这里的修改没有保存。重新打开的话，这些修改会丢失。", "重新打开")


def ask_utf8(parent: QWidget, name: str, encoding: str) -> bool:
    """Whether to change the encoding of a file that cannot hold the text."""
    box = _box(
        parent,
        QMessageBox.Icon.Question,
        f"“{name}”的编码（{encoding}）存不下文中的个别字。",
        "改用 UTF-8 编码保存，文字不会丢失，记事本、Word、WPS 都能打开。",
    )
    change = box.addButton("改用 UTF-8 保存", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    return _answer(box, change, cancel) is change


def ask_settings_file(parent: QWidget) -> Path | None:
    """Which file of settings to take over; None to leave it."""
    name, _ = QFileDialog.getOpenFileName(parent, "导入设置", str(documents_folder()), SETTINGS)
    return Path(name) if name else None


def ask_replace_settings(parent: QWidget, name: str) -> bool:
    """Whether to put imported settings in the place of the present ones."""
    return _yes(parent, f"用“{name}”里的设置替换现在的全部设置吗？", "替换")


def ask_default_settings(parent: QWidget) -> bool:
    """Whether to give all settings up."""
    return _yes(parent, "清除全部设置，恢复到刚装好的样子吗？用词表也会清空。", "恢复默认")


def ask_remove_phrase(parent: QWidget, text: str) -> bool:
    """Whether to take a phrase off the shelf for good."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return _yes(parent, f"删除这条常用语吗？\n{shown}", "删除")


def documents_folder() -> Path:
    """Where a person keeps documents."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def show_error(parent: QWidget | None, message: str) -> None:
    """Something did not work; the message says what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, message, "")
    ok = box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    _answer(box, ok, ok)


def tell_exported(parent: QWidget, path: Path, notes: Sequence[str] = ()) -> None:
    """An export is done; what the clerk has to know of it; offers the file and its folder."""
    box = _box(
        parent, QMessageBox.Icon.Information, f"已导出：{path.name}", "\n".join((*notes, f"位置：{path.parent}"))
    )
    file = box.addButton("打开文件", QMessageBox.ButtonRole.ActionRole)
    folder = box.addButton("打开文件夹", QMessageBox.ButtonRole.ActionRole)
    ok = box.addButton("完成", QMessageBox.ButtonRole.AcceptRole)
    pressed = _answer(box, ok, ok)
    if pressed in (file, folder):
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if pressed is file else path.parent)))
        if not opened:
            show_error(parent, f"没有程序能打开它，请在文件夹里找到它：\n{path}")


def ask_author(parent: QWidget, name: str) -> str | None:
    """Whose name stands on comments and tracked changes; "" for the program's, None to leave it."""
    told = "导出的批注和修订署谁的名字？（会记住，以后在“导出—批注和修订的署名”里改；不填则署“对账”）"
    dialog = QInputDialog(parent)
    dialog.setWindowTitle("署名")
    dialog.setLabelText(told)
    dialog.setTextValue(name)
    dialog.setOkButtonText("确定")
    dialog.setCancelButtonText("取消")
    accepted = dialog.exec() == QInputDialog.DialogCode.Accepted
    text = dialog.textValue()
    dialog.deleteLater()
    return text if accepted else None


def show_crash(parent: QWidget | None, details: str) -> None:
    """Something nobody expected; the program goes on."""
    box = _box(
        parent,
        QMessageBox.Icon.Warning,
        "程序遇到一个没有料到的错误，已经拦下，可以继续使用。",
        "文字还在，没有保存的已经另存了保护副本；建议现在保存一次。如果反复出现，请点“复制详细信息”，发给维护人员。",
    )
    box.setDetailedText(details)
    copy = box.addButton("复制详细信息", QMessageBox.ButtonRole.ActionRole)
    ok = box.addButton("继续使用", QMessageBox.ButtonRole.AcceptRole)
    if _answer(box, ok, ok) is copy:
        QGuiApplication.clipboard().setText(details)


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
    box = QMessageBox(icon, "对账", text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(more)
    return box


def _yes(parent: QWidget, text: str, word: str) -> bool:
    box = _box(parent, QMessageBox.Icon.Question, text, "")
    yes = box.addButton(word, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    return _answer(box, cancel, cancel) is yes


def _answer(box: QMessageBox, default: QPushButton, escape: QPushButton) -> QPushButton | None:
    box.setDefaultButton(default)
    box.setEscapeButton(escape)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return pressed if isinstance(pressed, QPushButton) else None
