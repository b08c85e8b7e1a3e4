"""The whole configuration: one file for the http part, and in it one server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cms.export.documents import Elsewhere
from cms.export.kinds import Profiles

from .api import api
from .elsewhere import elsewhere as others_of
from .elsewhere import previews
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
    not_held: Iterable[tuple[str, str]],
    languages: Iterable[str],
    elsewhere: Elsewhere,
    with_reader: bool,
) -> str:
    """Return nginx's configuration for an export: a function of what it holds.

    `editions` is code → language; `not_held` are (programme, edition) of what is not among the files, though
    published; `languages` those that visitors may have pages in.
    """
    pages = reader(profiles, serving) if with_reader else _api_only()
    # Of expressions, the first that fits is taken: those of one address come first.
    locations = _renamed(elsewhere) + moved_pages(elsewhere) + api(profiles, serving, elsewhere)
    locations += files(profiles) + pages
    others = others_of(profiles, serving, not_held=not_held, with_reader=with_reader)
    locations = previews(profiles, serving) + others + locations
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
    error_page 400 /export:request;
    error_page 494 =400 /export:request;
    error_page 414 /export:too-long;
    # What nginx refuses by itself: methods, and addresses that only it itself leads to.
    error_page 405 {"$export_refusal" if with_reader else "/export:method"};
    error_page 404 /export:nowhere;

    set $export_target "";
    # Nothing has dots for a name: what they would lead to is another address.
    if ($export_dotted) {{ rewrite "^/(?!export:)" $export_dotted; }}
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
