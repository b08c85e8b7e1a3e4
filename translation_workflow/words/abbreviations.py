"""Words that end with a point of their own, by language. Pure."""

from __future__ import annotations

import re

# Where “3.” is third, and a date may end with a point.
ORDINALS = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "lt", "lv", "nb", "pl", "sk", "sl"})

_COMMON = "etc e.g i.e a.m p.m inc ltd co no nos approx ca c.a p pp vol ed eds et al vs st jr dr mr mrs"
_ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(f"{_COMMON} {words}".split())
    for language, words in {
        "bg": "г гг т.н др и.др пр напр лв млн млрд хил стр чл ал вж м.г т.е сл хр с.г ч",
        "el": "κ.λπ κλπ κ.ά κ.α π.χ π.μ μ.μ δηλ εκ εκατ δισ αρ σελ κ.ο.κ χλμ τ.μ ευρ βλ κ",
        "en": "am pm jan feb aug sept oct nov dec art fig dept",
        "et": "jne jt jms nt st s.o s.t nr lk a aa saj u v.a sh sealh skp pms e.m.a m.a.j",
        "fi": "jne yms ym esim ks nk ns mm mrd milj n s ts eli klo nro vrt ko em tms jms",
        "fr": "p.ex cf env hab réf art av apr j.-c m mm mlle tél ann",
        "hr": "itd i.sl isl sl npr tj tzv god g str br mil mlrd čl dr odn r.h st",
        "it": "ecc es ad.es p.es a.c d.c mln mld pag pagg art ing sig tel cfr n ca",
        "nl": "enz e.d m.b.t bv bijv o.a d.w.z nr blz m.i.v jl a.u.b e.a resp t.e.m mln mld i.p.v",
        "pl": "itd itp in m.in np tj tzn tzw r w ok godz ul tys mln mld zł nr str art ust pkt wg im al",
        "ro": "ș.a ș.a.m.d etc ex nr art lit alin dl dna d.hr î.hr mil mld str pag a.c a.m ș.cl",
        "sl": "ipd itd idr npr tj t.i oz št čl str mio mrd ti dr gl prim ur l.r ip",
        "sv": "m.m m.fl osv o.s.v t.ex d.v.s dvs bl.a f.n f.d s.k mfl kl nr resp o.d e.d milj f.kr",
    }.items()
}
_OTHERS = frozenset(_COMMON.split())
_LAST = re.compile(r"([^\s(\[“„”»«]{1,12})\.$")
# “U.S.”
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,5}")
_TAIL = 40
LONGEST = max(len(word) for words in (_OTHERS, *_ABBREVIATIONS.values()) for word in words)
"""Letters of the longest abbreviation: a word of more letters is none."""


def abbreviations_of(language: str) -> frozenset[str]:
    """Return words of a language that end with a point, in small letters and without it."""
    return _ABBREVIATIONS.get(language.split("-", maxsplit=1)[0].lower(), _OTHERS)


def ends_with_abbreviation(text: str, *, language: str) -> bool:
    """Whether the point that ends a text, brackets and quotation marks left out, may belong to its last
    word: “etc.”, “2020 r.”, the ordinal “3.”, an initial.
    """
    if len(text) > LONGEST and text[-LONGEST - 2 : -1].isalpha():
        return False
    last = _LAST.search(text[-_TAIL:].rstrip(")]}”“\"’‘'»«› \t\n\u00a0\u202f"))
    if last is None:
        return False
    word = last[1].lower().lstrip("'’")
    base = language.split("-", maxsplit=1)[0].lower()
    if word.isdigit() or word.replace(".", "").isdigit():
        return base in ORDINALS
    if len(word) == 1 and word.isalpha():
        return last[1].isupper() or word in abbreviations_of(language)
    return word in abbreviations_of(language) or _INITIALS.fullmatch(last[1]) is not None
