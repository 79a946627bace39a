"""Everything that can go wrong, one small tree.

    WartakopError
    ├── InputError        what the user handed over cannot be used (a file, an option, a query)
    │   └── RegistryError     a registry of sources with a wrong or missing field
    ├── LockedError       another process is at work in the same home
    ├── ArchiveError      a WARC file that cannot be read
    ├── ModelError        weights that ship are missing, broken, or grown for other features
    ├── ExtractionError   an extraction that cannot be read or written
    └── WarehouseError    a warehouse file that is missing, broken or newer than this code

A doubt about a figure is not an error but an `Issue`; a page that is no article is an `Outcome`.
Each message is one line and says what to do.
"""


class WartakopError(Exception):
    """Base of all errors that wartakop raises on purpose."""


class InputError(WartakopError):
    """What the user handed over cannot be used."""


class RegistryError(InputError):
    """A registry of sources with a wrong or missing field."""


class LockedError(WartakopError):
    """Another process is at work in the same home."""


class ArchiveError(WartakopError):
    """A WARC file that cannot be read."""


class ModelError(WartakopError):
    """Trained weights that are missing, broken, or grown for other features than the code has."""


class ExtractionError(WartakopError):
    """An extraction that cannot be read or written."""


class WarehouseError(WartakopError):
    """A warehouse file that is missing, broken or newer than this code."""
