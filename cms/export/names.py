"""Which file stands for an address. Everything that becomes a path on the disk passes here."""

from __future__ import annotations

INDEX = "index."
# What the file systems in use allow a name to be, in bytes.
LONGEST_NAME = 255
SPECIAL = {"", ".", ".."}


def file_of(address: str, *, index: str) -> str:
    """Return the file of a decoded address, relative to the folder of the site; `index` is that of folders.

    Raises ValueError for an address that no file can stand for.
    """
    inner = address.removeprefix("/")
    names = inner.removesuffix("/").split("/") if inner else []
    if not address.startswith("/") or not all(map(is_plain, names)):
        raise ValueError(address)
    if inner.endswith("/") or not inner:
        names.append(index)
    return "/".join(names)


def is_plain(name: str) -> bool:
    """Say whether a part of an address can be the name of a folder, and is asked for as it is written.

    Those that begin like the files of folders are left to these.
    """
    encoded = name.encode(errors="surrogatepass")
    is_short = len(encoded) <= LONGEST_NAME - len(".gz")
    return name not in SPECIAL and is_short and not name.startswith(INDEX) and "\0" not in name


def is_askable(path: str) -> bool:
    """Say whether anybody can ask for a path. Clients and servers resolve dots and doubled slashes, and the
    live system knows no address with a line break either.
    """
    inner = path.strip("/")
    return path == "/" or not (SPECIAL & set(inner.split("/")) or "\n" in inner)
