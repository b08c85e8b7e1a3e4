"""What an export costs the first time and again, and what nginx spends on a document of it: the limit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import psutil

from cms.export.export import Wish, export_site
from cms.export.nginx.settings import Serving
from tests.export.serving import Nginx, free_port, nginx
from tests.plugin.needs import find

from . import world
from .delivery import document_of
from .measuring import Values, cpu, measure
from .served.server import Round, Server

REQUESTS = 8000
ROUNDS = 3


@measure(
    "export",
    export_again_ratio="times",
    export_first_s="s of CPU",
    nginx_document_us="µs of CPU",
    nginx_document_p50_ms="ms",
    nginx_document_p99_ms="ms",
)
def export() -> Values:
    """16 modules in 13 editions with their pages: into a new folder, again, and a module of it from nginx."""
    programme = world.go_to(world.PUBLISHED)
    with tempfile.TemporaryDirectory(prefix="export-") as scratch:
        folder, port = Path(scratch, "site"), free_port()
        wish = Wish(folder, serving=Serving(str(folder), listen=f"127.0.0.1:{port}"))
        first = cpu(lambda: export_site(wish))
        again = cpu(lambda: export_site(wish))
        if not find("nginx"):
            raise RuntimeError("nginx is not installed, so there is no limit to measure.")
        configuration = folder / "nginx" / "site.conf"
        with nginx(configuration, Path(scratch, "nginx"), port=port) as server:
            rounds = [_ask(server, document_of(programme)) for _ in range(ROUNDS)]
    return {
        "export_again_ratio": first / again,
        "export_first_s": first,
        "nginx_document_us": 1e6 * min(one.cpu for one in rounds),
        "nginx_document_p50_ms": 1e3 * min(one.p50 for one in rounds),
        "nginx_document_p99_ms": 1e3 * min(one.p99 for one in rounds),
    }


def _ask(server: Nginx, address: str) -> Round:
    workers = tuple(psutil.Process(server.process.pid).children())
    return Server(server.port, workers).round(address, requests=REQUESTS)
