"""Catalogues as bytes of the PO format: the only place that knows its grammar."""

from .file import PoEntry, PoFile
from .guard import LARGEST_FILE, check_size
from .read import read_file, read_po
from .write import Writer, edged_like, write_po

__all__ = [
    "LARGEST_FILE",
    "PoEntry",
    "PoFile",
    "Writer",
    "check_size",
    "edged_like",
    "read_file",
    "read_po",
    "write_po",
]
