"""Page numbers put into a Word file that another program made (GB/T 9704—2012 7.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from desktop.documents.safe_zip import Element
from desktop.documents.typeset_parts import FOOTER, footer_as_is, footer_part
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.word_names import W, toggle
from desktop.documents.word_package import (
    CONTENT_TYPES,
    OFFICE_RELATION,
    RELATIONS_NS,
    WordPackage,
    relations_name,
)
from desktop.documents.word_sources import PartSources
from desktop.documents.xml_source import XmlSource

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ID = "{" + OFFICE_RELATION[:-1] + "}id"
_EMPTY_RELATIONS = '<Relationships xmlns="{}">{}</Relationships>'
_EARLY_SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
    "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions "
    "doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet "
    "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope "
    "summaryLength clickAndTypeStyle defaultTableStyle"
)
_BEFORE_PARTED = frozenset(W + name for name in _EARLY_SETTINGS.split())
"""What stands before w:evenAndOddHeaders in the settings (CT_Settings, ISO/IEC 29500-1 17.15.1.78)."""


class Footers:
    """The two footers, their relationships and the references of the sections to them."""

    REPLACED = frozenset((W + "footerReference", W + "headerReference"))

    def __init__(self, package: WordPackage, sources: PartSources, settings: TypesetSettings) -> None:
        self._package = package
        self._sources = sources
        self._settings = settings
        self.parts: dict[str, bytes] = {}
        self._used: set[str | None] = set()
        self.changes: dict[str, dict[str, str | None]] = {"pgMar": {"footer": str(FOOTER)}}

    def write(self, sections: Sequence[Element]) -> Mapping[Element | None, str]:
        """Make the parts; for each section (None: the one that is missing) the source of all its references."""
        paragraph, run = footer_as_is(self._settings.fonts)
        sides = [footer_part(self._settings.page_number, side, paragraph, run) for side in ("right", "left")]
        names = [self._new_part(data) for data in sides]
        ids = self._relate(names)
        self._announce(names)
        self._part_pages()
        return {section: self._references(section, ids) for section in [*sections] or [None]}

    def _references(self, section: Element | None, ids: Sequence[str]) -> str:
        source = self._sources.of(self._package.main_name)[1]
        w = source.prefix(self._package.body)
        r = f'xmlns:r="{OFFICE_RELATION[:-1]}" r:id'
        headers = {
            e.get(W + "type", "default"): e.get(_ID)
            for e in (section.iterchildren(W + "headerReference") if section is not None else ())
        }
        if "default" in headers:  # pages are parted now: those with even numbers keep their header
            headers.setdefault("even", headers["default"])
        out = [f'<{w}headerReference {w}type="{kind}" {r}="{target}"/>' for kind, target in headers.items()]
        out += [
            f'<{w}footerReference {w}type="{kind}" {r}="{target}"/>'
            for kind, target in (("default", ids[0]), ("even", ids[1]))
        ]
        if toggle(section, "titlePg"):
            out.append(f'<{w}footerReference {w}type="first" {r}="{ids[0]}"/>')
        return "".join(out)

    def _new_part(self, data: bytes) -> str:
        folder = posixpath.dirname(self._package.main_name)
        number = 1
        while self._package.has(name := posixpath.join(folder, f"footer{number}.xml")) or name in self.parts:
            number += 1
        self.parts[name] = data
        return name

    def _relate(self, names: Sequence[str], kind: str = "footer") -> list[str]:
        rels = relations_name(self._package.main_name)
        if not self._package.has(rels):
            ids = [f"rId{number}" for number in range(1, len(names) + 1)]
            inner = "".join(map(_relation, ids, names, [kind] * len(names)))
            namespace = RELATIONS_NS[1:-1]
            self.parts[rels] = _EMPTY_RELATIONS.format(namespace, inner).encode()
            return ids
        root, source = self._sources.of(rels)
        used = {relation.get("Id") for relation in root} | self._used
        ids = []
        number = len(used) + 1
        for name in names:
            while f"rId{number}" in used:
                number += 1
            ids.append(f"rId{number}")
            used.add(ids[-1])
            _append(source, root, _relation(ids[-1], name, kind))
        self._used = used
        return ids

    def _announce(self, names: Sequence[str], kind: str = "footer") -> None:
        root, source = self._sources.of(CONTENT_TYPES)
        for name in names:
            _append(source, root, f'<Override PartName="/{name}" ContentType="{_WML}.{kind}+xml"/>')

    def _part_pages(self) -> None:
        name = self._package.related("settings")
        if name is None:
            name = posixpath.join(posixpath.dirname(self._package.main_name), "settings.xml")
            main = W[1:-1]
            self.parts[name] = f'<w:settings xmlns:w="{main}"><w:evenAndOddHeaders/></w:settings>'.encode()
            self._relate([name], "settings")
            self._announce([name], "settings")
            return
        root, source = self._sources.of(name)
        if toggle(root, "evenAndOddHeaders"):
            return
        w = source.prefix(root)
        present = root.find(W + "evenAndOddHeaders")
        if present is not None:
            source.replace_element(present, f"<{w}evenAndOddHeaders/>")
            return
        before = [e for e in root if e.tag in _BEFORE_PARTED]
        place = source.place(root)
        if place.is_empty_tag:
            source.append_to(root, f"<{w}evenAndOddHeaders/>")
        else:
            at = source.place(before[-1]).end if before else place.inner_start
            source.replace(at, at, f"<{w}evenAndOddHeaders/>")


def _relation(relation_id: str, name: str, kind: str) -> str:
    return f'<Relationship Id="{relation_id}" Type="{OFFICE_RELATION}{kind}" Target="/{name}"/>'


def _append(source: XmlSource, root: Element, markup: str) -> None:
    """Add an element in the root's own namespace, whatever prefix it has."""
    prefix = source.prefix(root)
    source.append_to(root, markup.replace("<", f"<{prefix}", 1) if prefix else markup)
