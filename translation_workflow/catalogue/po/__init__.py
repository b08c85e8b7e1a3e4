"""Catalogues as bytes of the PO format."""

from .read import LARGEST_FILE, read_po
from .write import Writer, write_po

__all__ = ["LARGEST_FILE", "Writer", "read_po", "write_po"]
