"""The blocks that sections are made of: one model for each type, told apart by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from . import values
from .text import (
    AudienceBlock,
    BlockPart,
    BulletsBlock,
    CountriesBlock,
    FactBlock,
    HeadingBlock,
    ImageBlock,
    LetteredBlock,
    QuoteBlock,
    SectionBlock,
    TextBlock,
)
from .values import Html, Words


class PhaseBlock(BlockPart):
    type: Literal["phase"]
    value: Words


class ObjectiveBlock(BlockPart):
    type: Literal["objective"]
    value: Html


class OfferBlock(BlockPart):
    type: Literal["offer"]
    value: Html


class BenefitBlock(BlockPart):
    type: Literal["benefit"]
    value: values.Bullet


class CommitmentBlock(BlockPart):
    type: Literal["commitment"]
    value: Html


class StatisticBlock(BlockPart):
    type: Literal["statistic"]
    value: values.Statistic


class PartnerBlock(BlockPart):
    type: Literal["partner"]
    value: values.Partner


class ContactPointBlock(BlockPart):
    type: Literal["contact_point"]
    value: values.ContactPoint


class SocialAccountBlock(BlockPart):
    type: Literal["social_account"]
    value: values.SocialAccount


class LogoBlock(BlockPart):
    type: Literal["logo"]
    value: values.Logo


class LinkBlock(BlockPart):
    type: Literal["link"]
    value: values.Link


class DocumentBlock(BlockPart):
    type: Literal["document"]
    value: values.Paper


class ParticipantBlock(BlockPart):
    type: Literal["participant"]
    value: Words


class RoundBlock(BlockPart):
    type: Literal["round"]
    value: values.Round


class ThemeBlock(BlockPart):
    """A related theme; null while it is not published in this edition."""

    type: Literal["theme"]
    value: values.PageLink | None


class IssueBlock(BlockPart):
    type: Literal["issue"]
    value: Words


class WhatBlock(BlockPart):
    type: Literal["what"]
    value: Html


class WhyBlock(BlockPart):
    type: Literal["why"]
    value: Html


class QuestionBlock(BlockPart):
    type: Literal["question"]
    value: values.Question


class StepBlock(BlockPart):
    type: Literal["step"]
    value: values.Step


class ToolBlock(BlockPart):
    type: Literal["tool"]
    value: values.UsedTool


class TipBlock(BlockPart):
    type: Literal["tip"]
    value: Html


class FinanceInstrumentBlock(BlockPart):
    type: Literal["finance_instrument"]
    value: values.Instrument


class LegalInstrumentBlock(BlockPart):
    type: Literal["legal_instrument"]
    value: values.Instrument


class MilestoneBlock(BlockPart):
    type: Literal["milestone"]
    value: values.Milestone


Block = TypeAliasType(
    "Block",
    Annotated[
        HeadingBlock
        | TextBlock
        | BulletsBlock
        | QuoteBlock
        | ImageBlock
        | FactBlock
        | CountriesBlock
        | AudienceBlock
        | LetteredBlock
        | SectionBlock
        | PhaseBlock
        | ObjectiveBlock
        | OfferBlock
        | BenefitBlock
        | CommitmentBlock
        | StatisticBlock
        | PartnerBlock
        | ContactPointBlock
        | SocialAccountBlock
        | LogoBlock
        | LinkBlock
        | DocumentBlock
        | ParticipantBlock
        | RoundBlock
        | ThemeBlock
        | IssueBlock
        | WhatBlock
        | WhyBlock
        | QuestionBlock
        | StepBlock
        | ToolBlock
        | TipBlock
        | FinanceInstrumentBlock
        | LegalInstrumentBlock
        | MilestoneBlock,
        Field(discriminator="type"),
    ],
)
