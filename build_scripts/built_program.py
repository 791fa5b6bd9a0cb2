"""The proof of a built program: what is in its folder, that it works with an empty home, how fast it starts."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment

SAMPLE = "清河区城市更新局整改通报（示例）.txt"
LARGEST_MB = 170  # a bare Qt program is 107; numpy or Pillow slipping in would add 60
NETWORK = re.compile(
    r"(QtNetwork|Qt6Network|QtQml|Qt6Qml|Qt6Quick|QtWebSockets|WebEngine|libssl|libcrypto|_ssl\.|_ssl\b|_hashlib"
    r"|plugins/(tls|networkinformation)|_tkinter|libtcl|libtk\d)",
    re.IGNORECASE,
)
# The C library, and the drivers' side of OpenGL and X11, which have to be the system's own
OF_THE_SYSTEM = re.compile(r"lib(c|m|dl|rt|pthread|resolv|util|GL|EGL|GLX|GLdispatch|OpenGL|xcb)\.so")
# Printing is the system's: without its CUPS the plugin stays out and PDF is what is left.
SYSTEM_PLUGINS = re.compile(r"printsupport/libcupsprintersupport")
OFFSCREEN_REMARK = "This plugin does not support propagateSizeHints()"  # of Qt's, wherever the offscreen platform is
# Python's own socket module comes with the standard library: email and others import it, nothing opens one.
NETWORK_MODULES = re.compile(r"^(ssl|http(\..*)?|ftplib|smtplib|xmlrpc(\..*)?|asyncio(\..*)?|PySide6\.QtNetwork)$")


def prove(folder: Path) -> int:
    """Look through the folder and start both programs; prints what was measured and gives 0 if all holds."""
    bare = folder / _program("bare-window")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        env = _empty_home(Path(home))
        faults += _contents(folder) + _libraries(folder) + _modules(folder)
        faults += _commands(folder, env, Path(home)) + _window(folder, env, Path(home), bare)
    bare.unlink()
    size = sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    environment.say(f"大小 Size: {size:.0f} MB，{sum(1 for _ in folder.rglob('*'))} 个文件 files")
    if size > LARGEST_MB:
        faults.append(f"{size:.0f} MB is more than {LARGEST_MB}")
    for fault in faults:
        environment.say(f"✗ {fault}")
    environment.say("✗ 未通过 Failed" if faults else f"✓ 程序已做好 Built and proved: {folder}")
    return 1 if faults else 0


def _program(name: str) -> str:
    return f"{name}.exe" if os.name == "nt" else name


def _empty_home(home: Path) -> dict[str, str]:
    """An environment as on a machine that has never seen the program, nor this project's Python."""
    kept = {"PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "COMSPEC", "LANG"}
    env = {key: value for key, value in os.environ.items() if key.upper() in kept}
    roaming, local = home / "AppData" / "Roaming", home / "AppData" / "Local"
    env.update(HOME=str(home), USERPROFILE=str(home), APPDATA=str(roaming), LOCALAPPDATA=str(local))
    env["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform.startswith("linux"):
        env["PATH"] = "/usr/bin:/bin"
        env.setdefault("LANG", "C.UTF-8")
    return env


def _contents(folder: Path) -> list[str]:
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*")]
    faults = [f"a network module is in the folder: {name}" for name in names if NETWORK.search(name)]
    wanted = ["resources/sample/" + SAMPLE, "jieba/dict.txt", "qtbase_zh_CN.qm", "licences/LGPL-3.0.txt"]
    if sys.platform.startswith("linux"):
        wanted += ["platforms/libqxcb.so", "platforms/libqoffscreen.so", "libibusplatforminputcontextplugin.so"]
        wanted += ["libcomposeplatforminputcontextplugin.so", "libQt6DBus.so.6"]
    if os.name == "nt":
        wanted += ["platforms/qwindows.dll", "platforms/qoffscreen.dll"]
    return faults + [f"missing in the folder: {name}" for name in wanted if not any(n.endswith(name) for n in names)]


def _libraries(folder: Path) -> list[str]:
    """On Linux: libraries that a file in the folder asks for and that are neither in it nor on every desktop."""
    if not sys.platform.startswith("linux"):
        return []
    inside = folder / "_internal"
    faults = []
    for file in sorted(folder.rglob("*.so*")):
        if file.is_symlink() or SYSTEM_PLUGINS.search(file.as_posix()):
            continue
        env = {"LD_LIBRARY_PATH": str(inside), "PATH": "/usr/bin:/bin"}
        listed = subprocess.run(["ldd", str(file)], env=env, capture_output=True, encoding="utf-8", check=False).stdout
        for name, _, place in (line.strip().partition(" => ") for line in listed.splitlines()):
            if place and not place.startswith(str(inside)) and not OF_THE_SYSTEM.match(name):
                faults.append(f"{file.relative_to(folder)} takes {name} from outside: {place}")
    return faults


def _modules(folder: Path) -> list[str]:
    """Python modules packed into the programs that could reach the network."""
    question = (
        "import json, sys\nfrom PyInstaller.archive.readers import CArchiveReader\n"
        "reader = CArchiveReader(sys.argv[1])\n"
        "name = next(n for n, e in reader.toc.items() if e[-1] == 'z')\n"
        "print(json.dumps(sorted(reader.open_embedded_archive(name).toc)))"
    )
    command = [str(environment.python()), "-c", question, str(folder / _program("duizhang"))]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    names = json.loads(answer.stdout)
    environment.say(f"Python 模块 modules: {len(names)}")
    return [f"a network module is packed: {name}" for name in names if NETWORK_MODULES.match(name)]


def _commands(folder: Path, env: dict[str, str], home: Path) -> list[str]:
    """The command line checks the sample and writes the ledger; no network, no Qt."""
    cli, sample = folder / _program("duizhang-cli"), folder / "_internal" / "resources" / "sample" / SAMPLE
    checked = _start([cli, "check", sample, "--format", "json"], env)
    faults = []
    try:
        findings = json.loads(checked.stdout)["files"][0]["findings"]
        environment.say(f"命令行 Command line: {len(findings)} findings in the sample")
        if checked.returncode != 1 or not findings:
            faults.append(f"check of the sample ended with {checked.returncode}, {len(findings)} findings")
    except (ValueError, LookupError):
        faults.append(f"check of the sample ended with {checked.returncode}: {checked.stderr.strip()[-2000:]}")
    for command, name in (("ledger", "a.xlsx"), ("ledger", "a.docx"), ("annotate", "b.docx")):
        made = _start([cli, command, sample, "--output", home / name], env)
        if made.returncode not in {0, 1} or not (home / name).is_file():  # 1: the report has errors, as the sample has
            faults.append(f"{command} {name} ended with {made.returncode}: {made.stderr.strip()[-2000:]}")
    return faults


def _window(folder: Path, env: dict[str, str], home: Path, bare: Path) -> list[str]:
    """The window draws the sample; its start is compared with that of a bare Qt window built from the same files."""
    sample, picture = folder / "_internal" / "resources" / "sample" / SAMPLE, home / "window.png"
    window = folder / _program("duizhang")
    drawn = _start([window, "--picture", picture, sample], env)
    if drawn.returncode != 0 or not picture.is_file():
        return [f"the window could not be drawn ({drawn.returncode}): {drawn.stderr.strip()[-2000:]}"]
    faults = [
        f"the window complains: {line}" for line in drawn.stderr.splitlines() if line not in {"", OFFSCREEN_REMARK}
    ]
    least = _seconds([bare, home / "bare.png"], env)
    start = _seconds([window, "--picture", picture], env)
    whole = _seconds([window, "--picture", picture, sample], env)
    environment.say(
        f"启动 Start to first picture, median of 5: bare Qt window {least:.2f} s; start page {start:.2f} s, "
        f"{start / least:.1f} times; sample opened and checked {whole:.2f} s, {whole / least:.1f} times"
    )
    return faults


def _start(command: list[str | Path], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    arguments = [str(part) for part in command]
    return subprocess.run(
        arguments,
        env=env,
        cwd=env["HOME"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )


def _seconds(command: list[str | Path], env: dict[str, str]) -> float:
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        _start(command, env)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)
