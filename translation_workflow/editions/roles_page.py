"""The table of roles as a page of the documentation: docs/roles.md holds what this returns."""

from __future__ import annotations

from .grants import FILES, PAGES
from .roles import TABLE, Role

HEAD = """# Roles

Who may what. The table below is `translation_workflow/editions/roles.py`, and nothing else decides: views,
functions and querysets ask it through `editions/policy.py`, and a guard stands in front of every address of
the admin (`translation_workflow/guard/table.py`, by the address's name; a name that is not there is refused).

An *author* is of a programme, a *translator* and a *reviewer* of one edition, a *coordinator* of all. People
can have several roles. A partner (translator, reviewer) sees and reaches the own edition only: pages, words,
adaptations, facts, pictures and papers of its collection, catalogues, reports, history, choosers. A superuser
keeps the system and may everything; what superusers send is logged.

Coordinators give roles and take them under “People and roles”, by mail address. A role that was taken ends
with the next click. Nobody has the engine's right to submit: editions follow their master by themselves.

A role is given to whoever has the address, so nobody changes their own (`WAGTAIL_EMAIL_MANAGEMENT_ENABLED` is
off): who keeps the system does, under “Settings → Users”. After giving a role the screen says which account
got it and since when it exists, and a mail goes to the address.

Reviewers read the log of their edition, coordinators all of it: the master's own entries, and what belongs
to no edition, such as accounts, terms and programmes.

| | author | translator | reviewer | coordinator |
|---|---|---|---|---|
"""

TAIL = """
## Groups

Each role in each edition is a group of Wagtail's, for example `translator of covenant-capacity/sv`, known by
a row (`RoleGroup`) and not by its name. The system makes them when an edition is saved, when its first page
comes, at every start and once a day, and puts right what somebody gave them or took from them by hand; a
warning in the log tells of each. Members alone are people's choice. Rights below the first page, and in the
collection of the edition (the master's can be chosen from):

"""


def roles_page() -> str:
    """Return the page as Markdown."""
    rows = [
        f"| {entry.what} | {' | '.join('yes' if role in entry.by else '' for role in Role)} |"
        for entry in TABLE.values()
    ]
    rights = [
        f"- *{role}*: {', '.join(_plain(name) for name in PAGES[role])}; {', '.join(map(_plain, FILES))}"
        for role in Role
    ]
    return HEAD + "\n".join(rows) + "\n" + TAIL + "\n".join(rights) + "\n"


def _plain(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ")
