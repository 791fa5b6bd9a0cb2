"""Where the built command line starts. It never loads Qt."""

import multiprocessing
import sys

from desktop.cli import main

multiprocessing.freeze_support()  # `check` of many files starts this program again for each core
sys.exit(main(sys.argv[1:]))
