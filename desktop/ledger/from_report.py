"""Make a ledger from a report: one row a problem, each column filled where the text says it.

Nothing is invented: what the report does not state stays empty for the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from desktop.ledger.columns import Column, RectificationType
from desktop.ledger.model import Ledger, Row
from desktop.ledger.proofs import find_proofs
from desktop.report.model import Kind, Part, PartRole, Problem, Report, Status
from desktop.text.dates import find_dates
from desktop.text.sentences import mask_quotations
from desktop.text.spans import Span

_SHORT_PARTS: Mapping[Column, PartRole] = {
    Column.LEADER: PartRole.LEADER,
    Column.DEPARTMENT: PartRole.DEPARTMENT,
    Column.PERSON: PartRole.PERSON,
    Column.PARTNER: PartRole.PARTNER,
}
_LONG_PARTS: Mapping[Column, PartRole] = {
    Column.CAUSE: PartRole.CAUSE,
    Column.GOAL: PartRole.GOAL,
    Column.REASON_OPEN: PartRole.REASON_OPEN,
}
_DONE = (Status.DONE, Status.DONE_LONG)
_AT_ONCE = r"(?:立行立改|立整立改|立知立改|即知即改|即行即改|立查立改|边查边改|马上就改)"
_AT_ONCE_WORDS = re.compile(_AT_ONCE)
_AT_ONCE_STATED = re.compile(
    rf"(?<![未没不非能])(?<!没有)(?<!不能){_AT_ONCE}(?!(?:的)?(?:问题|事项|任务|工作|函|通知|清单|台账|要求|原则))"
)
_LONG_WORDS = re.compile(r"长期坚持|长期整改|持续坚持|常抓不懈|^\s*长期\s*$")
_LIMIT_WORDS = re.compile(
    r"\d{1,4}\s*[年月日天]|[一二三四五六七八九十]+\s*个?(?:月|年|天|季度)|\d{4}[.\-/]\d{1,2}|年底|年内|月底|季度|半年|限期"
)
_TYPE_LABEL = re.compile(
    r"(?:整改类型|整改类别|整改性质|整改方式)[ \u3000]*[：:][ \u3000]*(?P<words>[^。；;，,\n]{2,12})"
)
_DAY_LABELS = {
    Column.DONE_ON: re.compile(r"(?:整改)?完成(?:时间|日期)[ \u3000]*[：:][ \u3000]*(?P<words>[^。；;，,\n]{2,24})"),
    Column.STRUCK_OFF: re.compile(r"(?:对账)?销号(?:时间|日期)[ \u3000]*[：:][ \u3000]*(?P<words>[^。；;，,\n]{2,24})"),
}
_TIMELY = r"^\s*(?:之?前|底前?|初|[上中下]旬|份)*(?:已经?|全部|如期|按期|按时|予以|均|全面|验收|申请|通过)*"
_DAY_STATED = {
    Column.DONE_ON: re.compile(_TIMELY + r"(?:完成|整改完|整改到位|办结)"),
    Column.STRUCK_OFF: re.compile(_TIMELY + r"(?:对账)?销号"),
}
_LABEL_ONLY = re.compile(r"^(?:目前|现)?(?:整改)?(?:状态|进展|进度|情况)?[：:\s]*")
_EDGES = " \t\u3000\n，,、；;：:。."
_LEAD_IN_ENDS = "：:"
_MIN_PROGRESS = 6


def make_ledger(report: Report, today: date | None = None) -> Ledger:
    """The ledger of a report.

    today: the date to print where the report has none of its own; without
    either the date stays empty. 具体问题 is filled where groups stand between
    aspects and problems, or where the problem describes itself further; it
    never only repeats 反馈问题. A status the text does not state stays empty.
    """
    aspects = {aspect.line: aspect.title for aspect in report.aspects}
    groups = {group.line: group.title for group in report.groups}
    grouped = any(problem.parent_line in groups for problem in report.problems)
    rows = []
    for number, problem in enumerate(report.problems, start=1):
        parent = groups.get(problem.parent_line or 0, "")
        cells = {
            Column.NUMBER: str(number),
            Column.ASPECT: aspects.get(problem.aspect_line or 0, ""),
            Column.PROBLEM: parent or problem.title,
            Column.DETAIL: _detail(problem, grouped),
            **_parts(problem),
            Column.MEASURES: _list_measures(problem),
            Column.TYPE: _type(report, problem),
            Column.DEADLINE: _deadline(problem),
            Column.PROGRESS: _progress(report, problem),
            Column.STATUS: "" if problem.status is Status.UNSTATED else problem.status.value,
            Column.DONE_ON: _day(report, problem, Column.DONE_ON),
            Column.STRUCK_OFF: _day(report, problem, Column.STRUCK_OFF),
            Column.PROOF: "\n".join(find_proofs(_own_texts(problem))),
        }
        rows.append(Row({column: text for column, text in cells.items() if text}, problem.line))
    return Ledger(_title(report), report.unit or "", _printed_date(report.date or today), tuple(rows))


def _title(report: Report) -> str:
    if report.kind is Kind.SELF_EXAMINATION:
        return "自查问题整改台账"
    words = (report.inspector or "") + (report.title or "")
    source = next((name for name in ("巡视", "巡察", "审计", "督查") if name in words), "")
    return f"{source}反馈问题整改台账"


def _printed_date(day: date | None) -> str:
    """GB/T 9704—2012 7.3.5.4: Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _detail(problem: Problem, grouped: bool) -> str:
    situation = problem.part_text(PartRole.SITUATION).strip()
    return "\n".join(text for text in (problem.title if grouped else "", situation) if text)


