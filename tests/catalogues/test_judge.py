"""The table of the three-way import, row by row: what was exported, what is here, what came."""

from __future__ import annotations

import pytest

from translation_workflow.catalogue.judge import (
    Ancestor,
    Judgement,
    Known,
    Standing,
    Verdict,
    judge,
    values_of,
)
from translation_workflow.catalogue.message import Entry
from translation_workflow.catalogue.snapshot import piece_hash, value_hash
from translation_workflow.source.hold import Hold

PLACE, TEXT = "page/body.1", "More <b>trees</b>."
A, B, C = "<b>Träd</b> A", "<b>Träd</b> B", "<b>Träd</b> C"


def entry(target: str, *, fuzzy: bool = False, source: str = TEXT, context: str = PLACE) -> Entry:
    return Entry(context, source, target, 7, fuzzy)


def judged(
    came: Entry,
    *,
    here: Standing | None,
    exported: str | None = None,
    ancestor: Ancestor | None = None,
    fill_only: bool = False,
    is_same_language: bool = False,
) -> Judgement:
    key = (came.context, came.source)
    base = {} if exported is None else {piece_hash(*key): value_hash(exported, needs_work=False)}
    known = Known({key: here} if here else {}, {key: ancestor} if ancestor else {}, is_same_language)
    (found,) = judge([came], known, base=base, incoming=values_of([came]), fill_only=fill_only)
    return found


def here(words: str = "", *, needs_work: bool = False, is_persons: bool = True, **other: object) -> Standing:
    return Standing(1, 2, TEXT, words, needs_work, is_persons, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("exported", "now", "came", "verdict"),
    [
        (None, "", A, Verdict.ACCEPTED),
        ("", "", A, Verdict.ACCEPTED),
        (A, A, B, Verdict.ACCEPTED),
        (A, A, A, Verdict.UNCHANGED),
        (A, B, B, Verdict.UNCHANGED),
        (A, B, A, Verdict.UNCHANGED),
        (A, "", B, Verdict.ACCEPTED),
        (A, B, C, Verdict.CONFLICT),
        ("", B, C, Verdict.CONFLICT),
        (None, B, C, Verdict.CONFLICT),
        (A, A, "", Verdict.EMPTY),
        (A, B, "", Verdict.EMPTY),
    ],
)
def test_three_ways(exported: str | None, now: str, came: str, verdict: Verdict) -> None:
    """What only the sender changed comes in, what both changed is a conflict, the rest is nothing."""
    found = judged(entry(came), here=here(now), exported=exported)
    assert found.verdict is verdict
    assert (found.change.words if found.change else None) == (came if verdict is Verdict.ACCEPTED else None)


def test_words_that_a_reviewer_approved_give_way_with_a_sentence() -> None:
    """The sender knew them; who imports is told which approvals that ends, and of no others."""
    found = judged(entry(B), here=here(A, is_approved=True), exported=A)
    assert found.verdict is Verdict.ACCEPTED
    assert "a reviewer approved" in found.sentence
    assert judged(entry(B), here=here(A), exported=A).sentence == ""


def test_a_conflict_is_kept_and_told() -> None:
    """The words here stay; the others are set aside, and a sentence says so."""
    found = judged(entry(C), here=here(B), exported=A)
    assert found.is_set_aside
    assert "The one here stays; this one is kept beside it." in found.sentence


def test_what_nobody_took_gives_way() -> None:
    """Words of memory or of a machine that still need work are nobody's."""
    offer = here(B, needs_work=True, is_persons=False)
    assert judged(entry(C), here=offer).verdict is Verdict.ACCEPTED
    assert judged(entry(C), here=offer, fill_only=True).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("needs_work", [True, False])
def test_shipped_words_fill_and_never_replace(needs_work: bool) -> None:
    """What a person typed stays, even if it needs work."""
    assert judged(entry(C), here=here(B, needs_work=needs_work), fill_only=True).verdict is Verdict.KEPT
    assert judged(entry(C), here=here(), fill_only=True).verdict is Verdict.ACCEPTED


