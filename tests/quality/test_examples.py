"""Each rule's own examples: right ones are silent, wrong ones are told and, where possible, mended.

Whoever adds a rule adds its tests with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

import pytest

from translation_workflow.quality.finding import Fault, Finding, Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import REGISTER, Rule, rule
from translation_workflow.quality.run import findings, rules_for, source_findings

RULES = [*REGISTER.values()]


def examples(which: str) -> Iterator[object]:
    for one in RULES:
        for number, pair in enumerate(getattr(one, which), 1):
            yield pytest.param(one, pair, id=f"{one.name}-{which}-{number}")


def told(one: Rule, pair: Pair) -> list[Finding]:
    """What a rule says of a pair, when all rules are asked."""
    return [finding for finding in said(one, pair) if finding.rule == one.name]


def said(one: Rule, pair: Pair) -> list[Finding]:
    """What all rules of its side say."""
    return source_findings(pair) if one.side is Side.SOURCE else findings(pair)


def with_text(one: Rule, pair: Pair, text: str) -> Pair:
    """The pair with another text on the side that the rule looks at."""
    return replace(pair, source=text) if one.side is Side.SOURCE else replace(pair, target=text)


@pytest.mark.parametrize(("one", "pair"), examples("right"))
def test_what_is_right_is_left_alone(one: Rule, pair: Pair) -> None:
    """A false alarm costs the trust in all others."""
    assert [str(finding) for finding in told(one, pair)] == []


@pytest.mark.parametrize(("one", "pair"), examples("wrong"))
def test_what_is_wrong_is_told(one: Rule, pair: Pair) -> None:
    """With a whole sentence, and a place within the text where it has one."""
    found = told(one, pair)
    assert found
    text = pair.source if one.side is Side.SOURCE else pair.target
    for finding in found:
        assert finding.severity is one.severity
        assert finding.sentence.strip().endswith((".", "?", "!"))
        named = {name for _, name, _, _ in Formatter().parse(finding.fault.template) if name is not None}
        assert named <= finding.fault.values.keys()
        if finding.fault.span is not None:
            start, end = finding.fault.span
            assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(("one", "pair"), examples("wrong"))
def test_a_fix_cures_and_does_no_harm(one: Rule, pair: Pair) -> None:
    """The mended text has nothing of what was found, and nothing new."""
    found = told(one, pair)
    fixes = {finding.fault.fix for finding in found} - {None}
    before = {finding.rule for finding in said(one, pair)}
    for finding in found:
        if finding.fault.fix is None:
            continue
        mended = with_text(one, pair, finding.fault.fix)
        assert mended != pair
        assert finding not in said(one, mended)
        assert {other.rule for other in said(one, mended)} <= before
    if len(fixes) == 1 and all(finding.fault.fix for finding in found):
        assert told(one, with_text(one, pair, fixes.pop())) == []


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_a_rule_says_what_it_is_called(one: Rule) -> None:
    """People read the title; dismissals and commands know the name."""
    assert one.title
    assert not one.title.endswith(".")
    assert one.name == one.name.lower().replace(" ", "-")
    assert (one.check.__doc__ or "").strip()


def test_an_empty_translation_is_asked_nothing() -> None:
    """It is untranslated, which is no fault."""
    assert findings(Pair("<b>%s</b> at https://eumayors.eu", "", "sv")) == []


def test_of_a_blank_translation_nothing_else_is_said() -> None:
    """Everything is missing where there is nothing."""
    assert [finding.rule for finding in findings(Pair('%s <a id="a1">5 km</a>.', " ", "sv"))] == ["blank"]


def test_what_blocks_is_told_first() -> None:
    """Whoever reads one line reads that."""
    order = [one.severity for one in rules_for("sv")]
    assert order == sorted(order, key=lambda severity: severity != "blocking")


def test_a_rule_needs_its_examples_and_a_name_of_its_own() -> None:
    """A second rule of a name would hide the first one's dismissals."""
    pair = Pair("a", "b", "sv")
    with pytest.raises(ValueError, match="already"):
        rule("tags", title="T", severity="warning", right=[pair] * 2, wrong=[pair] * 2)(lambda pair: [])
    with pytest.raises(ValueError, match="two right"):
        rule("new", title="T", severity="warning", right=[pair], wrong=[pair] * 2)(lambda pair: [Fault("x.")])
    assert "new" not in REGISTER
