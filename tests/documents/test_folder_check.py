"""Hundreds of files: on several processes, in order, none stopping the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.checks.settings import CheckSettings
from desktop.documents import folder_check
from desktop.documents.folder_check import check_files, report_files
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.resources import sample_path

ROOT = Path(__file__).resolve().parents[2]


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    text = sample_path().read_text("utf-8")
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(text + f"\n附{number}\n", "utf-8")
    return folder


def test_several_processes_give_in_order_what_one_gives(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 9)
    (folder / "004.txt").write_bytes(b"\x00\xff\xfe\x00 no text")
    paths = list(report_files(folder))
    settings = CheckSettings().switched("P101", on=False)
    alone = list(check_files(paths, settings, processes=1))
    together = list(check_files(paths, settings, processes=2))
    assert together == alone
    assert [file.path for file in together] == [str(path) for path in paths]
    assert [bool(file.error) for file in together] == [n == 4 for n in range(9)]
    assert all(f.rule != "P101" for file in together for f in file.findings)


def test_every_process_holds_its_files_against_the_ledger(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 4)
    paths = list(report_files(folder))
    row = Row({Column.NUMBER: "1", Column.PROBLEM: "台账里才有的问题", Column.STATUS: "已完成"})
    ledger = Ledger("整改台账", rows=(row,))
    alone = list(check_files(paths, CheckSettings(), processes=1, ledger=ledger))
    together = list(check_files(paths, CheckSettings(), processes=2, ledger=ledger))
    assert together == alone
    assert all(any(f.kind == "ledger-missing" for f in file.findings) for file in together)


KILLER = """
import os, sys
from pathlib import Path
from desktop.documents import folder_check

real = folder_check.check_file

def check_file(path, *rest):
    if path.name == "005.txt":
        os._exit(9)
    return real(path, *rest)

folder_check.check_file = check_file

if __name__ == "__main__":
    from desktop.checks.settings import CheckSettings
    paths = sorted(Path(sys.argv[1]).glob("*.txt"))
    for file in folder_check.check_files(paths, CheckSettings(), processes=2):
        print(Path(file.path).name, "-" if file.error is None else file.error)
"""


@pytest.mark.slow
def test_a_file_that_kills_its_process_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 6)
    script = tmp_path / "killer.py"
    script.write_text(KILLER, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    lines = done.stdout.splitlines()
    assert [line[:7] for line in lines] == [f"{n:03}.txt" for n in range(6)], done.stderr
    assert [n for n, line in enumerate(lines) if "意外中止" in line] == [5]


def test_few_files_are_checked_without_starting_a_process(tmp_path: Path, monkeypatch) -> None:
    def refuse(processes: int) -> None:
        raise AssertionError

    monkeypatch.setattr(folder_check, "_pool", refuse)
    paths = list(report_files(folder_of(tmp_path, 3)))
    assert len(list(check_files(paths, CheckSettings()))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.slow
def test_an_interruption_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 600)
    for path in folder.iterdir():  # no two alike, so that the work takes a while
        path.write_text(path.read_text("utf-8").replace("整改", f"整改{path.stem}"), "utf-8")
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    started = subprocess.Popen(
        [sys.executable, "-m", "desktop", "check", str(folder)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip
    assert started.stderr is not None
    first = started.stderr.readline()
    assert "已检查" in first
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 2
    assert out == ""
    assert "已中断" in err
    assert "Traceback" not in err
    for _ in range(50):
        try:
            os.killpg(started.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process is left")
