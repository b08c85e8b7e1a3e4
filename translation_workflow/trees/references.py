"""What objects refer to: Wagtail's reference index, for many objects in a few queries.

Wagtail reads every block to find its references, and looks up whatever a chooser points at. Here the
stored form is walked; only what is new is looked up, since Wagtail knows no reference to a thing that
is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import ReferenceIndex
from wagtail.rich_text import extract_references_from_rich_text

from pages.blocks.stored import parts_of

_CONTAINERS = (blocks.BaseStreamBlock, blocks.ListBlock, blocks.BaseStructBlock)


@dataclass(frozen=True)
class Reference:
    """One reference: to which model and row, and from where, as Wagtail writes paths.

    `is_chosen` is one from a chooser, which counts only while the row is there.
    """

    model: type[models.Model]
    pk: str
    model_path: str
    content_path: str
    is_chosen: bool = False

    @property
    def row(self) -> tuple[int, str, str, str]:
        """The reference as the index holds it."""
        return (base_type(self.model), self.pk, self.model_path, self.content_path)

    def below(self, model_path: str, content_path: str) -> Reference:
        """Return the same reference as seen from one level further up."""
        return Reference(
            self.model,
            self.pk,
            f"{model_path}.{self.model_path}" if self.model_path else model_path,
            f"{content_path}.{self.content_path}" if self.content_path else content_path,
            self.is_chosen,
        )


Key = tuple[int, str]
"""The base content type and the primary key of an object."""


def write_references(objects: Sequence[models.Model]) -> None:
    """Bring the index up to date with specific instances of any models; write only what differs."""
    objects = [instance for instance in objects if ReferenceIndex.is_indexed(type(instance))]
    if not objects:
        return
    references, known = _references(objects), _known(objects)
    new: list[tuple[models.Model, Reference]] = []
    gone: list[int] = []
    for instance in objects:
        key = _key(instance)
        found = {reference.row: reference for reference in references[key]}
        new += [(instance, reference) for row, reference in found.items() if row not in known[key]]
        gone += [pk for row, pk in known[key].items() if row not in found]
    there = _present([reference for _, reference in new])
    ReferenceIndex.objects.bulk_create(
        [_index_row(instance, reference) for instance, reference in new if reference in there],
        ignore_conflicts=True,
    )
    if gone:
        ReferenceIndex.objects.filter(pk__in=gone).delete()


def references_in(block: blocks.Block, raw: Any) -> Iterator[Reference]:
    """Yield the references in a block's stored value."""
    if not raw:
        return
    if isinstance(block, ImageBlock):
        yield from references_in(block.child_blocks["image"], raw["image"])
    elif isinstance(block, _CONTAINERS):
        for part in parts_of(block, raw):
            for found in references_in(part.block, part.raw):
                yield found.below(part.kind, part.name)
    else:
        yield from _references_of_leaf(block, raw)


def _references_of_leaf(block: blocks.Block, raw: Any) -> Iterator[Reference]:
    if isinstance(block, blocks.RichTextBlock):
        # Plain prose is most of all text; Wagtail's look at it costs a hundred times as much.
        if "linktype" in raw or "embedtype" in raw:
            yield from (Reference(*found) for found in extract_references_from_rich_text(raw))
    elif isinstance(block, blocks.ChooserBlock):
        if issubclass(block.model_class, models.Model):
            yield Reference(block.model_class, str(raw), "", "", is_chosen=True)
    elif type(block).extract_references is not blocks.Block.extract_references:
        yield from (Reference(*found) for found in block.extract_references(block.to_python(raw)))


def base_type(model: type[models.Model]) -> int:
    """Return the id of the content type under which the index knows a model's rows."""
    return int(ReferenceIndex._get_base_content_type(model).pk)


def _references(objects: Sequence[models.Model]) -> dict[Key, list[Reference]]:
    """Return the references of objects and of the rows that belong to them, one query a relation."""
    found: dict[Key, list[Reference]] = defaultdict(list)
    for model, instances in _by_model(objects).items():
        for instance in instances:
            found[_key(instance)] += _own_references(instance)
        for relation in get_all_child_relations(model):
            _add_children(found, relation, instances)
    return found


