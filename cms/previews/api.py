"""What frontends read a draft from: `GET /api/v1/preview/{token}`."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx, Router

from cms.delivery.api.answers import ApiResponse
from cms.delivery.api.openapi import problems
from cms.delivery.api.problems import ProblemError
from cms.delivery.documents.schema import Document

from .errors import NoSuchLink
from .links import find_link

Token = PathEx[str, P(description="The token of a link to a draft.")]

# Nobody keeps a draft, finds it, or hands its address on.
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}

router = Router()


def _described() -> dict[str, object]:
    """What the answer may be besides; nothing of it is ever kept, so that none is unchanged (304)."""
    extra = problems(404)
    return {"responses": {code: one for code, one in extra["responses"].items() if code != 304}}


@router.get(
    "/preview/{token}",
    response=Document,
    by_alias=True,
    operation_id="preview",
    url_name="preview",
    openapi_extra=_described(),
)
def preview(request: HttpRequest, token: Token) -> HttpResponse:
    """A draft as it was when its link was made: for a short time, always the same, to be kept by nobody.

    404 for a token that never was, has expired or was revoked alike.
    """
    try:
        link = find_link(token)
    except NoSuchLink as refusal:
        raise ProblemError(
            HTTPStatus.NOT_FOUND, "no-such-preview", str(refusal), headers=PRIVATE
        ) from refusal
    headers = {**PRIVATE, "Content-Language": link.edition.language.code}
    return ApiResponse(bytes(link.body), content_type="application/json", headers=headers)
