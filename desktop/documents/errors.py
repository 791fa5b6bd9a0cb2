"""Why a file could not be read or written, in words for a clerk."""

from __future__ import annotations


class DocumentError(Exception):
    """A file that cannot be read or written.

    str() of it is a plain Chinese sentence that says what is wrong and what
    to do; it never holds text of the document.
    """
