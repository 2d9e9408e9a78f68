"""The demo: run `python app.py`. Also what a Hugging Face Space starts."""

import argparse
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

from tryon.config import Precision, Settings
from tryon.ui.server.logs import set_up_logging
from tryon.ui.server.temporary import temporary_folder
from tryon.ui.site import Site


def main() -> None:
    """Serves the page until it is interrupted."""
    parser = argparse.ArgumentParser(description="Virtual try-on that shows every step.")
    parser.add_argument("--host", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 7860 or the next)")
    parser.add_argument("--weights-dir", type=Path, help="folder with weight files")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--precision", choices=get_args(Precision), help="of viton-hd and rmgn")
    parser.add_argument("--hub-repo", metavar="OWNER/NAME", help="your own Hub repo of weights")
    parser.add_argument("--offline", action="store_true", help="never touch the network")
    arguments = parser.parse_args()
    set_up_logging()

    settings = Settings.from_environment()
    settings = replace(
        settings,
        weights_dir=arguments.weights_dir or settings.weights_dir,
        device=arguments.device or settings.device,
        precision=arguments.precision or settings.precision,
        hub_repo=arguments.hub_repo or settings.hub_repo,
        offline=arguments.offline or settings.offline,
    )
    # A stopped container asks by SIGTERM; leave as after Ctrl-C, and clean up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with temporary_folder() as temporary:
        site = Site(settings, temporary)
        try:
            address = site.open(arguments.host, arguments.port)
            print(f"The page is at {address}")
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            print("Closing.")
        finally:
            site.close()


if __name__ == "__main__":
    main()
