"""Pages made smaller on their way: all see the same, so that no size tells of anybody."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.http import parse_header_parameters

from cms.delivery.packing import gzip

GZIP = "gzip"
SMALLEST_COMPRESSED = 1024


def compressed(response: HttpResponse, *, accepted: str) -> HttpResponse:
    """Return the response, its body in gzip where that is accepted (`Accept-Encoding`) and worth it.

    Its length is that of what is sent; its tag becomes a weak one, since other bytes say the same.
    """
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return response
    if len(response.content) >= SMALLEST_COMPRESSED and accepts_gzip(accepted):
        response.content = gzip(response.content)
        response["Content-Encoding"] = GZIP
        if "ETag" in response:
            response["ETag"] = f"W/{response['ETag'].removeprefix('W/')}"
    response["Content-Length"] = str(len(response.content))
    return response


@lru_cache(maxsize=64)
def accepts_gzip(accepted: str) -> bool:
    """Say whether a reader takes gzip: by name, or as anything, and not with the weight nought."""
    weights = dict(_weighed(part) for part in accepted.lower().split(","))
    return weights.get(GZIP, weights.get("*", 0.0)) > 0


def _weighed(part: str) -> tuple[str, float]:
    coding, parameters = parse_header_parameters(part)
    try:
        return coding.strip(), float(parameters.get("q", 1))
    except ValueError:
        return coding.strip(), 0.0
