"""Preview, print and PDF of the report, the check sheet and the ledger."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from desktop.app.choices import choices
from desktop.app.typeset_memory import remember, remembered
from desktop.documents.typeset_settings import Fonts, HeaderBand, Imprint, PageNumber, TypesetSettings


def printing(window):
    return next(f for f in window.features if type(f).__name__ == "Printing")


def previewed(window, qtbot, text):
    function = printing(window)
    window.menus.action(text).trigger()
    qtbot.waitUntil(lambda: function.preview is not None and function.preview.isVisible(), timeout=30_000)
    return function.preview


@pytest.mark.parametrize(
    ("text", "words"),
    [("打印预览…", "一、组织整改情况"), ("打印检查清单…", "一审（起草人）"), ("打印台账…", "填报单位")],
)
def test_each_thing_has_a_preview_of_all_its_pages(opened, qtbot, text, words):
    preview = previewed(opened, qtbot, text)
    pages = preview._pages.pages
    assert preview.view.count == len(pages)
    assert any(words in line for page in pages for line in page.lines)
    widths = []
    for name in ("50%", "150%", "适合宽度", "整页"):
        preview.zoom.setCurrentText(name)
        widths.append(preview.view.width())
    assert widths[0] < widths[1]
    preview.page.setValue(len(pages))
    assert preview.view.number == len(pages)
    assert not preview.grab().isNull()
    preview.reject()


def test_what_is_printed_is_the_text_of_this_moment(opened, qtbot):
    opened.editor.insertPlainText("刚写的")
    preview = previewed(opened, qtbot, "打印预览…")
    assert any("刚写的" in line for line in preview._pages.pages[0].lines)
    preview.reject()


def test_without_a_printer_the_pdf_is_pointed_to(opened, qtbot, asked, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview = previewed(opened, qtbot, "打印预览…")
    preview.print()
    assert "PDF" in asked[-1][1]
    preview.reject()


def test_the_chosen_pages_are_printed(opened, qtbot, monkeypatch, tmp_path):
    target = tmp_path / "印.pdf"
    preview = previewed(opened, qtbot, "打印预览…")
    printer = preview._printer

    def choose(dialog):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setFromTo(1, 1)
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["一号打印机"]))
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    preview.print()
    assert target.read_bytes().count(b"/Type /Page\n") == 1
    assert not preview.isVisible()


def test_a_pdf_is_written_in_the_printed_form(opened, qtbot, asked, tmp_path):
    target = asked.answers["ask_save"] = tmp_path / "通报.pdf"
    opened.menus.action("PDF…").trigger()
    qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
    told = next(call for call in asked if call[0] == "tell_exported")
    assert told[2][0].startswith("共 ")
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    assert re.search(rb"/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]", data)
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", str(target), "-"], capture_output=True, check=True, text=True, timeout=60
        ).stdout
        assert re.search("— ?1 ?—", text)
        assert "2025年3月10日" in text


def test_the_preview_saves_its_pages_as_pdf(opened, qtbot, asked, tmp_path):
    target = asked.answers["ask_save"] = tmp_path / "清单.pdf"
    preview = previewed(opened, qtbot, "打印检查清单…")
    preview.pdf_button.click()
    qtbot.waitUntil(lambda: any(call[0] == "tell_exported" for call in asked), timeout=30_000)
    assert target.read_bytes().startswith(b"%PDF")
    preview.reject()


def test_the_way_of_setting_is_remembered_and_nonsense_is_not(app_home, window):
    kept = choices(window.services.paths)
    settings = TypesetSettings(
        seal=True,
        bold_third=True,
        page_number=PageNumber.PLAIN,
        header=HeaderBand("清河区水务局文件", "清水〔2025〕3号", "000001", signers=("王远", "李明")),
        imprint=Imprint("区委巡察办", "办公室", "2025年3月1日"),
        fonts=Fonts(body="仿宋"),
    )
    remember(kept, settings)
    kept_bands = {
        "header": HeaderBand("清河区水务局文件", "清水〔2025〕号"),
        "imprint": Imprint("区委巡察办", "办公室"),
    }
    assert remembered(choices(window.services.paths)) == replace(settings, **kept_bands)
    kept.put(
        "typeset", {"seal": "ja", "page_number": 5, "fonts": {"body": "", "title": 3}, "header": [], "imprint": {}}
    )
    assert remembered(kept) == TypesetSettings(imprint=Imprint())
    kept.put("typeset", "?")
    assert remembered(kept) == TypesetSettings()
