"""Help and settings beside the main window."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable

from desktop import resources
from desktop.app.help_pages import HelpDocument, help_pages
from desktop.app.look import Look
from desktop.app.theme import LIGHT
from desktop.checks.base import Severity
from desktop.checks.settings import DEFAULTS
from desktop.documents.settings_file import FILE_NAME, load_settings, settings_path
from desktop.report.model import Kind, Role, Status

# the platform without a screen says so when a window is brought to the front
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def settings(opened):
    opened.side.show_settings()
    yield opened.side.settings
    opened.side.settings.accept()


def kinds(window):
    return {finding.kind for finding in window.findings.model.findings}


def test_f1_opens_the_help_and_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    help_window = window.side.help
    assert help_window.isVisible()
    assert help_window.page == "manual.md"
    tops = [help_window.contents.topLevelItem(n).text(0) for n in range(help_window.contents.topLevelItemCount())]
    assert tops[:2] == ["使用手册", "怎样读一份报告"]
    qtbot.keyClick(help_window, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_a_finding_leads_to_its_check_in_the_help(opened, qtbot):
    finding = opened.findings.model.findings[0]
    opened.go_to(finding)
    opened.findings._explanation.more_asked.emit(finding.rule)
    help_window = opened.side.help
    assert help_window.page == "checks.md"
    qtbot.waitUntil(lambda: finding.rule in help_window.reader.textCursor().block().text())
    assert finding.rule in help_window.contents.currentItem().text(0)
    help_window.close()


def test_links_of_the_help_stay_in_the_help(window):
    window.side.show_help()
    help_window = window.side.help
    help_window.reader.anchorClicked.emit(QUrl("reading.md"))
    assert help_window.page == "reading.md"
    help_window.reader.anchorClicked.emit(QUrl("checks.md#c101"))
    assert help_window.page == "checks.md"
    help_window.reader.anchorClicked.emit(QUrl("https://example.org/"))
    assert help_window.page == "checks.md"
    help_window.search.setText("完成率")
    help_window._find()
    assert help_window.reader.textCursor().selectedText() == "完成率"
    help_window.close()


def test_every_page_of_the_help_is_set_with_its_pictures(qapp):
    look = Look(qapp, LIGHT)
    pages = help_pages(lambda name: resources.path("help", name))
    assert len(pages) >= 2
    for page in pages:
        document = HelpDocument(resources.path("help", page.name), look, 760)
        assert document.headings[0].level == 1
        tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
        assert all(table.format().borderCollapse() for table in tables)
        block = document.begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                image = iterator.fragment().charFormat()
                if image.isImageFormat():
                    picture = document.loadResource(2, QUrl(image.toImageFormat().name()))
                    assert picture is not None
                    assert 200 < picture.width() <= 760
                iterator += 1
            block = block.next()


def test_the_help_loads_nothing_from_outside_its_folder(qapp, tmp_path):
    page = tmp_path / "help" / "a.md"
    page.parent.mkdir()
    page.write_text("# 甲\n", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(b"x")
    document = HelpDocument(page, Look(qapp, LIGHT), 760)
    for name in ("../outside.png", "https://example.org/a.png", "file:///etc/hostname"):
        assert document.loadResource(2, QUrl(name)) is None


def test_a_check_switched_off_from_its_card_is_off_for_good_and_can_be_switched_on(opened, checked):
    finding = next(f for f in opened.findings.model.findings if f.kind == "placeholder")
    opened.findings.asking.switch_off_asked.emit(finding.rule)
    checked(opened)
    assert "placeholder" not in kinds(opened)
    assert opened.findings.switched_off.text() == "已关闭 1 项检查"
    assert finding.rule in load_settings(settings_path(opened.services.paths)).settings.off
    opened.findings.switched_off.click()
    dialog = opened.side.settings
    dialog.checks.select(finding.rule)
    dialog.checks.tree.currentItem().setCheckState(0, Qt.CheckState.Checked)
    checked(opened)
    assert "placeholder" in kinds(opened)
    dialog.accept()


def test_a_whole_family_is_switched_off_at_once(opened, settings, checked):
    tree = settings.checks.tree
    family = next(
        tree.topLevelItem(n) for n in range(tree.topLevelItemCount()) if "占位符" in tree.topLevelItem(n).text(0)
    )
    family.setCheckState(0, Qt.CheckState.Unchecked)
    checked(opened)
    assert "placeholder" not in kinds(opened)
    assert len(settings.settings.off) == family.childCount()
    assert family.child(0).text(1) == "不检查"


def test_checks_are_searched_and_weighed(opened, settings, checked):
    page = settings.checks
    page.search.setText("p101")
    shown = [item for item, _ in page._items() if not item.isHidden()]
    assert len(shown) == 1
    page.tree.setCurrentItem(shown[0])
    page.grave.button(1 + list(Severity).index(Severity.INFO)).click()
    checked(opened)
    (finding,) = [f for f in opened.findings.model.findings if f.rule == "P101"]
    assert finding.severity is Severity.INFO
    page.grave.button(0).click()
    assert settings.settings == DEFAULTS


def test_own_words_hold_at_once(opened, settings, checked):
    page = settings.words
    page.add.click()
    page.table.item(0, 0).setText("区城市更新局")
    assert settings.settings.words == DEFAULTS.words, "a row without a right form is not used yet"
    assert "还没有写" in page._problem.text()
    page.table.item(0, 2).setText("区更新局")
    checked(opened)
    labels = [fix.label for f in opened.findings.model.findings for fix in f.fixes]
    assert any("区更新局" in label for label in labels)
    page.table.selectRow(0)
    page.remove.click()
    assert settings.settings == DEFAULTS


def test_the_office_s_habits_hold_at_once(opened, settings, checked):
    page = settings.unit
    page.months.setValue(6)
    page.done[Status.DOING].setChecked(True)
    page.set_rule(Kind.NOTICE, (Role.CONTACT,), "不要求")
    checked(opened)
    unit = load_settings(settings_path(opened.services.paths)).settings.unit
    assert unit.deadline_months == 6
    assert Status.DOING in unit.done
    assert not any(f.kind == "section-missing" and "联系方式" in f.message for f in opened.findings.model.findings)
    texts = [opened.workspace.outline.model.index(n).data() for n in range(opened.workspace.outline.model.rowCount())]
    assert "联系方式" not in texts
    assert "已完成 <b" in opened.status.body.text()
    assert ">2</b>" in opened.status.body.text()


def test_one_file_holds_the_settings_of_a_whole_office(opened, settings, asked, tmp_path, checked):
    settings.checks.select("P101")
    settings.checks.tree.currentItem().setCheckState(0, Qt.CheckState.Unchecked)
    asked.answers["ask_save"] = tmp_path / FILE_NAME
    settings.export_button.click()
    assert ("tell_exported", tmp_path / FILE_NAME) in asked
    settings.default_button.click()
    assert settings.settings == DEFAULTS
    asked.answers["ask_settings_file"] = tmp_path / FILE_NAME
    settings.import_button.click()
    assert settings.settings.off == {"P101"}
    checked(opened)
    assert "placeholder" not in kinds(opened)


def test_a_file_that_is_none_of_settings_changes_nothing(opened, settings, asked, tmp_path):
    (tmp_path / "别的.toml").write_text("[checks\n", encoding="utf-8")
    asked.answers["ask_settings_file"] = tmp_path / "别的.toml"
    settings.import_button.click()
    assert asked[-1][0] == "show_error"
    assert settings.settings == DEFAULTS


def test_settings_that_cannot_be_read_are_said_so(window, asked, app_home):
    path = settings_path(window.services.paths)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[checks\n", encoding="utf-8")
    window.side.show_settings()
    assert any(call[0] == "show_error" and "第1行" in call[1] for call in asked)
    window.side.settings.accept()
