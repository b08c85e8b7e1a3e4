"""All rules: importing this package registers them, those that block first.

A rule that cannot be imported stops every program here: none goes live unchecked.
"""

from __future__ import annotations

from . import blank  # noqa: F401  isort: skip
from . import markup  # noqa: F401  isort: skip
from . import links  # noqa: F401  isort: skip
from . import placeholders  # noqa: F401  isort: skip
from . import addresses  # noqa: F401  isort: skip
from . import signs  # noqa: F401  isort: skip
from . import room  # noqa: F401  isort: skip
from . import entities  # noqa: F401  isort: skip
from . import formatting  # noqa: F401  isort: skip
from . import terms  # noqa: F401  isort: skip
from . import whitespace  # noqa: F401  isort: skip
from . import punctuation  # noqa: F401  isort: skip
from . import quotes  # noqa: F401  isort: skip
from . import numbers  # noqa: F401  isort: skip
from . import length  # noqa: F401  isort: skip
from . import negation  # noqa: F401  isort: skip
from . import source  # noqa: F401  isort: skip
from . import repetition  # noqa: F401  isort: skip
from . import consistency  # noqa: F401  isort: skip
from . import units  # noqa: F401  isort: skip
from . import acronyms  # noqa: F401  isort: skip
