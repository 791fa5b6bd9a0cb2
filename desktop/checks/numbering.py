"""N101–N107: the numbers of headings, level by level and parent by parent."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS, once_a_report
from desktop.checks.sequences import Fault, FaultKind, find_faults, missing, renumbered
from desktop.report.model import Heading, Label, Report, Role
from desktop.report.residue import find_residue
from desktop.text.edits import Edit
from desktop.text.spans import Span

_UNNUMBERED_ROLES = {Role.INTRODUCTION, Role.CONTACT, Role.CLUES}
_FEW = 3
_SPACE = " \u3000\xa0\t"


@dataclass(slots=True)
class _Level:
    """Headings that are counted together: one style, one parent. None in labels marks one without a number."""

    style: str
    depth: int
    section: int
    headings: list[Heading] = field(default_factory=list)

    @property
    def numbered(self) -> list[tuple[Heading, Label]]:
        return [(h, h.label) for h in self.headings if h.label is not None]


@once_a_report
def _levels(report: Report) -> list[_Level]:
    """The outline as levels, in document order.

    A number of a style already open goes on that level and ends those opened
    since; the nesting of the numbers themselves decides, for a heading's depth
    is less sure. A heading without number ends the levels below it, and
    belongs to the level of its own depth, where one is open.
    """
    skip = {report.section(role).line for role in _UNNUMBERED_ROLES if report.section(role)}  # type: ignore[union-attr]
    done: list[_Level] = []
    open_: list[_Level] = []
    section = 0
    for heading in report.headings:
        if heading.depth == 0:
            section = heading.line
        if heading.label is None:
            while open_ and open_[-1].depth > heading.depth:
                open_.pop()
            if open_ and open_[-1].depth == heading.depth and heading.line not in skip:
                open_[-1].headings.append(heading)
            continue
        at = next((i for i, level in enumerate(open_) if level.style == heading.label.style), None)
        if at is not None:
            del open_[at + 1 :]
            if heading.label.value != 1 or open_[at].depth == heading.depth:
                open_[at].headings.append(heading)
                continue
            del open_[at]
        level = _Level(heading.label.style, heading.depth, section, [heading])
        open_.append(level)
        done.append(level)
    return done


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading in a sequence, with the value it is taken for."""

    heading: Heading
    value: int


def _sequences(report: Report) -> Iterator[tuple[list[_Entry], int]]:
    """What must count up without a break, with the number it begins at.

    Levels of one style that run on from parent to parent are one sequence.
    """
    by_style: dict[str, list[_Level]] = {}
    for level in _levels(report):
        by_style.setdefault(level.style, []).append(level)
    for levels in by_style.values():
        if _run_on(levels):
            chain: list[Heading] = []
            for level in levels:
                if chain and level.numbered[0][1].value == 1:
                    yield _entries(chain), 1
                    chain = []
                chain += level.headings
            yield _entries(chain), 1
        else:
            last = 0
            for level in levels:
                entries = _entries(level.headings)
                first = last + 1 if last and entries[0].value == last + 1 else 1
                yield entries, first
                last = entries[-1].value


def _run_on(levels: list[_Level]) -> bool:
    """Whether the numbers run on through the parents: more levels go on from the one before than begin anew.

    That a new section begins with 1 again says nothing.
    """
    going_on = anew = 0
    for before, level in itertools.pairwise(levels):
        first = level.numbered[0][1].value
        last = before.numbered[-1][1].value
        anew += first == 1 and level.section == before.section
        going_on += first == last + 1 or (first != 1 and first > last)
    return going_on > anew


def _entries(headings: Sequence[Heading]) -> list[_Entry]:
    """Headings with their values; one without a number takes the number that is left out for it, if one is."""
    out: list[_Entry] = []
    for at, heading in enumerate(headings):
        if heading.label is not None:
            out.append(_Entry(heading, heading.label.value))
            continue
        due = out[-1].value + 1 if out else 1
        following = next((h.label for h in headings[at + 1 :] if h.label is not None), None)
        if following is not None and following.value > due:
            out.append(_Entry(heading, due))
    return out


