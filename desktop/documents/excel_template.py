"""Fill a ledger into an office's own workbook: its headings are found, its rows' style is kept, all else stays.

The sheet's XML is changed in place and every other part of the package is copied byte for byte, because openpyxl
would lose pictures, shapes, form controls and what newer versions of Excel keep in extension lists.
"""

from __future__ import annotations

import posixpath
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias
from zipfile import ZipFile

from desktop.documents import excel_references as refs
from desktop.documents import ledger_widths as fit
from desktop.documents.cell_text import clean_text, cut_text
from desktop.documents.errors import DocumentError
from desktop.documents.excel_open import check_workbook, read_grids
from desktop.documents.safe_zip import open_archive, parse_xml, read_entry
from desktop.documents.zip_copy import exchange_entries
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.template_place import Place, find_place, written_in

Element: TypeAlias = Any
"""An lxml element."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_LONGEST = 32_767
_CUT = "…（文字过长，已截断）"
_DEFAULT_WIDTH = 10.0
_NO_HEADINGS = (
    "在模板工作簿里没有认出台账的表头。请核对模板中有一行写着“序号”“反馈问题”“整改措施”等栏目名称，再试一次。"
)
_NO_ROOM = (
    "模板的表头下面只有{}行空行，而台账有{}行，下面的{}不能自动下移。"
    "请用 Excel 打开模板，在表头下面插入足够的空行，保存后再试；或者不用模板，直接导出台账。"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The workbook with the ledger in it, and what the clerk should know (Chinese)."""

    data: bytes
    notes: tuple[str, ...] = ()


def fill_template(template: bytes, ledger: Ledger) -> Filled:
    """The template workbook with the ledger's rows under its headings. Raises DocumentError, which says what to do."""
    check_workbook(template)
    grids, _ = read_grids(template)
    place = find_place(grids)
    if place is None:
        raise DocumentError(_NO_HEADINGS)
    with open_archive(template) as archive:
        package = _Package(archive)
        part = package.sheet_part(place.mapping.sheet)
        sheet = _Sheet(parse_xml(read_entry(archive, part)), place)
        extra = len(ledger.rows) - max(0, place.last - place.first + 1)
        changed: dict[str, bytes] = {}
        dropped: list[str] = []
        if extra > 0 and place.foot is not None:
            package.refuse_what_cannot_move(part, sheet, place, len(ledger.rows))
            sheet.make_room(extra)
            changed |= package.moved_elsewhere(part, place, extra)
        notes = sheet.fill(ledger)
        changed[part] = _written(sheet.root)
        changed |= package.calculated_anew(changed, dropped, formulas=sheet.formulas_moved)
        return Filled(exchange_entries(template, archive, changed, dropped), tuple(notes))


