"""Templates of reports: plain text that an office can read and edit, never code.

The form of a template file (UTF-8):

    # 说明
    名称：整改情况通报
    种类：通报

    [标题]
    中共{党组织全称}关于巡察整改情况的通报

    [组织领导] 整改工作组织情况
    {编号}提高政治站位。……
    ？监督期限：{监督期限}

A block opens with its name in brackets; a section's heading follows the bracket, and its number
is put there by itself. 可选 behind the name leaves the section out unless it is asked for. Each
line is a paragraph. {…} is a field; {编号} is the next number of its level. In a line that opens
with ？ every part between ； with an unknown field is left out, and the line when nothing is left.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import resources
from desktop.report.model import Kind, Role

ROLE_NAMES = {
    "引言": Role.INTRODUCTION,
    "组织领导": Role.ORGANIZATION,
    "整改落实": Role.RECTIFICATION,
    "问题线索": Role.CLUES,
    "遗留事项": Role.REMAINING,
    "下一步": Role.NEXT_STEPS,
    "联系方式": Role.CONTACT,
    "基本情况": Role.BASICS,
    "工作情况": Role.WORK,
    "存在问题": Role.PROBLEMS,
}
"""The names of blocks that are sections with a role."""

PROBLEM_LIST = "{问题列表}"
REMAINING_LIST = "{遗留问题列表}"
MEASURE_LIST = "{改进措施列表}"
LISTS = (PROBLEM_LIST, REMAINING_LIST, MEASURE_LIST)
"""Lines that stand for a list made from the ledger."""

_PLAIN_BLOCKS = ("标题", "主送", "正文", "落款")
_LAYOUT_BLOCKS = ("方面", "反馈问题", "问题", "遗留问题", "改进措施")
_HEADER = re.compile(r"[\[［]\s*(?P<name>[^\]］\s]+)(?:\s+(?P<option>[^\]］]*?))?\s*[\]］]\s*(?P<heading>.*)")
_PROPERTY = re.compile(r"(?P<key>[^：:\s]{2,4})\s*[：:]\s*(?P<value>.*)")
_OPTIONAL = "可选"
_PROPERTIES = ("名称", "种类", "说明")
_ENDING = ".txt"
_LARGEST = 1_000_000


class TemplateError(ValueError):
    """A template or phrase file that cannot be used; str() names file and line and says what to do, in Chinese."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"模板文件“{source}”第{line}行：{reason}" if line else f"模板文件“{source}”：{reason}")
        self.source = source
        self.line = line


class BlockKind(enum.Enum):
    """What a block of a template is for."""

    TITLE = "标题"
    ADDRESSEE = "主送"
    SECTION = "部分"
    SIGNATURE = "落款"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a template in the order of the text. line: where it stands in its file, from 1."""

    kind: BlockKind
    name: str
    lines: tuple[str, ...]
    role: Role | None = None
    heading: str = ""
    optional: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A template. layouts: the lines of each list's items by block name (方面, 反馈问题, 问题, 遗留问题, 改进措施)."""

    name: str
    kind: Kind
    blocks: tuple[Block, ...]
    layouts: dict[str, tuple[str, ...]]
    source: str = ""
    about: str = ""
    own: bool = False

    def section(self, role: Role) -> Block | None:
        """The section with this role."""
        return next((block for block in self.blocks if block.role is role), None)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of its sections in order."""
        return tuple(block.role for block in self.blocks if block.role is not None)


def read_template(text: str, source: str = "", *, own: bool = False) -> Template:
    """The template a text holds. Raises TemplateError; source is the file's name for its message."""
    properties: dict[str, str] = {}
    blocks: list[tuple[int, str, str, str, list[str]]] = []
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = raw.strip(" \t\u3000")
        if not line or line.startswith("#"):
            continue
        header = _HEADER.fullmatch(line)
        if header is not None:
            _check_header(source, number, header)
            _check_fields(source, number, header["heading"])
            blocks.append((number, header["name"], header["option"] or "", header["heading"], []))
        elif not blocks:
            pair = _PROPERTY.fullmatch(line)
            if pair is None or pair["key"] not in _PROPERTIES:
                raise TemplateError(
                    source, number, f"第一个方括号之前只能写“名称：”“种类：”“说明：”，请改正“{line[:20]}”。"
                )
            properties[pair["key"]] = pair["value"]
            if pair["key"] == "种类":
                _kind(source, number, pair["value"])
        else:
            _check_fields(source, number, line)
            blocks[-1][4].append(line)
    return _built(source, properties, blocks, own=own)


def _check_header(source: str, number: int, header: re.Match[str]) -> None:
    known = (*_PLAIN_BLOCKS, *ROLE_NAMES, *_LAYOUT_BLOCKS)
    if header["name"] not in known:
        raise TemplateError(source, number, f"没有叫“{header['name']}”的部分，可用的有：{'、'.join(known)}。")
    if header["option"] and header["option"] != _OPTIONAL:
        raise TemplateError(source, number, f"方括号里名称后面只能写“{_OPTIONAL}”，不能写“{header['option']}”。")


