"""Locations of what is published and not among the files, and of what never is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cms.export.kinds import Kind, Profiles
from cms.export.problems import NO_PREVIEWS, OWN
from cms.reader.converters import RESERVED

from .api import REGULAR, fallback, guards, proxied
from .quoting import headers, in_expressions, value
from .reader import guards as page_guards
from .settings import Serving


def elsewhere(
    profiles: Profiles, serving: Serving, *, not_held: Iterable[tuple[str, str]], with_reader: bool
) -> str:
    """Return where editions are that these files do not hold; nothing where nobody answers for them."""
    if not serving.elsewhere and not serving.upstream:
        return ""
    places = ["/api/v1/programmes/{0}/editions/{1}", *(["/{0}/{1}"] if with_reader else [])]
    return "".join(
        _edition(place.format(in_expressions(programme), f"(?i:{in_expressions(code)})"), profiles, serving)
        for programme, code in not_held
        for place in places
        if programme not in RESERVED or place.startswith("/api/")
    )


def _edition(place: str, profiles: Profiles, serving: Serving) -> str:
    is_api = place.startswith("/api/")
    guarded = guards(profiles, takes_query=True) if is_api else page_guards()
    if serving.elsewhere:
        moved = fallback(profiles) if is_api else profiles.of(Kind.PAGE_WITH_SLASH)
        answered = f'{headers(moved)}    return 307 {value(serving.elsewhere)[:-1]}$request_uri";\n'
    else:
        answered = f"    error_page 502 503 504 /export:upstream;\n{proxied(serving)}"
    return f"""
location ~ "{REGULAR}{place}(?:/|\\z)" {{
{guarded}{answered}}}
"""


def previews(profiles: Profiles, serving: Serving) -> str:
    """Return the locations of drafts that somebody has a link to: never files, and in nobody's log."""
    said = {**profiles.of(Kind.PROBLEM), "Cache-Control": "no-store"}
    # Said here: what is led to another location is logged there.
    silent = f"    access_log off;\n    default_type application/problem+json;\n{headers(said)}"
    problem = _spoken(OWN["upstream"].body())
    if serving.upstream:
        answered = (
            f"    access_log off;\n    error_page 502 503 504 = @export_no_preview;\n{proxied(serving)}"
        )
    else:
        answered = f"{silent}    return 404 {_spoken(NO_PREVIEWS.body())};\n"
    return f"""
location ~ "{REGULAR}/(?:api/v1/)?preview/" {{
{answered}}}
location @export_no_preview {{
{silent}    return 502 {problem};
}}
"""


def _spoken(problem: bytes) -> str:
    return value(json.dumps(json.loads(problem)))
