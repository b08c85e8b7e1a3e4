"""Pieces and findings as JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from translation_workflow.desk.opening import Reading, counts_of
from translation_workflow.desk.page import Finding, Segment
from translation_workflow.desk.seen import Seen, name_of
from translation_workflow.desk.shown import shown
from translation_workflow.desk.subject import Subject
from translation_workflow.desk.typed import length_of, lost_links
from translation_workflow.source.formatted import link_names
from translation_workflow.source.models import State
from translation_workflow.source.working import Place


def pieces_of(subject: Subject, places: Collection[Place], *, person: Any) -> list[dict[str, Any]]:
    """Return how pieces stand now, and with each how many of the whole page are in which state."""
    reading = Reading.of(subject, person=person)
    texts = {(one.context, one.string): one for one in reading.stored}
    counts = counts_of([reading.segment(one) for one in reading.stored])
    return [
        _piece(reading.segment(texts[place]), texts[place].text, texts[place].words, counts)
        for place in places
        if place in texts
    ]


def finding(one: Finding) -> dict[str, Any]:
    return asdict(one)


def theirs(seen: Seen) -> dict[str, Any]:
    """Return what stands in a place that somebody else was faster at."""
    return {
        "words": shown(seen.words if seen.has_words else ""),
        "state": str(seen.state),
        "state_label": str(State(seen.state).label),
        "by": name_of(seen.by),
        "at": seen.at.isoformat() if seen.at else None,
        "version": seen.version,
    }


def _piece(segment: Segment, text: str, words: str, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "context": segment.context,
        "string": segment.string,
        "version": segment.version,
        "state": segment.state,
        "state_label": segment.state_label,
        "origin_label": segment.origin_label,
        "words": segment.words,
        "is_exception": segment.is_exception,
        "is_copy": segment.is_copy,
        "findings": [finding(one) for one in segment.findings],
        "length": length_of(words),
        "limit": segment.limit,
        "lost_links": lost_links(words, link_names(text)),
        "counts": counts,
        "is_kept": False,
    }
