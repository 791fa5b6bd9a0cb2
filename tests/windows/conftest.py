"""A window on an invented bureau's report, with every question it could ask answered by the test."""

from __future__ import annotations

import pytest
from garbage import garbage_on_this_thread
from PySide6.QtWidgets import QApplication

from desktop.app.icons import Icons
from desktop.app.look import Look
from desktop.app.services import real_services
from desktop.app.theme import LIGHT
from desktop.paths import app_paths
from desktop.windows import dialogs
from desktop.windows.main_window import MainWindow

__all__ = ["garbage_on_this_thread"]

REPORT = """中共清河区城市更新局党组关于巡察整改进展情况的通报
根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对区城市更新局党组开展了巡察。7月3日，区委第二巡察组向局党组反馈了巡察意见。现将整改进展情况予以公布。
反馈的1个方面3个问题，已完成整改1个，正在整改1个。
一、组织整改情况
局党组成立整改工作领导小组，召开专题会议研究部署。
二、反馈问题整改落实情况
（一）群众身边腐败问题和不正之风方面
1.关于“窗口服务态度生硬”问题的整改
整改情况：一是开展窗口作风专项整治，组织培训4场；三是设置“办不成事”反映窗口，回应群众诉求XX件。
整改状态：已完成。
2.关于“物业维修资金监管不严”问题的整改
整改情况：一是修订《维修资金使用办法；二是开通线上查询，提高透明度。
整改状态：正在整改。
三、下一步工作打算
局党组将持续抓好后续整改，巩固整改成果。点击下载全文
"""


@pytest.fixture
def asked(monkeypatch):
    """What the window asked, and the answers it gets: asked.answers[name] = value."""

    class Asked(list):
        answers: dict[str, object] = {}  # noqa: RUF012 - set anew below

    calls = Asked()
    calls.answers = {
        "ask_open": None,
        "ask_save": None,
        "ask_unsaved": dialogs.Unsaved.CANCEL,
        "ask_conflict": dialogs.Conflict.CANCEL,
        "ask_save_elsewhere": False,
        "ask_save_failed": dialogs.SaveFailed.CANCEL,
        "ask_locked": dialogs.Locked.CANCEL,
        "ask_forget_copy": True,
        "ask_reload": False,
        "ask_utf8": False,
        "ask_plain_word": False,
        "ask_author": "李核稿",
        "ask_settings_file": None,
        "ask_replace_settings": True,
        "ask_default_settings": True,
    }

    def answering(name):
        def answer(parent, *args):
            calls.append((name, *args))
            value = calls.answers.get(name)
            return value.pop(0) if isinstance(value, list) else value

        return answer

    for name in (*calls.answers, "show_error", "tell_exported", "show_crash"):
        monkeypatch.setattr(dialogs, name, answering(name))
    return calls


@pytest.fixture
def report_file(tmp_path):
    path = tmp_path / "整改通报.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    return path


@pytest.fixture
def window(qtbot, asked):
    app = QApplication.instance()
    services = real_services(app_paths())
    look = Look(app, LIGHT)
    window = MainWindow(services, look, Icons(look, services.icon_file))
    qtbot.addWidget(window, before_close_func=lambda w: w.editor.document().setModified(False))
    window.furnish()
    window.show()
    yield window
    window.checking.close()
    window.jobs.close()


@pytest.fixture
def checked(qtbot):
    """Wait until the window shows the check of its newest text."""

    def wait(window):
        def done():
            analysis = window.analysis
            return (
                not window.jobs.busy
                and window.has_report
                and window.checking.live.up_to_date
                and analysis is not None
                and list(analysis.lines) == window.editor.lines()
            )

        qtbot.waitUntil(done, timeout=20_000)

    return wait


@pytest.fixture
def opened(window, report_file, checked):
    window.open_path(report_file)
    checked(window)
    return window
