"""Maps: from what a request says to what the locations need. They are read lazily, once a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .quoting import literal, value

# The programme's and the edition's part of an address, of the API and of the reader.
CODE = r'"~^/(?:api/v1/programmes/[^/]+/editions|[^/]+)/(?<export_c>[^/]+)(?:/|\z)"'
# What was asked for, as it was written: never decoded, so that nothing in it can become a header. What
# browsers take for another host (two slashes, or a slash and a backslash) is none of it.
RAW = r'"~^(?<export_x>/(?:[^/?\s\x5c][^?\s]*?)?)/*(?:\?.*)?\z"'
# A part of a path that is one dot or two.
DOTS = r"(?:[^?]*/)?(?:\.|%2e){1,2}(?:[/?]|\z)"
RAW_PAGE = r'"~^/(?<export_rp>[^/?\s\x5c]+)/[^/?\s]+(?<export_rr>/[^?\s]*)(?:\?.*)?\z"'


def maps(editions: Mapping[str, str], languages: Iterable[str]) -> str:
    """Return the maps. `editions` is code → language; `languages` those that visitors may have pages in."""
    codes = "".join(f"    {literal(code)} {value(code)};\n" for code in _once(editions))
    spoken = "".join(
        f"    {literal(code)} {value(language)};\n" for code, language in sorted(editions.items())
    )
    visitors = sorted(languages)
    alternatives = "|".join(visitors) or "en"
    return f"""\
map $uri $export_code {{
    default "";
    {CODE} $export_c;
}}
# Keys of maps are compared without regard to case.
map $export_code $export_edition {{
    default $export_code;
{codes}}}
map $export_edition $export_language {{
    default "en";
{spoken}}}
map $request_uri $export_path {{
    default "";
    {RAW} $export_x;
}}
map $request_uri $export_page {{
    default "";
    {RAW_PAGE} /$export_rp/$export_edition$export_rr;
}}
# The name of a picture or a paper as it is written in its address: encoded, unless it needs no encoding.
map $request_uri $export_name {{
    default "";
    "~^/(?:documents|media)/(?:[^/?]+/)*(?<export_n>[\\w.-]+)(?:\\?.*)?\\z" 'filename="$export_n"';
    "~^/(?:documents|media)/(?:[^/?]+/)*(?<export_n>[\\w.%~-]+)(?:\\?.*)?\\z" "filename*=utf-8''$export_n";
}}
map $http_accept_language $export_visitor {{
    default "en";
    "~*^(?:[^,]*,)*?\\s*(?<export_l>{alternatives})(?![a-z])" $export_l;
}}
map $request_uri $export_dotted {{
    default "";
    "~*^(?<export_d>/api/v1/programmes/[^/?]+/editions/[^/?]+/by-path/){DOTS}" "${{export_d}}~nothing-here/";
    "~*^/api/{DOTS}" "/api/~nothing-here";
    "~*^/{DOTS}" "/~nothing-here/";
}}
map $request_uri $export_refusal {{
    default "/export:read-only-page";
    "~^/api/" "/export:method";
}}
"""


def _once(codes: Iterable[str]) -> list[str]:
    """Return codes without those that differ from another in case alone: nginx takes no key twice."""
    return sorted({code.lower(): code for code in sorted(codes)}.values())
