"""What a Word file carries besides its text: who made it and how, what was changed, said and hidden in it."""

from __future__ import annotations

import collections
import posixpath
import re
from collections.abc import Iterator

from desktop.checks.base import Severity
from desktop.documents.publication_check import Trace, TraceFound
from desktop.documents.safe_zip import Element
from desktop.documents.word_names import child
from desktop.documents.word_package import RELATIONS_NS, WordPackage
from desktop.documents.word_reader import load_word
from desktop.documents.word_revisions import count_traces

PROPERTY_NAMES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "title": "标题属性",
    "subject": "主题",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "主管",
    "Template": "模板",
    "HyperlinkBase": "超链接基础",
}
HISTORY_NAMES = {
    "revision": "修订次数",
    "created": "创建时间",
    "modified": "修改时间",
    "lastPrinted": "打印时间",
    "TotalTime": "编辑总时间（分钟）",
}
_EMPTY_VALUES = {"", "0", "Normal.dotm", "Normal", "Normal.dot"}
"""What every file carries: no trace of anybody."""

MACRO_RELATIONS = ("/vbaProject", "/wordVbaData")
EMBEDDED_RELATIONS = ("/oleObject", "/package", "/control")
_LOCAL_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\[^\\]|file:/{2,3})[^\s]{2,}", re.IGNORECASE)
_LONGEST = 60


def find_in_file(data: bytes) -> list[TraceFound]:
    """Everything found in the parts of a Word file. Raises DocumentError."""
    package, mapped = load_word(data)
    found = list(_written(package, mapped.hidden))
    found += _properties(package)
    found += _settings(package)
    found += _parts(package)
    found += _links(package)
    return found


def relations(package: WordPackage) -> Iterator[tuple[str, Element]]:
    """Each relationship of the file with the name of the part that holds it."""
    for name in package.archive.namelist():
        if name.casefold().endswith(".rels"):
            for relation in package.parse(name).iter(RELATIONS_NS + "Relationship"):
                yield name, relation


def properties_part(package: WordPackage, kind: str) -> str | None:
    """The name of the part of core, extended or custom properties, that the file as a whole relates to."""
    if not package.has("_rels/.rels"):
        return None
    for relation in package.parse("_rels/.rels").iter(RELATIONS_NS + "Relationship"):
        if relation.get("Type", "").rpartition("/")[2] == kind:
            name = relation.get("Target", "").lstrip("/")
            return package.actual_name(name) if package.has(name) else None
    return None


def _written(package: WordPackage, hidden: bool) -> Iterator[TraceFound]:
    traces = count_traces(package, hidden)
    if traces.revisions:
        who = _listed(sorted({author for author, _ in traces.revisions if author}))
        kinds: collections.Counter[str] = collections.Counter()
        for (_, kind), count in traces.revisions.items():
            kinds[kind] += count
        told = "、".join(f"{kind} {count} 处" for kind, count in kinds.items())
        message = f"有 {traces.revision_count} 处没有处理的修订（{told}）{who}，公开前要接受或拒绝。"
        yield TraceFound(Trace.REVISION, Severity.ERROR, message, True)
    if traces.tracking:
        yield TraceFound(Trace.REVISION, Severity.WARNING, "文件开着修订，以后的改动都会留痕。", True)
    if traces.comments:
        who = _listed(sorted(author for author in traces.comments if author))
        yield TraceFound(Trace.COMMENT, Severity.ERROR, f"有 {traces.comment_count} 条批注{who}，公开前要删去。", True)
    if traces.hidden:
        yield TraceFound(Trace.HIDDEN, Severity.ERROR, "有隐藏文字，屏幕上看不到，别人可以显示出来。", True)


def _listed(names: list[str]) -> str:
    return f"，作者：{'、'.join(names)}" if names else ""


def _properties(package: WordPackage) -> Iterator[TraceFound]:
    for kind in ("core-properties", "extended-properties"):
        name = properties_part(package, kind)
        for element in package.parse(name) if name is not None else ():
            key, text = str(element.tag).rpartition("}")[2], (element.text or "").strip()
            if text in _EMPTY_VALUES:
                continue
            shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            if key in PROPERTY_NAMES:
                severity = Severity.INFO if key == "title" else Severity.WARNING
                yield TraceFound(Trace.AUTHOR, severity, f"文件属性里的{PROPERTY_NAMES[key]}：{shown}", True)
            elif key in HISTORY_NAMES:
                yield TraceFound(Trace.HISTORY, Severity.INFO, f"文件属性里的{HISTORY_NAMES[key]}：{shown}", True)
    name = properties_part(package, "custom-properties")
    if name is not None:
        names = [e.get("name", "") for e in package.parse(name) if e.get("name")]
        if names:
            yield TraceFound(Trace.CUSTOM, Severity.WARNING, f"有自定义属性：{'、'.join(names[:10])}", True)


