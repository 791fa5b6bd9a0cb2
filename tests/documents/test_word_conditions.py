"""What of a Word file is told before it is edited."""

import pytest
from word_builder import WordBuilder, entries, replaced

from desktop.documents.word_reader import read_word

SETTINGS = "word/settings.xml"


def told(tmp_path, parts=None, setting=""):
    data = WordBuilder().text("通报").bytes()
    settings = entries(data)[SETTINGS].decode()
    head, tail = settings.split(">", 2)[0] + ">" + settings.split(">", 2)[1] + ">", settings.split(">", 2)[2]
    changed = {SETTINGS: (head + setting + tail).encode()} if setting else {}
    path = tmp_path / "通报.docx"
    path.write_bytes(replaced(data, {**changed, **(parts or {})}))
    return read_word(path).notes


def test_an_ordinary_file_has_nothing_to_tell(tmp_path):
    assert told(tmp_path) == ()


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "限制编辑（只读）"),
        ('<w:documentProtection w:edit="odd" w:enforcement="true"/>', "限制编辑，"),
        ('<w:writeProtection w:recommended="1"/>', "只读方式"),
        ("<w:trackRevisions/>", "开着修订"),
    ],
)
def test_a_setting_that_matters_is_told(tmp_path, setting, word):
    (note,) = told(tmp_path, setting=setting)
    assert word in note


def test_protection_that_is_not_on_is_none(tmp_path):
    assert told(tmp_path, setting='<w:documentProtection w:edit="readOnly" w:enforcement="0"/>') == ()


def test_signatures_and_the_final_mark_are_told(tmp_path):
    final = b'<Properties><property name="_MarkAsFinal"/></Properties>'
    notes = told(tmp_path, {"_xmlsignatures/sig1.xml": b"<Signature/>", "docProps/custom.xml": final})
    assert len(notes) == 2
    assert "数字签名" in notes[0]
    assert "最终状态" in notes[1]


def test_broken_settings_hinder_nobody_from_reading(tmp_path):
    assert told(tmp_path, {SETTINGS: b"<w:settings"}) == ()