@once_a_report
def _faults(report: Report) -> tuple[tuple[list[_Entry], Fault], ...]:
    return tuple(_find_faults(report))


def _find_faults(report: Report) -> Iterator[tuple[list[_Entry], Fault]]:
    for entries, first in _sequences(report):
        for fault in find_faults([entry.value for entry in entries], first):
            yield entries, fault


def _place(heading: Heading) -> Span:
    return heading.label.span if heading.label is not None else heading.span


def _hit(entries: list[_Entry], fault: Fault) -> Hit | None:
    heading = entries[fault.index].heading
    label = heading.label
    if label is None:
        return None
    due = renumbered(label.text, fault.expected) or str(fault.expected)
    before = entries[fault.index - 1].heading if fault.index else None
    related = (Related(_place(before), before.label.text if before.label else before.title),) if before else ()
    fixes = _fixes(entries, fault, label, due)
    if fault.kind is FaultKind.GAP and not fault.alone:
        lost = missing(fault.expected, label.value, label.text)
        told = f"前一个标题是“{before.label.text}”，" if before and before.label else ""
        return Hit(label.span, f"标题编号不连续：{told}这里是“{label.text}”，缺少{lost}。", fixes, related)
    if fault.kind is FaultKind.DUPLICATE:
        return Hit(label.span, f"标题编号“{label.text}”重复，这里应当是“{due}”。", fixes, related)
    return Hit(label.span, f"标题编号“{label.text}”的次序不对，这里应当是“{due}”。", fixes, related)


def _fixes(entries: list[_Entry], fault: Fault, label: Label, due: str) -> tuple[Fix, ...]:
    """Another number for this heading alone, or for it and all that follow, moved by as much."""
    if fault.alone:
        return (Fix(f"改为“{due}”", (Edit(label.span, due),), certain=True),)
    moved = fault.expected - label.value
    edits = []
    for entry in entries[fault.index :]:
        own = entry.heading.label
        text = renumbered(own.text, own.value + moved) if own is not None else None
        if own is not None and text is not None:
            edits.append(Edit(own.span, text))
    name = f"改为“{due}”，后面的编号顺改" if len(edits) > 1 else f"改为“{due}”"
    return (Fix(name, tuple(edits)),) if edits else ()


def _of(kind: FaultKind) -> Callable[[Report], Iterator[Hit]]:
    def check(report: Report) -> Iterator[Hit]:
        for entries, fault in _faults(report):
            hit = _hit(entries, fault) if fault.kind is kind else None
            if hit is not None:
                yield hit

    return check


def _unnumbered(report: Report) -> Iterator[Hit]:
    """A heading without number among numbered ones."""
    known = set()
    for hit in _bare_headings(report):
        known.add(hit.span.line)
        yield hit
    yield from (hit for hit in _bare_problems(report) if hit.span.line not in known)


