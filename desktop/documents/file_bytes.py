"""The bytes of a clerk's file, read once and with a limit."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint

_MEGABYTE = 1024 * 1024
_READ_MESSAGES = {
    errno.ENOENT: "找不到这个文件，可能已被移走、改名或删除（U 盘也可能已拔出）。请核对位置后再打开。",
    errno.ENOTDIR: "找不到这个文件，可能已被移走、改名或删除（U 盘也可能已拔出）。请核对位置后再打开。",
    errno.EACCES: "没有读取这个文件的权限，或文件正被别的程序独占。请关闭占用它的程序，或复制到自己的文件夹后再打开。",
    errno.EPERM: "没有读取这个文件的权限，或文件正被别的程序独占。请关闭占用它的程序，或复制到自己的文件夹后再打开。",
    errno.ENAMETOOLONG: "文件的路径太长，打不开。请缩短文件名或移到上层文件夹后再打开。",
    errno.EIO: "磁盘或网络读取出错。请把文件复制到本机硬盘后再打开。",
}


def read_bytes(path: Path, limit: int) -> tuple[bytes, Fingerprint]:
    """The whole of a regular file, and what it was like then.

    limit: the largest size in bytes; a larger file is refused before it is
    read. Raises DocumentError.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError("这是一个文件夹，不是文件。请打开其中的报告文件。")
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError("这不是普通文件，不能打开。请选择 .docx 或 .txt 报告文件。")
        if status.st_size > limit:
            raise DocumentError(_too_large(status.st_size, limit))
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read(limit + 1)
    except OSError as error:
        raise DocumentError(_READ_MESSAGES.get(error.errno or 0, _unknown(error))) from error
    except ValueError as error:  # a NUL in the path
        raise DocumentError("文件名里有不能使用的字符，打不开。请改名后再打开。") from error
    if len(data) > limit:
        raise DocumentError(_too_large(len(data), limit))
    return data, Fingerprint(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def fingerprint(path: Path) -> Fingerprint:
    """What the file is like now. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        while block := file.read(_MEGABYTE):
            digest.update(block)
            size += len(block)
    return Fingerprint(size, status.st_mtime_ns, digest.hexdigest())


def _too_large(size: int, limit: int) -> str:
    return (
        f"文件有 {size / _MEGABYTE:.0f} MB，超过了 {limit // _MEGABYTE} MB 的上限，不像是一份报告。"
        "请核对是否选错了文件；如含大量图片，请先压缩或删去图片。"
    )


def _unknown(error: OSError) -> str:
    return f"文件读不出来（系统错误 {error.errno}）。请把文件复制到本机硬盘后再打开。"
