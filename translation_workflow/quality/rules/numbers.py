"""Numbers: the same ones as in the source, written as the language writes them."""

from __future__ import annotations

from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, short, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.quality.same_numbers import unmatched
from translation_workflow.words.numbers import MINUS, Number, without_addresses, write_number
from translation_workflow.words.quantities import quantities_in
from translation_workflow.words.said import said

MOST_NAMED = 5


@rule(
    "numbers",
    title=said("Numbers"),
    severity=Severity.WARNING,
    right=[
        Pair("1,234.5 MWh by 2020", "1\u00a0234,5 MWh до 2020 г.", "bg"),
        Pair("1,234.5 MWh on 3 May 2012", "1.234,5 MWh 3. svibnja 2012.", "hr"),
        Pair("1,234.5 MWh in 3 towns", "1\u00a0234,5 MWh kolmes linnas", "et"),
        Pair("1 January 2007, two towns", "1.1.2007, 2 kuntaa", "fi"),
        Pair("€2.5 million in the 19th century", "2,5\u00a0millions d’euros au XIX<sup>e</sup> siècle", "fr"),
        Pair("1,234 towns, 20%", "1.234 δήμοι, 20\u00a0%", "el"),
        Pair("1,234 towns in the 1990s", "1.234 comuni negli anni ’90", "it"),
        Pair("12,000 towns, 10–15 %", "12\u00a0000 gmin, 10–15%", "pl"),
        Pair("5,000,000 euros", "5 milioane de euro", "ro"),
        Pair("1,234.5 MWh, three steps", "1.234,5 MWh, 3 koraki", "sl"),
        Pair("20th century: 1.5 °C, at 2 p.m.", "1900-talet: 1,5 °C, kl. 14", "sv"),
        Pair("2,000 towns in 12 months", "2.000 gemeenten in twaalf maanden", "nl-BE"),
        Pair("1,234.5 MWh", "1,234.5 MWh of heat", "en-GB"),
        Pair("CO2 falls by 20 %", "Koldioxiden minskar med 20 %", "sv"),
        Pair("3.5 kWh on 3 May", "3,5 kWh 3.5.", "fi"),
        Pair("5 thousand homes, between 2 and 3 million", "5 000 kotia, 2–3 miljoonaa", "fi"),
        Pair("half a million, €5m", "500 000, 5 miljoner euro", "sv"),
        Pair("1,000,000,000 and 2.5 billion", "1 mld i 2,5 mld", "pl"),
        Pair("€2.5 billion", "2,5 δισ. ευρώ", "el"),
        Pair("2.5 million tonnes", "2,5 Mt", "fr"),
        Pair("at 4.30 p.m.", "à 16 h 30", "fr"),
        Pair("at 4.30 p.m.", "kl. 16.30", "sv"),
        Pair("at 4:30 pm", "в 16.30 ч", "bg"),
        Pair("in the 1980s", "osamdesetih godina 20. stoljeća", "hr"),
        Pair("the 1980s", "80. letih 20. stoletja", "sl"),
        Pair("the 1980s", "de jaren tachtig", "nl"),
        Pair("the 1990s", "lata dziewięćdziesiąte", "pl"),
        Pair("100 towns, 1,000 homes", "sto gmin, tysiąc domów", "pl"),
        Pair("the 1990s", "anni novanta", "it"),
        Pair("the 1980s", "les années quatre-vingt", "fr"),
        Pair("1% of 100 towns", "prosentti sadasta kunnasta", "fi"),
    ],
    wrong=[
        Pair("20 towns by 2020", "20 общини до 2030 г.", "bg"),
        Pair("1,234 towns", "1,234 grada", "hr"),
        Pair("20 towns", "21 linna", "et"),
        Pair("1 January 2007", "1.1.2008", "fi"),
        Pair("€2.5 million", "25\u00a0millions d’euros", "fr"),
        Pair("1,234 towns", "1,234 δήμοι", "el"),
        Pair("1.234 kg", "1.234 kg", "it"),
        Pair("12,000 towns", "1\u00a0200 gmin", "pl"),
        Pair("10–15 %", "10 %", "ro"),
        Pair("12 steps", "Korakov je 13", "sl"),
        Pair("1.5 million", "15 miljoner", "sv"),
        Pair("2,000 towns", "2,000 gemeenten", "nl-BE"),
        Pair("1,234.5 MWh", "1,243.5 MWh", "en-GB"),
        Pair("down to -5 °C", "ned till 5 °C", "sv"),
        Pair("€2.5 million a year", "2,5 miljardia euroa vuodessa", "fi"),
        Pair("12 million euros", "12 euroa", "fi"),
        Pair("12 euros", "12 miljoner euro", "sv"),
        Pair("3 billion tonnes", "3 miliony ton", "pl"),
        Pair("3 steps", "15 steg", "sv"),
    ],
)
def numbers(pair: Pair) -> Iterable[Fault]:
    """The translation has the source's numbers and no other; words may name those up to twelve."""
    if _DIGITS.isdisjoint(pair.target_signs) and _DIGITS.isdisjoint(pair.source_signs):
        return ()
    if pair.is_copy:
        return ()
    missing, extra = unmatched(pair)
    if not missing and not extra:
        return ()
    copied = _copied(missing, extra)
    if copied is not None:
        meant, found = copied
        written = _localised(meant, language=pair.language)
        template = (
            said("“{found}” means another number in this language than in the source. Write {written}.")
            if written
            else said("“{found}” means another number in this language than in the source.")
        )
        fix = mended(pair.target, [Change(found.span, written)]) if written else None
        values = {"found": short(found.written), "written": written}
        return (Fault(template, values, stored_span(pair.target, found.span), fix),)
    lost, added = _list(missing), _list(extra)
    template = (
        said("the source has {lost} where the translation has {added}. Compare the numbers.")
        if lost and added
        else said("missing in the translation: {lost}. Compare the numbers.")
        if lost
        else said("not in the source text: {added}. Compare the numbers.")
    )
    span = stored_span(pair.target, extra[0].span) if extra else None
    return (Fault(template, {"lost": lost, "added": added}, span),)


