"""An edition as a whole, and its changes: bytes joined from what is stored."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from http import HTTPStatus
from threading import Lock

from cms.delivery.feed import Moment, WrongCursor, as_json, bundle_of, changes_of, moment_of, number_in
from cms.delivery.packing import Packed, pack
from translation_workflow.editions.models import Edition

from .answers import FOLLOWED, Payload
from .keys import keys_of_edition
from .problems import ProblemError

# So many bundles are kept joined in a process: those of the editions that are asked for most.
KEPT = 32


def whole(edition: Edition) -> Payload:
    """Return the bundle, joined and compressed; what is asked for again at the same moment is there."""
    moment = moment_of(edition)
    digest, feed = bundle_of(edition)
    body = as_json(edition, feed, is_bundle=True)
    what = _followed(edition, body, digest, pack(body))
    # Somebody may have published between the two readings: then it is of another moment.
    if feed.number == (moment.number or 0):
        bundles.keep(moment, what)
    return what


def changed(edition: Edition, since: str | None) -> Payload:
    """Return what changed since a cursor. Raises ProblemError for one that is none of this edition's."""
    try:
        feed = changes_of(edition, since=None if since is None else number_in(since, edition))
    except WrongCursor as wrong:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "wrong-cursor", str(wrong)) from wrong
    body = as_json(edition, feed, is_bundle=False)
    return _followed(edition, body, hashlib.sha256(body).hexdigest())


def _followed(edition: Edition, body: bytes, tag: str, packed: Packed | None = None) -> Payload:
    return Payload(
        body,
        tag,
        packed=packed or {},
        language=edition.language.code,
        cache=FOLLOWED,
        keys=keys_of_edition(edition.programme.slug, edition.code),
    )


class _Bundles:
    """The bundles of this process by the moment that they are of, the one asked for last at the end."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Moment, Payload] = OrderedDict()
        self._lock = Lock()

    def get(self, moment: Moment) -> Payload | None:
        with self._lock:
            if moment in self._kept:
                self._kept.move_to_end(moment)
            return self._kept.get(moment)

    def keep(self, moment: Moment, bundle: Payload) -> None:
        with self._lock:
            self._kept[moment] = bundle
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


bundles = _Bundles()
