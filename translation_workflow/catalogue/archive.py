"""Catalogue files as they come: one, a folder of them, or a zip; nothing is ever unpacked to disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from translation_workflow.words.said import said

from .errors import CatalogueFault
from .po import LARGEST_FILE, check_size

LARGEST_UPLOAD = 50 * 1024 * 1024
MOST_FILES = 500
MOST_BYTES = 50 * 1024 * 1024
# Catalogues shrink to a fifth or a tenth; a hundredth is nothing that anybody wrote.
HIGHEST_RATIO = 100

_DIRECTORY_RECORD = b"PK\x01\x02"
_ARCHIVES = frozenset({".zip", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".jar"})
# Deflate can be read in bounded steps; the others cannot, and no desktop writes them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A catalogue's bytes, and what faults and reports call it."""

    name: str
    content: bytes


def incoming(path: Path) -> list[Incoming]:
    """Return the catalogue at a path, those of a zip, or those below a folder by their names.

    In a folder, what is hidden is left out, and links that lead out of it. Raises CatalogueFault for
    what cannot be read, or is no catalogue and no zip.
    """
    if path.is_dir():
        return [Incoming(_shown(file), _read(file, LARGEST_FILE)) for file in _files_below(path)]
    if not path.is_file():
        raise CatalogueFault(_shown(path), 1, said("there is no such file or folder."))
    return _taken(_shown(path), _read(path, LARGEST_UPLOAD))


def from_upload(name: str, content: bytes | BinaryIO) -> list[Incoming]:
    """Return the catalogue that was uploaded, or those of a zip, by their names.

    Raises CatalogueFault for anything else, and for a zip that holds anything else.
    """
    shown = PurePosixPath(name.replace("\\", "/")).name or "upload"
    read = content if isinstance(content, bytes) else content.read(LARGEST_UPLOAD + 1)
    return _taken(shown, read)


def _taken(name: str, content: bytes) -> list[Incoming]:
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".zip":
        return _members(name, content)
    if ending != ".po":
        raise CatalogueFault(name, 1, said("this is no catalogue. Send a .po file, or a .zip of .po files."))
    check_size(content, name=name)
    return [Incoming(name, content)]


def _members(name: str, content: bytes) -> list[Incoming]:
    if len(content) > LARGEST_UPLOAD:
        raise CatalogueFault(
            name, 1, said("the zip is larger than {size} MiB."), size=LARGEST_UPLOAD // 1024 // 1024
        )
    # Counted before anything is parsed: each record of the zip's directory begins so.
    if content.count(_DIRECTORY_RECORD) > 2 * MOST_FILES:
        raise _too_many(name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = list(_checked(archive.infolist(), name))
            found = [Incoming(f"{name}/{_path(one)}", _unpacked(archive, one, name)) for one in wanted]
    except _UNREADABLE as error:
        raise CatalogueFault(name, 1, said("the zip is damaged or cut off. Send it again.")) from error
    if not found:
        raise CatalogueFault(name, 1, said("the zip holds no .po files."))
    return sorted(found, key=lambda one: one.name)


def _checked(members: list[zipfile.ZipInfo], name: str) -> Iterator[zipfile.ZipInfo]:
    """Yield the catalogues of a zip, after each member was found harmless."""
    seen: set[str] = set()
    wanted = []
    for member in members:
        template = _member_fault(member)
        path = _path(member)
        if not template and path.casefold() in seen:
            template = said("“{path}” stands in it twice. Keep one of the two.")
        if template:
            raise CatalogueFault(name, 1, template, path=_printable(path))
        seen.add(path.casefold())
        if _is_po(path) and not _is_ignored(path):
            wanted.append(member)
    if len(wanted) > MOST_FILES:
        raise _too_many(name)
    if sum(member.file_size for member in wanted) > MOST_BYTES:
        raise CatalogueFault(
            name, 1, said("the zip unpacks to more than {size} MiB."), size=MOST_BYTES // 1024 // 1024
        )
    yield from wanted


def _member_fault(member: zipfile.ZipInfo) -> str:
    """Return why the zip that holds this is refused, with `{path}` for it, or ""."""
    path = _path(member)
    kind = stat.S_IFMT(member.external_attr >> 16)
    checks = {
        said("“{path}” has a name that is none."): not path.isprintable() or not path.strip("/"),
        said("“{path}” leads out of the zip."): ".." in path.split("/")
        or path.startswith("/")
        or bool(_DRIVE.match(path)),
        said("“{path}” is a link. Send the file itself."): kind == stat.S_IFLNK,
        said("“{path}” is no plain file."): kind not in {0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK},
        said("“{path}” is encrypted. Send it without a password."): bool(member.flag_bits & 0x1),
        said(
            "“{path}” is packed in a way that is not taken. Pack it as usual (deflate)."
        ): member.compress_type not in _METHODS,
        said("“{path}” is an archive in an archive. Send .po files only."): PurePosixPath(path).suffix.lower()
        in _ARCHIVES,
        said("“{path}” is no catalogue. Send .po files only."): not (
            _is_folder(path) or _is_ignored(path) or _is_po(path)
        ),
        said("“{path}” is packed far tighter than text is."): member.file_size
        > HIGHEST_RATIO * max(member.compress_size, 1),
    }
    return next((template for template, fails in checks.items() if fails), "")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    # The size that a header tells is a claim: no more than a catalogue may have is ever unpacked.
    with archive.open(member) as file:
        content = file.read(LARGEST_FILE + 1)
    check_size(content, name=f"{name}/{_path(member)}")
    return content


def _path(member: zipfile.ZipInfo) -> str:
    # What the zip says, and not what zipfile makes of it: it cuts names at a NUL.
    return member.orig_filename.replace("\\", "/")


def _is_ignored(path: str) -> bool:
    """Whether this is what desktops leave in zips, or a template."""
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/")) or path.lower().endswith(
        ".pot"
    )


def _is_folder(path: str) -> bool:
    return path.endswith("/")


def _is_po(path: str) -> bool:
    return path.lower().endswith(".po")


def _too_many(name: str) -> CatalogueFault:
    template = said("the zip holds more than {most} files. Send one edition a zip.")
    return CatalogueFault(name, 1, template, most=MOST_FILES)


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in path)


def _files_below(folder: Path) -> list[Path]:
    home = folder.resolve()
    return sorted(
        path
        for path in folder.rglob("*.po")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
        and path.resolve().is_relative_to(home)
    )


def _read(path: Path, most: int) -> bytes:
    """Return a file's content, and of one that is too large only so much that it is seen to be."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise CatalogueFault(
            _shown(path), 1, said("the file cannot be read: {reason}."), reason=error.strerror
        ) from error


def _shown(path: Path) -> str:
    """The path as somebody would type it: from here where it is below, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


_DRIVE = re.compile(r"[A-Za-z]:")
