"""What is watched: tables by name, and what of a row an entry says. Plain data; `{row}` stands for the row.

Nothing here knows the rooms that the tables belong to: they may all change a row, by whatever way, and the
database writes it down. Passwords, and what follows from something else, are watched by nobody.
"""

# ruff: noqa: S608 - all of it is written here, and nothing comes from people.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .models import Topic


class Kind(Enum):
    """How a column is said in JSON."""

    PLAIN = "plain"
    FLAG = "flag"
    JSON = "json"


@dataclass(frozen=True)
class Column:
    """A column whose change makes an entry, said under its own name."""

    name: str
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True)
class Said:
    """Something that makes the entry readable and is no column of the row: an expression."""

    name: str
    expression: str
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A table, what makes an entry, and what the entry says.

    `text`: an expression of words, in place of JSON. `about`: columns of the entry → expressions, of which
    `joined` may look elsewhere. `moved`: the column that `old_string_id` says the old value of. `place`:
    columns that say where the row belongs; in a row that goes elsewhere, the old place has an entry, too.
    `key` tells rows from each other. `counts`: a flag; a row without it is as good as not there. Its table
    is written often and the flag changes seldom, so that only rows whose flag changes cost something.
    """

    name: str
    topic: Topic
    table: str
    columns: tuple[Column, ...]
    says: tuple[Said, ...] = ()
    text: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    joined: str = ""
    key: str = "id"
    moved: str = ""
    place: tuple[str, ...] = ()
    counts: str = ""

    @property
    def told(self) -> tuple[Column | Said, ...]:
        return *self.columns, *self.says


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _flags(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.FLAG) for name in names)


def _name_of(name: str, table: str, *, column: str, shown: str) -> Said:
    return Said(name, f"(SELECT {shown} FROM {table} WHERE id = {{row}}.{column})")


_ROW = {"object": "{row}.id"}
_OF_A_GROUP = {
    "object": "{row}.group_id",
    "edition_id": "(SELECT edition_id FROM editions_rolegroup WHERE group_id = {row}.group_id)",
}
_GROUP = _name_of("group", "auth_group", column="group_id", shown="name")
_PERSON = _name_of("person", "auth_user", column="user_id", shown="username")
_PERMISSION = _name_of("permission", "auth_permission", column="permission_id", shown="codename")


def _fact(name: str, table: str, *, columns: tuple[Column, ...]) -> Watch:
    return Watch(
        name=name,
        topic=Topic.FACT,
        table=table,
        columns=(*columns, *_plain("programme_id", "locale_id")),
        about={
            "object": "{row}.id",
            "edition_id": "(SELECT min(id) FROM editions_edition "
            "WHERE programme_id = {row}.programme_id AND locale_id = {row}.locale_id)",
        },
    )


_VALID = ("valid_from", "valid_to", "review_by")
_INSTRUMENT = _plain("name", "country", "description", "url", *_VALID)
_EDITION_OF_A_PAGE = (
    "(SELECT min(edition.id) FROM editions_edition AS edition "
    "JOIN pages_programme AS programme ON programme.id = edition.programme_id "
    "JOIN wagtailcore_page AS masters ON masters.id = programme.master_page_id "
    "JOIN wagtailcore_page AS top ON top.translation_key = masters.translation_key "
    "AND top.locale_id = edition.locale_id "
    "WHERE edition.locale_id = {row}.locale_id "
    "AND substr({row}.path, 1, length(top.path)) = top.path)"
)

WORDS = Watch(
    name="words",
    topic=Topic.WORDS,
    table="wagtail_localize_stringtranslation",
    columns=_plain("data", "translation_of_id", "locale_id", "context_id"),
    text="{row}.data",
    about={
        "locale_id": "{row}.locale_id",
        "context_id": "{row}.context_id",
        "string_id": "{row}.translation_of_id",
    },
    moved="translation_of_id",
    place=("locale_id", "context_id"),
)
STATE = Watch(
    name="state",
    topic=Topic.STATE,
    table="source_workingstate",
    key="translation_id",
    columns=_plain("state", "origin", "made_from_id"),
    text="{row}.state || ' ' || {row}.origin || coalesce(' ' || {row}.made_from_id, '')",
    about={
        "locale_id": "beside.locale_id",
        "context_id": "beside.context_id",
        "string_id": "beside.translation_of_id",
    },
    joined="wagtail_localize_stringtranslation AS beside ON beside.id = {row}.translation_id",
)
LAYER = Watch(
    name="layer",
    topic=Topic.LAYER,
    table="adaptation_layer",
    columns=(
        Column("decisions", Kind.JSON),
        *_flags("leaves_out", "live", "has_unpublished_changes", "waits_for_review"),
        *_plain("version", "latest_revision_id"),
    ),
    says=(
        Said(
            "draft",
            "(SELECT content -> 'decisions' FROM wagtailcore_revision WHERE id = {row}.latest_revision_id)",
            Kind.JSON,
        ),
    ),
    about={"edition_id": "{row}.edition_id", "object": "{row}.page_key"},
)
WATCHED: tuple[Watch, ...] = (
    WORDS,
    STATE,
    LAYER,
    Watch(
        name="dismissal",
        topic=Topic.DISMISSAL,
        table="quality_dismissal",
        columns=_plain("rule", "reason", "digest"),
        about={
            "edition_id": "{row}.edition_id",
            "context_id": "{row}.context_id",
            "string_id": "{row}.string_id",
            "object": "{row}.id",
        },
    ),
    Watch(
        name="concept",
        topic=Topic.TERM,
        table="termbase_concept",
        columns=(*_plain("key", "note"), *_flags("is_free")),
        about=_ROW,
    ),
    Watch(
        name="term",
        topic=Topic.TERM,
        table="termbase_term",
        columns=(*_plain("language", "text", "status", "form", "note", "concept_id"), *_flags("is_attested")),
        says=(_name_of("concept", "termbase_concept", column="concept_id", shown="key"),),
        about=_ROW,
    ),
    _fact("finance", "pages_financeinstrument", columns=_INSTRUMENT),
    _fact("legal", "pages_legalinstrument", columns=_INSTRUMENT),
    _fact(
        "contact",
        "pages_contactpoint",
        columns=(*_plain("label", "email", "url", *_VALID), *_flags("obfuscate")),
    ),
    _fact(
        "statistic",
        "pages_statistic",
        columns=_plain("label", "value", "unit", "qualifier", "as_of", "source", "review_by"),
    ),
    _fact(
        "milestone",
        "pages_policymilestone",
        columns=_plain("what", "when", "source", "review_by"),
    ),
    Watch(
        name="page",
        topic=Topic.PAGE,
        table="wagtailcore_page",
        columns=_flags("live"),
        says=(Said("title", "{row}.title"),),
        about={"object": "{row}.translation_key", "edition_id": _EDITION_OF_A_PAGE},
        counts="live",
    ),
    Watch(
        name="edition",
        topic=Topic.POLICY,
        table="editions_edition",
        columns=(
            *_plain("code", "country", "partner", "contact", "status", "fallback", "when_unpublished"),
            *_plain("maximum_missing", "minimum_state", "similarity", "memory_fills", "preview_address"),
            *_plain("order", "locale_id", "programme_id"),
            *_flags("conflicts_block", "texts_may_leave"),
        ),
        about={"edition_id": "{row}.id", "object": "{row}.id"},
    ),
    Watch(
        name="programme",
        topic=Topic.PROGRAMME,
        table="pages_programme",
        columns=_plain(
            *("slug", "name", "master_locale_id", "master_page_id"),
            *("reward_unit", "points_per_unit", "diploma_needs", "diploma_points"),
        ),
        about=_ROW,
    ),
    Watch(
        name="restriction",
        topic=Topic.PERMISSION,
        table="wagtailcore_pageviewrestriction",
        columns=_plain("restriction_type", "page_id"),
        says=(_name_of("page", "wagtailcore_page", column="page_id", shown="title"),),
        about=_ROW,
    ),
    Watch(
        name="restriction_group",
        topic=Topic.PERMISSION,
        table="wagtailcore_pageviewrestriction_groups",
        columns=_plain("pageviewrestriction_id", "group_id"),
        says=(
            _GROUP,
            Said(
                "page",
                "(SELECT page.title FROM wagtailcore_page AS page "
                "JOIN wagtailcore_pageviewrestriction AS restriction ON restriction.page_id = page.id "
                "WHERE restriction.id = {row}.pageviewrestriction_id)",
            ),
        ),
        about={"object": "{row}.pageviewrestriction_id"},
    ),
    Watch(
        name="group",
        topic=Topic.GROUP,
        table="auth_group",
        columns=_plain("name"),
        about={
            "object": "{row}.id",
            "edition_id": "(SELECT edition_id FROM editions_rolegroup WHERE group_id = {row}.id)",
        },
    ),
    Watch(
        name="role_group",
        topic=Topic.GROUP,
        table="editions_rolegroup",
        columns=_plain("role", "edition_id", "group_id"),
        says=(_GROUP,),
        about={"object": "{row}.group_id", "edition_id": "{row}.edition_id"},
    ),
    Watch(
        name="membership",
        topic=Topic.MEMBERSHIP,
        table="auth_user_groups",
        columns=_plain("user_id", "group_id"),
        says=(_PERSON, _GROUP),
        about=_OF_A_GROUP,
    ),
    Watch(
        name="own_permission",
        topic=Topic.PERMISSION,
        table="auth_user_user_permissions",
        columns=_plain("user_id", "permission_id"),
        says=(_PERSON, _PERMISSION),
        about={"object": "{row}.user_id"},
    ),
    Watch(
        name="group_permission",
        topic=Topic.PERMISSION,
        table="auth_group_permissions",
        columns=_plain("group_id", "permission_id"),
        says=(_GROUP, _PERMISSION),
        about=_OF_A_GROUP,
    ),
    Watch(
        name="page_permission",
        topic=Topic.PERMISSION,
        table="wagtailcore_grouppagepermission",
        columns=_plain("group_id", "page_id", "permission_id"),
        says=(_GROUP, _PERMISSION, _name_of("page", "wagtailcore_page", column="page_id", shown="title")),
        about=_OF_A_GROUP,
    ),
    Watch(
        name="collection_permission",
        topic=Topic.PERMISSION,
        table="wagtailcore_groupcollectionpermission",
        columns=_plain("group_id", "collection_id", "permission_id"),
        says=(
            _GROUP,
            _PERMISSION,
            _name_of("collection", "wagtailcore_collection", column="collection_id", shown="name"),
        ),
        about=_OF_A_GROUP,
    ),
    Watch(
        name="site_permission",
        topic=Topic.PERMISSION,
        table="wagtailcore_groupsitepermission",
        columns=_plain("group_id", "site_id", "permission_id"),
        says=(_GROUP, _PERMISSION),
        about=_OF_A_GROUP,
    ),
    Watch(
        name="person",
        topic=Topic.PERSON,
        table="auth_user",
        columns=(
            *_plain("username", "first_name", "last_name", "email"),
            *_flags("is_active", "is_staff", "is_superuser"),
        ),
        about=_ROW,
    ),
)
