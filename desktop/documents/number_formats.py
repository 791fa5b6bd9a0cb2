"""Counting formats of automatic numbers (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_JAPANESE = "零壱弐参四伍六七八九"
_TEN_THOUSAND = 10_000
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_MOST = 32_767
"""The largest number a list counts to."""


def _positional(n: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(c)] for c in str(n))


def _counting(n: int, digits: str, units: str, *, short_ten: bool, zero: str = "零") -> str:
    """四十三, 一百零五; short_ten: 十 rather than 一十 at the head."""
    if n == 0:
        return digits[0]
    if n >= _TEN_THOUSAND:
        high, low = divmod(n, _TEN_THOUSAND)
        gap = zero if 0 < low < _TEN_THOUSAND // 10 else ""
        head = _counting(high, digits, units, short_ten=short_ten, zero=zero)
        return head + "万" + gap + (_counting(low, digits, units, short_ten=False, zero=zero) if low else "")
    out = ""
    pending = False
    text = str(n)
    for place, c in zip(range(len(text) - 1, -1, -1), text, strict=True):
        if c == "0":
            pending = bool(out)
            continue
        out += (zero if pending else "") + digits[int(c)] + (units[place - 1] if place else "")
        pending = False
    return out[1:] if short_ten and out.startswith(digits[1] + units[0]) else out


def _chinese(n: int) -> str:
    return _counting(n, _DIGITS, "十百千", short_ten=True)


def _legal(digits: str) -> Callable[[int], str]:
    return lambda n: _counting(n, digits, "拾佰仟", short_ten=False)


def _full_width(n: int) -> str:
    return str(n).translate({ord("0") + i: ord("０") + i for i in range(10)})


def _letters(n: int) -> str:
    """A … z, aa, bb … (17.18.59: the letter is repeated, not counted on)."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else ""


def _roman(n: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        count, n = divmod(n, size)
        out += sign * count
    return out


def _enclosed(first: int, last: int, otherwise: str) -> Callable[[int], str]:
    """A character of a Unicode row that starts with the sign for 1, else the number in a pattern."""
    return lambda n: chr(first + n - 1) if 1 <= n <= last else otherwise.format(n)


def _circle(n: int) -> str:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= n <= high:
            return chr(first + n - low)
    return str(n)


def _signs(signs: str) -> Callable[[int], str]:
    """The signs in turn; after the last the count goes on in Arabic digits."""
    return lambda n: signs[n - 1] if 1 <= n <= len(signs) else str(n)


def _sexagenary(n: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10] + "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12]


def _ordinal(n: int) -> str:
    teens = 11 <= n % 100 <= 13
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "koreanCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _positional,
    "taiwaneseDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "koreanDigital2": _positional,
    "chineseLegalSimplified": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "japaneseLegal": _legal(_LEGAL_JAPANESE),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": _enclosed(0x2474, 20, "({})"),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20, "{}."),
    "ideographEnclosedCircle": lambda n: chr(0x3220 + n - 1) if 1 <= n <= 10 else f"({_chinese(n)})",
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": _sexagenary,
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "hex": lambda n: f"{n:X}",
    "bullet": lambda n: "",
    "none": lambda n: "",
}


def format_number(n: int, number_format: str) -> str:
    """The number n as a list of this format shows it; unknown formats count in Arabic digits."""
    n = max(0, min(n, _MOST))
    return _FORMATS.get(number_format, str)(n)
