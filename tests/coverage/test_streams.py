"""A document as streams of words."""

from __future__ import annotations

from typing import Any

from cms.delivery.coverage.streams import Stream, streams_of

LABELS = {"fact_owner": "Faktaansvarig", "date_changed": "Ändrad"}


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"id": kind, "origin": "master", "type": kind, "value": value}


def document(kind: str, **more: Any) -> dict[str, Any]:
    named = {"type": kind, "path": "/", "title": "Titel", "language": "sv", "key": "00000000"}
    return {"sections": {}, **named, **more}


def said(*streams: Stream) -> list[tuple[str, str]]:
    return [(stream.section, " ".join(stream.words)) for stream in streams]


def test_a_section_is_one_stream_with_all_its_parts() -> None:
    """In reading order, however deep; a group such as the processes is one value, and so one stream."""
    bullets = {"marker": "bullet", "items": [{"id": "1", "value": {"text": "<p>Ett</p>", "items": []}}]}
    content = [block("text", "<p>Först</p>"), block("bullets", bullets)]
    info = document("info", sections={"body": [block("section", {"heading": "Rubrik", "content": content})]})
    assert said(*streams_of(info, {})) == [("", "titel"), ("body", "rubrik först ett")]
    people, money = [block("text", "<p>folk</p>")], [block("text", "<p>pengar</p>")]
    module = document("module", sections={"processes": {"people": people, "finance": money}})
    assert said(*streams_of(module, {})) == [("", "titel"), ("processes", "folk pengar")]


def test_addresses_and_alternative_texts_stand_behind_words() -> None:
    """A section that has any is there with them and without them; files of pictures are no words."""
    image = {"alt": "Logo ICLEI", "decorative": False, "renditions": [{"url": "/media/i.webp", "width": 1}]}
    logos = [block("logo", {"role": "Coordinator:", "image": image, "name": "ICLEI"})]
    point = {"key": "1", "label": "Webb", "email": "", "url": "https://a.eu", "obfuscate": False}
    page = document("programme", sections={"logos": logos, "contacts": [block("contact_point", point)]})
    assert said(*streams_of(page, {}))[1:] == [
        ("logos", "coordinator logo iclei iclei"),
        ("logos", "coordinator iclei"),
        ("contacts", "webb a eu"),
        ("contacts", "webb"),
    ]


def test_a_named_link_is_called_by_its_own_title() -> None:
    """The page that it leads to may be called otherwise; a related theme has no other name."""
    target = {"key": "1", "title": "Rättslig information", "path": "/legal/"}
    links = [block("link", {"title": "Legal", "page": target, "url": ""})]
    assert said(*streams_of(document("programme", sections={"legal_links": links}), {}))[1:] == [
        ("legal_links", "legal")
    ]
    themes = document("theme", sections={"related_themes": [block("theme", target)]})
    assert said(*streams_of(themes, {}))[1] == ("related_themes", "rättslig information")


def test_words_outside_of_sections_are_one_stream() -> None:
    """The title, the line of supporters, and data under its label, known or not."""
    role = document("role", supporter_line="Med stöd")
    assert said(*streams_of(role, LABELS)) == [("", "titel med stöd")]
    coaching = document("coaching", fact_owner="", date_changed="2013-07-19")
    assert said(*streams_of(coaching, LABELS)) == [("", "titel faktaansvarig ändrad 2013-07-19")]
