"""How paragraphs and runs of a Word file look: defaults, theme, styles, numbering and their own properties together.

ISO/IEC 29500-1, 17.7.2 (style hierarchy). Table styles are left out: what they give is not asked for here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import W, child, value, whole
from desktop.documents.word_numbering import Numbering
from desktop.documents.word_package import WordPackage
from desktop.documents.word_styles import Styles

_OFF = {"0", "false", "off"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEFAULT_FONT = "宋体"
_DEFAULT_SIZE = 10.0
_EXCLUSIVE = {"firstLine": ("hanging",), "firstLineChars": ("hangingChars",), "hanging": ("firstLine",),
              "hangingChars": ("firstLineChars",)}  # fmt: skip
_SAME = {"start": "left", "startChars": "leftChars", "end": "right", "endChars": "rightChars"}


@dataclass(frozen=True, slots=True)
class RunLook:
    """font: for Chinese characters. western: for digits and letters. size, spacing: points. color: RRGGBB or auto."""

    font: str = _DEFAULT_FONT
    western: str = "Times New Roman"
    size: float = _DEFAULT_SIZE
    bold: bool = False
    color: str = "auto"
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Measures in twentieths of a point, those in characters in hundredths, as Word writes them; absent ones are 0."""

    alignment: str = "left"
    indents: Mapping[str, int] = field(default_factory=dict)
    spacing: Mapping[str, str] = field(default_factory=dict)
    snaps: bool = True
    breaks_page: bool = False

    def indent(self, side: str, size: float) -> float:
        """An indent (left, right, firstLine, hanging) in characters of a size in points."""
        chars = self.indents.get(f"{side}Chars", 0)
        return chars / 100 if chars else self.indents.get(side, 0) / (size * 20)

    def first_line(self, size: float) -> float:
        """Where the first line begins, in characters from the margin."""
        return self.indent("left", size) + self.indent("firstLine", size) - self.indent("hanging", size)

    def gap(self, side: str, line: float) -> float:
        """The space before or after, in points. line: the height of a line in points."""
        if self.spacing.get(f"{side}Autospacing", "0").lower() not in _OFF:
            return 14.0
        lines = whole(self.spacing.get(f"{side}Lines"))
        if lines:
            return lines / 100 * line
        return (whole(self.spacing.get(side)) or 0) / 20

    @property
    def rule(self) -> str:
        """How the line height is meant: auto, exact or atLeast."""
        return self.spacing.get("lineRule", "auto")

    @property
    def line(self) -> int:
        """The line height in twentieths of a point, for auto in 240ths of a single line."""
        return whole(self.spacing.get("line")) or 240


