"""A published page in one edition: one model for each type of page, told apart by `type`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import TypeAliasType

from .base import Part
from .blocks import Block
from .values import Image, Words

# A section that an edition leaves out is absent, neither null nor empty.
Section = list[Block] | SkipJsonSchema[None]
# Sections that stand without a heading, or with one of their own only; over all others their label stands.
UNHEADED = frozenset({"lead", "body", "illustration", "summary", "phases", "logos"})


class Provenance(Part):
    """How many blocks, nested ones included, have which origin; `hidden` ones are not in the document."""

    master: int = 0
    translated: int = 0
    partial: int = 0
    copied: Annotated[int, Field(alias="copy")] = 0
    adapted: int = 0
    national: int = 0
    hidden: int = 0


class DocumentPart(Part):
    """What documents share. `key` is the same in every edition; `path` begins at the edition's own root."""

    key: UUID
    programme: str
    edition: Annotated[str, Field(description="BCP 47.", examples=["sv", "en-GB"])]
    language: Annotated[str, Field(description="BCP 47.")]
    path: Annotated[str, Field(examples=["/", "/buildings/start-up/"])]
    title: Words
    title_language: Annotated[
        str | SkipJsonSchema[None],
        Field(description="BCP 47; only where the title is not in the edition's language."),
    ] = None
    provenance: Provenance


class ProgrammeSections(Part):
    lead: Section = None
    phases: Section = None
    body: Section = None
    audiences: Section = None
    objectives: Section = None
    offers: Section = None
    benefits: Section = None
    reward: Section = None
    funding: Section = None
    statistics: Section = None
    partners: Section = None
    contacts: Section = None
    social: Section = None
    logos: Section = None
    legal_links: Section = None


class Period(Part):
    """Both days belong to it."""

    start: date | None
    end: date | None


class ProgrammeDocument(DocumentPart):
    type: Literal["programme"]
    period: Period
    sections: ProgrammeSections


class ThemeSections(Part):
    illustration: Section = None
    summary: Section = None
    related_themes: Section = None


class ThemeDocument(DocumentPart):
    """`theme_key` stays for ever: frontends choose pictures and colours by it."""

    type: Literal["theme"]
    theme_key: str
    kind: Literal["cross-cutting", "sector"]
    icon: Image | None
    sections: ThemeSections


class Processes(Part):
    people: Section = None
    politics: Section = None
    finance: Section = None


class Guidance(Part):
    project_tools: Section = None
    political_context: Section = None
    tips_and_tools: Section = None


class ModuleSections(Part):
    main_issues: Section = None
    introduction: Section = None
    key_questions: Section = None
    recommended_steps: Section = None
    processes: Processes | SkipJsonSchema[None] = None
    guidance: Guidance | SkipJsonSchema[None] = None


class ModuleDocument(DocumentPart):
    """A theme at level 1 (start-up) or 2 (advanced)."""

    type: Literal["module"]
    level: Literal[1, 2]
    minutes: int
    points: int
    sections: ModuleSections


class RoleSections(Part):
    lead: Section = None
    illustration: Section = None
    who_can_take_part: Section = None
    commitments: Section = None
    documents: Section = None
    sanction: Section = None
    how_to_apply: Section = None
    why: Section = None
    contacts: Section = None
    social: Section = None


class RoleDocument(DocumentPart):
    type: Literal["role"]
    supporter_line: Words
    supporter_line_language: str | SkipJsonSchema[None] = None
    sections: RoleSections


class Stated(Part):
    """Numbers as the source states them, even where a list says otherwise."""

    applied: int | None
    selected: int | None


class Amount(Part):
    """A decimal and its currency (ISO 4217)."""

    amount: Annotated[str, Field(examples=["50000"])]
    currency: str


class CoachingSections(Part):
    lead: Section = None
    background: Section = None
    aims: Section = None
    rounds: Section = None
    requirements: Section = None
    support: Section = None
    incentives: Section = None
    participants: Section = None
    pilots: Section = None


class CoachingDocument(DocumentPart):
    """`participant_order`: as listed (`editor`), or to be sorted as the language sorts (`collation`)."""

    type: Literal["coaching"]
    stated: Stated
    support_amount: Amount | None
    participant_order: Literal["editor", "collation"]
    fact_owner: str
    date_changed: date | None
    sections: CoachingSections


class InfoSections(Part):
    body: Section = None


class InfoDocument(DocumentPart):
    type: Literal["info"]
    sections: InfoSections


Document = TypeAliasType(
    "Document",
    Annotated[
        ProgrammeDocument | ThemeDocument | ModuleDocument | RoleDocument | CoachingDocument | InfoDocument,
        Field(discriminator="type"),
    ],
)
