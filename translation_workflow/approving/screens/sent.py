"""What a reviewer's browser sends: what was looked at, and which pieces were chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import QueryDict

from translation_workflow.approving.decide import Seen
from translation_workflow.approving.pieces import Looked
from translation_workflow.review.rendering.choose import Place
from translation_workflow.sent import row_in

_NAME = re.compile(r"(\d{1,18})-(\d{1,18})")
_SEEN = re.compile(r"(\d{1,18})-(\d{1,18}):([0-9a-f]{1,12})")


def written(looked: Looked) -> str:
    """Return what was looked at as it is sent along."""
    return " ".join(f"{context}-{string}:{version}" for (context, string), version in looked.seen.items())


def seen_in(sent: QueryDict) -> Seen:
    """Return what somebody says that they looked at; what has another form was not looked at."""
    found = _SEEN.findall(sent.get("seen", ""))
    layer = row_in(sent.get("layer", ""))
    return Seen(
        {(int(context), int(string)): version for context, string, version in found},
        -1 if layer is None else layer,
    )


def places_in(names: Iterable[str]) -> set[Place]:
    """Return the places that these names stand for."""
    found = (_NAME.fullmatch(name) for name in names)
    return {(int(one[1]), int(one[2])) for one in found if one}