class Looks:
    """The looks in a file. numbering: of the same file."""

    def __init__(self, package: WordPackage) -> None:
        self._root = package.parse_related("styles")
        self._styles = Styles(self._root)
        self._numbering = Numbering(package.parse_related("numbering"), self._styles)
        self._theme = _theme_fonts(package.parse_related("theme"))
        defaults = child(self._root, "docDefaults")
        self._default_run: dict[str, object] = {}
        self._merge_run(self._default_run, child(child(defaults, "rPrDefault"), "rPr"))
        self._default_paragraph = child(child(defaults, "pPrDefault"), "pPr")
        self._levels = self._numbering.level_elements
        self._runs: dict[tuple[str | None, str | None], dict[str, object]] = {}
        self._paragraphs: dict[str | None, ParagraphLook] = {}

    def paragraph(self, paragraph: Element) -> ParagraphLook:
        """The look of a w:p."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle")
        look = self._by_style(style)
        list_id, level = self._numbering.place(properties)
        numbered = self._levels.get((list_id or "", level))
        if numbered is not None:
            look = _with(look, child(numbered, "pPr"))
            own = self._own_indents(style)
            if own is not None and child(child(properties, "numPr"), "numId") is None:
                look = _with(look, own)  # a style's own indent comes before that of the list it names
        return look if properties is None else _with(look, properties)

    def run(self, run: Element, paragraph: Element) -> RunLook:
        """The look of a w:r in a w:p."""
        properties = child(run, "rPr")
        key = value(child(paragraph, "pPr"), "pStyle"), value(properties, "rStyle")
        if key not in self._runs:
            merged = dict(self._default_run)
            for _, style in reversed(list(self._styles.chain(key[0]))):
                self._merge_run(merged, child(style, "rPr"))
            if key[1] is not None:
                for _, style in reversed(list(self._styles.chain(key[1], "character"))):
                    self._merge_run(merged, child(style, "rPr"))
            self._runs[key] = merged
        merged = self._runs[key]
        if properties is not None and len(properties):
            merged = dict(merged)
            self._merge_run(merged, properties)
        return RunLook(**merged)  # type: ignore[arg-type]

    def _own_indents(self, style: str | None) -> Element | None:
        for _, element in self._styles.chain(style):
            properties = child(element, "pPr")
            if child(properties, "ind") is not None:
                return properties
            if child(properties, "numPr") is not None:
                return None
        return None

    def _by_style(self, style_id: str | None) -> ParagraphLook:
        if style_id not in self._paragraphs:
            look = ParagraphLook()
            if self._default_paragraph is not None:
                look = _with(look, self._default_paragraph)
            for _, style in reversed(list(self._styles.chain(style_id))):
                properties = child(style, "pPr")
                if properties is not None:
                    look = _with(look, properties)
            self._paragraphs[style_id] = look
        return self._paragraphs[style_id]

    def _merge_run(self, merged: dict[str, object], properties: Element | None) -> None:
        for element in properties if properties is not None else ():
            name, val = str(element.tag).removeprefix(W), element.get(W + "val")
            if name == "rFonts":
                for key, attribute in (("font", "eastAsia"), ("western", "ascii")):
                    theme = self._theme.get(element.get(f"{W}{attribute}Theme", ""))
                    named = element.get(W + attribute)
                    if theme or named:
                        merged[key] = theme or named
            elif name == "sz":
                merged["size"] = (whole(val) or 2 * _DEFAULT_SIZE) / 2
            elif name == "b":
                merged["bold"] = (val or "1").lower() not in _OFF
            elif name == "color":
                merged["color"] = (val or "auto").upper().replace("AUTO", "auto")
            elif name == "spacing":
                merged["spacing"] = (whole(val) or 0) / 20


def _with(look: ParagraphLook, properties: Element | None) -> ParagraphLook:
    """A look with more properties put over it."""
    if properties is None or not len(properties):
        return look
    alignment, snaps, breaks = look.alignment, look.snaps, look.breaks_page
    indents, spacing = look.indents, look.spacing
    for element in properties:
        name = str(element.tag).removeprefix(W)
        if name == "jc":
            alignment = element.get(W + "val", "left")
        elif name == "snapToGrid":
            snaps = element.get(W + "val", "1").lower() not in _OFF
        elif name == "pageBreakBefore":
            breaks = element.get(W + "val", "1").lower() not in _OFF
        elif name == "ind":
            indents = dict(indents)
            for key, text in element.attrib.items():
                side = str(key).removeprefix(W)
                side = _SAME.get(side, side)
                number = whole(text)
                if number is None:
                    continue
                indents[side] = number
                for other in _EXCLUSIVE.get(side, ()):
                    indents.pop(other, None)
        elif name == "spacing":
            spacing = {**spacing, **{str(key).removeprefix(W): text for key, text in element.attrib.items()}}
    return ParagraphLook(alignment, indents, spacing, snaps, breaks)


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Names of theme fonts (minorEastAsia, …) to the fonts that they stand for."""
    fonts: dict[str, str] = {}
    scheme = None if theme is None else next(theme.iter(_DRAWING + "fontScheme"), None)
    if scheme is None:
        return fonts
    for part in ("major", "minor"):
        group = scheme.find(f"{_DRAWING}{part}Font")
        if group is None:
            continue
        hans = next((e.get("typeface", "") for e in group.findall(_DRAWING + "font") if e.get("script") == "Hans"), "")
        east, latin = group.find(_DRAWING + "ea"), group.find(_DRAWING + "latin")
        fonts[f"{part}EastAsia"] = (east.get("typeface") if east is not None else "") or hans or _DEFAULT_FONT
        name = latin.get("typeface", "") if latin is not None else ""
        for ending in ("HAnsi", "Ascii"):
            fonts[part + ending] = name
    return {name: font for name, font in fonts.items() if font}
