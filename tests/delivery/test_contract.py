"""Whatever an author can put on a page has a place in the public contract."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from wagtail.blocks import ListBlock, StreamBlock
from wagtail.fields import StreamField

from cms.delivery.contract.pages import page_types
from cms.delivery.documents.build import FACTS, build, to_bytes
from cms.delivery.documents.schema import BLOCK, DOCUMENT, Block
from pages.models import Programme, ProgrammePage, ThemePage

from .builders import a_module, a_page, a_theme, edition, first_page
from .samples import Samples

PAGE_TYPES = page_types()


def _streams(model: Any) -> list[tuple[str, StreamBlock]]:
    fields = model._meta.get_fields()
    return [(field.name, field.stream_block) for field in fields if isinstance(field, StreamField)]


def _types_in(definition: Any) -> set[str]:
    children = getattr(definition, "child_blocks", {})
    below = [definition.child_block] if isinstance(definition, ListBlock) else list(children.values())
    own = set(children) if isinstance(definition, StreamBlock) else set()
    return own.union(*(_types_in(child) for child in below))


def _page_with(model: Any, programme: Programme, *, filled: bool) -> Any:
    theme = a_theme(first_page(programme), "Water")
    samples = Samples(programme, theme, filled=filled)
    sections = {name: samples.stream(definition) for name, definition in _streams(model)}
    if model is ProgrammePage:
        page = first_page(programme)
        for name, blocks in sections.items():
            setattr(page, name, blocks)
        page.save()
        return page
    below = theme if model.document_type == "module" else first_page(programme)
    own = {"theme_key": "everything"} if model is ThemePage else {}
    return a_page(model, "Everything", below=below, **own, **sections)


def test_every_type_of_block_is_in_the_contract() -> None:
    """A block that pages offer and the contract does not know would stop a publication."""
    offered = set().union(*(_types_in(stream) for model in PAGE_TYPES for _, stream in _streams(model)))
    union = get_args(Block.__value__)[0]
    known = {get_args(model.model_fields["type"].annotation)[0] for model in get_args(union)}
    assert offered == known


def test_every_type_of_page_is_in_the_contract() -> None:
    """Each page type has its document."""
    assert set(FACTS) == set(PAGE_TYPES)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.document_type)
@pytest.mark.parametrize("filled", [True, False], ids=["filled in", "left empty"])
def test_every_value_an_author_can_leave_validates(programme: Programme, model: Any, filled: bool) -> None:
    """A page with every block of every section becomes a document, and its bytes read back the same."""
    page = _page_with(model, programme, filled=filled)
    document = build(page, edition(programme, "en"))
    body = to_bytes(document)
    assert to_bytes(DOCUMENT.validate_json(body)) == body
    if filled:
        assert _sections_of(document) == {name for name, _ in _streams(model)}


def _sections_of(document: Any) -> set[str]:
    names: set[str] = set()
    for name, section in document.sections.model_dump(exclude_unset=True).items():
        names |= {f"{name}_{part}" for part in section} if isinstance(section, dict) else {name}
    return names


def test_what_the_contract_does_not_name_is_refused() -> None:
    """Nothing is served by accident: an extra field of a block is a fault of ours."""
    with pytest.raises(ValueError, match="extra"):
        BLOCK.validate_python(
            {"id": "1", "type": "issue", "value": "Heat", "origin": "master", "note": "internal"}
        )


def test_sections_without_blocks_are_absent(programme: Programme) -> None:
    """An empty section is neither null nor an empty list, and neither is a group of them."""
    page = a_module(a_theme(first_page(programme)))
    assert b'"sections":{}' in to_bytes(build(page, edition(programme, "en")))
