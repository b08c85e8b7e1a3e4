"""What holds for any text at all, whoever wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pages.markup import sanitise
from translation_workflow.quality.finding import Severity, Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.plain import is_plainly_fit
from translation_workflow.quality.rule import REGISTER
from translation_workflow.quality.rules.addresses import addresses_in
from translation_workflow.quality.run import blocking, findings, rules_for, source_findings, unfit
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.markup import control_signs, misfits

LANGUAGES = ("bg", "el", "en-GB", "et", "fi", "fr", "hr", "it", "nl-BE", "pl", "ro", "sl", "sv", "tlh")
PARTS = st.one_of(
    st.text(max_size=6),
    st.text("<>/= \"'&;!?-ab\n\t\u200b\u202e\u00a0%{}()⟦⟧.,:@1230", max_size=6),
    st.sampled_from(
        [
            *("<b>", "</b>", "<br/>", "<i>", "</i>", '<a id="a1">', '<a id="a2">', "</a>", "<script>", "<B>"),
            *("<strong>", "</strong>", "<!-- x -->", "<a href='x'>", "&nbsp;", "&rlm;", "&#8203;", "&amp;"),
            *(
                "%(count)s",
                "%s",
                "%d",
                "%",
                "{title}",
                "{0}",
                "{}",
                "{{ name }}",
                "⟦0⟧",
                "40 % of",
                "5\u00a0%",
            ),
            *("https://eumayors.eu/a?b=1&amp;c=2", "www.eumayors.eu.", "info@eumayors.eu", "eumayors.eu"),
            *(" https://a.eu/co2/kwh/1.5 ", " info@co2.eu ", "CO2", "1.5 kWh", "5 kwh", "co2 ", "CO₂ "),
            *("ord ", " ord", "CO<sub>2</sub>", "1,234.5", "1 234,5", "SEAP", "“ord”", "(ord)", "inte "),
        ]
    ),
)
WORDS_ONLY = {"numbers", "number-style", "units", "formulas", "terms"}
TEXTS = st.lists(PARTS, max_size=8).map("".join)
HOLDS = st.sampled_from([ANYTHING, Hold(20, is_plain=True, is_line=True), Hold(is_plain=True), Hold(limit=8)])
PAIRS = st.builds(Pair, TEXTS, TEXTS, st.sampled_from(LANGUAGES), hold=HOLDS)


@settings(deadline=None)
@given(pair=PAIRS)
def test_any_text_is_judged_in_whole_sentences(pair: Pair) -> None:
    """No rule fails, or tells of a place that the text has not."""
    for finding in [*findings(pair), *source_findings(pair)]:
        text = pair.source if finding.side is Side.SOURCE else pair.target
        assert "{" not in finding.fault.template.format_map(dict.fromkeys(finding.fault.values, ""))
        assert finding.sentence
        if finding.fault.span is not None:
            start, end = finding.fault.span
            assert 0 <= start <= end <= len(text)


@settings(deadline=None)
@given(pair=PAIRS)
def test_the_same_pair_gets_the_same_findings(pair: Pair) -> None:
    """What was worked out for one look is no other at the next."""
    assert findings(pair) == findings(replace(pair))


@settings(deadline=None)
@given(pair=PAIRS)
def test_what_blocks_is_part_of_what_is_found(pair: Pair) -> None:
    """Publishing and people are told the same, in the same order."""
    found = findings(pair)
    assert [one for one in found if one.severity is Severity.BLOCKING] == blocking(pair)
    assert unfit(pair) == [one for one in blocking(pair) if not REGISTER[one.rule].can_be_dismissed]


ORDINARY = st.text("abZåßΆωжЯ019 ,.;:!?’'\"“”„«»()–—…-\u1160\u00a0\n<&%{@", min_size=1, max_size=12)


@settings(deadline=None)
@given(pair=st.builds(Pair, ORDINARY, ORDINARY, st.sampled_from(LANGUAGES), hold=HOLDS))
def test_what_is_seen_at_a_glance_is_what_the_rules_say(pair: Pair) -> None:
    """The rules that block are asked of doubtful texts only, and would say nothing of the others."""
    if is_plainly_fit(pair):
        rules = rules_for(pair.base, severity=Severity.BLOCKING)
        assert [fault for rule in rules for fault in rule.check(pair)] == []


@settings(deadline=None)
@given(text=TEXTS, hold=HOLDS)
def test_a_text_fits_in_its_own_place(text: str, hold: Hold) -> None:
    """What a source has, its placeholders, addresses and signs, its copy may have."""
    of_a_source = {"placeholders", "addresses", "formatting"}
    assert not of_a_source & {one.rule for one in blocking(Pair(text, text, "en-GB", hold=hold))}


@settings(deadline=None)
@given(pair=PAIRS)
def test_what_is_fit_is_what_the_sanitiser_leaves_alone(pair: Pair) -> None:
    """As a browser would read it: the same tags in the same order, around the same words."""
    if pair.target and not unfit(pair):
        assert shape(sanitise(pair.target)) == shape(pair.target)


def shape(html: str) -> tuple[list[str], str]:
    tags = [re.sub(r"[\s/]+>", ">", tag) for tag in re.findall(r"<[^>]*>", html)]
    return tags, unescape(re.sub(r"<[^>]*>", "", html))


@settings(deadline=None)
@given(pair=PAIRS)
def test_a_fix_of_what_blocks_leaves_less_that_blocks(pair: Pair) -> None:
    """Whoever presses “mend” is never worse off, but for a limit that the right words exceed."""
    # No page of the master holds a text that is not in order.
    assume(not any(misfits(pair.source)) and not control_signs(pair.source))
    before = blocking(pair)
    for finding in before:
        if finding.fault.fix is not None:
            after = blocking(replace(pair, target=finding.fault.fix))
            assert finding not in after
            assert {one.rule for one in after} <= {one.rule for one in before} | {"blank", "too-long"}


@settings(deadline=None)
@given(pair=PAIRS)
def test_a_fix_leaves_addresses_alone(pair: Pair) -> None:
    """Where an address leads, no rule knows but the one on addresses."""
    for finding in findings(pair):
        if finding.fault.fix is not None and finding.rule in WORDS_ONLY:
            assert marks(finding.fault.fix) == marks(pair.target)


def marks(words: str) -> list[str]:
    return [mark.written for mark in addresses_in(words)]
