"""Make a ledger from a report: one row a problem, each column filled where the text says it.

Nothing is invented: what the report does not state stays empty for the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from desktop.ledger.columns import Column, RectificationType
from desktop.ledger.model import Ledger, Row
from desktop.ledger.proofs import find_proofs
from desktop.report.model import Kind, Measure, PartRole, Problem, Report, Status
from desktop.report.titles import problem_title
from desktop.text.dates import find_dates
from desktop.text.sentences import mask_quotations

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
    rf"(?<![未没不非能])(?<!没有)(?<![未没]做到){_AT_ONCE}(?!(?:的)?(?:问题|事项|任务|工作|函|通知|清单|台账|要求|原则))"
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
_PLAIN_STATUS = re.compile(
    r"(?:截至|截止)?(?:目前|现)?[，,]?(?:该|此|本|上述|以上|相关|巡察指出的)?(?:具体|项)?(?:问题|事项|任务)?(?:已经|已|均|全部|基本)*"
    r"(?:完成整改|整改完成|整改到位|整改完毕|整改结束|完成|未完成整改|未完成|正在整改)(?:[，,、]?并?(?:将|继续)?长期坚持)?"
)
_EDGES = " \t\u3000\n，,、；;：:。."
_SHORTEST = 6
"""Fewer characters than this are a leftover label, not a statement."""


def make_ledger(report: Report, today: date | None = None) -> Ledger:
    """The ledger of a report.

    today: the date to print where the report has none of its own; without
    either the date stays empty. 具体问题 is filled where groups stand between
    aspects and problems, or where the problem describes itself further; it
    never only repeats 反馈问题. A status the text does not state stays empty.
    """
    aspects = {aspect.line: aspect.title for aspect in report.aspects}
    groups = {group.line: _problem_words(group.title) for group in report.groups}
    grouped = any(problem.parent_line in groups for problem in report.problems)
    rows = []
    for number, problem in enumerate(report.problems, start=1):
        parent = groups.get(problem.parent_line or 0, "")
        measures, progress = _measures_and_progress(problem)
        if _only_described(report, problem):
            progress = ""
        cells = {
            Column.NUMBER: str(number),
            Column.ASPECT: aspects.get(problem.aspect_line or 0, ""),
            Column.PROBLEM: parent or problem.title,
            Column.DETAIL: _detail(report, problem, grouped),
            **_parts(problem),
            Column.MEASURES: measures,
            Column.PROGRESS: progress,
            Column.TYPE: _type(report, problem),
            Column.DEADLINE: _deadline(problem),
            Column.STATUS: "" if problem.status is Status.UNSTATED else problem.status.value,
            Column.DONE_ON: _day(report, problem, Column.DONE_ON),
            Column.STRUCK_OFF: _day(report, problem, Column.STRUCK_OFF),
            Column.PROOF: "" if _only_described(report, problem) else "\n".join(find_proofs(_own_texts(problem))),
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


def _problem_words(heading: str) -> str:
    start, end = problem_title(heading)
    return heading[start:end]


def _only_described(report: Report, problem: Problem) -> bool:
    """Whether the text under a problem tells what is wrong, as in the 存在问题 of a self-examination."""
    return report.kind is Kind.SELF_EXAMINATION and not problem.measures


def _detail(report: Report, problem: Problem, grouped: bool) -> str:
    texts = [problem.title if grouped else "", problem.part_text(PartRole.SITUATION).strip()]
    if _only_described(report, problem):
        texts.append(problem.part_text(PartRole.PROGRESS).strip())
    return "\n".join(text for text in texts if text)


def _parts(problem: Problem) -> dict[Column, str]:
    cells = {column: problem.part_text(role).strip() for column, role in _LONG_PARTS.items()}
    for column, role in _SHORT_PARTS.items():
        texts = (part.text.strip(_EDGES) for part in problem.parts if part.role is role)
        cells[column] = "\n".join(dict.fromkeys(text for text in texts if text))
    return cells


def _deadline(problem: Problem) -> str:
    return (problem.deadline or problem.part_text(PartRole.DEADLINE)).strip(_EDGES)


def _has_plan(problem: Problem) -> bool:
    """Whether the text tells the measures (整改措施：…) apart from what was done (整改情况：…)."""
    roles = {part.role for part in problem.parts if part.text.strip()}
    return PartRole.MEASURES in roles and PartRole.PROGRESS in roles


def _measures_and_progress(problem: Problem) -> tuple[str, str]:
    """整改措施: the measures in full, numbered 1. 2. … one a line; and 整改进展: what the text tells beyond them.

    Words that lead up to a measure stand before it without a number; where the
    text has measures and progress apart, both stay as they were written.
    """
    if _has_plan(problem):
        roles = (PartRole.PROGRESS, PartRole.RESULT)
        told = [part.text.strip() for part in problem.parts if part.role in roles]
        return problem.part_text(PartRole.MEASURES).strip(), "\n".join(dict.fromkeys(told))
    texts = [measure.text.strip() for measure in problem.measures]
    intros, rest = _around(problem, texts)
    lines: list[str] = []
    number = 0
    for at, measure in enumerate(problem.measures):
        body = _without_label(texts[at], measure)
        if not body:
            continue
        number += 1
        if at in intros:
            lines.append(intros[at])
        lines.append(f"{number}.{body}" if len(texts) > 1 else body)
    found = "\n".join(lines) or problem.part_text(PartRole.MEASURES).strip()
    return found, "\n".join(dict.fromkeys(text for text in rest if text)) or _status_words(problem)


def _without_label(text: str, measure: Measure) -> str:
    if measure.label is not None:
        text = text.removeprefix(measure.label.text)
    return text.strip().lstrip("，,、：: \u3000")


def _around(problem: Problem, texts: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """What the paragraphs hold besides their measures: words before a measure by its number, and the rest in order."""
    intros: dict[int, str] = {}
    rest: list[str] = []
    following = 0
    for part in problem.parts:
        if part.role not in (PartRole.MEASURES, PartRole.PROGRESS, PartRole.RESULT):
            continue
        at = 0
        while following < len(texts):
            found = part.text.find(texts[following], at)
            if found < 0:
                break
            label = problem.measures[following].label
            intro = _worth_telling(part.text[at:found], label.text if label else "")
            if intro:
                intros[following] = intro
            at = found + len(texts[following])
            following += 1
        if part.role is not PartRole.MEASURES:
            rest.append(_worth_telling(part.text[at:]) if at else part.text.strip())
    return intros, rest


def _worth_telling(text: str, label: str = "") -> str:
    """The text less the label that ends it; "" for bare lead-ins (主要做了以下工作：)."""
    text = text.strip().removesuffix(label).strip(" \u3000\n，、；")
    return "" if len(text) < _SHORTEST or text.endswith(("：", ":")) else text


def _status_words(problem: Problem) -> str:
    """The problem's own words on its status where they say more than the status itself."""
    span = problem.status_span
    if not problem.status_text or span is None or not problem.line <= span.line <= problem.end_line:
        return ""
    words = problem.status_text.strip(_EDGES)
    return "" if len(words) < _SHORTEST or _PLAIN_STATUS.fullmatch(words) else words


def _own_texts(problem: Problem) -> list[str]:
    """What the problem's text says was done, measures and progress, no passage twice."""
    measures = [measure.text for measure in problem.measures]
    told = "\n".join(measures)
    roles = (PartRole.MEASURES, PartRole.PROGRESS, PartRole.RESULT, PartRole.STATUS)
    return measures + [part.text for part in problem.parts if part.role in roles and part.text not in told]


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
