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
from desktop.checks.catalogue import OFFERED, by_code
from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.checks.settings import CheckSettings
from desktop.checks.suppression import Ignored
from desktop.documents.check_pages import explain_check, list_checks
from desktop.documents.errors import DocumentError
from desktop.documents.finding_words import place
from desktop.documents.folder_check import check_files, report_files
from desktop.documents.json_output import CheckedFile, write_json
from desktop.documents.reading import read
from desktop.documents.safe_write import write_bytes
from desktop.documents.settings_file import import_settings, load_settings, settings_path
from desktop.documents.side_data import side_data_store
from desktop.documents.text_output import comment_text, shortened, write_text
from desktop.paths import app_paths
from desktop.report.reading import read_report

if TYPE_CHECKING:
    from desktop.documents.opened import Opened
    from desktop.documents.typeset_settings import TypesetSettings
    from desktop.ledger.model import Ledger

_CLEAN, _FOUND, _FAILED = 0, 1, 2
_FORMATS = ("text", "json", "html", "xlsx")
_LONGEST_NAME = 40
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
    check.add_argument(
        "paths", nargs="+", type=Path, metavar="报告", help="报告（.docx、.txt、.doc、.wps、.rtf、.odt、.pdf）或文件夹"
    )
    _add_revisions(check)
    check.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        metavar="格式",
        help="text（默认）、json、html（可以打印的网页）或 xlsx（Excel，要写明 --output）",
    )
    check.add_argument("--output", type=Path, metavar="文件", help="把结果写入文件，不显示在屏幕上")
    check.add_argument("--all", action="store_true", help="已忽略的也列出来")
    check.add_argument("--ledger", type=Path, metavar="台账", help="同时与这本整改台账（.xlsx）核对")
    _add_settings(check)
    check.set_defaults(run=_check)

    reconcile = commands.add_parser(
        "reconcile", help="报告与台账对账", description="逐个核对报告里的数量与正文、台账是否一致，并列出两者的出入。"
    )
    reconcile.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    reconcile.add_argument("ledger", type=Path, metavar="台账", help="整改台账（.xlsx）")
    reconcile.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="格式", help="text（默认）或 json"
    )
    _add_settings(reconcile)
    reconcile.set_defaults(run=_reconcile)

    ledger = commands.add_parser("ledger", help="由报告生成台账", description="由报告生成整改台账（Excel 或 Word）。")
    ledger.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    ledger.add_argument("--output", type=Path, required=True, metavar="文件", help="台账文件，以 .xlsx 或 .docx 结尾")
    ledger.add_argument("--template", type=Path, metavar="模板", help="填入本单位的模板工作簿（.xlsx），其余内容不变")
    ledger.set_defaults(run=_ledger)

    draft = commands.add_parser("draft", help="由台账起草报告", description="由整改台账起草报告，待填的地方有标记。")
    draft.add_argument("ledger", type=Path, metavar="台账", help="整改台账（.xlsx）")
    draft.add_argument("--kind", required=True, metavar="种类", help="通报、整改报告、整改方案、自查汇报，或模板名称")
    draft.add_argument("--output", type=Path, required=True, metavar="文件", help="起草的报告，以 .docx 或 .txt 结尾")
    draft.add_argument("--facts", type=Path, metavar="文件", help="单位、巡察组、日期、联系方式等情况（.toml）")
    draft.set_defaults(run=_draft)

    annotate = commands.add_parser(
        "annotate", help="把检查结果作为批注写进 Word", description="生成带批注的 Word 文件，每个错误和疑点批注在原处。"
    )
    annotate.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    annotate.add_argument("--output", type=Path, required=True, metavar="文件", help="批注后的文件，以 .docx 结尾")
    _add_settings(annotate)
    annotate.set_defaults(run=_annotate)

    typeset = commands.add_parser(
        "typeset",
        help="按公文格式排版，检查格式",
        description=(
            "按 GB/T 9704—2012 把报告排成公文（Word 文件）。--check 只检查 Word 文件的格式，列出不符合的地方；"
            "--mend 在原文件的基础上只改不符合的地方，另存为新文件。"
        ),
    )
    typeset.add_argument("report", type=Path, metavar="报告", help="报告；--check、--mend 只用于 .docx")
    typeset.add_argument("--output", type=Path, metavar="文件", help="排好的文件，以 .docx 结尾")
    how = typeset.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="只检查格式，不生成文件")
    how.add_argument("--mend", action="store_true", help="只改不符合规范的格式，其余不动")
    typeset.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="格式", help="检查结果：text（默认）或 json"
    )
    typeset.add_argument("--seal", action="store_true", help="成文日期和署名按加盖印章编排")
    typeset.add_argument("--bold-third", action="store_true", help="三级标题加粗")
    typeset.add_argument("--issuer", metavar="发文机关标志", help="加版头，如“某某局文件”")
    typeset.add_argument("--number", default="", metavar="发文字号", help="版头的发文字号，如“某更〔2026〕5号”")
    typeset.set_defaults(run=_typeset)

    publish = commands.add_parser(
        "publish",
        help="发布前检查，生成干净的副本",
        description=(
            "列出报告里不该传出去的内容：修订、批注、隐藏文字、作者和单位、编辑历史、个人信息、涉密字样等；"
            "写明 --output 时，另外生成清理过的副本，原文件不动。"
        ),
    )
    publish.add_argument("report", type=Path, metavar="报告", help="报告；副本只能由 .docx 生成")
    publish.add_argument("--output", type=Path, metavar="文件", help="清理过的副本，以 .docx 结尾")
    publish.add_argument(
        "--revisions",
        choices=("accept", "refuse"),
        default="accept",
        metavar="方式",
        help="副本里的修订：accept 全部接受（默认），refuse 全部拒绝",
    )
    publish.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="格式", help="text（默认）或 json"
    )
    publish.set_defaults(run=_publish)

    ignore = commands.add_parser(
        "ignore",
        help="忽略看过的结果，或者恢复",
        description="列出一份报告里已忽略的结果；也可以再忽略一些，或者恢复。",
    )
    ignore.add_argument("report", type=Path, metavar="报告", help="报告（.txt、.docx）")
    what = ignore.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="代码", help="忽略这个检查项的结果，如 N101")
    what.add_argument("--restore", nargs="+", metavar="序号", help="恢复列表里的这些序号；all 为全部")
    ignore.add_argument("--line", type=int, metavar="段", help="与 --add 同用：只忽略这一段的")
    _add_settings(ignore)
    ignore.set_defaults(run=_ignore)

    explain = commands.add_parser("explain", help="说明检查项", description="说明一个检查项；不写代码则列出全部。")
    explain.add_argument("rule", nargs="?", metavar="代码", help="检查项代码，如 N101")
    explain.set_defaults(run=_explain)
    return parser


