"""Settings, and the only place that reads environment variables."""

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE_ROOT = Path(__file__).resolve().parent.parent
_TRUE = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Settings:
    """How the program runs here.

    Attributes:
        weights_dir: Folder with weight files; the repository's `weights/` by default.
        offline: Never touch the network.
        device: "auto", "cpu", "cuda" or "mps".
        hub_repo: The user's own Hub repository ("owner/name") to look for published weights in.
        max_upload_mb: Upload cap of the page, per file.
        queue_size: How many visitors may wait; the next one is told to come back.
    """

    weights_dir: Path = PACKAGE_ROOT / "weights"
    offline: bool = False
    device: str = "auto"
    hub_repo: str | None = None
    max_upload_mb: int = 20
    queue_size: int = 16

    @classmethod
    def from_environment(cls) -> "Settings":
        """Reads TRYON_WEIGHTS_DIR, TRYON_OFFLINE, TRYON_DEVICE, TRYON_HUB_REPO and HF_HUB_OFFLINE."""
        env = os.environ
        offline = env.get("TRYON_OFFLINE", env.get("HF_HUB_OFFLINE", "")).lower() in _TRUE
        return cls(
            weights_dir=Path(env.get("TRYON_WEIGHTS_DIR", cls.weights_dir)),
            offline=offline,
            device=env.get("TRYON_DEVICE", cls.device),
            hub_repo=env.get("TRYON_HUB_REPO") or None,
            max_upload_mb=int(env.get("TRYON_MAX_UPLOAD_MB", cls.max_upload_mb)),
            queue_size=int(env.get("TRYON_QUEUE_SIZE", cls.queue_size)),
        )
