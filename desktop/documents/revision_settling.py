"""Tracked changes accepted or refused in the tree of a part, as Word does it (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import M, W, child

_FORMER = {
    W + "rPrChange": W + "rPr",
    W + "pPrChange": W + "pPr",
    W + "sectPrChange": W + "sectPr",
    W + "tblPrChange": W + "tblPr",
    W + "trPrChange": W + "trPr",
    W + "tcPrChange": W + "tcPr",
    W + "tblPrExChange": W + "tblPrEx",
    W + "tblGridChange": W + "tblGrid",
}
_MARKERS = tuple(
    W + name + end
    for name in (
        "moveFromRange",
        "moveToRange",
        "customXmlInsRange",
        "customXmlDelRange",
        "customXmlMoveFromRange",
        "customXmlMoveToRange",
    )
    for end in ("Start", "End")
)
_KEPT_BY_PARAGRAPH = {
    W + "pPr": (W + "rPr", W + "sectPr"),
    W + "sectPr": (W + "headerReference", W + "footerReference"),
}
"""What the former properties never hold and the present ones keep."""

_LIVE = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}


def settle(root: Element, *, accept: bool) -> int:
    """Accept or refuse every tracked change below root; how many there were."""
    count = _formats(root, accept=accept)
    goes, stays = (("del", "moveFrom"), ("ins", "moveTo")) if accept else (("ins", "moveTo"), ("del", "moveFrom"))
    count += _rows(root, goes[0], stays[0])
    count += _cells(root, accept=accept)
    count += _marks(root, goes, stays)
    for name in goes:
        for element in list(root.iter(W + name)):
            count += 1
            _drop(element)
    for name in stays:
        for element in list(root.iter(W + name)):
            count += 1
            _unwrap(element)
    for tag, live in _LIVE.items():
        for element in list(root.iter(tag)):
            element.tag = live
    for element in list(root.iter(*_MARKERS)):
        _drop(element)
    return count


def _formats(root: Element, *, accept: bool) -> int:
    count = 0
    for change in list(root.iter(*_FORMER, W + "numberingChange")):
        count += 1
        properties = change.getparent()
        former = change.find(_FORMER.get(change.tag, ""))
        properties.remove(change)
        if accept or former is None:
            continue
        kept = [e for e in properties if e.tag in _KEPT_BY_PARAGRAPH.get(properties.tag, ())]
        if properties.tag == W + "rPr" and properties.getparent() is not None:
            # a paragraph mark's own insertion or deletion is no format
            kept += [e for e in properties if e.tag in {W + n for n in ("ins", "del", "moveFrom", "moveTo")}]
        for element in list(properties):
            properties.remove(element)
        if properties.tag == W + "sectPr" or properties.tag == W + "rPr":
            properties.extend(kept)
            properties.extend(list(former))
        else:
            properties.extend(list(former))
            properties.extend(kept)
    return count


def _rows(root: Element, goes: str, stays: str) -> int:
    count = 0
    for row in list(root.iter(W + "tr")):
        properties = child(row, "trPr")
        if properties is None:
            continue
        if (mark := child(properties, stays)) is not None:
            count += 1
            _drop(mark)
        if child(properties, goes) is not None:
            count += 1
            table = row.getparent()
            _drop(row)
            if table is not None and table.tag == W + "tbl" and child(table, "tr") is None:
                _drop(table)
    return count


def _cells(root: Element, *, accept: bool) -> int:
    count = 0
    goes, stays = ("cellDel", "cellIns") if accept else ("cellIns", "cellDel")
    for cell in list(root.iter(W + "tc")):
        properties = child(cell, "tcPr")
        for name in (stays, "cellMerge"):
            if (mark := child(properties, name)) is not None:
                count += 1
                _drop(mark)
        if child(properties, goes) is not None:
            count += 1
            _drop(cell)
    return count


def _marks(root: Element, goes: tuple[str, str], stays: tuple[str, str]) -> int:
    """Paragraph marks: one that goes joins its paragraph to the next, which gives the form."""
    count = 0
    for paragraph in list(root.iter(W + "p")):
        mark = child(child(paragraph, "pPr"), "rPr")
        for name in stays:
            if (change := child(mark, name)) is not None:
                count += 1
                _drop(change)
    for paragraph in list(root.iter(W + "p")):
        mark = child(child(paragraph, "pPr"), "rPr")
        changes = [change for name in goes if (change := child(mark, name)) is not None]
        if not changes:
            continue
        count += 1
        following = _next_paragraph(paragraph)
        if following is None:
            for change in changes:
                _drop(change)
            if not _has_content(paragraph, goes) and _may_go(paragraph):
                _drop(paragraph)
            continue
        at = 1 if child(following, "pPr") is not None else 0
        moving = [e for e in paragraph if e.tag != W + "pPr"]
        section = child(child(paragraph, "pPr"), "sectPr")
        for offset, element in enumerate(moving):
            following.insert(at + offset, element)
        if section is None:
            _drop(paragraph)
        else:  # the section's end must stay
            for change in changes:
                _drop(change)
    return count


def _next_paragraph(paragraph: Element) -> Element | None:
    """The paragraph that one without its mark runs into; within the same cell, box or wrapper."""
    following = paragraph.getnext()
    while following is not None and following.tag not in {W + "p", W + "tbl", W + "sdt", W + "sectPr"}:
        following = following.getnext()
    return following if following is not None and following.tag == W + "p" else None


def _has_content(paragraph: Element, goes: tuple[str, str]) -> bool:
    gone = {W + name for name in goes}
    return any(
        not any(a.tag in gone for a in run.iterancestors())
        for run in paragraph.iter(W + "r", M + "oMath")
        if any(e.tag != W + "rPr" for e in run)
    )


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph may be taken out: not the last of its cell or box."""
    parent = paragraph.getparent()
    return parent is not None and sum(1 for e in parent if e.tag == W + "p") > 1 and paragraph.getnext() is not None


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, inner in enumerate(list(element)):
        parent.insert(at + offset, inner)
    parent.remove(element)
