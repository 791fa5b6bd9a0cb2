"""The page number of a Word file: its form, font and place (GB/T 9704—2012 7.5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.format_check import Departure
from desktop.documents.format_fixes import Fix, FooterFix
from desktop.documents.format_rules import PAGE_SIZE, is_family, size_name
from desktop.documents.safe_zip import Element
from desktop.documents.typeset_settings import PageNumber, TypesetSettings
from desktop.documents.word_looks import Looks
from desktop.documents.word_names import MC, W, child, toggle
from desktop.documents.word_package import OFFICE_RELATION, RELATIONS_NS, WordPackage, relations_name

_NAME, _CLAUSE = "页码", "7.5"
_ID = "{" + OFFICE_RELATION[:-1] + "}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PAGE_FIELD = re.compile(r"\bPAGE\b")
_NUMBER = "#"
_DASHED = re.compile(f"[—―] ?{_NUMBER} ?[—―]")
_PLACES = {"left": "左", "right": "右", "center": "居中", "both": "左", "start": "左", "end": "右"}
_WANTED = "单页右空一字、双页左空一字"


@dataclass(slots=True)
class _Footer:
    """A footer as far as the page number goes. text: with # for the number; place: left, right, center or outside."""

    text: str = ""
    place: str = "left"
    indent: float = 0.0
    font: str = ""
    size: float = 0.0
    other: bool = False


def judge_numbers(
    package: WordPackage, looks: Looks, settings: TypesetSettings, sections: Sequence[Element]
) -> Iterator[tuple[Departure, list[Fix]]]:
    """What departs in the page number; each is mended by setting it anew."""
    if settings.page_number is PageNumber.NONE:
        return
    root = package.parse_related("settings")
    parted = bool(toggle(root, "evenAndOddHeaders"))
    footers = _footers(package, looks, sections, parted=parted)
    mendable = not any(footer.other for footer in footers.values())
    fix: list[Fix] = [FooterFix(tuple(sections))]

    def departure(rule: str, found: str, wanted: str) -> tuple[Departure, list[Fix]]:
        return Departure(rule, _NAME, found, wanted, _CLAUSE, mendable=mendable), fix

    odd = footers.get("default")
    numbered = [footer for footer in footers.values() if _NUMBER in footer.text]
    form = settings.page_number.value.replace("1", _NUMBER)
    if odd is None or _NUMBER not in odd.text:
        where = "没有页码" if not numbered else "单数页没有页码"
        yield departure("page-number-missing", where, f"“{settings.page_number.value}”，{_WANTED}")
        return
    if parted and (even := footers.get("even")) is not None and _NUMBER not in even.text:
        yield departure("page-number-missing", "双数页没有页码", "每页都有页码")
    if (first := footers.get("first")) is not None and _NUMBER not in first.text:
        yield departure("page-number-missing", "首页没有页码", "每页都有页码")
    for footer in numbered:
        is_right = _DASHED.fullmatch(footer.text) if "—" in form else footer.text == form
        if not is_right and not footer.other:
            found = f"形式是“{footer.text.replace(_NUMBER, '1')}”"
            yield departure("page-number-form", found, f"“{settings.page_number.value}”")
            break
    for footer in numbered:
        if abs(footer.size - PAGE_SIZE) > 0.25 or not is_family(footer.font, "page", settings.fonts):
            found = f"是{footer.font}、{size_name(footer.size)}"
            yield departure("page-number-font", found, "4号（14磅）半角宋体数字")
            break
    yield from _placed(odd, footers.get("even"), departure, parted=parted)


def _placed(
    odd: _Footer, even: _Footer | None, departure: object, *, parted: bool
) -> Iterator[tuple[Departure, list[Fix]]]:
    assert callable(departure)
    if odd.place == "outside":
        return
    side = _PLACES.get(odd.place, odd.place)
    if not parted:
        yield departure("page-number-place", f"单双页一样，都{'在' if side != '居中' else ''}{side}", _WANTED)
    elif odd.place not in {"right", "end"} or abs(odd.indent - 1) > 0.3:
        found = f"单页在{side}" if side != "右" else f"单页右空 {odd.indent:.1f} 字"
        yield departure("page-number-place", found, _WANTED)
    elif even is not None and (even.place not in {"left", "start", "both"} or abs(even.indent - 1) > 0.3):
        side = _PLACES.get(even.place, even.place)
        found = f"双页在{side}" if side != "左" else f"双页左空 {even.indent:.1f} 字"
        yield departure("page-number-place", found, _WANTED)