def test_a_mark_taken_away_translates() -> None:
    """The same words without the mark: somebody says that they are right."""
    found = judged(entry(A), here=here(A, needs_work=True))
    assert (found.verdict, found.change) == (Verdict.ACCEPTED, found.change)
    assert found.change is not None
    assert not found.change.needs_work


def test_a_mark_put_there_needs_work() -> None:
    """But only on what the sender was handed: an older file's mark says nothing of today's words."""
    found = judged(entry(A, fuzzy=True), here=here(A), exported=A)
    assert found.verdict is Verdict.NEEDS_WORK
    assert judged(entry(A, fuzzy=True), here=here(A), exported=B).verdict is Verdict.UNCHANGED


def test_fuzzy_words_never_replace_what_somebody_went_on_with() -> None:
    """They are a conflict like any others."""
    assert judged(entry(C, fuzzy=True), here=here(A), exported=A).verdict is Verdict.NEEDS_WORK
    assert judged(entry(C, fuzzy=True), here=here(B), exported=A).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("came", "sentence"),
    [
        ("<b>Träd", "<b>"),
        ("Träd</b>", "</b>"),
        ("<b>Träd</b> <!-- x -->", "<!-- … -->"),
        ("<b>Träd</b> <![CDATA[x]]>", "<![CDATA[ … ]]>"),
        ("<b>Träd</b> <?php x ?>", "<? … ?>"),
        ('<b>Träd</b> <a href="javascript:alert(1)">x</a>', "href"),
        ("<b>Träd</b> " + "x" * 100, "50 fit here"),
    ],
)
def test_what_cannot_stand_there_is_quarantined(came: str, sentence: str) -> None:
    """The sentence says what is wrong; the words are kept."""
    found = judged(entry(came), here=here(hold=Hold(50)))
    assert found.verdict is Verdict.QUARANTINED
    assert found.is_set_aside
    assert sentence in found.sentence


def test_a_text_that_is_nowhere_is_unknown() -> None:
    """Unless its words are those that were exported: then nobody said anything."""
    assert judged(entry(A), here=None).is_set_aside
    assert judged(entry(A), here=None, exported=A).verdict is Verdict.UNCHANGED


def followed(words: str, *, made_from: int = 9) -> Ancestor:
    """The words followed to today's text as they were."""
    return Ancestor(9, here(words, needs_work=True, made_from=made_from), is_typo=False, words=words)


def test_a_translation_of_an_older_text_is_a_draft_for_todays() -> None:
    """It takes the place of the words that followed, and says which text it was made from."""
    found = judged(entry(B, source="Old."), here=None, exported=A, ancestor=followed(A))
    assert found.verdict is Verdict.STALE
    assert found.change is not None
    assert (found.change.words, found.change.needs_work, found.change.made_from) == (B, True, 9)


def test_a_stale_translation_never_replaces_work_on_todays_text() -> None:
    """Both are kept: somebody translated the new text, or changed the old one, in the meantime."""
    translated = Ancestor(9, here("Nytt"), is_typo=False, words=A)
    found = judged(entry(B, source="Old."), here=None, exported=A, ancestor=translated)
    assert (found.verdict, found.change, found.is_set_aside) == (Verdict.STALE, None, True)
    changed = judged(entry(C, source="Old."), here=None, exported=A, ancestor=followed(B))
    assert changed.is_set_aside


def test_what_one_stale_file_brought_no_other_replaces() -> None:
    """The second one knew the words that followed, and those are here no more; it is kept beside them."""
    brought = Ancestor(9, here(B, needs_work=True, made_from=9), is_typo=False, words=A)
    found = judged(entry(C, source="Old."), here=None, exported=A, ancestor=brought)
    assert (found.verdict, found.change, found.is_set_aside) == (Verdict.STALE, None, True)


def test_who_brought_a_stale_translation_corrects_it() -> None:
    """They know what is here: it is what they sent."""
    brought = Ancestor(9, here(B, needs_work=True, made_from=9), is_typo=False, words=A)
    found = judged(entry(C, source="Old."), here=None, exported=B, ancestor=brought)
    assert found.change is not None
    assert found.change.words == C


