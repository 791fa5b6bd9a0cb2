"""Texts that a ledger gives: the list of what remains as the section of a report, the periodic report as a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.documents.errors import DocumentError
from desktop.ledger.model import Ledger
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Kind, Role, Status

_NOTHING_LEFT = "台账里没有写明状态而又未办结的问题，不需要列需进一步整改事项。"


def remaining_lines(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> tuple[str, ...]:
    """需进一步整改事项 as report text, worded as a draft has it. Raises DocumentError where nothing remains."""
    from desktop.drafting.draft import write_section
    from desktop.drafting.facts import Facts
    from desktop.drafting.problems import items_of, unfinished
    from desktop.drafting.templates import load_templates

    if not unfinished(items_of(ledger), done):
        raise DocumentError(_NOTHING_LEFT)
    template = load_templates().for_kind(Kind.NOTICE)
    block = next((b for b in template.blocks if b.role is Role.REMAINING), None) if template is not None else None
    if template is None or block is None:
        raise DocumentError("没有“需进一步整改事项”的模板，请检查自己的模板文件。")
    return write_section(block, template, Facts(unit=ledger.unit), ledger, done=done)


def lines_as_word(lines: Sequence[str], *, titled: bool = True) -> bytes:
    """Lines as a plain Word file; titled: whether the first one is the title."""
    from desktop.documents.word_plain import write_word

    return write_word(lines, title_line=1 if titled else 0)
