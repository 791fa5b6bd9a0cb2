"""Where the built program with the window starts."""

import sys

from desktop.__main__ import main

sys.exit(main())
