"""What goes wrong with facts: nothing was written when it is raised."""

from __future__ import annotations


class FactRefused(Exception):
    """What was asked cannot be done; the sentence says why, and what to do."""
