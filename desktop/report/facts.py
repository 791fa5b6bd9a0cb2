"""What a problem's text says was made, held, paid and dealt with: documents, meetings, sums, people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.report.model import Fact, FactKind
from desktop.text.numerals import read_integer
from desktop.text.spans import Span

_DOCUMENT = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){2,80}》")
_DOCUMENT_NUMBER = re.compile(
    r"[\s]*[（(](?P<number>[^（）()\n]{0,20}[〔\[【［(（]?(?:19|20)\d{2}[〕\]】］)）]?第?\d{1,4}号)[）)]"
)
_CN = "一二三四五六七八九十两百"
_COUNT = rf"(?P<n>\d[\d,，]*(?:\.\d+)?|[{_CN}]{{1,4}})(?P<more>余|多)?"
_MEETING = re.compile(
    rf"(?:召开|组织召开|主持召开)(?:了)?(?P<name>[^，。；：、]{{0,24}}?(?:会议|会|调度|推进会|座谈会))(?:[^，。；\d{_CN}]{{0,4}}{_COUNT}[次场])?"
)
_MONEY = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<more>余|多)?(?P<unit>亿元|万元|千元|元)")
_PEOPLE = re.compile(rf"{_COUNT}(?P<unit>人次|余人|人|名)(?P<who>[\u4e00-\u9fff]{{0,8}})")
_UNITS = {"亿元": 1e8, "万元": 1e4, "千元": 1e3, "元": 1.0}
_NO_PEOPLE = re.compile(r"(?:第|每)$")
_NO_WHO = re.compile(r"^(?:民|才|员|事|均|大|力)")


def _number(text: str) -> float | None:
    plain = text.replace(",", "").replace("，", "")
    if plain[0].isdigit():
        try:
            return float(plain)
        except ValueError:
            return None
    value = read_integer(plain)
    return None if value is None else float(value)


def find_facts(text: str, line: int, start: int = 0, end: int | None = None) -> Iterator[Fact]:
    """The facts of one paragraph between two code point offsets, kind by kind, in order of place within each.

    value: how many meetings or people, the sum in 元; None for a document.
    detail: a document's number (清更发〔2025〕8号), a meeting's name, whom the
    people were.
    """
    stop = len(text) if end is None else end
    for match in _DOCUMENT.finditer(text, start, stop) if "《" in text else ():
        number = _DOCUMENT_NUMBER.match(text, match.end(), stop)
        detail = number["number"] if number else ""
        yield Fact(FactKind.DOCUMENT, Span(line, *match.span()), match[0], None, detail)
    for match in _MEETING.finditer(text, start, stop) if "召开" in text else ():
        value = _number(match["n"]) if match["n"] else 1.0
        yield Fact(FactKind.MEETING, Span(line, *match.span()), match[0], value, match["name"])
    for match in _MONEY.finditer(text, start, stop) if "元" in text else ():
        value = _number(match["n"])
        if value is not None:
            total = round(value * _UNITS[match["unit"]], 2)
            yield Fact(FactKind.MONEY, Span(line, *match.span()), match[0], total, match["unit"])
    for match in _PEOPLE.finditer(text, start, stop) if "人" in text or "名" in text else ():
        if _NO_PEOPLE.search(text[: match.start()][-1:]) or (match["unit"] == "人" and _NO_WHO.match(match["who"])):
            continue
        value = _number(match["n"])
        if value is not None:
            span = Span(line, match.start(), match.end("unit"))
            yield Fact(FactKind.PEOPLE, span, text[span.start : span.end], value, match["who"])
