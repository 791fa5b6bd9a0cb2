"""What people read about checks: one check for `explain`, and the page of all checks, made from the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.checks.base import Check, Example
from desktop.documents.finding_words import SEVERITY_WORDS
from desktop.report.numbering import find_label

_OPEN, _CLOSE = "⟦", "⟧"
_NOTHING = _OPEN + _CLOSE
_WHOLE = 5
"""Examples of up to this many paragraphs are shown whole, longer ones around what matters."""

_LONGEST = 48
_GAP = "……"
_ABOUT = (
    "共{}项。“错”是确定的错误，“疑”是很可能有误、应当核对的地方，“提示”供参考；有的结果视情形比检查项本身轻一些或重一些。"
    "例子里⟦ ⟧之间是标出的文字，→ 后面是“全部修正”之后的文字。不需要的检查项可以在“检查设置”里关掉，也可以改变轻重。"
)


def list_checks(checks: Iterable[Check]) -> str:
    """One line a check, grouped by family."""
    lines: list[str] = []
    for family, members in _by_family(checks):
        lines.append(f"{family}：")
        lines += [f"  {c.code}  {_padded(SEVERITY_WORDS[c.severity])}  {c.explanation.summary}" for c in members]
    return "\n".join(lines) + "\n"


def explain_check(check: Check) -> str:
    """What a check is for, its source, wrong and right."""
    about = check.explanation
    blocks = [
        f"{check.code}　{about.summary}（{check.family.value}，{SEVERITY_WORDS[check.severity]}）",
        about.why,
        f"依据：{about.source}",
        f"错误的写法（{_OPEN} {_CLOSE}里是标出的地方）：",
        *(_indented(wrong_example(example)) for example in check.bad),
        "正确的写法：",
        *(_indented(right_example(example, check.bad)) for example in check.good),
    ]
    return "\n\n".join(blocks) + "\n"


def checks_page(checks: Sequence[Check]) -> str:
    """The page of all checks as Markdown: a list to look them up in, then each with why, source and examples."""
    lines = [
        "# 检查项一览",
        "",
        "<!-- 由 build_scripts/check_pages.py 根据程序生成，不要手改。 -->",
        "",
        _ABOUT.format(len(checks)),
        "",
        "| 代码 | 轻重 | 类别 | 检查什么 |",
        "|---|---|---|---|",
    ]
    families = _by_family(checks)
    for family, members in families:
        lines += [
            f"| {c.code} | {SEVERITY_WORDS[c.severity]} | {family} | {_plain(c.explanation.summary)} |" for c in members
        ]
    for family, members in families:
        lines += ["", f"## {family}"]
        for check in members:
            lines += _page(check)
    return "\n".join(lines) + "\n"


def _page(check: Check) -> list[str]:
    about = check.explanation
    lines = ["", f"### {check.code}　{_plain(about.summary)}", ""]
    lines += [f"{SEVERITY_WORDS[check.severity]}。{_plain(about.why)}", ""]
    lines += [f"依据：{_plain(about.source)}", "", "错误的写法：", ""]
    lines += _block([wrong_example(example) for example in check.bad])
    lines += ["", "正确的写法：", ""]
    return lines + _block([right_example(example, check.bad) for example in check.good])


def wrong_example(example: Example) -> list[str]:
    """The lines of a bad example worth showing, and behind → what the certain fixes make of them."""
    lines = example.text.split("\n")
    marked = {at for at, line in enumerate(lines) if _OPEN in line or _CLOSE in line}
    if any(_NOTHING in line for line in lines):
        # something is missing: what is there shows it
        shown = [_shortened(line.replace(_NOTHING, "")) for line in lines]
    else:
        shown = _around(lines, marked)
    if example.mended is None:
        return shown
    before = [line.replace(_OPEN, "").replace(_CLOSE, "") for line in lines]
    mended = [line for line in example.mended.split("\n") if line not in before]
    return [*shown, *(f"→ {line or '（删去）'}" for line in mended or [""])]


def right_example(example: Example, wrong: Iterable[Example]) -> list[str]:
    """The lines of a good example worth showing: of a long one those that differ from the wrong ones."""
    lines = example.text.split("\n")
    known = {line.replace(_OPEN, "").replace(_CLOSE, "") for bad in wrong for line in bad.text.split("\n")}
    fresh = {at for at, line in enumerate(lines) if line not in known}
    return _around(lines, fresh) if fresh else [_shortened(line) for line in lines]


def _around(lines: Sequence[str], wanted: set[int]) -> list[str]:
    """These lines with their neighbours and the numbered headings; the rest left out where there are many."""
    near = {at + step for at in wanted for step in (-1, 0, 1)}
    near |= {at for at, line in enumerate(lines) if len(line) <= _LONGEST and find_label(line, 1) is not None}
    shown: list[str] = []
    for at, line in enumerate(lines):
        if len(lines) <= _WHOLE or at in near:
            shown.append(line if at in wanted or len(lines) <= _WHOLE else _shortened(line))
        elif not shown or shown[-1] != _GAP:
            shown.append(_GAP)
    return shown


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _by_family(checks: Iterable[Check]) -> list[tuple[str, list[Check]]]:
    """The checks of each family, families in the order of their first check, checks by code."""
    families: dict[str, list[Check]] = {}
    for check in checks:
        families.setdefault(check.family.value, []).append(check)
    return [(family, sorted(members, key=lambda check: check.code)) for family, members in families.items()]


def _padded(word: str) -> str:
    return word + "　" * (2 - len(word))


def _indented(lines: Iterable[str]) -> str:
    return "\n".join("  " + line for line in lines)


def _block(examples: Iterable[Sequence[str]]) -> list[str]:
    """Examples between fences, a blank line apart where one of them has several lines."""
    parts = ["\n".join(lines) for lines in examples]
    apart = "\n\n" if any("\n" in part for part in parts) else "\n"
    text = apart.join(parts)
    fence = "````" if "```" in text else "```"
    return [f"{fence}text", *text.split("\n"), fence]


def _plain(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    for mark in "\\`*_<>#|[]":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", " ")
