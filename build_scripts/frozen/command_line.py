"""Where the built command line starts. It never loads Qt."""

import sys

from desktop.cli import main

sys.exit(main(sys.argv[1:]))
