"""K1xx: mail addresses, telephone numbers and postal codes that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_PROVIDERS = (
    r"(?:vip\.)?(?:163|126|139|189|188|qq|sina|sohu|foxmail|yeah|"
    r"aliyun|hotmail|gmail|outlook|21cn|tom|wo|icloud|live|msn)"
)
_MAIL_CUE = re.compile(
    r"(?:邮箱|邮件|[Ee]-?[Mm]ail|EMAIL)(?:地址|号码?|号)?[^\w，。；;]{0,3}(?:为|是)?[^\w，。；;]{0,3}"
)
_MAIL_TOKEN = re.compile(r"[A-Za-z0-9_.\-+#%&@＠]{3,80}")
_MAIL_GOOD = re.compile(r"(?<![A-Za-z0-9_.\-+])[A-Za-z0-9_.\-+]{1,80}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,63}")
_GLUED = re.compile(
    rf"(?<![A-Za-z0-9_.\-+])(?P<name>[A-Za-z0-9_.\-+]{{0,80}}?[A-Za-z0-9_\-])(?P<domain>{_PROVIDERS}\.(?:com\.cn|"
    rf"com|cn|net)|(?:[a-z\-]{{1,63}}\.){{0,8}}gov\.cn)$"
)
_CUT = re.compile(rf"(?<![A-Za-z0-9_.\-+])(?P<name>[A-Za-z0-9_.\-+]{{0,80}}?[A-Za-z_])(?P<domain>{_PROVIDERS})$")
_NUMBERS_ONLY = re.compile(r"(?P<name>\d{6,12})\.com$")
_BARE = re.compile(r"(?:163|126|139|189|qq|sina|sohu|foxmail)\.(?:com|cn)", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<![A-Za-z0-9_.\-+@＠/])[A-Za-z0-9_\-]{3,30}$")
_MASKED = re.compile(r"[*＊×]|[xX]{3,}|(?<![A-Za-z0-9])[xX]{2}(?![A-Za-z0-9])")

_PHONE_CUE = re.compile(
    r"(?:电话|手机|传真|热线|联系方式)(?:号码|号)?(?:[（(][^（）()\d]{1,10}[）)])?[\s\u3000]*(?:[:：]|"
    r"为|是)?[\s\u3000]*(?=[（(]?[+０-９\d])"
)
_PHONE_RUN = re.compile(r"[（(]?[+\d０-９][\d０-９ \u00a0\-－—–―‐()（）]*")
_PHONE_MORE = re.compile(r"[、，,/和或；;][\s\u3000]*(?=[（(]?[\d０-９][\d０-９\-－—–―‐()（） ]{3,})")
_PHONE_AFTER = re.compile(r"[^\S\n]{0,8}+(?:$|[，。；;、,.！（(）)\n转/]|联系|邮|传真|手机|通[信讯]|电子|地址|和|或)")
_PHONE_GOOD = re.compile(
    r"(?=[+\d])(?:(?:\+?(?:00)?86)?1[3-9]\d{9}"
    r"|(?:\+?(?:00)?86)?0\d{10,11}|\+?(?:00)?86\d{10,11}"
    r"|0\d{2,3}(?:1\d{4}|9[56]\d{3,6})"
    r"|\d{7,8}|[48]00\d{7}|1\d{2}|1[0-2]\d{3}|9[56]\d{3,6}|\d{4})"
)
_LOCAL = 7
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_EXTENSION = re.compile(r"[\-－—–―‐]\d{1,6}$")
_POST = re.compile(
    r"(?:邮政编码|邮编|邮码)[\s\u3000]*(?:[:：]|为|是)?[\s\u3000]*"
    r"(?P<code>[0-9０-９][0-9０-９ ]{0,18})(?![0-9０-９*＊×xX\-])"
)
_POST_LENGTH = 6
_POST_GOOD = re.compile(r"[0-8]\d{5}")


def _mail(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if not any(sign in text for sign in ("邮", "ail", "AIL", ".c", ".C")):
        return
    taken = -1
    for cue in _MAIL_CUE.finditer(text):
        token = _MAIL_TOKEN.match(text, cue.end())
        if token is None or token.start() < taken:
            continue
        taken = token.end()
        end = token.start() + len(token[0].rstrip(".-"))
        mail = text[token.start() : end].replace("＠", "@")
        if _MAIL_GOOD.fullmatch(mail) or _MASKED.search(mail) or len(mail) < 3 or not re.search("[A-Za-z.@]", mail):
            continue
        if mail.startswith(("www.", "http")):
            continue
        yield _bad_mail(Span(line, token.start(), end), mail, cued=True)
    for domain in _BARE.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, domain.start() - 31), domain.start())
        if name is not None and name.start() >= taken and not _MASKED.search(name[0]):
            taken = domain.end()
            span = Span(line, name.start(), domain.end())
            yield _bad_mail(span, text[span.start : span.end], cued=False)


def _bad_mail(span: Span, mail: str, *, cued: bool) -> Hit:
    if "@" in mail:
        return Hit(span, f"邮箱地址“{mail}”不完整或格式有误，请核对。")
    for pattern, tail in ((_GLUED, ""), (_CUT, ".com")):
        match = pattern.search(mail)
        if match is not None:
            right = f"{match['name']}@{match['domain']}{tail}"
            sure = cued and not tail and match["name"][-1].isalpha()
            fix = Fix(f"改为“{right}”", (Edit(span, right),), certain=sure)
            return Hit(span, f"邮箱地址“{mail}”漏了“@”，群众无法来信。", (fix,))
    numbers = _NUMBERS_ONLY.search(mail)
    if numbers is not None:
        right = f"{numbers['name']}@qq.com"
        fix = Fix(f"改为“{right}”（请核对）", (Edit(span, right),))
        return Hit(span, f"邮箱地址“{mail}”缺少“@”和邮箱服务商的名称，请核对。", (fix,))
    return Hit(span, f"“{mail}”不是完整的邮箱地址，请核对。")


def _phone(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    taken = -1
    for cue in _PHONE_CUE.finditer(text):
        at: int | None = cue.end()
        while at is not None and at >= taken:
            run = _PHONE_RUN.match(text, at)
            if run is None:
                break
            written = run[0].rstrip(" \u00a0(（—-－")
            end = at + len(written)
            taken = run.end()
            if text[end : end + 1] in "*＊×xX" or not _PHONE_AFTER.match(text, end):
                break
            if not _possible_phone(written):
                span = Span(line, at, end)
                digits = _digits(written)
                yield Hit(
                    span,
                    f"电话号码“{written}”有误：共{digits}位数字，不是可能的号码；固定电话为区号加7至8位，手机为11位。",
                )
            more = _PHONE_MORE.match(text, end)
            at = more.end() if more else None


def _possible_phone(written: str) -> bool:
    plain = written.translate(_WIDE)
    without = _EXTENSION.sub("", plain)
    if _is_number(plain) or (_digits(without) > _LOCAL and _is_number(without)):
        return True
    halves = plain.split()  # two numbers with a space between
    return len(halves) > 1 and all(_digits(half) >= _LOCAL and _is_number(half) for half in halves)


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_number(text: str) -> bool:
    return _PHONE_GOOD.fullmatch(re.sub(r"[^\d+]", "", text)) is not None


def _post(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for match in _POST.finditer(paragraph.text):
        written = match["code"].rstrip()
        digits = written.replace(" ", "").translate(_WIDE)
        if _POST_GOOD.fullmatch(digits):
            continue
        start = match.start("code")
        why = f"这里有{len(digits)}位" if len(digits) != _POST_LENGTH else "没有以9开头的"
        yield Hit(
            Span(line, start, start + len(written)), f"邮政编码“{written}”有误：邮政编码为6位数字，{why}，请核对。"
        )


_SOURCE = "巡视巡察整改情况公开要求：向社会公布的整改情况应当附联系方式，受理意见建议"

CHECKS = (
    Check(
        code="K101",
        kind="contact-invalid",
        family=Family.CONTACTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="邮箱地址漏了“@”或不完整",
            why="公开的邮箱是群众反映意见的渠道，从网页或旧文稿粘贴时“@”常常丢失，"
            "少了它信件无法送达，等于没有公布联系方式。",
            source=_SOURCE + "；电子邮箱地址的通用格式“用户名@服务商域名”",
        ),
        bad=(
            Example("电子邮箱：⟦qhcsgx163.com⟧。", mended="电子邮箱：qhcsgx@163.com。"),
            Example("联系电话：0000-3456789，邮箱：⟦qhcsgx126⟧；"),
            Example("电子邮箱为⟦123456789.com⟧。"),
            Example("监督邮箱⟦qhcsgx@163⟧。"),
            Example("来信请寄⟦qhcsgx163.com⟧。"),
        ),
        good=(
            Example("电子邮箱：qhcsgx@163.com；邮箱qhc_sgx@qinghe.gov.cn。"),
            Example("电子邮箱：xxxx@xx.com。设置举报邮箱12个，开通邮箱。"),
            Example("网址：www.qinghe163.com，http://mail.163.com。"),
        ),
        paragraph=_mail,
    ),
    Check(
        code="K102",
        kind="contact-invalid",
        family=Family.CONTACTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="电话号码位数不对",
            why="多一位少一位的号码打不通，公布的联系方式就失去作用。",
            source=_SOURCE + "；固定电话为区号加7至8位号码，移动电话为11位",
        ),
        bad=(
            Example("联系电话：⟦0555-123456⟧。"),
            Example("联系电话：0555-2345678、⟦1380000123⟧；联系人：办公室。"),
            Example("监督电话⟦055512345678901⟧，邮编：123456。"),
        ),
        good=(
            Example("联系电话：0555-2345678、0555-23456789转8012；手机：13800001234。"),
            Example("电话（0555）2345678，传真：010-62345678，服务热线：12345、400-800-1234，监督举报电话12388。"),
            Example(
                "联系电话：0555-xxxxxxx；电话：138****1234。开通热线3条，热线12345受理诉求2000余件，电话回访群众320人。"
            ),
        ),
        paragraph=_phone,
    ),
    Check(
        code="K103",
        kind="contact-invalid",
        family=Family.CONTACTS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="邮政编码不是6位",
            why="邮政编码少一位多一位，信件会退回或者延误。",
            source=_SOURCE + "；邮政编码为6位数字",
        ),
        bad=(
            Example("邮编：⟦24300⟧，电话：0555-2345678。"),
            Example("邮政编码：⟦2430000⟧。"),
        ),
        good=(
            Example("邮政编码：243000；邮编 100 070。"),
            Example("邮编：xxxxxx，邮政编码：24****。"),
        ),
        paragraph=_post,
    ),
)
