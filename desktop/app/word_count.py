"""字数 as Word counts it (审阅—字数统计), so that both programs show one number. Pure: no Qt.

Every Chinese character and full-width mark is one word, as are the marks that
a Chinese typeface sets full width (“ ” … — · ① ℃); whatever else stands
between spaces and these is one word, however long: 3.5%, Word-2021, (1), 13800001111.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ASIAN = (
    "\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7"
    "\u2010\u2013-\u2016\u2018-\u201d\u2020-\u2022\u2025\u2026\u2030\u2032\u2033\u2035\u203b"
    "\u2103\u2109\u2116\u2121\u2150-\u218b\u2190-\u23ff\u2460-\u27bf"
    "\u2e80-\u2fff\u3001-\ua4cf\ua960-\ua97f\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\uac00-\ud7ff"
_SPACE = "\\s\u200b\ufeff"
_COUNTED = re.compile(rf"(?P<asian>[{_ASIAN}])|(?P<korean>[{_HANGUL}]+)|(?P<other>[^{_SPACE}{_ASIAN}{_HANGUL}]+)")
_CHARACTER = re.compile(rf"[^{_SPACE}]")
_VISIBLE = re.compile("[^\n\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class WordCount:
    """The numbers of Word's window, by the names it gives them."""

    words: int = 0
    """字数: Chinese characters and marks, and words that are not Chinese."""
    characters: int = 0
    """字符数(不计空格)"""
    characters_with_spaces: int = 0
    """字符数(计空格)"""
    paragraphs: int = 0
    """段落数: those with text."""
    other_words: int = 0
    """非中文单词"""
    chinese: int = 0
    """中文字符和朝鲜语单词"""


def count_words(lines: Iterable[str]) -> int:
    """字数."""
    return sum(sum(1 for _ in _COUNTED.finditer(line)) for line in lines)


def count_all(lines: Iterable[str]) -> WordCount:
    """All numbers of a text in paragraphs."""
    other = chinese = characters = with_spaces = paragraphs = 0
    for line in lines:
        kinds = [match.lastgroup for match in _COUNTED.finditer(line)]
        others = kinds.count("other")
        other += others
        chinese += len(kinds) - others
        characters += len(_CHARACTER.findall(line))
        with_spaces += len(_VISIBLE.findall(line))
        paragraphs += bool(line.strip())
    return WordCount(other + chinese, characters, with_spaces, paragraphs, other, chinese)
