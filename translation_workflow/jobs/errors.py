"""What may become of an item, as exceptions.

Exception
├── Refused     the content does not allow it: no other try will help until somebody changes something
└── LeaseLost   another worker was given the items meanwhile: nothing of this one's work may stay
"""


class Refused(Exception):
    """The effect may not happen; the text names edition, page and place. What it wrote is taken back."""


class LeaseLost(Exception):
    """The items are not this worker's any more."""
