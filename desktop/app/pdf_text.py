"""The text in a PDF as people search and copy it.

Fonts that draw a Kangxi radical and its character with one glyph make Qt write the radical's code (U+2F49 for 月,
U+6708): the text looks right and is not found. The tables that give the codes stand in the file uncompressed, and a
code is as long as another, so it is exchanged in its place.
"""

from __future__ import annotations

import re
import unicodedata

_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_LIST = re.compile(rb"\[[^\]]*\]")
_CODE = re.compile(rb"<(2[EeFf][0-9A-Fa-f]{2})>")
_KANGXI = range(0x2F00, 0x2FD6)
# CJK Radicals Supplement: those that are drawn like a character of today's script
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def with_characters(pdf: bytes) -> bytes:
    """The same PDF, as long as before, with characters in the place of radicals in its tables of codes."""
    return _TABLE.sub(lambda table: _LIST.sub(lambda codes: _CODE.sub(_character, codes[0]), table[0]), pdf)


def _character(code: re.Match[bytes]) -> bytes:
    sign = chr(int(code[1], 16))
    plain = unicodedata.normalize("NFKC", sign) if ord(sign) in _KANGXI else _SUPPLEMENT.get(sign, sign)
    return b"<%04X>" % ord(plain)
