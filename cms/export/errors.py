"""Why there is no export.

ExportError
├── NotAnExport      the folder holds what no export wrote
├── ExportRunning    another process writes into the same folder
├── CannotWrite      the file system refuses
├── NothingToExport  no edition that is chosen is published
└── BadAnswer        the system itself cannot answer an address
"""

from __future__ import annotations

import errno
from pathlib import Path


class ExportError(Exception):
    """The export did not come to its end; the text says what, where, and what next."""


class NotAnExport(ExportError):
    """Raised before anything is touched."""


class ExportRunning(ExportError):
    """Raised before anything is touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: another export is writing here. Wait for its end, then run this again.")


class CannotWrite(ExportError):
    """What was written until then stays, each file whole; the next run goes on from there."""

    def __init__(self, path: Path, error: OSError) -> None:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            super().__init__(
                f"{path}: the disk is full. Every file is whole, old or new. Make room, then run this again."
            )
        else:
            super().__init__(
                f"{path} cannot be written: {error.strerror or error}. Every file is whole, old or new. "
                "Mend that, or name another folder, then run this again."
            )


class NothingToExport(ExportError):
    """Raised before anything is touched."""


class BadAnswer(ExportError):
    """A page or a document that ought to be there is answered with something else."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(
            f"{address} was answered with status {status}. What was exported before is still served; "
            "verify_documents tells of documents that are not what they are to be."
        )
