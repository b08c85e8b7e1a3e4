"""Locations of the reader's pages and of the files that they show."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from cms.export.documents import Elsewhere
from cms.export.kinds import LANGUAGE, Kind, Profiles
from cms.reader.addresses import SEARCH
from cms.reader.converters import RESERVED

from .api import REGULAR, P, proxied
from .quoting import address, headers, place, value
from .settings import Serving

HTML = 'default_type "text/html; charset=utf-8";'
OURS = f"(?!(?:{'|'.join(RESERVED)})/)"
NO_PAGE = "export_no_page"


def reader(profiles: Profiles, serving: Serving) -> str:
    """Return every location of the reader's pages."""
    return (
        _fronts(profiles, serving)
        + _search(profiles, serving)
        + _pages(profiles)
        + _missing(profiles, serving)
    )


def moved_pages(elsewhere: Elsewhere) -> str:
    """Return where pages stood, each with where it stands now."""
    return "".join(_moved(where, target) for where, target in sorted(elsewhere.moved_pages.items()))


def files(profiles: Profiles) -> str:
    """Return the locations of static files, pictures and papers."""
    static = dict(profiles.of(Kind.STATIC))
    hashed = profiles.of(Kind.HASHED, otherwise=(Kind.STATIC,))
    parts = [
        (settings.STATIC_URL + r"(?:.*/)?[^/]+\.[0-9a-f]{12}\.[^/]+", hashed, ""),
        (settings.STATIC_URL, static, ""),
        (settings.MEDIA_URL, profiles.of(Kind.PICTURE), _named(profiles, Kind.PICTURE)),
        ("/documents/", profiles.of(Kind.PAPER), _named(profiles, Kind.PAPER)),
    ]
    types = "".join(
        f"        {value(said)} {value(ending)};\n"
        for ending, said in sorted(profiles.types.items())
        if ending.isalnum() and said
    )
    return "".join(_folder(place, said, types, more) for place, said, more in parts if place.startswith("/"))


def _folder(place: str, said: Mapping[str, str], types: str, more: str) -> str:
    return f"""
location ~ "{REGULAR}{place}" {{
    if ($request_method !~ "^(?:GET|HEAD)\\z") {{ return 405; }}
    error_page 403 404 /export:no-page;
    error_page 405 /export:read-only-page;
    types {{
{types}    }}
    default_type application/octet-stream;
{headers(said)}{more}    add_header Last-Modified "";
    try_files $uri =404;
}}
"""


def _named(profiles: Profiles, kind: Kind) -> str:
    """Return what gives a file its name, and says whether it is shown or kept: by its address as written."""
    if kind not in profiles.named:
        return ""
    endings = "|".join(sorted(one for one in profiles.shown_inside if one.isalnum()))
    inside = (
        f'    if ($uri ~* "\\.(?:{endings})\\z") {{ set $export_disposition inline; }}\n' if endings else ""
    )
    return (
        "    set $export_disposition attachment;\n"
        + inside
        + '    add_header Content-Disposition "$export_disposition; $export_name";\n'
    )


def guards(*, missing: str = "no-page") -> str:
    """Return what holds for every page before its own answer."""
    return f"""\
    if ($request_method !~ "^(?:GET|HEAD)\\z") {{ return 405; }}
    error_page 403 404 /export:{missing};
    error_page 405 /export:read-only-page;
    error_page 410 /export:gone-page;
    error_page 501 /export:no-search;
"""


def _fronts(profiles: Profiles, serving: Serving) -> str:
    said = dict(profiles.of(Kind.FRONT))
    said.pop(LANGUAGE, None)
    lines = f"""\
{guards()}    {HTML}
    root {value(f"{serving.root}/other")};
{headers(said)}    add_header {LANGUAGE} $export_visitor always;
    add_header Last-Modified "";
"""
    return f"""
location = / {{
{lines}    try_files /fronts/$export_visitor/index.html =404;
}}
location ~ "{REGULAR}/{OURS}{P}/\\z" {{
{lines}    try_files /fronts/$export_visitor/$export_p/index.html =404;
}}
"""


