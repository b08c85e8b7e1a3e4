"""The pieces of a page as HTML, drawn without a template: a page has hundreds, and a template costs ten times
as much. What is said in words comes from the template of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from .page import DeskPage, Finding, Segment, Term


@dataclass(frozen=True)
class Said:
    """The words of the interface that stand in a piece."""

    changed: str
    draft: str
    discard: str
    questions: str
    answered: str
    remarks: str
    terms: str
    blocking: str
    warning: str
    put_aside: str
    dismiss: str
    undismiss: str


class Drawing:
    """Draws the pieces of one page. Texts of a segment are safe HTML already, labels are not."""

    def __init__(self, page: DeskPage, said: Said) -> None:
        self.said = said
        self._source = f'lang="{escape(page.source_language)}" dir="{escape(page.source_direction)}"'
        self._target = f'lang="{escape(page.language)}" dir="{escape(page.direction)}"'
        self._languages = escape(page.source_language), escape(page.language)

    def draw(self, segment: Segment) -> SafeString:
        """Return a piece as an <article>."""
        one = segment
        name = one.id
        return mark_safe(
            f'<article class="desk-segment" id="segment-{name}" aria-labelledby="label-{name}" '
            f'data-version="{escape(one.version)}" data-state="{escape(one.state)}"{"".join(_marks(one))}>\n'
            f'<header class="desk-top"><h3 class="desk-label" id="label-{name}">{escape(one.label)}</h3>'
            f'<span class="desk-state" data-part="state">{escape(capfirst(one.state_label))}</span>'
            f'<span class="desk-origin" data-part="origin">{escape(one.origin_label)}</span>'
            f'{"".join(self._talk(one))}<span class="desk-sent" data-part="sent"></span></header>\n'
            f"{_covered(one)}"
            f'<div class="desk-pair"><div class="desk-left">\n'
            f'<div class="desk-source" id="source-{name}" {self._source} data-part="source">'
            f"{one.source}</div>\n"
            f"{self._change(one)}{''.join(_links(one))}{self._terms(one)}\n"
            f'</div><div class="desk-right">\n{self._words(one)}\n</div></div></article>\n'
        )

    def _talk(self, one: Segment) -> Iterator[str]:
        """Yield what people say of a piece, as heads.js has it from its template when that changes."""
        if one.questions:
            yield f'<span class="desk-asked">{escape(self.said.questions)} {one.questions}</span>'
        if one.answered:
            yield f'<span class="desk-asked desk-asked--answered">{escape(self.said.answered)}</span>'
        if one.remarks:
            said = f"{escape(self.said.remarks)} {one.remarks}"
            yield f'<span class="desk-asked desk-asked--remarks">{said}</span>'

    def _change(self, one: Segment) -> str:
        if not one.change:
            return ""
        return (
            f'<div class="desk-change" data-part="change"><span class="desk-meta">{escape(self.said.changed)}'
            f"</span> <span {self._source}>{one.change}</span></div>"
        )

    def _terms(self, one: Segment) -> str:
        if not one.terms:
            return ""
        terms = "".join(self._term(number, term) for number, term in enumerate(one.terms))
        return f'<ul class="desk-terms" aria-label="{escape(self.said.terms)}">{terms}</ul>'

    def _term(self, number: int, term: Term) -> str:
        source, target = self._languages
        words = "".join(
            f' <button type="button" class="desk-term-word desk-term-word--{escape(word.status)}" '
            f'lang="{target}" data-desk="term"'
            + ("" if word.status == "preferred" else f' title="{escape(word.label)}"')
            + f">{escape(word.text)}</button>"
            for word in term.translations
        )
        note = f' <span class="desk-meta">{escape(term.note)}</span>' if term.note else ""
        written = f'<span class="desk-written" lang="{source}">{escape(term.written)}</span>'
        return f'<li data-term="{number}">{written}{words}{note}</li>'

    def _words(self, one: Segment) -> str:
        if one.is_covered:
            return f'<div class="desk-words desk-words--covered" {self._target}>{one.words}</div>'
        name = one.id
        return (
            f'<div class="desk-words" id="words-{name}" role="textbox" aria-multiline="true" '
            f'aria-labelledby="label-{name} desk-said-translation" '
            f'aria-describedby="source-{name} findings-{name}" contenteditable="true" {self._target} '
            f'spellcheck="true" data-part="words">{one.words if one.draft is None else one.draft}</div>\n'
            f"{self._draft(one)}"
            f'<ul class="desk-findings" id="findings-{name}" data-part="findings">'
            f"{''.join(self._finding(finding) for finding in one.findings)}</ul>"
        )

    def _finding(self, one: Finding) -> str:
        said, is_aside = self.said, bool(one.dismissed)
        weight = said.put_aside if is_aside else getattr(said, one.severity)
        return (
            f'<li class="desk-finding desk-finding--{escape(one.severity)}'
            f'{" desk-finding--dismissed" if is_aside else ""}" data-finding="{escape(one.id)}">'
            f'<span class="desk-finding__weight">{escape(weight)}</span> {escape(one.sentence)}'
            f"{self._aside(one) if is_aside else self._to_put_aside(one)}</li>"
        )

    def _aside(self, one: Finding) -> str:
        by = f" ({escape(one.dismissed_by)})" if one.dismissed_by else ""
        return (
            f' <span class="desk-meta">{escape(one.dismissed)}{by}</span> '
            f'<button type="button" class="desk-quiet" data-desk="undismiss">{escape(self.said.undismiss)}'
            "</button>"
        )

    def _to_put_aside(self, one: Finding) -> str:
        if not one.can_dismiss:
            return ""
        told = escape(self.said.dismiss)
        return f' <button type="button" class="desk-quiet" data-desk="dismiss">{told}</button>'

    def _draft(self, one: Segment) -> str:
        if one.draft is None:
            return ""
        version = f' data-version="{escape(one.draft_version)}"' if one.draft_version else ""
        return (
            f'<div class="desk-draft" data-part="draft"{version}><template data-part="in-page">{one.words}'
            f'</template>{escape(self.said.draft)} <button type="button" class="desk-quiet" '
            f'data-desk="discard">{escape(self.said.discard)}</button></div>\n'
        )


def _marks(one: Segment) -> Iterator[str]:
    said = {
        "line": one.is_line,
        "plain": one.is_plain,
        "exception": one.is_exception,
        "questions": one.questions,
        "answered": one.answered,
        "remarks": one.remarks,
        "findings": one.findings_that_count,
        "covered": one.is_covered,
        "copy": one.is_copy,
    }
    yield from (f" data-{name}" for name, is_so in said.items() if is_so)
    if one.limit:
        yield f' data-limit="{one.limit}"'


def _links(one: Segment) -> Iterator[str]:
    for link in one.links:
        yield (
            f'<data hidden data-link="{escape(link.id)}" value="{escape(link.leads_to)}">'
            f"{escape(link.words)}</data>"
        )


def _covered(one: Segment) -> str:
    return f'<p class="desk-covered">{escape(one.told)}</p>\n' if one.is_covered else ""
