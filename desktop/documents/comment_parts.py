"""The parts of a Word file that hold its comments, and new comments in them."""

from __future__ import annotations

import datetime
import posixpath
import zlib

from desktop.documents.safe_zip import Element
from desktop.documents.word_names import XML_SPACE, W, whole
from desktop.documents.word_package import (
    CONTENT_TYPES,
    OFFICE_RELATION,
    RELATIONS_NS,
    TYPES_NS,
    WordPackage,
    relations_name,
)
from desktop.documents.word_plain import legal_text

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W16CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_HIGHEST_PARAGRAPH_ID = 0x7FFFFFFF
_EMPTY_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class CommentParts:
    """The comments of a package, kept with those that are added.

    `changed` gives the parts to write. Comments that are there already keep
    their ids and everything else.
    """

    def __init__(self, package: WordPackage) -> None:
        from lxml import etree

        self._package = package
        self._name = package.related("comments")
        if self._name is None:
            self.root: Element = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        else:
            self.root = package.parse(self._name)
        # where Word keeps these two it knows a comment by the id of its last paragraph
        self._extended = package.related("commentsExtended")
        self._ids = package.related("commentsIds")
        self._extended_root = None if self._extended is None else package.parse(self._extended)
        self._ids_root = None if self._ids is None else package.parse(self._ids)
        self._paragraph_ids = {
            element.get(_W14 + "paraId", "").upper()
            for root in (package.document, self.root)
            for element in root.iter(W + "p")
        }
        used = [whole(comment.get(W + "id")) for comment in self.root.iter(W + "comment")]
        marks = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
        used += [whole(mark.get(W + "id")) for mark in package.document.iter(*marks)]
        self._next = max((number for number in used if number is not None), default=-1) + 1

    def add(self, text: str, author: str, when: datetime.datetime) -> str:
        """Add a comment, one paragraph a line of its text, and return its id."""
        from lxml import etree

        comment_id = str(self._next)
        self._next += 1
        author = legal_text(author)
        comment = etree.SubElement(
            self.root,
            W + "comment",
            {
                W + "id": comment_id,
                W + "author": author,
                W + "date": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
                W + "initials": author[:2],
            },
        )
        lines = legal_text(text).split("\n")
        for index, line in enumerate(lines):
            paragraph = etree.SubElement(comment, W + "p")
            if index == 0:
                etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
            element = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
            element.text = line
            element.set(XML_SPACE, "preserve")
        self._identify(comment[-1], f"{comment_id} {author} {text}")
        return comment_id

    def changed(self) -> dict[str, bytes]:
        """The parts that hold comments, by name, and what is needed for them to be found."""
        package = self._package
        parts = {}
        if self._extended is not None:
            parts[self._extended] = package.serialize(self._extended_root)
        if self._ids is not None:
            parts[self._ids] = package.serialize(self._ids_root)
        if self._name is not None:
            parts[self._name] = package.serialize(self.root)
            return parts
        name = self._free_name()
        parts[name] = package.serialize(self.root)
        parts |= self._announced(name)
        return parts

    def _identify(self, paragraph: Element, seed: str) -> None:
        from lxml import etree

        if self._extended_root is None and self._ids_root is None:
            return
        number = zlib.crc32(seed.encode("utf-8")) & _HIGHEST_PARAGRAPH_ID
        while number in {0, _HIGHEST_PARAGRAPH_ID} or f"{number:08X}" in self._paragraph_ids:
            number = (number + 1) & _HIGHEST_PARAGRAPH_ID
        paragraph_id = f"{number:08X}"
        self._paragraph_ids.add(paragraph_id)
        paragraph.set(_W14 + "paraId", paragraph_id)
        if self._extended_root is not None:
            attributes = {_W15 + "paraId": paragraph_id, _W15 + "done": "0"}
            etree.SubElement(self._extended_root, _W15 + "commentEx", attributes)
        if self._ids_root is not None:
            attributes = {_W16CID + "paraId": paragraph_id, _W16CID + "durableId": paragraph_id}
            etree.SubElement(self._ids_root, _W16CID + "commentId", attributes)

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main_name)
        number = ""
        while self._package.has(name := posixpath.join(folder, f"comments{number}.xml")):
            number = str(int(number or "0") + 1)
        return name

    def _announced(self, name: str) -> dict[str, bytes]:
        """Content types and relationships with the new part in them."""
        from lxml import etree

        package = self._package
        types_name = package.actual_name(CONTENT_TYPES)
        types = package.parse(types_name)
        override = {"PartName": "/" + name, "ContentType": _COMMENTS_TYPE}
        etree.SubElement(types, TYPES_NS + "Override", override)
        rels_name = package.actual_name(relations_name(package.main_name))
        relations = package.parse(rels_name) if package.has(rels_name) else etree.fromstring(_EMPTY_RELATIONS)
        used = {relation.get("Id") for relation in relations}
        number = len(used) + 1
        while f"rId{number}" in used:
            number += 1
        relation = {"Id": f"rId{number}", "Type": OFFICE_RELATION + "comments", "Target": posixpath.basename(name)}
        etree.SubElement(relations, RELATIONS_NS + "Relationship", relation)
        return {types_name: package.serialize(types), rels_name: package.serialize(relations)}
