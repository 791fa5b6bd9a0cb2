"""The office's way to set documents, remembered: as plain data for the settings folder, and back."""

from __future__ import annotations

import re
from dataclasses import asdict, fields, replace
from typing import TypeVar

from desktop.app.choices import TYPESET, Choices
from desktop.documents.typeset_settings import Fonts, HeaderBand, Imprint, PageNumber, TypesetSettings

T = TypeVar("T", Fonts, HeaderBand, Imprint)


def remembered(choices: Choices) -> TypesetSettings:
    """As set last; what makes no sense is as usual."""
    data = choices.get(TYPESET)
    data = data if isinstance(data, dict) else {}
    numbers = {form.value: form for form in PageNumber}
    return TypesetSettings(
        seal=data.get("seal") is True,
        bold_third=data.get("bold_third") is True,
        page_number=numbers.get(str(data.get("page_number")), PageNumber.DASHES),
        header=_texts(HeaderBand, data.get("header"), HeaderBand("")) if isinstance(data.get("header"), dict) else None,
        imprint=_texts(Imprint, data.get("imprint"), Imprint()) if isinstance(data.get("imprint"), dict) else None,
        fonts=_texts(Fonts, data.get("fonts"), Fonts()),
    )


def remember(choices: Choices, settings: TypesetSettings) -> None:
    """For the next document: what is the office's own, not what belongs to this one document alone."""
    header, imprint = settings.header, settings.imprint
    kept = replace(
        settings,
        header=HeaderBand(header.issuer, _without_number(header.number)) if header is not None else None,
        imprint=replace(imprint, date="") if imprint is not None else None,
    )
    choices.put(TYPESET, asdict(kept) | {"page_number": settings.page_number.value})


def _without_number(text: str) -> str:
    """清水党〔2025〕3号 without its 3: a number left from the last document would be taken for this one's."""
    return re.sub(r"([〕\]］])\s*第?\d+(?=\s*号)", r"\1", text)


def without_bands(settings: TypesetSettings) -> TypesetSettings:
    """For a draft: neither header band nor imprint."""
    return TypesetSettings(settings.seal, settings.bold_third, settings.page_number, fonts=settings.fonts)


def _texts(kind: type[T], data: object, usual: T) -> T:
    if not isinstance(data, dict):
        return usual
    values: dict[str, object] = {}
    for each in fields(kind):
        value, known = data.get(each.name), getattr(usual, each.name)
        if isinstance(known, tuple):
            values[each.name] = tuple(map(str, value)) if isinstance(value, list | tuple) else known
        elif isinstance(value, str) and (value.strip() or not known):
            values[each.name] = value
        else:
            values[each.name] = known
    return kind(**values)  # type: ignore[arg-type]
