"""What the API says where it cannot answer, as files: its sentences, "…" for what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from cms.delivery.api.problems import ProblemError

from .addresses import api, by_path
from .chosen import Held
from .documents import Read
from .kinds import Kind
from .writing import OTHER, Writing

ANYTHING = "…"
NO_KEY = UUID(int=0)
FOLDER = f"{OTHER}/problems"
NOT_FOUND, REFUSED = (404,), (400, 405)


def write_problems(writing: Writing, held: Sequence[Held], editions: Iterable[Read]) -> None:
    """Write a problem document for every way in which an address can lead nowhere."""
    anything = quote(ANYTHING)
    entrance = api("entrance")
    _problem(writing, f"{entrance}{anything}", "address")
    _problem(writing, f"{entrance}schemas/{anything}.json", "schema")
    _problem(writing, f"{entrance}documents/sha256/{anything}", "content")
    _problem(writing, f"{entrance}programmes/{anything}/editions/", "programme")
    _problem(writing, f"{entrance}?{anything}=", "parameter")
    _problem(writing, entrance, "method", method="POST", of="POST")
    for one in held:
        base = f"programmes/{one.programme}"
        _problem(writing, api("manifest", programme=one.programme, edition=ANYTHING), f"{base}/edition")
        for edition in one.others:
            if edition.status == edition.Status.PUBLISHED:
                _own(writing, f"{base}/{edition.code}/edition", not_taken_along(one, edition.code))
            else:
                address = api("manifest", programme=one.programme, edition=edition.code)
                _problem(writing, address, f"{base}/{edition.code}/edition")
    for read in editions:
        base = f"programmes/{read.programme}/{read.code}"
        nobody = api("document", programme=read.programme, edition=read.code, key=NO_KEY)
        _problem(writing, nobody, f"{base}/document", of=str(NO_KEY))
        _problem(writing, by_path(read.programme, read.code, f"/{ANYTHING}/"), f"{base}/path")
    for name, problem in OWN.items():
        _own(writing, name, problem)
    writing.profiles.note(Kind.PREFLIGHT, writing.ask(entrance, expected=(204,), method="OPTIONS"))


def not_taken_along(held: Held, code: str) -> ProblemError:
    """Return what is said of an edition that is published, and not in this export."""
    codes = [edition.code for edition in held.editions]
    return ProblemError(
        HTTPStatus.NOT_FOUND,
        "not-in-export",
        f"The edition {code} is not among these files. They hold: {', '.join(codes)}.",
        published=codes,
    )


NO_PREVIEWS = ProblemError(
    HTTPStatus.NOT_FOUND,
    "not-in-export",
    "These are files of what is published. Previews are answered by the system that they were exported from.",
)
OWN = {
    "changes": ProblemError(
        HTTPStatus.NOT_IMPLEMENTED,
        "not-in-export",
        "These are files, which cannot tell what changed since a cursor. Compare the hashes in the "
        "manifest with those that you have, and fetch the documents whose hash is new by their url; or "
        "read the bundle.",
    ),
    "search": ProblemError(
        HTTPStatus.NOT_IMPLEMENTED,
        "not-in-export",
        "These are files, which cannot be searched. Ask the system that they were exported from, or search "
        "in the bundle.",
    ),
    "request": ProblemError(
        HTTPStatus.BAD_REQUEST,
        "bad-request",
        "The request cannot be read: its address or its headers are malformed or too long.",
    ),
    "too-long": ProblemError(
        HTTPStatus.REQUEST_URI_TOO_LONG, "bad-request", "The address is longer than what is read here."
    ),
    "upstream": ProblemError(
        HTTPStatus.BAD_GATEWAY,
        "no-upstream",
        "The system behind these files does not answer. All that is a file can be read.",
    ),
}


def _problem(writing: Writing, address: str, name: str, *, of: str = ANYTHING, method: str = "GET") -> None:
    answer = writing.ask(address, expected=(*NOT_FOUND, *REFUSED), method=method)
    writing.profiles.note(Kind.READ_ONLY if method == "POST" else Kind.PROBLEM, answer)
    body = answer.body.replace(of.encode(), ANYTHING.encode())
    writing.folder.put(f"{FOLDER}/{name}.json", body, compress=False)


def _own(writing: Writing, name: str, problem: ProblemError) -> None:
    writing.folder.put(f"{FOLDER}/{name}.json", problem.body(), compress=False)
