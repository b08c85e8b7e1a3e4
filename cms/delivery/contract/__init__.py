"""What authors can write, held against what the public contract says documents may hold.

`faults` walks every stream of every page type and the JSON Schema of documents side by side, both ways.
"""

from .pages import faults

__all__ = ["faults"]
