"""From a client to the API of the same process, without a network between them."""

from __future__ import annotations

import httpx
from django.http import HttpRequest, QueryDict
from django.urls import resolve

# Nobody is listening by that name: requests to it never leave the process.
HOST = "https://inside.invalid"


class Inside(httpx.BaseTransport):
    """Hands requests to the view that the API has for their address, as a server would.

    Nothing of whoever opened the reader's page goes with them: what the reader shows, everybody may read.
    """

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = HttpRequest()
        asked.method = request.method
        asked.path = asked.path_info = request.url.path
        asked.GET = QueryDict(request.url.query)
        asked.META = {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": asked.path,
            "QUERY_STRING": request.url.query.decode("ascii"),
            "SERVER_NAME": request.url.host,
            "SERVER_PORT": "443",
            "wsgi.url_scheme": "https",
            **{
                f"HTTP_{name.upper().replace('-', '_')}": value
                for name, value in request.headers.items()
                # Nothing is saved by compressing what stays here.
                if name != "accept-encoding"
            },
        }
        match = resolve(asked.path_info)
        asked.resolver_match = match
        answer = match.func(asked, *match.args, **match.kwargs)
        return httpx.Response(
            answer.status_code, headers=list(answer.headers.items()), content=answer.content
        )
