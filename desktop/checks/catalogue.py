"""Every check there is, in the order of their families."""

from __future__ import annotations

from desktop.checks import (
    contacts,
    counts,
    date_documents,
    date_order,
    date_years,
    dates,
    deadlines,
    document_numbers,
    duplicates,
    grammar,
    ledger,
    lost_signs,
    marks,
    names,
    names_near,
    names_own,
    names_titles,
    numbering,
    numerals_style,
    own_words,
    placeholders,
    punctuation,
    punctuation_ends,
    punctuation_lists,
    punctuation_quotes,
    quantities,
    quantities_told_twice,
    repeats,
    residue,
    sections,
    series,
    slips,
    sound_alikes,
    spaces,
    statuses,
    terms,
    typos,
    wrong_characters,
)
from desktop.checks.base import Check

ALL: tuple[Check, ...] = (
    *sections.CHECKS,
    *counts.CHECKS,
    *numbering.CHECKS,
    *series.CHECKS,
    *placeholders.CHECKS,
    *residue.CHECKS,
    *marks.CHECKS,
    *contacts.CHECKS,
    *document_numbers.CHECKS,
    *lost_signs.CHECKS,
    *dates.CHECKS,
    *date_order.CHECKS,
    *date_documents.CHECKS,
    *date_years.CHECKS,
    *duplicates.CHECKS,
    *terms.CHECKS,
    *wrong_characters.CHECKS,
    *slips.CHECKS,
    *sound_alikes.CHECKS,
    *typos.CHECKS,
    *repeats.CHECKS,
    *grammar.CHECKS,
    *punctuation.CHECKS,
    *punctuation_ends.CHECKS,
    *punctuation_lists.CHECKS,
    *punctuation_quotes.CHECKS,
    *names.CHECKS,
    *names_own.CHECKS,
    *names_near.CHECKS,
    *names_titles.CHECKS,
    *spaces.CHECKS,
    *numerals_style.CHECKS,
    *quantities.CHECKS,
    *quantities_told_twice.CHECKS,
    *statuses.CHECKS,
)

OFFERED: tuple[Check, ...] = (*ALL, *own_words.CHECKS, *deadlines.CHECKS, *ledger.CHECKS)
"""All that can be explained and switched off: also those made of an office's settings, or of a ledger."""

RENAMED: dict[str, str] = {}
"""Codes that were given up, with the code that stands for them now; a code is never used anew."""


_BY_CODE = {check.code: check for check in OFFERED}


def by_code(code: str) -> Check | None:
    """The check with this code, upper or lower case, also under a code given up; None where there is none."""
    code = code.strip().upper()
    code = RENAMED.get(code, code)
    return _BY_CODE.get(code)
