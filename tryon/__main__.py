"""`python -m tryon`."""

import os
import sys

from tryon.cli.main import main


def _quiet_libraries() -> None:
    """Keeps the chatter of native libraries off the terminal.

    LiteRT writes lines to the process's standard error at every
    start and has no switch for it. Python's own standard error goes on as before.
    """
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


if __name__ == "__main__":
    _quiet_libraries()
    sys.exit(main())
