"""Units of measure and money, and formulas like CO₂."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.words.numbers import without_addresses
from translation_workflow.words.said import said
from translation_workflow.words.units import AMBIGUOUS, bare_degrees, is_named, miswritten, rightly, units_in

# No unit, rightly written or not, is without one of these.
_MAY_HAVE = frozenset("0123456789wW°%€²³£$")


@rule(
    "units",
    title=said("Units"),
    severity=Severity.WARNING,
    right=[
        Pair("5 kWh/m<sup>2</sup>", "5 kWh/m²", "sv"),
        Pair("20% of 5 kWh", "20 procent av 5 kilowattimmar", "sv"),
        Pair("€5 million", "5 miljoonaa euroa", "fi"),
        Pair("100 m²", "100 τ.μ.", "el"),
        Pair("5 MWh", "5 МВтч", "bg"),
        Pair("100 square metres, 5 euros, 20 per cent", "100 m², 5 €, 20 %", "fi"),
        Pair("5 kWh: https://a.eu/kwh", "5 kWh: https://a.eu/kwh", "fi"),
        Pair("£5 million", "5 miljoen pond", "nl"),
        Pair("2.4 MB", "2,4 Mo", "fr"),
        Pair("68 °F, 5 GJ, 5 t", "68 grader Fahrenheit, 5 gigajoule, 5 ton", "sv"),
        Pair("5 hours", "5 t", "fi"),
        Pair("10 l/s, 5 toe", "10 литра в секунда, 5 т н.е.", "bg"),
    ],
    wrong=[
        Pair("5 kWh", "5 kwh", "sv"),
        Pair("5 kWh", "5 MWh", "pl"),
        Pair("100 m<sup>2</sup>", "100 m", "fi"),
        Pair("20% less", "20 λιγότερο", "el"),
        Pair("the kWh, and 450 kWh a year", "MWh och 450 kWh om året", "sv"),
        Pair("5 kWh/m² and 9 m²", "5 kWh/m³ ja 9 m²", "fi"),
        Pair("€5 million", "5 milionów", "pl"),
        Pair("68 °F", "68 °C", "sv"),
        Pair("20 °C", "20 °F", "hr"),
        Pair("1.5 °C to 2 °C", "1,5 C – 2 °C", "et"),
        Pair("5 GJ", "5 MJ", "it"),
        Pair("10 l/s", "10 m/s", "ro"),
        Pair("5 toe", "5 Mtoe", "sl"),
        Pair("2.4 MB", "2,4 GB", "nl"),
        Pair("5 t", "5 kg", "fr"),
    ],
)
def units(pair: Pair) -> Iterable[Fault]:
    """The units are the source's, and written with letters of the right size."""
    wanted = pair.original.units
    if not wanted and _MAY_HAVE.isdisjoint(pair.target_signs):
        return ()
    target = without_addresses(pair.target_text)
    wrong = miswritten(target)
    if not wrong and "°C" in wanted:
        wrong = [] if bare_degrees(pair.source_text) else bare_degrees(target)
    if wrong and not pair.is_copy:
        changes = [Change(match.span(), rightly(match[0])) for match in wrong]
        template = said("“{found}” is written {right}: the size of the letters counts.")
        span = stored_span(pair.target, changes[0].span)
        values = {"found": wrong[0][0], "right": changes[0].words}
        return (Fault(template, values, span, mended(pair.target, changes)),)
    if pair.is_copy:
        return ()
    found = units_in(target)
    if not wanted and not found:
        return ()
    missing = next((unit for unit in wanted if unit not in found and not is_named(unit, target)), None)
    if missing is not None:
        template = said("the unit {unit} of the source is missing. Write it, or its name, as there.")
        return (Fault(template, {"unit": missing}),)
    source = pair.source_text
    extra = next(
        (
            unit
            for unit in found
            if unit not in wanted and unit not in AMBIGUOUS and not is_named(unit, source)
        ),
        None,
    )
    if extra is None:
        return ()
    template = said("the unit {unit} is not in the source. Write the source’s.")
    return (Fault(template, {"unit": extra}),)


