"""The check settings as one TOML file: for this user, or to hand to the whole office.

What the program does not know stays in the file when it is written again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.checks.base import Severity
from desktop.checks.catalogue import OFFERED, RENAMED
from desktop.checks.settings import DEFAULTS, ROLE_NAMES, CheckSettings, OwnWords, SectionRule, UnitRules
from desktop.documents.errors import DocumentError
from desktop.documents.file_bytes import read_bytes
from desktop.documents.safe_write import write_bytes
from desktop.documents.settings_text import LOST as _LOST
from desktop.documents.settings_text import settings_text
from desktop.paths import AppPaths, created
from desktop.report.model import Kind, Status

FILE_NAME = "检查设置.toml"
SEVERITIES: Mapping[str, Severity] = {"错": Severity.ERROR, "疑": Severity.WARNING, "提示": Severity.INFO}
NOT_REQUIRED = "不要求"
MOST_MONTHS = 60
_VERSION = 1
_MAX_SIZE = 4_000_000
_ROLES = {name: role for role, name in ROLE_NAMES.items()}
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
_TOML_PLACE = re.compile(r"\(at line (\d+)")
_TOML_END = re.compile(r"at end of document")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """Settings as read. unknown: what the program does not know, kept for writing. notes: Chinese, for people."""

    settings: CheckSettings = DEFAULTS
    unknown: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def settings_path(paths: AppPaths) -> Path:
    """Where this user's own settings lie."""
    return paths.config / FILE_NAME


def load_settings(path: Path) -> SettingsFile:
    """The settings of this user; those of an office that has set nothing where there is no file.

    Raises DocumentError, with the line, where the file makes no sense.
    """
    return import_settings(path) if path.exists() else SettingsFile()


def import_settings(path: Path) -> SettingsFile:
    """The settings in a file that a person chose. Raises DocumentError: no such file, no such settings."""
    data, _ = read_bytes(path, _MAX_SIZE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"设置文件“{path.name}”不是 UTF-8 编码，请用“记事本”另存为 UTF-8 后重试。") from error
    return read_settings(text, path.name)


def save_settings(path: Path, settings: CheckSettings, unknown: Mapping[str, Any] | None = None) -> None:
    """Write the settings, for this user or as a file to hand on; whole or not at all. Raises DocumentError.

    unknown: what `load_settings` gave, to be kept.
    """
    try:
        created(path.parent)
    except OSError as error:
        raise DocumentError("保存不了设置：文件夹建不了，请检查磁盘权限。") from error
    write_bytes(path, settings_text(settings, unknown or {}).encode("utf-8"))


def read_settings(text: str, name: str = FILE_NAME) -> SettingsFile:
    """The settings a text holds. Raises DocumentError with the line that is wrong."""
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(_broken(text, name, str(error))) from error
    except RecursionError as error:
        raise DocumentError(f"设置文件“{name}”嵌套太深，不是对账的设置文件。") from error
    reader = _Reader(text, name, data)
    return reader.read()


def _broken(text: str, name: str, reason: str) -> str:
    place = _TOML_PLACE.search(reason)
    line = int(place[1]) if place else text.count("\n") + 1 if _TOML_END.search(reason) else None
    shown = text.split("\n")[line - 1].strip()[:40] if line else ""
    where = f"第{line}行写法有误" + (f"（{shown}）" if shown else "") if line else "写法有误"
    return f"设置文件“{name}”{where}。请检查引号、逗号和方括号是否成对，或删去这个文件后重新设置。"


