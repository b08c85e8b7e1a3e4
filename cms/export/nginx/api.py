"""Locations of the API."""

from __future__ import annotations

from cms.export.documents import Elsewhere
from cms.export.kinds import LANGUAGE, Kind, Profiles

from .quoting import address, headers, place, value
from .settings import Serving

P = "(?<export_p>[^/]+)"
EDITION = f"/api/v1/programmes/{P}/editions/[^/]+"
HERE = "/api/v1/programmes/$export_p/editions/$export_edition"
PROGRAMME = f"/api/v1/programmes/{P}"
REGULAR = "(?s)^"

# Kind, pattern of the address, file, and the problem where there is none.
FILES = (
    (Kind.ENTRANCE, "/api/v1/", "/api/v1/index.json", "address"),
    (Kind.DESCRIPTION, r"/api/v1/openapi\.json", "/api/v1/openapi.json", "address"),
    (Kind.SCHEMA, r"/api/v1/schemas/(?<export_s>[^/]+\.json)", "/api/v1/schemas/$export_s", "schema"),
    (Kind.PROGRAMMES, "/api/v1/programmes/", "/api/v1/programmes/index.json", "address"),
    (
        Kind.EDITIONS,
        f"{PROGRAMME}/editions/",
        "/api/v1/programmes/$export_p/editions/index.json",
        "programme",
    ),
    (
        Kind.ALTERNATES,
        f"{PROGRAMME}/alternates/",
        "/api/v1/programmes/$export_p/alternates/index.json",
        "programme",
    ),
    (
        Kind.CONTENT,
        "/api/v1/documents/sha256/(?<export_s>[^/]+)",
        "/api/v1/documents/sha256/$export_s",
        "content",
    ),
    (Kind.DOCUMENT, f"{EDITION}/documents/(?<export_s>[^/]+)", f"{HERE}/documents/$export_s", "document"),
    (Kind.PATH, f"{EDITION}/by-path(?<export_s>/(?:.*/)?)", HERE + "/by-path${export_s}index.json", "path"),
    (Kind.BUNDLE, f"{EDITION}/bundle", f"{HERE}/bundle", "edition"),
    (Kind.MANIFEST, f"{EDITION}/", f"{HERE}/index.json", "edition"),
)
IN_AN_EDITION = {Kind.DOCUMENT, Kind.PATH, Kind.BUNDLE, Kind.MANIFEST}
WITHOUT_SLASH = r"/api/v1/programmes(?:/[^/]+/(?:editions(?:/[^/]+)?|alternates))?"
WITH_SLASH = (
    r"/api/v1/(?:openapi\.json|schemas/[^/]+\.json|documents/sha256/[^/]+"
    r"|programmes/[^/]+/editions/[^/]+/(?:bundle|changes|search|documents/[^/]+))/"
)
NOT_HERE = "export_not_here"


def api(profiles: Profiles, serving: Serving, elsewhere: Elsewhere) -> str:
    """Return every location below /api/."""
    files = "".join(_file(profiles, *one) for one in FILES)
    moved = "".join(_moved(where, target) for where, target in sorted(elsewhere.moved.items()))
    return moved + files + _mended(profiles) + _asked(profiles, serving) + _problems(profiles, serving)


def guards(profiles: Profiles, *, takes_query: bool = False) -> str:
    """Return what holds for every address of the API before its own answer."""
    preflight = headers(profiles.of(Kind.PREFLIGHT), indent="        ")
    query = "" if takes_query else '    if ($args ~ "[^&]") { return 400; }\n'
    return f"""\
    if ($request_method = OPTIONS) {{
{preflight}        return 204;
    }}
    if ($request_method !~ "^(?:GET|HEAD)\\z") {{ return 405; }}
{query}\
    error_page 400 /export:parameter;
    error_page 403 404 /export:problem;
    error_page 405 /export:method;
    error_page 410 /export:gone;
    error_page 501 /export:not-in-export;
    error_page 502 503 504 /export:upstream;
"""


