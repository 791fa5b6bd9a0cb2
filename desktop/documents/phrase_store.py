"""The user's own phrases in their file: a plain text that the user may also edit in any other way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.documents.errors import DocumentError
from desktop.documents.safe_write import write_bytes
from desktop.drafting.phrase_file import HEAD, with_added, with_changed, with_removed
from desktop.drafting.phrases import OWN_NAME, Phrase, Phrases, load_phrases, read_phrases
from desktop.drafting.templates import TemplateError, read_text
from desktop.paths import AppPaths, created

_CHANGED = "常用语文件刚才被别的程序改过，没有动它。已重新读取，请再试一次。"


class PhraseStore:
    """Ours and the user's own, read from the folder of settings."""

    def __init__(self, paths: AppPaths) -> None:
        self._folder = paths.config

    @property
    def file(self) -> Path:
        """Where the own ones lie."""
        return self._folder / OWN_NAME

    def load(self) -> Phrases:
        """The shelf as it is now; an own file that cannot be used stands in its errors."""
        return load_phrases(self._folder)

    def add(self, group: str, words: str) -> None:
        """One more own phrase. Raises DocumentError, ValueError for empty words."""
        self._change(lambda text: with_added(text, group, words))

    def remove(self, phrase: Phrase) -> None:
        """Without an own phrase. Raises DocumentError."""
        self._change(lambda text: with_removed(text, phrase), _CHANGED)

    def change(self, phrase: Phrase, words: str) -> None:
        """Other words for an own phrase. Raises DocumentError, ValueError for empty words."""
        if not words.strip():
            raise ValueError("empty phrase")
        self._change(lambda text: with_changed(text, phrase, words), _CHANGED)

    def export(self, target: Path) -> None:
        """A copy of the own file. Raises DocumentError."""
        write_bytes(target, self._text().encode("utf-8-sig"))

    def take_over(self, source: Path) -> int:
        """Add the phrases of another such file; gives how many are new. Raises DocumentError."""
        try:
            phrases = read_phrases(read_text(source), source.name)
        except TemplateError as error:
            raise DocumentError(str(error).replace("模板文件", "常用语文件")) from error
        known = {(phrase.group, phrase.text) for phrase in self.load().all}
        fresh = [phrase for phrase in phrases if (phrase.group, phrase.text) not in known]

        def add(text: str) -> str:
            for phrase in fresh:
                text = with_added(text, phrase.group, phrase.text)
            return text

        if fresh:
            self._change(add)
        return len(fresh)

    def _text(self) -> str:
        if not self.file.exists():
            return HEAD + "\n"
        try:
            text = read_text(self.file)
            read_phrases(text, self.file.name, own=True)
        except TemplateError as error:
            told = str(error).replace("模板文件", "常用语文件")
            raise DocumentError(f"{told}\n请先用记事本改正这个文件：{self.file}") from error
        return text

    def _change(self, change: Callable[[str], str], otherwise: str = "") -> None:
        text = self._text()
        try:
            fresh = change(text)
        except ValueError as error:
            if not otherwise:
                raise
            raise DocumentError(otherwise) from error
        try:
            created(self._folder)
        except OSError as error:
            raise DocumentError(f"建不了文件夹，请检查有没有权限：{self._folder}") from error
        write_bytes(self.file, fresh.encode("utf-8-sig"))
