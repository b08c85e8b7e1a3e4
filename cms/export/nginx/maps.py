"""Maps: from what a request says to what the locations need. They are read lazily, once a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings

from .quoting import literal, value

# The programme's and the edition's part of an address, of the API and of the reader.
CODE = r'"~^/(?:api/v1/programmes/[^/]+/editions|[^/]+)/(?<export_c>[^/]+)(?:/|\z)"'
# What was asked for, as it was written: never decoded, so that nothing in it can become a header. What
# browsers take for another host (two slashes, or a slash and a backslash) is none of it.
RAW = r'"~^(?<export_x>/(?:[^/?\s\x5c][^?\s]*?)?)/*(?:\?.*)?\z"'
RAW_PAGE = r'"~^/(?<export_rp>[^/?\s\x5c]+)/[^/?\s]+(?<export_rr>/[^?\s]*)(?:\?.*)?\z"'


def maps(editions: Mapping[str, str], languages: Iterable[str]) -> str:
    """Return the maps. `editions` is code → language; `languages` those that visitors may have pages in."""
    codes = "".join(f"    {literal(code)} {value(code)};\n" for code in _once(editions))
    spoken = "".join(
        f"    {literal(code)} {value(language)};\n" for code, language in sorted(editions.items())
    )
    visitors = sorted(languages)
    # Whoever asks for a language that we know, and have no words in, has English, as from the live system.
    known = {code.partition("-")[0] for code, _ in settings.LANGUAGES} | set(visitors)
    alternatives = "|".join(sorted(known))
    chosen = "".join(f"    {literal(language)} {value(language)};\n" for language in visitors)
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
map $http_accept_language $export_asked {{
    default "en";
    "~*^(?:[^,]*,)*?\\s*(?<export_l>{alternatives})(?![a-z])" $export_l;
}}
map $export_asked $export_visitor {{
    default "en";
{chosen}}}
"""


def _once(codes: Iterable[str]) -> list[str]:
    """Return codes without those that differ from another in case alone: nginx takes no key twice."""
    return sorted({code.lower(): code for code in sorted(codes)}.values())
