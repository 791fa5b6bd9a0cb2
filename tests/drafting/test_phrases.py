from __future__ import annotations

from pathlib import Path

import invented_ledgers
import pytest

from desktop.checks.base import Severity
from desktop.checks.engine import Engine
from desktop.drafting.facts import PLACE
from desktop.drafting.phrases import (
    OWN_NAME,
    Phrase,
    load_phrases,
    phrase_text,
    read_phrases,
    with_phrase,
    written_phrases,
)
from desktop.drafting.templates import TemplateError
from desktop.report.parse import parse
from desktop.text.document import Document


def test_the_shelf_has_groups_for_every_part_and_no_phrase_twice() -> None:
    shelf = load_phrases()
    assert shelf.errors == ()
    assert {"引言", "组织领导", "措施", "成效", "下一步", "联系方式"} <= set(shelf.groups)
    assert len(shelf.all) >= 80
    assert len({p.text for p in shelf.all}) == len(shelf.all)
    assert all(len(shelf.of(group)) >= 3 for group in shelf.groups)


def test_every_phrase_passes_the_checks_but_for_its_places() -> None:
    engine = Engine()
    for phrase in load_phrases().all:
        text = phrase_text(phrase, invented_ledgers.FACTS)
        places = [m.span() for m in PLACE.finditer(text)]
        found = engine.run(parse(Document.from_lines(["关于整改情况的说明", text])))
        assert [
            (f.rule, f.text)
            for f in found
            if f.severity is not Severity.INFO
            and f.kind != "section-missing"
            and not any(a < f.span.end and f.span.start < b for a, b in places)
        ] == [], text


def test_known_facts_are_filled_in_and_unknown_ones_marked() -> None:
    phrase = Phrase("措施", "{自称}召开会议{次数}次，{巡察组}到会。")
    assert phrase_text(phrase, invented_ledgers.FACTS) == "局党组召开会议【待填：次数】次，区委第二巡察组到会。"


def test_own_phrases_come_first_and_are_written_back(tmp_path: Path) -> None:
    shelf = with_phrase(with_phrase(load_phrases(tmp_path), "措施", "约谈{责任人}\n并通报。"), "本局", "清河区经验。")
    assert with_phrase(shelf, "本局", "清河区经验。") is shelf
    (tmp_path / OWN_NAME).write_text(written_phrases(shelf), encoding="utf-8")
    again = load_phrases(tmp_path)
    assert again.of("措施")[0].text == "约谈｛责任人｝ 并通报。"
    assert again.of("措施")[0].own
    assert not again.of("措施")[1].own
    assert [p.text for p in again.of("本局")] == ["清河区经验。"]
    assert [p.text for p in again.search("约谈 通报")] == ["约谈｛责任人｝ 并通报。"]
    with pytest.raises(ValueError, match="empty"):
        with_phrase(again, "措施", "  ")


def test_mistakes_name_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"“我的\.txt”第2行：第一条常用语前面"):
        read_phrases("# 说明\n没有分组。\n", "我的.txt")
    with pytest.raises(TemplateError, match="第2行：花括号不成对"):
        read_phrases("[措施]\n约谈{责任人。\n", "我的.txt")
    (tmp_path / OWN_NAME).write_text("没有分组。\n", encoding="utf-8")
    shelf = load_phrases(tmp_path)
    assert [error.line for error in shelf.errors] == [1]
    assert len(shelf.all) >= 80
