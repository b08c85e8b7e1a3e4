"""What can be wrong with an adaptation.

Exception
└── AdaptationRefused     a change that was not made; the text says which operation, and why
    └── Overtaken         somebody else changed the layer meanwhile: look at theirs, then decide
"""

from __future__ import annotations


class AdaptationRefused(Exception):
    """A change of a layer that was not made: nothing of it was kept."""


class Overtaken(AdaptationRefused):
    """The layer is another one than the one that somebody looked at."""
