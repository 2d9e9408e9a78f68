"""Settings, and the only place that reads environment variables."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

PACKAGE_ROOT = Path(__file__).resolve().parent.parent
# What the published networks compute in; see `device.network_dtype`.
Precision = Literal["auto", "fp32", "fp16", "bf16"]
_TRUE = {"1", "true", "yes", "on"}
# A whole folder may be dropped; what is too much for a lookbook is said in words after that.
FILES_PER_UPLOAD = 64


def user_cache() -> Path:
    """Returns this user's own folder for downloads: TRYON_CACHE_DIR or the system's cache."""
    named = os.environ.get("TRYON_CACHE_DIR")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "tryon"


@dataclass(frozen=True)
class Settings:
    """How the program runs here.

    Attributes:
        weights_dir: Folder with weight files; the repository's `weights/` by default.
        cache_dir: Where downloads go when `weights_dir` cannot be written.
        offline: Never touch the network.
        device: "auto", "cpu", "cuda" or "mps".
        precision: What the published networks compute in: half precision on CUDA by default.
        hub_repo: The user's own Hub repository ("owner/name") to look for published weights in.
        fetch: Keys of the weight table that the page fetches when it starts.
        max_upload_mb: Upload cap of the page, per file.
        queue_size: How many visitors may wait; the next one is told to come back.
        lookbook_pairs: How many pairs a lookbook on the page may have.
        lookbook_mb: How much all photos of a lookbook may weigh together.
        hosts: Host names the page is known by besides localhost and plain addresses.
        behind_proxy: Whether a proxy in front of the page sets X-Forwarded-... headers itself.
        framers: Sites that may show the page in a frame.
    """

    weights_dir: Path = PACKAGE_ROOT / "weights"
    cache_dir: Path = field(default_factory=user_cache)
    offline: bool = False
    device: str = "auto"
    precision: Precision = "auto"
    hub_repo: str | None = None
    fetch: tuple[str, ...] = ()
    max_upload_mb: int = 20
    queue_size: int = 16
    lookbook_pairs: int = 24
    lookbook_mb: int = 120
    hosts: tuple[str, ...] = ()
    behind_proxy: bool = False
    framers: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> "Settings":
        """Reads the settings from TRYON_... variables (WEIGHTS_DIR, OFFLINE, DEVICE, ...)."""
        env = os.environ
        # A Hugging Face Space is known by this name, behind their proxy, in a frame of their page.
        space = env.get("SPACE_HOST", "")
        offline = env.get("TRYON_OFFLINE", env.get("HF_HUB_OFFLINE", "")).lower() in _TRUE
        return cls(
            weights_dir=Path(env.get("TRYON_WEIGHTS_DIR", cls.weights_dir)),
            offline=offline,
            device=env.get("TRYON_DEVICE", cls.device),
            # Whoever chooses the number format refuses an unknown one.
            precision=cast(Precision, env.get("TRYON_PRECISION", cls.precision)),
            hub_repo=env.get("TRYON_HUB_REPO") or None,
            fetch=_names(env.get("TRYON_FETCH", "")),
            max_upload_mb=int(env.get("TRYON_MAX_UPLOAD_MB", cls.max_upload_mb)),
            queue_size=int(env.get("TRYON_QUEUE_SIZE", cls.queue_size)),
            lookbook_pairs=int(env.get("TRYON_LOOKBOOK_PAIRS", cls.lookbook_pairs)),
            lookbook_mb=int(env.get("TRYON_LOOKBOOK_MB", cls.lookbook_mb)),
            hosts=(*_names(env.get("TRYON_HOSTS", "")), *_names(space)),
            behind_proxy=bool(space) or env.get("TRYON_BEHIND_PROXY", "").lower() in _TRUE,
            framers=("https://huggingface.co",) if space else (),
        )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
