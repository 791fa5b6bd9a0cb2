"""What of a Word file a person has to know before editing it: protection, signatures, the mark of a final version."""

from __future__ import annotations

from desktop.documents.errors import DocumentError
from desktop.documents.safe_zip import Element
from desktop.documents.word_names import W, child, toggle
from desktop.documents.word_package import WordPackage

_FINAL = b"_MarkAsFinal"
_ALLOWED = {"readOnly": "只读", "comments": "只能加批注", "trackedChanges": "只能修订", "forms": "只能填表"}


def conditions(package: WordPackage) -> list[str]:
    """Sentences in Chinese, none for an ordinary file. Settings that are broken hinder nobody from reading the text."""
    told = []
    try:
        settings = package.parse_related("settings")
    except DocumentError:
        settings = None
    protection = child(settings, "documentProtection")
    if protection is not None and _enforced(protection):
        kind = _ALLOWED.get(protection.get(W + "edit", ""), "")
        how = f"（{kind}）" if kind else ""
        told.append(f"文件在 Word 里设了限制编辑{how}，在这里修改前请确认您有权改动；保存后限制仍在。")
    writing = child(settings, "writeProtection")
    if writing is not None:
        told.append("作者建议以只读方式打开这份文件；要改动，建议另存为新文件。")
    names = package.archive.namelist()
    if any(name.startswith("_xmlsignatures/") for name in names):
        told.append("文件带有数字签名，保存改动后签名失效，需要重新签名。")
    if package.has("docProps/custom.xml") and _FINAL in package.read("docProps/custom.xml"):
        told.append("文件标记为最终状态，一般不应再改；要改动，建议另存为新文件。")
    if settings is not None and toggle(settings, "trackRevisions"):
        told.append("文件开着修订，在这里的改动保存时不留痕；需要留痕请用“导出—修订稿”。")
    return told


def _enforced(protection: Element) -> bool:
    return protection.get(W + "enforcement", "0").lower() in {"1", "true", "on"}
