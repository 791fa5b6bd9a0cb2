"""A clerk's file is replaced whole or stays as it was, and every failure says what to do."""

import errno
import os
import subprocess
import sys

import pytest

from desktop.documents import safe_write
from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import ChangedOnDiskError, fingerprint, lock_note, write_bytes

OLD, NEW = "原来的内容".encode(), "新的内容".encode() * 100
posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX 的权限与链接")


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(OLD)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_file_holds_the_new_bytes_and_nothing_lies_beside_it(target):
    mark = write_bytes(target, NEW)
    assert target.read_bytes() == NEW
    assert names(target.parent) == [target.name]
    assert mark == fingerprint(target)


def test_a_new_file_is_written_with_ordinary_rights(tmp_path):
    path = tmp_path / "新.txt"
    write_bytes(path, NEW)
    other = tmp_path / "比.txt"
    other.write_bytes(b"")
    assert path.stat().st_mode == other.stat().st_mode


@posix_only
def test_the_mode_is_kept(target):
    target.chmod(0o640)
    write_bytes(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640


@posix_only
def test_a_link_stays_a_link_and_its_file_is_written(target, tmp_path):
    link = tmp_path / "链接.docx"
    link.symlink_to(target)
    write_bytes(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_what_was_read_and_is_unchanged_may_be_written(target):
    mark = fingerprint(target)
    os.utime(target, (1, 1))
    second = write_bytes(target, NEW, mark)
    write_bytes(target, OLD, second)
    assert target.read_bytes() == OLD


def test_a_file_changed_meanwhile_is_not_overwritten(target):
    mark = fingerprint(target)
    target.write_bytes("别人改的".encode())
    with pytest.raises(ChangedOnDiskError, match="另存"):
        write_bytes(target, NEW, mark)
    assert target.read_bytes() == "别人改的".encode()
    assert names(target.parent) == [target.name]


def test_a_file_taken_away_meanwhile_is_not_made_anew(target):
    mark = fingerprint(target)
    target.unlink()
    with pytest.raises(ChangedOnDiskError, match="移走或删除"):
        write_bytes(target, NEW, mark)
    assert names(target.parent) == []


def test_a_read_only_file_stays(target):
    target.chmod(0o444)
    with pytest.raises(DocumentError, match="只读"):
        write_bytes(target, NEW)
    assert target.read_bytes() == OLD
    target.chmod(0o644)


def test_a_folder_of_that_name_stays(tmp_path):
    (tmp_path / "报告").mkdir()
    with pytest.raises(DocumentError, match="文件夹"):
        write_bytes(tmp_path / "报告", NEW)


def test_a_vanished_folder_is_told(tmp_path):
    with pytest.raises(DocumentError, match=r"文件夹不存在.*另存"):
        write_bytes(tmp_path / "没有" / "报告.docx", NEW)


def test_a_name_too_long_is_told(tmp_path):
    with pytest.raises(DocumentError, match="太长"):
        write_bytes(tmp_path / ("长" * 300 + ".docx"), NEW)


def test_a_name_with_a_nul_is_told(tmp_path):
    with pytest.raises(DocumentError, match="文件名"):
        write_bytes(tmp_path / "a\0b.docx", NEW)


FAILURES = [
    (errno.ENOSPC, "空间不足"),
    (errno.EACCES, "权限|打开"),
    (errno.EPERM, "权限|打开"),
    (errno.EROFS, "只读"),
    (errno.EIO, "出错"),
    (errno.ENODEV, "U 盘"),
    (errno.EXDEV, "系统错误"),
]


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
@pytest.mark.parametrize(("number", "message"), FAILURES)
def test_whichever_step_fails_the_old_file_is_whole_and_no_leftover_stays(target, monkeypatch, step, number, message):
    def fail(*_args, **_kwargs):
        raise OSError(number, "injected")

    place = {
        "mkstemp": (safe_write.tempfile, "mkstemp"),
        "fsync": (safe_write.os, "fsync"),
        "replace": (type(target), "replace"),
    }[step]
    with monkeypatch.context() as patch:
        patch.setattr(*place, fail)
        with pytest.raises(DocumentError, match=message):
            write_bytes(target, NEW)
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 100 KB."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    if sys.platform != "linux":
        pytest.skip("no tmpfs mount on this system")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no tmpfs mount without the rights for it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_costs_nothing(small_disk):
    path = small_disk / "报告.docx"
    path.write_bytes(b"x" * 40_000)
    with pytest.raises(DocumentError, match="空间不足"):
        write_bytes(path, b"y" * 300_000)
    assert path.read_bytes() == b"x" * 40_000
    assert names(small_disk) == ["报告.docx"]


def test_a_read_only_disk_is_told(small_disk):
    path = small_disk / "报告.docx"
    path.write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(DocumentError, match="只读"):
        write_bytes(path, NEW)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("关于巡察整改情况的通报.docx", "~$巡察整改情况的通报.docx"),
        ("整改报告.docx", "~$整改报告.docx"),
        ("整改报告第二版.docx", "~$改报告第二版.docx"),
    ],
)
def test_a_file_open_in_word_is_noted_with_the_user(tmp_path, name, lock):
    owner = "王小明"
    head = bytes([len(owner.encode("gbk"))]) + owner.encode("gbk")
    data = head.ljust(54, b"\0") + bytes([len(owner), 0]) + owner.encode("utf-16-le")
    (tmp_path / lock).write_bytes(data.ljust(162, b"\0"))
    assert "王小明" in (lock_note(tmp_path / name) or "")


def test_a_file_open_in_libreoffice_is_noted(tmp_path):
    (tmp_path / ".~lock.报告.docx#").write_text(",李四,pc,20.11.2026 10:00,file:///x;", encoding="utf-8")
    assert "李四" in (lock_note(tmp_path / "报告.docx") or "")


def test_an_unreadable_lock_is_noted_without_a_name_and_no_lock_not_at_all(tmp_path):
    assert lock_note(tmp_path / "报告.docx") is None
    (tmp_path / "~$报告.docx").write_bytes(b"")
    assert "可能有人" in (lock_note(tmp_path / "报告.docx") or "")
