"""The folder of an export: files appear whole, change only with their content, and only ours ever go."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

from cms.delivery.packing import pack

from .errors import CannotWrite, ExportRunning, NotAnExport
from .state import ENDINGS, JOURNAL, LOCK, STATE, State, Written, read_state, time_of

DRAFTS = "drafts"
# What a folder of ours may hold before it has a state.
BEGINNINGS = {LOCK, DRAFTS}
# Below this a compressed answer is not worth its headers; the live API has the same threshold.
SMALLEST_COMPRESSED = 1024


class Folder:
    """An export that is being written. `open_folder` makes one."""

    def __init__(self, root: Path, state: State, journal: IO[str]) -> None:
        self.root = root
        self.before = state
        self.after = State()
        self.written: list[str] = []
        self.removed: list[str] = []
        self._journal = journal
        self._ours: set[Path] = {root}

    def put(
        self,
        path: str,
        body: bytes,
        *,
        sha256: str = "",
        packed: Mapping[str, bytes] | None = None,
        compress: bool = True,
        tag: str = "",
    ) -> None:
        """Have a file hold these bytes, and compressed ones beside it. What it holds already is not touched.

        `packed` are the compressed forms where they are stored. Raises CannotWrite, NotAnExport.
        """
        sha256 = sha256 or hashlib.sha256(body).hexdigest()
        if path in self.after.files:
            return
        if self.has(path, sha256):
            self.keep(path, tag=tag)
            return
        forms = {"": body}
        if compress and len(body) >= SMALLEST_COMPRESSED:
            made = packed if packed and set(packed) >= {"gzip", "br"} else pack(body)
            forms |= {coding: made[coding] for coding in ("gzip", "br")}
        self._begin(path)
        for coding in ENDINGS:
            if coding in forms:
                self._replace(path + ENDINGS[coding], forms[coding], time_of(sha256, coding))
            else:
                self._unlink(path + ENDINGS[coding])
        self.after.files[path] = Written(sha256, {one: len(form) for one, form in forms.items()}, tag)
        self.written.append(path)

    def has(self, path: str, sha256: str) -> bool:
        """Say whether a file holds the content with this hash: by the state, and by the disk."""
        known = self.before.files.get(path)
        return known is not None and known.sha256 == sha256 and self.is_whole(path)

    def is_whole(self, path: str) -> bool:
        """Say whether what the last export wrote still stands there: each form, its size and its time."""
        known = self.before.files.get(path)
        if known is None or path in self.before.begun:
            return False
        for coding, ending in ENDINGS.items():
            try:
                found = (self.root / (path + ending)).lstat()
            except OSError:
                if coding in known.sizes:
                    return False
                continue
            expected = (known.sizes.get(coding), time_of(known.sha256, coding))
            if (found.st_size, int(found.st_mtime)) != expected:
                return False
        return True

    def keep(self, path: str, *, tag: str = "") -> None:
        """Leave a file as it stands: it belongs to this export too."""
        known = self.before.files[path]
        self.after.files[path] = Written(known.sha256, known.sizes, tag or known.tag)

    def tag_of(self, path: str) -> str:
        """Return the validator of what stands at a path, "" where that is not whole."""
        return self.before.files[path].tag if self.is_whole(path) else ""

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def finish(self) -> None:
        """Take away what is of no export any more, then remember what there is."""
        for path in sorted(self.before.known - set(self.after.files)):
            self._begin(path)
            for ending in ENDINGS.values():
                self._unlink(path + ending)
            self._prune((self.root / path).parent)
            self.removed.append(path)
        self.remember(self.after)
        self._journal.close()
        (self.root / JOURNAL).unlink(missing_ok=True)

    def remember(self, state: State) -> None:
        """Write the state, on the disk for good before it counts."""
        path = self.root / STATE
        text = state.as_json()
        if path.exists() and path.read_text(encoding="utf-8", errors="surrogateescape") == text:
            return
        draft = self.root / DRAFTS / STATE
        with _told(path), draft.open("w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with _told(path):
            draft.replace(path)

    def _begin(self, path: str) -> None:
        """Write down that a file is ours before it is touched: whoever is killed leaves no orphans."""
        with _told(self.root / JOURNAL):
            self._journal.write(json.dumps(path) + "\n")
            self._journal.flush()

    def _replace(self, path: str, body: bytes, time: int) -> None:
        target = self.root / path
        self._make(target.parent)
        if path not in self._forms_of_ours and target.exists():
            raise NotAnExport(
                f"{target} is there, and no export wrote it. Move it away, then run this again: "
                "the export wants to write at this place."
            )
        draft = self.root / DRAFTS / "file"
        with _told(target):
            draft.write_bytes(body)
            os.utime(draft, (time, time))
            draft.replace(target)

    @cached_property
    def _forms_of_ours(self) -> set[str]:
        return {path + ending for path in self.before.known for ending in ENDINGS.values()}

    def _unlink(self, path: str) -> None:
        target = self.root / path
        if path in self._forms_of_ours and target.parent.resolve().is_relative_to(self.root):
            with _told(target), contextlib.suppress(FileNotFoundError, NotADirectoryError):
                target.unlink()

    def _make(self, folder: Path) -> None:
        """Make a folder of ours. Raises NotAnExport where a link leads elsewhere."""
        if folder in self._ours:
            return
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            is_ours = folder.resolve().is_relative_to(self.root)
        if not is_ours:
            raise NotAnExport(f"{folder} leads out of {self.root}. Take the link away, then run this again.")
        self._ours.add(folder)

    def _prune(self, folder: Path) -> None:
        """Take away folders that nothing is left in."""
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:
                return
            self._ours.discard(folder)
            folder = folder.parent


@contextmanager
def open_folder(root: Path) -> Iterator[Folder]:
    """Yield a folder, new, empty or an export's, that nobody else writes into meanwhile.

    Raises CannotWrite, NotAnExport, ExportRunning; nothing is touched then.
    """
    if root.exists() and not root.is_dir():
        raise NotAnExport(f"{root} is a file. Name a folder.")
    with _told(root):
        held = {one.name for one in root.iterdir()} if root.exists() else set()
        if held - BEGINNINGS and STATE not in held:
            raise NotAnExport(
                f"{root} is not empty, and no export wrote it. Name a new folder or an empty one: "
                "what others wrote is not touched."
            )
        root.mkdir(parents=True, exist_ok=True)
        root = root.resolve()
        lock = (root / LOCK).open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ExportRunning(root) from None
        state = read_state(root) if (root / STATE).exists() else State()
        with _told(root):
            shutil.rmtree(root / DRAFTS, ignore_errors=True)
            (root / DRAFTS).mkdir(exist_ok=True)
            journal = _journal_again(root, state)
        with journal:
            folder = Folder(root, state, journal)
            if not (root / STATE).exists():
                folder.remember(state)
            yield folder
        shutil.rmtree(root / DRAFTS, ignore_errors=True)


def _journal_again(root: Path, state: State) -> IO[str]:
    """Open the journal, with what a killed run began at its beginning."""
    draft = root / DRAFTS / JOURNAL
    draft.write_text("".join(json.dumps(path) + "\n" for path in sorted(state.begun)), encoding="utf-8")
    draft.replace(root / JOURNAL)
    return (root / JOURNAL).open("a", encoding="utf-8")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell of what the file system refuses as CannotWrite."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error
