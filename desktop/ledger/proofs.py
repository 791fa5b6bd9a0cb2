"""Documents that a problem's rectification made: 制定《…》, 印发《…》（清更发〔2025〕8号)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAKING = re.compile(
    r"(?:制定|制订|研究制定|修订|编制|编印|印制|起草|拟定|拟订|草拟|订立|签订|签署|建立|健全|完善|出台|印发|下发|转发|发布|公布|形成|撰写|报送|提交|上报|提请|发出|开具|更新|修改)"
    r"(?:完善|印发|出台|下发|实施|修订|发布|并)*(?P<attributive>的)?"
)
_USING = re.compile(
    r"按照|依照|根据|依据|对照|遵照|参照|结合|学习|宣传|贯彻|落实|执行|遵守|违反|围绕|解读|传达|研读|观看|收看|参加|领会|背诵|为了|针对|符合|按|依|以"
)
_CLAUSE_END = re.compile(r"[。！？；，,\n]")
_LAW = re.compile(r"《(?:中华人民共和国|中国共产党)[^《》]{0,40}(?:法|条例|准则|规则|规定|章程)(?:（[^（）]*）)?》")
_JOINED = re.compile(r"[\s、，和及与以或]*(?:以及|并)?[\s、]*")
_NUMBER = re.compile(
    r"\s*(?P<number>[（(][^（）()\n]{1,20}[〔\[【［(（]?\s*(?:19|20)\d{2}\s*[〕\]】］)）]?\s*第?\s*\d+\s*号[）)])"
)


def _titles(text: str) -> list[tuple[int, int]]:
    """Where the outermost 《…》 stand; one that never closes is passed over."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for at, char in enumerate(text):
        if char == "\n":
            depth = 0
        elif char == "《":
            if depth == 0:
                start = at
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, at + 1))
    return found


def _is_made(before: str) -> bool:
    """Whether the words in front of a title say that the document was made, not followed or studied."""
    clause = _CLAUSE_END.split(before)[-1]
    making = list(_MAKING.finditer(clause))
    if not making or making[-1]["attributive"]:
        return False
    using = list(_USING.finditer(clause))
    return not using or using[-1].start() < making[-1].start()


def find_proofs(texts: Iterable[str]) -> tuple[str, ...]:
    """The documents these texts say were made, each once, with its number where one follows.

    《A》《B》 and 《A》、《B》 share the verb in front of the first. A document
    that was followed, studied or broken (按照《…》, 学习《…》) is no proof.
    """
    proofs: dict[str, None] = {}
    for text in texts:
        last_end = 0
        made = False
        for start, end in _titles(text):
            between = text[last_end:start]
            if not (last_end and _JOINED.fullmatch(between)):
                made = _is_made(between)
            number = _NUMBER.match(text, end)
            last_end = number.end() if number else end
            if made and not _LAW.fullmatch(text[start:end]):
                proofs.setdefault(text[start:end] + (number["number"] if number else ""))
    return tuple(proofs)