def _bare_headings(report: Report) -> Iterator[Hit]:
    for level in _levels(report):
        bare = [h for h in level.headings if h.label is None]
        numbered = level.numbered
        if not bare or len(bare) > max(1, len(numbered) // _FEW):
            continue
        for heading in bare:
            at = level.headings.index(heading)
            before = next((h.label for h in reversed(level.headings[:at]) if h.label), None)
            if before is None:
                continue
            due = renumbered(before.text, before.value + 1) or ""
            between = any(h.label and h.label.value == before.value + 2 for h in level.headings[at + 1 :])
            fix = Fix(
                f"补上“{due}”",
                (Edit(Span(heading.line, heading.span.start, heading.span.start), due),),
                certain=between,
            )
            yield Hit(
                heading.span,
                f"同级标题都有编号，这个标题没有，前一个是“{before.text}”，这里应当是“{due}”。",
                (fix,),
                (Related(before.span, before.text),),
                severity=None if between or heading.depth == 0 else Severity.WARNING,
            )


def _bare_problems(report: Report) -> Iterator[Hit]:
    """A problem without number, where nearly all others have one."""
    headings = {heading.line for heading in report.headings if heading.label is not None}
    lines = Counter(problem.line for problem in report.problems)
    numbered = [p for p in report.problems if p.label is not None]
    bare = [p for p in report.problems if p.label is None and lines[p.line] == 1 and p.line not in headings]
    if not bare or len(numbered) < _ALIKE * len(bare):
        return
    for problem in bare:
        text = report.document.line(problem.line)
        start = len(text) - len(text.lstrip(_SPACE))
        other = numbered[0].label
        assert other is not None
        yield Hit(
            Span(problem.line, min(start, problem.span.start), problem.span.end),
            f"其他问题都有编号，如“{other.text}”，这个问题没有。",
            related=(Related(other.span, other.text),),
            severity=Severity.WARNING,
        )


@lru_cache(maxsize=PARAGRAPHS)
def _form(label: str) -> str:
    """How a number is written, whatever the number: (N), （N）, N．"""
    form = renumbered(label, 1)
    return (form or label).replace("①", "1")


@once_a_report
def _groups(report: Report) -> list[list[Heading]]:
    """Headings that should look alike: one style within one section."""
    groups: dict[tuple[str, int], list[Heading]] = {}
    section = 0
    for heading in report.headings:
        if heading.depth == 0:
            section = heading.line
        if heading.label is not None:
            groups.setdefault((heading.label.style, section if heading.depth else 0), []).append(heading)
    return list(groups.values())


def _odd(forms: list[str]) -> tuple[str, set[int]]:
    """The usual form and the places of the others, where these are few; else no places."""
    usual, count = Counter(forms).most_common(1)[0]
    others = {i for i, form in enumerate(forms) if form != usual}
    few = count >= 2 and len(others) * _FEW <= count + 1
    return usual, others if few else set()


def _style(report: Report) -> Iterator[Hit]:
    for group in _groups(report):
        labels = [h.label for h in group if h.label is not None]
        usual, odd = _odd([_form(label.text) for label in labels])
        for i in sorted(odd):
            due = renumbered(usual, labels[i].value)
            if due is None:
                continue
            other = next(label for k, label in enumerate(labels) if k not in odd)
            yield Hit(
                labels[i].span,
                f"编号“{labels[i].text}”的写法与同级标题“{other.text}”不一致，应当写作“{due}”。",
                (Fix(f"改为“{due}”", (Edit(labels[i].span, due),), certain=True),),
                (Related(other.span, other.text),),
            )
        yield from _spaces(report, group)


def _spaces(report: Report, group: list[Heading]) -> Iterator[Hit]:
    """Several spaces behind a number, where the siblings have none."""
    gaps = []
    for heading in group:
        assert heading.label is not None
        text = report.document.line(heading.line)
        end = heading.label.span.end
        gaps.append(len(text) - end - len(text[end:].lstrip(_SPACE)))
    usual, odd = _odd(["" if gap == 0 else " " for gap in gaps])
    if usual:
        return
    for i in sorted(odd):
        heading = group[i]
        if gaps[i] < 2 or heading.label is None:
            continue
        end = heading.label.span.end
        span = Span(heading.line, end, end + gaps[i])
        yield Hit(span, "编号后面多了空格，同级标题都没有。", (Fix("删去空格", (Edit(span, ""),), certain=True),))


_STOP = re.compile(r"[。；，、]$")
_ALIKE = 4


def _end(report: Report, heading: Heading) -> tuple[int, str] | None:
    """Where a heading that has its line to itself ends, and its last mark; None for one that text follows."""
    return _end_in(report.document.line(heading.line), heading.span.start, heading.span.end)


@lru_cache(maxsize=PARAGRAPHS)
def _end_in(text: str, first: int, last: int) -> tuple[int, str] | None:
    """The same, from the text of its line and its offsets there."""
    end = len(text)
    for start, stop in reversed(find_residue(text)):
        if not text[stop:end].strip(" \u3000"):
            end = start
    body = text[:end].rstrip(" \u3000\t")
    behind = body[last:]
    if re.search(r"[。；：:].", body[first:]) or len(behind) > _TAIL or len(body) <= first:
        return None
    match = _STOP.search(body)
    return len(body), match[0] if match else ""


_TAIL = 20


def _ending(report: Report) -> Iterator[Hit]:
    """Marks behind headings that stand alone, where their siblings have none: one finding for the whole report."""
    found: list[tuple[Span, str]] = []
    for group in _groups(report):
        ends = [(h, end) for h in group if (end := _end(report, h)) is not None]
        if len(ends) < _ALIKE or len(ends) * 5 < len(group) * 4:
            continue
        usual, odd = _odd([mark for _, (_, mark) in ends])
        if usual:
            continue
        for i in sorted(odd):
            heading, (at, mark) = ends[i]
            found.append((Span(heading.line, at - 1, at), mark))
    if not found:
        return
    found.sort()
    span, mark = found[0]
    more = f"，全文共{len(found)}处" if len(found) > 1 else ""
    fix = Fix(f"删去“{mark}”", tuple(Edit(place, "") for place, _ in found), certain=all(m == "。" for _, m in found))
    related = tuple(Related(place, text) for place, text in found[1:])
    yield Hit(span, f"标题末尾多了“{mark}”，同级标题都没有{more}。", (fix,), related)


_SOURCE = "GB/T 9704—2012《党政机关公文格式》7.3.3（结构层次序数依次为“一、”“（一）”“1.”“（1）”）"
_WHY = "编号不连续，读者会以为漏了问题；问题的个数也数不清，与台账对不上。"


def _report(*lines: str) -> str:
    return "\n".join(
        (
            "中共清河区城市更新局党组关于巡察整改情况的通报",
            "现将巡察整改情况予以公布。",
            "一、整改工作组织情况",
            "局党组召开会议，专题研究整改工作。",
            "二、巡察反馈问题整改落实情况",
            *lines,
        )
    )


def _problem(number: str, title: str) -> str:
    return f"{number}关于“{title}”问题的整改情况\n整改情况：一是完善有关制度。二是开展专项检查。"


_A = _problem("1.", "理论学习不深入")
_B = _problem("2.", "变更审批不严格")
_C = _problem("3.", "档案管理不规范")
_D = _problem("4.", "调查研究不扎实")

CHECKS = (
    Check(
        code="N101",
        kind="number-gap",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="标题编号跳号", why=_WHY, source=_SOURCE),
        bad=(
            Example(_report("（一）党的领导方面", _A, _B, _problem("⟦4.⟧", "档案管理不规范"))),
            Example(_report("（一）党的领导方面", _A, _B, "⟦（三）⟧党的建设方面", _C, _D)),
        ),
        good=(
            Example(_report("（一）党的领导方面", _A, _B, "（二）党的建设方面", _C, _D)),
            Example(_report("（一）党的领导方面", _A, _B, "（二）党的建设方面", _A, _B)),
        ),
        report=_of(FaultKind.GAP),
    ),
    Check(
        code="N102",
        kind="number-duplicate",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="标题编号重复", why=_WHY, source=_SOURCE),
        bad=(
            Example(
                _report("（一）党的领导方面", _A, _B, _problem("⟦2.⟧", "档案管理不规范")),
                mended=_report("（一）党的领导方面", _A, _B, _C),
            ),
            Example(
                _report("（一）党的领导方面", _A, _problem("⟦3.⟧", "变更审批不严格"), _C),
                mended=_report("（一）党的领导方面", _A, _B, _C),
            ),
        ),
        good=(
            Example(_report("（一）党的领导方面", _A, _B, _C)),
            Example(_report("（一）党的领导方面", _A, _B, "（二）党的建设方面", _A, _B)),
        ),
        report=_of(FaultKind.DUPLICATE),
    ),
    Check(
        code="N103",
        kind="number-order",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="标题编号次序颠倒", why=_WHY, source=_SOURCE),
        bad=(
            Example(
                _report("（一）党的领导方面", _A, _B, _C, _problem("⟦2.⟧", "调查研究不扎实")),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D),
            ),
            Example(
                _report("（一）党的领导方面", _A, _B, _C, _D, _problem("⟦3.⟧", "资产管理有漏洞")),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D, _problem("5.", "资产管理有漏洞")),
            ),
        ),
        good=(
            Example(_report("（一）党的领导方面", _A, _B, _C, _D)),
            Example(_report("（一）党的领导方面", _A, _B, "（二）党的建设方面", _C, _D)),
        ),
        report=_of(FaultKind.ORDER),
    ),
    Check(
        code="N106",
        kind="number-style",
        family=Family.NUMBERING,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="编号写法与同级标题不一致",
            why="同级标题的编号应当用同一种写法：括号同为全角，点号同为“.”，编号后有无空格也应当一致。",
            source=_SOURCE,
        ),
        bad=(
            Example(
                _report("（一）党的领导方面", _A, "（二）党的建设方面", _A, "⟦(三)⟧作风建设方面", _A),
                mended=_report("（一）党的领导方面", _A, "（二）党的建设方面", _A, "（三）作风建设方面", _A),
            ),
            Example(
                _report("（一）党的领导方面", _A, _B, _C, _D.replace("4.", "⟦4．⟧")),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D),
            ),
            Example(
                _report("（一）党的领导方面", _A, _B, _C, _D.replace("4.", "4.⟦   ⟧")),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D),
            ),
        ),
        good=(
            Example(_report("（一）党的领导方面", _A, _B, "（二）党的建设方面", _C, _D)),
            Example(_report("(一)党的领导方面", _A, "(二)党的建设方面", _A)),
        ),
        report=_style,
    ),
    Check(
        code="N107",
        kind="number-style",
        family=Family.NUMBERING,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="标题末尾标点与同级标题不一致",
            why="独占一行的标题末尾一般不用句号；同级标题有的有、有的没有，是拼接材料留下的痕迹。",
            source="GB/T 15834—2011《标点符号用法》；公文标题独占一行时末尾不用点号",
        ),
        bad=(
            Example(
                _report("（一）党的领导方面", _A, _B, _C, _D.replace("整改情况\n", "整改情况⟦。⟧\n")),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D),
            ),
            Example(
                _report("（一）党的领导方面", _A, _B.replace("整改情况\n", "整改情况⟦。⟧\n"), _C, _D),
                mended=_report("（一）党的领导方面", _A, _B, _C, _D),
            ),
        ),
        good=(
            Example(_report("（一）党的领导方面", _A, _B, _C, _D)),
            Example(
                _report("（一）党的领导方面", *(p.replace("整改情况\n", "整改情况。\n") for p in (_A, _B, _C, _D)))
            ),
        ),
        report=_ending,
    ),
    Check(
        code="N110",
        kind="number-gap",
        family=Family.NUMBERING,
        severity=Severity.ERROR,
        explanation=Explanation(summary="标题漏了编号", why=_WHY, source=_SOURCE),
        bad=(
            Example(
                _report("（一）党的领导方面", _A, "（二）党的建设方面", _B)
                + "\n⟦下一步工作打算⟧\n局党组将持续抓好后续整改，巩固整改成果。",
            ),
            Example(
                _report("（一）党的领导方面", _A, "（二）党的建设方面", _B)
                + "\n⟦下一步整改计划⟧\n（一）持续加强学习。坚持学用结合。\n（二）持续抓好整改。坚持逐项销号。",
            ),
        ),
        good=(
            Example(
                _report("（一）党的领导方面", _A, "（二）党的建设方面", _B)
                + "\n三、下一步工作打算\n局党组将持续抓好后续整改，巩固整改成果。"
            ),
            Example(_report("（一）党的领导方面", _A, _B, _C)),
        ),
        report=_unnumbered,
    ),
)
