"""`python -m tryon`."""

import sys

from tryon.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
