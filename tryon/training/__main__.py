"""python -m tryon.training: see `tryon.training.papers.command`."""

import sys

from tryon.training.papers.command import main

if __name__ == "__main__":
    sys.exit(main())
