"""The text of a problem: its parts (cause, measures, status …) and its first-level measures."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.report.facts import find_facts
from desktop.report.model import Fact, Label, Measure, Part, PartRole
from desktop.report.numbering import first_level_items
from desktop.report.scanning import Scanned
from desktop.text.spans import Span

_RESULT = re.compile(r"(?:通过|经过|经)[^，。]{0,24}(?:整改|整治|教育|学习|努力)[^，。]{0,12}[，,]|整改成效")
_NEXT = re.compile(r"(?:下一?步|今后|接下来|后续|后期)(?:工作)?(?:中)?[，,：:将我]")
_WHOLE_STATUS = re.compile(
    r"(?:目前|现|截至目前|截止目前)?[，,]?(?:该|此|本|上述|以上|相关)?(?:项)?(?:问题|事项|任务)?(?:已经|已|均已|全部)?(?:完成整改|整改完成|整改到位|整改完毕|完成)[^。]{0,12}[。]?"
)
_CAUSE_SENTENCE = re.compile(
    r"(?:根本|主要|产生|问题|直接)(?:的)?原因(?:在于|是|为|有)"
    r"|经查实?[，,]?(?:主要)?(?:是)?(?:由于|因)"
    r"|(?:^|[。；：:，,①-⑩])(?:主要)?(?:是)?由于(?:我|当时|前期|历史|此前|之前|过去|原|人员|工作|对)[^。；]{4,80}?[，,][^。]{0,80}?(?:未|没有|没|不|无法|导致|造成|致使|故|从而|误)"
    r"|(?:^|[。；：:①-⑩])(?:主要是?)?因(?!此|而|人|地|时|公|私|素|果|材|病|势|需|应|特|种|疫)[^。；]{4,80}?[，,][^。]{0,60}?(?:未|没有|导致|造成|致使|从而)"
)
_DOING = (PartRole.PROGRESS, PartRole.MEASURES)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one paragraph: role, offsets in its clean text, and whether the role was written there."""

    scanned: Scanned
    role: PartRole
    start: int
    end: int
    labelled: bool

    @property
    def text(self) -> str:
        """The words, without the label."""
        return self.scanned.clean[self.start : self.end].strip()

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return self.scanned.span(self.start, self.end)


def _pieces(s: Scanned, start: int) -> list[tuple[PartRole | None, int, int]]:
    leads = [lead for lead in s.leads if lead.start >= start]
    pieces: list[tuple[PartRole | None, int, int]] = []
    at = start
    role: PartRole | None = None
    for lead in leads:
        if s.clean[at : lead.start].strip("。；，、 \u3000") or role is not None:
            pieces.append((role, at, lead.start))
        role, at = lead.role, lead.end
    pieces.append((role, at, len(s.clean)))
    return pieces


def segments(paragraphs: Iterable[tuple[Scanned, int]]) -> list[Segment]:
    """A problem's paragraphs, each from an offset of its clean text, cut at their labels.

    What has no label goes on with the part before it; the first words without
    one tell what was done.
    """
    raw = [(s, *piece) for s, start in paragraphs for piece in _pieces(s, start)]
    later = [role for _, role, _, _ in raw]
    out: list[Segment] = []
    current: PartRole | None = None
    for i, (s, role, start, end) in enumerate(raw):
        text = s.clean[start:end].strip()
        if role is not None:
            current = role
            out.append(Segment(s, role, start, end, labelled=True))
            continue
        if not text:
            continue
        if current in (
            None,
            PartRole.STATUS,
            PartRole.DEADLINE,
            PartRole.LEADER,
            PartRole.DEPARTMENT,
            PartRole.PERSON,
            PartRole.PARTNER,
        ):
            before_label = any(r in _DOING for r in later[i + 1 :])
            current = (
                PartRole.SITUATION if before_label and not s.starts_series() and current is None else PartRole.PROGRESS
            )
        elif (
            current not in _DOING
            and not any(r in _DOING for r in later[i + 1 :])
            and not any(r in _DOING for r in later[:i])
        ):
            previous = raw[i - 1]
            if s.clean[start:end] and previous[0].clean[previous[2] : previous[3]].strip():
                current = PartRole.PROGRESS
        own = current
        if own in (*_DOING, PartRole.RESULT) and start == s.body_at:
            if _RESULT.match(text):
                own = PartRole.RESULT
            elif _NEXT.match(text):
                own = PartRole.NEXT
            elif own is PartRole.RESULT and not s.starts_series():
                own = PartRole.PROGRESS if any(r is PartRole.PROGRESS for r in later[:i]) else own
        out.append(Segment(s, own, start, end, labelled=False))
    return out


def parts_of(found: Sequence[Segment]) -> tuple[Part, ...]:
    """The parts of a problem as data; labels without words after them are left out."""
    return tuple(Part(seg.role, seg.span, seg.text) for seg in found if seg.text)


def measures_of(found: Sequence[Segment]) -> tuple[Measure, ...]:
    """The first-level measures of a problem.

    Where a problem has both 整改情况 and 整改措施, only the former tell what was done.
    """
    has_progress = any(seg.role is PartRole.PROGRESS and seg.text for seg in found)
    wanted = (PartRole.PROGRESS,) if has_progress else _DOING
    out: list[Measure] = []
    for seg in found:
        if seg.role in wanted:
            out += _measures_in(seg)
    return tuple(out)


def _measures_in(seg: Segment) -> list[Measure]:
    text = seg.text
    if not text or _WHOLE_STATUS.fullmatch(text):
        return []
    s = seg.scanned
    items = list(first_level_items(s.clean[: seg.end], seg.start))
    if not items:
        if text.endswith(("：", ":")):
            return []
        return [Measure(seg.span, text)]
    out = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start if following else seg.end
        label = Label(s.clean[item.start : item.end], item.style, item.value, s.span(item.start, item.end))
        out.append(Measure(s.span(item.end, end), s.clean[item.end : end].strip(), label))
    return out


def has_cause(found: Sequence[Segment]) -> bool:
    """Whether the text explains why the problem itself arose."""
    for seg in found:
        if seg.role is PartRole.CAUSE and seg.text:
            return True
        if seg.role in (*_DOING, PartRole.SITUATION) and _CAUSE_SENTENCE.search(seg.text[:_CAUSE_REACH]):
            return True
    return False


_CAUSE_REACH = 400


def facts_in(seg: Segment) -> Iterator[Fact]:
    """The documents, meetings, sums and people that a stretch of text tells of."""
    for fact in _facts(seg.scanned.clean, seg.scanned.line, seg.start, seg.end):
        span = seg.scanned.span(fact.span.start, fact.span.end)
        yield fact if span == fact.span else dataclasses.replace(fact, span=span)


@lru_cache(maxsize=16_384)  # after an edit all other paragraphs are as they were
def _facts(clean: str, line: int, start: int, end: int) -> tuple[Fact, ...]:
    return tuple(find_facts(clean, line, start, end))