@rule(
    "number-style",
    title=said("Decimal and group marks"),
    severity=Severity.WARNING,
    right=[
        Pair("1.5 million, 2,000 towns", "1,5 млн., 2\u00a0000 общини", "bg"),
        Pair("1.5 %", "1,5 %", "hr"),
        Pair("1.5 million", "1,5 miljonit", "et"),
        Pair("version 1.5, chapter 2.3", "versio 1.5, luku 2.3", "fi"),
        Pair("1.5 million", "1,5 million", "fr"),
        Pair("1.5 million", "1,5 εκατ.", "el"),
        Pair("1.5 million", "1,5 milioni", "it"),
        Pair("at 9.30", "o 9.30", "pl"),
        Pair("1.5 million", "1,5 milioane", "ro"),
        Pair("1.5 million", "1,5 milijona", "sl"),
        Pair("1.5 kWh", "1,5 kWh", "sv"),
        Pair("€1.5 million", "1,5 miljoen euro", "nl-BE"),
        Pair("1.5 million", "1.5 million", "en-GB"),
        Pair("1.5 kWh, http://a.eu/1.5", "1,5 kWh, http://a.eu/1.5", "fi"),
        Pair("2.3 MWh, see chapter 2.3", "2,3 MWh, ks. luku 2.3", "fi"),
        Pair("9.30 kWh at 9.30", "9,30 kWh kl. 9.30", "sv"),
        Pair("3.5 kWh on 3 May", "3,5 kWh 3.5.", "fi"),
    ],
    wrong=[
        Pair("1.5 million", "1.5 млн.", "bg"),
        Pair("1.5 %", "1.5 %", "hr"),
        Pair("1.5 million", "1.5 miljonit", "et"),
        Pair("1.5 °C", "1.5 °C", "fi"),
        Pair("€1.5 million", "1.5 million d’euros", "fr"),
        Pair("1.5 million", "1.5 εκατ.", "el"),
        Pair("1.5 million", "1.5 milioni", "it"),
        Pair("1,234.5 MWh", "1,234.5 MWh", "pl"),
        Pair("1.5 million", "1.5 milioane", "ro"),
        Pair("1.5 million", "1.5 milijona", "sl"),
        Pair("1.5 <b>kWh</b>", "1.5 <b>kWh</b>", "sv"),
        Pair("€1.5 million", "1.5 miljoen euro", "nl-BE"),
        Pair("1.5 million", "1,5 million", "en-GB"),
        Pair("2.4 MB", "2.4 MB", "sv"),
        Pair("2.4 MB", "2.4 Mo", "fr"),
        Pair("1.5–2.5 kWh", "1.5–2.5 kWh", "hr"),
    ],
)
def number_style(pair: Pair) -> Iterable[Fault]:
    """Quantities have the language's own decimal and group marks; versions, chapters and hours are let be."""
    if _DIGITS.isdisjoint(pair.target_signs) or _MARKS.isdisjoint(pair.target_signs) or pair.is_copy:
        return ()
    # Where the source has none, nothing is written the source's way.
    quantities = pair.original.quantities
    if not quantities:
        return ()
    found = quantities_in(without_addresses(pair.target_text), language=pair.language)
    wrong = [number for number in found if number.is_foreign and number.value in quantities]
    if not wrong:
        return ()
    changes = [Change(number.span, _localised(number, language=pair.language) or "") for number in wrong]
    values = {"found": short(wrong[0].written), "written": changes[0].words}
    template = said("“{found}” is not how this language writes the number. Write {written}.")
    return (Fault(template, values, stored_span(pair.target, wrong[0].span), mended(pair.target, changes)),)


def _copied(missing: list[Number], extra: list[Number]) -> tuple[Number, Number] | None:
    """Return a number of the source that was copied as it is, and means another one in the translation."""
    found = {(number.written, number.powers): number for number in extra}
    keys = ((one, (one.written, one.powers)) for one in missing)
    return next(((one, found[key]) for one, key in keys if key in found), None)


def _localised(number: Number, *, language: str) -> str | None:
    """Return how a language writes a number, None for one that may mean several."""
    value = number.value
    if value is None:
        return None
    marks = sum(not sign.isdigit() for sign in number.written.lstrip(MINUS))
    return write_number(value, language=language, is_grouped=marks > (value != value.to_integral_value()))


def _list(numbers: list[Number]) -> str:
    named = [short(number.written + number.scale) for number in numbers[:MOST_NAMED]]
    return ", ".join(named) + ("…" if len(numbers) > MOST_NAMED else "")


_DIGITS = frozenset("0123456789")
_MARKS = frozenset(".,")
