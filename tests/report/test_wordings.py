"""Deadlines and causes in the wordings offices use: thirty invented reports, each problem with its own wording."""

import random

from invented_reports import layouts, make

from desktop.report.parse import parse
from desktop.text.document import Document

DEADLINES = (
    ("整改时限：{}", "own"),
    ("完成时限：{}。", "own"),
    ("整改期限：{}", "own"),
    ("整改完成时间：{}", "own"),
    ("目前，该问题正在整改，预计{}完成整改。", "end"),
    ("该问题正在推进中，力争{}完成整改任务。", "end"),
    ("目前正在整改，计划于{}全部整改完成。", "end"),
    ("该项问题尚未完成整改，将于{}完成。", "end"),
    ("此问题整改工作正在推进，争取{}完成整改。", "end"),
    ("该问题涉及面广，拟于{}完成整改。", "end"),
    ("办结时限：{}", "own"),
    ("整改时间：{}。", "own"),
)
DATES = ("2025年12月底前", "2025年11月30日前", "2026年6月底前", "年底前", "12月31日前", "2025年10月底")
CAUSES = (
    "原因分析：思想认识不到位，责任没有压实。",
    "问题原因：制度不健全，监督缺位。",
    "主要原因：人员力量不足，业务不熟。",
    "存在原因：对政策理解不深。",
    "产生原因：日常管理松懈。",
    "原因剖析：重业务轻党建。",
    "经查，由于档案移交不及时，导致台账缺失。",
    "主要是由于工作人员变动频繁，交接不清，造成记录不全。",
    "产生这一问题的根本原因在于主体责任没有落实。",
    "因历史资料缺失，相关手续一直未能补办，造成账实不符。",
    "由于前期摸底不细，未将部分资产登记入账。",
    "问题产生的主要原因是责任分工不明确。",
)
HARMLESS = (
    "整改情况：一是因地制宜制定方案，全年开展培训12次。",
    "整改情况：因工作需要调整分工，由办公室牵头负责。",
    "整改情况：一是严格执行因公出差审批制度。二是于9月底召开专题会议。",
    "整改情况：一是7月底前完成学习计划编制。二是开展检查2次。",
)


def _reports():
    rng = random.Random(7)
    for seed in range(30):
        lines, answer = make(layouts()[seed % 8], seed, sizes=(3, 3, 3))
        out, problems, inserted = list(lines), [], 0
        for n, problem in enumerate(answer.problems):
            heading = problem["line"] + inserted
            deadline = cause = None
            if n % 3 == 0:
                words, place = rng.choice(DEADLINES)
                deadline = rng.choice(DATES)
                line = words.format(deadline)
                if place == "own":
                    out.insert(heading + 1, line)
                    inserted += 1
                else:
                    out[heading] += line
            elif n % 3 == 1:
                cause = rng.choice(CAUSES)
                out.insert(heading, cause)
                inserted += 1
            else:
                out[heading] = rng.choice(HARMLESS)
            problems.append((heading, deadline, cause is not None))
        yield out, problems


def test_deadlines_and_causes_in_many_wordings():
    hits = dict.fromkeys(("deadline", "cause"), 0)
    wanted, found = dict(hits), dict(hits)
    wrong = []
    for lines, problems in _reports():
        report = parse(Document.from_lines(lines))
        by_line = {p.line: p for p in report.problems}
        assert sorted(by_line) == [heading for heading, _, _ in problems]
        for heading, deadline, cause in problems:
            problem = by_line[heading]
            wanted["deadline"] += deadline is not None
            found["deadline"] += problem.deadline is not None
            hits["deadline"] += deadline is not None and problem.deadline == deadline
            wanted["cause"] += cause
            found["cause"] += problem.has_cause
            hits["cause"] += cause and problem.has_cause
            if problem.deadline != deadline or problem.has_cause != cause:
                wrong.append((deadline, problem.deadline, cause, problem.has_cause, lines[heading : heading + 2]))
    for kind in hits:
        precision, recall = hits[kind] / max(1, found[kind]), hits[kind] / wanted[kind]
        assert 2 * precision * recall / max(1e-9, precision + recall) >= 0.95, (kind, wrong)
