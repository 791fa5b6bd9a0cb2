"""Writing a clerk's file so that the old one stays whole until the new one is.

The bytes go to a temporary file beside the target, are flushed to the disk,
and only then take the target's place. Whatever fails on the way leaves the
target as it was and nothing beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
import time
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import fingerprint
from desktop.documents.opened import Fingerprint

__all__ = ["ChangedOnDiskError", "clear_away", "fingerprint", "lock_note", "lock_owner", "write_bytes"]

_NO_FOLDER = "保存不了：文件夹不存在，可能已被移走、改名，或 U 盘已拔出。内容还在，请另存到别的位置。"
_NO_PERMISSION = "保存不了：没有写入权限，或文件正被 Word、WPS 等程序打开。请关闭后重试，或另存到别的位置。"
_MESSAGES = {
    errno.ENOSPC: "保存不了：磁盘空间不足，原文件未动。请清理磁盘后重试，或另存到别的磁盘。",
    errno.EDQUOT: "保存不了：磁盘配额已用完，原文件未动。请清理后重试，或另存到别的磁盘。",
    errno.EFBIG: "保存不了：文件超过了这个磁盘允许的大小，原文件未动。请另存到别的磁盘。",
    errno.EROFS: "保存不了：磁盘是只读的，原文件未动。请另存到别的位置。",
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EBUSY: _NO_PERMISSION,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENODEV: _NO_FOLDER,
    errno.ENAMETOOLONG: "保存不了：文件名或路径太长。请缩短文件名，或另存到上层文件夹。",
    errno.EINVAL: "保存不了：文件名里有这个磁盘不允许的字符。请换一个文件名。",
    errno.EIO: "保存不了：磁盘或网络写入出错，原文件未动。请另存到本机硬盘。",
}
_REFUSED = (errno.EACCES, errno.EPERM, errno.EBUSY)
_PREFIX, _SUFFIX = ".~duizhang-", ".tmp"
_LEFT_SECONDS = 3600.0
_WINDOWS_ATTEMPTS = 5
_WINDOWS_PAUSE = 0.1


class ChangedOnDiskError(DocumentError):
    """The target is no longer what was read: somebody else changed, moved or deleted it."""


def write_bytes(path: Path, data: bytes, expected: Fingerprint | None = None) -> Fingerprint:
    """Put these bytes into the file, whole or not at all, and return what it is like then.

    A symbolic link is followed; mode and owner of an existing file are kept.
    expected: what the file was like when it was read; when its content differs
    by now, or it is gone, ChangedOnDiskError is raised and nothing is written. A file
    marked read-only is not replaced. Raises DocumentError.
    """
    temporary: Path | None = None
    try:
        target = Path(os.path.realpath(path))
        existing = _status(target)
        _refuse_special(existing)
        descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if os.fstat(file.fileno()).st_size != len(data):
                raise OSError(errno.EIO, "short write")
        _take_over_rights(temporary, existing)
        _refuse_changed(target, expected)
        _replace(temporary, target)
        temporary = None
        _flush_folder(target.parent)
        clear_away(target.parent)
        return fingerprint(target)
    except OSError as error:
        raise DocumentError(_message(error, path)) from error
    except ValueError as error:  # a NUL in the path
        raise DocumentError(_MESSAGES[errno.EINVAL]) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def lock_note(path: Path) -> str | None:
    """A Chinese note for opening a file that another program has open, else None; see lock_owner()."""
    who = lock_owner(path)
    return None if who is None else f"{who}正在 Word 或 WPS 中打开此文件，请留意不要互相覆盖。"


def lock_owner(path: Path) -> str | None:
    """“张三”可能 or 可能有人 when Word, WPS or LibreOffice seem to have the file open, else None.

    They leave a small file beside it: `~$` for the first letters of the name
    (Word, WPS), `.~lock.name#` (LibreOffice). It may be stale after a crash, so it is
    only a note.
    """
    name = path.name
    stem_length = len(path.stem)
    kept = name[2:] if stem_length >= 8 else name[1:] if stem_length == 7 else name
    for lock, read_owner in (
        (path.with_name("~$" + kept), _word_owner),
        (path.with_name("~$" + name), _word_owner),
        (path.with_name(f".~lock.{name}#"), _office_owner),
    ):
        try:
            head = lock.read_bytes()[:512] if lock.is_file() else None
        except (OSError, ValueError):
            continue
        if head is not None:
            owner = read_owner(head)
            return f"“{owner}”可能" if owner else "可能有人"
    return None


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_special(existing: os.stat_result | None) -> None:
    if existing is None:
        return
    if stat.S_ISDIR(existing.st_mode):
        raise DocumentError("保存不了：同名的文件夹已经存在。请换一个文件名。")
    if not stat.S_ISREG(existing.st_mode):
        raise DocumentError("保存不了：目标不是普通文件。请换一个文件名。")
    if not existing.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise DocumentError("保存不了：文件是只读的，原文件未动。请另存为别的名字，或在文件属性中取消“只读”后重试。")


def _refuse_changed(target: Path, expected: Fingerprint | None) -> None:
    if expected is None:
        return
    try:
        now = fingerprint(target)
    except FileNotFoundError as error:
        raise ChangedOnDiskError("原文件已被移走或删除，没有保存。内容还在，请另存为新文件。") from error
    if now.sha256 != expected.sha256:
        raise ChangedOnDiskError(
            "文件打开以后已被别人或别的程序修改，没有保存，以免覆盖。请另存为别的名字，再与磁盘上的文件核对。"
        )


def _take_over_rights(temporary: Path, existing: os.stat_result | None) -> None:
    if existing is None:
        if os.name == "posix":
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        return
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.chown(temporary, existing.st_uid, existing.st_gid)
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IMODE(existing.st_mode))


def _replace(temporary: Path, target: Path) -> None:
    """Move into place; on Windows a virus scanner may hold the new file for a moment."""
    for attempt in range(_WINDOWS_ATTEMPTS):
        try:
            temporary.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == _WINDOWS_ATTEMPTS - 1:
                raise
            time.sleep(_WINDOWS_PAUSE)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Make the move itself lasting. Not every file system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def clear_away(folder: Path, seconds: float = _LEFT_SECONDS) -> None:
    """Remove what a run that was killed while it wrote left in this folder, so long ago or longer."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if time.time() - left.stat().st_mtime > seconds:
                left.unlink()