def _written(root: Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


class _Package:
    """The workbook's parts: which sheet is which, and what of them speaks of other parts."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self.workbook = "xl/workbook.xml"
        self._targets = self._relations(self.workbook)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Type and target of the part's relations by id; targets are names of parts."""
        folder, name = posixpath.split(part)
        path = f"{folder}/_rels/{name}.rels"
        if path not in self._names:
            return {}
        out = {}
        for relation in parse_xml(read_entry(self._archive, path)):
            target = relation.get("Target") or ""
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            out[relation.get("Id") or ""] = (relation.get("Type") or "").rsplit("/", 1)[-1], full
        return out

    def sheet_part(self, name: str) -> str:
        root = parse_xml(read_entry(self._archive, self.workbook))
        for sheet in root.iter(f"{_MAIN}sheet"):
            if sheet.get("name") == name:
                return self._targets[sheet.get(_REL) or ""][1]
        raise DocumentError(_NO_HEADINGS)

    def refuse_what_cannot_move(self, part: str, sheet: _Sheet, place: Place, rows: int) -> None:
        """Raise DocumentError where something below the rows is tied to its place by more than a reference."""
        room = max(0, place.last - place.first + 1)
        for kind, target in self._relations(part).values():
            if kind in ("table", "pivotTable"):
                raise DocumentError(_NO_ROOM.format(room, rows, "表格（Excel 表或透视表）"))
            if kind == "drawing" and target in self._names:
                root = parse_xml(read_entry(self._archive, target))
                rows_of = [int(node.text or 0) for node in root.iter(f"{_DRAWING}row")]
                if any(row >= place.last for row in rows_of):
                    raise DocumentError(_NO_ROOM.format(room, rows, "图片或图表"))
            if kind in ("vmlDrawing", "comments"):
                raise DocumentError(_NO_ROOM.format(room, rows, "批注或控件"))
        if sheet.has_bound_formulas():
            raise DocumentError(_NO_ROOM.format(room, rows, "数组公式"))

    def moved_elsewhere(self, part: str, place: Place, extra: int) -> dict[str, bytes]:
        """Other sheets and names whose formulas speak of the rows that move."""
        names = refs.sheet_names(place.mapping.sheet)
        at, body = place.last + 1, (place.first, place.last)

        def shift(text: str) -> str:
            return refs.shifted_range(text, at, extra, body)

        changed = {}
        others = [target for kind, target in self._targets.values() if kind in ("worksheet", "chartsheet")]
        charts = [name for name in self._names if re.match(r"xl/charts/chart\d+\.xml", name)]
        for name in [*others, *charts, self.workbook]:
            if name == part or name not in self._names:
                continue
            root = parse_xml(read_entry(self._archive, name))
            touched = False
            for node in root.iter():
                tag = node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
                if tag in ("f", "definedName", "formula1", "formula2", "formula") and node.text:
                    new = refs.shifted_formula(node.text, shift, own=False, names=names)
                    touched |= new != node.text
                    node.text = new
            if touched:
                changed[name] = _written(root)
        return changed

    def calculated_anew(self, changed: dict[str, bytes], dropped: list[str], *, formulas: bool) -> dict[str, bytes]:
        """The workbook part that asks to be calculated on opening; the order of calculation goes where cells moved."""
        root = parse_xml(changed.get(self.workbook) or read_entry(self._archive, self.workbook))
        out: dict[str, bytes] = {}
        calculation = root.find(f"{_MAIN}calcPr")
        if calculation is None:
            calculation = root.makeelement(f"{_MAIN}calcPr", {})
            after = [n for n in root if n.tag.rsplit("}", 1)[-1] in _BEFORE_CALCULATION]
            after[-1].addnext(calculation)
        if calculation.get("fullCalcOnLoad") != "1":
            calculation.set("fullCalcOnLoad", "1")
            out[self.workbook] = _written(root)
        chain = "xl/calcChain.xml"
        if formulas and chain in self._names:
            dropped.append(chain)
            types = parse_xml(read_entry(self._archive, "[Content_Types].xml"))
            for node in list(types):
                if node.get("PartName") == f"/{chain}":
                    types.remove(node)
            out["[Content_Types].xml"] = _written(types)
            relations = parse_xml(read_entry(self._archive, "xl/_rels/workbook.xml.rels"))
            for node in list(relations):
                if (node.get("Type") or "").endswith("/calcChain"):
                    relations.remove(node)
            out["xl/_rels/workbook.xml.rels"] = _written(relations)
        return out


_WITH_AREAS = frozenset({"dataValidation", "conditionalFormatting", "protectedRange", "ignoredError"})
_BEFORE_CALCULATION = frozenset(
    {"sheets", "functionGroups", "externalReferences", "definedNames", "bookViews", "workbookPr", "fileVersion"}
)


class _Sheet:
    """The XML of the sheet that is filled."""

    def __init__(self, root: Element, place: Place) -> None:
        self.root = root
        self.place = place
        self.last = place.last
        self.formulas_moved = False
        self._data = root.find(f"{_MAIN}sheetData")
        self._rows: dict[int, Element] = {}
        at = 0
        for row in self._data:
            at = int(row.get("r") or at + 1)
            row.set("r", str(at))
            self._rows[at] = row
            column = 0
            for cell in row:
                column = _column_of(cell.get("r")) or column + 1
                cell.set("r", f"{_letters(column)}{at}")

    # -- room ----------------------------------------------------------------------------------------

    def has_bound_formulas(self) -> bool:
        """Whether a formula at or below the rows is one of an array or shared with others."""
        return any(
            f.get("t") in ("array", "shared", "dataTable")
            for number, row in self._rows.items()
            if number >= self.place.first
            for f in row.iter(f"{_MAIN}f")
        )

    def make_room(self, extra: int) -> None:
        """Move all below the rows down by so many, with what speaks of it."""
        at, body = self.place.last + 1, (self.place.first, self.place.last)

        def shift(text: str) -> str:
            return refs.shifted_range(text, at, extra, body)

        for number in sorted((n for n in self._rows if n >= at), reverse=True):
            row = self._rows.pop(number)
            self._rows[number + extra] = row
            row.set("r", str(number + extra))
            for cell in row:
                cell.set("r", f"{_letters(_column_of(cell.get('r')))}{number + extra}")
        for node in self.root.iter():
            tag = node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
            if tag in ("f", "formula1", "formula2", "formula") and node.text:
                new = refs.shifted_formula(node.text, shift, own=True, names=refs.sheet_names(self.place.mapping.sheet))
                node.text = new
                self.formulas_moved |= tag == "f"
            if tag in ("mergeCell", "hyperlink", "autoFilter", "dimension") and node.get("ref"):
                node.set("ref", refs.shifted_range(node.get("ref"), at, extra, body if tag != "mergeCell" else None))
            if tag in ("dataValidation", "conditionalFormatting", "protectedRange", "ignoredError") and node.get(
                "sqref"
            ):
                node.set("sqref", " ".join(shift(area) for area in node.get("sqref").split()))
            if tag == "sqref" and node.text:
                node.text = " ".join(shift(area) for area in node.text.split())
            if tag == "brk" and node.getparent().tag == f"{_MAIN}rowBreaks":
                node.set("id", str(refs.shifted_row(int(node.get("id") or 0), at - 1, extra)))
        self.last += extra

    # -- rows ----------------------------------------------------------------------------------------

    def fill(self, ledger: Ledger) -> list[str]:
        """Write the ledger's rows; rows of the template that are left over are emptied. Notes for the clerk."""
        place, mapping = self.place, self.place.mapping
        notes = []
        if place.filled:
            notes.append(f"模板中原有的{place.filled}行内容已由台账替换。")
        targets: dict[int, Column] = {}
        for choice in mapping.columns:
            if choice.column is Column.PARTNER or (choice.column and choice.column not in targets.values()):
                targets[choice.index] = choice.column
        missing = [
            column.value
            for column in Column
            if column not in targets.values() and any(row[column].strip() for row in ledger.rows)
        ]
        if missing:
            notes.append(f"模板没有这些栏目，台账中的内容没有写入：{'、'.join(missing)}。")
        self._unmerge(place.first, self.last)
        model = self._model()
        widths = self._widths()
        cut = 0
        for at, row in enumerate(ledger.rows):
            cut += self._write(place.first + at, row, at, targets, model, widths)
        for number in range(place.first + len(ledger.rows), self.last + 1):
            if number in self._rows:
                self._empty(self._rows[number], targets)
        end = place.first + len(ledger.rows) - 1
        if end > place.last and place.foot is None:
            self._grow(end)
        if cut:
            notes.append(f"有{cut}处文字超过 Excel 单元格的上限（32767字），已截断并注明“{_CUT}”。")
        self._data[:] = [self._rows[number] for number in sorted(self._rows)]
        return notes

    def _model(self) -> Element:
        """The row whose styles the filled rows take: the template's first row under its headings."""
        for number in range(self.place.first, self.last + 1):
            if number in self._rows and len(self._rows[number]):
                return deepcopy(self._rows[number])
        return self._data.makeelement(f"{_MAIN}row", {"r": str(self.place.first)})

    def _widths(self) -> dict[int, float]:
        widths = {}
        for col in self.root.iter(f"{_MAIN}col"):
            for column in range(int(col.get("min") or 1), min(int(col.get("max") or 1), 300) + 1):
                widths[column] = float(col.get("width") or _DEFAULT_WIDTH)
        return widths

    def _write(
        self, number: int, row: Row, at: int, targets: dict[int, Column], model: Element, widths: dict[int, float]
    ) -> int:
        element = self._rows.get(number)
        if element is None:
            element = self._like(model, number)
        cells = {_column_of(cell.get("r")): cell for cell in element}
        styles = {_column_of(cell.get("r")): cell.get("s") for cell in model}
        cut = 0
        measured = []
        for index, column in targets.items():
            text = clean_text(written_in(self.place.mapping, index, row)).strip()
            if column is Column.NUMBER and not text:
                text = str(at + 1)
            shown = cut_text(text, _LONGEST, _CUT)
            cut += shown is not text
            cell = cells.get(index)
            if cell is None:
                cell = element.makeelement(f"{_MAIN}c", {"r": f"{_letters(index)}{number}"})
                if styles.get(index):
                    cell.set("s", styles[index])
                cells[index] = cell
            _put(cell, shown, number=column is Column.NUMBER)
            if shown:
                measured.append((shown, widths.get(index, _DEFAULT_WIDTH), fit.FONT_SIZE))
        element[:] = [cells[index] for index in sorted(cells)]
        needed, _ = fit.row_height(measured)
        if needed > float(element.get("ht") or model.get("ht") or 0):
            element.set("ht", f"{needed:g}")
            element.set("customHeight", "1")
        if "spans" in element.attrib:
            del element.attrib["spans"]
        self._rows[number] = element
        return cut

    def _like(self, model: Element, number: int) -> Element:
        """A row with the model's styles, and its formulas moved along."""
        from openpyxl.formula.translate import Translator

        element = deepcopy(model)
        origin = int(model.get("r"))
        element.set("r", str(number))
        for cell in element:
            letters = _letters(_column_of(cell.get("r")))
            formula = cell.find(f"{_MAIN}f")
            if formula is not None and formula.text and formula.get("t") is None:
                moved = Translator("=" + formula.text, f"{letters}{origin}").translate_formula(f"{letters}{number}")
                _clear(cell)
                node = cell.makeelement(f"{_MAIN}f", {})
                node.text = moved[1:]
                cell.append(node)
                self.formulas_moved = True
            else:
                _clear(cell)
            cell.set("r", f"{letters}{number}")
        return element

    def _empty(self, row: Element, targets: dict[int, Column]) -> None:
        for cell in row:
            if _column_of(cell.get("r")) in targets and cell.find(f"{_MAIN}f") is None:
                _clear(cell)

    def _unmerge(self, first: int, last: int) -> None:
        """Take apart what the template merged over several of the rows; merges within one row stay."""
        merges = self.root.find(f"{_MAIN}mergeCells")
        if merges is None:
            return
        for merge in list(merges):
            start, _, end = (merge.get("ref") or "").partition(":")
            top, bottom = _row_of(start), _row_of(end or start)
            if top >= first and bottom <= last and bottom > top:
                merges.remove(merge)
        merges.set("count", str(len(merges)))
        if not len(merges):
            self.root.remove(merges)

    def _grow(self, end: int) -> None:
        """Let validations, colours, the filter and the sheet's extent reach the last row."""
        first, last = self.place.first, max(self.place.last, self.place.first)
        for node in self.root.iter(
            f"{_MAIN}dataValidation", f"{_MAIN}conditionalFormatting", f"{_MAIN}autoFilter", f"{_MAIN}dimension"
        ):
            name = "sqref" if node.get("sqref") else "ref"
            areas = []
            for area in (node.get(name) or "").split():
                start, _, stop = area.partition(":")
                bottom = _row_of(stop or start)
                meets = first - 1 <= bottom <= end and _row_of(start) <= last and (bottom >= first or name == "ref")
                tail = re.sub(r"\d+$", str(end), stop or start)
                areas.append(f"{start}:{tail}" if meets and bottom < end else area)
            if areas:
                node.set(name, " ".join(areas))


def _put(cell: Element, text: str, *, number: bool) -> None:
    _clear(cell)
    if not text:
        return
    if number and text.isascii() and text.isdigit() and str(int(text)) == text:
        node = cell.makeelement(f"{_MAIN}v", {})
        node.text = text
        cell.append(node)
        return
    cell.set("t", "inlineStr")
    holder = cell.makeelement(f"{_MAIN}is", {})
    node = cell.makeelement(f"{_MAIN}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    node.text = text
    holder.append(node)
    cell.append(holder)


def _clear(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm", "ph"):
        if name in cell.attrib:
            del cell.attrib[name]


def _column_of(reference: str | None) -> int:
    column = 0
    for char in reference or "":
        if not char.isalpha():
            break
        column = column * 26 + ord(char.upper()) - 64
    return column


def _row_of(reference: str) -> int:
    digits = "".join(char for char in reference if char.isdigit())
    return int(digits) if digits else 0


def _letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
