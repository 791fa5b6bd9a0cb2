"""Where the built program with the window starts."""

import multiprocessing
import sys

from desktop.__main__ import main

multiprocessing.freeze_support()  # `check` of many files starts this program again for each core
sys.exit(main())