def _add_revisions(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--revisions",
        choices=("accepted", "original"),
        default="accepted",
        metavar="方式",
        help="Word 里的修订：accepted 按接受后的文字读（默认），original 按修订以前的文字读",
    )


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument("--settings", type=Path, metavar="文件", help="用这份检查设置，不用本人的")


def _settings(options: argparse.Namespace) -> CheckSettings:
    """The settings in the file named, or else this user's own."""
    chosen: Path | None = options.settings
    file = import_settings(chosen) if chosen is not None else load_settings(settings_path(app_paths()))
    for note in file.notes:
        _say(note)
    return file.settings


def _check(options: argparse.Namespace) -> int:
    output: Path | None = options.output
    if options.format == "xlsx" and output is None:
        raise DocumentError("Excel 结果不能显示在屏幕上，请用 --output 写明文件名，如 --output 检查结果.xlsx。")
    settings = _settings(options)
    paths = list(_report_files(options.paths))
    if output is not None:
        for path in paths:
            _refuse_same(path, output)
    store = None if options.all else side_data_store(app_paths())
    files: list[CheckedFile] = []
    progress = _Progress(len(paths))
    ledger = _ledger_to_hold_against(options.ledger) if options.ledger is not None else None
    checked = check_files(paths, settings, store, revisions=options.revisions, ledger=ledger)
    for file in checked:
        files.append(file)
        progress.tell(len(files), Path(file.path).name)
    progress.end()
    written = _written(files, options.format)
    if output is None:
        _print(written.decode("utf-8", "backslashreplace"))
    else:
        write_bytes(output, written)
        _say(f"结果已写入 {output}")
    for file in files:
        if file.error is not None:
            _say(f"{file.path}：{file.error}")
        for failure in file.failures:
            _say(f"{file.path}：检查项 {failure.code} 没有完成（{failure.error}），其他检查项不受影响。")
    if any(file.error is not None for file in files):
        return _FAILED
    return _FOUND if any(f.severity in _SHOWN for file in files for f in file.findings) else _CLEAN


