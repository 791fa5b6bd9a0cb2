"""Where the program keeps what it writes, on each platform."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.paths import app_paths, created

HERE = Path(__file__).resolve().anchor


def test_linux_follows_xdg():
    env = {"XDG_CONFIG_HOME": f"{HERE}c", "XDG_DATA_HOME": f"{HERE}d", "XDG_STATE_HOME": f"{HERE}s"}
    paths = app_paths(environ=env, platform="linux")
    assert paths.config == Path(f"{HERE}c/duizhang")
    assert paths.data == Path(f"{HERE}d/duizhang")
    assert paths.recovery == Path(f"{HERE}s/duizhang/recovery")
    assert paths.log == Path(f"{HERE}s/duizhang/log")


def test_a_relative_xdg_folder_is_ignored(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert app_paths(environ={"XDG_CONFIG_HOME": "here"}, platform="linux").config == tmp_path / ".config" / "duizhang"


def test_windows_keeps_settings_in_roaming_and_the_rest_on_the_machine():
    env = {"APPDATA": f"{HERE}Roaming", "LOCALAPPDATA": f"{HERE}Local"}
    paths = app_paths(environ=env, platform="win32")
    assert paths.config == Path(f"{HERE}Roaming/Duizhang")
    assert paths.data == Path(f"{HERE}Local/Duizhang/data")
    assert paths.recovery == Path(f"{HERE}Local/Duizhang/recovery")


def test_one_folder_can_hold_everything(tmp_path):
    for paths in (app_paths(tmp_path), app_paths(environ={"DUIZHANG_HOME": str(tmp_path)})):
        assert {paths.config.parent, paths.data.parent, paths.recovery.parent, paths.log.parent} == {tmp_path}


def test_tests_never_touch_the_users_own_folders(app_home):
    assert app_paths().config.parent == app_home


def test_naming_folders_makes_none(app_home):
    app_paths()
    assert not app_home.exists()


def test_a_folder_is_made_for_this_user_only_and_twice_is_no_fault(tmp_path):
    folder = created(tmp_path / "a" / "b")
    assert created(folder).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another form")
def test_other_users_cannot_read_it(tmp_path):
    old = os.umask(0)
    try:
        assert stat.S_IMODE(created(tmp_path / "data").stat().st_mode) == 0o700
    finally:
        os.umask(old)
