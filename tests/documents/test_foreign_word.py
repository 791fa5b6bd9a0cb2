"""Word files of other libraries are opened and saved unharmed; they are no part of the project and fetched when asked.

DUIZHANG_FOREIGN_WORD names a folder with their source distributions, which `round_trip.py FOLDER --fetch` fills.
"""

import os
from pathlib import Path

import pytest
from round_trip import documents, opened, try_edit

from desktop.documents.errors import DocumentError
from desktop.documents.word_save import save_word

FOLDER = os.environ.get("DUIZHANG_FOREIGN_WORD")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not FOLDER, reason="DUIZHANG_FOREIGN_WORD does not name a folder of Word files of others")
def test_files_of_others_change_only_where_they_are_edited():
    wrong, files = {}, 0
    for name, data in documents(Path(FOLDER)):
        files += 1
        before = opened(data)
        if save_word(before, before.document.lines, data).data != data:
            wrong[name] = "unedited"
        count = len(before.document.lines)
        for at in range(0, count, max(count // 10, 1)):
            try:
                result = try_edit(data, before, at)
            except DocumentError as error:
                result = str(error)
            if result is not None:
                wrong[f"{name}: {at + 1}"] = result
    assert files >= 60
    assert wrong == {}
