"""Chinese numerals: 四十三 and 43, 二〇二一, 百分之八十七点五."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join(DIGITS) + "".join(_UNITS) + "".join(_LARGE)
"""Every character a Chinese numeral is written with."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_BELOW_TEN_THOUSAND = 10_000


def read_chinese(text: str) -> int | None:
    """The number a Chinese numeral stands for: 四十三 is 43, 一百零五 is 105, 二〇二一 is 2021.

    None where the text is not a well-formed numeral.
    """
    if not text or any(c not in CHARACTERS for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) > 1 else DIGITS[text]
    total = section = 0
    digit: int | None = None
    last_unit = last_large = 10**12
    for c in text:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        elif c in _UNITS:
            if _UNITS[c] >= last_unit or digit == 0 or (digit is None and c != "十"):
                return None
            last_unit = _UNITS[c]
            section += (1 if digit is None else digit) * last_unit
            digit = None
        else:
            section += digit or 0
            if not section or _LARGE[c] >= last_large:
                return None
            last_large = _LARGE[c]
            total += section * last_large
            section, digit, last_unit = 0, None, 10**12
    return total + section + (digit or 0)


def write_chinese(number: int) -> str:
    """The Chinese numeral of a number from 0 to 9999: 43 is 四十三, 105 is 一百零五, 10 is 十.

    Raises ValueError outside that range.
    """
    if not 0 <= number < _BELOW_TEN_THOUSAND:
        raise ValueError(number)
    if number == 0:
        return "零"
    out = ""
    pending_zero = False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if pending_zero else "") + "零一二三四五六七八九"[digit] + sign
            pending_zero = False
        elif out:
            pending_zero = True
    return out.removeprefix("一") if out.startswith("一十") else out


def read_integer(text: str) -> int | None:
    """The whole number written in Arabic (half or full width) or Chinese digits; None where it is none."""
    arabic = text.translate(_FULL_WIDTH)
    if arabic.isascii() and arabic.isdigit():
        return int(arabic)
    return read_chinese(text)