def _settings(package: WordPackage) -> Iterator[TraceFound]:
    settings = package.parse_related("settings")
    if settings is None:
        return
    rsids = child(settings, "rsids")
    if rsids is not None and len(rsids):
        message = f"有 {len(rsids)} 个编辑批次标记（rsid），能看出哪些文字是同一次写的。"
        yield TraceFound(Trace.HISTORY, Severity.INFO, message, True)
    variables = child(settings, "docVars")
    if variables is not None and len(variables):
        yield TraceFound(Trace.CUSTOM, Severity.WARNING, f"有 {len(variables)} 个文档变量（程序写入的数据）。", True)
    if child(settings, "mailMerge") is not None:
        yield TraceFound(Trace.LINK, Severity.WARNING, "有邮件合并的数据源设置，会露出文件路径。", True)


def _parts(package: WordPackage) -> Iterator[TraceFound]:
    kinds: collections.Counter[str] = collections.Counter()
    items = 0
    for _, relation in relations(package):
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External":
            continue
        for name, endings in (
            ("macro", MACRO_RELATIONS[:1]),
            ("embedded", EMBEDDED_RELATIONS),
            ("thumbnail", ("/thumbnail",)),
            ("printer", ("/printerSettings",)),
            ("people", ("/people",)),
        ):
            kinds[name] += kind.endswith(endings)
        items += kind.endswith("/customXml")
    if kinds["macro"]:
        yield TraceFound(Trace.MACRO, Severity.ERROR, "文件带有宏，发布副本里会去掉。", True)
    if kinds["embedded"]:
        message = (
            f"有 {kinds['embedded']} 个嵌入的文件或控件（如 Excel 表），里面的全部内容会随文件传出。请换成图片或表格。"
        )
        yield TraceFound(Trace.EMBEDDED, Severity.WARNING, message, False)
    if kinds["thumbnail"]:
        yield TraceFound(Trace.THUMBNAIL, Severity.INFO, "有首页缩略图，可能是修改以前的样子。", True)
    if kinds["printer"]:
        yield TraceFound(Trace.PRINTER, Severity.INFO, "有打印机设置，会露出打印机和网络名称。", True)
    if items:
        yield TraceFound(Trace.CUSTOM, Severity.INFO, f"有 {items} 份附带的数据（customXml）。", True)
    if kinds["people"]:
        yield TraceFound(Trace.AUTHOR, Severity.WARNING, "有批注人、修订人的账号信息。", True)


def _links(package: WordPackage) -> Iterator[TraceFound]:
    for name, relation in relations(package):
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") != "External":
            continue
        if kind == "attachedTemplate":
            yield TraceFound(Trace.LINK, Severity.WARNING, f"附有外部模板：{_shown(target)}", True)
        elif kind == "hyperlink":
            if _LOCAL_PATH.match(target):
                yield TraceFound(Trace.LINK, Severity.WARNING, f"超链接指向本机或内网的文件：{_shown(target)}", False)
        elif "mailmerge" not in kind.lower():
            place = "页眉页脚等处" if posixpath.basename(name) != "document.xml.rels" else "正文"
            message = f"{place}引用了外部的文件（{kind}）：{_shown(target)}。请改为直接放在文件里。"
            yield TraceFound(Trace.LINK, Severity.WARNING, message, False)
    paths = {
        match[0]
        for element in package.document.iter("{*}docPr", "{*}cNvPr")
        for key in ("descr", "name", "title")
        if (match := _LOCAL_PATH.search(element.get(key, "")))
    }
    for path in sorted(paths):
        yield TraceFound(Trace.LINK, Severity.INFO, f"图片的说明里有文件路径：{_shown(path)}", True)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def without_path(text: str) -> str:
    """A picture's name or description without the paths of files in it."""
    return _LOCAL_PATH.sub("", text).strip()


def stories(package: WordPackage) -> Iterator[str]:
    """The names of the parts that hold text: the body, headers, footers, notes."""
    yield package.main_name
    folder = posixpath.dirname(package.main_name)
    rels = posixpath.join(folder, "_rels", posixpath.basename(package.main_name) + ".rels")
    seen = {package.main_name}
    for name, relation in relations(package):
        if name.casefold() != rels.casefold() or relation.get("TargetMode") == "External":
            continue
        if relation.get("Type", "").rpartition("/")[2] in {"header", "footer", "footnotes", "endnotes"}:
            part = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            if package.has(part) and (actual := package.actual_name(part)) not in seen:
                seen.add(actual)
                yield actual
