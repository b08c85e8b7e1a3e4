"""What a partner was handed, and which of their files goes on from which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.catalogue.snapshot import (
    Taken,
    base_of,
    entries_digest,
    likeliest,
    packed,
    piece_hash,
    unpacked,
    value_hash,
)

PIECES = [piece_hash("page/body", text) for text in "abcdef"]


def values(words: str) -> dict[bytes, bytes]:
    """One letter for the words of each piece."""
    return dict(zip(PIECES, (value_hash(word, needs_work=False) for word in words), strict=True))


hashes = st.binary(min_size=8, max_size=8)


@given(st.dictionaries(hashes, hashes))
def test_what_is_packed_is_unpacked(pairs: dict[bytes, bytes]) -> None:
    """Nothing is lost, and the order of blocks on a page makes no other snapshot."""
    assert unpacked(packed(pairs.items())) == pairs
    assert entries_digest(packed(reversed(pairs.items()))) == entries_digest(packed(pairs.items()))


def test_words_that_need_work_are_another_value() -> None:
    """Taking the mark away is a change that somebody made."""
    assert value_hash("a", needs_work=True) != value_hash("a", needs_work=False)


def test_a_file_goes_on_from_an_earlier_one() -> None:
    """It has what that one changed: what it says against it, the sender wants."""
    exported, earlier, now = values("aaaaaa"), values("bbaaaa"), values("bbcaaa")
    assert base_of(now, exported, [Taken(earlier, by_the_same=True)]) == earlier


def test_two_partners_work_beside_each_other() -> None:
    """The second never saw what the first sent, and does not take it back."""
    exported, first, second = values("aaaaaa"), values("bbaaaa"), values("aacaaa")
    assert base_of(second, exported, [Taken(first)]) == exported


def test_what_a_sender_never_touched_is_no_change_of_theirs() -> None:
    """A file may have one word in common with another's, and all others as they were exported."""
    exported, annas, bos = values("aaaaaa"), values("bbaaaa"), values("baaaaa")
    base = base_of(bos, exported, [Taken(annas, by_the_same=True)])
    assert [base[piece] for piece in PIECES[:2]] == [annas[PIECES[0]], exported[PIECES[1]]]


def test_a_third_text_is_a_correction_only_of_ones_own() -> None:
    """Who goes on in their own file corrects it; another never saw what it says."""
    exported, earlier, now = values("aaaaaa"), values("bbbaaa"), values("bbcaaa")
    assert base_of(now, exported, [Taken(earlier, by_the_same=True)])[PIECES[2]] == earlier[PIECES[2]]
    assert base_of(now, exported, [Taken(earlier)])[PIECES[2]] == exported[PIECES[2]]


def test_the_export_of_a_file_without_a_header_is_the_most_alike() -> None:
    """Of two that are as alike the older, which is given last: a conflict is told rather than words lost."""
    newest, oldest = values("aabbbb"), values("aaaaaa")
    assert likeliest(values("aabbcc"), [newest, oldest]) == 0
    assert likeliest(values("aacccc"), [newest, oldest]) == 1
    assert likeliest(values("zzzzzz"), [newest, oldest]) is None
