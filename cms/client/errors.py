"""What can go wrong between a client and the API.

ClientError
├── BadAddress        no address can be made of what was given
├── Unreachable       no answer, or one that says that the server failed: try again later
├── Unintelligible    an answer that is not what the contract says: one of the two is too old
└── Refused           a problem document, as `problem`
    ├── NotFound      404: nothing there; `problem.published` names the editions there are
    └── Gone          410: it was published once and is no longer
"""

from __future__ import annotations

from http import HTTPStatus

from cms.delivery.documents.schema.resources import Problem


class ClientError(Exception):
    """Catch it where it does not matter why there is nothing to read."""


class BadAddress(ClientError):
    """No address can be made of what was given, which therefore names nothing."""


class Unreachable(ClientError):
    """There was no answer, or one that says that the server failed."""


class Unintelligible(ClientError):
    """There was an answer, and it is not what the contract says."""


class Refused(ClientError):
    """The API said why there is no answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class NotFound(Refused):
    """There is nothing at that address."""


class Gone(Refused):
    """There was something at that address, and it was withdrawn."""


REFUSALS: dict[int, type[Refused]] = {HTTPStatus.NOT_FOUND: NotFound, HTTPStatus.GONE: Gone}


def refused(problem: Problem) -> Refused:
    """Return the exception for a problem."""
    return REFUSALS.get(problem.status, Refused)(problem)