class _Reader:
    """Takes the known keys out of the data one after another; what is left is unknown."""

    def __init__(self, text: str, name: str, data: dict[str, Any]) -> None:
        self._lines = text.split("\n")
        self._name = name
        self._data = data
        self._notes: list[str] = []

    def read(self) -> SettingsFile:
        version = self._data.pop("version", _VERSION)
        if not isinstance(version, int) or isinstance(version, bool):
            raise self._error("version", "应当是数字 1")
        if version > _VERSION:
            self._notes.append(f"设置文件“{self._name}”是由更新版本的对账写的，这里不认识的内容没有使用。")
        settings = CheckSettings(
            off=frozenset(self._codes("checks", "off")),
            severity=self._severities(),
            words=self._words(),
            unit=self._unit(),
        )
        unknown = {key: value for key, value in self._data.items() if value != {}}
        keys = _names(unknown)
        if keys:
            listed = "、".join(f"“{key}”" for key in keys)
            self._notes.append(f"设置文件“{self._name}”里有不认识的设置：{listed}，没有使用，但予以保留。")
        if version > _VERSION:
            unknown["version"] = version
        return SettingsFile(settings, unknown, tuple(self._notes))

    def _error(self, key: str, wish: str) -> DocumentError:
        line = next((n for n, line in enumerate(self._lines, 1) if _sets(line, key)), None)
        where = f"第{line}行" if line else ""
        return DocumentError(f"设置文件“{self._name}”{where}的“{key}”{wish}。请改正，或删去这一行后重试。")

    def _table(self, name: str) -> dict[str, Any]:
        table = self._data.get(name, {})
        if not isinstance(table, dict):
            raise self._error(name, "应当是一组设置，写作 [" + name + "]")
        return table

    def _strings(self, table: str, key: str) -> list[str] | None:
        """A list of words without blank ones; None where there is none."""
        values = self._table(table).pop(key, None)
        if values is None:
            return None
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._error(key, '应当是一串带引号的词，写作 ["…", "…"]')
        return [value.strip() for value in values if value.strip()]

    def _code(self, written: str) -> str | None:
        """The code as it is now; None, with a note, where no check has it."""
        code = RENAMED.get(written.strip().upper(), written.strip().upper())
        if any(check.code == code for check in OFFERED):
            return code
        self._notes.append(f"设置文件“{self._name}”里的代码“{written}”没有对应的检查项，没有使用，但予以保留。")
        return None

    def _codes(self, table: str, key: str) -> list[str]:
        codes, strange = [], []
        for written in self._strings(table, key) or ():
            code = self._code(written)
            if code is None:
                strange.append(written)
            else:
                codes.append(code)
        if strange:
            self._table(table)[_LOST] = strange
        return codes

    def _severities(self) -> dict[str, Severity]:
        table = self._table("severity")
        out = {}
        for written, word in list(table.items()):
            if not isinstance(word, str) or word not in SEVERITIES:
                raise self._error(written, "应当是“错”“疑”“提示”之一")
            code = self._code(written)
            if code is not None:
                out[code] = SEVERITIES[word]
                del table[written]
        return out

    def _words(self) -> OwnWords:
        allowed = self._strings("words", "allowed") or ()
        forbidden = self._strings("words", "forbidden") or ()
        right = self._table("words").pop("right", {})
        if not isinstance(right, dict):
            raise self._error("right", "应当写作 [words.right]")
        pairs = []
        for wrong, form in right.items():
            if not isinstance(form, str):
                raise self._error(wrong, "后面应当是带引号的正确写法")
            if wrong.strip():
                pairs.append((wrong.strip(), form.strip()))
        return OwnWords(frozenset(allowed), frozenset(forbidden), tuple(pairs))

    def _unit(self) -> UnitRules:
        table = self._table("unit")
        months = table.pop("deadline_months", 0)
        if not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= MOST_MONTHS:
            raise self._error("deadline_months", f"应当是 0 到 {MOST_MONTHS} 的整数（几个月，0 为不检查）")
        done = self._strings("unit", "done")
        if done is not None and (strange := [word for word in done if word not in _STATUSES]):
            raise self._error("done", f"里没有“{strange[0]}”这种状态，可用的有：{'、'.join(_STATUSES)}")
        rules = UnitRules(deadline_months=months, sections=self._sections())
        return rules if done is None else UnitRules(months, frozenset(_STATUSES[w] for w in done), rules.sections)

    def _sections(self) -> tuple[SectionRule, ...]:
        rules = []
        kinds = self._table("required")
        for kind, parts in list(kinds.items()):
            if kind not in _KINDS:
                continue
            if not isinstance(parts, dict):
                raise self._error(kind, f'应当写作 [required."{kind}"]')
            for name, word in parts.items():
                roles = [_ROLES.get(part) for part in name.split("或")]
                if None in roles:
                    raise self._error(name, f"不是报告的部分，可用的有：{'、'.join(_ROLES)}")
                if not isinstance(word, str) or (word != NOT_REQUIRED and word not in SEVERITIES):
                    raise self._error(name, f"应当是“错”“疑”“提示”“{NOT_REQUIRED}”之一")
                known = tuple(role for role in roles if role is not None)
                rules.append(SectionRule(_KINDS[kind], known, SEVERITIES.get(word)))
            del kinds[kind]
        return tuple(rules)


def _names(unknown: Mapping[str, Any]) -> list[str]:
    """What the unknown settings are called; codes without a check were told of before."""
    names = []
    for table, value in unknown.items():
        if not isinstance(value, Mapping):
            names.append(table)
        elif table != "severity":
            names += [f"{table}.{key}" for key in value if (table, key) != ("checks", _LOST)]
    return names


def _sets(line: str, key: str) -> bool:
    """Whether a line of TOML sets this key or opens this table."""
    head = (
        line.strip().partition("=")[0] if not line.strip().startswith("[") else line.strip().strip("[]").split(".")[-1]
    )
    return head.strip().strip("\"'") == key
