"""Drafting from files: the ledger of a workbook, a file of facts, own templates; and the draft as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.drafting.draft import Draft, draft
from desktop.drafting.facts import Facts
from desktop.drafting.known_facts import FactsError, read_facts_file
from desktop.drafting.templates import Template, TemplateError, Templates, load_templates, read_text
from desktop.paths import AppPaths

DRAFT_ENDINGS = (".docx", ".txt")


def templates_folder(paths: AppPaths) -> Path:
    """Where a user's own templates lie."""
    return paths.config / "templates"


def find_template(name: str, paths: AppPaths) -> Template:
    """The template for a kind or with a name, the user's own first. Raises DocumentError, which lists them."""
    templates = load_templates(templates_folder(paths))
    found = templates.named(name) or templates.named(f"整改{name}")
    if found is None:
        raise DocumentError(
            "".join([f"没有“{name}”的模板，可用的有：{_names(templates)}。", *map(str, templates.errors)])
        )
    return found


def _names(templates: Templates) -> str:
    names = [name for template in templates.all for name in (template.kind.value, template.name)]
    return "、".join(dict.fromkeys(names))


def read_facts(path: Path) -> Facts:
    """The facts of a file. Raises DocumentError."""
    try:
        return read_facts_file(read_text(path), path.name)
    except FactsError as error:
        raise DocumentError(f"情况文件{error}") from error
    except TemplateError as error:
        raise DocumentError(str(error).replace("模板文件", "情况文件").replace("，不像模板", "")) from error


def draft_from_workbook(path: Path, template: Template, facts: Facts) -> Draft:
    """A draft from the ledger in a workbook; its unit is taken where the facts name none. Raises DocumentError."""
    from desktop.documents.excel_reader import read_excel

    ledger = read_excel(path).ledger
    if not ledger.rows:
        raise DocumentError(f"“{path.name}”里没有问题，请检查是不是整改台账。")
    known = facts if facts.unit or facts.full_name else replace(facts, unit=ledger.unit)
    return draft(template.kind, known, ledger, template)


def draft_bytes(drafted: Draft, ending: str) -> bytes:
    """The draft as a file with this ending (.docx, .txt). Raises DocumentError for another one."""
    if ending == ".txt":
        return drafted.text.encode("utf-8")
    if ending != ".docx":
        raise DocumentError("起草的报告应当以 .docx 或 .txt 结尾。")
    from desktop.documents.word_plain import write_word

    return write_word(drafted.lines, title_line=drafted.title_line, heading_levels=drafted.heading_levels)