@rule(
    "formulas",
    title=said("CO₂"),
    severity=Severity.WARNING,
    right=[
        Pair("CO<sub>2</sub> falls", "CO₂ minskar", "sv"),
        Pair("CO2 falls", "CO2 maleje", "pl"),
        Pair("CO₂ falls", "Hiilidioksidi vähenee", "fi"),
        Pair("CO<sub>2</sub> falls", "Το CO<sub>2</sub> μειώνεται", "el"),
        Pair("CO2: see https://a.eu/co2-plan", "CO2: ks. https://a.eu/co2-plan", "fi"),
        Pair("CO2: info@co2.eu", "CO2: info@co2.eu", "sv"),
        Pair("150 tCO2 a year", "150 t CO2 vuodessa", "fi"),
    ],
    wrong=[
        Pair("CO<sub>2</sub> falls", "CO2 minskar", "sv"),
        Pair("CO₂ falls", "CO2 maleje", "pl"),
        Pair("CO2 falls", "Co2 vähenee", "fi"),
        Pair("CO₂ falls", "Το C02 μειώνεται", "el"),
        Pair("CO₂ falls", "Det minskar", "sv"),
        Pair("CO₂ falls", "СО₂ намалява", "bg"),
        Pair("CO₂: http://a.eu/co2", "CO2: http://a.eu/co2", "pl"),
        Pair("150 tCO2 a year", "150 t vuodessa", "fi"),
    ],
)
def formulas(pair: Pair) -> Iterable[Fault]:
    """CO₂ is written as in the source: with its figure low if it is low there, and with an O."""
    if _LOW.isdisjoint(pair.target_signs) and "CO" not in pair.source:
        return ()
    wanted = _OXIDE.search(without_addresses(pair.source)) if "CO" in pair.source else None
    if (wanted is None and _LIKE_OXIDE.search(pair.target) is None) or pair.is_copy:
        return ()
    target = without_addresses(pair.target)
    wrong_way = _MISWRITTEN_OXIDE if wanted is None or "CO2" in pair.source else _OTHER_OXIDE
    wrong = [*wrong_way.finditer(target)]
    if wrong:
        right = wanted[0] if wanted else "CO2"
        template = said(
            "“{found}” is written {right} here: with a capital O, and its figure as in the source."
        )
        fix = _with(right, wrong, pair.target)
        told = {"found": _shown(wrong[0][0]), "right": _shown(right)}
        return (Fault(template, told, wrong[0].span(), fix),)
    if wanted is None or _OXIDE.search(target) or _NAMED_OXIDE.search(pair.target_text):
        return ()
    told = {"formula": _shown(wanted[0])}
    return (Fault("{formula} of the source is missing. Write it as there.", told),)


def _shown(formula: str) -> str:
    """Return a formula as a reader sees it, without its tags."""
    return _FIGURE.sub(lambda found: "₂" if found[1] == "sub" else "²", formula)


def _with(right: str, wrong: list[re.Match[str]], text: str) -> str:
    """Return a stored text with a formula written rightly where it was found."""
    starts = [0, *(match.end() for match in wrong)]
    ends = [*(match.start() for match in wrong), len(text)]
    return right.join(text[start:end] for start, end in zip(starts, ends, strict=True))


_LOW = frozenset("2₂²")
_FIGURE = re.compile(r"<(su[bp])>2</su[bp]>")
# A letter for tonnes or grams may stand right before it.
_OXIDE = re.compile(r"(?<![^\W\d_tg])CO(?:2|₂|<sub>2</sub>)(?![0-9])")
# It begins with a class of figures, and is quick.
_LIKE_OXIDE = re.compile(r"[2₂²](?:(?<=[oOОΟ0].)|(?<=[bp]>.))")
# A nought for an O, small letters, a high figure, Cyrillic or Greek letters that look the same.
_WRONGLY = (
    r"(?<![^\W_tg])(?:(?:C0|Co|co|cO|[CС][ОΟ]|СO)(?:2|₂|²|<su[bp]>2</su[bp]>)|CO(?:²|<sup>2</sup>))(?![0-9])"
)
_MISWRITTEN_OXIDE = re.compile(_WRONGLY)
_OTHER_OXIDE = re.compile(rf"{_WRONGLY}|(?<![^\W\d_tg])CO2(?![0-9])")
_NAMED_OXIDE = re.compile(
    r"di?oksi|dioxi|dioxyde|kooldi|biossido|anidride|άνθρακ|ανθρακ|въглерод|ugljik|ogljik|süsi|"
    r"süsinik|węgl|carbon|hiili|kol\w|klimat|klima|kasvihuon|växthus|cieplarn|θερμοκ|парник|staklen|toplogredn|"
    r"kasvuhoon|serre|serra|seră|broeikas",
    re.IGNORECASE,
)
