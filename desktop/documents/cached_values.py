"""Put values beside the formulas of a workbook.

openpyxl writes a formula without its value, so previewers, mail programs and
readers that do not calculate show blanks until Excel has opened the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def with_cached_values(data: bytes, part: str, values: Mapping[str, float | str]) -> bytes:
    """The workbook with these values beside the formulas of one sheet.

    part: the sheet's name within the package (xl/worksheets/sheet2.xml).
    values: by cell (B5); cells without a formula are left alone.
    """
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                root = etree.fromstring(content)
                for cell in root.iter(f"{space}c"):
                    value = values.get(cell.get("r") or "")
                    if value is None or cell.find(f"{space}f") is None:
                        continue
                    slot = cell.find(f"{space}v")
                    if slot is None:
                        slot = etree.SubElement(cell, f"{space}v")
                    slot.text = value if isinstance(value, str) else repr(value)
                    if isinstance(value, str):
                        cell.set("t", "str")
                    elif "t" in cell.attrib:
                        del cell.attrib["t"]
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(entry, content)
    return out.getvalue()