def _parts(problem: Problem) -> dict[Column, str]:
    cells = {column: problem.part_text(role).strip() for column, role in _LONG_PARTS.items()}
    for column, role in _SHORT_PARTS.items():
        texts = (part.text.strip(_EDGES) for part in problem.parts if part.role is role)
        cells[column] = "\n".join(dict.fromkeys(text for text in texts if text))
    return cells


def _deadline(problem: Problem) -> str:
    return (problem.deadline or problem.part_text(PartRole.DEADLINE)).strip(_EDGES)


def _list_measures(problem: Problem) -> str:
    """The measures in full, numbered 1. 2. … one a line; a single one stands without a number."""
    texts = []
    for measure in problem.measures:
        text = measure.text.strip()
        if measure.label is not None:
            text = text.removeprefix(measure.label.text)
        text = text.strip().lstrip("，,、：:").strip()
        if text:
            texts.append(text)
    if not texts:
        return problem.part_text(PartRole.MEASURES).strip()
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{number}.{text}" for number, text in enumerate(texts, start=1))


def _own_texts(problem: Problem) -> list[str]:
    """What the problem's text says was done, measures and progress, no passage twice."""
    measures = [measure.text for measure in problem.measures]
    told = "\n".join(measures)
    roles = (PartRole.MEASURES, PartRole.PROGRESS, PartRole.RESULT, PartRole.STATUS)
    return measures + [part.text for part in problem.parts if part.role in roles and part.text not in told]


def _without(span: Span, text: str, taken: Iterable[Span]) -> str:
    """The text of a span of one line less what other spans of that line hold, and less bare lead-ins (具体措施：)."""
    left = []
    at = span.start
    for other in sorted((s for s in taken if s.overlaps(span)), key=lambda s: s.start):
        left.append(text[at : max(at, other.start)])
        at = max(at, other.end)
    left.append(text[at : span.end])
    kept = (piece.strip() for piece in left)
    return "".join(piece for piece in kept if piece and not piece.endswith(tuple(_LEAD_IN_ENDS))).strip(
        " \u3000\n，、；："
    )


def _progress(report: Report, problem: Problem) -> str:
    """What the text tells beyond the measures themselves: progress, result, the words of the status."""
    measures = [measure.span for measure in problem.measures]
    told = "\n".join(measure.text for measure in problem.measures)
    texts: list[str] = []
    for part in problem.parts:
        if part.role not in (PartRole.PROGRESS, PartRole.RESULT) or part.text.strip() in told:
            continue
        text = _part_beyond(report, part, measures)
        if len(text.strip(_EDGES)) >= _MIN_PROGRESS and text not in texts:
            texts.append(text)
    if not texts and problem.status_text:
        words = _LABEL_ONLY.sub("", problem.status_text.strip(_EDGES))
        if len(words) >= _MIN_PROGRESS and words != problem.status.value:
            texts.append(words)
    return "\n".join(texts)


def _part_beyond(report: Report, part: Part, measures: list[Span]) -> str:
    if not any(span.overlaps(part.span) for span in measures):
        return part.text.strip()
    return _without(part.span, report.document.line(part.span.line), measures)


def _type(report: Report, problem: Problem) -> str:
    """整改类型, only where the problem's own text shows it.

    A label comes first, then the deadline and the status, then the words 立行立改 said of this problem.
    """
    label = _labelled(report, problem, _TYPE_LABEL)
    for kind in RectificationType:
        if label and kind.value in label:
            return kind.value
    deadline = _deadline(problem)
    if _LONG_WORDS.search(deadline) or problem.status is Status.DONE_LONG:
        return RectificationType.LONG.value
    if _AT_ONCE_WORDS.search(deadline):
        return RectificationType.AT_ONCE.value
    if _LIMIT_WORDS.search(deadline):
        return RectificationType.LIMITED.value
    if any(_AT_ONCE_STATED.search(mask_quotations(text)) for text in _own_texts(problem)):
        return RectificationType.AT_ONCE.value
    return ""


def _labelled(report: Report, problem: Problem, pattern: re.Pattern[str]) -> str:
    """What follows a label at the head of a line or after a closing mark, within the problem's text."""
    for line in report.document.lines[problem.line - 1 : problem.end_line]:
        for match in pattern.finditer(line):
            if not line[: match.start()].strip() or line[match.start() - 1] in "。；;，, \u3000\t\n（(":
                return match["words"].strip(_EDGES + "）)")
    return ""


def _day(report: Report, problem: Problem, column: Column) -> str:
    """When the whole problem was finished or struck off: a label of its own, or the words of its status."""
    labelled = _labelled(report, problem, _DAY_LABELS[column])
    if labelled and find_dates(labelled):
        return labelled
    if problem.status not in _DONE or not problem.status_text:
        return ""
    text = _status_sentence(report, problem)
    for mention in find_dates(text):
        if mention.year is not None and _DAY_STATED[column].match(text[mention.end :]):
            return text[mention.start : mention.end]
    return ""


def _status_sentence(report: Report, problem: Problem) -> str:
    span = problem.status_span
    if span is None:
        return problem.status_text or ""
    line = report.document.line(span.line)
    start = max(line.rfind(mark, 0, span.start) for mark in "。！？；\n") + 1
    return line[start : span.end]