def _footers(package: WordPackage, looks: Looks, sections: Sequence[Element], *, parted: bool) -> dict[str, _Footer]:
    """The footers in use, of the last section that names each: default, even where pages are parted, first."""
    found: dict[str, _Footer] = {}
    for section in sections:
        for reference in section.iterchildren(W + "footerReference"):
            kind = reference.get(W + "type", "default")
            name = _target(package, reference.get(_ID))
            if name is not None and (kind != "even" or parted):
                found[kind] = _read(package.parse(name), looks)
        if not toggle(section, "titlePg"):
            found.pop("first", None)
        elif "first" not in found:
            found["first"] = _Footer()
    if parted:
        found.setdefault("even", _Footer())
    return found


def _target(package: WordPackage, relation_id: str | None) -> str | None:
    rels = relations_name(package.main_name)
    if relation_id is None or not package.has(rels):
        return None
    for relation in package.parse(rels).iter(RELATIONS_NS + "Relationship"):
        if relation.get("Id") == relation_id and relation.get("TargetMode") != "External":
            folder = posixpath.dirname(package.main_name)
            name = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            return package.actual_name(name) if package.has(name) else None
    return None


def _read(root: Element, looks: Looks) -> _Footer:
    for fallback in list(root.iter(MC + "Fallback")):
        fallback.getparent().remove(fallback)
    footer = _Footer()
    texts: list[str] = []
    inner = [
        p for p in root.iter(W + "p") if next(p.iterchildren(W + "r", W + "fldSimple", W + "sdt"), None) is not None
    ]
    for paragraph in inner:
        text, number = _line(paragraph)
        if text.strip():
            texts.append(text.strip())
        if number is None:
            continue
        look, run_look = looks.paragraph(paragraph), looks.run(number, paragraph)
        footer.font, footer.size = run_look.western, run_look.size
        footer.place = look.alignment
        side = "right" if look.alignment in {"right", "end"} else "left"
        footer.indent = max(look.indent(side, PAGE_SIZE), look.first_line(PAGE_SIZE) if side == "left" else 0)
        blanks = (
            text[len(text.rstrip("\u3000")) :] if side == "right" else text[: len(text) - len(text.lstrip("\u3000"))]
        )
        footer.indent += len(blanks)
        footer.place = _frame_place(paragraph) or footer.place
    footer.text = "".join(texts)
    rest = re.sub(f"[{_NUMBER}—―–－\\-\\s第页共/0-9]", "", footer.text)
    pictures = list(root.iter("{*}blip", "{*}imagedata"))
    footer.other = bool(rest) or bool(pictures) or next(root.iter(W + "tbl"), None) is not None
    return footer


def _frame_place(paragraph: Element) -> str | None:
    """Where the frame or text box of a paragraph stands, None for one that has none."""
    frame = child(child(paragraph, "pPr"), "framePr")
    if frame is not None and frame.get(W + "xAlign"):
        return str(frame.get(W + "xAlign"))
    box = next(paragraph.iterancestors(W + "txbxContent"), None)
    for anchor in box.iterancestors(_DRAWN + "anchor") if box is not None else ():
        align = anchor.find(f"{_DRAWN}positionH/{_DRAWN}align")
        if align is not None and align.text:
            return str(align.text)
    return None


def _line(paragraph: Element) -> tuple[str, Element | None]:
    """What a footer's paragraph shows with # for the page number, and a run of the number."""
    out: list[str] = []
    number: Element | None = None
    depth, code, result = 0, "", False
    for run in paragraph.iter(W + "r"):
        if next(run.iterancestors(W + "p")) is not paragraph:
            continue
        simple = next(run.iterancestors(W + "fldSimple"), None)
        if simple is not None and _PAGE_FIELD.search(simple.get(W + "instr", "")):
            if number is None:
                out.append(_NUMBER)
            number = run
            continue
        for element in run:
            if element.tag == W + "fldChar":
                kind = element.get(W + "fldCharType")
                if kind == "begin":
                    depth, code, result = depth + 1, "", False
                elif kind == "separate":
                    result = True
                elif kind == "end":
                    if _PAGE_FIELD.search(code):
                        out.append(_NUMBER)
                        number = number if number is not None else run
                    depth, code, result = max(depth - 1, 0), "", False
            elif element.tag == W + "instrText":
                code += element.text or ""
            elif element.tag == W + "t":
                if not (depth and _PAGE_FIELD.search(code)):
                    out.append(element.text or "")
                elif result:
                    number = run
    return "".join(out), number
