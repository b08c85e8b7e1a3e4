"""The whole configuration: one file for the http part, and in it one server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cms.export.documents import Elsewhere
from cms.export.kinds import Profiles

from .api import api
from .maps import maps
from .quoting import place, value
from .reader import files, moved_pages, reader
from .settings import Serving

FILE = "nginx/site.conf"


def configuration(
    profiles: Profiles,
    serving: Serving,
    *,
    editions: Mapping[str, str],
    languages: Iterable[str],
    elsewhere: Elsewhere,
    with_reader: bool,
) -> str:
    """Return nginx's configuration for an export: a function of what it holds.

    `editions` is code → language; `languages` those that visitors may have pages in.
    """
    pages = reader(profiles, serving) if with_reader else _api_only()
    # Of expressions, the first that fits is taken: those of one address come first.
    locations = _renamed(elsewhere) + moved_pages(elsewhere) + api(profiles, serving, elsewhere)
    locations += files(profiles) + pages
    inner = "\n".join(f"    {line}".rstrip() for line in locations.splitlines())
    return f"""\
# Written by export_site; include it in the http part of nginx's configuration. Reload nginx when it changes.
{maps(editions, languages)}
server {{
    listen {serving.listen};
    server_name {serving.server_name};
    root {value(f"{serving.root}/site")};

    # Tags of files are functions of their content: of the time, which comes from its hash, and the size.
    # That time tells nobody when something changed.
    etag on;
    if_modified_since off;
    max_ranges 0;
    gzip off;
    gzip_static on;
    gzip_proxied any;
    gzip_vary off;
{"    brotli off;" + chr(10) + "    brotli_static on;" + chr(10) if serving.brotli else ""}\
    autoindex off;
    server_tokens off;
    absolute_redirect off;
    types {{ }}

    # Requests that cannot be read, before anybody knows what they are for.
    error_page 400 414 494 /export:request;

    set $export_target "";
    # One spelling of each address: the edition's own, and paths that end in a slash.
    rewrite "(?s)^(?<export_a>/api/v1/programmes/[^/]+/editions/)[^/]+(?<export_b>/.*)\\z" \\
        "$export_a$export_edition$export_b";
    rewrite "(?s)^(?<export_a>/api/v1/programmes/[^/]+/editions/[^/]+/by-path/.*[^/])/*\\z" "$export_a/";
{inner}
}}
""".replace(" \\\n        ", " ")


def _renamed(elsewhere: Elsewhere) -> str:
    """Return where no file can have the name of an address, with the one that has the same content."""
    return "".join(
        f"""
location {place(where)} {{
    rewrite ^ {value(target)} last;
}}
"""
        for where, target in sorted(elsewhere.inside.items())
        if "$" not in target and "?" not in target
    )


def _api_only() -> str:
    return """
location / {
    set $export_problem address;
    error_page 404 /export:problem;
    return 404;
}
"""
