"""Why a folder is not synchronised at all.

Exception
└── SyncRefused       nothing was done, or what was done can be done again; catch it once for a run
    └── GitFault      git said no; the text has its words, without secrets
"""

from __future__ import annotations


class SyncRefused(Exception):
    """A folder that cannot be synchronised; the text says why, and what to do."""


class GitFault(SyncRefused):
    """What git was asked did not work."""
