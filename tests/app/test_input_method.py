import pytest

from desktop.app.input_method import settle_input_method


@pytest.fixture
def plugins(tmp_path):
    folder = tmp_path / "plugins" / "platforminputcontexts"
    folder.mkdir(parents=True)
    for name in ("compose", "ibus"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    return folder.parent


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5", "XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}),
        ({"XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}),
        ({"GTK_IM_MODULE": "ibus"}, {"GTK_IM_MODULE": "ibus", "QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "compose"}, {"QT_IM_MODULE": "compose"}),
        ({"QT_IM_MODULE": "xim"}, {"QT_IM_MODULE": "xim"}),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;fcitx;ibus"}),
        ({"QT_IM_MODULES": "fcitx;ibus"}, {"QT_IM_MODULES": "fcitx;ibus"}),
        ({}, {}),
    ],
)
def test_a_plugin_that_is_there_is_asked_for(plugins, tmp_path, before, after):
    environ = dict(before)
    settle_input_method(environ, plugins, tmp_path, "linux")
    assert environ == after


def test_the_own_plugin_of_fcitx_is_taken_where_there_is_one(plugins, tmp_path):
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    environ = {"QT_IM_MODULE": "fcitx"}
    settle_input_method(environ, plugins, tmp_path, "linux")
    assert environ == {"QT_IM_MODULE": "fcitx"}


def test_who_is_listening_is_asked_though_nothing_is_said(plugins, tmp_path):
    note = tmp_path / ".config" / "ibus" / "bus" / "abc-unix-0"
    note.parent.mkdir(parents=True)
    note.touch()
    environ: dict[str, str] = {}
    settle_input_method(environ, plugins, tmp_path, "linux")
    assert environ == {"QT_IM_MODULE": "ibus"}


def test_other_systems_need_nothing(plugins, tmp_path):
    environ = {"QT_IM_MODULE": "fcitx"}
    settle_input_method(environ, plugins, tmp_path, "win32")
    assert environ == {"QT_IM_MODULE": "fcitx"}