def _add_children(found: dict[Key, list[Reference]], relation: Any, parents: Sequence[models.Model]) -> None:
    name, owner = relation.get_accessor_name(), relation.field.attname
    keys = {parent.pk: _key(parent) for parent in parents}
    children = _loaded(name, parents)
    if children is None:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(keys)})
        children = list(rows)
    below = _references(children)
    for child in children:
        found[keys[getattr(child, owner)]] += [
            reference.below(f"{name}.item", f"{name}.{child.pk}") for reference in below[_key(child)]
        ]


def _loaded(name: str, parents: Sequence[models.Model]) -> list[Any] | None:
    """Return the children that all these parents hold already; None where one does not."""
    held = [getattr(parent, "_cluster_related_objects", {}).get(name) for parent in parents]
    return (
        None if any(children is None for children in held) else [row for rows in held for row in rows or ()]
    )


def _own_references(instance: models.Model) -> Iterator[Reference]:
    relations, extractors = _referring_fields(type(instance))
    for field in relations:
        value = field.value_from_object(instance)
        if value is not None:
            yield Reference(field.related_model, str(value), field.name, field.name)
    for field in extractors:
        value = field.value_from_object(instance)
        if value is None:
            continue
        if isinstance(field, StreamField):
            references = references_in(field.stream_block, value.get_prep_value())
        else:
            references = (Reference(*found) for found in field.extract_references(value))
        for reference in references:
            yield reference.below(field.name, field.name)


@cache
def _referring_fields(model: type[models.Model]) -> tuple[list[Any], list[Any]]:
    """Return a model's foreign keys that the index follows, and its fields that find references."""
    fields = model._meta.get_fields()
    relations = [
        field
        for field in fields
        if field.is_relation
        and field.many_to_one
        and not isinstance(field, ParentalKey | GenericForeignKey)
        and not getattr(field, "wagtail_reference_index_ignore", False)
        and not getattr(field.related_model, "wagtail_reference_index_ignore", False)
    ]
    return relations, [field for field in fields if hasattr(field, "extract_references")]


def _known(objects: Sequence[models.Model]) -> dict[Key, dict[tuple[int, str, str, str], int]]:
    """Return what the index holds for each object: row → its primary key."""
    known: dict[Key, dict[tuple[int, str, str, str], int]] = {_key(instance): {} for instance in objects}
    rows = ReferenceIndex.objects.filter(
        base_content_type__in={base for base, _ in known}, object_id__in={pk for _, pk in known}
    )
    columns = (
        "base_content_type_id",
        "object_id",
        "pk",
        "to_content_type_id",
        "to_object_id",
        "model_path",
        "content_path",
    )
    for base, owner, pk, *row in rows.values_list(*columns):
        if (base, owner) in known:
            known[base, owner][tuple(row)] = pk
    return known


def _present(references: Sequence[Reference]) -> set[Reference]:
    """Return those that count: all but choices of a row that is gone."""
    chosen: dict[type[models.Model], set[str]] = defaultdict(set)
    for reference in references:
        if reference.is_chosen:
            chosen[reference.model].add(reference.pk)
    there = {
        (model, str(pk))
        for model, keys in chosen.items()
        for pk in model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
    }
    return {
        reference
        for reference in references
        if not reference.is_chosen or (reference.model, reference.pk) in there
    }


def _index_row(instance: models.Model, reference: Reference) -> ReferenceIndex:
    to_type, to_pk, model_path, content_path = reference.row
    base, pk = _key(instance)
    return ReferenceIndex(
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        base_content_type_id=base,
        object_id=pk,
        to_content_type_id=to_type,
        to_object_id=to_pk,
        model_path=model_path,
        content_path=content_path,
        content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
    )


def _key(instance: models.Model) -> Key:
    return (base_type(type(instance)), str(instance.pk))


def _by_model(objects: Sequence[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    grouped: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for instance in objects:
        grouped[type(instance)].append(instance)
    return grouped
