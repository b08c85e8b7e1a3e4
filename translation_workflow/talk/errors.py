"""What is not said, and why.

NotSaid            the text says what to do; nothing was written
└── NotAllowed     somebody who may not say it
"""

from __future__ import annotations


class NotSaid(Exception):
    """A remark that was not taken; nothing was written. The text says why, and what to do."""


class NotAllowed(NotSaid):
    """Somebody who may not say that there."""
