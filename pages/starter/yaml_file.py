"""YAML with the line of every value, so that a fault can be pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from .faults import Fault, Place, shown


class UnreadableFile(Exception):
    """A file that is no YAML; `fault` says where it stops being it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_yaml(path: Path) -> CommentedMap:
    """Return the file's mapping. Raises UnreadableFile with file and line."""
    name = shown(path)
    try:
        content = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is no YAML"
        line = mark.line + 1 if mark else 1
        raise UnreadableFile(Fault(name, line, f"{problem}. Expected: YAML.")) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(Fault(name, 1, "this is not UTF-8. Save it as UTF-8.")) from error
    except OSError as error:
        raise UnreadableFile(Fault(name, 1, f"the file cannot be read: {error.strerror}.")) from error
    if not isinstance(content, CommentedMap):
        raise UnreadableFile(Fault(name, 1, "Expected: a mapping of names to values."))
    return content


def place_of(container: Any, key: Any, *, within: Place) -> Place:
    """Return where `container[key]` stands; `within` where that cannot be told."""
    try:
        if isinstance(container, CommentedMap):
            line = container.lc.key(key)[0]
        elif isinstance(container, CommentedSeq):
            line = container.lc.item(key)[0]
        else:
            return within
    except (KeyError, AttributeError, TypeError):
        return within
    return Place(within.file, line + 1)
