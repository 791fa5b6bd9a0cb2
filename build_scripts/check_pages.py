"""Write the page of all checks into resources/help: .venv/bin/python build_scripts/check_pages.py.

To be run when a check was added or what people read about one was changed; a test says so.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "resources" / "help" / "checks.md"


def main() -> None:
    """Write the page."""
    sys.path.insert(0, str(ROOT))
    from desktop.checks.catalogue import OFFERED
    from desktop.documents.check_pages import checks_page

    PAGE.write_text(checks_page(OFFERED), "utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)}: {len(OFFERED)} checks")


if __name__ == "__main__":
    main()
