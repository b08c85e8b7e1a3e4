"""SQLite: the template is a file, a copy is a copy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from . import cache

TEMPLATE = "TESTS_SQLITE_TEMPLATE"
SCRATCH = "TESTS_SCRATCH"


def prepare_sqlite(scratch: Path) -> dict[str, str]:
    """Return the variables that lead to the migrated template file, which is made when it is missing."""
    with cache.alone():
        template = cache.folder() / f"sqlite-{cache.key()}.sqlite3"
        if template.exists():
            template.touch()
        else:
            # Closing the last connection leaves one whole file: the write-ahead log is folded in.
            draft = scratch / "template.sqlite3"
            cache.migrate(address(draft), data=scratch)
            shutil.move(draft, template)
            cache.keep_newest("sqlite-*")
    return {
        "DATABASE_URL": address(scratch / "never-opened.sqlite3"),
        "CMS_DATA_DIR": str(scratch / "data"),
        TEMPLATE: str(template),
        SCRATCH: str(scratch),
    }


def address(path: Path) -> str:
    return f"sqlite:///{quote(str(path))}"


class SqliteCopies:
    """Copies of the template file in the scratch folder."""

    def make(self, name: str) -> dict[str, Any]:
        """Make or renew a copy. Whoever has the old one open keeps it: the new one is another file."""
        path = self._path(name)
        draft = path.with_suffix(".draft")
        shutil.copyfile(os.environ[TEMPLATE], draft)
        self.remove(name)
        draft.replace(path)
        return {"NAME": str(path)}

    def remove(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path(name)}{suffix}").unlink(missing_ok=True)

    def url(self, name: str) -> str:
        return address(self._path(name))

    def _path(self, name: str) -> Path:
        return Path(os.environ[SCRATCH], f"{name}.sqlite3")
