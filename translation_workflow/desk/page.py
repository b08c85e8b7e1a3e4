"""A page as the desk shows it: values only, ready for a template.

Texts that are HTML are safe to be put into a page as they are; all others are plain, and have to be escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from textwrap import shorten
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from translation_workflow.editions.models import Edition

NOTHING = mark_safe("")
# So many characters tell sections with one heading apart.
BEGINNING = 48


@dataclass(frozen=True)
class Finding:
    """What a rule says of words. `id` is its name as long as text and words are these.

    `severity` is `blocking` or `warning`; `sentence` says what is wrong and what to do. `dismissed` is the
    reason of whoever put it aside, "" where nobody did.
    """

    id: str
    rule: str
    title: str
    severity: str
    sentence: str
    can_dismiss: bool
    dismissed: str = ""
    dismissed_by: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Translation:
    """What a term is called in the edition's language; `status` is preferred, admitted or deprecated."""

    text: str
    status: str
    label: str


@dataclass(frozen=True)
class Term:
    """An agreed term of the source, as it is written there, with what to call it."""

    written: str
    translations: Sequence[Translation]
    note: str = ""


@dataclass(frozen=True)
class Link:
    """A link of the source: its name in the fragment, its words there, and where it leads, for people."""

    id: str
    words: str
    leads_to: str


@dataclass(frozen=True)
class Segment:
    """One piece. `context` and `string` name it in the endpoints; `version` is what was looked at.

    `source`, `words`, `draft` and `change` are safe HTML: marks are `<b> <i> <sub> <sup> <br>`, and a link is
    `<a data-id="a1">` without an address. `draft` is what this person typed and did not settle: None for
    nothing, and "" for words that were taken out. `change` is the source with what came (`<ins>`) and went
    (`<del>`) since `made_from`, "" where nothing did. `limit` is the greatest number of characters a reader
    sees. `told` says why a piece is not to be translated; "" where it is. `questions` wait for an author,
    `answered` ones for whoever asked; `remarks` are comments that nobody closed.
    """

    context: int
    string: int
    version: str
    label: str
    source: SafeString
    source_plain: str
    words: SafeString
    words_plain: str
    state: str
    state_label: str
    origin_label: str = ""
    is_exception: bool = False
    is_copy: bool = False
    is_line: bool = False
    is_plain: bool = False
    limit: int | None = None
    made_from: SafeString = NOTHING
    change: SafeString = NOTHING
    draft: SafeString | None = None
    draft_version: str = ""
    findings: Sequence[Finding] = ()
    terms: Sequence[Term] = ()
    links: Sequence[Link] = ()
    questions: int = 0
    answered: int = 0
    remarks: int = 0
    told: str = ""

    @property
    def id(self) -> str:
        """A name for the piece in the page, without spaces."""
        return f"{self.context}-{self.string}"

    @property
    def is_covered(self) -> bool:
        """Whether readers of the edition get nothing of it: told, and not edited."""
        return bool(self.told)

    @property
    def findings_that_count(self) -> list[Finding]:
        return [one for one in self.findings if not one.dismissed]


@dataclass(frozen=True)
class Section:
    """Segments that stand together. `heading` is the last of `breadcrumb`, both in the reader's language."""

    heading: str
    breadcrumb: Sequence[str]
    segments: Sequence[Segment]

    @property
    def above(self) -> Sequence[str]:
        """What stands above the heading."""
        return self.breadcrumb[:-1]

    @property
    def beginning(self) -> str:
        """The first words of the source."""
        words = next((one.source_plain for one in self.segments if one.source_plain), "")
        return shorten(words, BEGINNING, placeholder="…") if " " in words else words[:BEGINNING]


@dataclass(frozen=True)
class Returned:
    """A page that its reviewers sent back, with their note."""

    note: str


@dataclass(frozen=True)
class LeftBehind:
    """What this person typed for a text that the master has no longer; kept until it is put away.

    `now` is the `id` of the text that stands in the place today, "" where none does.
    """

    context: int
    string: int
    source: SafeString
    words: SafeString
    kept_at: datetime
    now: str = ""


@dataclass(frozen=True)
class Neighbour:
    """The page before or after this one."""

    title: str
    url: str


@dataclass(frozen=True)
class DeskPage:
    """All that the desk shows of one object of an edition when it is opened.

    `languages` are BCP 47 codes, `directions` `ltr` or `rtl`: the source's and the edition's. `urls` are the
    addresses of the endpoints by name (keep, settle, act, beside, suggest, restore, history,
    and, where these rooms are there, send, preview, adapt, ask, review). `counts` is state → number of
    pieces that are to be translated.
    """

    title: str
    edition: Edition
    key: UUID
    sections: Sequence[Section]
    source_title: str = ""
    is_page: bool = True
    may_approve: bool = False
    is_same_language: bool = False
    may_ask_machine: bool = False
    source_language: str = "en"
    source_direction: str = "ltr"
    language: str = "en"
    direction: str = "ltr"
    counts: Mapping[str, int] = field(default_factory=dict)
    previous: Neighbour | None = None
    next: Neighbour | None = None
    left_behind: Sequence[LeftBehind] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    waits_for_review: bool = False
    returned: Returned | None = None

    @property
    def outline(self) -> Iterator[tuple[Section, str]]:
        """Yield the sections, with their beginning where others have the same heading."""
        headings = Counter(section.heading for section in self.sections)
        for section in self.sections:
            yield section, section.beginning if headings[section.heading] > 1 else ""

    @cached_property
    def segments(self) -> list[Segment]:
        return [segment for section in self.sections for segment in section.segments]

    @property
    def to_translate(self) -> list[Segment]:
        """The pieces that readers get: all but covered ones."""
        return [segment for segment in self.segments if not segment.is_covered]

    @property
    def exceptions(self) -> list[Segment]:
        """The pieces that somebody has to look at."""
        return [segment for segment in self.segments if segment.is_exception]

    @property
    def done(self) -> int:
        return sum(not one.is_exception for one in self.to_translate)