def _file(profiles: Profiles, kind: Kind, pattern: str, file: str, problem: str) -> str:
    said = dict(profiles.of(kind, otherwise=(Kind.MANIFEST,)))
    language = ""
    if kind is Kind.CONTENT:
        # Its address tells nothing of its language; the document itself does.
        said.pop(LANGUAGE, "")
    if kind in IN_AN_EDITION and said.pop(LANGUAGE, ""):
        language = f"    add_header {LANGUAGE} $export_language always;\n"
    return f"""
location ~ "{REGULAR}{pattern}\\z" {{
{guards(profiles)}\
    default_type application/json;
{headers(said)}{language}    add_header Last-Modified "";
    set $export_problem {problem};
    set $export_file "{file}";
    try_files $export_file @{NOT_HERE};
}}
"""


def _mended(profiles: Profiles) -> str:
    """Return what leads an address with a slash too few or too many to the right one."""
    said = headers(profiles.of(Kind.MOVED) or fallback(profiles))
    shared = f'{guards(profiles)}    default_type "text/plain";\n{said}'
    return f"""
location ~ "{REGULAR}{WITHOUT_SLASH}\\z" {{
{shared}    return 308 $export_path/;
}}
location ~ "{REGULAR}{WITH_SLASH}\\z" {{
{shared}    return 308 $export_path;
}}
location = "/export:moved" {{
    internal;
{shared}    return 308 $export_target;
}}
"""


def fallback(profiles: Profiles) -> dict[str, str]:
    """Return what is said of a move where nothing moved yet: what is said of a manifest, but its language."""
    return {name: said for name, said in profiles.of(Kind.MANIFEST).items() if name != LANGUAGE}


def _moved(where: str, target: str) -> str:
    return f"""
location {place(where)} {{
    set $export_target {address(target)};
    rewrite ^ /export:moved last;
}}
"""


def _asked(profiles: Profiles, serving: Serving) -> str:
    """Return the addresses that take parameters: for the system upstream, else for nobody."""
    answered = proxied(serving) if serving.upstream else "    return 501;\n"
    guarded = guards(profiles, takes_query=True)
    return f"""
location ~ "{REGULAR}{EDITION}/(?<export_asked_for>changes|search)\\z" {{
{guarded}    set $export_problem edition;
    if (!-f "$document_root{HERE}/index.json") {{ return 404; }}
{answered}}}
"""


def proxied(serving: Serving) -> str:
    """Return the lines that hand a request on, without what says who asks."""
    return f"""\
    proxy_pass {value(serving.upstream)};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Connection "";
    proxy_set_header Cookie "";
    proxy_set_header Authorization "";
"""


def _problems(profiles: Profiles, serving: Serving) -> str:
    """Return the locations that say no, each with the status with which it was sent here."""
    other = value(f"{serving.root}/other")
    said = dict(profiles.of(Kind.PROBLEM))
    read_only = headers({**said, **profiles.of(Kind.READ_ONLY)})
    said_lines = headers(said)

    def problem(name: str, files: str, more: str) -> str:
        return f"""
location = "/export:{name}" {{
    internal;
    etag off;
    default_type application/problem+json;
    root {other};
    add_header Last-Modified "";
{more}    try_files {files} =500;
}}
"""

    here = "/problems/programmes/$export_p"
    chain = (
        f"{here}/$export_edition/$export_problem.json "
        f"{here}/$export_edition/edition.json {here}/edition.json "
        "/problems/$export_problem.json /problems/programme.json"
    )
    return (
        f"""
location @{NOT_HERE} {{
    error_page 404 /export:problem;
    error_page 410 /export:gone;
    if (-f "{serving.root}/other/gone$export_file") {{ return 410; }}
    return 404;
}}
location /api/ {{
{guards(profiles)}    set $export_problem address;
    return 404;
}}
"""
        + problem("problem", chain, said_lines)
        + problem("gone", "/gone$export_file", said_lines)
        + problem("parameter", "/problems/parameter.json", said_lines)
        + problem("method", "/problems/method.json", read_only)
        + problem("not-in-export", "/problems/$export_asked_for.json", said_lines)
        + problem("upstream", "/problems/upstream.json", said_lines)
        + problem("request", "/problems/request.json", said_lines)
        + problem("too-long", "/problems/too-long.json", said_lines)
        + problem("nowhere", "/problems/address.json", said_lines)
    )
