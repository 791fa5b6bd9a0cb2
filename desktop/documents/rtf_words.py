"""Control words of RTF: destinations that hold no text of the document, signs, character sets (RTF 1.9.1)."""

from __future__ import annotations

_SKIPPED_WORDS = (
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"annotation atnid atnauthor atntime atnicn atnref atnparent themedata colorschememapping latentstyles datastore "
    b"listtable listoverridetable revtbl rsidtbl generator xmlnstbl fldinst pnseclvl pntxta pntxtb bkmkstart bkmkend "
    b"ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn sp sn sv shpinst nonshppict filetbl falt panose blipuid "
    b"userprops mmathPr wgrffmtfilter passwordhash"
)
SKIPPED = frozenset(_SKIPPED_WORDS.split())
"""Destinations whose text is not the document's."""

SIGNS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005",
}  # fmt: skip
CODECS = {
    0: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
PAGES = {936: "gbk", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8", 10000: "mac_roman", 54936: "gb18030"}
BOXES = frozenset((b"shptxt",))
NOTES = frozenset((b"footnote",))
LABELS = frozenset((b"listtext", b"pntext"))
