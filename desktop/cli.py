"""The command line: everything that needs no eyes."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop import __version__
from desktop.checks.base import Severity
from desktop.checks.catalogue import ALL, by_code
from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.documents.errors import DocumentError
from desktop.documents.json_output import CheckedFile, write_json
from desktop.documents.reading import is_report_file, read
from desktop.documents.safe_write import write_bytes
from desktop.documents.text_output import comment_text, explain_check, list_checks, write_text
from desktop.report.reading import read_report

if TYPE_CHECKING:
    from desktop.documents.opened import Opened

_CLEAN, _FOUND, _FAILED = 0, 1, 2
_SHOWN = (Severity.ERROR, Severity.WARNING)

_ARGPARSE_WORDS = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument ([^:]+): invalid choice: '?([^']*)'? \(choose from (.*)\)", r"参数 \1 不能是“\2”，可用的有：\3"),
    (r"argument ([^:]+): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument ([^:]+): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"ambiguous option: (\S+) could match (.*)", r"参数 \1 不明确，可能是：\2"),
)


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, chinese in _ARGPARSE_WORDS:
            message = re.sub(pattern, chinese, message)
        self.print_usage(sys.stderr)
        self.exit(_FAILED, f"命令有误：{message}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


def main(argv: list[str] | None = None) -> int:
    """Run one command and give the exit status: 2 a file failed, 1 errors or warnings, 0 clean.

    Results go to standard output in UTF-8 whatever the locale, messages to
    standard error.
    """
    _speak_utf8()
    try:
        options = _parser().parse_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else _FAILED
    try:
        status: int = options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away: nothing left to say
        _drop_output()
        return _FAILED
    except DocumentError as error:
        _say(str(error))
        return _FAILED
    except KeyboardInterrupt:
        _say("已中断。")
        return _FAILED
    return status


def _drop_output() -> None:
    """Keep the interpreter from trying once more, at its end, to write what nobody reads."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a file name that is no valid text must not end the run
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="duizhang-cli", description="对账：整改报告与整改台账的检查工具。")
    parser.add_argument("--version", action="version", version=f"对账 {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="命令", parser_class=_Parser)

    check = commands.add_parser("check", help="检查报告", description="检查一份或多份报告；文件夹则检查其中的每一份。")
    check.add_argument("paths", nargs="+", type=Path, metavar="报告", help="报告（.txt、.docx）或文件夹")
    check.add_argument("--format", choices=("text", "json"), default="text", metavar="格式", help="text（默认）或 json")
    check.add_argument("--output", type=Path, metavar="文件", help="把结果写入文件，不显示在屏幕上")
    check.set_defaults(run=_check)

    ledger = commands.add_parser("ledger", help="由报告生成台账", description="由报告生成整改台账（Excel 或 Word）。")
    ledger.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    ledger.add_argument("--output", type=Path, required=True, metavar="文件", help="台账文件，以 .xlsx 或 .docx 结尾")
    ledger.set_defaults(run=_ledger)

    annotate = commands.add_parser(
        "annotate", help="把检查结果作为批注写进 Word", description="生成带批注的 Word 文件，每个错误和疑点批注在原处。"
    )
    annotate.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    annotate.add_argument("--output", type=Path, required=True, metavar="文件", help="批注后的文件，以 .docx 结尾")
    annotate.set_defaults(run=_annotate)

    explain = commands.add_parser("explain", help="说明检查项", description="说明一个检查项；不写代码则列出全部。")
    explain.add_argument("rule", nargs="?", metavar="代码", help="检查项代码，如 N101")
    explain.set_defaults(run=_explain)
    return parser


def _check(options: argparse.Namespace) -> int:
    paths = list(_report_files(options.paths))
    output: Path | None = options.output
    if output is not None:
        for path in paths:
            _refuse_same(path, output)
    engine = Engine()
    files: list[CheckedFile] = []
    for number, path in enumerate(paths, 1):
        if len(paths) > 1 and sys.stderr is not None and sys.stderr.isatty():
            _say(f"正在检查 {number}/{len(paths)}：{path.name}")
        files.append(_checked(path, engine))
    written = write_json(files) if options.format == "json" else write_text(files)
    if output is None:
        _print(written)
    else:
        write_bytes(output, written.encode("utf-8", "backslashreplace"))
        _say(f"结果已写入 {output}")
    for file in files:
        if file.error is not None:
            _say(f"{file.path}：{file.error}")
    if any(file.error is not None for file in files):
        return _FAILED
    return _FOUND if any(f.severity in _SHOWN for file in files for f in file.findings) else _CLEAN


def _report_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files in the order given, those of a folder by name, all the way down."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = False
        for folder, inner, names in os.walk(path):
            inner.sort()
            for name in sorted(names):
                file = Path(folder) / name
                if is_report_file(file):
                    found = True
                    yield file
        if not found:
            _say(f"文件夹“{path}”里没有可以检查的报告（.txt、.docx）。")


def _checked(path: Path, engine: Engine) -> CheckedFile:
    try:
        checked = review(read(path).document, engine)
    except DocumentError as error:
        return CheckedFile(str(path), error=str(error))
    except Exception as error:  # one bad file must not stop sixty others, and nobody wants a traceback
        return CheckedFile(str(path), error=f"检查这个文件时程序出错（{type(error).__name__}），请把文件交给维护人员。")
    for failure in engine.failures:
        _say(f"{path}：检查项 {failure.code} 没有完成（{failure.error}），其他检查项不受影响。")
    return CheckedFile(str(path), report=checked.report, findings=checked.findings)


def _ledger(options: argparse.Namespace) -> int:
    output: Path = options.output
    ending = output.suffix.lower()
    if ending not in (".xlsx", ".docx"):
        raise DocumentError(f"台账文件“{output.name}”应当以 .xlsx 或 .docx 结尾。")
    opened = _open(options.report, output)
    from desktop.ledger.from_report import make_ledger

    ledger = make_ledger(read_report(opened.document))
    if ending == ".xlsx":
        from desktop.documents.excel_ledger import write_excel

        data = write_excel(ledger)
    else:
        from desktop.documents.word_ledger import write_word_ledger

        data = write_word_ledger(ledger)
    write_bytes(output, data)
    _say(f"台账已写入 {output}，共 {len(ledger.rows)} 个问题。")
    return _CLEAN


def _annotate(options: argparse.Namespace) -> int:
    output: Path = options.output
    if output.suffix.lower() != ".docx":
        raise DocumentError(f"批注后的文件“{output.name}”应当以 .docx 结尾。")
    opened = _open(options.report, output)
    from desktop.documents.word_comments import Comment, annotate

    findings = [f for f in review(opened.document, Engine()).findings if f.severity in _SHOWN]
    comments = [Comment(f.span, comment_text(f, by_code(f.rule))) for f in findings]
    write_bytes(output, annotate(opened, comments))
    _say(f"批注已写入 {output}，共 {len(comments)} 处。")
    return _FOUND if comments else _CLEAN


def _explain(options: argparse.Namespace) -> int:
    if options.rule is None:
        _print(list_checks(ALL))
        return _CLEAN
    check = by_code(options.rule)
    if check is None:
        raise DocumentError(f"没有代码为“{options.rule}”的检查项；不写代码可以列出全部。")
    _print(explain_check(check))
    return _CLEAN


def _open(path: Path, output: Path) -> Opened:
    _refuse_same(path, output)
    return read(path)


def _refuse_same(path: Path, output: Path) -> None:
    """The clerk's own file is never written over."""
    if output.exists() and path.exists() and output.samefile(path):
        raise DocumentError(f"不能把结果写进“{path.name}”本身，请另取文件名。")


def _print(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(text, file=sys.stderr)
