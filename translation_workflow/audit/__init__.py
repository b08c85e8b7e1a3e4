"""The log of changes, written by the database itself. See docs/decisions/0030-audit-by-triggers.md."""

from .acting import acting

__all__ = ["acting"]