def _ledger_to_hold_against(path: Path) -> Ledger:
    """The ledger of a workbook; what is to be known of it is said."""
    from desktop.documents.ledger_check import ledger_of

    rows, notes = ledger_of(path)
    for note in notes:
        _say(f"{path.name}：{note}")
    return rows


def _reconcile(options: argparse.Namespace) -> int:
    from desktop.documents.ledger_check import ledger_of, reconcile
    from desktop.documents.ledger_output import reconcile_json, reconcile_text
    from desktop.ledger.reckoning import Result

    settings = _settings(options)
    document = read(options.report).document
    ledger, notes = ledger_of(options.ledger)
    for note in notes:
        _say(f"{options.ledger.name}：{note}")
    found = reconcile(document, ledger, settings)
    if options.format == "json":
        _print(reconcile_json(found.reckonings, found.findings))
    else:
        _print(reconcile_text(options.report.name, options.ledger.name, found.reckonings, found.findings))
    wrong = any(reckoning.result is Result.WRONG for reckoning in found.reckonings)
    return _FOUND if wrong or any(f.severity in _SHOWN for f in found.findings) else _CLEAN


def _written(files: Sequence[CheckedFile], wanted: str) -> bytes:
    if wanted == "xlsx":
        from desktop.documents.findings_workbook import write_findings_workbook

        return write_findings_workbook(files)
    if wanted == "html":
        from desktop.documents.html_output import write_html

        text = write_html(files)
    else:
        text = write_json(files) if wanted == "json" else write_text(files)
    return text.encode("utf-8", "backslashreplace")


class _Progress:
    """How far a long run is, on standard error: one line that changes on a terminal, now and then a line elsewhere."""

    _LINES = 10
    _FEW = 20

    def __init__(self, total: int) -> None:
        self._total = total
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._told = 0

    def tell(self, done: int, name: str) -> None:
        if self._terminal and self._total > 1:
            sys.stderr.write(f"\r\x1b[K已检查 {done}/{self._total}：{name[:_LONGEST_NAME]}")
            sys.stderr.flush()
        elif self._total >= self._FEW and done * self._LINES // self._total > self._told:
            self._told = done * self._LINES // self._total
            _say(f"已检查 {done}/{self._total}")

    def end(self) -> None:
        if self._terminal and self._total > 1:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _report_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files in the order given, those of a folder by name, all the way down."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = False
        for file in report_files(path):
            found = True
            yield file
        if not found:
            _say(f"文件夹“{path}”里没有可以检查的报告（.docx、.txt、.doc、.wps、.rtf、.odt、.pdf）。")


