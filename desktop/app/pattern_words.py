"""What is wrong with a regular expression, in Chinese. Pure: no Qt."""

from __future__ import annotations

_PROBLEMS = {
    "missing closing parenthesis": "少了右括号 )",
    "unmatched closing parenthesis": "多了右括号 )，要找括号本身请写成 \\)",
    "missing terminating ] for character class": "少了右方括号 ]",
    "quantifier does not follow a repeatable item": "* + ? 前面没有可以重复的内容，要找它们本身请在前面加 \\",
    "numbers out of order in {} quantifier": "{ } 里的两个数，前一个大于后一个",
    "number too big in {} quantifier": "{ } 里的数太大",
    "\\ at end of pattern": "末尾多了 \\，要找它本身请写成 \\\\",
    "reference to non-existent subpattern": "引用的分组不存在",
    "range out of order in character class": "方括号里的范围前后颠倒",
    "unknown POSIX class name": "不认识的字符类别名称",
    "unknown property": "不认识的字符属性",
    "lookbehind assertion is not": "(?<= ) 里的内容长度必须固定",
    "unrecognized character": "(? 后面的字符不认识",
    "subpattern name": "分组的名称写得不对",
    "two named subpatterns": "两个分组用了同一个名称",
    "unrecognized character follows \\": "\\ 后面的字符不认识",
    "invalid range in character class": "方括号里的范围写得不对",
    "too large": "太长、太复杂",
}


def pattern_problem(message: str, offset: int) -> str:
    """The sentence for the library's message. offset: how many characters stand before the place, 0-based."""
    said = next((chinese for english, chinese in _PROBLEMS.items() if english in message), "写法不对")
    place = f"第 {offset + 1} 个字符处" if offset >= 0 else ""
    return f"正则表达式有误：{place}{said}。"