def _check_fields(source: str, number: int, line: str) -> None:
    rest = re.sub(r"\{[^{}]{1,20}\}", "", line)
    if "{" in rest or "}" in rest:
        raise TemplateError(source, number, "花括号不成对，字段应当写成“{单位}”的样子，名称不超过20个字。")


def _kind(source: str, number: int, words: str) -> Kind:
    try:
        return Kind(words)
    except ValueError:
        known = "、".join(kind.value for kind in Kind if kind is not Kind.OTHER)
        raise TemplateError(source, number, f"种类不能是“{words}”，可用的有：{known}。") from None


def _built(
    source: str, properties: dict[str, str], read: Sequence[tuple[int, str, str, str, list[str]]], *, own: bool
) -> Template:
    for key in ("名称", "种类"):
        if not properties.get(key):
            raise TemplateError(source, 0, f"开头没有写“{key}：”，请补上。")
    blocks: list[Block] = []
    layouts: dict[str, tuple[str, ...]] = {}
    seen: dict[str, int] = {}
    for number, name, option, heading, lines in read:
        if name in seen and name != "正文":
            raise TemplateError(source, number, f"“{name}”在第{seen[name]}行已经写过，请合在一起。")
        seen[name] = number
        if not lines:
            raise TemplateError(source, number, f"“{name}”下面没有内容，请写上，或者删去这一部分。")
        if name in _LAYOUT_BLOCKS:
            layouts[name] = tuple(lines)
            continue
        purpose = BlockKind(name) if name in ("标题", "主送", "落款") else BlockKind.SECTION
        blocks.append(
            Block(purpose, name, tuple(lines), ROLE_NAMES.get(name), heading.strip(), option == _OPTIONAL, number)
        )
    if not any(block.kind is BlockKind.TITLE for block in blocks):
        raise TemplateError(source, 0, "没有“[标题]”，请补上。")
    _check_lists(source, blocks, layouts)
    kind = _kind(source, 0, properties["种类"])
    return Template(properties["名称"], kind, tuple(blocks), layouts, source, properties.get("说明", ""), own)


def _check_lists(source: str, blocks: Iterable[Block], layouts: dict[str, tuple[str, ...]]) -> None:
    needs = {PROBLEM_LIST: "问题", REMAINING_LIST: "遗留问题", MEASURE_LIST: "改进措施"}
    for block in blocks:
        for line in block.lines:
            for name in LISTS:
                if name in line and line != name:
                    raise TemplateError(source, block.line, f"“{name}”要单独占一行。")
                if line == name and needs[name] not in layouts:
                    raise TemplateError(
                        source, block.line, f"用了“{name}”，但没有“[{needs[name]}]”写明每一条的样子，请补上。"
                    )


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates there are, an office's own before ours, and what was wrong with files that could not be used."""

    all: tuple[Template, ...]
    errors: tuple[TemplateError, ...] = ()

    def for_kind(self, kind: Kind) -> Template | None:
        """The template to take for a kind: the office's own where it has one."""
        return next((template for template in self.all if template.kind is kind), None)

    def named(self, name: str) -> Template | None:
        """The template with this name, or else for the kind with it (通报)."""
        found = next((template for template in self.all if template.name == name), None)
        if found is not None:
            return found
        return next((template for template in self.all if template.kind.value == name), None)


def load_templates(own_folder: Path | None = None) -> Templates:
    """Our templates, and those of the folder; one of the same name takes the place of ours.

    A folder that is not there is an empty one; a file that cannot be used stands in errors.
    """
    ours, errors = _read_folder(resources.path("templates"), own=False)
    mine, mistakes = _read_folder(own_folder, own=True) if own_folder is not None else ([], [])
    names = {template.name for template in mine}
    return Templates((*mine, *(t for t in ours if t.name not in names)), (*mistakes, *errors))


def _read_folder(folder: Path, *, own: bool) -> tuple[list[Template], list[TemplateError]]:
    templates: list[Template] = []
    errors: list[TemplateError] = []
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix.lower() == _ENDING and not p.name.startswith((".", "~")))
    except FileNotFoundError:
        return [], []
    except OSError:
        return [], [TemplateError(folder.name, 0, "打不开模板文件夹，请检查权限。")]
    for path in files:
        try:
            templates.append(read_template(read_text(path), path.name, own=own))
        except TemplateError as error:
            errors.append(error)
    return templates, errors


def read_text(path: Path) -> str:
    """The text of a template or phrase file, UTF-8 or else GB 18030. Raises TemplateError."""
    try:
        if path.stat().st_size > _LARGEST:
            raise TemplateError(path.name, 0, "文件太大，不像模板。")
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(path.name, 0, "打不开，请检查文件是否被占用或没有权限。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TemplateError(path.name, 0, "认不出文字编码，请用记事本另存为 UTF-8。")
