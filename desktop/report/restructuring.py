"""Parts of a report moved with their text, up and down and from level to level, their numbers following. Pure.

A part is a heading with everything below it up to the next heading of its
level or a higher one. What a step does to the lines is told as edits of
numbers in the lines as they stand, and one stretch of lines that changes its
place; so an editor can do it without touching anything else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from desktop.report.model import Label, Report
from desktop.report.numbering import find_label
from desktop.report.renumbering import (
    NumberChange,
    Numbered,
    headings_of,
    label_for,
    lists_of,
    runs_on,
    usual_labels,
    values_of,
    written,
)
from desktop.text.edits import apply_edits
from desktop.text.spans import Span

_SIGNATURE = 30
_SENTENCE = "。；，：！？"


class NotPossibleError(ValueError):
    """A step that cannot be made; the message is Chinese and says why."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of a text of so many lines. stops: lines where a part ends though no heading stands there."""

    headings: tuple[Numbered, ...]
    stops: tuple[int, ...]
    size: int

    def at(self, line: int) -> int | None:
        """The index of the heading on a line."""
        index = bisect_left(self.headings, line, key=lambda h: h.line)
        return index if index < len(self.headings) and self.headings[index].line == line else None

    def over(self, line: int) -> int | None:
        """The index of the heading that a line belongs to; None above all and behind the last part."""
        index = bisect_right(self.headings, line, key=lambda h: h.line) - 1
        return index if index >= 0 and line <= self.end(index, own=True) else None

    def below(self, index: int) -> int:
        """The index behind the last heading that stands under this one."""
        depth = self.headings[index].depth
        after = index + 1
        while after < len(self.headings) and self.headings[after].depth > depth:
            after += 1
        return after

    def end(self, index: int, *, own: bool = False) -> int:
        """The last line of a part; own: of the text before the first heading under it."""
        after = index + 1 if own else self.below(index)
        last = self.headings[after].line - 1 if after < len(self.headings) else self.size
        place = bisect_right(self.stops, self.headings[index].line)
        return min(last, self.stops[place] - 1) if place < len(self.stops) else last

    def parent(self, index: int) -> int | None:
        """The index of the heading above."""
        depth = self.headings[index].depth
        return next((i for i in range(index - 1, -1, -1) if self.headings[i].depth < depth), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    changes: numbers, with places in the lines as they stand. first, last,
    before: these lines go before that one (one past the end for the foot);
    before == first for lines that stay. outline: of the text afterwards.
    """

    changes: tuple[NumberChange, ...]
    first: int
    last: int
    before: int
    outline: Outline

    @property
    def now_at(self) -> int:
        """The line where the first of the moved lines stands afterwards."""
        return self.before if self.before <= self.first else self.before - (self.last - self.first + 1)

    def applied(self, lines: Sequence[str]) -> list[str]:
        """The lines afterwards."""
        out = apply_edits(lines, [change.edit for change in self.changes])
        part = out[self.first - 1 : self.last]
        del out[self.first - 1 : self.last]
        out[self.now_at - 1 : self.now_at - 1] = part
        return out


def outline_of(report: Report) -> Outline:
    """The outline of a report; its signature and date, and parts without a heading, belong to no part before them."""
    headings = headings_of(report)
    lines = report.document.lines
    stops = {section.line for section in report.sections if section.heading is None and section.line > 1}
    last = headings[-1].line if headings else 0
    if report.date_line is not None and report.date_line > last and len(lines[report.date_line - 1]) <= _SIGNATURE:
        foot = report.date_line
        above = [n for n in range(last + 1, foot) if lines[n - 1].strip()]
        if above and above[-1] > last + 1 and _signs(lines[above[-1] - 1]):
            foot = above[-1]
        while foot - 1 > last + 1 and not lines[foot - 2].strip():
            foot -= 1
        stops.add(foot)
    return Outline(tuple(headings), tuple(sorted(stops)), len(lines))


def move_part(outline: Outline, lines: Sequence[str], index: int, *, up: bool, automatic: Collection[int] = ()) -> Step:
    """Put a part before the one above it or behind the one below it.

    The first under its heading goes to the foot of the part before, the last
    to the head of the part behind. automatic: lines whose number Word makes.
    Raises NotPossibleError.
    """
    headings, after = outline.headings, outline.below(index)
    depth, parent = headings[index].depth, outline.parent(index)
    place: int | None = None
    before = 0
    if up:
        sibling = next((i for i in range(index - 1, -1, -1) if headings[i].depth <= depth), None)
        if sibling is not None and headings[sibling].depth == depth:
            place = sibling
        elif parent is not None and _sibling_before(outline, parent) is not None:
            place = parent
        before = headings[place].line if place is not None else 0
    elif after < len(headings) and headings[after].depth == depth:
        place, before = outline.below(after), outline.end(after) + 1
    elif after < len(headings) and parent is not None and headings[after].depth == headings[parent].depth:
        place, before = after + 1, outline.end(after, own=True) + 1
    if place is None:
        raise NotPossibleError("已经在最前面，不能再上移。" if up else "已经在最后面，不能再下移。")
    part = list(range(index, after))
    order = (
        [i for i in range(place) if i not in part] + part + [i for i in range(place, len(headings)) if i not in part]
    )
    return _step(outline, order, (headings[index].line, outline.end(index), before), {}, automatic, lines)


def place_part(outline: Outline, lines: Sequence[str], index: int, at: int, automatic: Collection[int] = ()) -> Step:
    """Put a part before the heading with index `at`, or at the foot of all headings.

    It keeps its level, so there has to stand a heading of the next higher one over
    that place. Raises NotPossibleError.
    """
    headings, after = outline.headings, outline.below(index)
    depth = headings[index].depth
    if index <= at <= after:
        raise NotPossibleError("它已经在这里了。")
    if at < len(headings) and headings[at].depth > depth:
        raise NotPossibleError("这里是另一个标题的里面，放不下；可以放到它的前面或后面。")
    above = next((i for i in range(at - 1, -1, -1) if not index <= i < after and headings[i].depth < depth), None)
    if (above is None and depth > 0) or (above is not None and headings[above].depth < depth - 1):
        raise NotPossibleError("这里的上面没有高一级的标题，放不下。")
    before = outline.end(at - 1, own=True) + 1 if at else headings[0].line
    part = list(range(index, after))
    order = [i for i in range(at) if i not in part] + part + [i for i in range(at, len(headings)) if i not in part]
    return _step(outline, order, (headings[index].line, outline.end(index), before), {}, automatic, lines)


def change_level(
    outline: Outline, lines: Sequence[str], index: int, *, up: bool, automatic: Collection[int] = ()
) -> Step:
    """Make a heading, with all that stands under it, one of the next higher (up) or lower level.

    It takes the form that numbers of that level have here. Raises NotPossibleError.
    """
    headings, after = outline.headings, outline.below(index)
    if up and headings[index].depth == 0:
        raise NotPossibleError("已经是最高一级的标题，不能再升级。")
    if not up and _sibling_before(outline, index) is None:
        raise NotPossibleError("前面没有同一级的标题，不能降级。")
    usual = usual_labels(headings)
    levels: dict[int, tuple[int, str | None]] = {}
    for i in range(index, after):
        depth = headings[i].depth + (-1 if up else 1)
        form = label_for(depth, usual)
        if form is None:
            raise NotPossibleError("已经是最低一级的编号，不能再降级。")
        if headings[i].line in automatic:
            raise NotPossibleError("这里的编号是 Word 自动编号，请在 Word 里调整级别。")
        # what had no number among others keeps to having none
        levels[i] = depth, form if headings[i].label is not None or i == index else None
        usual.setdefault(depth, form)
    line = headings[index].line
    return _step(outline, range(len(headings)), (line, outline.end(index), line), levels, automatic, lines)


def _sibling_before(outline: Outline, index: int) -> int | None:
    depth = outline.headings[index].depth
    found = next((i for i in range(index - 1, -1, -1) if outline.headings[i].depth <= depth), None)
    return found if found is not None and outline.headings[found].depth == depth else None


def _step(
    outline: Outline,
    order: Sequence[int],
    place: tuple[int, int, int],
    levels: dict[int, tuple[int, str | None]],
    automatic: Collection[int],
    lines: Sequence[str],
) -> Step:
    """The step that gives the headings this order and these levels, with the numbers that follow from it."""
    first, last, before = place
    old = outline.headings

    def moved(line: int) -> int:
        size = last - first + 1
        if first <= line <= last:
            return line - first + (before if before <= first else before - size)
        if before <= line < first:
            return line + size
        return line - size if last < line < before else line

    new = []
    for i in order:
        depth, form = levels.get(i, (old[i].depth, None))
        label = old[i].label if form is None else _label(form, old[i])
        new.append(replace(old[i], line=moved(old[i].line), depth=depth, label=label))
    changes: list[NumberChange] = []
    for place_now, (i, value) in enumerate(zip(order, _values(old, order, new), strict=True)):
        now, label = new[place_now], old[i].label
        was = label.text if label else ""
        text = (written(now.label.text, value) or was) if now.label is not None and value else ""
        if text == was or old[i].line in automatic:
            new[place_now] = replace(now, label=label and replace(label, span=_on(label.span, now.line)))
            continue
        line = lines[old[i].line - 1]
        span = label.span if label else Span(old[i].line, old[i].at, old[i].at)
        if i in levels and label is not None and not line[span.end : old[i].at].strip():
            # the space behind 3. does not belong behind （三）
            span = Span(span.line, span.start, old[i].at)
            was = line[span.start : span.end]
        changes.append(NumberChange(span, was, text, line[old[i].at :].strip()))
        read = find_label(text + "标题") if text else None
        place_of = Span(now.line, span.start, span.start + len(text))
        new[place_now] = replace(
            now, at=now.at + len(text) - len(was), label=replace(read, span=place_of) if read is not None else None
        )
    after = Outline(tuple(new), tuple(sorted(moved(stop) for stop in outline.stops)), outline.size)
    return Step(tuple(sorted(changes, key=lambda change: change.span)), first, last, before, after)


def _label(form: str, heading: Numbered) -> Label | None:
    """A number of another form on a heading; None for none."""
    read = find_label(form + "标题") if form else None
    return None if read is None else replace(read, span=heading.label.span if heading.label else read.span)


def _on(span: Span, line: int) -> Span:
    return Span(line, span.start, span.end)


def _values(old: Sequence[Numbered], order: Sequence[int], new: Sequence[Numbered]) -> list[int]:
    """The number of each heading in its new place.

    Every list keeps the numbers it had, by place, and goes on from them: a
    step mends no other number, and changes none that it does not concern.
    """
    values = values_of(old)
    before = lists_of(old)
    had = {
        (key, _over(old, one[0], range(len(old)))): [values[i] for i in one]
        for key, lists in before.items()
        for one in lists
    }
    wanted = [0] * len(new)
    for key, lists in lists_of(new).items():
        of_old = before.get(key, [])
        if len(of_old) > 1 and runs_on(of_old, values):
            _fill(wanted, [i for one in lists for i in one], [values[i] for one in of_old for i in one])
            continue
        for one in lists:
            _fill(wanted, one, had.get((key, _over(new, one[0], order)), []))
    return wanted


def _over(headings: Sequence[Numbered], index: int, names: Sequence[int]) -> int:
    """The name of the heading above one, -1 for none. names: by index."""
    depth = headings[index].depth
    return next((names[i] for i in range(index - 1, -1, -1) if headings[i].depth < depth), -1)


def _fill(wanted: list[int], indexes: Sequence[int], had: Sequence[int]) -> None:
    last = had[-1] if had else 0
    for place, index in enumerate(indexes):
        wanted[index] = had[place] if place < len(had) else last + place - len(had) + 1


def _signs(line: str) -> bool:
    """Whether a line may be the name of who signs."""
    text = line.strip()
    return len(text) <= _SIGNATURE and not any(mark in text for mark in _SENTENCE) and find_label(text) is None
