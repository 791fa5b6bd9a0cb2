"""The check settings of this user: read when first asked for, written when changed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.checks.settings import DEFAULTS, CheckSettings
from desktop.documents.errors import DocumentError
from desktop.paths import AppPaths


class OfficeSettings:
    """The settings in use. Safe to ask from the worker, which is the first to need them.

    problem: why the file could not be read, Chinese, "" if it could; the
    usual settings hold then, and the file is put aside before it is
    written over.
    """

    def __init__(self, paths: AppPaths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._settings: CheckSettings | None = None
        self._unknown: Mapping[str, Any] = {}
        self.problem = ""

    def __call__(self) -> CheckSettings:
        """The settings now."""
        with self._lock:
            if self._settings is None:
                self._settings = self._read()
            return self._settings

    def change(self, settings: CheckSettings) -> None:
        """Use these from now on and remember them. Raises DocumentError where they cannot be written; they hold."""
        from desktop.documents.settings_file import save_settings

        self()
        self._settings = settings
        if self.problem:
            self._put_aside()
        save_settings(self._file(), settings, self._unknown)
        self.problem = ""

    def _file(self) -> Path:
        from desktop.documents.settings_file import settings_path

        return settings_path(self._paths)

    def _read(self) -> CheckSettings:
        from desktop.documents.settings_file import load_settings

        try:
            read = load_settings(self._file())
        except DocumentError as error:
            self.problem = str(error)
            return DEFAULTS
        self._unknown = read.unknown
        return read.settings

    def _put_aside(self) -> None:
        file = self._file()
        try:
            shutil.copyfile(file, file.with_name(f"{file.stem}（读不出的旧文件）{file.suffix}"))
        except OSError as error:
            raise DocumentError("保存不了设置：原来的设置文件读不出，也无法备份，请检查磁盘权限。") from error