def _ignore(options: argparse.Namespace) -> int:
    """List what is ignored in a report; before that, ignore more of it or bring some back."""
    if options.line is not None and options.add is None:
        raise DocumentError("--line 要与 --add 同用。")
    path: Path = options.report
    opened = read(path)
    findings = review(opened.document, Engine(settings=_settings(options))).findings
    store = side_data_store(app_paths())
    data = store.load(path, opened.fingerprint.sha256)
    kept = data.suppression
    if options.add is not None:
        check = by_code(options.add)
        if check is None:
            raise DocumentError(f"没有代码为“{options.add}”的检查项；用 explain 可以列出全部。")
        wanted = [f for f in findings if f.rule == check.code and options.line in (None, f.span.line)]
        if not wanted:
            raise DocumentError(f"{'这一段' if options.line else '这份报告'}没有 {check.code} 的结果，没有可以忽略的。")
        for finding in wanted:
            kept = kept.ignoring_always(finding, opened.document)
    elif options.restore is not None:
        kept = kept.bringing_back(_chosen(options.restore, kept.always))
    if kept != data.suppression:
        store.save(path, data.with_ignored(kept), opened.fingerprint.sha256)
    listed = kept.listed(findings, opened.document)
    lines = [
        f"{number}. [{item.rule}] {f'{place(finding)} {finding.message}' if finding else '（文中已经没有）'}"
        + (f"\n      原文：{shortened(item.text)}" if item.text.strip() else "")
        for number, (item, finding) in enumerate(listed, 1)
    ]
    _print("\n".join([f"{path}：已忽略 {len(lines)} 处", *lines]) + "\n")
    return _CLEAN


def _chosen(numbers: Sequence[str], items: Sequence[Ignored]) -> list[Ignored]:
    """The items with these numbers of the list, or all."""
    if list(numbers) == ["all"]:
        return list(items)
    chosen = []
    for written in numbers:
        if not (written.isdecimal() and 1 <= int(written) <= len(items)):
            raise DocumentError(f"已忽略的列表里没有序号“{written}”，共有 {len(items)} 处；all 为全部。")
        chosen.append(items[int(written) - 1])
    return chosen


def _ledger(options: argparse.Namespace) -> int:
    output: Path = options.output
    ending = output.suffix.lower()
    if ending not in (".xlsx", ".docx"):
        raise DocumentError(f"台账文件“{output.name}”应当以 .xlsx 或 .docx 结尾。")
    opened = _open(options.report, output)
    from desktop.ledger.from_report import make_ledger

    ledger = make_ledger(read_report(opened.document))
    if options.template is not None:
        data = _filled_template(options.template, output, ledger)
    elif ending == ".xlsx":
        from desktop.documents.excel_ledger import write_excel

        data = write_excel(ledger)
    else:
        from desktop.documents.word_ledger import write_word_ledger

        data = write_word_ledger(ledger)
    write_bytes(output, data)
    _say(f"台账已写入 {output}，共 {len(ledger.rows)} 个问题。")
    return _CLEAN


def _filled_template(template: Path, output: Path, ledger: Ledger) -> bytes:
    from desktop.documents.excel_open import read_workbook_bytes
    from desktop.documents.excel_template import fill_template

    if output.suffix.lower() != ".xlsx":
        raise DocumentError(f"用模板时，台账文件“{output.name}”应当以 .xlsx 结尾。")
    _refuse_same(template, output)
    try:
        filled = fill_template(read_workbook_bytes(template), ledger)
    except DocumentError as error:
        raise DocumentError(f"模板“{template.name}”不能使用：{error}") from error
    for note in filled.notes:
        _say(note)
    return filled.data


def _draft(options: argparse.Namespace) -> int:
    from desktop.documents import draft_file
    from desktop.drafting.facts import Facts

    output: Path = options.output
    ending = output.suffix.lower()
    if ending not in draft_file.DRAFT_ENDINGS:
        raise DocumentError(f"起草的报告“{output.name}”应当以 .docx 或 .txt 结尾。")
    for source in (options.ledger, options.facts):
        if source is not None:
            _refuse_same(source, output)
    template = draft_file.find_template(options.kind, app_paths())
    facts = draft_file.read_facts(options.facts) if options.facts is not None else Facts()
    drafted = draft_file.draft_from_workbook(options.ledger, template, facts)
    write_bytes(output, draft_file.draft_bytes(drafted, ending))
    _say(f"报告已写入 {output}，共 {drafted.problems} 个问题，{len(drafted.places)} 处待填。")
    return _CLEAN