def test_a_stale_translation_that_is_here_already_is_nothing() -> None:
    """The words followed, and the file has them, too."""
    found = judged(entry(A, source="Old."), here=None, ancestor=followed(A))
    assert (found.verdict, found.is_set_aside) == (Verdict.UNCHANGED, False)


def test_links_of_an_older_text_are_left_out() -> None:
    """Nothing tells where they lead today; their words stay."""
    empty = Ancestor(9, here(), is_typo=False)
    found = judged(entry('Se <a id="a1">sidan</a>.', source="Old."), here=None, ancestor=empty)
    assert found.change is not None
    assert found.change.words == "Se sidan."


def test_after_a_typo_a_translation_is_one_of_todays_text() -> None:
    """No reader would notice what changed, so neither does an import."""
    corrected = Ancestor(9, here(A), is_typo=True, words=A)
    found = judged(entry(B, source="More  <b>trees</b>."), here=None, exported=A, ancestor=corrected)
    assert found.verdict is Verdict.ACCEPTED
    assert found.change is not None
    assert not found.change.needs_work


def test_after_a_typo_the_same_words_are_nothing() -> None:
    """Approved ones stay approved; and a copy of the older spelling is still a copy."""
    before, old = Ancestor(9, here(A), is_typo=True, words=A), "More  <b>trees</b>."
    assert judged(entry(A, source=old), here=None, ancestor=before).verdict is Verdict.UNCHANGED
    empty = Ancestor(9, here(), is_typo=True)
    found = judged(entry(old, source=old), here=None, ancestor=empty, is_same_language=True)
    assert found.verdict is Verdict.UNCHANGED


def test_drafts_and_words_that_are_here_may_have_what_somebody_can_dismiss() -> None:
    """Publishing asks for that; only new words that say they are right wait beside their place."""
    text, own = "See www.eumayors.eu.", "Se www.stad.se."
    assert judged(entry(own, source=text), here=Standing(1, 2, text)).verdict is Verdict.QUARANTINED
    assert (
        judged(entry(own, source=text, fuzzy=True), here=Standing(1, 2, text)).verdict is Verdict.NEEDS_WORK
    )
    draft = Standing(1, 2, text, own, needs_work=True)
    assert judged(entry(own, source=text), here=draft).verdict is Verdict.ACCEPTED
    marked = judged(entry(own, source=text, fuzzy=True), here=Standing(1, 2, text, own), exported=own)
    assert marked.verdict is Verdict.NEEDS_WORK


def test_a_copy_sent_back_is_still_a_copy() -> None:
    """In an edition of the master's language an untouched entry has the master's text."""
    assert judged(entry(TEXT), here=here(), is_same_language=True).verdict is Verdict.UNCHANGED
    assert judged(entry(C), here=here(), is_same_language=True).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("hold", "came", "is_fault"),
    [
        (Hold(is_plain=True, is_line=True), "<b>Rätt</b>", True),
        (Hold(is_plain=True, is_line=True), "En rad\nTill", True),
        (Hold(is_plain=True, is_line=True), "5 &lt; 6", False),
        (Hold(is_plain=True), "En rad\nTill", False),
        (Hold(is_plain=True), "En rad<br/>Till", False),
        (Hold(is_plain=True), "<i>Rad</i>", True),
    ],
)
def test_plain_text_has_no_marks(hold: Hold, came: str, is_fault: bool) -> None:
    """They would be taken away without a word when the page is written."""
    text = "A title"
    standing = Standing(1, 2, text, hold=hold)
    found = judged(entry(came, source=text), here=standing)
    assert (found.verdict is Verdict.QUARANTINED) is is_fault


def test_shipped_words_say_nothing_of_words_that_need_work() -> None:
    """Whoever sent them back to the desk, or carried them over, wants somebody to look."""
    assert judged(entry(A), here=here(A, needs_work=True), fill_only=True).verdict is Verdict.KEPT
