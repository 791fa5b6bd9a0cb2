"""The pictures of a Word file taken over into the document that is set from it: each on a line of its own, centred."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from desktop.documents.opened import Format, Opened
from desktop.documents.safe_zip import Element
from desktop.documents.typeset_parts import WIDTH
from desktop.documents.word_map import MappedParagraph
from desktop.documents.word_names import MC, W, chosen
from desktop.documents.word_package import CONTENT_TYPES, OFFICE_RELATION, RELATIONS_NS, WordPackage, relations_name
from desktop.text.document import Origin

_R = "{" + OFFICE_RELATION[:-1] + "}"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU = 635
"""In a twentieth of a point."""

_WIDEST, _HIGHEST = WIDTH * _EMU, 11_000 * _EMU
_DRAWN = frozenset((W + "drawing", W + "pict", W + "object"))
_LENGTH = re.compile(r"(width|height):\s*([\d.]+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, None: 12_700}
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
          "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf"}  # fmt: skip


@dataclass(slots=True)
class Pictures:
    """Pictures by the 1-based line they stand at, as paragraphs; the parts they need; how many could not be taken."""

    by_line: dict[int, list[str]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    left: int = 0

    def added_to(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts of a file with the pictures', their relationships and types. The ids are those in by_line."""
        if not self.parts:
            return dict(parts)
        made = dict(parts) | self.parts
        rels = relations_name("word/document.xml")
        related = "".join(
            f'<Relationship Id="picture{number}" Type="{OFFICE_RELATION}image" Target="/{name}"/>'
            for number, name in enumerate(self.parts, 1)
        )
        made[rels] = made[rels].replace(b"</Relationships>", related.encode() + b"</Relationships>")
        endings = sorted({name.rpartition(".")[2] for name in self.parts})
        types = "".join(f'<Default Extension="{end}" ContentType="{_TYPES[end]}"/>' for end in endings)
        made[CONTENT_TYPES] = made[CONTENT_TYPES].replace(b"<Override ", types.encode() + b"<Override ", 1)
        return made


def pictures_of(opened: Opened, lines: Sequence[str]) -> Pictures:
    """The pictures in the body of a Word file, by the lines of the text that is set; none of any other file.

    Where the text is no longer that of the file their places are not known, and they stay behind. Raises DocumentError.
    """
    found = Pictures()
    if opened.format is not Format.WORD:
        return found
    from desktop.documents.word_reader import load_word
    from desktop.documents.word_sources import word_bytes

    package, mapped = load_word(word_bytes(opened, opened.data))
    if tuple(entry.paragraph.text for entry in mapped.paragraphs) != tuple(lines):
        found.left = sum(1 for _ in package.body.iter(*_DRAWN))
        return found
    targets = _targets(package)
    for line, entry in enumerate(mapped.paragraphs, 1):
        if entry.paragraph.origin is Origin.BODY:
            _take(entry, line, package, targets, found)
        else:
            found.left += sum(1 for element in entry.elements for _ in element.iter(*_DRAWN))
    return found


def _take(entry: MappedParagraph, line: int, package: WordPackage, targets: Mapping[str, str], found: Pictures) -> None:
    for drawn in (d for element in entry.elements for d in element.iter(*_DRAWN)):
        above = list(drawn.iterancestors())
        if any(a.tag == MC + "Fallback" and chosen(a.getparent()) is not a for a in above):
            continue
        if any(a.tag in _DRAWN or a.tag == W + "del" for a in above):
            continue
        shown = next(iter(drawn.iter(f"{{{_A}}}blip", "{urn:schemas-microsoft-com:vml}imagedata")), None)
        if next(drawn.iter(W + "txbxContent"), None) is not None and shown is None:
            continue  # a text box: its words are taken as text
        name = targets.get(shown.get(_R + "embed") or shown.get(_R + "id") or "") if shown is not None else None
        ending = (name or "").rpartition(".")[2].lower()
        size = _size(drawn)
        if name is None or ending not in _TYPES or size is None:
            found.left += 1
            continue
        number = len(found.parts) + 1
        found.parts[f"word/media/picture{number}.{ending}"] = package.read(name)
        found.by_line.setdefault(line, []).append(_markup(number, *size))


def _targets(package: WordPackage) -> dict[str, str]:
    """The parts that the main part's relationships lead to, by id."""
    rels = relations_name(package.main_name)
    if not package.has(rels):
        return {}
    folder = posixpath.dirname(package.main_name)
    found = {}
    for relation in package.parse(rels).iter(RELATIONS_NS + "Relationship"):
        name = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External" and package.has(name):
            found[relation.get("Id", "")] = package.actual_name(name)
    return found


def _size(drawn: Element) -> tuple[int, int] | None:
    """Width and height, no larger than the type area, in English metric units."""
    extent = next(drawn.iter(f"{{{_WP}}}extent"), None)
    try:
        if extent is not None:
            wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        else:
            shape = next(iter(drawn.iter("{urn:schemas-microsoft-com:vml}shape")), None)
            style = "" if shape is None else shape.get("style", "")
            lengths = {m[1]: float(m[2]) * _UNITS[m[3]] for m in _LENGTH.finditer(style)}
            wide, high = int(lengths["width"]), int(lengths["height"])
    except (ValueError, KeyError):
        return None
    if wide <= 0 or high <= 0:
        return None
    scale = min(1.0, _WIDEST / wide, _HIGHEST / high)
    return max(int(wide * scale), 1), max(int(high * scale), 1)


def _markup(number: int, wide: int, high: int) -> str:
    name = escape(f"图片{number}")
    size = f'cx="{wide}" cy="{high}"'
    return (
        '<w:p><w:pPr><w:pStyle w:val="GwPicture"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/>'
        "</pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