def _message(error: OSError, path: Path) -> str:
    who = lock_owner(path) if error.errno in _REFUSED else None
    if who is not None:
        return f"保存不了：{who}正在 Word 或 WPS 中打开此文件，原文件未动。请对方关闭后重试，或另存到别的位置。"
    if error.errno in _MESSAGES:
        return _MESSAGES[error.errno]
    return f"保存不了（系统错误 {error.errno}），原文件未动。请另存到别的位置。"


def _word_owner(head: bytes) -> str:
    """The name in a `~$` file: a length byte and the name in the system's encoding, and again as UTF-16 from 54 on."""
    wide_at = 54
    with contextlib.suppress(IndexError, UnicodeDecodeError):
        length = head[wide_at]
        name = head[wide_at + 2 : wide_at + 2 + 2 * length].decode("utf-16-le").strip("\0 ")
        if name and name.isprintable():
            return name
    with contextlib.suppress(IndexError, UnicodeDecodeError):
        name = head[1 : 1 + head[0]].decode("gbk").strip("\0 ")
        if name.isprintable():
            return name
    return ""


def _office_owner(head: bytes) -> str:
    """The name in a `.~lock` file: the first or second of its comma-separated fields."""
    fields = head.decode("utf-8", "replace").split(",")
    name = next((field.strip() for field in fields[:2] if field.strip()), "")
    return name if name.isprintable() else ""
