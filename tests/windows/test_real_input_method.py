"""A real input method types into the window: fcitx 5 with pinyin on a display and a session bus of its own."""

import os
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "xdotool", "dbus-run-session", "fcitx5")
ROOT = Path(__file__).resolve().parents[2]
PROFILE = """[Groups/0]
Name=默认
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=pinyin
Layout=
[GroupOrder]
0=默认
"""


@pytest.fixture
def display():
    """A display that nobody else uses."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.mark.slow
@pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)) or not Path("/usr/share/fcitx5/inputmethod/pinyin.conf").exists(),
    reason="needs Xvfb, xdotool, dbus-run-session and fcitx5 with pinyin (Debian: fcitx5-chinese-addons)",
)
def test_on_a_desktop_with_fcitx_pinyin_becomes_chinese_in_the_report(display, tmp_path):
    home = tmp_path / "home"
    (home / ".config" / "fcitx5").mkdir(parents=True)
    (home / ".config" / "fcitx5" / "profile").write_text(PROFILE, encoding="utf-8")
    report = tmp_path / "通报.txt"
    report.write_text("关于巡察整改情况的通报\n一、整改情况\n", encoding="utf-8")
    # what such a desktop sets; the program has no plugin for fcitx and takes the one for IBus
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "DUIZHANG_HOME": str(home / "duizhang"),
        "LC_ALL": "C.UTF-8",
        "QT_IM_MODULE": "fcitx",
        "XMODIFIERS": "@im=fcitx",
        "GTK_IM_MODULE": "fcitx",
    }
    script = textwrap.dedent(
        f"""
        fcitx5 >/dev/null 2>&1 &
        for try in $(seq 60); do ls "$HOME"/.config/ibus/bus/* >/dev/null 2>&1 && break; sleep 0.5; done
        exec "{sys.executable}" -m desktop "{report}"
        """
    )
    session = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    keys = {"DISPLAY": display, "PATH": os.environ["PATH"]}

    def press(*names):
        subprocess.run(["xdotool", "key", "--delay", "80", *names], env=keys, check=True)

    def until(true, seconds=60):
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end
            time.sleep(0.2)

    def shown():
        # nothing found is told by its exit status
        search = ["xdotool", "search", "--name", "通报.txt"]
        found = subprocess.run(search, env=keys, capture_output=True, text=True, check=False)
        return found.stdout.split()[-1:]

    try:
        until(shown)
        subprocess.run(["xdotool", "windowfocus", "--sync", *shown()], env=keys, check=True)
        press("ctrl+End")

        def typed():
            # the first keys may come before the input method listens: take back and type again
            before = report.stat().st_mtime_ns
            press("ctrl+End", *"jixuzhenggai", "space", "ctrl+s")
            until(lambda: report.stat().st_mtime_ns != before)
            text = report.read_text(encoding="utf-8")
            if "继续整改" not in text:
                press("ctrl+z", "ctrl+space")
            return "继续整改" in text

        until(typed)
        assert "jixu" not in report.read_text(encoding="utf-8").splitlines()[-1]
    finally:
        os.killpg(session.pid, 15)
        session.wait(20)
