"""A real process that is killed at a marked point: python -m tests.catalogues.dying MARK TIMES COMMAND….

It runs a management command, and dies the TIMES-th time it comes to the mark. With "nowhere" it lives.
"""

from __future__ import annotations

import sys
from importlib import import_module

import django

from tests.jobs.dying import deadly

_CATALOGUE = "translation_workflow.catalogue"
# Mark -> module, function of it, and whether its work is done when the process dies.
MARKS = {
    "before a file": ("intake", "known_to", False),
    "before its words": ("intake", "put_working_text", False),
    "after its words": ("intake", "put_working_text", True),
    "after its row": ("intake", "keep_aside", True),
    "before a file is replaced": ("exchange.folder", "replace_file", False),
    "after a file is replaced": ("exchange.folder", "replace_file", True),
    "before it is known": ("exchange.folder", "announce", False),
    "before it is noted": ("exchange.outcome", "note", False),
    "after it is noted": ("exchange.outcome", "note", True),
    "before a push": ("exchange.repository", "_Tree.push", False),
    "after a push": ("exchange.repository", "_Tree.push", True),
    "in a draft": ("store", "os.fdopen", False),
}


def main(mark: str, times: int, command: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    if mark != "nowhere":
        module, path, after = MARKS[mark]
        owner = import_module(f"{_CATALOGUE}.{module}")
        *owners, name = path.split(".")
        for one in owners:
            owner = getattr(owner, one)
        setattr(owner, name, deadly(getattr(owner, name), times=times, after=after))
    call_command(*command)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
