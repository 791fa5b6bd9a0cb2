"""Advertisement that copying from the web leaves in a text.

The reader passes over it, and a check reports it, so both use this module.
"""

from __future__ import annotations

import re

_GAP = r"[\s\u3000\u200b]{0,4}"


def _spaced(word: str) -> str:
    """A pattern for a word into which copying may have put spaces."""
    return _GAP.join(map(re.escape, word))


_HINT = "|".join(
    _spaced(word)
    for word in (
        "微信",
        "公众号",
        "公文素材",
        "范文",
        "素材",
        "扫码",
        "加群",
        "下载",
        "文库",
        "QQ群",
        "淘宝",
        "来源",
        "版权",
        "转载",
    )
)
_RESIDUE = re.compile(
    rf"##\w{{2,30}}##"
    rf"|【(?=[^【】]{{0,60}}(?:{_HINT}))[^【】]{{1,80}}】?"
    rf"|[（(](?=[^（()）]{{0,40}}(?:www\.|https?:|{_spaced('公众号')}|{_spaced('微信')}))[^（()）]{{1,80}}[）)]"
    rf"|(?:https?://|www\.)[\w./?&=#%:~+-]{{3,200}}"
    rf"|{_spaced('点击')}(?:{_spaced('此处')}|{_spaced('这里')}|{_spaced('链接')})?(?:{_spaced('下载')}|{_spaced('查看')}|{_spaced('阅读')})(?:{_spaced('全文')}|{_spaced('原文')}|{_spaced('更多')})"
    rf"|{_spaced('更多公文素材')}[，,]?{_spaced('微信')}[：:][\w\s]{{3,20}}"
)


def find_residue(text: str) -> list[tuple[int, int]]:
    """The spans of advertisement in a paragraph, half-open code point offsets in order."""
    return [match.span() for match in _RESIDUE.finditer(text)]
