"""The Word file behind an opened document, and its parts as sources that are changed in their own characters."""

from __future__ import annotations

import hashlib

from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.opened import Format, Opened
from desktop.documents.safe_write import ChangedOnDiskError
from desktop.documents.safe_zip import Element
from desktop.documents.word_package import MAX_WORD_SIZE, WordPackage
from desktop.documents.xml_source import XmlSource

_CHANGED = "文件打开以后已被别人或别的程序修改。请重新打开后再做。"


def word_bytes(opened: Opened, data: bytes | None = None, *, otherwise: str = "这不是 Word 文件（.docx）。") -> bytes:
    """The bytes of the Word file that was opened.

    data: the bytes if they are at hand; else they are read from opened.path. Raises DocumentError with `otherwise`
    for what is no Word file, ChangedOnDiskError when it is no longer the one that was read.
    """
    if opened.format is not Format.WORD:
        raise DocumentError(otherwise)
    if data is None:
        data, _ = read_bytes(opened.path, MAX_WORD_SIZE)
        if hashlib.sha256(data).hexdigest() != opened.fingerprint.sha256:
            raise ChangedOnDiskError(_CHANGED)
    return data


class PartSources:
    """The sources of a package's parts, each made when it is first asked for."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._by_name: dict[str, tuple[Element, XmlSource]] = {}

    def of(self, name: str) -> tuple[Element, XmlSource]:
        """The root of a part and its source; the main part's is the package's own tree. Raises DocumentError."""
        name = self._package.actual_name(name)
        if name not in self._by_name:
            data = self._package.read(name)
            main = name == self._package.main_name
            root = self._package.document if main else self._package.parse(name)
            self._by_name[name] = root, XmlSource(data, root)
        return self._by_name[name]

    def changed(self) -> dict[str, bytes]:
        """The parts that are changed, by name. Raises DocumentError."""
        return {name: source.result() for name, (_, source) in self._by_name.items() if source.is_changed}
