"""Units of measure, money and shares: how they are written, and how languages name them. Plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping

_OIL = r"ekv|equi|eqv|εκβ|ισοδ|еквив|екв|н\.\s?е|ισοδύν"
# A unit as texts write it, and what says the same in words or in another script. A superscript is a figure
# here: texts are read without tags.
_NAMES: Mapping[str, str] = {
    "kWh": r"kilo[wv]at|κιλοβατ|киловат|кВт|kW\s?h",
    "MWh": r"mega[wv]at|μεγαβατ|мегават|МВт|MW\s?h",
    "GWh": r"[gj]iga[wv]at|γιγαβατ|гигават|ГВт|GW\s?h",
    "TWh": r"tera[wv]at|τεραβατ|терават|ТВт|TW\s?h",
    "kW": r"kilo[wv]at|κιλοβατ|киловат|кВт",
    "MW": r"mega[wv]at|μεγαβατ|мегават|МВт",
    "GW": r"[gj]iga[wv]at|γιγαβατ|гигават|ГВт",
    "m2": r"m[²2]|m\^2|square|kv\.?\s?m|kvm|kvadrat|neliö|ruutme|carré|quadr|pătrat|\bmp\b|m\.p|mkw|"
    r"kwadrat|kvadr|vierkante|τετρ|τ\.\s?μ|м[²2]|кв",
    "m3": r"m[³3]|kubi|kuutio|kuup|kub[ni]|cube|cub[io]|sześc|κυβικ|κ\.\s?μ|м[³3]|куб|kubiek",
    "km": r"kilom|km|χιλιόμ|χλμ|км|километ|peninkulm",
    "kg": r"kilo|kg|κιλ|χλγ|χγρ|кг|кило",
    "°C": r"°\s?C|º\s?C|degree|grad|aste|degré|gradi|stop|kraad|βαθμ|градус|graden|celsius|°(?!\s?F)",
    "°F": r"[°º]\s?F|fahrenheit|φαρεν|фаренх",
    "kJ": r"\bkJ|кДж|(?:kilo|κιλο|кило)(?=[jdτζд])",
    "MJ": r"\bMJ|МДж|(?:mega|méga|μεγα|мега)(?=[jdτζд])",
    "GJ": r"\bGJ|ГДж|(?:[gj]iga|γιγα|гига)(?=[jdτζд])",
    "TJ": r"\bTJ|ТДж|(?:tera|téra|τερα|тера)(?=[jdτζд])",
    "PJ": r"\bPJ|ПДж|(?:peta|péta|πετα|пета)(?=[jdτζд])",
    "kB": r"\bk[Bot]\b|\bkbajt|кБ|kilo[bot]|κιλομπ|килоб",
    "MB": r"\bM[Bot]\b|МБ|m[eé]ga[bot]|μεγαμπ|мегаб",
    "GB": r"\bG[Bot]\b|ГБ|[gj]iga[bot]|γιγαμπ|гигаб",
    "TB": r"\bT[Bot]\b|ТБ|t[eé]ra[bot]|τεραμπ|тераб",
    "t": r"[0-9]\s?t(?:CO|\b)|t[ou]n|τόν|τον|тон|\bт\b",
    "toe": rf"\b(?:toe|tep|ten|tpe)\b|\bТИП|ΤΙΠ|{_OIL}",
    "ktoe": rf"\bk(?:toe|tep|ten|tpe)\b|ktoe|тис|{_OIL}",
    "Mtoe": rf"\bM(?:toe|tep|ten|tpe)\b|Mtoe|{_OIL}",
    "l/s": r"l/s|λ/|л/с|lit|λίτ|λιτ|лит",
    "m/s": r"m/s|μ/|м/с|met|mèt|mét|mét|μέτ|μετ|мет",
    "%": r"%|proc|pros|prots|pour\s?cent|per\s?cent|τοις|ποσοστ|εκατό|posto|odsto|процент|на сто|"
    r"la sută|centin|hälft|puolet",
    "€": r"€|EUR|euro|eur|евро|ευρώ|evr|eiro",
    "EUR": r"€|EUR|euro|eur|евро|ευρώ|evr|eiro",
    "SEK": r"SEK|kr\b|kron|kruun|κορ|крон|coroan|couronn|corone",
    "£": r"£|GBP|pund|pond|punta|punt|livre|sterlin|λίρ|лир|паунд|funt|lir|naela|pound",
    "$": r"\$|USD|dol|δολ|дол",
}
# “5 t” may be hours in another language.
AMBIGUOUS = frozenset({"t"})
NAMES = {unit: re.compile(names, re.IGNORECASE) for unit, names in _NAMES.items()}

MONEY_BEFORE = "EUR|SEK|GBP|PLN|[€£$]"
_AFTER = r"km|kg|[kMGTP]J|[kMGT]B|[kM]?toe|t(?![./-])|[lm]/s"
# Right of a figure, or within a compound like kWh/m².
UNIT = re.compile(
    r"(?<![^\W\d_])(?P<unit>[kMGT]Wh|[kMG]W|(?:km|m)[23](?![0-9])|°\s?[CF])(?![^\W\d_])"
    rf"|(?<=[0-9])[ \u00a0\u202f]?(?P<after>{_AFTER}|EUR|SEK|[%€])(?![^\W\d_(])"
    r"|(?<![^\W\d_])(?P<before>EUR|SEK|[€£$])[ \u00a0\u202f]?(?=[0-9])"
)
# None of those is without one of these, which are found much quicker.
_SIGN = re.compile("[W°%€²³£$]")
_MEASURED = re.compile(rf"[0-9][ \u00a0\u202f]?(?:{_AFTER})")
# Expressions that begin with a class of letters are quick; what stands before is looked at afterwards.
_ENERGY = re.compile(r"[kKmMgGtT][wW][hH](?![^\W\d_])")
_BARE = re.compile(r"(?<=[0-9][ \u00a0\u202f])C\b")
_OTHER = re.compile(r"(?:K[wWgGmM]|°c)(?![^\W\d_])")


def miswritten(text: str) -> list[re.Match[str]]:
    """Return units with letters of a wrong size: a milliwatt is no megawatt."""
    if "w" not in text and "W" not in text and "K" not in text and "°" not in text:
        return []
    found: list[re.Match[str]] = []
    if "wh" in text.lower():
        energy = (match for match in _ENERGY.finditer(text) if match[0] != rightly(match[0]))
        found += (match for match in energy if not text[match.start() - 1 : match.start()].isalpha())
    if "K" in text or "°" in text:
        found += (match for match in _OTHER.finditer(text) if _is_after_figure(text, match.start()))
    return sorted(found, key=re.Match.start)


def bare_degrees(text: str) -> list[re.Match[str]]:
    """Return where a figure has a C behind it without the sign for degrees."""
    return [*_BARE.finditer(text)]


def _is_after_figure(text: str, place: int) -> bool:
    return text[max(0, place - 2) : place].rstrip()[-1:].isdigit()


def units_in(text: str) -> list[str]:
    """Return the units of a text without tags, in order: m² and m<sup>2</sup> are both “m2”."""
    if _SIGN.search(text) is None and _MEASURED.search(text) is None and not _has_letters_of_units(text):
        return []
    plain = text.replace("²", "2").replace("³", "3") if "²" in text or "³" in text else text
    found = []
    for match in UNIT.finditer(plain):
        unit = match["unit"] or match["after"] or match["before"]
        found.append(
            f"°{unit[-1]}" if unit[0] == "°" else unit.removeprefix("k") if unit in ("km2", "km3") else unit
        )
    return found


def _has_letters_of_units(text: str) -> bool:
    # A loop over these would take three times as long.
    return "m2" in text or "m3" in text or "EUR" in text or "SEK" in text


def is_named(unit: str, text: str) -> bool:
    """Whether a text has a unit, in signs or in words of any of its languages."""
    names = NAMES.get(unit)
    return unit in units_in(text) or (names is not None and bool(names.search(text)))


def rightly(unit: str) -> str:
    """Return a unit of energy with letters of the right size."""
    small = unit.lower()
    if small.endswith("wh"):
        return ("k" if small[0] == "k" else small[0].upper()) + "Wh"
    return {"kw": "kW", "kg": "kg", "km": "km", "°c": "°C", "c": "°C"}.get(small, unit)
