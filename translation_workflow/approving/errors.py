"""What cannot be done in a review, as a sentence for the person who asked.

ReviewRefused
└── Overtaken        somebody changed what was looked at: nothing was done, look again
"""

from __future__ import annotations


class ReviewRefused(Exception):
    """The text says what cannot be done, where, and what to do; nothing was changed."""


class Overtaken(ReviewRefused):
    """What somebody looked at is not what is there any more."""
