"""Findings as one page of HTML that needs nothing else: to read on the screen and to print for a reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from desktop.checks.base import Finding, Severity
from desktop.documents import finding_words as words
from desktop.documents.cell_text import clean_text
from desktop.documents.json_output import CheckedFile

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #F4F6F9; color: #1F2933; line-height: 1.6;
  font: 14px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", SimHei, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 0; overflow-wrap: anywhere; }
.muted { color: #55636F; } .note { margin: 0 0 20px; }
section { background: #FFFFFF; border: 1px solid #DDE3EA; border-radius: 6px; padding: 20px; margin: 0 0 20px; }
table { width: 100%; border-collapse: collapse; margin-top: 12px; }
th, td { border: 1px solid #DDE3EA; padding: 6px 8px; text-align: left; vertical-align: top; }
th { background: #E6EFFA; font-weight: 600; white-space: nowrap; }
td.n, th.n { text-align: right; white-space: nowrap; } td.w { white-space: nowrap; }
td { overflow-wrap: anywhere; } a { color: #1F5FAE; text-decoration: none; } a:hover { text-decoration: underline; }
.grave { display: inline-block; min-width: 3.4em; padding: 0 6px; border-radius: 4px; font-weight: 600; }
.error { color: #C62828; background: #FDECEA; } .warning { color: #8A5200; background: #FFF4E0; }
.info { color: #1F5FAE; background: #E6EFFA; }
.context { unicode-bidi: isolate; font-size: 15px;
  font-family: FangSong, STFangsong, "Noto Serif CJK SC", SimSun, serif; }
mark { color: inherit; background: #FFE08A; border-bottom: 2px solid #C62828; padding: 0 1px; }
tr.warning-row mark { border-bottom-color: #B26A00; } tr.info-row mark { border-bottom-color: #1F5FAE; }
.message, .fix, .source { white-space: pre-line; } .source { font-size: 12px; } .box { white-space: nowrap; }
.failed { color: #C62828; } .total { font-weight: 600; }
table { table-layout: auto; } td.fix { min-width: 7em; max-width: 15em; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: #FFFFFF; font-size: 10.5pt; } main { max-width: none; padding: 0; }
  section { border: 0; padding: 0; margin: 0; } section.report { break-before: page; }
  h2 { break-after: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; }
  a { color: inherit; } .grave, mark, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  th, td { border-color: #8894A3; padding: 4px 6px; }
}
"""
_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>检查结果</title>
<style>"""


def write_html(files: Sequence[CheckedFile], when: datetime | None = None) -> str:
    """The page. when: the time to print on it, by default now."""
    moment = when or datetime.now()
    about = (
        f'<p class="muted note">{_moment(moment)} 由“对账”检查，共{len(files)}份文件。'
        "“错”是确定的错误，“疑”是很可能有误、应当核对的地方，“提示”供参考。</p>"
    )
    parts = [
        _HEAD + _STYLE + "</style>\n</head>\n<body>\n<main>",
        f"<h1>检查结果</h1>\n{about}",
        _summary(files),
        *(_report(number, file) for number, file in enumerate(files, 1)),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _moment(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"


def _text(text: str) -> str:
    """Any text as text."""
    return escape(clean_text(text), quote=True)


def _summary(files: Sequence[CheckedFile]) -> str:
    rows = []
    for number, file in enumerate(files, 1):
        name = f'<a href="#r{number}">{_text(Path(file.path).name)}</a>'
        if file.error is not None:
            told = f'<td colspan="4" class="failed">无法检查：{_text(file.error)}</td>'
        else:
            kind = f'<td class="w">{_text(file.report.kind.value if file.report else "")}</td>'
            told = kind + "".join(_number(words.count(file.findings, severity)) for severity in Severity)
        rows.append(f'<tr><td class="n">{number}</td><td>{name}</td>{told}</tr>')
    totals = "".join(_number(sum(words.count(file.findings, severity) for file in files)) for severity in Severity)
    foot = f'<tr class="total"><td></td><td>合计</td><td></td>{totals}</tr>\n' if len(files) > 1 else ""
    graves = "".join(f'<th class="n">{word}</th>' for word in words.SEVERITY_WORDS.values())
    return (
        '<section id="summary">\n<h2>汇总</h2>\n<table>\n'
        f'<thead><tr><th class="n">序号</th><th>文件</th><th>种类</th>{graves}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + f"\n{foot}</tbody>\n</table>\n</section>"
    )


def _number(n: int) -> str:
    return f'<td class="n">{n or ""}</td>'


def _report(number: int, file: CheckedFile) -> str:
    head = f'<section class="report" id="r{number}">\n<h2>{number}. {_text(Path(file.path).name)}</h2>\n'
    path = f'<div class="muted">{_text(file.path)}</div>\n'
    if file.error is not None:
        return f'{head}{path}<p class="failed">无法检查：{_text(file.error)}</p>\n</section>'
    title = words.report_title(file)
    about = "，".join(
        part for part in (title, file.report.kind.value if file.report else "", _counted(file.findings)) if part
    )
    if file.ignored:
        about += f"；另有{len(file.ignored)}处已忽略"
    if file.failures:
        about += f"；检查项{'、'.join(failure.code for failure in file.failures)}没有完成"
    opening = f"{head}{path}<div>{_text(about)}</div>\n"
    if not file.findings:
        return f"{opening}<p>没有发现问题。</p>\n</section>"
    rows = "\n".join(_row(at, file, finding) for at, finding in enumerate(file.findings, 1))
    heads = "".join(f"<th>{head}</th>" for head in ("序号", "位置", "轻重", "问题和原文", "改法", "处理"))
    return f"{opening}<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>"


def _counted(findings: Sequence[Finding]) -> str:
    return "、".join(
        f"{word}{n}处" for severity, word in words.SEVERITY_WORDS.items() if (n := words.count(findings, severity))
    )


def _row(number: int, file: CheckedFile, finding: Finding) -> str:
    grave = finding.severity.value
    sign = f"{_SIGNS[finding.severity]} {words.SEVERITY_WORDS[finding.severity]}"
    family = f'<div class="muted">{_text(words.family(finding))}<br>{_text(finding.rule)}</div>'
    cells = (
        f'<td class="n">{number}</td>',
        f'<td class="w">{_text(words.place(finding))}</td>',
        f'<td class="w"><span class="grave {grave}">{sign}</span>{family}</td>',
        f"<td>{_told(file, finding)}</td>",
        f'<td class="fix">{_text(words.fixes(finding))}</td>',
        '<td class="box">□ 已改<br>□ 不改</td>',
    )
    return f'<tr class="{grave}-row">{"".join(cells)}</tr>'


def _told(file: CheckedFile, finding: Finding) -> str:
    """What is wrong, the words in their paragraph, the other places, what the rule rests on."""
    parts = [f'<div class="message">{_text(finding.message)}</div>']
    shown = words.context(file.report, finding)
    if shown.marked:
        marked = f"<mark>{_text(shown.marked)}</mark>"
        parts.append(f'<div class="context">{_text(shown.before)}{marked}{_text(shown.after)}</div>')
    other = words.elsewhere(finding)
    if other:
        parts.append(f'<div class="muted">{_text(other)}</div>')
    check = words.check_of(finding)
    if check is not None:
        parts.append(f'<div class="muted source">依据：{_text(check.explanation.source)}</div>')
    return "".join(parts)
