"""A report as it is printed: what `typeset` writes for Word, read back with every measure.

One place decides how an official document is set; the preview, the printed page and the PDF follow it. Only what this
program itself writes is understood.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.documents.page_model import (
    Align,
    Block,
    Face,
    Numbering,
    PageSetup,
    Para,
    Printable,
    Rule,
    Run,
    Table,
    TableCell,
)
from desktop.documents.safe_zip import Element, parse_xml
from desktop.documents.typeset_settings import PageNumber, TypesetSettings
from desktop.documents.word_names import W, child, number, toggle, value, whole
from desktop.documents.word_typeset import typeset
from desktop.report.model import Report

_ALIGN = {"left": Align.LEFT, "right": Align.RIGHT, "center": Align.CENTER, "both": Align.BOTH}
_NUMBERS = {
    PageNumber.DASHES: Numbering.DASHES,
    PageNumber.PLAIN: Numbering.PLAIN,
    PageNumber.NONE: Numbering.NONE,
}


@dataclass(frozen=True, slots=True)
class _Style:
    para: Para
    face: Face


def set_report(
    report: Report,
    settings: TypesetSettings,
    *,
    title: str = "",
    split_words: Callable[[str], Sequence[str]] | None = None,
) -> Printable:
    """The report set by GB/T 9704—2012 with these settings, ready to be laid out. title: of the print job."""
    made = typeset(report, settings, fonts=settings.fonts.names(), split_words=split_words)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        styles = _styles(parse_xml(archive.read("word/styles.xml")))
        body = parse_xml(archive.read("word/document.xml")).find(W + "body")
    page_face = styles["GwPage"].face
    setup = PageSetup(numbers=_NUMBERS[settings.page_number], number_face=page_face)
    return Printable(title or report.title or "报告", setup, tuple(_blocks(body, styles)), made.notes)


def _blocks(body: Element, styles: dict[str, _Style]) -> Iterator[Block]:
    for element in body:
        if element.tag == W + "p":
            if child(child(child(element, "pPr"), "rPr"), "vanish") is None:
                yield _para(element, styles)
        elif element.tag == W + "tbl":
            yield _table(element, styles)


def _styles(root: Element) -> dict[str, _Style]:
    defaults = child(child(root, "docDefaults"), "rPrDefault")
    plain = _Style(Para((), Align.LEFT), _face(child(defaults, "rPr"), Face("", "")))
    found: dict[str, _Style] = {}
    for element in root.iter(W + "style"):
        base = found.get(value(element, "basedOn") or "", plain)
        found[element.get(W + "styleId", "")] = _Style(
            _measures(child(element, "pPr"), base.para), _face(child(element, "rPr"), base.face)
        )
    return found


def _measures(properties: Element | None, base: Para) -> Para:
    """A paragraph's measures over those of its style."""
    if properties is None:
        return base
    changes: dict[str, object] = {}
    alignment = value(properties, "jc")
    if alignment is not None:
        changes["align"] = _ALIGN[alignment]
    spacing = child(properties, "spacing")
    if _int(spacing, "line") is not None:
        changes["line"] = float(_int(spacing, "line") or 0)
        changes["exact"] = _get(spacing, "lineRule") == "exact"
    indent = child(properties, "ind")
    if indent is not None:
        for side in ("left", "right"):
            if _int(indent, side) is not None:
                changes[side] = float(_int(indent, side) or 0)
        first, hanging = _int(indent, "firstLine"), _int(indent, "hanging")
        changes["first"] = float(first if first is not None else -(hanging or 0))
    if toggle(properties, "pageBreakBefore"):
        changes["new_page"] = True
    if toggle(properties, "keepNext"):
        changes["with_next"] = True
    line = child(child(properties, "pBdr"), "bottom")
    if line is not None:
        changes["below"] = Rule((_int(line, "sz") or 0) * 2.5, f"#{_get(line, 'color')}")
    return replace(base, **changes)  # type: ignore[arg-type]


def _face(properties: Element | None, base: Face) -> Face:
    if properties is None:
        return base
    changes: dict[str, object] = {}
    fonts = child(properties, "rFonts")
    if fonts is not None:
        changes |= {"east": _get(fonts, "eastAsia") or base.east, "west": _get(fonts, "ascii") or base.west}
    size = number(properties, "sz")
    if size is not None:
        changes["size"] = size * 10.0
    spacing = number(properties, "spacing")
    if spacing is not None:
        changes["spacing"] = float(spacing)
    color = value(properties, "color")
    if color is not None:
        changes["color"] = f"#{color}"
    if toggle(properties, "b") is not None:
        changes["bold"] = bool(toggle(properties, "b"))
    return replace(base, **changes)  # type: ignore[arg-type]


def _para(element: Element, styles: dict[str, _Style]) -> Para:
    properties = child(element, "pPr")
    style = styles[value(properties, "pStyle") or "Normal"]
    runs = []
    for run in element.iter(W + "r"):
        text = "".join(_text(part) for part in run)
        if text:
            runs.append(Run(text, _face(child(run, "rPr"), style.face)))
    # an empty paragraph is as high as its letters would be
    return replace(_measures(properties, style.para), runs=tuple(runs or [Run("", style.face)]))


def _text(part: Element) -> str:
    if part.tag == W + "t":
        return part.text or ""
    return {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-"}.get(part.tag, "")


def _table(element: Element, styles: dict[str, _Style]) -> Table:
    widths = tuple(float(_int(column, "w") or 0) for column in element.iter(W + "gridCol"))
    lowest = child(child(element, "tblPr"), "tblpPr") is not None
    rows: list[list[TableCell]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    heads = 0
    for at, row in enumerate(element.findall(W + "tr")):
        row_properties = child(row, "trPr")
        heads += 1 if child(row_properties, "tblHeader") is not None else 0
        column = number(row_properties, "gridBefore") or 0
        cells: list[TableCell] = []
        for cell in row.findall(W + "tc"):
            properties = child(cell, "tcPr")
            span = number(properties, "gridSpan") or 1
            merge = child(properties, "vMerge")
            if merge is not None and _get(merge, "val") != "restart":
                if column in open_cells:
                    upper, index = open_cells[column]
                    rows[upper][index] = replace(rows[upper][index], rows=at - upper + 1)
            else:
                if merge is not None:
                    open_cells[column] = (at, len(cells))
                cells.append(TableCell(column, tuple(_para(p, styles) for p in cell.findall(W + "p")), span))
            column += span
        rows.append(cells)
    across = None
    if lowest:
        count = len(rows)
        across = (Rule(20), Rule(15), Rule(20)) if count else None
    pad = 0.0 if lowest else 80.0
    return Table(
        widths,
        tuple(tuple(row) for row in rows),
        heads,
        None if lowest else Rule(10),
        across,
        pad_x=pad,
        pad_y=0.0 if lowest else 40.0,
        lowest=lowest,
    )


def _get(element: Element | None, name: str) -> str | None:
    return None if element is None else element.get(W + name)


def _int(element: Element | None, name: str) -> int | None:
    return whole(_get(element, name))
