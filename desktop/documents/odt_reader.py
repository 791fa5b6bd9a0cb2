"""The text of an OpenDocument text (.odt), as its reader sees it with tracked changes accepted (ODF 1.2)."""

from __future__ import annotations

from desktop.documents.errors import DocumentError
from desktop.documents.imported import Gathered, Imported
from desktop.documents.odt_lists import Lists
from desktop.documents.safe_zip import BrokenFileError, Element, UnsafeFileError, open_archive, parse_xml, read_entry
from desktop.text.document import Cell, Origin

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MANIFEST = "META-INF/manifest.xml"
_PASSWORD = "文件设了打开密码，读不出来。请用 LibreOffice 或 WPS 打开，取消密码，另存为 .docx 后再打开。"
_OPENED = frozenset(
    (TEXT + "section", TEXT + "index-body", TEXT + "index-title", TEXT + "numbered-paragraph", OFFICE + "text")
)
_INDEXES = ("table-of-content", "illustration-index", "table-index", "user-index", "alphabetical-index", "bibliography")
_SKIPPED = frozenset(
    (OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "tracked-changes", TEXT + "change", TEXT + "note")
)
_MOST_REPEATED = 200


def read_odt(data: bytes) -> Imported:
    """The text of the bytes of an .odt. Raises DocumentError."""
    archive = open_archive(data)
    names = set(archive.namelist())
    if _MANIFEST in names and b"encryption-data" in read_entry(archive, _MANIFEST):
        raise DocumentError(_PASSWORD)
    if "content.xml" not in names:
        raise BrokenFileError
    content = parse_xml(read_entry(archive, "content.xml"))
    styles = parse_xml(read_entry(archive, "styles.xml")) if "styles.xml" in names else None
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise BrokenFileError
    walker = _Walker(Lists(content, styles), _hidden_styles(content, styles))
    try:
        walker.blocks(body, None)
        while walker.later:
            container, origin = walker.later.pop(0)
            walker.origin = origin
            walker.blocks(container, None)
    except RecursionError as error:
        raise UnsafeFileError from error
    notes = []
    if walker.hidden:
        notes.append("文中有隐藏文字，打印时看不到，没有读取。")
    if content.find(f".//{TEXT}tracked-changes/{TEXT}changed-region") is not None:
        notes.append("文中有修订，已按全部接受后的文字读取。")
    if content.find(f".//{OFFICE}annotation") is not None:
        notes.append("文中有批注，批注文字不在检查范围内。")
    return Imported(walker.gathered.document(), tuple(notes))


class _Walker:
    def __init__(self, lists: Lists, hidden_styles: set[str]) -> None:
        self.gathered = Gathered()
        self.hidden = False
        self._hidden_styles = hidden_styles
        self.later: list[tuple[Element, Origin]] = []
        self.origin = Origin.BODY
        self._lists = lists

    def blocks(self, container: Element, cell: Cell | None) -> None:
        """What stands in a body, a section, a cell, a box or a note."""
        for element in container:
            tag = element.tag
            if tag in {TEXT + "p", TEXT + "h"}:
                self._paragraph(element, cell, self._lists.heading_label(element))
            elif tag == TEXT + "list":
                self._list(element, cell)
            elif tag == TABLE + "table":
                self._table(element)
            elif tag in _OPENED or tag in {TEXT + name for name in _INDEXES}:
                self.blocks(element, cell)
            elif tag == DRAW + "frame":
                self._boxes(element)

    def _list(self, element: Element, cell: Cell | None) -> None:
        with self._lists.inside(element) as level:
            for item in element:
                if item.tag not in {TEXT + "list-item", TEXT + "list-header"}:
                    continue
                is_first = item.tag == TEXT + "list-item"
                for inner in item:
                    if inner.tag == TEXT + "list":
                        self._list(inner, cell)
                    elif inner.tag in {TEXT + "p", TEXT + "h"}:
                        label = self._lists.count(item, level) if is_first else ""
                        is_first = False
                        self._paragraph(inner, cell, label)
                    elif inner.tag == TABLE + "table":
                        self._table(inner)

    def _paragraph(self, element: Element, cell: Cell | None, label: str) -> None:
        out = [label]
        self._inline(element, out)
        level = element.get(TEXT + "outline-level") if element.tag == TEXT + "h" else None
        depth = int(level) if level is not None and level.isdecimal() and 1 <= int(level) <= 9 else None
        self.gathered.add("".join(out), self.origin, cell, depth)

    def _inline(self, element: Element, out: list[str]) -> None:
        _append(out, element.text)
        for inner in element:
            tag = inner.tag
            if tag == TEXT + "s":
                count = inner.get(TEXT + "c", "1")
                out.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_REPEATED))
            elif tag == TEXT + "tab":
                out.append("\t")
            elif tag == TEXT + "line-break":
                out.append("\n")
            elif tag == TEXT + "note":
                note = inner.find(TEXT + "note-body")
                if note is not None:
                    self.later.append((note, Origin.FOOTNOTE))
            elif tag == TEXT + "ruby":
                base = inner.find(TEXT + "ruby-base")
                if base is not None:
                    self._inline(base, out)
            elif str(tag).startswith(DRAW):
                self._boxes(inner)
            elif tag == TEXT + "span" and inner.get(TEXT + "style-name") in self._hidden_styles:
                self.hidden = True
            elif tag not in _SKIPPED:
                self._inline(inner, out)
            _append(out, inner.tail)

    def _boxes(self, element: Element) -> None:
        boxes = [element] if element.tag == DRAW + "text-box" else list(element.iter(DRAW + "text-box"))
        boxes += list(element.iter(DRAW + "custom-shape", DRAW + "rect"))
        for box in boxes:
            if next(box.iterancestors(DRAW + "text-box"), None) is None:
                self.later.append((box, Origin.TEXT_BOX))

    def _table(self, table: Element) -> None:
        number = self.gathered.new_table()
        rows = [
            row for row in table.iter(TABLE + "table-row") if next(row.iterancestors(TABLE + "table"), None) is table
        ]
        for index, row in enumerate(rows):
            column = 0
            for cell in row:
                repeated = cell.get(TABLE + "number-columns-repeated", "1")
                count = min(int(repeated) if repeated.isdecimal() else 1, _MOST_REPEATED)
                if cell.tag == TABLE + "table-cell":
                    for _ in range(count if len(cell) else 1):
                        self.blocks(cell, Cell(number, index, column))
                column += count


def _hidden_styles(content: Element, styles: Element | None) -> set[str]:
    """The names of styles whose text is not shown."""
    return {
        style.get(_STYLE + "name", "")
        for root in (content, styles)
        for style in (root.iter(_STYLE + "style") if root is not None else ())
        for properties in style.iterchildren(_STYLE + "text-properties")
        if properties.get(TEXT + "display") == "none"
    }


def _append(out: list[str], text: str | None) -> None:
    """Text as ODF counts blanks: several are one, none at the head of a paragraph (6.1.2)."""
    if not text:
        return
    made = []
    blank = not any(out) or out[-1].endswith((" ", "\n", "\t")) if out else True
    for sign in text:
        if sign in " \t\r\n":
            if not blank:
                made.append(" ")
            blank = True
        else:
            made.append(sign)
            blank = False
    out.append("".join(made))
