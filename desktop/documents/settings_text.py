"""How the check settings are written as TOML, with remarks for the person who opens the file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.checks.base import Severity
from desktop.checks.settings import CheckSettings, SectionRule

LOST = "off_unknown"
"""Under which, in the table `checks` of what is unknown, codes stand that no check has; written back into `off`."""

_WORDS = {Severity.ERROR: "错", Severity.WARNING: "疑", Severity.INFO: "提示", None: "不要求"}
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_ONE_LINE = 90


def settings_text(settings: CheckSettings, unknown: Mapping[str, Any]) -> str:
    """The whole file. unknown: tables and values the program does not know, written behind their kin."""
    rest = {table: dict(value) for table, value in unknown.items() if isinstance(value, Mapping)}
    strange = {key: value for key, value in unknown.items() if not isinstance(value, Mapping) and key != "version"}
    words, unit = settings.words, settings.unit
    lost = rest.get("checks", {}).pop(LOST, ())
    lines = [
        "# 对账的检查设置。在“检查设置”窗口里修改最方便；也可以交给其他同事导入，全单位用同一份。",
        "# 以 # 开头的行是说明。改动后下次检查时生效。",
        f"version = {unknown.get('version', 1)}",
        *_pairs(strange),
        "",
        "[checks]",
        '# 不用的检查项，写代码，如 ["M304", "N109"]；各代码的意思见“检查项说明”。',
        f"off = {_list([*sorted(settings.off), *lost])}",
        *_pairs(rest.pop("checks", {})),
        "",
        "[severity]",
        '# 改变检查项的轻重：错、疑、提示。例如 M304 = "提示"',
        *_pairs({code: _WORDS[grave] for code, grave in sorted(settings.severity.items())}),
        *_pairs(rest.pop("severity", {})),
        "",
        "[words]",
        "# 本单位认可的词：里面的文字不再提示错别字、固定表述等。",
        f"allowed = {_list(sorted(words.allowed))}",
        "# 本单位报告里不用的词：出现就提示。",
        f"forbidden = {_list(sorted(words.forbidden))}",
        *_pairs(rest.pop("words", {})),
        "",
        "[words.right]",
        '# 左边是错的写法，右边是对的写法，可以一键改正。例如 "区纪检委" = "区纪委"',
        *_pairs(dict(words.right)),
        "",
        "[unit]",
        "# 集中整改期限（从反馈之日起几个月，如 3 或 6）；0 为不检查完成时限。",
        f"deadline_months = {unit.deadline_months}",
        "# 算作“完成”的状态，可用的有：已完成、已完成并长期坚持、基本完成、阶段性完成、正在整改、未完成、未说明。",
        f"done = {_list(sorted(status.value for status in unit.done))}",
        *_pairs(rest.pop("unit", {})),
        "",
        "# 各类报告必须具备的部分，与通常要求不同的才写在这里：错、疑、提示，或者不要求。例如",
        '# [required."通报"]',
        '# "联系方式" = "不要求"',
        '# "问题线索处置" = "疑"',
        *_required(unit.sections, rest.pop("required", {})),
    ]
    for table, values in rest.items():
        lines += ["", f"[{_key(table)}]", *_pairs(values)]
    return "\n".join(lines) + "\n"


def _required(rules: Iterable[SectionRule], strange: Mapping[str, Any]) -> list[str]:
    kinds: dict[str, dict[str, str]] = {}
    for rule in rules:
        kinds.setdefault(rule.kind.value, {})[rule.name] = _WORDS[rule.severity]
    lines = []
    for kind, parts in (*kinds.items(), *strange.items()):
        if isinstance(parts, Mapping):
            lines += ["", f"[required.{_key(kind)}]", *_pairs(parts)]
    loose = {key: value for key, value in strange.items() if not isinstance(value, Mapping)}
    return [*(["", "[required]", *_pairs(loose)] if loose else []), *lines]


def _pairs(values: Mapping[str, Any]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in values.items()]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(c)) for c in text) + '"'


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _list(values: Iterable[Any]) -> str:
    written = [_value(value) for value in values]
    line = f"[{', '.join(written)}]"
    return line if len(line) <= _ONE_LINE else "[\n" + "".join(f"    {value},\n" for value in written) + "]"


def _value(value: Any) -> str:  # noqa: ANN401 - whatever a TOML file can hold
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return _list(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return repr(value)