def _annotate(options: argparse.Namespace) -> int:
    output: Path = options.output
    if output.suffix.lower() != ".docx":
        raise DocumentError(f"批注后的文件“{output.name}”应当以 .docx 结尾。")
    opened = _open(options.report, output)
    from desktop.documents.word_comments import Comment, annotate

    engine = Engine(settings=_settings(options))
    suppression = side_data_store(app_paths()).load(options.report, opened.fingerprint.sha256).suppression
    shown, _ = suppression.split(review(opened.document, engine).findings, opened.document)
    findings = [f for f in shown if f.severity in _SHOWN]
    comments = [Comment(f.span, comment_text(f, by_code(f.rule))) for f in findings]
    write_bytes(output, annotate(opened, comments))
    _say(f"批注已写入 {output}，共 {len(comments)} 处。")
    return _FOUND if comments else _CLEAN


def _typeset(options: argparse.Namespace) -> int:
    output: Path | None = options.output
    if options.check:
        return _format_check(options)
    if output is None:
        raise DocumentError("请用 --output 写明排好的文件，如 --output 公文.docx；只检查格式请用 --check。")
    if output.suffix.lower() != ".docx":
        raise DocumentError(f"排好的文件“{output.name}”应当以 .docx 结尾。")
    if options.number and not options.issuer:
        raise DocumentError("有发文字号时请同时用 --issuer 写明发文机关标志。")
    opened = _open(options.report, output)
    from desktop.documents.typeset_settings import HeaderBand, TypesetSettings

    header = HeaderBand(options.issuer, options.number) if options.issuer else None
    settings = TypesetSettings(seal=options.seal, bold_third=options.bold_third, header=header)
    if options.mend:
        return _format_mend(opened, output, settings)
    from desktop.documents.word_typeset import typeset

    made = typeset(read_report(opened.document), settings, source=opened)
    write_bytes(output, made.data)
    _say(f"公文已写入 {output}")
    for note in made.notes:
        _say(note)
    return _CLEAN


def _format_check(options: argparse.Namespace) -> int:
    from desktop.documents.document_output import format_json, format_text
    from desktop.documents.format_check import check_format
    from desktop.documents.typeset_settings import TypesetSettings

    settings = TypesetSettings(seal=options.seal, bold_third=options.bold_third)
    found = check_format(read(options.report), settings)
    if options.format == "json":
        _print(format_json(str(options.report), found))
    else:
        _print(format_text(options.report.name, found))
    return _FOUND if found.departures else _CLEAN


def _format_mend(opened: Opened, output: Path, settings: TypesetSettings) -> int:
    from desktop.documents.format_check import mend_format

    made = mend_format(opened, settings=settings)
    write_bytes(output, made.data)
    _say(f"改了 {len(made.mended)} 处格式，已写入 {output}")
    for note in made.notes:
        _say(note)
    return _CLEAN


def _publish(options: argparse.Namespace) -> int:
    from desktop.documents.document_output import publication_json, publication_text
    from desktop.documents.publication_check import CleanChoices, check_publication, clean_copy

    output: Path | None = options.output
    if output is not None and output.suffix.lower() != ".docx":
        raise DocumentError(f"副本“{output.name}”应当以 .docx 结尾。")
    opened = read(options.report) if output is None else _open(options.report, output)
    found = check_publication(opened)
    if options.format == "json":
        _print(publication_json(str(options.report), found))
    else:
        _print(publication_text(options.report.name, found))
    if output is not None:
        made = clean_copy(opened, CleanChoices(revisions=options.revisions))
        write_bytes(output, made.data)
        _say(f"清理过的副本已写入 {output}")
        for line in (*made.done, *made.notes):
            _say(line)
    return _FOUND if any(one.severity in _SHOWN for one in found) else _CLEAN


def _explain(options: argparse.Namespace) -> int:
    if options.rule is None:
        _print(list_checks(OFFERED))
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