def _pages(profiles: Profiles) -> str:
    said = dict(profiles.of(Kind.PAGE))
    said.pop(LANGUAGE, None)
    slash = headers(profiles.of(Kind.PAGE_WITH_SLASH))
    moved = headers(profiles.of(Kind.PAGE_MOVED, otherwise=(Kind.PAGE_WITH_SLASH,)))
    return f"""
location ~ "{REGULAR}/{OURS}{P}/(?<export_e>[^/]+)(?<export_r>/(?:.*/)?)\\z" {{
{guards()}    {HTML}
    set $export_file "/$export_p/$export_edition${{export_r}}index.html";
    set $export_as_asked "";
    if ($export_e != $export_edition) {{ set $export_as_asked no; }}
    if ($export_as_asked) {{ rewrite ^ /export:proper-page last; }}
{headers(said)}    add_header {LANGUAGE} $export_language always;
    add_header Last-Modified "";
    try_files $export_file @{NO_PAGE};
}}
location ~ "{REGULAR}/{OURS}.*[^/]\\z" {{
{guards()}    default_type "text/html; charset=utf-8";
{slash}    if ($export_path = "") {{ return 404; }}
    return 301 $export_path/$is_args$args;
}}
location = "/export:proper-page" {{
    internal;
{guards()}    default_type "text/html; charset=utf-8";
{moved}    return 308 $export_page;
}}
location = "/export:moved-page" {{
    internal;
{guards()}    default_type "text/html; charset=utf-8";
{moved}    return 308 $export_target;
}}
location / {{
{guards()}    return 404;
}}
"""


def _moved(where: str, target: str) -> str:
    return f"""
location {place(where)} {{
    set $export_target {address(target)};
    rewrite ^ /export:moved-page last;
}}
"""


def _search(profiles: Profiles, serving: Serving) -> str:
    answered = proxied(serving) if serving.upstream else "    return 501;\n"
    return f"""
location ~ "{REGULAR}/{OURS}{P}/[^/]+/{SEARCH}/\\z" {{
{guards()}\
    error_page 502 503 504 /export:no-search;
    if (!-f "$document_root/$export_p/$export_edition/index.html") {{ return 404; }}
{answered}}}
"""


def _missing(profiles: Profiles, serving: Serving) -> str:
    said = dict(profiles.of(Kind.MISSING))
    said.pop(LANGUAGE, None)
    other = value(f"{serving.root}/other")

    def page(name: str, files: str, language: str) -> str:
        return f"""
location {name} {{
    {"internal;" if name.startswith("=") else ""}
    etag off;
    {HTML}
    root {other};
{headers(said)}    add_header {LANGUAGE} {language} always;
    add_header Last-Modified "";
    try_files {files};
}}
"""

    visitors = "/missing/visitors/$export_visitor"
    return (
        f"""
location @{NO_PAGE} {{
{guards()}\
    if (-f "{serving.root}/other/gone$export_file") {{ return 410; }}
    return 404;
}}
location = "/export:read-only-page" {{
    internal;
{headers(profiles.of(Kind.PAGE_READ_ONLY))}    add_header Last-Modified "";
    default_type "text/html; charset=utf-8";
    etag off;
    root {other};
    try_files /empty =500;
}}
"""
        + page(
            '= "/export:no-page"',
            "/missing/editions/$export_p/$export_edition/page.html @export_no_edition",
            "$export_language",
        )
        + page('= "/export:gone-page"', "/gone$export_file =500", "$export_language")
        + page(
            '= "/export:no-search"',
            "/missing/editions/$export_p/$export_edition/search.html =500",
            "$export_language",
        )
        + page(
            "@export_no_edition",
            f"{visitors}/$export_p/edition.html {visitors}/programme.html =500",
            "$export_visitor",
        )
    )
